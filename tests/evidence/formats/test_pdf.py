"""PDF: paragraphs whole, and a reason for whatever cannot be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.evidence.formats import pdf
from majlis.evidence.text import DocumentError, facts, normalised

FIRST = (
    "Dam turned down",
    "The water board of Ostby turned down the new dam on Monday, after the grow-",
    "ers had blocked the road to the valley for nine days and a well-",
    "known lawyer had called the well-known plan unlawful. A second vote is to",
    "follow.",
    "The price has risen to 41 million crowns since the spring of last year, and",
    "1",
)
SECOND = ("nobody knows who is to pay it.", "The growers will meet again.", "2")


def test_lines_of_a_paragraph_are_joined(samples):
    title, board, price, growers = normalised(samples.pdf(FIRST, SECOND), "dam.pdf").split("\n\n")
    assert title == "Dam turned down"
    assert "after the growers had blocked" in board
    assert "a well-known lawyer had called the well-known plan unlawful. A second vote is to follow." in board
    assert price.endswith("of last year, and nobody knows who is to pay it.")
    assert growers == "The growers will meet again."


def test_running_heads_are_left_out(samples):
    pages = [("Valley Post 7", f"Sentence number {n} is long enough for a line.") for n in range(3)]
    assert "Valley Post" not in normalised(samples.pdf(*pages), "dam.pdf")


def test_what_a_pdf_says_of_itself(samples):
    said = facts(samples.pdf(FIRST, title="The dam", author="Anna Berg"), "dam.pdf")
    assert (said.title, said.authors, said.firm) == ("The dam", ("Anna Berg",), False)
    assert said.origin == "the file's creation date"
    unnamed = facts(samples.pdf(FIRST), "dam.pdf")
    assert (unnamed.title, unnamed.authors) == (None, ())


def test_a_password_is_asked_for_in_words(samples):
    with pytest.raises(DocumentError, match=r"^a\.pdf: the PDF is protected by a password; save it"):
        normalised(samples.pdf(FIRST, password="secret"), "a.pdf")


def test_an_empty_password_opens(samples):
    assert "Ostby" in normalised(samples.pdf(FIRST, password=""), "a.pdf")


def test_pages_of_pictures_are_refused(samples):
    with pytest.raises(
        DocumentError, match="the PDF holds no text, perhaps scanned pages; run text recognition"
    ):
        normalised(samples.pdf(()), "a.pdf")


@pytest.mark.parametrize("raw", [b"plain words", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\nnothing"])
def test_what_is_no_pdf_is_refused(raw):
    with pytest.raises(DocumentError, match=r"a\.pdf: (found no PDF header|the PDF is broken)"):
        normalised(raw, "a.pdf")


def test_many_pages_are_refused(samples, monkeypatch):
    monkeypatch.setattr(pdf, "PAGES", 1)
    with pytest.raises(DocumentError, match="the PDF has 2 pages, expected at most 1; split it"):
        normalised(samples.pdf(FIRST, SECOND), "a.pdf")


def test_much_text_is_refused(samples, monkeypatch):
    monkeypatch.setattr(pdf, "LONGEST", 100)
    with pytest.raises(DocumentError, match="holds more than 100 characters; split it"):
        normalised(samples.pdf(FIRST), "a.pdf")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_pdf_is_read_or_refused(samples, data):
    raw = bytearray(samples.pdf(FIRST, SECOND))
    for _ in range(data.draw(st.integers(1, 12))):
        raw[data.draw(st.integers(5, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(raw[: data.draw(st.integers(5, len(raw)))])
    assert samples.is_read_or_refused(cut, "a.pdf")
