r"""Autonomy: a region that bids for more of it, its quarrels with the centre, and its own unity.

Tension between region and centre rises with every clash and fades; it feeds the bid for more self-rule.
Unity among the region's parties lowers the chance that they break with each other (``rupture``, once).
Outsiders act on unity through links of the case: a divided region can resist less.

.. math:: \mathrm{logit}\,\mathit{bid}^{*} = \mathrm{logit}\,\mathit{bid}_0 + R\,b\,\mathit{tension}
"""

from __future__ import annotations

from majlis.dynamics.forms import Assembly, Hazard, Link
from majlis.dynamics.mechanisms.mechanism import Feed, Mechanism, Role
from majlis.dynamics.mechanisms.quantities import NOISE, SPAN_OF_RATES, half_life, mood, rate, share, strength

CEDERMAN = "Cederman et al. 2015: autonomy granted after conflict comes too late to calm it"
BAKKE = "Bakke, Cunningham and Seymour 2012: fragmented movements turn on each other"

_FIXED = Assembly(
    levels=(
        mood(".tension", "Tension between region and centre"),
        mood(".bid", "Bid for more self-rule"),
        mood(".unity", "Unity of the region's parties"),
    ),
    hazards=(
        Hazard(".clash", "Clashes over the region", ".clash_rate", ".span"),
        Hazard(".rupture", "The region's parties break with each other", ".rupture_rate", ".span", True),
    ),
    links=(
        Link(".clash-tension", ".clash", ".tension", 1, ".blow"),
        Link(".tension-clash", ".tension", ".clash", 1, ".friction"),
        Link(".tension-bid", ".tension", ".bid", 1, ".reaction"),
        Link(".unity-rupture", ".unity", ".rupture", -1, ".cohesion"),
        Link(".rupture-unity", ".rupture", ".unity", -1, ".break_up"),
    ),
    quantities=(
        NOISE,
        SPAN_OF_RATES,
        share(".tension_own", 0.2, 0.35, 0.5),
        half_life(".tension_half_life", 6.0, 13.0, 26.0),
        share(".bid_own", 0.2, 0.35, 0.5),
        half_life(".bid_half_life", 26.0, 52.0, 104.0),
        share(".unity_own", 0.3, 0.5, 0.7),
        half_life(".unity_half_life", 26.0, 52.0, 104.0),
        rate(".clash_rate", 0.01, 0.03, 0.06),
        rate(".rupture_rate", 0.0005, 0.0015, 0.004),
        share(".blow", 0.02, 0.05, 0.1),
        strength(".friction", "moderate"),
        strength(".reaction", "weak", CEDERMAN, "literature"),
        strength(".cohesion", "strong", BAKKE, "literature"),
        share(".break_up", 0.2, 0.35, 0.5, BAKKE, "literature"),
    ),
)

MECHANISM = Mechanism(
    kind="autonomy",
    title="Autonomy",
    about="A region quarrels with its centre and bids for more self-rule; its parties may break apart.",
    literature=(
        "Cederman, Hug, Schädel and Wucherpfennig 2015, American Political Science Review 109: autonomy",
        "Bakke, Cunningham and Seymour 2012, Perspectives on Politics 10: fragmentation of movements",
    ),
    actors=(
        Role("region", "the region, or those who govern it"),
        Role("centre", "the central government"),
        Role("parties", "the region's parties", many=True, required=False),
    ),
    feeds=(
        Feed(
            Role("drivers", "levels that raise the tension", many=True, required=False),
            ".tension",
            1,
            strength(".driving", "moderate"),
        ),
    ),
    fixed=_FIXED,
)
