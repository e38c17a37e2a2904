"""The normalised texts alone, in whatever language they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from majlis.evidence.text import DocumentError, read_document
from majlis.reading.documents.folder import File, find_files


class Text(NamedTuple):
    """The normalised text of one document, with its id and path."""

    id: str
    path: str
    text: str


class Texts(NamedTuple):
    """What could be read, and one line for each file that could not."""

    documents: tuple[Text, ...]
    refusals: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return them as plain values."""
        return {"documents": [each._asdict() for each in self.documents], "refused": list(self.refusals)}


def read_texts(paths: Sequence[Path]) -> Texts:
    """Read the normalised text of documents and of folders of documents."""
    files, refused = find_files(paths)
    found = [_text(file) for file in files]
    documents = tuple(each for each in found if isinstance(each, Text))
    return Texts(documents, (*refused, *(each for each in found if isinstance(each, str))))


def _text(file: File) -> Text | str:
    path = str(file.folder / file.name)
    try:
        return Text(file.id, path, read_document(file.folder, file.name))
    except DocumentError as fault:
        return str(fault).replace(file.name, path, 1)
