"""What a result was made of: the case's digest, the seed, options, edits and versions."""

from __future__ import annotations

import datetime as dt
import platform
from importlib.metadata import version
from typing import Any

from majlis.study.findings import Findings

LIBRARIES = ("numpy", "numba", "scipy", "xarray", "h5netcdf", "h5py")


def manifest_of(result: Findings) -> dict[str, Any]:
    """Return what is needed to make the same result again."""
    ensemble, edits = result.ensemble, result.edits
    return {
        "majlis": version("majlis"),
        "case": result.case.id,
        "as_of": str(result.case.as_of),
        "case_digest": result.case.digest,
        "draws": ensemble.draws,
        "seed": ensemble.seed,
        "design": ensemble.design,
        "static": result.moved is None,
        "model": ensemble.models[0].name,
        "models": {
            variant.name: {"model": variant.model.name, "options": dict(vars(variant.options))}
            for variant in ensemble.models
        },
        "edits": {"without": list(edits.without), "set": dict(edits.set), "drop": list(edits.drop)},
        "versions": {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
        "made": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }
