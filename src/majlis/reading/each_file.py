"""What every file gives: read one after the other, or, where they are many, on several processes.

Either way the same comes out in the same order. Processes are started afresh ("spawn"), as on every system,
and take a second or two to begin, so a few files are not worth it.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import accumulate, chain, groupby
from multiprocessing import get_context
from operator import attrgetter
from typing import NamedTuple

from majlis.reading.case_names import Names
from majlis.reading.contradictions import compared
from majlis.reading.documents.common_passages import WordedText, worded
from majlis.reading.documents.document import Document
from majlis.reading.documents.folder import File, documents_of
from majlis.reading.kept import packed
from majlis.reading.proposal import Proposal
from majlis.reading.proposed_grade import NOT_JUDGED, graded
from majlis.reading.reader import read_together
from majlis.reading.second_reader.merge import merge
from majlis.reading.second_reader.second import SecondReader

MANY = 60
"""Files from which several processes are used."""

AT_ONCE = 16
"""Files that are read together, where they are short."""

_LENGTH = 100_000
"""Letters that are read together, besides those of the first document: long ones are read alone."""


class FileRead(NamedTuple):
    """A document that was read: what is put aside of it, and what is asked of all documents at once.

    Attributes
    ----------
    document, proposals
        The `Document`, and its proposals as plain tuples, as `packed` returns them.
    text
        Its words.
    compared
        The proposals that those of other documents bear on.

    """

    document: bytes
    proposals: bytes
    text: WordedText
    compared: Sequence[Proposal]


def each_file(
    files: Sequence[File], names: Names, second: SecondReader | None = None, processes: int = 1
) -> Iterator[FileRead | str]:
    """Read files, in their order; where one cannot be read, the line that says why takes its place.

    Parameters
    ----------
    files
        What to read.
    names
        Who can be meant, and what statements can be about.
    second
        A second reader; it is asked from this process alone.
    processes
        How many processes may be used.

    """
    done = 0
    if processes > 1 and second is None and len(files) >= MANY:
        try:
            for read in _on_processes(files, names, processes):
                yield read
                done += 1
        except (BrokenProcessPool, OSError):  # a system that starts or keeps no processes: go on without
            pass
    for some in _at_once(files[done:]):
        yield from _read(some, names, second)


def _at_once(files: Sequence[File]) -> Iterator[Sequence[File]]:
    return (files[first : first + AT_ONCE] for first in range(0, len(files), AT_ONCE))


def _read(
    files: Sequence[File], names: Names, second: SecondReader | None = None
) -> Iterator[FileRead | str]:
    read = [*documents_of(files)]
    documents = [document for document in read if isinstance(document, Document)]
    proposals = chain.from_iterable(
        read_together(some, names.known, names.subjects) for some in _of_a_length(documents)
    )
    for file, document in zip(files, read, strict=True):
        if isinstance(document, Document):
            letter = names.reliability.get(file.name, NOT_JUDGED)
            yield _graded(document, _with_second(next(proposals), document, second), letter)
        else:
            yield document


def _of_a_length(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Group documents that follow one another, so that no two long ones are in memory as words."""
    ends = accumulate(len(document.text) for document in documents)
    for _, some in groupby(zip(ends, documents, strict=True), lambda each: each[0] // _LENGTH):
        yield [document for _, document in some]


def _with_second(
    proposals: Sequence[Proposal], document: Document, second: SecondReader | None
) -> Sequence[Proposal]:
    found = sorted(proposals, key=attrgetter("start", "end"))
    other = None if second is None else second.read(document)
    return found if other is None else merge(found, other)


def _graded(document: Document, proposals: Sequence[Proposal], letter: str) -> FileRead:
    found = tuple(graded(proposals, document, letter))
    beside = [each for each in found if compared(each)]
    return FileRead(packed(document), packed([*map(tuple, found)]), worded(document), beside)


# In the processes


_names = Names()


def _on_processes(files: Sequence[File], names: Names, processes: int) -> Iterator[FileRead | str]:
    sent = names._replace(reliability=dict(names.reliability))
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (sent,)) as pool:
        try:
            yield from chain.from_iterable(pool.map(_of_files, _at_once(files)))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(names: Names) -> None:
    """Keep the names, and leave an interrupt to the process that was started by the user."""
    global _names
    _names = names
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _of_files(files: Sequence[File]) -> list[FileRead | str]:
    return [*_read(files, _names)]
