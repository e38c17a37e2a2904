"""The kernels once more, written by hand in C, compiled here and now with the compiler of the system."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
PLAIN = ("-O3",)
NATIVE = ("-O3", "-march=native")
"""With every instruction of the machine at hand, as numba has them too."""
ALWAYS = ("-ffp-contract=off", "-std=c11", "-shared", "-fPIC")
"""No fused multiplications, so that both round alike."""

Floats = NDArray[np.float64]


def compiler() -> str | None:
    """Return the system's C compiler, or None where there is none."""
    return shutil.which("cc")


def compiled(name: str, folder: Path, flags: tuple[str, ...] = PLAIN) -> Any:
    """Compile ``NAME.c`` into a folder and load its function ``settle``."""
    command = compiler()
    assert command is not None, "asked for only where there is a compiler"
    library = folder / f"{name}.so"
    subprocess.run(
        [command, *flags, *ALWAYS, str(HERE / f"{name}.c"), "-o", str(library), "-lm"],
        check=True,
        capture_output=True,
    )
    return ctypes.CDLL(str(library)).settle


def _at(array: NDArray[Any]) -> ctypes.c_void_p:
    return array.ctypes.data_as(ctypes.c_void_p)


@dataclass(frozen=True)
class Found:
    """What a C kernel leaves: last positions [draw, actor, issue], rounds and how each draw ended [draw]."""

    final: Floats
    moved: NDArray[np.int32]
    status: NDArray[np.int8]

    @classmethod
    def empty(cls, shape: tuple[int, ...]) -> Found:
        """Make room for a result."""
        return cls(np.empty(shape), np.empty(shape[0], dtype=np.int32), np.empty(shape[0], dtype=np.int8))


def spatial(settle: Any, at: Floats, salience: Floats, capability: Floats, rounds: int) -> Found:
    """Settle positions from 0 to 1 by the spatial model with its default options."""
    draws, actors, issues = at.shape
    found, weight = Found.empty(at.shape), np.empty((draws, actors))
    inputs = (_at(at), _at(salience), _at(capability), draws, actors, issues, rounds)
    settle(*inputs, _at(found.final), _at(weight), _at(found.moved), _at(found.status))
    return found


def challenge(
    settle: Any, at: Floats, weight: Floats, salience: Floats, rounds: int, published: bool
) -> Found:
    """Settle positions by the challenge model with Q = 1, as printed or as in the published code."""
    draws, actors, issues = at.shape
    assert issues == 1, "the kernel in C takes one issue"
    found = Found.empty(at.shape)
    inputs = (_at(at), _at(weight), _at(salience), draws, actors, rounds, int(published))
    settle(*inputs, _at(found.final), _at(found.moved), _at(found.status))
    return found
