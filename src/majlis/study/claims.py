"""The study of a case's causal claims: what carries each, and what the answer would be without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from majlis.case.case import Case
from majlis.case.fault import CaseFaults, Fault
from majlis.ensemble.motion.questions import hazards_of
from majlis.ensemble.side_by_side import Progress
from majlis.evidence.grade import odds
from majlis.explore.alone import Alone, Reports, reports
from majlis.explore.bench import DRAWS, Bench
from majlis.explore.causal_claims import CausalClaim
from majlis.explore.leverage import Effects, Leverage, claims_of, effects

DIGITS = 6
SIGNS = {"+": 1, "-": -1}


@dataclass(frozen=True)
class ClaimStudy:
    """The causal claims of a case on one set of draws.

    ``effects`` and ``reports`` (what each source alone implies) are None where nothing was switched off.
    """

    bench: Bench
    claims: tuple[CausalClaim, ...]
    effects: Effects | None
    reports: Reports | None

    def as_json(self) -> dict[str, Any]:
        """Return the form of ``claims --json``."""
        found = self.effects
        return {
            "claims": [self._claim(each) for each in self.claims],
            "sources": {} if found is None else _all(found.sources),
            "speakers": {} if found is None else _all(found.speakers),
            "links": {} if found is None else _all(found.links),
            "alone": {} if self.reports is None else _reports(self.reports),
        }

    def signs(self) -> dict[str, int]:
        """Count the signed claims that push the headline clearly as they say, clearly not, or neither."""
        count = {"signed": 0, "right": 0, "wrong": 0, "unclear": 0, "uncarried": 0}
        for each in self.claims:
            if each.claim.sign in SIGNS:
                count["signed"] += 1
                count[self._verdict(each)] += 1
        return count

    def _verdict(self, each: CausalClaim) -> str:
        if not each.carriers:
            return "uncarried"
        headline = self.bench.case.questions[0].id
        found = {} if self.effects is None else self.effects.claims.get(each.claim.id, {})
        clear = found[headline].clear if headline in found else 0
        if clear == 0:
            return "unclear"
        return "right" if clear == SIGNS[str(each.claim.sign)] else "wrong"

    def _claim(self, each: CausalClaim) -> dict[str, Any]:
        claim, case = each.claim, self.bench.case
        reliability = case.source_by_id[claim.source].reliability
        first = each.carriers[0] if each.carriers else None
        motion = case.motion
        return {
            "id": claim.id,
            "statement": claim.statement,
            "source": claim.source,
            "speaker": claim.speaker,
            "cause": claim.cause,
            "effect": claim.effect,
            "sign": claim.sign,
            "carrier": None if first is None else {"kind": first.kind, "id": first.id},
            "carriers": [{"kind": carrier.kind, "id": carrier.id} for carrier in each.carriers],
            "grade": f"{reliability}{claim.credibility}",
            "odds": round(odds(reliability, int(claim.credibility)), DIGITS),
            "group": each.group,
            "siblings": list(each.siblings),
            "local_sign_holds": each.local_sign_holds,
            "reason": None if motion is None else motion.reasons.get(claim.id),
            "leverage": {} if self.effects is None else _by_question(self.effects.claims.get(claim.id, {})),
        }


def study_claims(
    case: Case, effect: bool = False, draws: int = DRAWS, seed: int = 1, progress: Progress | None = None
) -> ClaimStudy:
    """Study the causal claims of a case in motion.

    Raises
    ------
    CaseFaults
        When the case does not move or cannot be assembled, or effects are asked for and its first question
        does not ask whether something happened.

    """
    fault = _fault(case, effect)
    if fault is not None:
        raise CaseFaults(case.id, [fault])
    bench = Bench.of_case(case, draws, seed)
    claims = claims_of(bench)
    if not effect:
        return ClaimStudy(bench, claims, None, None)
    return ClaimStudy(bench, claims, effects(bench, progress), reports(bench))


def _fault(case: Case, effect: bool) -> Fault | None:
    """Return what keeps the claims of a case from being studied."""
    if case.motion is None:
        return Fault(
            case.places.at("case", "id"),
            "a case that does not move",
            "a 'motion:' section in case.yaml, whose links carry the claims",
            "see 'Motion' in docs/case-format.md",
        )
    headline = case.questions[0]
    if effect and not hazards_of(headline):
        return Fault(
            case.places.at("case", "questions", 0, "resolve"),
            f"'{headline.resolve}' in the first question",
            "happened(a), or several joined by 'or': leverage is measured on the rates of what happens",
            "ask so in the first question, or leave out --effect",
        )
    return None


def _all(found: Mapping[str, Mapping[str, Leverage]]) -> dict[str, Any]:
    return {name: _by_question(each) for name, each in found.items()}


def _by_question(found: Mapping[str, Leverage]) -> dict[str, Any]:
    return {question: _leverage(each) for question, each in found.items()}


def _reports(found: Reports) -> dict[str, Any]:
    return {
        "all": {question: round(chance, DIGITS) for question, chance in found.all.items()},
        "none": {question: round(chance, DIGITS) for question, chance in found.none.items()},
        "sources": {name: _alone(each) for name, each in found.sources.items()},
    }


def _alone(found: Mapping[str, Alone]) -> dict[str, Any]:
    return {
        question: {"probability": round(each.probability, DIGITS), **_leverage(each.leverage)}
        for question, each in found.items()
    }


def _leverage(found: Leverage) -> dict[str, float]:
    parts = {
        "log_odds": found.log_odds,
        "log_odds_se": found.log_odds_se,
        "points": found.points,
        "points_se": found.points_se,
        "if_certain": found.if_certain,
        "settling": found.settling,
    }
    return {name: round(value, DIGITS) for name, value in parts.items() if value is not None}
