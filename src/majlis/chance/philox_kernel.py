"""Philox4x32-10 over draws and streams (Salmon, Moraes, Dror and Shaw 2011, section 3.3).

One round maps (c0, c1, c2, c3) under (k0, k1) to (hi(m1 c2) ^ c1 ^ k0, lo(m1 c2), hi(m0 c0) ^ c3 ^ k1,
lo(m0 c0)), after which k0 and k1 grow by the constants of Weyl, all modulo 2**32.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from majlis.chance.kernel import kernel, part

_ROUNDS = 10
_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_SIX, _ONE, _TWENTY_SEVEN = np.uint64(6), np.uint64(1), np.uint64(27)
_UNIT = 2.0**-53
_LANE = 64


@part
def _mixed(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> Any:
    """Return four words of 32 bits, each held in 64."""
    for _ in range(_ROUNDS):
        left, right = c0 * _M0, c2 * _M1
        c0 = (right >> _HALF) ^ c1 ^ k0
        c2 = (left >> _HALF) ^ c3 ^ k1
        c1, c3 = right & _LOW, left & _LOW
        k0, k1 = (k0 + _W0) & _LOW, (k1 + _W1) & _LOW
    return c0, c1, c2, c3


@part
def _double(high: Any, low: Any) -> float:
    """Join 26 bits of each word to k and give (2k + 1) 2**-53: exact, symmetric about 1/2, never 0 or 1."""
    bits = ((high >> _SIX) << _TWENTY_SEVEN) | ((low >> _SIX) << _ONE) | _ONE
    return float(bits) * _UNIT


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
    """Fill numbers [draw, stream, place] of streams with the keys [stream, 2], each draw at its step.

    Rounds go over a lane of draws at a time, in words of 32 bits: the compiler then does several at once.
    """
    draws, count = numbers.shape[0], numbers.shape[2]
    c0, c1 = np.empty(_LANE, dtype=np.uint32), np.empty(_LANE, dtype=np.uint32)
    c2, c3 = np.empty(_LANE, dtype=np.uint32), np.empty(_LANE, dtype=np.uint32)
    for first in range(0, draws, _LANE):
        size = min(_LANE, draws - first)
        for s in range(keys.shape[0]):
            for block in range((count + 1) // 2):
                k0, k1 = keys[s, 0], keys[s, 1]
                for n in range(size):
                    c0[n], c1[n] = low[first + n], high[first + n]
                    c2[n], c3[n] = step[first + n], block
                for _ in range(_ROUNDS):
                    for n in range(size):
                        left, right = np.uint64(c0[n]) * _M0, np.uint64(c2[n]) * _M1
                        c0[n] = (right >> _HALF) ^ np.uint64(c1[n]) ^ k0
                        c2[n] = (left >> _HALF) ^ np.uint64(c3[n]) ^ k1
                        c1[n], c3[n] = right & _LOW, left & _LOW
                    k0, k1 = (k0 + _W0) & _LOW, (k1 + _W1) & _LOW
                for n in range(size):
                    numbers[first + n, s, 2 * block] = _double(np.uint64(c0[n]), np.uint64(c1[n]))
                if 2 * block + 1 < count:
                    for n in range(size):
                        numbers[first + n, s, 2 * block + 1] = _double(np.uint64(c2[n]), np.uint64(c3[n]))
