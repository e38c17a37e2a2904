r"""Outside events: a state of affairs that begins and ends, visits and signals, and the echo that they leave.

``state`` is 1 while the outside event lasts (a war next door, an open clash of two powers). It begins with
``onset`` and ends with ``end``; both may be dated by the record and come at a rate after the as-of date. Each
onset and, more weakly, each signal leaves an echo that fades with its half-life:

.. math:: y(t+1) = y + k\,(y_0 - y) + R\,(b_o\,N^{onset} + b_s\,N^{signal}), \qquad y = \mathrm{logit}\,e
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

_FIXED = Assembly(
    levels=(flag(".state", "The outside event lasts"), mood(".echo", "Echo of it")),
    hazards=(
        Hazard(".onset", "It begins", ".onset_rate", ".span", when=(Gate(".state", "<", 0.5),)),
        Hazard(".end", "It ends", ".end_rate", ".span", when=(Gate(".state", ">=", 0.5),)),
        Hazard(".signal", "Visits and signals", ".signal_rate", ".span"),
    ),
    links=(
        Link(".onset-state", ".onset", ".state", 1, ".switch"),
        Link(".end-state", ".end", ".state", -1, ".switch"),
        Link(".onset-echo", ".onset", ".echo", 1, ".shock"),
        Link(".signal-echo", ".signal", ".echo", 1, ".reminder"),
    ),
    quantities=(
        NOISE,
        SPAN_OF_RATES,
        SWITCH,
        share(".state_own", 0.0, 0.0, 0.0),
        share(".echo_own", 0.02, 0.05, 0.1),
        half_life(".echo_half_life", 13.0, 26.0, 52.0),
        rate(".onset_rate", 0.001, 0.004, 0.01),
        rate(".end_rate", 0.01, 0.02, 0.04),
        rate(".signal_rate", 0.02, 0.05, 0.1),
        share(".shock", 0.4, 0.6, 0.8),
        share(".reminder", 0.01, 0.04, 0.08),
    ),
)

MECHANISM = Mechanism(
    kind="shocks",
    title="Outside events",
    about="An outside event begins, lasts and ends; it and signals of it leave an echo.",
    literature=("Gourevitch 1978, International Organization 32: the second image reversed",),
    actors=(Role("parties", "those between whom it happens", many=True, required=False),),
    feeds=(
        Feed(
            Role("drivers", "levels that make its beginning more likely", many=True, required=False),
            ".onset",
            1,
            strength(".driving", "moderate"),
        ),
    ),
    fixed=_FIXED,
)
