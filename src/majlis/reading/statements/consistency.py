"""One speaker, one side: what words leave open is told by the speaker's statements in other documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import atanh

from majlis.reading.actors.actors import Known
from majlis.reading.proposal import Proposal
from majlis.reading.statements.camps import camps
from majlis.reading.statements.clues import weighed
from majlis.reading.statements.relations import Pair, of_case
from majlis.reading.statements.weights import leaning_weights

BY_THE_FOLDER = "stance by the speaker's statements in other documents"


def consistent(proposals: Sequence[Proposal], actors: Sequence[Known]) -> list[Proposal]:
    """Give doubtful stances the side that the speaker, its body or its camp takes elsewhere."""
    stated = [one for one in proposals if one.kind == "statement" and one.speaker not in (None, "author")]
    if len({one.document for one in stated}) < _SEVERAL:
        return list(proposals)
    speakers = {one.speaker for one in stated}
    known = [actor for actor in actors if actor.id in speakers]
    sides = {
        about: _sides(_tally([one for one in stated if one.about in (about, None)]), known)
        for about in {one.about for one in stated}
    }
    main = _main(stated)
    changed = {one.id: _settled(one, sides[one.about or main], one.about or main) for one in stated}
    return [changed.get(one.id, one) for one in proposals]


def _sides(tally: Mapping[str, float], known: Sequence[Known]) -> dict[str, float]:
    """Say how each speaker leans over all documents, in log-odds."""
    names = [*tally, *(actor.id for actor in known if actor.id not in tally)]
    at = {name: n for n, name in enumerate(names)}
    weights, ties = leaning_weights(), dict[Pair, float]()
    for tie in of_case(known):
        pair = at[tie.one], at[tie.other]
        ties[pair] = ties.get(pair, 0.0) + weighed({tie.kind: 1.0}, weights)
    settled = camps([tally.get(name, 0.0) for name in names], ties)
    leaning = (max(-_FIRMEST, min(_FIRMEST, mean)) for mean in settled.leaning)
    return {name: 2 * atanh(mean) for name, mean in zip(names, leaning, strict=True)}


def _main(stated: Sequence[Proposal]) -> str | None:
    """Give the issue that most statements are about."""
    about = [one.about for one in stated if one.about is not None]
    return max(sorted(set(about)), key=about.count, default=None)


def _tally(stated: Sequence[Proposal]) -> dict[str, float]:
    tally: dict[str, float] = {}
    for one in stated:
        if one.stance and one.speaker:
            tally[one.speaker] = tally.get(one.speaker, 0.0) + _sureness(one) * (1 if one.stance > 0 else -1)
    return tally


def _sureness(one: Proposal) -> float:
    """Give the log-odds that a stance stands for, by the range that it leaves open."""
    if one.stance is None:
        return 0.0
    width = (one.stance if one.stance_high is None else one.stance_high) - (
        one.stance if one.stance_low is None else one.stance_low
    )
    return _PLAIN if width <= _NARROW else _LIKELY if width <= _WIDE else _GUESSED


def _settled(one: Proposal, leaning: Mapping[str, float], issue: str | None) -> Proposal:
    """Turn a stance that nothing in its document tells to the side on which its speaker is found over all."""
    lean = leaning.get(one.speaker or "", 0.0)
    agrees = one.stance is not None and one.stance * lean >= 0
    if _sureness(one) > _GUESSED or agrees or abs(lean) < _CLEAR:
        return one
    value = 50.0 if lean > 0 else -50.0
    note = "; ".join(part for part in (one.note, BY_THE_FOLDER) if part)
    about = one.about or issue
    return one._replace(about=about, stance=value, stance_low=value - 50, stance_high=value + 50, note=note)


_SEVERAL = 2
_NARROW = 45
_WIDE = 75
_PLAIN = 2.0
_LIKELY = 1.0
_GUESSED = 0.5
_CLEAR = 2.0
_FIRMEST = 0.999
