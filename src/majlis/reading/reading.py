"""Reading documents to proposals: every reader, over every document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from majlis.reading.case_names import Names
from majlis.reading.contradictions import Contradiction, contradictions
from majlis.reading.documents.common_passages import WordedText
from majlis.reading.documents.copies import copies
from majlis.reading.documents.document import Document
from majlis.reading.documents.folder import find_files
from majlis.reading.documents.shared_passages import Passages
from majlis.reading.each_file import each_file
from majlis.reading.kept import Kept
from majlis.reading.proposal import Proposal
from majlis.reading.repeated import repeated
from majlis.reading.review.sheet import proposed_cells
from majlis.reading.second_reader.second import SecondReader
from majlis.reading.statements.consistency import consistent

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Reading:
    """What was read.

    Attributes
    ----------
    documents
        In the order given, those of a folder by name.
    proposals
        Proposed claims, document after document, in the order of each text.
    copies
        By document, the ids of those that share most of its text.
    passages
        What stands word for word in two documents that are no copies of each other.
    contradictions
        Pairs of proposals of different documents that cannot both be right.
    refusals
        One line for each file that could not be read.
    files
        By document, its name in the folder that was given.

    """

    documents: Collection[Document]
    refusals: tuple[str, ...]
    proposals: Iterable[Proposal] = ()
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    passages: Passages = field(default_factory=Passages)

    def by_document(self) -> Iterator[tuple[Document, list[Proposal]]]:
        """Yield each document with its proposals."""
        said = groupby(self.proposals, attrgetter("document"))
        name, found = next(said, ("", iter(())))
        for document in self.documents:
            if document.id == name:
                yield document, list(found)
                name, found = next(said, ("", iter(())))
            else:
                yield document, []

    def sheet_rows(self) -> Iterator[dict[str, str]]:
        """Yield a row of the review sheet for every proposal that can be decided on; mentions cannot."""
        against: dict[str, list[str]] = {}
        for each in self.contradictions:
            against.setdefault(each.first, []).append(each.second)
            against.setdefault(each.second, []).append(each.first)
        for proposal in self.proposals:
            if proposal.kind != "mention":
                file = self.files[proposal.document]
                copies = [self.files[name] for name in self.copies.get(proposal.document, ())]
                yield proposed_cells(self._with_copies(proposal), file, against.get(proposal.id, ()), copies)

    def _with_copies(self, proposal: Proposal) -> Proposal:
        copies = self.copies.get(proposal.document)
        if not copies:
            return proposal
        note = f"the document shares its text with {', '.join(copies)}: one source, not several"
        return proposal._replace(note="; ".join(filter(None, (proposal.note, note))))


@dataclass(frozen=True)
class _Proposals:
    """Proposals as all documents together leave them.

    Attributes
    ----------
    kept
        Those of each document as it was read, as plain tuples.
    changed
        By id, those on which other documents bear.
    passages
        What documents have in common.

    """

    kept: Kept[list[tuple[Any, ...]]]
    changed: Mapping[str, Proposal]
    passages: Passages

    def __iter__(self) -> Iterator[Proposal]:
        said = map(Proposal._make, chain.from_iterable(self.kept))
        return repeated((self.changed.get(each.id, each) for each in said), self.passages)


def read_all(
    paths: Sequence[Path],
    names: Names,
    second: SecondReader | None = None,
    progress: Progress | None = None,
    processes: int = 1,
    room: Path | None = None,
) -> Reading:
    """Read documents and folders of documents to proposals.

    Parameters
    ----------
    paths
        Documents and folders.
    names
        Who can be meant, the issues that statements can be about, and what is known of sources.
    second
        A second reader, where the user runs one; its proposals are merged with the first reader's.
    progress
        Receives how many files are done, and of how many.
    processes
        How many processes may read where there are many files; the outcome is the same.
    room
        Folder in which what was read is put aside until the end, in files that go away by themselves; None
        stands for the system's place for temporary files.

    """
    files, refused = find_files(paths)
    documents, proposals = Kept[Document](room), Kept[list[tuple[Any, ...]]](room)
    refusals = list(refused)
    texts: list[WordedText] = []
    places: dict[str, str] = {}
    beside: list[Proposal] = []
    reads = each_file(files, names, second, processes)
    for done, (file, read) in enumerate(zip(files, reads, strict=True), 1):
        if isinstance(read, str):
            refusals.append(read)
        else:
            documents.append(read.document)
            proposals.append(read.proposals)
            texts.append(read.text)
            places[file.id] = file.name
            beside += read.compared
        if progress is not None:
            progress(done, len(files))
    number = {text.id: at for at, text in enumerate(texts)}
    found_again = copies(texts, lambda name: documents[number[name]])
    settled = consistent(beside, names.known)
    changed = {new.id: new for old, new in zip(beside, settled, strict=True) if new is not old}
    return Reading(
        documents,
        tuple(refusals),
        _Proposals(proposals, changed, found_again.passages),
        found_again.near(),
        tuple(contradictions(settled)),
        places,
        found_again.passages,
    )
