r"""Publics: anger, estrangement from an outside patron, mobilisation and its repression, by community.

In each community :math:`c` anger :math:`a_c` fades by itself and is pushed by what happens; estrangement
:math:`e_c` is how far it has turned from the patron that its parties follow, and moves slowly. Both bring
people into the street:

.. math:: \log\lambda^{protest} = \alpha + \ln(\mathit{span})\,\Big(\sum_c (b_a a_c + b_e e_c) - b_k k\Big).

Protests build mobilisation, mobilisation brings crackdowns, a crackdown adds to repression :math:`k`, which
lowers protest, and to anger, which raises it: repression works at once and backfires later, as much of the
literature finds and disputes.
"""

from __future__ import annotations

from majlis.dynamics.forms import Assembly, Hazard, Link
from majlis.dynamics.mechanisms.mechanism import Mechanism, Options, Role, Roles
from majlis.dynamics.mechanisms.quantities import NOISE, SPAN_OF_RATES, half_life, mood, rate, share, strength

MOORE = "Moore 1998; Carey 2006: repression and dissent answer each other in both directions"

_FIXED = Assembly(
    levels=(
        mood(".mobilisation", "Mobilisation of the street"),
        mood(".repression", "Repression of the street"),
    ),
    hazards=(
        Hazard(".protest", "Mass protests", ".protest_rate", ".span"),
        Hazard(".crackdown", "Crackdowns", ".crackdown_rate", ".span"),
    ),
    links=(
        Link(".protest-mobilisation", ".protest", ".mobilisation", 1, ".turnout"),
        Link(".mobilisation-crackdown", ".mobilisation", ".crackdown", 1, ".alarm"),
        Link(".crackdown-repression", ".crackdown", ".repression", 1, ".blow"),
        Link(".repression-protest", ".repression", ".protest", -1, ".cowing"),
    ),
    quantities=(
        NOISE,
        SPAN_OF_RATES,
        share(".mobilisation_own", 0.05, 0.15, 0.3),
        half_life(".mobilisation_half_life", 6.0, 13.0, 26.0),
        share(".repression_own", 0.1, 0.2, 0.4),
        half_life(".repression_half_life", 6.0, 13.0, 26.0),
        share(".anger_own", 0.1, 0.25, 0.4),
        half_life(".anger_half_life", 6.0, 13.0, 26.0),
        share(".estrangement_own", 0.2, 0.4, 0.6),
        half_life(".estrangement_half_life", 52.0, 104.0, 208.0),
        rate(".protest_rate", 0.01, 0.03, 0.06),
        rate(".crackdown_rate", 0.005, 0.015, 0.03),
        strength(".anger_to_protest", "strong"),
        strength(".estrangement_to_protest", "weak"),
        share(".turnout", 0.05, 0.12, 0.25),
        strength(".alarm", "moderate", MOORE, "literature"),
        share(".blow", 0.05, 0.12, 0.25),
        strength(".cowing", "moderate", MOORE, "literature"),
        share(".backlash", 0.02, 0.06, 0.15, MOORE, "literature"),
    ),
)


_OUTRAGE = share(".outrage", 0.02, 0.05, 0.1)


def _communities(roles: Roles, options: Options) -> Assembly:
    whole = Assembly(quantities=(_OUTRAGE,) if roles.get("provocations") else ())
    for community in roles["communities"]:
        anger, estrangement = f".anger_{community}", f".estrangement_{community}"
        levels = (
            mood(anger, f"Anger: {community}", ".anger_own", ".anger_half_life"),
            mood(
                estrangement,
                f"Estrangement from the patron: {community}",
                ".estrangement_own",
                ".estrangement_half_life",
            ),
        )
        links = [
            Link(f"{anger}-protest", anger, ".protest", 1, ".anger_to_protest"),
            Link(f"{estrangement}-protest", estrangement, ".protest", 1, ".estrangement_to_protest"),
            Link(f".crackdown-anger_{community}", ".crackdown", anger, 1, ".backlash"),
        ]
        links += [
            Link(f".provocations-{cause}_{community}", cause, anger, 1, _OUTRAGE.name)
            for cause in roles.get("provocations", ())
        ]
        whole += Assembly(levels=levels, links=tuple(links))
    return whole


MECHANISM = Mechanism(
    kind="publics",
    title="Publics",
    about="Anger and estrangement by community bring people into the street; repression calms and angers.",
    literature=(
        "Tilly 1978, From Mobilization to Revolution",
        "Moore 1998, American Journal of Political Science 42: repression and dissent",
        "Carey 2006, Political Research Quarterly 59: protest and repression",
    ),
    actors=(
        Role("communities", "communities whose anger and estrangement are followed", many=True),
        Role(
            "provocations",
            "hazards of the case, each occurrence of which angers them",
            many=True,
            required=False,
        ),
    ),
    fixed=_FIXED,
    varying=_communities,
)
