"""Tables: cells and their places."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.case.place import Place, Places
from majlis.case.table_file import Headings, cells_of, delimiter_of, read_table

HEADINGS = Headings(("id", "name", "value", "low", "high"), ("id", "value"), (("value", ("low", "high")),))


def read(text):
    places = Places()
    table, faults = read_table(text, "a.csv", HEADINGS, places)
    return table, [str(fault) for fault in faults], places


def texts_of(text, delimiter=","):
    records, faults = cells_of(text, "a.csv", delimiter)
    return [[cell.text for cell in record] for record in records], [str(fault) for fault in faults]


CELL = st.text(st.sampled_from('abc ,;\t"\n|é🌊'), max_size=8)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=5), max_size=6)


@given(ROWS, st.sampled_from([",", ";", "\t"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_what_the_csv_module_writes_is_read_back(rows, delimiter, quoting):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(rows)
    records, faults = texts_of(file.getvalue(), delimiter)
    assert faults == []
    wanted = [[cell.strip() for cell in row] for row in rows]
    found = [[text.strip() for text in record] for record in records]
    assert [record for record in found if any(record)] == [row for row in wanted if any(row)]


@given(ROWS, st.sampled_from([",", ";", "\t"]))
def test_plain_text_is_cut_as_the_csv_module_cuts_it(rows, delimiter):
    text = "\n".join(delimiter.join(cell.replace('"', "") for cell in row) for row in rows)
    wanted = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    records, faults = texts_of(text, delimiter)
    assert faults == []
    assert [record for record in records if any(record)] == [row for row in wanted if any(row)]


@given(ROWS, st.sampled_from([",", ";"]))
def test_the_text_at_the_place_of_a_cell_is_the_cell(rows, delimiter):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)
    lines = file.getvalue().split("\n")
    records, _ = cells_of(file.getvalue(), "a.csv", delimiter)
    for cell in (cell for record in records for cell in record):
        rest = "\n".join([lines[cell.line - 1][cell.column - 1 :], *lines[cell.line :]])
        if rest.startswith('"'):
            assert rest[1:].startswith(cell.text.replace('"', '""'))
        else:
            assert rest.startswith(cell.text)


@given(st.text(st.sampled_from('ab,;"\n\t ')))
def test_any_text_is_cut(text):
    records, faults = cells_of(text, "a.csv", delimiter_of(text))
    lines = text.split("\n")
    for place in [Place("a.csv", c.line, c.column) for r in records for c in r] + [f.place for f in faults]:
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


def test_places_of_rows_cells_headings_and_gaps():
    _, faults, places = read('id, name,value\n\n"a\nb",  x ,\nc,"d"\n')
    assert faults == []
    assert str(places.at("a", "name")) == "a.csv:1:5"
    assert str(places.at("a", 0)) == "a.csv:3:1"
    assert str(places.at("a", 0, "name")) == "a.csv:4:6"
    assert str(places.gap("a", 0, "value")) == "a.csv:4:9"
    assert str(places.at("a", 1, "name")) == "a.csv:5:3"
    assert str(places.gap("a", 1, "value")) == "a.csv:5:1"


def test_rows_are_mappings_without_empty_cells():
    table, faults, _ = read("VALUE, Id ,name\n 5 , a ,\n,,\n,b,\u00a0\n")
    assert faults == []
    assert table.columns == ("value", "id", "name")
    assert table.rows == ({"value": "5", "id": "a"}, {"id": "b"})
    assert table.sound


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b;c", ","),
        ("a;b,c;d", ";"),
        ("a\tb", "\t"),
        ("a", ","),
        ("\n\na;b", ";"),
        ("sep=;\na,b,c", ";"),
        ("", ","),
    ],
)
def test_the_heading_row_decides_the_delimiter(text, delimiter):
    assert delimiter_of(text) == delimiter


def test_a_range_may_stand_for_a_value():
    assert read("id,low,high\na,1,2\n")[1] == []
    assert read("id,low\na,1\n")[1] == [
        "a.csv:1:1: found no column 'value'; expected it in the heading row; mend: add 'value'"
    ]


def test_a_misspelt_required_column_is_faulted_once():
    table, faults, _ = read("\nid,valeu\na,1\n")
    assert faults == [
        "a.csv:2:4: found the column 'valeu'; expected a column of this table; mend: did you mean 'value'?"
    ]
    assert not table.sound


def test_empty_cells_too_many_are_kept_for_a_row_that_is_wrong_otherwise():
    table, faults, _ = read("id,value\na,1,,\n")
    assert faults == []
    assert {row: str(fault) for row, fault in table.wide.items()} == {
        0: "a.csv:2:5: found a row of 4 cells; expected 2, as in the heading; "
        "mend: put quotes around a cell that holds the delimiter"
    }


def test_a_quote_that_is_never_closed_ends_the_table_before_its_row():
    table, faults, _ = read('id,value\na,1\nb,"2\nc,3\n')
    assert faults == [
        'a.csv:3:3: found a quote that is never closed; expected a closing "; '
        "mend: add it, or remove the quote"
    ]
    assert [row["id"] for row in table.rows] == ["a"]
    assert not table.sound


def test_text_after_a_closing_quote_is_named_where_it_stands():
    assert read('id,value\n"a\nb"c,1\n')[1] == [
        "a.csv:3:3: found 'c' after a closing quote; expected the end of the cell; "
        'mend: double the quotes inside a quoted cell ("")'
    ]
