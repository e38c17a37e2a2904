r"""Dividing one unit under the closed rule (Baron and Ferejohn 1989), in exact fractions.

Each of n members is drawn to propose with probability :math:`p_i`. A proposal passes at once when q members
say yes, the proposer among them; else time is lost, everything is worth the share :math:`\delta` of what it
was, and somebody is drawn again. In a stationary equilibrium i says yes to at least :math:`\delta v_i`, the
discounted value of going on, and a proposer buys the q - 1 cheapest others:

.. math:: v_i = p_i (1 - S_i) + \delta v_i \Pr(\text{i is bought by another}), \qquad \sum_i v_i = 1

with :math:`S_i` what i pays. With equal recognition :math:`v_i = 1/n`, the proposer keeps
:math:`1 - \delta (q-1)/n` and each partner gets :math:`\delta/n`. In general three groups form by value: the
cheap are always bought, the dear never, and those between all have the same value t, since they are bought as
often as it takes to bring them there. With S what those not cheap pay, and :math:`u` short for
:math:`(1 - S - \delta t)/(1 - \delta)`, the cheap have :math:`v_i = p_i u`, the dear :math:`v_i = p_i (1 -
S)`, and

.. math:: (1-\delta) u + S + \delta t = 1, \quad P_C u + |M| t + P_D (1 - S) = 1, \quad
          S = \delta [P_C u + (q - 1 - |C|) t]

are linear. The groups are tried until their inequalities hold; values are unique (Eraslan 2002).
Under unanimity, :math:`v_i = p_i`; at :math:`\delta = 1` that is the limit, where other values would do as
well.

Source: Baron, D.P. and J.A. Ferejohn (1989), 'Bargaining in legislatures', *American Political Science
Review* 83; Eraslan, H. (2002), 'Uniqueness of stationary equilibrium payoffs in the Baron-Ferejohn model',
*Journal of Economic Theory* 103.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Number = int | float | Fraction


class DivisionError(ValueError):
    """A division that is not defined; the text says why."""


@dataclass(frozen=True)
class Division:
    """The stationary equilibrium.

    Attributes
    ----------
    values : tuple of Fraction
        What each member expects before anybody is drawn, as a share of the unit; they sum to 1.
    keeps : tuple of Fraction
        What each member keeps when it is drawn to propose.
    prices : tuple of Fraction
        What each member gets when it is bought.

    """

    values: tuple[Fraction, ...]
    keeps: tuple[Fraction, ...]
    prices: tuple[Fraction, ...]


def division(recognition: Sequence[Number], quota: int, discount: Number = 1) -> Division:
    """Return the equilibrium of dividing one unit.

    Parameters
    ----------
    recognition
        Weights of being drawn to propose, at least 0; they are scaled to sum to 1. A float counts as the
        decimal number that it prints as.
    quota
        How many members must say yes, from 1 to all.
    discount
        What a unit is worth one round later, from 0 to 1.

    Raises
    ------
    DivisionError
        When a number is out of its range, not finite, or nobody can be drawn.

    Examples
    --------
    >>> found = division([1, 1, 1], quota=2)
    >>> str(found.keeps[0]), str(found.prices[0])
    ('2/3', '1/3')

    """
    weights = [_exact(each, "a recognition weight") for each in recognition]
    delta = _exact(discount, "the discount")
    if not weights or min(weights) < 0 or sum(weights) == 0:
        raise DivisionError("recognition weights must be at least 0, and one of them above")
    if delta > 1 or delta < 0:
        raise DivisionError(f"the discount is {float(delta):g}; it must be from 0 to 1")
    n = len(weights)
    if not 1 <= quota <= n:
        raise DivisionError(f"the quota is {quota}; it must be from 1 to {n}")
    total = sum(weights, Fraction(0))
    p = [each / total for each in weights]
    values, costs = (p, _costs(p, quota, delta)) if quota in (1, n) else _groups(p, quota, delta)
    return Division(
        tuple(values), tuple(1 - cost for cost in costs), tuple(delta * value for value in values)
    )


def _exact(number: Number, what: str) -> Fraction:
    try:
        return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)
    except ValueError:
        raise DivisionError(f"{what} is {number}; it must be a finite number") from None


def _costs(values: Sequence[Fraction], quota: int, delta: Fraction) -> list[Fraction]:
    """Return what each member pays for the q - 1 cheapest others."""
    order = sorted(range(len(values)), key=values.__getitem__)
    costs = []
    for member in range(len(values)):
        others = [values[other] for other in order if other != member][: quota - 1]
        costs.append(delta * sum(others, Fraction(0)))
    return costs


def _groups(p: list[Fraction], quota: int, delta: Fraction) -> tuple[list[Fraction], list[Fraction]]:
    """Return values and costs, trying how many are cheap and how many dear."""
    order = sorted(range(len(p)), key=p.__getitem__)
    rising = [p[member] for member in order]
    for cheap in range(quota):
        for dear in range(len(p) - quota + 1):
            found = _values(rising, cheap, dear, quota, delta)
            if found is not None:
                values = [Fraction(0)] * len(p)
                for member, value in zip(order, found, strict=True):
                    values[member] = value
                return values, _costs(values, quota, delta)
    raise AssertionError("an equilibrium exists")


def _values(p: list[Fraction], cheap: int, dear: int, quota: int, delta: Fraction) -> list[Fraction] | None:
    """Return the values, in rising order of recognition, if these groups are an equilibrium."""
    middle = len(p) - cheap - dear
    of_cheap, of_dear = sum(p[:cheap], Fraction(0)), sum(p[len(p) - dear :], Fraction(0))
    bought = quota - 1 - cheap
    first, last = p[cheap], p[len(p) - dear - 1]
    if of_cheap == 0:
        u = Fraction(0)  # the cheap, if any, are never drawn and expect nothing
        t = (1 - of_dear) / (middle - of_dear * delta * bought)
    else:
        # S put into the other two equations, which are linear in u and t
        a, b = (1 - delta) + delta * of_cheap, delta * bought + delta
        c, d = of_cheap - of_dear * delta * of_cheap, middle - of_dear * delta * bought
        if a * d == b * c:
            return None
        u = (d - b * (1 - of_dear)) / (a * d - b * c)
        t = (a * (1 - of_dear) - c) / (a * d - b * c)
    left = 1 - delta * (of_cheap * u + bought * t)
    fits = last * left <= t and (1 - delta) * t <= first * (left - delta * t) and (first > 0 or t == 0)
    fits = fits and (cheap == 0 or p[cheap - 1] * u <= t) and (dear == 0 or p[len(p) - dear] * left >= t)
    if not fits:
        return None
    return [*(each * u for each in p[:cheap]), *[t] * middle, *(each * left for each in p[len(p) - dear :])]
