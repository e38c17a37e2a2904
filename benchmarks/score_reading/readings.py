"""What is scored: the reader of Majlis, and two readers with nothing in their heads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.score_reading.gold import Gold
from majlis.reading.documents.document import Document
from majlis.reading.proposal import Kind, Proposal
from majlis.reading.reading import read_all

_SENTENCE = re.compile(r"\S.*?(?:[.!?][”\"’')]*(?=\s)|$)", re.MULTILINE)
_SAID = (
    "say said saying tell told add(?:s|ed|ing) argu claim warn deny denie accus call demand insist announc "
    "promis describ indicat not(?:ed|ing) pointed conclud believ fear think thought see(?:s|n) saw want "
    "expect oppos reject acknowledg stat(?:ed|ing) express affirm explain repl(?:y|ie) urg(?:e|ing) welcom "
    "condemn according"
)
_DID = (
    "attack strike struck kill fire(?:d|s) bomb target wound burn invad deploy send sent withdr arrest block "
    "clos boycott protest march vot(?:e|ing) meet met visit negotiat sign agree promis offer threat warn "
    "demand reject refus accus condemn deny denie support back(?:s|ed) oppos sanction call approv "
    "pass(?:es|ed) summon seiz announc"
)


def _beginning(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split())})", re.IGNORECASE)


@dataclass(frozen=True)
class Findings:
    """What one reader found, by file of the gold."""

    name: str
    proposals: dict[str, list[Proposal]]
    documents: dict[str, Document] = field(default_factory=dict)

    def of(self, file: str, kind: Kind) -> list[Proposal]:
        """Return the proposals of a kind in a document."""
        return [proposal for proposal in self.proposals.get(file, ()) if proposal.kind == kind]


def read_by_majlis(gold: Gold) -> Findings:
    """Read the documents as ``majlis read`` does."""
    reading = read_all([gold.documents / name for name in gold.files], gold.names)
    proposals: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in reading.proposals:
        proposals[reading.files[proposal.document]].append(proposal)
    return Findings("reader", proposals, {reading.files[one.id]: one for one in reading.documents})


def read_every_sentence(gold: Gold) -> Findings:
    """Propose every sentence as a statement and as an event."""
    return _bare("every sentence", gold, {"statement": None, "event": None})


def read_every_verb(gold: Gold) -> Findings:
    """Propose every sentence with a reporting verb as a statement, with an action verb as an event."""
    return _bare("every verb", gold, {"statement": _beginning(_SAID), "event": _beginning(_DID)})


def _bare(name: str, gold: Gold, needs: dict[Kind, re.Pattern[str] | None]) -> Findings:
    return Findings(name, {file: _sentences(file, gold.texts[file], needs) for file in gold.files})


def _sentences(file: str, text: str, needs: dict[Kind, re.Pattern[str] | None]) -> list[Proposal]:
    found: list[Proposal] = []
    spans: Sequence[tuple[int, int]] = [match.span() for match in _SENTENCE.finditer(text)]
    for start, end in spans:
        quote = text[start:end]
        for kind, need in needs.items():
            if need is None or need.search(quote):
                found.append(Proposal(f"{file}-{len(found)}", file, kind, start, end, quote))
    return found
