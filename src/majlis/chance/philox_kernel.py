"""Philox4x32-10 over draws and streams (Salmon, Moraes, Dror and Shaw 2011, section 3.3).

One round maps (c0, c1, c2, c3) under (k0, k1) to (hi(m1 c2) ^ c1 ^ k0, lo(m1 c2), hi(m0 c0) ^ c3 ^ k1,
lo(m0 c0)), after which k0 and k1 grow by the constants of Weyl, all modulo 2**32.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from majlis.chance.kernel import inlined, kernel

_ROUNDS = 10
_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_SIX, _ONE, _TWENTY_SEVEN = np.uint64(6), np.uint64(1), np.uint64(27)
_UNIT = 2.0**-53
_LANE = 64


@inlined
def _mixed(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> Any:
    """Return four words of 32 bits, each held in 64; inlined, so that the compiler takes several at once."""
    for _ in range(_ROUNDS):
        left, right = c0 * _M0, c2 * _M1
        c0 = (right >> _HALF) ^ c1 ^ k0
        c2 = (left >> _HALF) ^ c3 ^ k1
        c1, c3 = right & _LOW, left & _LOW
        k0, k1 = (k0 + _W0) & _LOW, (k1 + _W1) & _LOW
    return c0, c1, c2, c3


@inlined
def _double(high: Any, low: Any) -> float:
    """Join 26 bits of each word to k and give (2k + 1) 2**-53: exact, symmetric about 1/2, never 0 or 1."""
    bits = ((high >> _SIX) << _TWENTY_SEVEN) | ((low >> _SIX) << _ONE) | _ONE
    return float(np.int64(bits)) * _UNIT


@kernel
def words_of(counters: Any, k0: Any, k1: Any, words: Any) -> None:
    """Fill the four words of every counter [n, 4] under one key."""
    for n in range(counters.shape[0]):
        counter = counters[n]
        words[n, 0], words[n, 1], words[n, 2], words[n, 3] = _mixed(
            counter[0], counter[1], counter[2], counter[3], k0, k1
        )


@kernel
def fill(low: Any, high: Any, step: Any, keys: Any, numbers: Any) -> None:
    """Fill numbers [draw, stream, place] of streams with the keys [stream, 2], each draw at its step."""
    draws, count = numbers.shape[0], numbers.shape[2]
    for first in range(0, draws, _LANE):
        last = min(first + _LANE, draws)
        for s in range(keys.shape[0]):
            k0, k1 = keys[s, 0], keys[s, 1]
            for block in range(count // 2):
                for n in range(first, last):
                    c0, c1, c2, c3 = _mixed(low[n], high[n], step[n], np.uint64(block), k0, k1)
                    numbers[n, s, 2 * block] = _double(c0, c1)
                    numbers[n, s, 2 * block + 1] = _double(c2, c3)
            if count % 2:
                last_block = np.uint64(count // 2)
                for n in range(first, last):
                    c0, c1, _, _ = _mixed(low[n], high[n], step[n], last_block, k0, k1)
                    numbers[n, s, count - 1] = _double(c0, c1)


@kernel
def fill_along(low: Any, high: Any, first: Any, keys: Any, numbers: Any) -> None:
    """Fill the first numbers [step, stream, draw] of streams with the keys [stream, 2], from a step on."""
    for at in range(numbers.shape[0]):
        step = first + np.uint64(at)
        for s in range(keys.shape[0]):
            k0, k1 = keys[s, 0], keys[s, 1]
            for n in range(numbers.shape[2]):
                c0, c1, _, _ = _mixed(low[n], high[n], step, np.uint64(0), k0, k1)
                numbers[at, s, n] = _double(c0, c1)
