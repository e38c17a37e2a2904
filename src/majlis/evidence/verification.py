"""Whether every cited passage still stands where its claim says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from majlis.case.locator import Locator
from majlis.evidence.locator import PassageChanged, passage
from majlis.evidence.text import DocumentError, read_document, text_digest


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that a claim cites.

    Parameters
    ----------
    claim, source
        Ids of the claim and of its source.
    file
        Name of the document in the folder of documents; none where the source gives no file.
    locator
        Where in the document the passage stands.
    digest
        Digest of the whole normalised text, where the source gives one.

    """

    claim: str
    source: str
    file: str | None
    locator: Locator
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class ChangedPassage:
    """A citation whose passage is not there as it was; `reason` says what was found."""

    citation: Citation
    reason: str


@dataclass(frozen=True, slots=True)
class MissingDocument:
    """A document that could not be read, with the sources and claims that need it."""

    file: str | None
    sources: tuple[str, ...]
    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ChangedDocument:
    """A document whose text is not the one that a source was coded from."""

    source: str
    file: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of every citation.

    Parameters
    ----------
    found
        Passages by the id of their claim.
    changed
        Passages that are not there as they were.
    missing
        Documents that could not be read.
    documents
        Documents whose whole text has changed, whether or not the passages cited from them have.

    """

    found: dict[str, str] = field(default_factory=dict)
    changed: tuple[ChangedPassage, ...] = ()
    missing: tuple[MissingDocument, ...] = ()
    documents: tuple[ChangedDocument, ...] = ()

    @property
    def holds(self) -> bool:
        """Every passage was found. A document may have changed elsewhere."""
        return not self.changed and not self.missing

    @property
    def faults(self) -> tuple[str, ...]:
        """All faults in words, one line each."""
        missing = [
            f"source {', '.join(lost.sources)}: {lost.reason} (cited by {', '.join(lost.claims)})"
            for lost in self.missing
        ]
        documents = [
            f"source {other.source}: {other.file}: the text is not the one that was coded "
            f"(digest {other.found[:12]}, expected {other.expected[:12]})"
            for other in self.documents
        ]
        changed = [
            f"claim {fault.citation.claim}: {fault.citation.file}: {fault.reason}" for fault in self.changed
        ]
        return tuple(missing + documents + changed)


def verify(citations: Iterable[Citation], folder: str | Path) -> Verification:
    """Find every cited passage again; each document is read once, and no fault stops the rest.

    Parameters
    ----------
    citations
        What claims cite.
    folder
        The folder of documents.

    """
    found: dict[str, str] = {}
    changed: list[ChangedPassage] = []
    missing: list[MissingDocument] = []
    documents: dict[str, ChangedDocument] = {}
    for file, cited in _by_file(citations).items():
        text = _read(folder, file)
        if isinstance(text, DocumentError):
            missing.append(_lost(file, cited, str(text)))
            continue
        documents |= _changed_documents(text, cited)
        for citation in cited:
            try:
                found[citation.claim] = passage(text, citation.locator)
            except PassageChanged as fault:
                changed.append(ChangedPassage(citation, str(fault)))
    return Verification(found, tuple(changed), tuple(missing), tuple(documents.values()))


def _by_file(citations: Iterable[Citation]) -> dict[str | None, list[Citation]]:
    files: dict[str | None, list[Citation]] = {}
    for citation in citations:
        files.setdefault(citation.file, []).append(citation)
    return files


def _read(folder: str | Path, file: str | None) -> str | DocumentError:
    if file is None:
        return DocumentError("names no file; expected the name of its document in sources.csv")
    try:
        return read_document(folder, file)
    except DocumentError as fault:
        return fault


def _lost(file: str | None, cited: list[Citation], reason: str) -> MissingDocument:
    sources = tuple(dict.fromkeys(citation.source for citation in cited))
    return MissingDocument(file, sources, tuple(citation.claim for citation in cited), reason)


def _changed_documents(text: str, cited: list[Citation]) -> dict[str, ChangedDocument]:
    """By source, for those whose digest is given and is another one."""
    digest = text_digest(text)
    return {
        citation.source: ChangedDocument(citation.source, str(citation.file), citation.digest, digest)
        for citation in cited
        if citation.digest is not None and citation.digest != digest
    }
