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
    before = [(logger.handlers, logger.propagate) for logger in silenced]
    for logger in silenced:  # their children hand on to them, also those that come into being meanwhile
        logger.handlers, logger.propagate = [logging.NullHandler()], False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, (handlers, propagate) in zip(silenced, before, strict=True):
            logger.handlers, logger.propagate = handlers, propagate
