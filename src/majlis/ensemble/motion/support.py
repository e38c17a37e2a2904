"""What claims carry, and in which draws they are true.

A carrier is a link, a number of the case or a dated event. The claims on it are gathered into *independent*
supports: claims of one source, of copies of one source, or of one speaker were never independent and count
once, with the most credible of them. A draw holds a support with the probability of its grade, and a carrier
if any of its supports holds, so that P(carrier) = 1 - product (1 - p). A carrier without claims always
holds: it is structure or judgement, not testimony. Of claims that cannot hold together (a world) each draw
holds one, with chances as their odds, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from majlis.case.case import Case
from majlis.case.claim import Claim
from majlis.chance.addressed import Addressed
from majlis.evidence.grade import odds, probability

Truths = NDArray[np.bool_]
CarrierKind = Literal["link", "parameter", "event"]


@dataclass(frozen=True)
class Support:
    """Claims that count as one on a carrier.

    ``key`` is the first of them, ``chance`` the best of their grades. ``rival`` are those of its claims that
    stand in a world; their truth is the world's.
    """

    key: str
    claims: tuple[str, ...]
    chance: float
    rival: tuple[str, ...] = ()

    def holds(self, shares: Mapping[str, float]) -> float:
        """Return the probability that it holds, with those of the claims that stand in worlds."""
        return 1.0 - (1.0 - self.chance) * (1.0 - sum(shares[claim] for claim in self.rival))


@dataclass(frozen=True)
class Carrier:
    """A link, parameter or event that claims stand on."""

    kind: CarrierKind
    id: str
    supports: tuple[Support, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim on it that is not switched off."""
        return tuple(claim for support in self.supports for claim in support.claims)

    def siblings(self, claim: str) -> tuple[str, ...]:
        """Return the claims that were never independent of one here, without itself."""
        for support in self.supports:
            if claim in support.claims:
                return tuple(other for other in support.claims if other != claim)
        return ()


def carrier(case: Case, kind: CarrierKind, name: str, claims: Iterable[str]) -> Carrier:
    """Gather the claims of a carrier into independent supports.

    A support with a claim that is switched off is gone: its claims were never independent of one another.
    """
    rivals = rival_claims(case)
    supports = []
    for group in _independent(case, tuple(claims)):
        left = () if case.switched_off & set(group) else group
        chances = [chance_of(case, case.claim_by_id[claim]) for claim in left if claim not in rivals]
        rival = tuple(claim for claim in left if claim in rivals)
        supports.append(Support(group[0], left, max(chances, default=0.0), rival))
    return Carrier(kind, name, tuple(supports))


def chance_of(case: Case, claim: Claim) -> float:
    """Return the probability that a claim is true, by the grade of its source and its own."""
    return probability(case.source_by_id[claim.source].reliability, int(claim.credibility))


def rival_claims(case: Case) -> dict[str, str]:
    """Return the world of every claim that stands in one."""
    worlds = () if case.motion is None else case.motion.worlds
    return {claim: world.id for world in worlds for claim in world.claims}


def truths_of_worlds(case: Case, draws: NDArray[np.int64], random: Addressed) -> dict[str, Truths]:
    """Return in which draws [draw] each claim of a world is true; switched off claims never are."""
    found: dict[str, Truths] = {}
    for world in () if case.motion is None else case.motion.worlds:
        weights = np.array([_odds(case, claim) for claim in world.claims])
        shares = np.cumsum((1.0 - world.none) * weights / weights.sum())
        uniform = random.uniforms(f"world:{world.id}", draws)[:, 0]
        chosen = np.searchsorted(shares, uniform, side="right")
        for index, claim in enumerate(world.claims):
            found[claim] = (chosen == index) & (claim not in case.switched_off)
    return found


def held(
    carrier: Carrier, draws: NDArray[np.int64], random: Addressed, worlds: Mapping[str, Truths]
) -> Truths:
    """Return in which draws [draw] a carrier holds."""
    if not carrier.supports:
        return np.ones(len(draws), dtype=np.bool_)
    result = np.zeros(len(draws), dtype=np.bool_)
    for support in carrier.supports:
        if support.chance > 0.0:
            stream = f"support:{carrier.kind}:{carrier.id}:{support.key}"
            result |= random.uniforms(stream, draws)[:, 0] < support.chance
        for claim in support.rival:
            result |= worlds[claim]
    return result


def _odds(case: Case, claim: str) -> float:
    found = case.claim_by_id[claim]
    return odds(case.source_by_id[found.source].reliability, int(found.credibility))


def _independent(case: Case, claims: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Group claims that share a source or a speaker, directly or through a third."""
    groups: list[tuple[set[str], list[str]]] = []
    for name in claims:
        marks, members = _marks(case, case.claim_by_id[name]), [name]
        apart = []
        for known, earlier in groups:
            if known & marks:
                marks, members = marks | known, earlier + members
            else:
                apart.append((known, earlier))
        groups = [*apart, (marks, members)]
    return sorted((tuple(sorted(members, key=claims.index)) for _, members in groups), key=_first_in(claims))


def _first_in(claims: tuple[str, ...]) -> Callable[[tuple[str, ...]], int]:
    return lambda group: claims.index(group[0])


def _marks(case: Case, claim: Claim) -> set[str]:
    """Return what makes claims dependent: their source, or the source that it copies, and their speaker."""
    source = case.source_by_id[claim.source]
    marks = {f"source:{source.copy_of or source.id}"}
    if claim.speaker is not None:
        marks.add(f"speaker:{claim.speaker}")
    return marks
