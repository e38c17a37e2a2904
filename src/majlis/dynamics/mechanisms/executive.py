r"""Executive: a government implements, delays or ignores what it is asked to do.

Resolve :math:`r` is how far the government is set on giving notice. It answers to those who put it into
office (``nominators``), to what it said in public (``audience``), to an instruction by the chamber
(``mandate``), and to whatever the case adds as drivers and restraints (a patron, the street, fears):

.. math:: \mathrm{logit}\,r^{*} = \mathrm{logit}\,r_0 + R\,(b_n n + b_a a + b_m m + \ldots).

A statement adds to the audience costs of doing nothing (Fearon 1994; Snyder and Borghard 2011 find them
small, so the strength is weak). A mandate fades: with its half-life, and with every deferral, which a
resolved government avoids. ``notice`` is binding and happens once:

.. math:: \log\lambda^{notice} = \alpha + \ln(\mathit{span})\,(b_r r + b_d m).

How binding a mandate is, is the strength ``binding``; a government may ignore one that does not bind. A full
or a caretaker government is the matter of the mechanism `cabinet`, whose flag can be a driver here.
"""

from __future__ import annotations

from majlis.dynamics.forms import Assembly, Hazard, Link
from majlis.dynamics.mechanisms.mechanism import Feed, Mechanism, Role
from majlis.dynamics.mechanisms.quantities import NOISE, SPAN_OF_RATES, half_life, mood, rate, share, strength

BORGHARD = "Fearon 1994 for audience costs, Snyder and Borghard 2011 against large ones"
DELEGATION = "Müller 2000: chains of delegation in parliamentary government"

_FIXED = Assembly(
    levels=(
        mood(".resolve", "The government's resolve to give notice"),
        mood(".nominators", "How far those who put it into office want an end"),
        mood(".audience", "Audience costs of what it has said"),
        mood(".mandate", "Instruction of the chamber"),
    ),
    hazards=(
        Hazard(".notice", "Binding notice to leave", ".notice_rate", ".span", True),
        Hazard(".deferral", "Deferrals", ".deferral_rate", ".span"),
        Hazard(".statement", "Public demands by the government", ".statement_rate", ".span"),
    ),
    links=(
        Link(".nominators-resolve", ".nominators", ".resolve", 1, ".accountability"),
        Link(".audience-resolve", ".audience", ".resolve", 1, ".audience_cost"),
        Link(".mandate-resolve", ".mandate", ".resolve", 1, ".obedience"),
        Link(".resolve-notice", ".resolve", ".notice", 1, ".execution"),
        Link(".mandate-notice", ".mandate", ".notice", 1, ".binding"),
        Link(".resolve-statement", ".resolve", ".statement", 1, ".candour"),
        Link(".statement-audience", ".statement", ".audience", 1, ".commitment"),
        Link(".resolve-deferral", ".resolve", ".deferral", -1, ".haste"),
        Link(".deferral-mandate", ".deferral", ".mandate", -1, ".delay"),
    ),
    quantities=(
        NOISE,
        SPAN_OF_RATES,
        share(".resolve_own", 0.15, 0.3, 0.45),
        half_life(".resolve_half_life", 6.0, 13.0, 26.0),
        share(".nominators_own", 0.3, 0.5, 0.7),
        half_life(".nominators_half_life", 13.0, 26.0, 52.0),
        share(".audience_own", 0.1, 0.2, 0.3),
        half_life(".audience_half_life", 6.0, 13.0, 26.0),
        share(".mandate_own", 0.01, 0.03, 0.06),
        half_life(".mandate_half_life", 13.0, 26.0, 52.0),
        rate(".notice_rate", 0.0001, 0.0005, 0.002),
        rate(".deferral_rate", 0.05, 0.1, 0.2),
        rate(".statement_rate", 0.05, 0.15, 0.3),
        strength(".accountability", "moderate", DELEGATION, "literature"),
        strength(".audience_cost", "weak", BORGHARD, "literature"),
        strength(".obedience", "weak"),
        strength(".execution", "decisive"),
        strength(".binding", "moderate"),
        strength(".candour", "moderate"),
        share(".commitment", 0.005, 0.015, 0.03),
        strength(".haste", "moderate"),
        share(".delay", 0.01, 0.03, 0.06),
    ),
)

MECHANISM = Mechanism(
    kind="executive",
    title="Executive",
    about="A government implements, delays or ignores: those who chose it, its own words, a mandate, fears.",
    literature=(
        "Müller 2000, European Journal of Political Research 37: delegation and accountability",
        "Fearon 1994, American Political Science Review 88: audience costs",
        "Snyder and Borghard 2011, American Political Science Review 105: the cost of empty threats",
        "Cooley 2008, Base Politics; Calder 2007, Embattled Garrisons: bases and host politics",
    ),
    actors=(Role("government", "the government that decides"),),
    feeds=(
        Feed(
            Role("drivers", "levels or hazards that strengthen its resolve", many=True, required=False),
            ".resolve",
            1,
            strength(".driving", "weak"),
        ),
        Feed(
            Role("restraints", "levels or hazards that weaken its resolve", many=True, required=False),
            ".resolve",
            -1,
            strength(".restraining", "weak"),
        ),
    ),
    fixed=_FIXED,
)
