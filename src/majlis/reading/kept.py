"""Values put aside in a temporary file, so that memory does not grow with them."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile, gettempdir
from typing import TypeVar
from weakref import finalize

T = TypeVar("T")

_IN_MEMORY = 2_000_000
"""Bytes that stay in memory: a few documents need no file."""


def packed(value: object) -> bytes:
    """Return a value in the form in which `Kept` takes it; another process can do that too."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


class Kept(Collection[T]):
    """Values each of which is in memory only while it is looked at.

    The file is nobody else's to open and goes away with this object or the program, however that ends.

    Parameters
    ----------
    folder
        Where the file lies; None stands for the system's place for temporary files.

    """

    def __init__(self, folder: Path | None = None) -> None:
        self._place = str(folder or gettempdir())
        self._file = SpooledTemporaryFile[bytes](_IN_MEMORY, dir=None if folder is None else str(folder))
        self._ends = array("q", [0])
        finalize(self, self._file.close)

    def append(self, value: bytes) -> None:
        """Put a value aside, as `packed` returns it.

        Raises
        ------
        OSError
            Where there is no room for it; says where, and how to mend that.

        """
        try:
            self._file.seek(self._ends[-1])
            self._file.write(value)
        except OSError as fault:
            mend = "what was read is put aside there: free some space, or give another place (--out, TMPDIR)"
            raise OSError(fault.errno, f"{fault.strerror}; {mend}", self._place) from None
        self._ends.append(self._ends[-1] + len(value))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> T:
        start, end = self._ends[at : at + 2]
        self._file.seek(start)
        value: T = pickle.loads(self._file.read(end - start))
        return value

    def __iter__(self) -> Iterator[T]:
        return map(self.__getitem__, range(len(self)))

    def __contains__(self, value: object) -> bool:
        return any(each == value for each in self)
