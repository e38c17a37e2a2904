"""How hot loops are compiled. Only files with kernels import this: numba is slow to import.

A kernel is a plain Python function over a run of draws. :func:`part` marks the functions that it calls
and :func:`kernel` marks the one that is called from outside. A kernel and its parts stand in one file:
the compiled form that is kept on disk is thrown away when that file changes, and only then.

Where the compiled form is kept is numba's own order: the folder named by ``NUMBA_CACHE_DIR``, else
``__pycache__`` beside the source, else the cache folder of the user when the installation is read-only.
When none of them can be written, kernels are compiled anew in every process. With
``NUMBA_DISABLE_JIT=1`` they run as plain Python.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import numba

F = TypeVar("F", bound=Callable[..., Any])

_FLAGS: dict[str, Any] = {"nogil": True, "fastmath": False, "error_model": "numpy"}
_said = False
_saying = Lock()


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


on_compile: Callable[[str], None] = _say
"""Called once in a process, before a kernel is compiled; replace it to show the message elsewhere."""


def part(function: F) -> F:
    """Compile a function that kernels of the same file call."""
    compiled: F = numba.njit(**_FLAGS)(function)
    return compiled


def inlined(function: F) -> F:
    """Like :func:`part`, for a function called in one place; it is compiled into its caller."""
    compiled: F = numba.njit(inline="always", **_FLAGS)(function)
    return compiled


def kernel(function: F) -> F:
    """Compile a function that is called from plain Python, on first use, and keep the result on disk."""
    try:
        compiled: F = numba.njit(cache=True, **_FLAGS)(function)
    except RuntimeError:  # no folder to keep it in
        compiled = numba.njit(**_FLAGS)(function)
    return compiled


def call(compiled: Callable[..., Any], *arguments: Any) -> None:
    """Call a kernel; when that will compile it, say so first, once in a process."""
    global _said
    with _saying:
        if not _said and _would_compile(compiled):
            _said = True
            on_compile(
                "Compiling the decision model for this machine; this takes some seconds, and only once."
            )
    compiled(*arguments)


def _would_compile(compiled: Any) -> bool:
    if getattr(compiled, "overloads", True):
        return False  # plain Python, or compiled already
    folder = getattr(compiled.stats, "cache_path", None)
    if folder is None:
        return True
    source = Path(compiled.py_func.__code__.co_filename)
    kept = Path(folder).glob(f"{source.stem}.{compiled.py_func.__name__}-*.nbi")
    return not any(_not_older(index, source) for index in kept)


def _not_older(index: Path, source: Path) -> bool:
    try:
        return index.stat().st_mtime >= source.stat().st_mtime
    except OSError:
        return False
