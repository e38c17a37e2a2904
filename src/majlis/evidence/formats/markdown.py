"""Markdown: the words of the text, one line for each paragraph, heading, item or cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from majlis.evidence.formats.facts import Facts, named
from majlis.evidence.formats.plain import decoded
from majlis.evidence.formats.unreadable import Unreadable

if TYPE_CHECKING:
    from markdown_it.token import Token

LARGEST = 10_000_000
"""Largest document, in bytes: a parsed one takes some thirty times its size in memory."""

_FRONT = re.compile(r"\A---[ \t]*\n(?P<head>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_AUTHORS = re.compile(r"\s*(?:,|;|\band\b|&)\s*")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def text_of(raw: bytes) -> str:
    """Return the words of a Markdown document, without marks, front matter and HTML.

    Raises
    ------
    Unreadable
        When the bytes are not UTF-8 text or too many.

    """
    _, body = _parts(raw)
    return "\n\n".join(line for line in _lines(body) if line)


def facts_of(raw: bytes) -> Facts:
    """Return what the front matter and the first heading say.

    Raises
    ------
    Unreadable
        When the bytes are not UTF-8 text or too many.

    """
    head, body = _parts(raw)
    fields = {key.lower(): value.strip("\"'[]") for key, value in _FIELD.findall(head)}
    heading = re.search(r"^#[ \t]+(.+?)[ \t#]*$", body[:2000], re.MULTILINE)
    day = _ISO_DAY.match(fields.get("date", ""))
    authors = fields.get("authors") or fields.get("author") or ""
    return Facts(
        title=named(fields.get("title") or (heading[1] if heading else None)),
        authors=tuple(name for part in _AUTHORS.split(authors) if (name := named(part))),
        publisher=named(fields.get("publisher") or fields.get("site") or fields.get("source")),
        date=day[0] if day else None,
        origin="the front matter" if day else "",
        firm=day is not None,
        datelines=(fields["date"],) if "date" in fields and day is None else (),
    )


def _parts(raw: bytes) -> tuple[str, str]:
    if len(raw) > LARGEST:
        raise Unreadable(f"found {len(raw):,} bytes, expected at most {LARGEST:,}; cut the document")
    text = decoded(raw).replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    return (front["head"], text[front.end() :]) if front else ("", text)


def _lines(body: str) -> Iterator[str]:
    from markdown_it import MarkdownIt

    for token in MarkdownIt("commonmark").enable("table").parse(body):
        if token.type == "inline":
            yield _inline(token.children or ()).strip()
        elif token.type in ("code_block", "fence"):
            yield token.content.strip("\n")


def _inline(tokens: Sequence[Token]) -> str:
    """Words of a line: a soft line break is a blank, an image its description, a tag nothing."""
    words = {"softbreak": " ", "hardbreak": "\n", "html_inline": ""}
    return "".join(words.get(token.type, token.content) for token in tokens)
