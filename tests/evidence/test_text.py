"""Normalised texts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.evidence import text as text_file
from majlis.evidence.text import DocumentError, normalised, read_document, text_digest

TEXT = st.text(min_size=1).filter(str.strip)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_marks_make_no_difference(mark, end):
    raw = mark + end.join(["The dam", "", "was voted down. "]).encode()
    assert normalised(raw, "a.txt") == "The dam\n\nwas voted down. "


def test_marks_are_composed():
    assert normalised("Cafe\u0301".encode(), "a.txt") == "Caf\u00e9"


def test_nothing_else_changes():
    kept = "  tab\t, no-break\u00a0blank, soft\u00adhyphen, \u2028 line, \x0c page, \ufeff mark inside"
    kept += " \u201cquotes\u201d \U0001f30a  \n\n"
    assert normalised(kept.encode(), "a.txt") == kept


@given(TEXT)
def test_normalising_again_changes_nothing(text):
    once = normalised(f"x{text}".replace("\0", " ").encode(), "a.txt")  # begins with no byte-order mark
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    assert normalised(once.encode(), "a.txt") == once


def test_digest():
    assert text_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            b"one\ntwo\r\nth\xe9ee",
            "byte 11 (line 3): found 0xe9, which is not UTF-8; save the document as UTF-8",
        ),
        (b"\xef\xbb\xbfone\r\xff", "a.txt: byte 7 (line 2): found 0xff"),
        (b"one \xe2\x82", "a.txt: byte 4 (line 1): found 0xe2"),
        (b"one\ntwo\0", "a.txt: byte 7 (line 2): found a zero byte"),
        (b"", "a.txt: is empty"),
        (b"\xef\xbb\xbf", "a.txt: holds no text"),
        (b" \n\t", "a.txt: holds no text"),
        ("words".encode("utf-16"), "a.txt: byte 0 (line 1): found UTF-16"),
        (b"\xfe\xff" + "words".encode("utf-16-be"), "a.txt: byte 0 (line 1): found UTF-16"),
        ("words".encode("utf-32"), "a.txt: byte 0 (line 1): found UTF-32"),
    ],
)
def test_bytes_that_are_no_text(raw, said):
    with pytest.raises(DocumentError) as fault:
        normalised(raw, "a.txt")
    assert said in str(fault.value)


@pytest.mark.parametrize("name", ["a.doc", "a.rtf", "a", "a.txt.gz"])
def test_other_formats_are_refused(name):
    expected = r"expected \.txt, \.html, \.htm, \.md, \.pdf, \.docx; save the document as plain text"
    with pytest.raises(DocumentError, match=expected):
        normalised(b"words", name)


def test_large_documents_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(text_file, "LIMIT", 10)
    with pytest.raises(DocumentError, match=r"a\.txt: found 11 bytes, expected at most 10"):
        normalised(b"x" * 11, "a.txt")
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(DocumentError, match="found 11 bytes"):
        read_document(tmp_path, "a.txt")


def test_read_document(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.TXT").write_bytes(b"one\r\ntwo")
    assert read_document(tmp_path, "inner/a.TXT") == "one\ntwo"
    assert read_document(str(tmp_path), "inner/a.TXT") == "one\ntwo"


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "/etc/passwd",
        "x/../../a.txt",
        "..\\a.txt",
        "C:\\a.txt",
        "C:a.txt",
        "a\0.txt",
        "\\\\host\\a.txt",
    ],
)
def test_names_that_leave_the_folder_are_refused(tmp_path, name):
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "docs").mkdir()
    with pytest.raises(DocumentError, match="leads out of the folder of documents"):
        read_document(tmp_path / "docs", name)


def test_links_out_of_the_folder_are_refused(tmp_path):
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "docs" / "c.txt").write_text("words")
    (tmp_path / "docs" / "d.txt").symlink_to(tmp_path / "docs" / "c.txt")
    with pytest.raises(DocumentError, match=r"b\.txt: is a link out of the folder"):
        read_document(tmp_path / "docs", "b.txt")
    assert read_document(tmp_path / "docs", "d.txt") == "words"


def test_a_folder_that_is_itself_a_link_is_fine(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "c.txt").write_text("words")
    (tmp_path / "link").symlink_to(tmp_path / "docs")
    assert read_document(tmp_path / "link", "c.txt") == "words"


def test_a_loop_of_links(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    with pytest.raises(DocumentError, match=r"a\.txt"):
        read_document(tmp_path, "a.txt")


def test_a_missing_document_says_what_is_there(tmp_path):
    with pytest.raises(DocumentError, match=r"b\.txt: found no such document; the folder holds no documents"):
        read_document(tmp_path, "b.txt")
    for number in range(20):
        (tmp_path / f"n{number:02}.txt").write_text("words")
    (tmp_path / "report.txt").write_text("words")
    with pytest.raises(DocumentError) as fault:
        read_document(tmp_path, "raport.txt")
    assert "the folder holds report.txt, n00.txt, n01.txt" in str(fault.value)
    assert str(fault.value).endswith("and 9 more")


def test_what_is_no_file(tmp_path):
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(DocumentError, match=r"a\.txt: is not a plain file"):
        read_document(tmp_path, "a.txt")
    with pytest.raises(DocumentError, match="found no such folder"):
        read_document(tmp_path / "none", "a.txt")
    with pytest.raises(DocumentError, match="found no file name"):
        read_document(tmp_path, " ")
