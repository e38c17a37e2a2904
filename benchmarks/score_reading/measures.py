"""The measures: counts for one document, added over documents, and the share or F1 that they give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.score_reading.gold import Gold, Row
from benchmarks.score_reading.matching import pairs
from benchmarks.score_reading.readings import Findings
from majlis.reading.proposal import Proposal

NEAR = 0.01
"""Two figures are one value when they differ by at most this share."""

Counts = Counter[str]
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e\d+)?")


@dataclass(frozen=True)
class Measure:
    """One line of the table: what is counted as right, out of how many in the gold and how many proposed."""

    name: str
    right: str
    gold: str
    proposed: str | None = None
    bar: float | None = None
    aim: float | None = None

    def value(self, counts: Counts) -> float | None:
        """Return F1 where the proposed are counted, else the share; None where there is nothing to count."""
        if not counts[self.gold]:
            return None
        if self.proposed is None:
            return counts[self.right] / counts[self.gold]
        return 2 * counts[self.right] / (counts[self.gold] + counts[self.proposed])


MEASURES = (
    Measure("actor mentions, recall", "named", "names", bar=0.92, aim=0.97),
    Measure("actor mentions, precision", "named", "proposed names"),
    Measure("traps not fallen into", "traps passed", "traps", bar=1.0, aim=1.0),
    Measure("statements, F1", "said", "sayings", "proposed sayings", 0.72, 0.78),
    Measure("statements, F1, right speaker", "spoken", "sayings", "proposed sayings", 0.58, 0.68),
    Measure("statements with the writer's, F1", "all said", "all sayings", "all proposed sayings"),
    Measure("stance, right sign", "signed", "stances", bar=0.80, aim=0.90),
    Measure("events, F1", "done", "deeds", "proposed deeds", 0.45, 0.60),
    Measure("events, F1, right actor", "acted", "deeds", "proposed deeds", 0.38, 0.52),
    Measure("figures, recall", "counted", "figures", bar=0.85, aim=0.95),
    Measure("figures, precision", "counted", "proposed figures", bar=0.70, aim=0.85),
    Measure("dates of documents", "dated", "dates", bar=1.0, aim=1.0),
    Measure("anchors", "anchored", "proposals", bar=1.0, aim=1.0),
)


def counts(gold: Gold, found: Findings) -> Counts:
    """Count everything over the documents of a folder."""
    total: Counts = Counter()
    for file in gold.files:
        for count in (_mentions, _statements, _events, _figures, _dates, _anchors):
            total += count(gold, found, file)
    return total


def _mentions(gold: Gold, found: Findings, file: str) -> Counts:
    named = gold.named(file)
    traps = gold.occurring(file) - named
    proposed = {proposal.actor for proposal in found.of(file, "mention") if proposal.actor}
    return Counter(
        {
            "named": len(named & proposed),
            "names": len(named),
            "proposed names": len(proposed),
            "traps": len(traps),
            "traps passed": len(traps - proposed),
        }
    )


def _statements(gold: Gold, found: Findings, file: str) -> Counts:
    rows = gold.rows("statements", file)
    if rows is None:
        return Counter()
    text = gold.texts[file]
    proposed = found.of(file, "statement")
    main = [row for row in rows if row["speaker_class"] != "author"]
    theirs = [row for row in rows if row["speaker_class"] == "author"]
    matched = _matched(main, proposed, text)
    taken = {id(proposal) for _, proposal in matched}
    left = [proposal for proposal in proposed if id(proposal) not in taken]
    everything = _matched(rows, proposed, text)
    judged = [(row, proposal) for row, proposal in matched if row["stance"]]
    return Counter(
        {
            "said": len(matched),
            "spoken": sum(_speaker_is_right(row, proposal) for row, proposal in matched),
            "sayings": len(main),
            "proposed sayings": len(proposed) - len(_matched(theirs, left, text)),
            "all said": len(everything),
            "all sayings": len(rows),
            "all proposed sayings": len(proposed),
            "signed": sum(_sign_is_right(row, proposal) for row, proposal in judged),
            "stances": len(judged),
        }
    )


def _events(gold: Gold, found: Findings, file: str) -> Counts:
    rows = gold.rows("events", file)
    if rows is None:
        return Counter()
    proposed = found.of(file, "event")
    matched = _matched(rows, proposed, gold.texts[file])
    return Counter(
        {
            "done": len(matched),
            "acted": sum(_one_of(row["actor_id"], proposal.actor) for row, proposal in matched),
            "deeds": len(rows),
            "proposed deeds": len(proposed),
        }
    )


def _figures(gold: Gold, found: Findings, file: str) -> Counts:
    rows = gold.rows("numbers", file)
    if rows is None:
        return Counter()
    coded = [row for row in rows if row["kind"] == "figure"]
    left = [proposal.value for proposal in found.of(file, "figure") if proposal.value is not None]
    proposed = len(left)
    right = 0
    for row in coded:
        values = _values(row)
        hit = next((value for value in left if any(_near(value, wanted) for wanted in values)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return Counter({"counted": right, "figures": len(coded), "proposed figures": proposed})


def _dates(gold: Gold, found: Findings, file: str) -> Counts:
    rows = gold.rows("dates", file) or []
    right = sum(_date_is_right(row, found, file) for row in rows)
    return Counter({"dated": right, "dates": len(rows)})


def _anchors(gold: Gold, found: Findings, file: str) -> Counts:
    proposed = found.proposals.get(file, ())
    text = gold.texts[file]
    right = sum(bool(one.quote) and text[one.start : one.end] == one.quote for one in proposed)
    return Counter({"anchored": right, "proposals": len(proposed)})


def _matched(rows: Sequence[Row], proposed: Sequence[Proposal], text: str) -> list[tuple[Row, Proposal]]:
    spans = [(int(row["start"]), int(row["end"])) for row in rows]
    others = [(proposal.start, proposal.end) for proposal in proposed]
    return [(rows[one], proposed[other]) for one, other in pairs(spans, others, text)]


def _speaker_is_right(row: Row, proposal: Proposal) -> bool:
    """Right where the id is one of those in the gold or of who passes it on; not asked where it has none."""
    passed_on = bool(row["reported_by"]) and proposal.speaker == row["reported_by"]
    return passed_on or _one_of(row["speaker_id"], proposal.speaker)


def _one_of(ids: str, found: str | None) -> bool:
    return not ids or found in ids.split("|")


def _sign_is_right(row: Row, proposal: Proposal) -> bool:
    return proposal.stance is not None and _sign(float(row["stance"])) == _sign(proposal.stance)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _values(row: Row) -> list[float]:
    """Return the value of a row, or both ends of a range; a share may be given in per cent too."""
    values = [float(number) for number in _NUMBER.findall(row["value"])]
    share = row["unit"].startswith(("share", "probability"))
    return [*values, *(100 * value for value in values)] if share else values


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR * max(abs(one), abs(other))


def _date_is_right(row: Row, found: Findings, file: str) -> bool:
    """Right day, or the ambiguity said in full; right too is no date where the document gives none."""
    document = found.documents.get(file)
    dating = document.date if document else None
    if dating is None or not row["date"]:
        return dating is None and not row["date"]
    if row["others"]:
        return {dating.date, *dating.others} == {row["date"], *row["others"].split("|")}
    return dating.date == row["date"]


def pooled(each: Iterable[Counts]) -> Counts:
    """Add the counts of several folders."""
    total: Counts = Counter()
    for one in each:
        total += one
    return total
