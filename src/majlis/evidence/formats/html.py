"""HTML: the article of a page as text, without its scripts, styles, menus and comments.

The page is only parsed: nothing in it runs and nothing is fetched. Entities of the page's own making stay
unresolved, as in every HTML parser, so none can grow.
"""

from __future__ import annotations

import re
from typing import Any

from majlis.evidence.formats.facts import Facts, named
from majlis.evidence.formats.plain import UTF8_MARK, check_text
from majlis.evidence.formats.quiet import quiet
from majlis.evidence.formats.unreadable import Unreadable, needing

LARGEST = 10_000_000
"""Largest page, in bytes: a parsed page takes some thirty times its size in memory."""

_ENCODING = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f]|&#(?:x0*(?:[0-8be-f]|1[0-9a-f])|0*(?:[0-8]|11|1[4-9]|2\d|3[01]))(?:;|(?![\da-f]))",
    re.IGNORECASE,
)
_OTHERWISE = "windows-1252"
_LATEST = "2100-01-01"
_LOGGERS = ("trafilatura", "htmldate", "charset_normalizer", "justext")
_DATED = re.compile(
    r"\b(?:date|time|timestamp|publish|published|posted|byline|dateline|meta)\b", re.IGNORECASE
)
_LINE = 120
_LINES = 20
_BARE = ("script", "style", "noscript", "template", "svg")


def text_of(raw: bytes) -> str:
    """Return the article of a page, one line for each paragraph.

    Raises
    ------
    Unreadable
        When there is no page or no text in it.

    """
    with needing("trafilatura"), quiet(*_LOGGERS):
        from trafilatura import extract

        tree = _tree(raw)
        try:
            found = extract(tree, output_format="txt", include_comments=False, fast=True)
            text = found or _whole(_tree(raw))
        except Exception as fault:
            raise _broken(fault) from None
    if not text.strip():
        raise Unreadable("the page holds no text; a page that a script fills must be saved as it is shown")
    return text


def facts_of(raw: bytes) -> Facts:
    """Return what the marks of a page say of it; nothing where they cannot be read."""
    with needing("trafilatura"), quiet(*_LOGGERS):
        try:
            return _facts(_tree(raw))
        except Unreadable:
            return Facts()
        except Exception:  # a mark may hold anything, and a page without marks is still a page
            return Facts()


def _facts(tree: Any) -> Facts:
    from htmldate import find_date
    from trafilatura.metadata import examine_meta, extract_author, extract_meta_json, extract_title

    marks: Any = extract_meta_json(tree, examine_meta(tree))
    authors = marks.author or extract_author(tree) or ""
    date = find_date(_marks(tree), extensive_search=False, original_date=True, max_date=_LATEST)
    return Facts(
        title=named(marks.title or extract_title(tree)),
        authors=tuple(name for part in authors.split(";") if (name := named(part))),
        publisher=named((marks.sitename or "").lstrip("@")),
        date=date,
        origin="a mark in the page" if date else "",
        firm=date is not None,
        datelines=_datelines(tree),
    )


def _marks(tree: Any) -> Any:
    """Reduce a page to what is written for machines: dates that people read may be ambiguous."""
    from lxml.html import Element  # type: ignore[import-untyped]

    bare = Element("html")
    head = Element("head")
    body = Element("body")
    bare.extend([head, body])
    for mark in tree.iter("meta", "link"):
        head.append(Element(mark.tag, dict(mark.attrib)))
    for mark in tree.iter("time", "abbr"):
        body.append(Element(mark.tag, dict(mark.attrib)))
    for mark in tree.xpath("//script[@type='application/ld+json']"):
        script = Element("script", dict(mark.attrib))
        script.text = mark.text
        head.append(script)
    return bare


def _datelines(tree: Any) -> tuple[str, ...]:
    lines: dict[str, None] = {}
    for part in tree.iter("time", "span", "p", "div", "li", "small"):
        label = f"{part.get('class', '')} {part.get('id', '')} {part.get('itemprop', '')}"
        if part.tag != "time" and not _DATED.search(label.replace("-", " ").replace("_", " ")):
            continue
        line = " ".join(part.text_content().split())
        if 0 < len(line) <= _LINE and any(letter.isdigit() for letter in line):
            lines[line] = None
    return tuple(lines)[:_LINES]


def _tree(raw: bytes) -> Any:
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring

    if len(raw) > LARGEST:
        raise Unreadable(f"found a page of {len(raw):,} bytes, expected at most {LARGEST:,}; cut the page")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    page = _CONTROL.sub(" ", _decoded(raw)).encode(errors="replace")
    try:
        tree = document_fromstring(page, parser=parser)
    except (LxmlError, ValueError, RecursionError) as fault:
        raise _broken(fault) from None
    for part in list(tree.iter(*_BARE)):
        if part.tag != "script" or part.get("type") != "application/ld+json":
            part.clear(keep_tail=True)
    return tree


def _whole(tree: Any) -> str:
    """All text of a page in which no article is found."""
    from trafilatura import html2txt

    return html2txt(tree)


def _decoded(raw: bytes) -> str:
    """Decode as UTF-8, as the page declares, or as browsers do otherwise."""
    check_text(raw)
    declared = _ENCODING.search(raw[:4096])
    named_by_page = [declared[1].decode("ascii")] if declared else []
    for encoding in ("utf-8", *named_by_page):
        try:
            return raw.removeprefix(UTF8_MARK).decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return raw.decode(_OTHERWISE, errors="replace")


def _broken(fault: Exception) -> Unreadable:
    reason = "it is nested too deeply" if isinstance(fault, RecursionError) else type(fault).__name__
    return Unreadable(f"the page cannot be read ({reason}); save it anew, or as plain text")
