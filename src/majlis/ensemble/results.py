"""Results as named arrays on disk: an xarray Dataset with dimensions and units, saved as netCDF.

The file holds no times, paths or versions, so equal runs are equal bytes.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import numpy as np

from majlis.ensemble.motion.contents import LEVELS, Variable, motion_contents
from majlis.ensemble.motion.run import MotionRun
from majlis.ensemble.run import Ensemble

if TYPE_CHECKING:
    import xarray as xr


def dataset(ensemble: Ensemble, moved: MotionRun | None = None) -> xr.Dataset:
    """Return a run as a Dataset.

    Dimensions: draw, estimate, model, bargain (with arena and issue), issue, and for models with rounds
    track (model, arena, issue, actor), round and quantile; in motion also question, week, level, hazard,
    carrier and world.
    """
    import xarray as xr

    variables, coordinates = _contents(ensemble, moved)
    return xr.Dataset(variables, coords=coordinates, attrs=_attributes(ensemble))


def write_results(ensemble: Ensemble, path: FilePath, moved: MotionRun | None = None) -> None:
    """Write a run as netCDF: what `dataset` gives, but without xarray, which takes longer to import.

    The file is made in memory and written in one go: the HDF5 library does not survive a full disk.
    """
    import h5netcdf
    import h5py

    variables, coordinates = _contents(ensemble, moved)
    buffer = BytesIO()
    with h5netcdf.File(buffer, "w") as file:
        file.attrs.update(_attributes(ensemble))
        for name, (dimensions, values, attributes) in (coordinates | variables).items():
            for dimension, size in zip(dimensions, values.shape, strict=True):
                if dimension not in file.dimensions:
                    file.dimensions[dimension] = size
            text = values.dtype.kind == "U"
            kind = h5py.string_dtype() if text else values.dtype
            stored = values.astype(object) if text else values
            file.create_variable(name, dimensions, dtype=kind, data=stored).attrs.update(attributes)
            if name in variables and "bargain" in dimensions:
                file[name].attrs["coordinates"] = "arena bargain_issue"
    path.write_bytes(buffer.getbuffer())


def _contents(ensemble: Ensemble, moved: MotionRun | None) -> tuple[dict[str, Variable], dict[str, Variable]]:
    """Return the variables and the coordinates of a run, each as dimensions, values and attributes."""
    variables, coordinates = _still(ensemble)
    if moved is not None:
        more, places = motion_contents(moved)
        variables, coordinates = variables | more, coordinates | places
    return variables, coordinates


def _still(ensemble: Ensemble) -> tuple[dict[str, Variable], dict[str, Variable]]:
    bargains = ensemble.assembly.bargains
    variables: dict[str, Variable] = {
        "input": (
            ("draw", "estimate"),
            ensemble.inputs,
            {"long_name": "value of each estimate", "units": "its own"},
        ),
        "outcome": (
            ("draw", "model", "bargain"),
            ensemble.outcome,
            {"long_name": "where each model settles", "units": "points of the issue's scale"},
        ),
        "landing": (
            ("draw", "model", "issue"),
            ensemble.landing,
            {
                "long_name": "where the decision lands, the models' error included",
                "units": "points of the issue's scale",
            },
        ),
        "rounds": (
            ("draw", "model", "bargain"),
            ensemble.rounds,
            {"long_name": "rounds played", "units": "1"},
        ),
        "status": (
            ("draw", "model", "bargain"),
            ensemble.status,
            {"long_name": "0 settled, 1 cycling, 2 limit of rounds reached", "units": "1"},
        ),
    }
    coordinates = {
        "estimate": _names("estimate", list(ensemble.assembly.names)),
        "model": _names("model", [variant.name for variant in ensemble.models]),
        "bargain": _names("bargain", [bargain.name for bargain in bargains]),
        "arena": _names("bargain", [bargain.arena for bargain in bargains]),
        "bargain_issue": _names("bargain", [bargain.issue for bargain in bargains]),
        "issue": _names("issue", list(ensemble.assembly.answers)),
    }
    paths = _paths(ensemble)
    if paths is not None:
        variables["path"] = (
            ("track", "round", "quantile"),
            paths[0],
            {"long_name": "positions by round, over the first draws", "units": "points of the issue's scale"},
        )
        coordinates["track"] = _names("track", paths[1])
        coordinates["quantile"] = (("quantile",), np.array(LEVELS), {})
    return variables, coordinates


def _names(dimension: str, names: list[str]) -> Variable:
    return (dimension,), np.array(names), {}


def _attributes(ensemble: Ensemble) -> dict[str, Any]:
    case = ensemble.case
    return {
        "case": case.id,
        "title": case.title,
        "as_of": str(case.as_of),
        "draws": ensemble.draws,
        "seed": ensemble.seed,
        "design": ensemble.design,
        "case_digest": case.digest,
    }


def _paths(ensemble: Ensemble) -> tuple[np.ndarray, list[str]] | None:
    if not ensemble.paths:
        return None
    names, blocks = [], []
    most = max(path.positions.shape[1] for path in ensemble.paths)
    for path in ensemble.paths:
        block = np.moveaxis(np.quantile(path.positions, LEVELS, axis=0), 0, -1).swapaxes(0, 1)
        # A model of fewer rounds stays where it ended.
        blocks.append(np.pad(block, ((0, 0), (0, most - block.shape[1]), (0, 0)), mode="edge"))
        names += [f"{path.model}|{path.bargain.name}|{actor}" for actor in path.bargain.actors]
    return np.concatenate(blocks), names
