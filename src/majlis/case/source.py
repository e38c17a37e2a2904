"""Sources: the documents that claims come from."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from majlis.case.day import Day
from majlis.case.fault import misfit, shown
from majlis.case.value import Id, Record, Text

SHA256 = re.compile(r"[0-9a-f]{64}")


def _file_name(value: Any) -> str:
    name = value.strip() if isinstance(value, str) else ""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\", "~")) or ":" in parts[0] or any(part in ("", ".", "..") for part in parts):
        mend = f"write {parts[-1]}" if parts[-1].strip(".") else "write the name of the document"
        raise misfit(f"the path {shown(value)}", "a name inside the folder of documents", mend)
    return name


def _digest(value: Any) -> str:
    if not SHA256.fullmatch(str(value)):
        raise misfit(
            f"the digest {shown(value)}",
            "64 digits of SHA-256",
            "run 'majlis evidence locate'; never type it",
        )
    return str(value)


Digest = Annotated[str, BeforeValidator(_digest)]


class Source(Record):
    """One row of ``sources.csv``; ``reliability`` is the letter of the Admiralty code.

    ``copy_of`` names the source that it reprints or retells; together they support a claim once.
    """

    id: Id
    title: Text
    publisher: Text | None = None
    author: Text | None = None
    date: Day
    reliability: Literal["A", "B", "C", "D", "E", "F"]
    file: Annotated[str, BeforeValidator(_file_name)] | None = None
    digest: Digest | None = None
    url: Text | None = None
    copy_of: Id | None = None
    note: Text | None = None
