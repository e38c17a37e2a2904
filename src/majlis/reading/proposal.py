"""What a reader proposes: a claim that a person has still to accept."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["statement", "event", "figure", "cause", "forecast", "mention"]
Status = Literal["occurred", "threatened", "planned", "forecast", "denied"]


class Proposal(NamedTuple):
    """One proposed claim; fields that do not belong to its kind are None.

    Attributes
    ----------
    id
        ``DOCUMENT-KIND-NUMBER``, numbered in the order of the text.
    document
        Id of the document.
    kind
        What it is.
    start, end, quote
        Offsets into the normalised text, and exactly the text there.
    speaker, speaker_text
        Id of who said it where it resolves to an actor of the case, and the words that name the speaker.
        ``author`` is the writer of the document, unattributed.
    reported_by
        Who passes it on: an actor's id, or ``unnamed``.
    attribution
        ``quote`` or ``paraphrase``.
    channel
        ``public`` or ``private``, where the text says so.
    about
        Id of the issue of the case that it speaks of.
    stance, stance_low, stance_high
        Proposed position on the issue, -100 (the issue's minus pole) to 100, with its range.
    actor, actor_text, target, target_text
        Who acts on whom: ids where they resolve, and the words.
    status
        Of an event.
    plover
        Class of the PLOVER ontology.
    date, date_precision
        ISO 8601 as precise as known (``2024-02``), and ``day``, ``month`` or ``year``.
    value, unit, referent
        Of a figure: the number, its unit, what it measures.
    cause, effect, sign
        Of a causal claim: the words of both ends, and ``+``, ``-`` or ``0``: makes likelier, less likely,
        open.
    grade
        Proposed Admiralty grade such as ``C3``.
    rule
        The rule that found it, by its name in the lexicons: why it is proposed.
    note
        Doubts a reviewer should see.

    """

    id: str
    document: str
    kind: Kind
    start: int
    end: int
    quote: str
    speaker: str | None = None
    speaker_text: str | None = None
    reported_by: str | None = None
    attribution: Literal["quote", "paraphrase"] | None = None
    channel: Literal["public", "private"] | None = None
    about: str | None = None
    stance: float | None = None
    stance_low: float | None = None
    stance_high: float | None = None
    actor: str | None = None
    actor_text: str | None = None
    target: str | None = None
    target_text: str | None = None
    status: Status | None = None
    plover: str | None = None
    date: str | None = None
    date_precision: str | None = None
    value: float | None = None
    unit: str | None = None
    referent: str | None = None
    cause: str | None = None
    effect: str | None = None
    sign: Literal["+", "-", "0"] | None = None
    grade: str | None = None
    rule: str | None = None
    note: str | None = None
