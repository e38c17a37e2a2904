"""From files on disk to documents: what cannot be read is said in one line, and the rest is still read."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from majlis.case.value import LONGEST_ID, is_id
from majlis.evidence.text import DocumentError, facts, normalised, read_bytes
from majlis.reading.documents.boilerplate import boilerplate, told_again
from majlis.reading.documents.damage import damage
from majlis.reading.documents.document import Document
from majlis.reading.documents.language import language
from majlis.reading.documents.provenance import provenance
from majlis.reading.documents.publication import published

Progress = Callable[[int, int], None]

LONGEST = 2_000_000
"""Longest text that is read to claims, in characters: a long book."""

_HIDDEN = (".", "~$")
_NAMELESS = "document"


class File(NamedTuple):
    """A file to read: the folder it lies in, its name there, and the id of its document."""

    folder: Path
    name: str
    id: str


def read_documents(
    paths: Sequence[str | Path], progress: Progress | None = None
) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """Read files and folders, with the folders in them.

    Parameters
    ----------
    paths
        In the order in which they are read; the files of a folder are read by name.
    progress
        Receives how many files are done, and of how many.

    Returns
    -------
    documents, refusals
        What could be read, and one line for each file that could not: ``file: why, how to mend``.

    """
    files, refused = find_files(paths)
    documents: list[Document] = []
    refusals = list(refused)
    for done, read in enumerate(documents_of(files), 1):
        if isinstance(read, Document):
            documents.append(read)
        else:
            refusals.append(read)
        if progress is not None:
            progress(done, len(files))
    return tuple(documents), tuple(refusals)


def documents_of(files: Sequence[File]) -> Iterator[Document | str]:
    """Yield each document, or the line that says why it cannot be read; one text is held at a time."""
    for file in files:
        try:
            yield _document(file)
        except DocumentError as fault:
            yield _shown(str(fault))


def find_files(paths: Sequence[str | Path]) -> tuple[tuple[File, ...], tuple[str, ...]]:
    """List the files to read, each once and with an id of its own, and what in the folders cannot be read."""
    found: dict[tuple[Path, str], None] = {}
    refusals: list[str] = []
    for path in map(Path, paths):
        if path.is_dir():
            for name in _names(path, refusals):
                found[path, name] = None
        elif os.path.lexists(path):
            found[path.parent, path.name] = None
        else:
            refusals.append(_shown(f"{path}: found no such file or folder; check the name"))
    return tuple(_numbered(_once(found))), tuple(refusals)


def _once(found: dict[tuple[Path, str], None]) -> list[tuple[Path, str]]:
    """Leave out a file that is named twice, such as by itself and with its folder."""
    places = {(folder / name).absolute(): (folder, name) for folder, name in reversed(found)}
    return list(reversed(places.values()))


def _names(folder: Path, refusals: list[str]) -> Iterator[str]:
    """Yield the names of the files in a folder and those within it, in the order of their parts.

    Hidden files are left out. Links to folders are not followed: inside they would lead to files twice.
    """

    def refuse(fault: OSError) -> None:
        refusals.append(_shown(f"{fault.filename}: cannot be listed: {fault.strerror}; allow reading it"))

    for place, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        here = Path(place)
        for name in folders:
            if (here / name).is_symlink() and not _inside(here / name, folder):
                refusals.append(
                    _shown(f"{here / name}: is a link out of the folder; put the documents there")
                )
        for name in sorted(files):
            if not name.startswith(_HIDDEN):
                yield (here / name).relative_to(folder).as_posix()


def _inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _numbered(found: list[tuple[Path, str]]) -> Iterator[File]:
    """Give every file an id made of its name; where two would be alike, the later ones get a number."""
    taken: set[str] = set()
    for folder, name in found:
        plain = _plain(Path(name).stem)
        chosen, number = plain, 1
        while chosen.lower() in taken:
            number += 1
            chosen = f"{plain[: LONGEST_ID - len(str(number)) - 1]}-{number}"
        taken.add(chosen.lower())
        yield File(folder, name, chosen)


def _plain(stem: str) -> str:
    """Write a name in the letters of an id."""
    letters = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", letters).strip("_-")[:LONGEST_ID]
    return plain if is_id(plain) else _NAMELESS


def _document(file: File) -> Document:
    path = str(file.folder / file.name)
    try:
        raw = read_bytes(file.folder, file.name)
        text = normalised(raw, file.name)
        _check_length(text, file.name)
        said = facts(raw, file.name)
    except DocumentError as fault:
        raise DocumentError(_placed(str(fault), file.name, path)) from None
    spoken = language(text)
    if not spoken.readable:
        raise DocumentError(f"{path}: found {spoken.found}; only English is read, translate it first")
    of_a_site = boilerplate(text)
    origin = provenance(text, said, of_a_site)
    again = told_again(origin.title, text, of_a_site) if origin.title else ()
    return Document(
        id=file.id,
        path=path,
        text=text,
        title=origin.title,
        publisher=origin.publisher,
        authors=origin.authors,
        date=published(text, said, Path(file.name).stem),
        boilerplate=tuple(sorted({*of_a_site, *again})),
        damage=damage(text),
    )


def _check_length(text: str, name: str) -> None:
    if len(text) > LONGEST:
        found = f"found {len(text):,} characters, expected at most {LONGEST:,}"
        raise DocumentError(f"{name}: {found}; cut the document into its articles")


def _placed(line: str, name: str, path: str) -> str:
    """Write the whole path where a line begins with the name of the file."""
    for written in (repr(name), name):
        if line.startswith(written):
            return path + line[len(written) :]
    return f"{path}: {line}"


def _shown(line: str) -> str:
    """Write a line so that it stays one, whatever signs or broken letters a name holds."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape", "surrogatepass").decode("ascii")
        for letter in line
    )
