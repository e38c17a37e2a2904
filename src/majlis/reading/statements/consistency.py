"""One speaker, one side: what words leave open is told by the speaker's statements in other documents."""

from __future__ import annotations

from collections.abc import Sequence

from majlis.reading.actors.actors import Known
from majlis.reading.actors.aliases import index
from majlis.reading.proposal import Proposal
from majlis.reading.statements.camps import leanings, of_case

BY_THE_FOLDER = "stance by the speaker's statements in other documents"


def consistent(proposals: Sequence[Proposal], actors: Sequence[Known]) -> list[Proposal]:
    """Give doubtful stances the side that the speaker, its body or its camp takes elsewhere."""
    stated = [one for one in proposals if one.kind == "statement" and one.speaker not in (None, "author")]
    if len({one.document for one in stated}) < _SEVERAL:
        return list(proposals)
    ties = of_case(index(actors))
    sides = {
        about: leanings(_tally([one for one in stated if one.about in (about, None)]), ties)
        for about in {one.about for one in stated}
    }
    main = _main(stated)
    changed = {one.id: _settled(one, sides[one.about or main], one.about or main) for one in stated}
    return [changed.get(one.id, one) for one in proposals]


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
    """Say how much a stance counts, by the range that it leaves open."""
    if one.stance is None:
        return 0.0
    width = (one.stance if one.stance_high is None else one.stance_high) - (
        one.stance if one.stance_low is None else one.stance_low
    )
    return 1.0 if width <= _NARROW else 0.5 if width <= _WIDE else 0.0


def _settled(one: Proposal, leaning: dict[str, float], issue: str | None) -> Proposal:
    sure = _sureness(one)
    lean = leaning.get(one.speaker or "", 0.0)
    sign = 0 if one.stance is None else (one.stance > 0) - (one.stance < 0)
    firm = _FIRM * sure if sign else _FAINT
    if sure == 1 or lean * sign > 0 or abs(lean - sure * sign) < max(firm, _FAINT):
        return one
    value = 50.0 if lean > 0 else -50.0
    note = "; ".join(part for part in (one.note, BY_THE_FOLDER) if part)
    about = one.about or issue
    return one._replace(about=about, stance=value, stance_low=value - 50, stance_high=value + 50, note=note)


_SEVERAL = 2
_NARROW = 45
_WIDE = 75
_FIRM = 2.5
_FAINT = 0.3
