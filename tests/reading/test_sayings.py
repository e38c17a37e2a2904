"""Statements by themselves: read as articles whose speakers have no ties."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

DISPUTE = (
    "T Sending troops to N\nP send a battalion to N\nM no soldiers to N\nC M\n"
    "+ General N | N said his men were tired of training\n"
    "- mothers' committee of N | wanted to know whose son had packed his kit\n"
)


def _read(learning: SimpleNamespace, folder: Path, text: str) -> list[SimpleNamespace]:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    return list(learning.sayings.read_sayings(folder))


def test_each_saying_is_a_speaker_with_its_words(learning: SimpleNamespace, tmp_path: Path) -> None:
    one, other = _read(learning, tmp_path, f"{DISPUTE}\n{DISPUTE}")
    assert (one.change, one.sides, one.seen[-1]) == (-1, [1, -1], {})
    assert one.seen[1].way == 1
    first, second = one.clues
    assert first["change: train"] == -1.0  # the minus pole is the change
    assert first["more: train"] == 1.0
    assert second["speaker, more: mother"] == 1.0
    assert [clues.keys() for clues in other.clues] == [first.keys(), second.keys()]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (DISPUTE.replace(" | N said", " N said"), r"a.txt, dispute 1: .* has no speaker"),
        (DISPUTE.replace("C M\n", ""), "found no C; add it"),
    ],
)
def test_what_is_wrong_is_named(learning: SimpleNamespace, tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(learning.gold.GoldError, match=fault):
        _read(learning, tmp_path, text)
