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
from majlis.reading.documents.folder import documents_of, find_files
from majlis.reading.proposal import Proposal
from majlis.reading.proposed_grade import NOT_JUDGED, graded
from majlis.reading.reader import read as first_reader
from majlis.reading.repeated import repeated
from majlis.reading.review.sheet import proposed_cells
from majlis.reading.second_reader.merge import merge
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

    """
    files, refused = find_files(paths)
    documents: list[Document] = []
    refusals = list(refused)
    places: dict[str, str] = {}
    proposals: list[Proposal] = []
    texts: list[WordedText] = []
    for done, (file, read) in enumerate(zip(files, documents_of(files), strict=True), 1):
        if isinstance(read, Document):
            documents.append(read)
            texts.append(worded(read))
            places[read.id] = file.name
            found = _of_both(read, names, second)
            proposals += graded(found, read, names.reliability.get(file.name, NOT_JUDGED))
        else:
            refusals.append(read)
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


def _of_both(document: Document, names: Names, second: SecondReader | None) -> Sequence[Proposal]:
    found = sorted(
        first_reader(document, names.known, names.subjects), key=lambda each: (each.start, each.end)
    )
    other = None if second is None else second.read(document)
    return found if other is None else merge(found, other)
