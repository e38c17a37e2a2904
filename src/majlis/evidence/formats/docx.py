"""DOCX: the paragraphs of the body, those of tables and text boxes among them.

A .docx is a zip file of XML, so it is weighed before anything of it is parsed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from majlis.evidence.formats.facts import Facts, named
from majlis.evidence.formats.quiet import quiet
from majlis.evidence.formats.unreadable import Unreadable, needing

if TYPE_CHECKING:
    from docx.document import Document

PARTS = 2_000
"""Most parts of a file."""

LARGEST = 200_000_000
"""Most bytes of all parts together, unpacked."""

LARGEST_XML = 30_000_000
"""Most bytes of one part of XML, unpacked."""

_CHUNK = 1 << 16
_XML = (".xml", ".rels")
_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARAGRAPH, _MOVED, _FALLBACK = f"{_WORD}p", f"{_WORD}moveFrom", f"{_COMPATIBLE}Fallback"
_PIECES = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_TEMPLATE_AUTHOR = "python-docx"
_TEMPLATE_DAY = "2013-12-23"


def text_of(raw: bytes) -> str:
    """Return the paragraphs of a document; deleted text, notes, headers and footers are left out.

    Raises
    ------
    Unreadable
        When the bytes are no .docx, unpack to too much, or are broken.

    """
    with needing("python-docx"), quiet("docx"):
        document = _document(raw)
        try:
            text = "\n\n".join(line for line in _lines(document.element.body) if line.strip())
        except Exception as fault:
            raise _broken(fault) from None
    if not text.strip():
        raise Unreadable("the document holds no text; text in pictures must be recognised first")
    return text


def facts_of(raw: bytes) -> Facts:
    """Return what the core properties say; nothing where they cannot be read."""
    with needing("python-docx"), quiet("docx"):
        try:
            marks = _document(raw).core_properties
            title, author, made = marks.title, marks.author, marks.created
        except Exception:  # any mark may be broken, and the text may still be whole
            return Facts()
    day = made.date().isoformat() if isinstance(made, datetime) else None
    from_template = author == _TEMPLATE_AUTHOR or day == _TEMPLATE_DAY  # a library's blank, filled by nobody
    return Facts(
        title=named(title),
        authors=() if from_template or not named(author) else (author,),
        date=None if from_template else day,
        origin="the file's creation date",
    )


def _document(raw: bytes) -> Document:
    from docx import Document

    _weigh(raw)
    try:
        return Document(BytesIO(raw))
    except Exception as fault:
        raise _broken(fault) from None


def _weigh(raw: bytes) -> None:
    """Unpack every part once, without keeping it, up to the limits: a declared size proves nothing."""
    if raw.startswith(_LOCKED):
        raise Unreadable("is protected by a password or an old .doc; save it as .docx without a password")
    try:
        with ZipFile(BytesIO(raw)) as parts:
            infos = parts.infolist()
            declared = sum(info.file_size for info in infos)
            if len(infos) > PARTS or declared > LARGEST:
                raise Unreadable(
                    f"unpacks to {len(infos):,} parts of {declared:,} bytes, expected at most {PARTS:,} "
                    f"of {LARGEST:,} bytes; save the text alone"
                )
            if "word/document.xml" not in parts.namelist():
                raise Unreadable("is a zip file without word/document.xml; expected a .docx")
            total = 0
            for info in infos:
                total += _weight(parts, info.filename, LARGEST - total)
    except (BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as fault:
        if isinstance(fault, Unreadable):
            raise
        raise Unreadable("is not a .docx: the zip file is broken or none; save the document anew") from None
    except Exception as fault:  # damaged streams raise the errors of their own packer
        raise _broken(fault) from None


def _weight(parts: ZipFile, name: str, room: int) -> int:
    xml = name.lower().endswith(_XML)
    limit = min(room, LARGEST_XML) if xml else room
    size = 0
    with parts.open(name) as part:
        last = b""
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise Unreadable(
                    f"part {name[:60]!r} unpacks to more than {limit:,} bytes; save the text alone"
                )
            if xml and b"<!DOCTYPE" in last + chunk:
                raise Unreadable(f"part {name[:60]!r} declares entities, which no .docx does; save it anew")
            last = chunk[-16:]
    return size


def _lines(body: Any) -> Iterator[str]:
    for paragraph in body.iter(_PARAGRAPH):
        if not _hidden(paragraph, body):
            yield "".join(_pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[str]:
    """Words of a paragraph in order, inserted ones included; a paragraph within it speaks for itself."""
    for child in paragraph:
        if child.tag in (_PARAGRAPH, _MOVED, _FALLBACK):
            continue
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag in _PIECES:
            yield _PIECES[child.tag]
        elif child.tag != f"{_WORD}pPr":
            yield from _pieces(child)


def _hidden(paragraph: Any, body: Any) -> bool:
    for above in paragraph.iterancestors():
        if above is body:
            return False
        if above.tag in (_FALLBACK, _MOVED):
            return True
    return False


def _broken(fault: Exception) -> Unreadable:
    return Unreadable(f"the document is broken ({type(fault).__name__}); open it and save it anew as .docx")
