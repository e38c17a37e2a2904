"""Unfinished work: only the same work goes on, and nothing that happens to the file stops it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from majlis.case.load import load
from majlis.explore.unfinished import Unfinished, UnfinishedFit
from majlis.explore.updating import fit

STATE = {"found": np.array([1.0, -np.inf]), "powers": np.array([0.0, 0.5])}


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    file = Unfinished(tmp_path / "new" / "a.fit", "this", every=0.0)
    assert file.read() is None
    file.keep(STATE)
    kept = file.read()
    assert kept is not None
    assert {name: value.tolist() for name, value in kept.items()} == {
        name: value.tolist() for name, value in STATE.items()
    }
    assert Unfinished(file.path, "other").read() is None
    file.forget()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_use_stays(tmp_path: Path) -> None:
    file = Unfinished(tmp_path / "a.fit", "this", every=0.0)
    (tmp_path / "result").write_text("mine", encoding="utf-8")
    file.keep(STATE)
    file.forget()
    file.forget()
    assert [path.name for path in tmp_path.iterdir()] == ["result"]


@pytest.mark.parametrize("torn", [b"", b"PK", b"no such thing"])
def test_a_torn_file_is_not_read(tmp_path: Path, torn: bytes) -> None:
    (tmp_path / "a.fit").write_bytes(torn)
    assert Unfinished(tmp_path / "a.fit", "this").read() is None


def test_where_nothing_can_be_kept_the_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    file = Unfinished(tmp_path / "file" / "a.fit", "this", every=0.0)
    file.keep(STATE)
    assert file.read() is None


def test_short_work_leaves_no_file(tmp_path: Path) -> None:
    Unfinished(tmp_path / "a.fit", "this").keep(STATE)
    assert list(tmp_path.iterdir()) == []


def test_a_fit_goes_on_only_as_the_same_fit(brawl: Path, tmp_path: Path) -> None:
    """Broken off and taken up again it ends as if it never was; with another seed it begins anew."""
    case = load(brawl)
    whole = fit(case, 100, 1, 4)[0].posterior.values

    def after(steps: int, file: Unfinished) -> Unfinished:
        keep, count = file.keep, iter(range(steps))
        file.every = 0.0

        def breaking(state: dict[str, np.ndarray]) -> None:
            keep(state)
            if next(count, None) is None:
                raise KeyboardInterrupt

        file.keep = breaking  # type: ignore[method-assign]
        return file

    kept = UnfinishedFit(tmp_path / "out", case, (100, 1, 4))
    with pytest.raises(KeyboardInterrupt):
        fit(case, 100, 1, 4, memory=lambda name: after(3, kept.of(name)))
    assert kept.paths() == (tmp_path / "out" / f"{case.id}.brawl.fit",)
    assert UnfinishedFit(tmp_path / "out", case, (100, 2, 4)).of("brawl").read() is None
    told: list[int] = []
    (again,) = fit(case, 100, 1, 4, lambda done, _: told.append(done), kept.of)
    assert (again.posterior.values == whole).all()
    assert not (tmp_path / "out").exists()
    assert len(told) < 9 * (len(again.posterior.powers) - 1)
