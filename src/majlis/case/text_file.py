"""Reading a text file of a case: encoding, size and links."""

from __future__ import annotations

from pathlib import Path

from majlis.case.fault import Fault
from majlis.case.place import Place

LARGEST_FILE = 50_000_000
BYTE_ORDER_MARKS = {
    b"\xff\xfe": "UTF-16 (little endian)",
    b"\xfe\xff": "UTF-16 (big endian)",
}


class Unreadable(Exception):  # noqa: N818 - it carries a fault, it is not shown as an error of its own
    """A file that cannot be read as text; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_text(folder: Path, name: str) -> str:
    """Return the text of ``folder/name``: UTF-8, byte-order mark dropped, line ends as ``\\n``.

    Raises
    ------
    Unreadable
        When it is no plain file inside the folder, larger than 50 MB, or not UTF-8.
    """
    path = folder / name
    _stays_inside(folder, path, name)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Unreadable(
                _at_start(
                    name,
                    f"{size:,} bytes",
                    "at most 50,000,000",
                    "split the case or move documents out of it",
                )
            )
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "an error of the system"
        raise Unreadable(
            _at_start(
                name, f"a file that cannot be opened ({reason})", "a readable file", "check its permissions"
            )
        ) from None
    return _decoded(raw, name)


def _at_start(name: str, found: str, expected: str, mend: str) -> Fault:
    return Fault(Place(name, 1, 1), found, expected, mend)


def _stays_inside(folder: Path, path: Path, name: str) -> None:
    if path.is_dir():
        raise Unreadable(_at_start(name, "a folder", "a file", f"rename the folder '{name}'"))
    if not path.resolve().is_relative_to(folder.resolve()):
        raise Unreadable(
            _at_start(
                name,
                "a link that leaves the case folder",
                "a file inside it",
                "copy the file into the folder",
            )
        )


def _decoded(raw: bytes, name: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            raise Unreadable(
                _at_start(name, encoding, "UTF-8", "save it again as 'CSV UTF-8' or as UTF-8 text")
            )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        byte = f"byte 0x{raw[error.start]:02x}, which is not UTF-8"
        raise Unreadable(
            Fault(Place(name, line, column), byte, "UTF-8", "save it again as 'CSV UTF-8' or as UTF-8 text")
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    hole = text.find("\0")
    if hole >= 0:
        line = text.count("\n", 0, hole) + 1
        column = hole - (text.rfind("\n", 0, hole) + 1) + 1
        raise Unreadable(
            Fault(
                Place(name, line, column),
                "a NUL character",
                "text",
                "this is not a text file; save it as text",
            )
        )
    return text
