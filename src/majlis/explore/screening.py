"""Screening of claims: their leverage estimated all at once, from one run in which inclusion varies.

Draws hold carriers independently, so the log-odds of the headline regressed on which carriers hold,

    logit p_d = a + sum over carriers e_c z_dc + rest,

gives every carrier's effect at once (least squares; standard errors are HC3 of MacKinnon and White 1985, as
few draws may lack a carrier; what the headline's anchor adds stands beside them, for it is known). A claim
switched off lets the share of draws that hold a carrier fall, from s to s' with its other supports alone, and
the mean log-odds with it, by ``sum (s - s') e_c`` over its carriers. It is linear and so only a screen: the
largest are confirmed by paired reruns (`majlis.explore.reruns`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from majlis.chance.addressed import Addressed
from majlis.ensemble.motion.questions import anchor_name
from majlis.ensemble.motion.run import MotionRun
from majlis.ensemble.motion.support import Carrier
from majlis.explore.settling import settling

Floats = NDArray[np.float64]
NEVER = 1e-6
"""Least probability that a linear estimate is taken to be."""
MOST = 20_000
"""Draws that are regressed at most: more of them take memory and teach little."""
FEWEST = 10
"""Draws that must hold a carrier, and as many that must lack it, for its effect to be estimated."""
HEAVIEST = 0.999
"""Most weight that a draw is given in its own estimate."""


@dataclass(frozen=True)
class Screened:
    """What claims that count as one do to the headline, as the screen has it.

    Attributes
    ----------
    claims
        Ids: of one claim, or of several that stand on the same supports and go together.
    carriers
        What varies with them.
    siblings
        Other claims of their sources or speakers on a carrier, which go with them there.
    chance
        Probability that they are true.
    log_odds, log_odds_se, points
        What they do to the mean log-odds, with its standard error, and to the probability, in points.
    if_certain
        Log-odds if they were surely true minus if they were surely false.
    if_true, if_false
        The probability if they were surely true, and if they were surely false.
    settling
        Expected fall of the forecast's entropy, in bits, if their truth were known.

    """

    claims: tuple[str, ...]
    carriers: tuple[Carrier, ...]
    siblings: tuple[str, ...]
    chance: float
    log_odds: float
    log_odds_se: float
    points: float
    if_certain: float
    if_true: float
    if_false: float
    settling: float

    @property
    def first(self) -> str:
        """The id of the first of the claims: to switch it off is to switch off all of them."""
        return self.claims[0]

    @property
    def expected(self) -> float:
        """The size that is left when what the error explains is taken off."""
        square = self.log_odds**2
        return abs(self.log_odds) * square / (square + self.log_odds_se**2) if square else 0.0


@dataclass(frozen=True)
class _Fit:
    """Effects of the carriers that vary: on log-odds with their covariance, and on points."""

    column: dict[str, int]
    log_odds: Floats
    covariance: Floats
    points: Floats


def screen(run: MotionRun) -> tuple[Screened, ...]:
    """Estimate the leverage of every causal claim whose truth varies from draw to draw, largest first.

    None is estimated where the headline does not ask whether something happened, or of too few draws.
    """
    fit = _fit(run)
    if fit is None:
        return ()
    rival = _rival_chances(run)
    varies = tuple(carrier for carrier in run.model.carriers if _name(carrier) in fit.column)
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for claim in run.case.claims:
        if key := _supports_of(claim.id, varies):
            groups.setdefault(key, []).append(claim.id)
    assert run.chance is not None, "there is a fit"
    mean = float(run.chance.mean())
    found = [_screened(tuple(claims), varies, fit, rival, mean) for claims in groups.values()]
    return tuple(sorted(found, key=lambda each: (-each.expected, each.first)))


def _fit(run: MotionRun) -> _Fit | None:
    size = min(run.draws, MOST)
    number = run.held[:size].sum(axis=0)
    varies = [int(column) for column in np.flatnonzero(np.minimum(number, size - number) >= FEWEST)]
    if run.chance is None or not varies or size < 2 * len(varies):
        return None
    safe = np.clip(run.chance[:size], 1e-12, 1.0 - 1e-12)
    log_odds = np.log(safe) - np.log1p(-safe)
    columns = np.column_stack([run.held[:size, varies].astype(np.float64), _anchors(run, size)])
    design = np.column_stack([columns - columns.mean(axis=0), np.ones(size)])
    inverse = np.linalg.pinv(design.T @ design, hermitian=True)
    effect, points = inverse @ (design.T @ log_odds), inverse @ (design.T @ (100.0 * safe))
    weight = np.minimum(np.einsum("ij,ij->i", design @ inverse, design), HEAVIEST)
    rest = (log_odds - design @ effect) / (1.0 - weight)
    covariance = inverse @ (design.T * rest**2) @ design @ inverse
    names = {_name(run.model.carriers[column]): at for at, column in enumerate(varies)}
    count = len(varies)
    return _Fit(names, effect[:count], covariance[:count, :count], points[:count])


def _anchors(run: MotionRun, size: int) -> Floats:
    """Return what the draws of the headline's anchor add to its log rates [draw, anchor]."""
    headline = run.case.questions[0]
    if headline.anchor is None:
        return np.empty((size, 0))
    name, draws = anchor_name(headline), np.arange(size, dtype=np.int64)
    drawn = run.model.numbers.values([name], np.empty((size, 0)), draws, Addressed(run.seed))
    found: Floats = np.log(-np.log1p(-np.clip(drawn[name], NEVER, 1.0 - NEVER)))
    return found[:, None]


def _name(carrier: Carrier) -> str:
    return f"{carrier.kind}:{carrier.id}"


def _supports_of(claim: str, carriers: tuple[Carrier, ...]) -> tuple[tuple[str, str], ...]:
    """Return the carriers of a claim, each with the support in which it stands."""
    return tuple(
        (_name(carrier), support.key)
        for carrier in carriers
        for support in carrier.supports
        if claim in support.claims
    )


def _rival_chances(run: MotionRun) -> dict[str, float]:
    motion = run.case.motion
    assert motion is not None, "the case was run in motion"
    return {
        claim: float(np.mean(run.worlds[:, column] == number))
        for column, world in enumerate(motion.worlds)
        for number, claim in enumerate(world.claims)
    }


def _screened(
    claims: tuple[str, ...], varies: tuple[Carrier, ...], fit: _Fit, rival: dict[str, float], mean: float
) -> Screened:
    """Estimate claims that stand on the same supports."""
    carriers = tuple(carrier for carrier in varies if claims[0] in carrier.claims)
    falls, rises = np.zeros(len(fit.log_odds)), np.zeros(len(fit.log_odds))
    chance = 0.0
    for carrier in carriers:
        own = 1.0
        others = 1.0
        for support in carrier.supports:
            lacks = 1.0 - support.holds(rival)
            if claims[0] in support.claims:
                own = lacks
            else:
                others *= lacks
        chance = max(chance, 1.0 - own)
        at = fit.column[_name(carrier)]
        falls[at], rises[at] = others * (1.0 - own), others * own
    if_true = _probability(mean + float(rises @ fit.points) / 100.0)
    if_false = _probability(mean - float(falls @ fit.points) / 100.0)
    siblings = {other for carrier in carriers for other in carrier.siblings(claims[0])}
    return Screened(
        claims,
        carriers,
        tuple(sorted(siblings - set(claims))),
        chance,
        float(falls @ fit.log_odds),
        float(np.sqrt(max(float(falls @ fit.covariance @ falls), 0.0))),
        float(falls @ fit.points),
        float((falls + rises) @ fit.log_odds),
        if_true,
        if_false,
        settling(chance, if_true, if_false),
    )


def _probability(estimate: float) -> float:
    return min(max(estimate, NEVER), 1.0 - NEVER)
