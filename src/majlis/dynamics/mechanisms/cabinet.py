r"""Cabinet: governments fall and form.

``full`` is 1 while a government has the confidence of its chamber and 0 while a caretaker carries on. It
falls with the hazard

.. math:: \log\lambda^{fall} = \alpha - \ln(\mathit{span})\,b\,\mathit{support},

a duration model with a covariate that moves: the support of its backers (King, Alt, Burns and Laver 1990).
After a fall a new one forms at a rate of its own, slower where parties are many and far apart.
"""

from __future__ import annotations

from majlis.dynamics.forms import Assembly, Gate, Hazard, Link
from majlis.dynamics.mechanisms.mechanism import Feed, Mechanism, Role
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

KING = "King, Alt, Burns and Laver 1990: hazards of dissolution differ with what supports the cabinet"

_FIXED = Assembly(
    levels=(
        flag(".full", "A full government is in office"),
        mood(".support", "Support of those who back it"),
    ),
    hazards=(
        Hazard(".fall", "The government falls", ".fall_rate", ".span", when=(Gate(".full", ">=", 0.5),)),
        Hazard(
            ".formation", "A government forms", ".formation_rate", ".span", when=(Gate(".full", "<", 0.5),)
        ),
    ),
    links=(
        Link(".fall-full", ".fall", ".full", -1, ".switch"),
        Link(".formation-full", ".formation", ".full", 1, ".switch"),
        Link(".support-fall", ".support", ".fall", -1, ".backing"),
        Link(".formation-support", ".formation", ".support", 1, ".honeymoon"),
    ),
    quantities=(
        NOISE,
        SPAN_OF_RATES,
        SWITCH,
        share(".full_own", 1.0, 1.0, 1.0),
        share(".support_own", 0.4, 0.6, 0.8),
        half_life(".support_half_life", 13.0, 26.0, 52.0),
        rate(".fall_rate", 0.004, 0.01, 0.02),
        rate(".formation_rate", 0.04, 0.09, 0.2),
        strength(".backing", "strong", KING, "literature"),
        share(".honeymoon", 0.05, 0.1, 0.2),
    ),
)

MECHANISM = Mechanism(
    kind="cabinet",
    title="Cabinet",
    about="Governments fall as their support falls, a caretaker carries on, and a new one forms.",
    literature=(
        "King, Alt, Burns and Laver 1990, American Journal of Political Science 34: cabinet dissolution",
        "Martin and Vanberg 2003, British Journal of Political Science 33: the timing of formation",
    ),
    actors=(
        Role("government", "the government"),
        Role("backers", "the parties that keep it in office", many=True, required=False),
    ),
    feeds=(
        Feed(
            Role("burdens", "levels that wear its support down", many=True, required=False),
            ".support",
            -1,
            strength(".wear", "moderate"),
        ),
    ),
    fixed=_FIXED,
)
