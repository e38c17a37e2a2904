"""Reading documents to proposals: every reader, over every document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from majlis.reading.case_names import Names
from majlis.reading.contradictions import Contradiction, contradictions
from majlis.reading.documents.common_passages import Shared, WordedText, worded
from majlis.reading.documents.copies import copies
from majlis.reading.documents.document import Document
from majlis.reading.documents.folder import find_files
from majlis.reading.each_file import each_file
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

    documents: tuple[Document, ...]
    refusals: tuple[str, ...]
    proposals: tuple[Proposal, ...] = ()
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    passages: tuple[Shared, ...] = ()

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


def read_all(
    paths: Sequence[Path],
    names: Names,
    second: SecondReader | None = None,
    progress: Progress | None = None,
    processes: int = 1,
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

    """
    files, refused = find_files(paths)
    documents: list[Document] = []
    refusals = list(refused)
    places: dict[str, str] = {}
    proposals: list[Proposal] = []
    texts: list[WordedText] = []
    reads = each_file(files, names, second, processes)
    for done, (file, read) in enumerate(zip(files, reads, strict=True), 1):
        if isinstance(read.document, Document):
            documents.append(read.document)
            texts.append(worded(read.document))
            places[read.document.id] = file.name
            proposals += read.proposals
        else:
            refusals.append(read.document)
        if progress is not None:
            progress(done, len(files))
    found_again = copies(texts)
    said = tuple(repeated(consistent(proposals, names.known), found_again.passages))
    return Reading(
        tuple(documents),
        tuple(refusals),
        said,
        found_again.near(),
        tuple(contradictions(said)),
        places,
        found_again.passages,
    )
