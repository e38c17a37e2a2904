"""The standard normal deviate of uniform numbers, by Wichura's algorithm AS 241 (PPND16).

With q = p - 1/2 it is q R(0.180625 - q^2) for |q| <= 0.425, and beyond, with r = sqrt(-ln min(p, 1 - p)),
R(r - 1.6) up to r = 5 and R(r - 5) from there on, each R a ratio of polynomials of degree 7. The relative
accuracy is about 1e-16 (Wichura 1988, 'The percentage points of the normal distribution', Applied Statistics
37, doi:10.2307/2347330). Unlike that of a library, the compiler takes it several at a time.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from majlis.chance.kernel import inlined, kernel

_LANE = 256
_CENTRE, _NEAR, _FAR = 0.425, 1.6, 5.0


@inlined
def _central(r: float) -> float:
    above = 2.5090809287301226727e3
    above = above * r + 3.3430575583588128105e4
    above = above * r + 6.7265770927008700853e4
    above = above * r + 4.5921953931549871457e4
    above = above * r + 1.3731693765509461125e4
    above = above * r + 1.9715909503065514427e3
    above = above * r + 1.3314166789178437745e2
    above = above * r + 3.3871328727963666080e0
    below = 5.2264952788528545610e3
    below = below * r + 2.8729085735721942674e4
    below = below * r + 3.9307895800092710610e4
    below = below * r + 2.1213794301586595867e4
    below = below * r + 5.3941960214247511077e3
    below = below * r + 6.8718700749205790830e2
    below = below * r + 4.2313330701600911252e1
    return above / (below * r + 1.0)


@inlined
def _near(r: float) -> float:
    above = 7.74545014278341407640e-4
    above = above * r + 2.27238449892691845833e-2
    above = above * r + 2.41780725177450611770e-1
    above = above * r + 1.27045825245236838258e0
    above = above * r + 3.64784832476320460504e0
    above = above * r + 5.76949722146069140550e0
    above = above * r + 4.63033784615654529590e0
    above = above * r + 1.42343711074968357734e0
    below = 1.05075007164441684324e-9
    below = below * r + 5.47593808499534494600e-4
    below = below * r + 1.51986665636164571966e-2
    below = below * r + 1.48103976427480074590e-1
    below = below * r + 6.89767334985100004550e-1
    below = below * r + 1.67638483018380384940e0
    below = below * r + 2.05319162663775882187e0
    return above / (below * r + 1.0)


@inlined
def _far(r: float) -> float:
    above = 2.01033439929228813265e-7
    above = above * r + 2.71155556874348757815e-5
    above = above * r + 1.24266094738807843860e-3
    above = above * r + 2.65321895265761230930e-2
    above = above * r + 2.96560571828504891230e-1
    above = above * r + 1.78482653991729133580e0
    above = above * r + 5.46378491116411436990e0
    above = above * r + 6.65790464350110377720e0
    below = 2.04426310338993978564e-15
    below = below * r + 1.42151175831644588870e-7
    below = below * r + 1.84631831751005468180e-5
    below = below * r + 7.86869131145613259100e-4
    below = below * r + 1.48753612908506148525e-2
    below = below * r + 1.36929880922735805310e-1
    below = below * r + 5.99832206555887937690e-1
    return above / (below * r + 1.0)


@kernel
def deviates(numbers: Any) -> None:
    """Turn uniform numbers [n], strictly between 0 and 1, into standard normal deviates, in place.

    The middle is reckoned for all; those outside it are gathered and reckoned together.
    """
    found, distance = np.empty(_LANE), np.empty(_LANE)
    place = np.empty(_LANE, dtype=np.int64)
    for first in range(0, numbers.shape[0], _LANE):
        size = min(_LANE, numbers.shape[0] - first)
        for n in range(size):
            q = numbers[first + n] - 0.5
            found[n] = q * _central(_CENTRE * _CENTRE - q * q)
        outside = 0
        for n in range(size):
            place[outside] = n
            outside += 1 if abs(numbers[first + n] - 0.5) > _CENTRE else 0
        for k in range(outside):
            p = numbers[first + place[k]]
            distance[k] = np.sqrt(-np.log(min(p, 1.0 - p)))
        for k in range(outside):
            found[place[k]] = _near(distance[k] - _NEAR)
        for k in range(outside):
            n = place[k]
            away = _far(distance[k] - _FAR) if distance[k] > _FAR else found[n]
            found[n] = away if numbers[first + n] > 0.5 else -away
        for n in range(size):
            numbers[first + n] = found[n]
