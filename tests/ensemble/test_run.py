"""A static run: the same bytes however it is cut, delegates, landing, and what is kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.case.case import Case
from majlis.case.estimate import Estimate
from majlis.ensemble.assembly import assemble
from majlis.ensemble.results import dataset, write_results
from majlis.ensemble.run import PATH_DRAWS, Ensemble, RunError, run_static
from majlis.models.threads import threads


def digest(ensemble: Ensemble, folder: Path, name: str) -> str:
    path = folder / f"{name}.nc"
    write_results(ensemble, path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_equal_bytes_for_any_chunk_and_thread_count(iraq: Case, tmp_path: Path) -> None:
    whole = digest(run_static(iraq, draws=300, seed=3), tmp_path, "whole")
    for chunk in (1, 7, 299, 1_000):
        assert digest(run_static(iraq, draws=300, seed=3, chunk=chunk), tmp_path, f"chunk{chunk}") == whole
    for number in (1, 2, 3):
        with threads(number):
            assert digest(run_static(iraq, draws=300, seed=3), tmp_path, f"threads{number}") == whole


def test_another_seed_is_another_run(emissions: Case) -> None:
    first, second = (run_static(emissions, draws=50, seed=seed) for seed in (1, 2))
    assert not np.array_equal(first.inputs, second.inputs)


def test_more_draws_keep_the_first_ones(emissions: Case) -> None:
    few, many = run_static(emissions, draws=40), run_static(emissions, draws=90)
    np.testing.assert_array_equal(few.landing, many.landing[:40])


@settings(max_examples=20, deadline=None)
@given(draws=st.integers(1, 40), chunk=st.integers(1, 50))
def test_chunks_cover_every_draw_once(emissions: Case, draws: int, chunk: int) -> None:
    seen: list[int] = []
    run_static(emissions, draws=draws, chunk=chunk, progress=lambda done, _: seen.append(done))
    assert seen[-1] == draws
    assert len(seen) == -(-draws // chunk)


@pytest.mark.parametrize(("draws", "chunk"), [(0, 10), (-1, 10), (10, 0)])
def test_no_draws_or_no_chunk_is_an_error(emissions: Case, draws: int, chunk: int) -> None:
    with pytest.raises(RunError, match="at least 1"):
        run_static(emissions, draws=draws, chunk=chunk)


def test_mean_equals_the_formula(emissions: Case) -> None:
    ensemble = run_static(emissions.model_copy(update={"model": "mean"}), draws=200)
    bargain = ensemble.assembly.bargains[0]
    position = ensemble.inputs[:, bargain.position]
    weight = ensemble.inputs[:, bargain.capability] * ensemble.inputs[:, bargain.salience]
    expected = (weight * position).sum(axis=1) / weight.sum(axis=1)
    np.testing.assert_allclose(ensemble.answer("delay"), expected, rtol=1e-12)


def test_delegate_carries_the_domestic_settlement(iraq: Case) -> None:
    """Its position in the second arena is weight x settlement + (1 - weight) x its own, under each model."""
    ensemble = run_static(iraq.model_copy(update={"model": "mean"}), draws=100)
    assembly = ensemble.assembly
    at = next(i for i, b in enumerate(assembly.bargains) if b.name == "presence@bilateral")
    bargain = assembly.bargains[at]
    (delegation,) = bargain.delegations
    assert bargain.actors[delegation.actor] == "gov_iraq"
    position = ensemble.inputs[:, bargain.position].copy()
    weight = ensemble.inputs[:, delegation.weight]
    own = position[:, delegation.actor].copy()
    position[:, delegation.actor] = weight * ensemble.outcome[:, 0, delegation.of] + (1 - weight) * own
    power = ensemble.inputs[:, bargain.capability] * ensemble.inputs[:, bargain.salience]
    expected = (power * position).sum(axis=1) / power.sum(axis=1)
    np.testing.assert_allclose(ensemble.outcome[:, 0, at], expected, rtol=1e-12)


def test_landing_is_the_settlement_with_the_models_error(iraq: Case) -> None:
    """Of the settlement and the mean: both land about where they settle, far wider than inputs alone vary."""
    ensemble = run_static(iraq, draws=2_000, models=run_static(iraq, draws=1).models[:2])
    assert [variant.name for variant in ensemble.models] == ["settlement", "mean"]
    for issue in iraq.issues:
        for model in (0, 1):
            landed, settled = ensemble.landed(issue.id, model), ensemble.answer(issue.id, model)
            assert 0.0 <= landed.min() <= landed.max() <= 100.0
            assert np.median(landed) == pytest.approx(np.median(settled), abs=3.0)
            assert np.sqrt(np.mean((landed - settled) ** 2)) > 14.0
            assert landed.std() > 1.5 * settled.std()


def test_a_case_sets_its_widening(emissions: Case) -> None:
    """Twice the factor is twice the error of the mean, on the same draws."""
    spread = []
    for factor in (0.1, 0.2):
        own = {"widening": Estimate(value=factor, reason="tested")}
        issues = tuple(issue.model_copy(update=own) for issue in emissions.issues)
        changed = emissions.model_copy(update={"issues": issues, "model": "mean"})
        ensemble = run_static(changed, draws=50)
        assert "delay.widening" in ensemble.assembly.names
        spread.append(ensemble.landed("delay") - ensemble.answer("delay"))
    np.testing.assert_allclose(spread[1], 2.0 * spread[0], rtol=1e-9)


def test_nothing_is_nan(iraq: Case) -> None:
    ensemble = run_static(iraq, draws=50)
    for array in (
        ensemble.inputs,
        ensemble.outcome,
        ensemble.landing,
        *(path.positions for path in ensemble.paths),
    ):
        assert np.isfinite(array).all()


def test_private_positions_are_used_where_the_case_says_so(iraq: Case) -> None:
    stated = assemble(iraq.model_copy(update={"positions": "stated"}))
    private = assemble(iraq)
    assert "sudani.presence.private_position" in private.names
    assert not any(name.endswith("private_position") for name in stated.names)


def test_sobol_points_fill_more_evenly(emissions: Case) -> None:
    exact = run_static(emissions, draws=100_000).answer("delay").mean()
    errors = {
        design: abs(run_static(emissions, draws=512, seed=5, design=design).answer("delay").mean() - exact)  # type: ignore[arg-type]
        for design in ("addressed", "sobol")
    }
    assert errors["sobol"] < errors["addressed"]


def test_paths_are_kept_for_the_first_draws_only(emissions: Case) -> None:
    ensemble = run_static(emissions, draws=PATH_DRAWS + 10, chunk=700)
    assert {path.model for path in ensemble.paths} == {"challenge"}
    assert ensemble.paths[0].positions.shape[0] == PATH_DRAWS


def test_dataset_names_dimensions_and_units(iraq: Case) -> None:
    found = dataset(run_static(iraq, draws=20))
    assert found["outcome"].dims == ("draw", "model", "bargain")
    assert found["landing"].dims == ("draw", "model", "issue")
    assert all("units" in found[name].attrs for name in found.data_vars)
    assert found.attrs["case_digest"] == iraq.digest


def test_the_file_holds_the_dataset(iraq: Case, tmp_path: Path) -> None:
    ensemble = run_static(iraq, draws=20)
    write_results(ensemble, tmp_path / "results.nc")
    with xr.open_dataset(tmp_path / "results.nc", engine="h5netcdf") as found:
        xr.testing.assert_identical(found.load(), dataset(ensemble))
