"""Making the numbers of mechanisms: strengths in words, half-lives, rates, shares and what levels share.

Where nothing else is said, a number is a judgement: chosen so that the order of sizes is plausible, with a
range that says how little is known.
"""

from __future__ import annotations

from majlis.dynamics.forms import SPAN, STRENGTHS, Basis, Level, Quantity

JUDGED = "judgement of Majlis"
NOISE = Quantity(
    ".noise",
    0.015,
    0.005,
    0.03,
    "share of the range a week",
    "judgement",
    f"{JUDGED}: what no cause explains",
)
SPAN_OF_RATES = Quantity(
    ".span", SPAN[1], SPAN[0], SPAN[2], "ratio", "judgement", f"{JUDGED}: highest over lowest plausible rate"
)
SWITCH = Quantity(".switch", 1.0, 1.0, 1.0, "share of the range", "judgement", "by definition: on or off")


def strength(name: str, word: str, source: str = JUDGED, basis: Basis = "judgement") -> Quantity:
    """Return a strength from its word."""
    low, value, high = STRENGTHS[word]
    return Quantity(name, value, low, high, "share of the range", basis, source)


def share(
    name: str, low: float, value: float, high: float, source: str = JUDGED, basis: Basis = "judgement"
) -> Quantity:
    """Return a share of a range: an own level from 0 to 1, or what one occurrence does."""
    return Quantity(name, value, low, high, "share of the range", basis, source)


def half_life(
    name: str, low: float, value: float, high: float, source: str = JUDGED, basis: Basis = "judgement"
) -> Quantity:
    """Return a half-life."""
    return Quantity(name, value, low, high, "weeks", basis, source)


def rate(
    name: str, low: float, value: float, high: float, source: str = JUDGED, basis: Basis = "judgement"
) -> Quantity:
    """Return a rate with everything as at the as-of date."""
    return Quantity(name, value, low, high, "a week", basis, source)


def mood(name: str, title: str, own: str = "", half_life: str = "") -> Level:
    """Return a level from 0 to 1 that drifts, is pushed and comes back; it never quite reaches its ends.

    Its own level and half-life are the quantities NAME_own and NAME_half_life unless others are named.
    """
    return Level(
        name,
        title,
        "share",
        0.0,
        1.0,
        own or f"{name}_own",
        half_life or f"{name}_half_life",
        scale="logit",
        noise=NOISE.name,
    )


def flag(name: str, title: str, own: str = "", top: float = 1.0) -> Level:
    """Return a level that holds what it was given: a regime or a stage, moved by hazards alone."""
    return Level(name, title, "stage" if top > 1.0 else "yes or no", 0.0, top, own or f"{name}_own", None)
