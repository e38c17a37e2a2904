"""PDF: the text of its pages, with the lines of a paragraph joined again."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from majlis.evidence.formats.facts import Facts, named
from majlis.evidence.formats.quiet import quiet
from majlis.evidence.formats.unreadable import Unreadable, needing

if TYPE_CHECKING:
    from pypdf import PdfReader

PAGES = 2_000
"""Most pages that are read."""

LONGEST = 20_000_000
"""Most characters that are read."""

_HEADER = b"%PDF-"
_UNNAMED = re.compile(
    r"untitled|unknown|anonymous|unspecified|microsoft word|\.(?:docx?|pdf|indd|qxd|tex)$", re.I
)
_ENDING = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_BULLET = re.compile(r"^\s*(?:[•◦▪*–—-]|\(?\d{1,2}[.)])\s+")
_FOLIO = re.compile(r"^\s*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORT = 0.8


def text_of(raw: bytes) -> str:
    """Return the text of all pages, one line for each paragraph.

    Raises
    ------
    Unreadable
        When the bytes are no PDF, need a password, are broken, or hold pictures of text only.

    """
    with needing("pypdf"), quiet("pypdf"):
        reader = _reader(raw)
        try:
            pages = _pages(reader)
        except Unreadable:
            raise
        except Exception as fault:
            raise _broken(fault) from None
    text = "\n\n".join(_paragraphs(pages))
    if not text.strip():
        raise Unreadable("the PDF holds no text, perhaps scanned pages; run text recognition on it first")
    return text


def facts_of(raw: bytes) -> Facts:
    """Return what the information dictionary says; nothing where it cannot be read."""
    with needing("pypdf"), quiet("pypdf"):
        try:
            marks = _reader(raw).metadata
        except Exception:  # any mark may be broken, and the text may still be whole
            return Facts()
        if marks is None:
            return Facts()
        title, author = _named(marks.get("/Title")), _named(marks.get("/Author"))
        try:
            made = marks.creation_date
        except Exception:  # as above
            made = None
    date = made.date().isoformat() if isinstance(made, datetime) else None
    return Facts(
        title=title, authors=(author,) if author else (), date=date, origin="the file's creation date"
    )


def _named(value: object) -> str | None:
    name = named(value)
    return None if name is None or _UNNAMED.search(name) else name


def _reader(raw: bytes) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    if _HEADER not in raw[:1024]:
        raise Unreadable("found no PDF header; expected a PDF, save the document anew as one")
    try:
        reader = PdfReader(BytesIO(raw), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except DependencyError:
        raise Unreadable("the PDF is encrypted; save it without encryption") from None
    except Exception as fault:
        raise _broken(fault) from None
    if locked:
        raise Unreadable("the PDF is protected by a password; save it without one")
    if count > PAGES:
        raise Unreadable(f"the PDF has {count:,} pages, expected at most {PAGES:,}; split it")
    return reader


def _pages(reader: PdfReader) -> list[list[str]]:
    pages = []
    size = 0
    for page in reader.pages:
        found = page.extract_text()
        size += len(found)
        if size > LONGEST:
            raise Unreadable(f"the PDF holds more than {LONGEST:,} characters; split it")
        pages.append([line.strip() for line in found.splitlines()])
    return pages


def _paragraphs(pages: list[list[str]]) -> list[str]:
    """Join the lines of each paragraph, also over the end of a page; numbers of pages fall away."""
    lines = [line for page in pages for line in _without_margins(page, pages)]
    width = max((len(line) for line in lines), default=0)
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line))
    found: list[str] = []
    open_before = False
    for line in lines:
        if not line:
            open_before = open_before and not _ENDING.search(found[-1])
        elif found and (open_before or _unfinished(found[-1], line)) and not _BULLET.match(line):
            found[-1] = _joined(found[-1], line, words)
            open_before = _goes_on(line, width)
        else:
            found.append(line)
            open_before = _goes_on(line, width)
    return found


def _without_margins(page: list[str], pages: list[list[str]]) -> list[str]:
    """Leave out numbers of pages, and first and last lines that stand on most pages."""
    kept = [line for line in page if not _FOLIO.match(line)]
    if len(pages) >= 3:
        for end in (0, -1):
            rest = [line for line in kept if line]
            if rest and 2 * sum(rest[end] in other for other in pages) > len(pages):
                kept.remove(rest[end])
    return kept


def _goes_on(line: str, width: int) -> bool:
    """Whether the paragraph goes on: the line is nearly full, or stops within a sentence."""
    return len(line) >= _SHORT * width or (len(line) > width / 2 and not _ENDING.search(line))


def _unfinished(before: str, line: str) -> bool:
    """Whether a short line, such as the first of a heading, goes on in lower case."""
    return line[0].islower() and not _ENDING.search(before)


def _joined(before: str, line: str, words: Counter[str]) -> str:
    """Join two lines; a hyphen at the end stays where the document writes the word with it elsewhere."""
    if not before.endswith("-") or not line[:1].islower():
        return before + ("" if before.endswith("-") else " ") + line
    left, right = re.search(r"[\w-]*$", before[:-1]), re.match(r"\w*", line)
    head, tail = (left[0] if left else "").lower(), (right[0] if right else "").lower()
    if words[f"{head}-{tail}"] > words[head + tail]:
        return before + line
    return before[:-1] + line


def _broken(fault: Exception) -> Unreadable:
    return Unreadable(f"the PDF is broken ({type(fault).__name__}); open it and save or print it anew as PDF")
