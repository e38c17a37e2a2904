"""One normalised text per document, to which all offsets refer.

For .txt: UTF-8 without its byte-order mark, in Unicode normal form C (Unicode Standard Annex 15), with line
ends as one line feed, and nothing else changed. For other formats: the text that `evidence.formats` extracts,
in the same form and without control characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath

from majlis.evidence.formats import docx, html, markdown, pdf, plain
from majlis.evidence.formats.facts import Facts
from majlis.evidence.formats.unreadable import Unreadable

LIMIT = 50_000_000
"""Largest document that is read, in bytes."""

FORMATS: dict[str, Callable[[bytes], str]] = {
    ".txt": plain.decoded,
    ".html": html.text_of,
    ".htm": html.text_of,
    ".md": markdown.text_of,
    ".pdf": pdf.text_of,
    ".docx": docx.text_of,
}
"""What takes the text out of a document, by the ending of its name."""

_FACTS: dict[str, Callable[[bytes], Facts]] = {
    ".html": html.facts_of,
    ".htm": html.facts_of,
    ".md": markdown.facts_of,
    ".pdf": pdf.facts_of,
    ".docx": docx.facts_of,
}
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SHOWN = 12


class DocumentError(ValueError):
    """A document that cannot be read; names the file, what was found and how to mend it."""


def normalised(raw: bytes, name: str) -> str:
    """Normalise the bytes of a document, whose format the ending of its name says.

    Raises
    ------
    DocumentError
        When the format is not known, the document is too large or empty, or no text can be had from it.

    """
    suffix = _format(name)
    _check_size(len(raw), name)
    try:
        text = FORMATS[suffix](raw)
    except Unreadable as fault:
        raise DocumentError(f"{name}: {fault}") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if suffix != ".txt":
        text = _UNSEEN.sub("", text)
    if not text.strip():
        raise DocumentError(f"{name}: holds no text")
    return unicodedata.normalize("NFC", text)


def facts(raw: bytes, name: str) -> Facts:
    """Return what a document says of itself beside its text; plain text says nothing.

    Raises
    ------
    DocumentError
        When the format is not known or the document cannot be read at all.

    """
    reader = _FACTS.get(_format(name))
    try:
        return Facts() if reader is None else reader(raw)
    except Unreadable as fault:
        raise DocumentError(f"{name}: {fault}") from None


def text_digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def read_document(folder: str | Path, name: str) -> str:
    """Read the normalised text of a document that lies in a folder.

    Parameters
    ----------
    folder
        The folder of documents.
    name
        Name of the file as `sources.csv` gives it, relative to the folder.

    Raises
    ------
    DocumentError
        When the folder or the document is missing, the name leads out of the folder, or the text cannot be
        read.

    """
    return normalised(read_bytes(folder, name), name)


def read_bytes(folder: str | Path, name: str) -> bytes:
    """Read the bytes of a document that lies in a folder, of any format that is read.

    Raises
    ------
    DocumentError
        When the folder or the document is missing, too large or of another format, or the name leads out of
        the folder.

    """
    path = document_path(Path(folder), name)
    _format(name)
    try:
        _check_size(path.stat().st_size, name)
        return path.read_bytes()
    except OSError as fault:
        raise DocumentError(f"{name}: cannot be read: {fault.strerror or fault}") from None


def document_path(folder: Path, name: str) -> Path:
    """Find the file of a document; only files inside the folder, links followed, are accepted.

    Raises
    ------
    DocumentError
        When the folder or the file is missing or the name leads out of the folder.

    """
    if not folder.is_dir():
        raise DocumentError(f"{folder}: found no such folder; expected the folder that holds the documents")
    _check_name(name)
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        there = path.is_file()
    except (OSError, RuntimeError, ValueError) as fault:
        raise DocumentError(f"{name!r}: cannot be read: {fault}") from None
    if not inside:
        raise DocumentError(
            f"{name}: is a link out of the folder of documents; put the document itself there"
        )
    if not there:
        raise DocumentError(f"{name}: {_absence(path)}; {_inventory(folder, name)}")
    return path


def _check_name(name: str) -> None:
    if not name.strip():
        raise DocumentError("found no file name; expected the name of a document in the folder")
    parts = {*PurePosixPath(name).parts, *PureWindowsPath(name).parts}
    anchored = PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor
    if anchored or ".." in parts or "\0" in name:
        raise DocumentError(f"{name!r}: leads out of the folder of documents; expected a name inside it")


def _format(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    if suffix.lower() not in FORMATS:
        raise DocumentError(
            f"{name}: found {suffix or 'no'} format, expected {', '.join(FORMATS)}; "
            "save the document as plain text"
        )
    return suffix.lower()


def _check_size(size: int, name: str) -> None:
    if size > LIMIT:
        raise DocumentError(f"{name}: found {size:,} bytes, expected at most {LIMIT:,}; cut the document")
    if size == 0:
        raise DocumentError(f"{name}: is empty")


def _absence(path: Path) -> str:
    return "is not a plain file" if path.exists() else "found no such document"


def _inventory(folder: Path, name: str) -> str:
    """Say what is there instead, likely names first."""
    names = sorted(entry.name for entry in folder.iterdir() if entry.is_file())
    if not names:
        return "the folder holds no documents"
    close = get_close_matches(name, names, n=3)
    names = close + [other for other in names if other not in close]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return "the folder holds " + ", ".join(names[:_SHOWN]) + more
