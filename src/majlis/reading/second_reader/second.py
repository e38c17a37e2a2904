"""The second reader: a language model that the user runs, off unless asked for.

Nothing that it says is believed: a proposal passes only if every span that it quotes stands verbatim in the
document (white space aside) and every value fits its field. What does not pass is said, and the rest goes on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from majlis.case.day import Day
from majlis.case.fault import shown
from majlis.reading.actors.actors import Known, Subject
from majlis.reading.documents.document import Document
from majlis.reading.proposal import Proposal, Status
from majlis.reading.second_reader.endpoint import Endpoint, EndpointError, json_of
from majlis.reading.text.span import Span

LONGEST_PIECE = 6_000
LONGEST_QUOTE = 2_000
MOST_CLAIMS = 200
MOST_FAILURES = 3
RULE = "second reader"
QUOTED = ("speaker_text", "actor_text", "target_text", "referent", "cause", "effect")

Words = Annotated[str, Field(min_length=1, max_length=LONGEST_QUOTE, pattern=r"\S")]
Degree = Annotated[float, Field(ge=-100, le=100)]


class Unfounded(ValueError):  # noqa: N818 - said of a claim, never shown as an error of the program
    """A claim that quotes what does not stand in the document."""


class Claim(BaseModel):
    """What the model may say of one claim; keys that it adds are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True, allow_inf_nan=False)

    kind: Literal["statement", "event", "figure", "cause", "forecast"]
    quote: Words
    speaker_text: Words | None = None
    attribution: Literal["quote", "paraphrase"] | None = None
    channel: Literal["public", "private"] | None = None
    about: Words | None = None
    stance: Degree | None = None
    actor_text: Words | None = None
    target_text: Words | None = None
    status: Status | None = None
    plover: Annotated[str, Field(pattern=r"^[A-Z_]{2,30}$")] | None = None
    date: Day | None = None
    value: Annotated[float, Field(ge=-1e15, le=1e15)] | None = None
    unit: Annotated[str, Field(max_length=60)] | None = None
    referent: Words | None = None
    cause: Words | None = None
    effect: Words | None = None
    sign: Literal["+", "-", "0"] | None = None


@dataclass
class SecondReader:
    """Asks an endpoint about documents, one after the other.

    After three failures in a row it gives up for the rest, so that a silent address costs minutes, not hours.

    Attributes
    ----------
    endpoint
        Where to ask.
    known, subjects
        Who can be meant, and what statements can be about.
    report
        Receives one line for whatever does not pass.

    """

    endpoint: Endpoint
    known: Sequence[Known]
    subjects: Sequence[Subject]
    report: Callable[[str], None]
    failures: int = field(default=0, init=False)

    def read(self, document: Document) -> list[Proposal] | None:
        """Return what the model proposes, or None where it did not answer for the whole document."""
        found: list[Proposal] = []
        whole = True
        for piece in pieces(document.text):
            if self.failures >= MOST_FAILURES:
                return None
            try:
                claims = self._ask(document, piece)
            except EndpointError as error:
                self._failed(document, piece, str(error))
                whole = False
                continue
            self.failures = 0
            found += self._passed(document, piece, claims)
        return found if whole else None

    def _ask(self, document: Document, piece: Span) -> list[Any]:
        text = self.endpoint.ask(_prompt(self.subjects), piece.of(document.text))
        answer = json_of(text[text.find("{") : text.rfind("}") + 1])
        claims = answer.get("claims") if isinstance(answer, dict) else None
        if not isinstance(claims, list):
            raise EndpointError("an answer without a list of claims")
        return claims

    def _failed(self, document: Document, piece: Span, why: str) -> None:
        self.failures += 1
        self.report(f"{document.path}: second reader, characters {piece.start} to {piece.end}: {why}")
        if self.failures == MOST_FAILURES:
            self.report(f"second reader: {MOST_FAILURES} failures in a row; it is not asked any more")

    def _passed(self, document: Document, piece: Span, claims: list[Any]) -> Iterator[Proposal]:
        if len(claims) > MOST_CLAIMS:
            self.report(
                f"{document.path}: second reader: {len(claims):,} claims; {MOST_CLAIMS} are looked at"
            )
        for claim in claims[:MOST_CLAIMS]:
            try:
                yield self._proposal(document, piece, Claim.model_validate(claim))
            except ValidationError as error:
                first = error.errors(include_url=False, include_input=False)[0]
                where = ".".join(map(str, first["loc"])) or "claim"
                self.report(f"{document.path}: second reader: refused, {where}: {first['msg']}")
            except Unfounded as error:
                self.report(f"{document.path}: second reader: refused, {error}")

    def _proposal(self, document: Document, piece: Span, claim: Claim) -> Proposal:
        text = piece.of(document.text)
        start, end = _found("quote", claim.quote, text)
        for name in QUOTED:
            words = getattr(claim, name)
            if words is not None:
                _found(name, words, text)
        span = Span(piece.start + start, piece.start + end)
        if any(span.meets(other) for other in document.boilerplate):
            raise Unfounded(f"quote: {shown(claim.quote)} stands in what is not the article")
        return self._with_ids(document, span, claim)

    def _with_ids(self, document: Document, span: Span, claim: Claim) -> Proposal:
        about = claim.about if claim.about in {subject.id for subject in self.subjects} else None
        return Proposal(
            id=f"{document.id}-{claim.kind}-0",
            document=document.id,
            kind=claim.kind,
            start=span.start,
            end=span.end,
            quote=span.of(document.text),
            speaker=self._actor(claim.speaker_text),
            speaker_text=claim.speaker_text,
            attribution=claim.attribution,
            channel=claim.channel,
            about=about,
            stance=None if about is None else claim.stance,
            actor=self._actor(claim.actor_text),
            actor_text=claim.actor_text,
            target=self._actor(claim.target_text),
            target_text=claim.target_text,
            status=claim.status,
            plover=claim.plover,
            date=None if claim.date is None else str(claim.date),
            date_precision=None if claim.date is None else claim.date.precision,
            value=claim.value,
            unit=claim.unit,
            referent=claim.referent,
            cause=claim.cause,
            effect=claim.effect,
            sign=claim.sign,
            rule=RULE,
        )

    def _actor(self, words: str | None) -> str | None:
        """Return the one actor that goes by a name; anything less clear is left to the reviewer."""
        name = _folded(words or "")
        bearers = {who.id for who in self.known if name in map(_folded, (who.canonical, *who.aliases))}
        return bearers.pop() if len(bearers) == 1 else None


def pieces(text: str) -> Iterator[Span]:
    """Cut a text at ends of paragraphs, or else of lines or words, into pieces that one question can hold."""
    start = 0
    while start < len(text):
        end = min(start + LONGEST_PIECE, len(text))
        if end < len(text):
            breaks = (text.rfind(mark, start + LONGEST_PIECE // 2, end) for mark in ("\n\n", "\n", ". ", " "))
            end = next((at + 1 for at in breaks if at > 0), end)
        if text[start:end].strip():
            yield Span(start, end)
        start = end


def _found(name: str, words: str, text: str) -> tuple[int, int]:
    """Find words in a text, letter for letter save for white space, where they first stand."""
    parts = unicodedata.normalize("NFC", words).split()
    match = re.search(r"\s+".join(map(re.escape, parts)), text)
    if match is None:
        raise Unfounded(f"{name}: {shown(words)} does not stand in the text")
    return match.span()


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


@cache
def _instructions() -> str:
    return (files("majlis.reading.second_reader") / "second_prompt.txt").read_text(encoding="utf-8")


def _prompt(subjects: Sequence[Subject]) -> str:
    issues = [f"  {each.id}: plus pole: {each.plus_pole}; minus pole: {each.minus_pole}" for each in subjects]
    return "\n".join(
        [_instructions(), "Issues:" if issues else "There are no issues; leave out stances.", *issues]
    )
