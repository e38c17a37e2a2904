r"""Negotiation: stages towards a timetable, spoilers, and a force that follows policy at its own pace.

Stage :math:`g` is 0 without talks and 1 once a commission sits; talks may break down. While it sits, rounds
of talks improve the climate :math:`c`, which spoilers spoil (Stedman 1997). An agreed end date is announced
with the hazard

.. math:: \log\lambda^{end} = \alpha + \ln(\mathit{span})\,(b_g g + b_c c - b_f f - b_o o + \ldots),

where :math:`f` is how good the fallback is (staying on as trainers, or in a friendly region), which makes a
full end less needed, and :math:`o` what the guest can offer or threaten. Staying on for training only and
moving to the friendly region are outcomes of their own.

Policy is a number of soldiers, moved by decisions: cuts, reinforcements, an end date, an order to leave. The
force follows it with a half-life and no faster than its pace:

.. math:: F(t+1) = F + \mathrm{cut}\big(k\,(P - F),\ \pm\mathit{pace}\big).

The domestic side of a two-level game (Putnam 1988) comes in through drivers and restraints.
"""

from __future__ import annotations

from majlis.dynamics.forms import Assembly, Gate, Hazard, Level, Link, Quantity
from majlis.dynamics.mechanisms.choices import number
from majlis.dynamics.mechanisms.mechanism import Feed, Mechanism, Options, Role, Roles
from majlis.dynamics.mechanisms.quantities import (
    NOISE,
    SPAN_OF_RATES,
    SWITCH,
    flag,
    half_life,
    mood,
    rate,
    share,
    strength,
)

STEDMAN = "Stedman 1997: spoilers in peace processes"
LARGEST_FORCE = 10_000.0
TALKING = (Gate(".stage", ">=", 0.5),)

_FIXED = Assembly(
    levels=(
        flag(".stage", "A commission sits"),
        mood(".climate", "Climate of the talks"),
        mood(".fallback", "How good the fallback is"),
        mood(".offer", "What the guest can offer or threaten"),
        Level(".north", "Share of the force in the friendly region", "share", 0.0, 1.0, ".north_own", None),
    ),
    hazards=(
        Hazard(
            ".commission",
            "A commission is formed",
            ".commission_rate",
            ".span",
            when=(Gate(".stage", "<", 0.5),),
        ),
        Hazard(".round", "Rounds of talks", ".round_rate", ".span", when=TALKING),
        Hazard(".breakdown", "Talks break down", ".breakdown_rate", ".span", when=TALKING),
        Hazard(".end_date", "An agreed end date is announced", ".end_date_rate", ".span", True),
        Hazard(".training_only", "Training only is agreed", ".training_only_rate", ".span", True),
        Hazard(".relocation", "Bases move to the friendly region", ".relocation_rate", ".span"),
        Hazard(".cut", "Cuts of the force", ".cut_rate", ".span"),
        Hazard(".surge", "Reinforcements", ".surge_rate", ".span"),
    ),
    links=(
        Link(".commission-stage", ".commission", ".stage", 1, ".switch"),
        Link(".breakdown-stage", ".breakdown", ".stage", -1, ".switch"),
        Link(".round-climate", ".round", ".climate", 1, ".progress"),
        Link(".climate-round", ".climate", ".round", 1, ".momentum"),
        Link(".climate-breakdown", ".climate", ".breakdown", -1, ".patience"),
        Link(".stage-end_date", ".stage", ".end_date", 1, ".venue"),
        Link(".climate-end_date", ".climate", ".end_date", 1, ".trust"),
        Link(".fallback-end_date", ".fallback", ".end_date", -1, ".partial_exit"),
        Link(".fallback-relocation", ".fallback", ".relocation", 1, ".refuge"),
        Link(".offer-end_date", ".offer", ".end_date", -1, ".inducement"),
        Link(".relocation-north", ".relocation", ".north", 1, ".move"),
        Link(".end_date-north", ".end_date", ".north", 1, ".move"),
        Link(".cut-policy", ".cut", ".policy", -1, ".cut_size"),
        Link(".surge-policy", ".surge", ".policy", 1, ".surge_size"),
        Link(".training_only-policy", ".training_only", ".policy", -1, ".cut_size"),
        Link(".end_date-policy", ".end_date", ".policy", -1, ".end_size"),
        Link(".policy-force", ".policy", ".force", 1, ".switch"),
    ),
    quantities=(
        NOISE,
        SPAN_OF_RATES,
        SWITCH,
        share(".stage_own", 0.0, 0.0, 0.0),
        share(".climate_own", 0.3, 0.45, 0.6),
        half_life(".climate_half_life", 4.0, 8.0, 16.0),
        share(".fallback_own", 0.2, 0.4, 0.6),
        half_life(".fallback_half_life", 26.0, 52.0, 104.0),
        share(".offer_own", 0.2, 0.4, 0.6),
        half_life(".offer_half_life", 13.0, 26.0, 52.0),
        share(".north_own", 0.1, 0.25, 0.4),
        Quantity(".policy_own", 2500.0, 2000.0, 3000.0, "soldiers", "judgement", "what the case says"),
        Quantity(".nought", 0.0, 0.0, 0.0, "soldiers", "judgement", "by definition"),
        half_life(".force_half_life", 2.0, 4.0, 8.0),
        Quantity(
            ".pace", 120.0, 50.0, 400.0, "soldiers a week", "judgement", "bases close one after another"
        ),
        rate(".commission_rate", 0.005, 0.015, 0.04),
        rate(".round_rate", 0.1, 0.2, 0.4),
        rate(".breakdown_rate", 0.003, 0.008, 0.02),
        rate(".end_date_rate", 0.0005, 0.002, 0.006),
        rate(".training_only_rate", 0.0005, 0.002, 0.005),
        rate(".relocation_rate", 0.0005, 0.002, 0.005),
        rate(".cut_rate", 0.002, 0.006, 0.015),
        rate(".surge_rate", 0.001, 0.003, 0.006),
        share(".progress", 0.005, 0.015, 0.03),
        strength(".momentum", "moderate"),
        strength(".patience", "strong"),
        strength(".venue", "moderate"),
        strength(".trust", "moderate"),
        strength(".partial_exit", "moderate"),
        strength(".refuge", "moderate"),
        strength(".inducement", "weak"),
        share(".move", 0.1, 0.25, 0.4),
        share(".cut_size", 0.02, 0.06, 0.15),
        share(".surge_size", 0.02, 0.06, 0.15),
        share(".end_size", 0.03, 0.1, 0.25),
    ),
)


def _force(roles: Roles, options: Options) -> Assembly:
    most = number(options.get("largest_force", LARGEST_FORCE), "largest_force", 1.0)
    policy = Level(".policy", "Size of the force that is decided", "soldiers", 0.0, most, ".policy_own", None)
    force = Level(
        ".force",
        "Size of the force",
        "soldiers",
        0.0,
        most,
        ".nought",
        ".force_half_life",
        pace=".pace",
        start=".policy_own",
    )
    return Assembly(levels=(policy, force))


MECHANISM = Mechanism(
    kind="negotiation",
    title="Negotiation",
    about="Talks move towards a timetable unless spoiled; a force follows policy at its own pace.",
    literature=(
        "Putnam 1988, International Organization 42: two-level games",
        "Stedman 1997, International Security 22: spoiler problems",
        "Cooley 2008, Base Politics; Calder 2007, Embattled Garrisons",
    ),
    actors=(Role("host", "the government that hosts"), Role("guest", "the government whose force it is")),
    feeds=(
        Feed(
            Role("drivers", "levels that make an agreed end date more likely", many=True, required=False),
            ".end_date",
            1,
            strength(".driving", "moderate"),
        ),
        Feed(
            Role("restraints", "levels that make an agreed end date less likely", many=True, required=False),
            ".end_date",
            -1,
            strength(".restraining", "moderate"),
        ),
        Feed(
            Role("spoilers", "hazards that spoil the climate of the talks", many=True, required=False),
            ".climate",
            -1,
            share(".spoiling", 0.01, 0.04, 0.1, STEDMAN, "literature"),
        ),
        Feed(
            Role("orders", "hazards that order the force out", many=True, required=False),
            ".policy",
            -1,
            share(".expulsion", 0.3, 0.5, 0.9),
        ),
    ),
    fixed=_FIXED,
    options={"largest_force": "soldiers at the upper end of the scale of the force (default 10000)"},
    varying=_force,
)
