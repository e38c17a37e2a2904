"""Random numbers that are addressed, not consumed.

Every number has an address: the seed, the name of its stream, the draw, the step and its place. The number
at an address is a pure function of the address, so it does not depend on the size of a batch, on the order
of calls, on the number of threads, or on which other streams exist.

The function is Philox4x32 with ten rounds (Salmon, Moraes, Dror and Shaw 2011, 'Parallel random numbers: as
easy as 1, 2, 3', SC '11, doi:10.1145/2063384.2063405): a keyed bijection of 128-bit counters.

=========  ==============================================================================
key        64 bits: BLAKE2b, 8 bytes long, of the seed (8 bytes, low first) and the name in UTF-8
counter    four words of 32 bits: draw (low half), draw (high half), step, block
output     four words of 32 bits, which make two doubles; block b holds numbers 2b and 2b + 1
=========  ==============================================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from operator import index
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Words = NDArray[np.uint64]

SEED_LIMIT = 2**63
WORD_LIMIT = 2**32

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


class AddressError(ValueError):
    """An address outside its range: a seed, a draw, a step or a count."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """Uniform numbers at addresses below one seed, a whole number with 0 <= seed < 2**63.

    Examples
    --------
    >>> import numpy as np
    >>> random = Addressed(seed=1)
    >>> whole = random.uniforms("pm.presence.position", np.arange(100))
    >>> part = random.uniforms("pm.presence.position", np.array([7, 3]))
    >>> bool((whole[[7, 3]] == part).all())
    True

    """

    seed: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "seed", _whole("seed", self.seed, SEED_LIMIT, "2**63"))

    def uniforms(
        self, stream: str, draws: ArrayLike, count: int = 1, step: int | NDArray[np.int64] = 0
    ) -> Floats:
        """Give `count` numbers per draw, strictly between 0 and 1.

        Parameters
        ----------
        stream
            Name of the stream, such as the name of an estimate.
        draws
            Indices of the draws [d], whole numbers from 0 to 2**63 - 1, in any order.
        count
            How many numbers per draw; the first ones do not depend on how many are asked for.
        step
            Step of a path, 0 <= step < 2**32; one for all draws, or one for each [d].

        Returns
        -------
        Numbers [d, count], odd multiples of 2**-53.

        Raises
        ------
        AddressError
            When draws, count or step are not whole numbers in their range.

        """
        count = _whole("count", count, 2 * WORD_LIMIT, "2**33")
        return self._numbers([stream], draws, count, step)[:, 0]

    def uniforms_many(self, streams: Sequence[str], draws: ArrayLike, step: int = 0) -> Floats:
        """Give one number per draw and stream [d, len(streams)]; each column as its own `uniforms` call."""
        return self._numbers(streams, draws, 1, step)[:, :, 0]

    def uniforms_along(self, streams: Sequence[str], draws: ArrayLike, steps: range) -> Floats:
        """Give one number per step, stream and draw [step, stream, d]: `uniforms_many` at each step, turned.

        The steps follow each other by one.
        """
        from majlis.chance.kernel import call
        from majlis.chance.philox_kernel import fill_along

        low, high = _halves(draws)
        numbers = np.empty((len(steps), len(streams), low.size), dtype=np.float64)
        if len(steps):
            _whole("step", steps[-1], WORD_LIMIT, "2**32")
            first = np.uint64(_whole("step", steps[0], WORD_LIMIT, "2**32"))
            call(fill_along, low, high, first, self._keys(streams), numbers)
        return numbers

    def normals_along(self, streams: Sequence[str], draws: ArrayLike, steps: range) -> Floats:
        """Give the standard normal deviates of `uniforms_along`."""
        from majlis.chance.kernel import call
        from majlis.chance.normal_kernel import deviates

        numbers = self.uniforms_along(streams, draws, steps)
        call(deviates, numbers.reshape(-1))
        return numbers

    def _keys(self, streams: Sequence[str]) -> Words:
        """Return the keys of streams [stream, 2]."""
        return np.array([_key(self.seed, stream) for stream in streams], dtype=np.uint64).reshape(-1, 2)

    def _numbers(
        self, streams: Sequence[str], draws: ArrayLike, count: int, step: int | NDArray[np.int64]
    ) -> Floats:
        """Return numbers [draw, stream, place]."""
        from majlis.chance.kernel import call
        from majlis.chance.philox_kernel import fill

        low, high = _halves(draws)
        numbers = np.empty((low.size, len(streams), count), dtype=np.float64)
        call(fill, low, high, _steps(step, low.size), self._keys(streams), numbers)
        return numbers


def _steps(step: int | NDArray[np.int64], draws: int) -> Words:
    """Return the step of every draw."""
    if not isinstance(step, np.ndarray):
        return np.full(draws, _whole("step", step, WORD_LIMIT, "2**32"), dtype=np.uint64)
    if step.shape != (draws,) or step.dtype.kind not in "iu":
        raise AddressError(
            f"step: found {step.dtype} {step.shape}, expected one, or whole numbers ({draws},)"
        )
    if step.size:
        _whole("step", step.min(), WORD_LIMIT, "2**32")
        _whole("step", step.max(), WORD_LIMIT, "2**32")
    return step.astype(np.uint64)


@lru_cache(maxsize=8_192)
def _key(seed: int, stream: str) -> tuple[int, int]:
    """Return the two words of a stream's key."""
    digest = blake2b(seed.to_bytes(8, "little") + stream.encode(), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")


def philox(counter: ArrayLike, key: tuple[int, int]) -> NDArray[np.uint32]:
    """Philox4x32-10 of counters [n, 4] under one key: words [n, 4]."""
    from majlis.chance.kernel import call
    from majlis.chance.philox_kernel import words_of

    counters = np.ascontiguousarray(np.asarray(counter, dtype=np.uint64).reshape(-1, 4))
    words = np.empty_like(counters)
    call(words_of, counters, np.uint64(key[0]), np.uint64(key[1]), words)
    return words.astype(np.uint32)


def _halves(draws: ArrayLike) -> tuple[Words, Words]:
    """Low and high words of the indices of the draws."""
    indices = np.asarray(draws)
    if indices.ndim != 1:
        raise AddressError(f"draws: found {indices.ndim} dimensions, expected one, the indices of the draws")
    if indices.size and indices.dtype.kind not in "iu":
        raise AddressError(f"draws: found {indices.dtype}, expected whole numbers")
    if indices.size and int(indices.min()) < 0:
        raise AddressError(f"draws: found {int(indices.min())}, expected indices of 0 or more")
    if indices.size and int(indices.max()) >= SEED_LIMIT:
        raise AddressError(f"draws: found {int(indices.max())}, expected indices below 2**63")
    wide = indices.astype(np.uint64)
    return wide & _LOW, wide >> _HALF


def _whole(name: str, found: SupportsIndex, limit: int, shown: str) -> int:
    """Check that a number is whole and within 0 <= number < limit."""
    try:
        number = index(found)
    except TypeError:
        number = -1
    if isinstance(found, bool) or not 0 <= number < limit:
        raise AddressError(f"{name}: found {found!r}, expected a whole number from 0 to {shown} - 1")
    return number
