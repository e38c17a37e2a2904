"""What every file gives: read one after the other, or, where they are many, on several processes.

Either way the same comes out in the same order. Processes are started afresh ("spawn"), as on every system,
and take a second or two to begin, so a few files are not worth it.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
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
from majlis.reading.reader import read as first_reader
from majlis.reading.second_reader.merge import merge
from majlis.reading.second_reader.second import SecondReader

MANY = 60
"""Files from which several processes are used."""

AT_ONCE = 4
"""Files that a process takes at a time."""


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
    for file in files[done:]:
        yield _read(file, names, second)


def _read(file: File, names: Names, second: SecondReader | None) -> FileRead | str:
    document = next(documents_of([file]))
    if not isinstance(document, Document):
        return document
    letter = names.reliability.get(file.name, NOT_JUDGED)
    found = tuple(graded(_of_both(document, names, second), document, letter))
    beside = [each for each in found if compared(each)]
    return FileRead(packed(document), packed([*map(tuple, found)]), worded(document), beside)


def _of_both(document: Document, names: Names, second: SecondReader | None) -> Sequence[Proposal]:
    found = sorted(first_reader(document, names.known, names.subjects), key=attrgetter("start", "end"))
    other = None if second is None else second.read(document)
    return found if other is None else merge(found, other)


# In the processes


_names = Names()


def _on_processes(files: Sequence[File], names: Names, processes: int) -> Iterator[FileRead | str]:
    sent = names._replace(reliability=dict(names.reliability))
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (sent,)) as pool:
        try:
            yield from pool.map(_of_file, files, chunksize=AT_ONCE)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(names: Names) -> None:
    """Keep the names, and leave an interrupt to the process that was started by the user."""
    global _names
    _names = names
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _of_file(file: File) -> FileRead | str:
    return _read(file, _names, None)
