"""Writing what was learned: in one step, and every other row letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from majlis.case.load import load
from majlis.explore.learned_rows import write_learned
from majlis.explore.updating import Fit

PLAIN = (
    "\ufeffname;value;low;high;basis;reason\r\n"
    '"brawl.truce_rate";0.1 ;0.05;0.2;judgement;"said ""so"";\r\n  twice"\r\n'
    "brawl.attacks_rate;8;2;20;judgement;a guess\r\n"
    "\r\n"
    "brawl.heat_half_life;2;1;4\r\n"
    "brawl.loss;0.3;0.2;0.4;judgement;last"
)


def test_other_rows_stay_letter_by_letter(brawl: Path, brawl_fit: Fit) -> None:
    path = brawl / "parameters.csv"
    path.write_bytes(PLAIN.encode())
    names = write_learned(load(brawl), brawl, (brawl_fit,))
    assert "brawl.attacks_rate" in names
    was, now = (text.split("\r\n") for text in (PLAIN, path.read_bytes().decode()))
    assert now[0] == was[0] + ";prior"
    at = was.index("brawl.attacks_rate;8;2;20;judgement;a guess")
    assert now[1:at] == was[1:at]
    assert now[at].startswith("brawl.attacks_rate;")
    assert now[at].endswith(";2 < 8 < 20")
    assert now[at + 1 : len(was)] == was[at + 1 :]
    rows = {row.name: row for row in load(brawl).parameters}
    assert set(names) <= set(rows)
    assert rows["brawl.attacks_rate"].basis == "data"
    assert rows["brawl.truce_rate"].estimate.reason == 'said "so";\n  twice'
    assert (
        len(rows) == 3 + len(set(names) | {"brawl.truce_rate"} - {"brawl.heat_half_life", "brawl.loss"}) - 1
    )


def test_the_file_is_begun_where_there_is_none(brawl: Path, brawl_fit: Fit) -> None:
    names = write_learned(load(brawl), brawl, (brawl_fit,))
    rows = load(brawl).parameters
    assert tuple(row.name for row in rows) == names
    assert all(row.prior is not None for row in rows)


def test_nothing_learned_writes_nothing(brawl: Path, brawl_fit: Fit) -> None:
    nothing = Fit(
        brawl_fit.recorded, brawl_fit.posterior, tuple(n for n in brawl_fit.numbers if not n.is_learned)
    )
    assert write_learned(load(brawl), brawl, (nothing,)) == ()
    assert not (brawl / "parameters.csv").exists()


def test_a_disk_that_fails_leaves_the_file(
    brawl: Path, brawl_fit: Fit, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = brawl / "parameters.csv"
    path.write_bytes(PLAIN.encode())
    case = load(brawl)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_learned(case, brawl, (brawl_fit,))
    assert path.read_bytes() == PLAIN.encode()
    assert sorted(each.name for each in brawl.glob(".parameters*")) == []
