"""One at a time: a lock on a file that others must not write meanwhile, given back when the process ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import IO, Any

_PAUSE = 0.05


class Locked(ValueError):  # noqa: N818 - named for what the user sees
    """Raised when somebody else is at work; says who and how to go on."""


@contextmanager
def locked(path: Path, what: str, patience: float = 0.0) -> Iterator[None]:
    """Hold a lock while something is done; the system takes it back from a process that dies.

    Parameters
    ----------
    path
        The lock file; it stays, empty of meaning once it is let go. Its folder is made where it is missing.
    what
        What is locked and the mend, for the message: ``the review of 'ann' is open; close it there``.
    patience
        Seconds to wait for another to finish.

    Raises
    ------
    Locked
        When another holds it for longer than that.

    """
    path.parent.mkdir(exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        end = monotonic() + patience
        while not _taken(file):
            if monotonic() >= end:
                file.seek(0)
                holder = file.read(80).strip() or "another process"
                raise Locked(f"{what} ({holder} holds {path})")
            sleep(_PAUSE)
        file.truncate(0)
        file.write(f"process {os.getpid()}")
        file.flush()
        yield


def _taken(file: IO[Any]) -> bool:
    """Try to take the lock; closing the file gives it back."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        file.seek(_BEYOND)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


_BEYOND = 4096
"""Where the lock lies in the file: behind what it says, so that others can read that."""
