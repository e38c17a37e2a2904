"""The table of names in place of a case."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from majlis.case.fault import CaseFaults
from majlis.reading.actors.actors import Known
from majlis.reading.actors.alias_file import read_aliases


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "names.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_columns_in_any_order_with_others_beside(written) -> None:
    path = written(
        "Aliases;id;note;Canonical;type;parent_id\r\n"
        "Mayor Okello|Okello, the mayor;okello;x;Ruth Okello;person;town\r\n"
        ";town;;Port Town;;\r\n",
        "utf-8-sig",
    )
    assert read_aliases(path) == (
        Known("okello", "Ruth Okello", ("Mayor Okello", "Okello, the mayor"), "person", None, "town"),
        Known("town", "Port Town"),
    )


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "names.csv:1:1", "an empty table"),
        ("id,canonical,aliases\n", "names.csv:1:1", "nothing below"),
        ("id,canonical,alias\na,A,B\n", "names.csv:1:1", "no column 'aliases'"),
        ("id,canonical,aliases\na b,A,B\n", "names.csv:2:1", "'a b' as an id"),
        ("id,canonical,aliases\nx,X,\na,,B\n", "names.csv:3:3", "nothing in the column 'canonical'"),
        ("id,canonical,aliases\na,A,B\nb,B,\na,C,D\n", "names.csv:4:1", "the id 'a' a second time"),
        ('id,canonical,aliases\na,"A,B\n', "names.csv:2:3", "a quote that is never closed"),
        ("id,canonical,aliases\na,A,B,C\n", "names.csv:2:7", "a cell too many: 'C'"),
        ("id,canonical,aliases\na,A\x07,B\n", "names.csv:2:4", "control character"),
    ],
)
def test_faults_have_their_place(written, text: str, place: str, message: str) -> None:
    with pytest.raises(CaseFaults) as caught:
        read_aliases(written(text))
    assert any(str(fault).startswith(f"{place}: ") and message in str(fault) for fault in caught.value.faults)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from('a|,;"\n\t \x00é'), max_size=60) | st.text(max_size=60))
def test_no_text_breaks_it(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(f"id,canonical,aliases\n{rows}".encode("utf-8", "surrogatepass"))
    with contextlib.suppress(CaseFaults):
        assert all(actor.id and actor.canonical for actor in read_aliases(path))


def test_another_encoding_is_said(written) -> None:
    with pytest.raises(CaseFaults, match="UTF-16"):
        read_aliases(written("id,canonical,aliases\n", "utf-16"))


def test_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CaseFaults, match="cannot be opened"):
        read_aliases(tmp_path / "none.csv")
