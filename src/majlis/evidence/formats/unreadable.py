"""Why the text of a file cannot be had, and the library that a format needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Unreadable(ValueError):  # noqa: N818
    """Bytes whose text cannot be had: what was found and how to mend it, without the name of the file."""


@contextmanager
def needing(library: str) -> Iterator[None]:
    """Say how to install a library whose import fails inside.

    Raises
    ------
    Unreadable
        When it is not installed.

    """
    try:
        yield
    except ImportError:
        raise Unreadable(
            f"needs {library}, which is not installed; run: pip install 'majlis[documents]'"
        ) from None
