"""Text files: encodings, line ends and what is no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.case.text_file import ODD, Unreadable, odd_characters, read_text, without_odd


def reading(tmp_path, raw):
    (tmp_path / "a.csv").write_bytes(raw)
    return read_text(tmp_path, "a.csv")


def refusal(tmp_path, raw):
    with pytest.raises(Unreadable) as caught:
        reading(tmp_path, raw)
    return str(caught.value.fault)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_marks_and_line_ends_make_no_difference(tmp_path, mark, end):
    assert (
        reading(tmp_path, mark + end.join(["id,name", "a,İbn ‘Alī 🌊", ""]).encode())
        == "id,name\na,İbn ‘Alī 🌊\n"
    )


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"\xe9", "1:1"),
        (b"ab\xe9", "1:3"),
        (b"a\nb\r\nc\rd\xe9", "4:2"),
        ("ééé\n€€".encode() + b"\xff", "2:3"),
        (b"\xef\xbb\xbfab\x80", "1:3"),
        ("🌊".encode()[:3], "1:1"),
    ],
)
def test_a_byte_that_is_no_utf8_is_found_where_an_editor_shows_it(tmp_path, raw, place):
    assert refusal(tmp_path, raw).startswith(f"a.csv:{place}: found byte 0x")


def test_the_letter_that_was_meant_is_offered(tmp_path):
    assert "byte 0xe9 ('é' in Windows-1252)" in refusal(tmp_path, b"\xe9")
    assert "byte 0x81, which" in refusal(tmp_path, b"\x81")


@pytest.mark.parametrize(
    "raw", ["id".encode("utf-16"), "id".encode("utf-16-be"), b"\xfe\xff\x00i", b"i\x00d\x00"]
)
def test_utf16_is_named(tmp_path, raw):
    assert "UTF-16" in refusal(tmp_path, raw) + refusal(tmp_path, b"\xff\xfe")
    assert "UTF-8" in refusal(tmp_path, raw)


def test_odd_characters_are_all_named_and_reading_can_go_on():
    text = "a\x07b\n\ufffd\x85c\n\n  \x00".replace("\x00", "\x7f")
    assert [(str(f.place), f.found) for f in odd_characters(text, "a.csv")] == [
        ("a.csv:1:2", "the control character U+0007"),
        ("a.csv:2:1", "U+FFFD, a letter lost in a conversion"),
        ("a.csv:2:2", "the control character U+0085"),
        ("a.csv:4:3", "the control character U+007F"),
    ]
    assert without_odd(text) == "a?b\n??c\n\n  ?"


@given(st.text())
def test_without_odd_characters_none_are_found_and_nothing_moves(text):
    cleaned = without_odd(text)
    assert not ODD.search(cleaned)
    assert len(cleaned) == len(text)
    assert len(list(odd_characters(text, "a"))) == len(ODD.findall(text))


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(tmp_path_factory, raw):
    folder = tmp_path_factory.mktemp("any")
    try:
        text, place = reading(folder, raw), None
    except Unreadable as error:
        text, place = "", error.fault.place
    assert place is None or min(place.line, place.column) >= 1
    assert "\r" not in text
    assert "\0" not in text


def test_size_is_bounded(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"x" * 11)
    assert read_text(tmp_path, "a.csv", 11) == "x" * 11
    with pytest.raises(Unreadable, match="found 11 bytes; expected at most 10"):
        read_text(tmp_path, "a.csv", 10)
