"""case.yaml: plain values and the place of each."""

import pytest

from majlis.case.place import Places
from majlis.case.yaml_file import read_yaml

SAMPLE = """\
# a comment
title: "Ä title"   # another
list:
  - one
  - {at: 0, label: two words}
  -
    - deep
scale: {low: 0,
        high: 1.50}
text: >
  folded
  lines
empty:
no: no
🌊 key: wave
"""


def read(text):
    places = Places()
    value, faults = read_yaml(text, "case.yaml", "case", places)
    return value, [str(fault) for fault in faults], places


def test_values_stay_the_text_that_was_written():
    value, faults, _ = read(SAMPLE)
    assert faults == []
    assert value == {
        "title": "Ä title",
        "list": ["one", {"at": "0", "label": "two words"}, ["deep"]],
        "scale": {"low": "0", "high": "1.50"},
        "text": "folded lines\n",
        "empty": None,
        "no": "no",
        "🌊 key": "wave",
    }


@pytest.mark.parametrize(
    "word", ["1", "007", "0x1F", "1_000", "1e5", "yes", "No", "true", "2024-02-07", "1:30", "-.inf", "<"]
)
def test_nothing_is_guessed(word):
    assert read(f"a: {word}")[0] == {"a": word}


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none_unless_it_is_quoted(word):
    assert read(f"a: {word}")[0] == {"a": None}
    assert read(f"a: '{word}'")[0] == {"a": word}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), "2:1"),
        (("title",), "2:8"),
        (("title", "<key>"), "2:1"),
        (("list",), "4:3"),
        (("list", 0), "4:5"),
        (("list", 1, "at"), "5:10"),
        (("list", 1, "label"), "5:20"),
        (("list", 1, "label", "<key>"), "5:13"),
        (("list", 2, 0), "7:7"),
        (("scale", "high"), "9:15"),
        (("text",), "10:7"),
        (("empty",), "13:7"),
        (("🌊 key",), "15:8"),
        (("scale", "middle"), "8:8"),
    ],
)
def test_every_key_and_value_has_its_place(path, place):
    assert str(read(SAMPLE)[2].at("case", *path)) == f"case.yaml:{place}"


def test_lines_end_at_line_feeds_alone_as_editors_count():
    _, _, places = read("a: x \u2028 y \x85 z\nb: c\n")
    assert str(places.at("case", "b")) == "case.yaml:2:4"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "a: 1\nb: 2\na: 3\na: 4\n",
            ["3:1: found the key 'a' a second time", "4:1: found the key 'a' a second time"],
        ),
        ("a: &x [1]\nb: *x\nc: *x\n", ["2:4: found an alias (*)", "3:4: found an alias (*)"]),
        ("a: !!int 5\nb: !mine {c: 1}\n", ["1:4: found the tag '!!int'", "2:4: found the tag '!mine'"]),
        ("a: {<<: {b: 1}}", ["1:5: found a merge key"]),
        ("? {a: 1}\n: b", ["1:3: found a key that is not a word"]),
        (": b", ["1:1: found '' as a key"]),
        ("a: 1\n---\na: 2\n---\na: 3", ["2:1: found a second document"]),
        ("", ["1:1: found an empty file"]),
        ("---\n", ["1:1: found an empty file"]),
        ("null", ["1:1: found an empty file"]),
        ("a:\n\t- b", ["2:1: found a tab"]),
        ("a: b: c", ["1:5: found a colon in a place of its own"]),
        ("a: 'b", ["1:4: found a quote that is never closed"]),
        ("a: [b, {c: d]", ["1:8: found a bracket that is not closed"]),
        ('a: "\\q"', ["1:6: found a backslash in double quotes"]),
        ('a: "\\U99999999"', ["1:1: found text after this that is not YAML"]),
        (
            'a: "\\ud83d"\nb: "\\0"',
            ["1:4: found an escape for a character", "2:4: found an escape for a character"],
        ),
        ("a: @b", ["1:4: found a character that YAML keeps for itself"]),
        ("%YAML 9.9\n---\na: b", ["1:1: found text that is not YAML (found incompatible YAML document"]),
    ],
)
def test_faults_of_the_form(text, lines):
    found = read(text)[1]
    assert len(found) == len(lines)
    for line, begin in zip(found, lines, strict=True):
        assert line.startswith(f"case.yaml:{begin}")


def test_what_stands_under_a_second_key_moves_no_place():
    value, faults, places = read("a: {b: 1}\na:\n  b: 2\n  b: 3\n")
    assert value == {"a": {"b": "1"}}
    assert len(faults) == 2
    assert str(places.at("case", "a", "b")) == "case.yaml:1:8"
