"""Draws shared out over threads, so that the answer does not depend on how many there are.

Every draw is settled by itself and written to its own place, hence the same bytes whatever the number
of threads and wherever the draws are cut.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar

_threads: ContextVar[int | None] = ContextVar("majlis_model_threads", default=None)

SMALLEST_SHARE = 16
"""Draws below which a second thread costs more than it saves."""

SHARES_PER_THREAD = 4
"""Shares that each thread takes in turn, so that a slow one does not hold up the rest."""


@contextmanager
def threads(number: int) -> Iterator[None]:
    """Let models settle on that many threads inside the block; the default is one per processor.

    The setting holds for the thread that makes it. Whoever runs several profiles at a time sets it to 1.

    Raises
    ------
    ValueError
        When the number is below 1.

    """
    if number < 1:
        raise ValueError(f"the number of threads is {number}; it must be at least 1")
    token = _threads.set(number)
    try:
        yield
    finally:
        _threads.reset(token)


def number_of_threads() -> int:
    """Return how many threads a model would use now."""
    chosen = _threads.get()
    if chosen is not None:
        return chosen
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def over_draws(settle: Callable[[int, int], None], draws: int) -> None:
    """Call ``settle(first, end)`` for shares that together cover the draws, on several threads.

    An error in any share is raised here.
    """
    workers = min(number_of_threads(), max(1, draws // SMALLEST_SHARE))
    if workers == 1:
        settle(0, draws)
        return
    size = max(SMALLEST_SHARE, -(-draws // (workers * SHARES_PER_THREAD)))
    firsts = range(0, draws, size)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for done in [pool.submit(settle, first, min(first + size, draws)) for first in firsts]:
            done.result()
