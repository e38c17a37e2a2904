r"""Insurgency: an armed movement that regrows when pressure and outside support fall.

Strength :math:`x` is a share of the largest that the movement could be. It moves by small steps, up with
``growth`` (recruits, territory, attacks that succeed) and down with ``raids``, each a step :math:`s` on the
logit scale:

.. math:: \mathbb{E}\,\Delta\,\mathrm{logit}\,x = s\,(g - q), \qquad
          g = g_0\,e^{\ldots}, \quad q = q_0\,e^{\ldots},

so that, without raids, mean growth is logistic (Verhulst), :math:`\dot x = s g\, x (1 - x)`, and where
raids and growth balance, strength stays. Pressure, by the state and those who guard it from outside, raises
raids and lowers growth; a population that feels shut out raises growth. ``resurgence`` is the point, reached
once, at which the movement is a party to the conflict again: it becomes more likely as strength rises. Fear
of it follows strength, and is a level of its own, since decisions turn on the fear as much as on the thing.
"""

from __future__ import annotations

from majlis.dynamics.forms import Assembly, Hazard, Level, Link
from majlis.dynamics.mechanisms.mechanism import Feed, Mechanism, Role
from majlis.dynamics.mechanisms.quantities import NOISE, SPAN_OF_RATES, half_life, mood, rate, share, strength

STATE = "Fearon and Laitin 2003: weak states and rough conditions more than grievance"
LOSS = "Kalyvas 2006: those who rule an area get its help"

_FIXED = Assembly(
    levels=(
        Level(
            ".strength", "Strength of the movement", "share", 0.0, 1.0, ".strength_own", None, scale="logit"
        ),
        mood(".pressure", "Pressure on the movement"),
        mood(".support", "Support for the movement among those who feel shut out"),
        mood(".fear", "Fear of its return"),
    ),
    hazards=(
        Hazard(".growth", "Steps of growth", ".growth_rate", ".span"),
        Hazard(".raids", "Steps of loss", ".raids_rate", ".span"),
        Hazard(
            ".resurgence", "The movement is a party to the conflict again", ".resurgence_rate", ".span", True
        ),
    ),
    links=(
        Link(".growth-strength", ".growth", ".strength", 1, ".step"),
        Link(".raids-strength", ".raids", ".strength", -1, ".step"),
        Link(".pressure-raids", ".pressure", ".raids", 1, ".pursuit"),
        Link(".pressure-growth", ".pressure", ".growth", -1, ".denial"),
        Link(".support-growth", ".support", ".growth", 1, ".recruitment"),
        Link(".strength-resurgence", ".strength", ".resurgence", 1, ".breakout"),
        Link(".strength-fear", ".strength", ".fear", 1, ".alarm"),
        Link(".resurgence-fear", ".resurgence", ".fear", 1, ".shock"),
    ),
    quantities=(
        NOISE,
        SPAN_OF_RATES,
        share(".strength_own", 0.05, 0.12, 0.25),
        share(".pressure_own", 0.3, 0.5, 0.7),
        half_life(".pressure_half_life", 13.0, 26.0, 52.0),
        share(".support_own", 0.1, 0.25, 0.4),
        half_life(".support_half_life", 26.0, 52.0, 104.0),
        share(".fear_own", 0.2, 0.4, 0.6),
        half_life(".fear_half_life", 6.0, 13.0, 26.0),
        rate(".growth_rate", 0.4, 0.5, 0.6),
        rate(".raids_rate", 0.4, 0.5, 0.6),
        rate(".resurgence_rate", 0.0003, 0.001, 0.003),
        share(".step", 0.004, 0.008, 0.016),
        strength(".pursuit", "moderate", STATE, "literature"),
        strength(".denial", "moderate", STATE, "literature"),
        strength(".recruitment", "moderate", LOSS, "literature"),
        strength(".breakout", "strong"),
        strength(".alarm", "moderate"),
        share(".shock", 0.1, 0.25, 0.4),
    ),
)

MECHANISM = Mechanism(
    kind="insurgency",
    title="Insurgency",
    about="An armed movement regrows when pressure on it falls, and fear of that weighs on decisions.",
    literature=(
        "Verhulst 1838: logistic growth",
        "Fearon and Laitin 2003, American Political Science Review 97",
        "Kalyvas 2006, The Logic of Violence in Civil War",
    ),
    actors=(Role("insurgent", "the armed movement"),),
    feeds=(
        Feed(
            Role("guards", "levels of force that keep up the pressure on it", many=True, required=False),
            ".pressure",
            1,
            strength(".guarding", "moderate"),
        ),
        Feed(
            Role("drivers", "levels that raise support for it", many=True, required=False),
            ".support",
            1,
            strength(".driving", "moderate"),
        ),
    ),
    fixed=_FIXED,
)
