"""One normalised text per document, to which all offsets refer.

For .txt: UTF-8 without its byte-order mark, in Unicode normal form C (Unicode Standard Annex 15), with line
ends as one line feed, and nothing else changed.
"""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath

LIMIT = 50_000_000
"""Largest document that is read, in bytes."""

_UTF8_MARK = b"\xef\xbb\xbf"
_FOREIGN_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SHOWN = 12


class DocumentError(ValueError):
    """A document that cannot be read; names the file, what was found and how to mend it."""


def normalised(raw: bytes, name: str) -> str:
    """Normalise the bytes of a .txt document.

    Raises
    ------
    DocumentError
        When the document is not .txt, is too large or empty, or is not UTF-8 text.

    """
    _check_format(name)
    _check_size(len(raw), name)
    _check_text(raw, name)
    bare = raw.removeprefix(_UTF8_MARK)
    try:
        text = bare.decode("utf-8")
    except UnicodeDecodeError as fault:
        at = fault.start + len(raw) - len(bare)
        raise DocumentError(
            f"{name}: byte {at} (line {_line(raw, at)}): found 0x{raw[at]:02x}, which is not UTF-8; "
            "save the document as UTF-8"
        ) from None
    if not text.strip():
        raise DocumentError(f"{name}: holds no text")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


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
    path = document_path(Path(folder), name)
    try:
        _check_size(path.stat().st_size, name)
        raw = path.read_bytes()
    except OSError as fault:
        raise DocumentError(f"{name}: cannot be read: {fault.strerror or fault}") from None
    return normalised(raw, name)


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


def _check_format(name: str) -> None:
    suffix = PurePosixPath(name).suffix
    if suffix.lower() != ".txt":
        raise DocumentError(
            f"{name}: found {suffix or 'no'} format, expected .txt; save the document as plain text"
        )


def _check_size(size: int, name: str) -> None:
    if size > LIMIT:
        raise DocumentError(f"{name}: found {size:,} bytes, expected at most {LIMIT:,}; cut the document")
    if size == 0:
        raise DocumentError(f"{name}: is empty")


def _check_text(raw: bytes, name: str) -> None:
    for mark, encoding in _FOREIGN_MARKS:
        if raw.startswith(mark):
            raise DocumentError(
                f"{name}: byte 0 (line 1): found {encoding}, expected UTF-8; save it as UTF-8"
            )
    at = raw.find(0)
    if at >= 0:
        raise DocumentError(
            f"{name}: byte {at} (line {_line(raw, at)}): found a zero byte; expected text, not a binary file"
        )


def _line(raw: bytes, at: int) -> int:
    """Line of a byte, counted from 1; a carriage return, a line feed or both end a line."""
    start = raw[:at]
    return 1 + start.count(b"\n") + start.count(b"\r") - start.count(b"\r\n")


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
