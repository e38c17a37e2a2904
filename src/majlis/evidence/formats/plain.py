"""Plain text: UTF-8, said strictly."""

from __future__ import annotations

from majlis.evidence.formats.unreadable import Unreadable

UTF8_MARK = b"\xef\xbb\xbf"
_FOREIGN_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def decoded(raw: bytes) -> str:
    """Decode UTF-8 text, without its byte-order mark.

    Raises
    ------
    Unreadable
        When the bytes are not UTF-8 text.

    """
    check_text(raw)
    bare = raw.removeprefix(UTF8_MARK)
    try:
        return bare.decode("utf-8")
    except UnicodeDecodeError as fault:
        at = fault.start + len(raw) - len(bare)
        raise Unreadable(
            f"byte {at} (line {_line(raw, at)}): found 0x{raw[at]:02x}, which is not UTF-8; "
            "save the document as UTF-8"
        ) from None


def check_text(raw: bytes) -> None:
    """Refuse what cannot be text in UTF-8 or in an encoding of its kind.

    Raises
    ------
    Unreadable
        Naming the byte.

    """
    for mark, encoding in _FOREIGN_MARKS:
        if raw.startswith(mark):
            raise Unreadable(f"byte 0 (line 1): found {encoding}, expected UTF-8; save it as UTF-8")
    at = raw.find(0)
    if at >= 0:
        raise Unreadable(
            f"byte {at} (line {_line(raw, at)}): found a zero byte; expected text, not a binary file"
        )


def _line(raw: bytes, at: int) -> int:
    """Line of a byte, counted from 1; a carriage return, a line feed or both end a line."""
    start = raw[:at]
    return 1 + start.count(b"\n") + start.count(b"\r") - start.count(b"\r\n")
