"""What a chart of numbers before and after their record is drawn from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from majlis.case.load import load
from majlis.explore.before_after import of_case, of_fit
from majlis.explore.learned_rows import write_learned
from majlis.explore.updating import Fit


def test_a_fit_and_the_case_it_was_written_into_give_the_same_chart(brawl: Path, brawl_fit: Fit) -> None:
    assert of_case(load(brawl)) == ()
    drawn = {row.name: row for row in of_fit(brawl_fit)}
    assert drawn["brawl.attacks_rate"].unit == "a week"
    assert drawn["brawl.share"].unit == "ratio"
    assert len(drawn) == len(brawl_fit.numbers)
    names = write_learned(load(brawl), brawl, (brawl_fit,))
    written = of_case(load(brawl))
    assert {row.name for row in written} == set(names)
    for row in written:
        other = drawn[row.name]
        assert row.is_learned
        assert other.is_learned
        assert row.median_after[1] == pytest.approx(other.median_after[1], rel=0.1)
        assert row.median_before[1] == pytest.approx(other.median_before[1], rel=0.15)
        assert other.basis in row.basis


def test_shares_are_of_all_draws_and_edges_rise(brawl_fit: Fit) -> None:
    for row in of_fit(brawl_fit):
        assert len(row.edges) == len(row.before) + 1 == len(row.after) + 1
        assert (np.diff(row.edges) > 0).all()
        assert 0.95 < sum(row.before) <= 1.0 + 1e-9
        assert 0.95 < sum(row.after) <= 1.0 + 1e-9
        assert row.median_after[0] < row.median_after[1] < row.median_after[2]
