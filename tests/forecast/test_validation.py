from __future__ import annotations

import csv
import importlib.util
import json
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from majlis.cli.app import app
from majlis.forecast.deu import Tables, read_decisions
from majlis.forecast.entrants import Past, mean_of, options_for, settlement_of
from majlis.forecast.scores import crps
from majlis.forecast.validation import Validation, validate
from majlis.models.landing import LandingOptions
from majlis.models.landing_record import record

SCORES = {"mae", "rmse", "crps", "coverage80", "interval80_closed", "interval80_width"}
REQUIRED = ("mean", "median", "nash", "challenge", "fifty", "climatology", "mean-errors", "settlement")


@pytest.fixture(scope="module")
def shipped() -> Validation:
    return validate()


def test_measured_scores(shipped: Validation) -> None:
    """The table of docs/validation.md; a change here is a change of published results."""
    found = shipped.as_json()["models"]
    assert {name: round(scores["mae"], 2) for name, scores in found.items()} == {
        "mean": 21.74,
        "median": 27.82,
        "nash": 22.33,
        "nash-capability": 22.01,
        "kalai-smorodinsky": 25.44,
        "baron-ferejohn": 24.21,
        "probabilistic-condorcet": 22.02,
        "spatial": 22.43,
        "challenge": 30.77,
        "challenge-mean": 30.00,
        "challenge-one-round-mean": 26.29,
        "challenge-published-code": 29.57,
        "challenge-published-code-mean": 24.92,
        "fifty": 26.92,
        "climatology": 26.92,
        "mean-errors": 21.72,
        "settlement": 20.06,
    }
    assert round(found["mean-errors"]["crps"], 2) == 15.68
    assert round(found["settlement"]["crps"], 2) == 14.31
    assert round(found["mean"]["rmse"], 2) == 28.40


def test_targets(shipped: Validation) -> None:
    """What `settlement` is to reach out of sample, on the proposals that its parameters did not see."""
    clusters = shipped.clusters
    ours, rival = shipped.card("settlement").as_json(), shipped.card("mean-errors").as_json()
    assert ours["crps"] is not None
    assert rival["crps"] is not None
    assert ours["coverage80"] is not None
    assert ours["crps"] / rival["crps"] < 0.93
    assert 0.78 <= ours["coverage80"] <= 0.82
    assert shipped.difference(clusters, "settlement", "crps", "mean-errors").probability_better > 0.9
    assert shipped.difference(clusters, "settlement", "error", "mean").difference < 0


def test_form(shipped: Validation) -> None:
    result = shipped.as_json()
    assert result["issues"] == 227
    assert set(REQUIRED) <= set(result["models"])
    for name, scores in result["models"].items():
        assert set(scores) == SCORES
        if name in ("climatology", "mean-errors", "settlement"):
            assert all(isinstance(value, float) for value in scores.values())
        else:
            assert scores["crps"] == scores["mae"]
            assert scores["coverage80"] is scores["interval80_closed"] is scores["interval80_width"] is None
    bounds = result["bootstrap"]["models"]["settlement"]
    assert bounds["mae"][0] < result["models"]["settlement"]["mae"] < bounds["mae"][1]


def test_nothing_is_scored_on_itself(shipped: Validation) -> None:
    """Baselines leave the proposal out, and the parameters of `settlement` come from the other folds."""
    decisions = list(shipped.decisions)
    past = Past(decisions)
    decision = decisions[0]
    others = [each for each in decisions if each.proposal != decision.proposal]
    assert len(others) < len(decisions) - 1
    expected = np.clip(
        mean_of(decision) + np.array([each.outcome - mean_of(each) for each in others]), 0, 100
    )
    mixture = past.mean_errors(decision).mixture
    assert mixture is not None
    assert mixture.support == pytest.approx(np.sort(expected))
    climate = past.climatology(decision).mixture
    assert climate is not None
    assert climate.support.tolist() == sorted(each.outcome for each in others)
    fold = record().without(decision.proposal)
    assert fold is not None
    assert options_for(decision.proposal) == LandingOptions(share=fold.share, spread=fold.spread)
    assert options_for("another") == LandingOptions()
    assert {each.proposal for each in decisions} == {name for fold in record().folds for name in fold.without}


def test_other_files(tmp_path: Path) -> None:
    """Other proposals are forecast with all of the shipped part; shipped ones are still left out."""
    shipped = Tables.shipped()
    renamed = shipped.issues.read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in renamed[:8]]
    for row in rows[1:]:
        row[1] = "new-" + row[1]
    (tmp_path / "issues.csv").write_text("\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
    tables = Tables(tmp_path / "issues.csv", shipped.positions, shipped.capabilities)
    validation = validate(tables)
    assert validation.notes[-1].startswith("positions on ")
    decision, forecast = validation.decisions[0], validation.card("mean-errors").forecasts[0]
    assert forecast.mixture is not None
    assert len(forecast.mixture.support) == 227
    settlement = validation.card("settlement")
    expected = settlement_of(decision, LandingOptions())
    assert settlement.forecasts[0].point == expected.point
    assert expected.mixture is not None
    assert settlement.scored[0].crps == crps(expected.mixture, decision.outcome)


def test_command(
    shipped: Validation, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "per-issue.csv"
    app(["validate", "deu3", "--json", "--per-issue", str(table)], standalone_mode=False)
    printed = capsys.readouterr()
    assert json.loads(printed.out) == shipped.as_json()
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 227 * len(shipped.cards)
    assert set(rows[0]) == {"issue_id", "model", "point", "crps"}
    ours = [float(row["crps"]) for row in rows if row["model"] == "settlement"]
    assert np.mean(ours) == shipped.card("settlement").values("crps").mean()
    monkeypatch.setattr("majlis.forecast.validation.validate", lambda *_, **__: shipped)
    app(["validate", "deu3"], standalone_mode=False)
    text = capsys.readouterr().out
    assert text.startswith("227 issues of 82 proposals")
    assert "settlement against mean-errors: CRPS -1.37" in text


def test_shipped_parameters_can_be_learned_again() -> None:
    path = Path(__file__).parents[2] / "benchmarks" / "learn_settlement.py"
    spec = importlib.util.spec_from_file_location("learn_settlement", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    decisions = read_decisions(Tables.shipped()).decisions
    again = module.learned(decisions, *module.trials_of(decisions))
    kept = json.loads((files("majlis.models") / "landing.json").read_text(encoding="utf-8"))
    for result in (again, kept):
        del result["provenance"]["date"]
    assert again == kept
