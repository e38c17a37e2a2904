"""Work that was broken off, kept in a file so that the same work goes on from there."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from zipfile import BadZipFile

import numpy as np

from majlis.case.case import Case
from majlis.explore.tempering import Arrays

EVERY = 5.0
"""Seconds between two states that are kept: shorter work leaves no file."""
_KEY = "key"


@dataclass
class Unfinished:
    """One file of unfinished work.

    Attributes
    ----------
    path
        The file.
    key
        Says what the work is; a file with another key is not read.
    every
        Seconds between two states that are kept.

    """

    path: Path
    key: str
    every: float = EVERY
    _last: float = field(default_factory=monotonic)

    def read(self) -> Arrays | None:
        """Return what was kept last, or None where there is nothing of this work."""
        try:
            with np.load(self.path, allow_pickle=False) as file:
                kept = dict(file.items())
        except (OSError, ValueError, EOFError, BadZipFile):
            return None
        return kept if str(kept.pop(_KEY, "")) == self.key else None

    def keep(self, state: Arrays) -> None:
        """Keep a state in place of the last, once some time has passed since."""
        if monotonic() - self._last < self.every:
            return
        # A full disk or a folder that may not be written ends the keeping, not the work.
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    np.savez(file, allow_pickle=False, **{_KEY: np.array(self.key)}, **state)
                Path(name).replace(self.path)
            finally:
                Path(name).unlink(missing_ok=True)
        self._last = monotonic()

    def forget(self) -> None:
        """Remove the file, and the folder where nothing else is in it."""
        with contextlib.suppress(OSError):
            self.path.unlink()
            self.path.parent.rmdir()


@dataclass
class UnfinishedFit:
    """Where the unfinished fit of each escalation of a case is kept: files in a folder, for this very work.

    Attributes
    ----------
    folder
        The folder.
    case
        The case.
    options
        Whatever else makes two fits of one case differ.

    """

    folder: Path
    case: Case
    options: tuple[int, ...]
    _made: list[Unfinished] = field(default_factory=list)

    def of(self, instance: str) -> Unfinished:
        """Return where the fit of one escalation is kept."""
        work = (version("majlis"), self.case.digest, instance, *self.options)
        key = hashlib.sha256(repr(work).encode()).hexdigest()
        self._made.append(Unfinished(self.folder / f"{self.case.id}.{instance}.fit", key))
        return self._made[-1]

    def paths(self) -> tuple[Path, ...]:
        """Return the files that hold something of this work."""
        return tuple(each.path for each in self._made if each.read() is not None)
