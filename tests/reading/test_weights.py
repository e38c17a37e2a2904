"""The table that says what words weigh, as people and spreadsheets leave it."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from majlis.case.fault import CaseFaults
from majlis.reading.statements.weights import WORDS, leaning_weights
from majlis.reading.text import lexicon_file

HEADING = 'stem,change,more,"speaker, change","speaker, more"\n'
SHIPPED = lexicon_file.HOME
FOUND = {"change: abandon": 0.03, "speaker, more: abandon": -0.1, "more: a.m.": 2.0}


@pytest.fixture
def weighed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], dict[str, float]]:
    """What the words weigh by the bytes of a table."""
    monkeypatch.setattr(lexicon_file, "HOME", tmp_path)
    (tmp_path / "leaning.yaml").write_bytes((SHIPPED / "leaning.yaml").read_bytes())

    def read(raw: bytes) -> dict[str, float]:
        (tmp_path / WORDS).write_bytes(raw)
        found: dict[str, float] = leaning_weights.__wrapped__()
        return {name: weight for name, weight in found.items() if ": " in name}

    return read


def spelt(**form: object) -> str:
    """Write the rows of `FOUND` in the form of some spreadsheet."""
    file = io.StringIO(newline="")
    names = ("stem", "change", "more", "speaker, change", "speaker, more")
    rows = [names, ("abandon", "0.03", "", "", "-0.1"), ("a.m.", "", "2", "", "")]
    csv.writer(file, **form).writerows(rows)  # type: ignore[call-overload]
    return file.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param((HEADING + "abandon,0.03,,,-0.10\na.m.,,2.00,,\n").encode(), id="as it was written"),
        pytest.param((HEADING + "abandon,0.03,,,-0.10\na.m.,,2.00,,").encode(), id="no end of line"),
        pytest.param(spelt().encode("utf-8-sig"), id="byte-order mark, CRLF"),
        pytest.param(spelt(lineterminator="\r").encode(), id="CR"),
        pytest.param(spelt(delimiter=";").encode("utf-8-sig"), id="semicolons"),
        pytest.param(("sep=;\r\n" + spelt(delimiter=";")).encode("utf-8-sig"), id="sep=;"),
        pytest.param(spelt(delimiter="\t").encode(), id="tabs"),
        pytest.param(spelt(quoting=csv.QUOTE_ALL).encode(), id="all cells quoted"),
        pytest.param((spelt() + ",,,,\r\n\r\n,,,,\r\n").encode(), id="empty rows"),
        pytest.param((spelt().replace("\r\n", ",,\r\n")).encode(), id="empty columns"),
        pytest.param((HEADING + "abandon , 0.03,,,−0.1\na.m.,,2\n").encode(), id="by hand"),
    ],
)
def test_what_spreadsheets_do_without_harm_is_taken(weighed, raw: bytes) -> None:
    assert weighed(raw) == FOUND


def test_many_slips_of_one_kind_are_not_all_told(weighed) -> None:
    rows = "".join(f"a{'b' * n};0,5;;;\n" for n in range(1_000))
    with pytest.raises(CaseFaults) as caught:
        weighed((HEADING.replace(",", ";").replace("; ", ", ") + rows).encode())
    lines = str(caught.value).splitlines()
    assert len(lines) == 22
    assert lines[1].endswith("mend: write 0.5")
    assert lines[-1] == (
        f"lexicons/{WORDS}:22:23: found 980 more faults from here on; expected none; "
        "mend: mend those above, in all rows where they are alike"
    )


CELLS = st.sampled_from(["a", "B", "0.5", "-1", "1e9", "nan", ".inf", "0x1", "1_0", "٣", '"', "é", "\ufeff"])
MARKS = st.sampled_from([",", ",", ",", ";", "\n", "\r\n", "\t", " ", "\x00", "\x07", "\x85", "\u2028"])
TABLES = st.lists(CELLS | MARKS, max_size=40).map("".join) | st.text(max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES, st.booleans())
@example("a,0.5,,,\na,0.5,,,\n", True)
@example("a\u200b,0.5,,,\n", True)
@example(f"{'a' * 30_000},0.5,,,\n", True)
def test_any_text_reads_to_finite_numbers_or_is_a_fault(weighed, text: str, headed: bool) -> None:
    said: list[str] = []
    found: dict[str, float] = {}
    try:
        found = weighed(((HEADING if headed else "") + text).encode("utf-8", "surrogatepass"))
    except CaseFaults as error:
        said = [str(fault) for fault in error.faults]
    assert all(line.startswith(f"lexicons/{WORDS}:") for line in said)
    assert all(isinstance(weight, float) and math.isfinite(weight) for weight in found.values())


@given(st.binary(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_read_to_finite_numbers_or_are_a_fault(weighed, raw: bytes) -> None:
    try:
        found = weighed(HEADING.encode() + raw)
    except CaseFaults:
        return
    assert all(math.isfinite(weight) for weight in found.values())
