"""docs/motion.md lists every mechanism, with its roles, options, what it moves, and who wrote of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from majlis.dynamics.mechanisms.registry import get, names

PAGE = (Path(__file__).parents[2] / "docs" / "motion.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` (\|.*)$", PAGE, re.MULTILINE))


def test_the_mechanisms_are_those_of_the_registry() -> None:
    assert tuple(ROWS) == names()


@pytest.mark.parametrize("kind", names())
def test_a_row_names_all_that_a_mechanism_reads_and_moves(kind: str) -> None:
    mechanism = get(kind)
    own = (*mechanism.fixed.levels, *mechanism.fixed.hazards)
    expected = (
        {role.name for role in mechanism.roles} | set(mechanism.options) | {each.id[1:] for each in own}
    )
    assert expected - set(re.findall(r"`(\w+)`", ROWS[kind])) == set()


@pytest.mark.parametrize("kind", names())
def test_a_row_names_the_literature(kind: str) -> None:
    heads = [found[0] for each in get(kind).literature if (found := re.match(r".*?\d{4}", each))]
    assert heads
    assert [head for head in heads if head not in ROWS[kind]] == []
