"""Screening of claims: their leverage estimated all at once, from one run in which inclusion varies.

Draws hold carriers independently, so the log-odds of the headline regressed on which carriers hold,

    logit p_d = a + sum over carriers e_c z_dc + rest,

gives every carrier's effect at once (least squares, with standard errors as White 1980 has them). Leaving a
carrier out changes the mean log-odds by ``share held * e_c``. It is linear and so only a screen: the largest
are confirmed by paired reruns (`majlis.explore.leverage`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from majlis.ensemble.motion.run import MotionRun
from majlis.ensemble.motion.support import Carrier


@dataclass(frozen=True)
class Screened:
    """A carrier's estimated effect: on the mean log-odds of the headline, with its standard error."""

    carrier: Carrier
    share_held: float
    log_odds: float
    log_odds_se: float


def screen(run: MotionRun) -> tuple[Screened, ...]:
    """Estimate the leverage of every carrier whose inclusion varies, largest first."""
    if run.chance is None:
        return ()
    varies = [column for column in range(run.held.shape[1]) if 0 < run.held[:, column].sum() < run.draws]
    if not varies or run.draws <= len(varies) + 1:
        return ()
    held = run.held[:, varies].astype(np.float64)
    safe = np.clip(run.chance, 1e-12, 1.0 - 1e-12)
    log_odds = np.log(safe) - np.log1p(-safe)
    share = held.mean(axis=0)
    design = np.column_stack([np.ones(run.draws), held - share])
    inverse = np.linalg.pinv(design.T @ design)
    effect = inverse @ (design.T @ log_odds)
    rest = log_odds - design @ effect
    spread = np.sqrt(np.diag(inverse @ (design.T * rest**2) @ design @ inverse))
    found = [
        Screened(
            run.model.carriers[column],
            float(share[at]),
            float(share[at] * effect[at + 1]),
            float(share[at] * spread[at + 1]),
        )
        for at, column in enumerate(varies)
    ]
    return tuple(sorted(found, key=lambda each: -abs(each.log_odds)))
