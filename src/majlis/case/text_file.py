"""Reading a text file of a case: encoding, size and links."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from majlis.case.fault import Fault
from majlis.case.place import Place

LARGEST_FILE = 20_000_000
BYTE_ORDER_MARKS = {
    b"\xff\xfe": "UTF-16 (little endian)",
    b"\xfe\xff": "UTF-16 (big endian)",
}
AS_UTF8 = "save it again as 'CSV UTF-8' or as UTF-8 text"
ODD = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ud800-\udfff]")


class Unreadable(Exception):  # noqa: N818 - it carries a fault, it is not shown as an error of its own
    """A file that cannot be read as text; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_text(folder: Path, name: str, largest: int = LARGEST_FILE) -> str:
    r"""Return the text of ``folder/name``: UTF-8, byte-order mark dropped, line ends as ``\n``.

    Raises
    ------
    Unreadable
        When it is no plain file inside the folder, larger than ``largest`` bytes, or not UTF-8.

    """
    path = folder / name
    try:
        _check_link(folder, path, name)
        _check_kind(path, name, largest)
        raw = path.read_bytes()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "a link that leads to itself"
        raise Unreadable(
            _at_start(name, f"a file that cannot be opened ({reason})", "a readable file", "check the file")
        ) from None
    return decoded(raw, name)


def decoded(raw: bytes, name: str) -> str:
    r"""Return the text of a file's bytes: UTF-8, byte-order mark dropped, line ends as ``\n``.

    Raises
    ------
    Unreadable
        When they are not UTF-8.

    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            raise Unreadable(_at_start(name, encoding, "UTF-8", AS_UTF8))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8").removeprefix("\ufeff")
        byte = error.object[error.start : error.start + 1]
        letter = byte.decode("cp1252", errors="ignore")
        meant = f" ('{letter}' in Windows-1252)" if letter.isprintable() and letter else ""
        found = f"byte 0x{byte.hex()}{meant}, which is not UTF-8"
        raise Unreadable(Fault(_end_of(_lines(before), name), found, "UTF-8", AS_UTF8)) from None
    text = _lines(text)
    hole = text.find("\0")
    if hole >= 0:
        mend = "this is not a text file, or it is UTF-16; save it as UTF-8 text"
        raise Unreadable(Fault(_end_of(text[:hole], name), "a NUL character", "text", mend))
    return text


def odd_characters(text: str, name: str) -> Iterator[Fault]:
    """Yield a fault for every control character, and for every letter that an earlier conversion lost."""
    line, begin = 1, 0
    for match in ODD.finditer(text):
        at = match.start()
        breaks = text.count("\n", begin, at)
        if breaks:
            line, begin = line + breaks, text.rfind("\n", begin, at) + 1
        place = Place(name, line, at - begin + 1)
        code = f"U+{ord(match.group()):04X}"
        if code == "U+FFFD":
            yield Fault(place, f"{code}, a letter lost in a conversion", "the letter", "type it again")
        else:
            yield Fault(place, f"the control character {code}", "text", "delete it")


def without_odd(text: str) -> str:
    """Return the text with a question mark for every odd character, so that reading can go on."""
    return ODD.sub("?", text)


def _at_start(name: str, found: str, expected: str, mend: str) -> Fault:
    return Fault(Place(name, 1, 1), found, expected, mend)


def _check_link(folder: Path, path: Path, name: str) -> None:
    if not path.resolve().is_relative_to(folder.resolve()):
        found = "a link that leaves the case folder"
        raise Unreadable(_at_start(name, found, "a file inside it", "copy the file into the folder"))


def _check_kind(path: Path, name: str, largest: int) -> None:
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable(_at_start(name, "a folder", "a file", f"rename the folder '{name}'"))
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable(_at_start(name, "a device or pipe", "a file", "put the file itself there"))
    if found.st_size > largest:
        mend = "shorten its texts, or move documents out of the case"
        raise Unreadable(_at_start(name, f"{found.st_size:,} bytes", f"at most {largest:,}", mend))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _end_of(before: str, name: str) -> Place:
    """Return the place just after a text."""
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
