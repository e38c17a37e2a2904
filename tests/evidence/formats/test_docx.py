"""DOCX: the words of the body, and no bomb unpacked."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.evidence.formats import docx
from majlis.evidence.text import DocumentError, facts, normalised

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "word/document.xml"


def body(*paragraphs):
    return f'<w:document xmlns:w="{WORD}"><w:body>{"".join(paragraphs)}</w:body></w:document>'


def test_paragraphs_are_kept(samples):
    assert normalised(samples.docx("Dam turned down", "", "The board\tvoted."), "dam.docx") == (
        "Dam turned down\n\nThe board\tvoted."
    )


def test_inserted_words_are_kept_and_deleted_ones_not(samples):
    written = body(
        "<w:p><w:r><w:t>The board </w:t></w:r><w:ins><w:r><w:t>never </w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText>always </w:delText></w:r></w:del><w:r><w:t>voted.</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Reds</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    )
    raw = samples.with_part(samples.docx("x"), BODY, written)
    assert normalised(raw, "a.docx") == "The board never voted.\n\nReds"


def test_what_a_document_says_of_itself(samples):
    raw = samples.docx("x", title="The dam", author="Anna Berg", created=datetime(2019, 3, 5))
    said = facts(raw, "dam.docx")
    assert (said.title, said.authors, said.date, said.firm) == (
        "The dam",
        ("Anna Berg",),
        "2019-03-05",
        False,
    )


def test_the_blank_of_the_library_says_nothing(samples):
    said = facts(samples.docx("x"), "dam.docx")
    assert (said.authors, said.date) == ((), None)


def test_a_bomb_is_weighed_before_it_is_parsed(samples, monkeypatch):
    monkeypatch.setattr(docx, "LARGEST_XML", 1_000_000)
    bomb = samples.with_part(samples.docx("x"), BODY, body("<w:p/>" * 200_000))
    assert len(bomb) < 60_000
    with pytest.raises(
        DocumentError, match=r"part 'word/document\.xml' unpacks to more than 1,000,000 bytes"
    ):
        normalised(bomb, "a.docx")


def test_a_bomb_that_lies_about_its_size_is_weighed_too(samples, monkeypatch):
    monkeypatch.setattr(docx, "LARGEST", 500_000)
    raw = bytearray(samples.with_part(samples.docx("x"), "word/media/picture.png", b"\0" * 3_000_000))
    true, false = (3_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")
    assert raw.count(true) == 2
    with pytest.raises(DocumentError, match=r"^a\.docx: "):
        normalised(bytes(raw.replace(true, false)), "a.docx")
    with pytest.raises(DocumentError, match="unpacks to"):
        normalised(bytes(raw), "a.docx")


def test_many_parts_are_refused(samples, monkeypatch):
    monkeypatch.setattr(docx, "PARTS", 3)
    with pytest.raises(DocumentError, match="expected at most 3 of"):
        normalised(samples.docx("x"), "a.docx")


@pytest.mark.parametrize("entity", ['"boom"', 'SYSTEM "file:///etc/hostname"'])
def test_entities_are_refused(samples, entity):
    written = f"<!DOCTYPE x [<!ENTITY e {entity}>]>" + body("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>")
    with pytest.raises(DocumentError, match=r"declares entities, which no \.docx does"):
        normalised(samples.with_part(samples.docx("x"), BODY, written), "a.docx")


def zipped(**parts):
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"plain words", "is not a .docx: the zip file is broken or none"),
        (b"PK\x03\x04 cut", "is not a .docx: the zip file is broken or none"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "is protected by a password or an old .doc"),
        (zipped(readme="words"), "is a zip file without word/document.xml"),
        (zipped(**{BODY: "<w:"}), "the document is broken"),
    ],
)
def test_what_is_no_docx_is_refused(raw, said):
    with pytest.raises(DocumentError) as fault:
        normalised(raw, "a.docx")
    assert str(fault.value).startswith(f"a.docx: {said}")


def test_a_document_of_pictures_is_refused(samples):
    with pytest.raises(DocumentError, match="the document holds no text"):
        normalised(samples.docx(), "a.docx")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_docx_is_read_or_refused(samples, data):
    raw = bytearray(samples.docx("Dam turned down", "The board voted."))
    for _ in range(data.draw(st.integers(1, 12))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(raw[: data.draw(st.integers(1, len(raw)))])
    assert samples.is_read_or_refused(cut, "a.docx")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:del>", "</w:del>", "words", "&lt;"]
        ),
        max_size=30,
    )
)
def test_any_body_is_read_or_refused(samples, pieces):
    raw = samples.with_part(samples.docx("x"), BODY, body(*pieces))
    assert samples.is_read_or_refused(raw, "a.docx")
