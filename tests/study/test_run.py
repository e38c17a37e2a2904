"""Running from Python: edits on the same draws, what a result shows, and the form of forecast.json."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from majlis.case.case import Case
from majlis.case.edit import EditError
from majlis.models.registry import UnknownModelError
from majlis.study.run import run
from majlis.study.tables import write_tables


def test_a_changed_estimate_leaves_all_other_draws(iraq: Case) -> None:
    before = run(iraq, draws=50)
    after = run(iraq, draws=50, set={"kdp.presence.position": "90"})
    names = before.ensemble.assembly.names
    same = [i for i, name in enumerate(names) if not name.startswith("kdp.presence")]
    np.testing.assert_array_equal(before.ensemble.inputs[:, same], after.ensemble.inputs[:, same])
    changed = names.index("kdp.presence.position")
    assert (after.ensemble.inputs[:, changed] == 90).all()


def test_a_dropped_actor_leaves_all_other_draws(iraq: Case) -> None:
    before, after = run(iraq, draws=30), run(iraq, draws=30, drop=["kdp"])
    assert not any(name.startswith("kdp.") for name in after.ensemble.assembly.names)
    free = set(after.ensemble.assembly.names)
    for correlation in iraq.correlations:
        free -= {correlation.first, correlation.second}
    for name in free:
        column = before.ensemble.assembly.names.index(name)
        other = after.ensemble.assembly.names.index(name)
        np.testing.assert_array_equal(before.ensemble.inputs[:, column], after.ensemble.inputs[:, other])


def test_a_claim_switched_off_makes_its_numbers_unknown(starter: Path) -> None:
    result = run(str(starter), draws=2_000, without=["C2"])
    column = result.ensemble.assembly.names.index("finance.toll.position")
    drawn = result.ensemble.inputs[:, column]
    assert drawn.min() < 5
    assert drawn.max() > 95
    assert result.edits.without == ("C2",)
    assert "--without C2" in str(result)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"set": {"kdp.presense.position": 3}}, "kdp.presence.position"),
        ({"set": {"kdp.presence.position": 300}}, "0 to 100"),
        ({"set": {"kdp.presence.position": "much"}}, "a number"),
        ({"drop": ["kpd"]}, "did you mean 'kdp'"),
        ({"without": ["S004-1"]}, "there is no claim"),
    ],
)
def test_an_edit_that_the_case_does_not_allow(iraq: Case, change: dict[str, object], message: str) -> None:
    with pytest.raises(EditError, match=message):
        run(iraq, draws=2, **change)  # type: ignore[arg-type]


def test_headline_model_can_be_chosen(emissions: Case) -> None:
    result = run(emissions, draws=20, model="median")
    assert result.ensemble.models[0].name == "median"
    assert "headline model median" in str(result)


def test_unknown_model_names_the_known(emissions: Case) -> None:
    with pytest.raises((UnknownModelError, ValueError), match="median"):
        run(emissions, draws=2, model="medain")


def test_result_shows_itself(emissions: Case) -> None:
    result = run(emissions, draws=100)
    assert "After how many years" in str(result)
    assert "likely too narrow here" in str(result)
    assert "<td>After how many years" in result._repr_html_()
    assert "10 actors with a stance" in repr(result.case)
    assert "<b>" in result.case._repr_html_()


def test_forecast_file_form(iraq: Case) -> None:
    forecast = run(iraq, draws=200, static=True).forecast()
    assert list(forecast) == ["case", "as_of", "draws", "seed", "questions"]
    departure, level = forecast["questions"][:2]
    assert departure["id"] == "departure"
    assert departure["kind"] == "binary"
    assert departure["probability"] is None
    assert set(departure["direction"]) == {"towards", "share", "quantiles"}
    assert level["kind"] == "numeric"
    assert set(level["quantiles"]) == {"0.1", "0.5", "0.9"}
    for question in forecast["questions"]:
        assert {
            "id",
            "text",
            "kind",
            "by",
            "given",
            "words",
            "monte_carlo_se",
            "by_model",
            "by_world",
            "drivers",
        } <= set(question)
    json.dumps(forecast, allow_nan=False)


def test_tables_open_in_a_spreadsheet_without_formulas(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = starter / "claims.csv"
    claims.write_text(claims.read_text().replace("The union wants", "=cmd|calc The union wants"))
    write_tables(run(str(starter), draws=5), tmp_path / "tables")
    tables = {
        name: list(csv.DictReader((tmp_path / "tables" / f"{name}.csv").read_text().splitlines()))
        for name in ("claims", "actors")
    }
    assert [row["statement"][:2] for row in tables["claims"] if row["claim"] == "C4"] == ["'="]
    assert {row["support"] for row in tables["actors"]} == {"claims", "judgement"}
