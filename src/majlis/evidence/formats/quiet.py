"""Keeping what libraries say to themselves away from the user, while they work and no longer."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet(*loggers: str) -> Iterator[None]:
    """Silence warnings and the named loggers inside.

    Examples
    --------
    >>> with quiet("pypdf"):
    ...     logging.getLogger("pypdf").warning("odd object")

    """
    silenced = [logging.getLogger(name) for name in loggers]
    before = [logger.disabled for logger in silenced]
    children = [
        (other, other.disabled)
        for name in loggers
        for key, other in list(logging.Logger.manager.loggerDict.items())
        if key.startswith(f"{name}.") and isinstance(other, logging.Logger)
    ]
    for logger in [*silenced, *(other for other, _ in children)]:
        logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, was in [*zip(silenced, before, strict=True), *children]:
            logger.disabled = was
