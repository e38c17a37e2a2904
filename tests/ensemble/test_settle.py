"""One settlement of a table: the published example, and what a call may look like."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from majlis.case.actor_table import Reading, case_of_table
from majlis.case.case import Case
from majlis.case.fault import CaseFaults
from majlis.case.load import load
from majlis.ensemble.run import run_static
from majlis.ensemble.settle import settle
from majlis.ensemble.settle_path import write_path
from majlis.ensemble.variants import Variant
from majlis.models.options import OptionError
from majlis.models.profile import Profile
from majlis.models.registry import UnknownModelError, get

# Table 1 of Scholz, Calbert and Smith (2011): actor, capability, position, salience.
EMISSIONS = """Actor,Capability,Position,Salience
Netherlands,0.08,4,80
Belgium,0.08,7,40
Luxembourg,0.03,4,20
Germany,0.16,4,80
France,0.16,10,60
Italy,0.16,10,60
UK,0.16,10,90
Ireland,0.05,7,10
Denmark,0.05,4,100
Greece,0.08,7,70
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "emissions.csv"
    path.write_text(EMISSIONS, encoding="utf-8")
    return path


def test_mean_and_median_of_the_published_table(table: Path) -> None:
    """c·s mean 7.38996 and median 7, computed from Table 1."""
    case = case_of_table(table)
    assert settle(case, "mean").as_json()["issues"][0]["outcome"]["mean"] == pytest.approx(7.389955686853767)
    assert settle(case, "median").as_json()["issues"][0]["outcome"]["mean"] == pytest.approx(7.0)


def test_json_form(table: Path) -> None:
    found = settle(case_of_table(table), "challenge", {"variant": "published-code", "rounds": "3"}).as_json()
    assert list(found) == ["model", "options", "draws", "seed", "actors", "issues", "rounds", "status"]
    assert found["options"]["variant"] == "published-code"
    assert found["actors"][0] == "Netherlands"
    assert found["draws"] == 1
    assert found["issues"][0]["id"] == "emissions"
    assert set(found["issues"][0]["outcome"]) == {"mean", "sd", "quantiles"}
    assert sum(found["status"].values()) == 1


def test_path_holds_every_round_of_every_draw(table: Path, tmp_path: Path) -> None:
    reading = Reading(spread={"position": 0.05})
    settled = settle(case_of_table(table, reading), "challenge", {"rounds": "4"}, draws=3, whole_paths=True)
    write_path(settled, tmp_path / "path.csv")
    rows = list(csv.DictReader((tmp_path / "path.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 3 * 5 * 10
    assert list(rows[0]) == ["draw", "round", "actor", "issue", "position"]
    assert [row["actor"] for row in rows[:3]] == ["Netherlands", "Belgium", "Luxembourg"]


def test_published_code_path_equals_the_reference(table: Path, tmp_path: Path) -> None:
    """Round 1 of the published code moves Belgium to 8.415932315426764 (Table 2 prints the median 8.4)."""
    settled = settle(case_of_table(table), "challenge", {"variant": "published-code"}, whole_paths=True)
    write_path(settled, tmp_path / "path.csv")
    rows = list(csv.DictReader((tmp_path / "path.csv").read_text(encoding="utf-8").splitlines()))
    (moved,) = [row for row in rows if row["actor"] == "Belgium" and row["round"] == "1"]
    assert float(moved["position"]) == pytest.approx(8.415932315426764, abs=1e-9)


def test_unknown_names_are_errors(table: Path) -> None:
    case = case_of_table(table)
    with pytest.raises(UnknownModelError, match="challenge"):
        settle(case, "chalenge")
    with pytest.raises(OptionError, match="rounds"):
        settle(case, "challenge", {"round": "3"})


def test_salience_as_share_names_the_option(tmp_path: Path) -> None:
    path = tmp_path / "shares.csv"
    path.write_text("actor,capability,position,salience\na,1,0,0.5\nb,1,10,1\n", encoding="utf-8")
    with pytest.raises(CaseFaults, match="--salience-scale 1"):
        case_of_table(path)
    case = case_of_table(path, Reading(salience_scale=1))
    assert settle(case).as_json()["issues"][0]["outcome"]["mean"] == pytest.approx(10 / 1.5)


TWO_ISSUES = """actor,issue,field,value,claims,reason
a,x,position,10,,t
a,x,salience,80,,t
a,x,capability,50,,t
b,x,position,90,,t
b,x,salience,40,,t
b,x,capability,70,,t
c,x,position,60,,t
c,x,salience,60,,t
c,x,capability,30,,t
a,y,position,70,,t
a,y,salience,20,,t
a,y,capability,50,,t
b,y,position,20,,t
b,y,salience,90,,t
b,y,capability,70,,t
c,y,position,40,,t
c,y,salience,30,,t
c,y,capability,30,,t
"""
SCALE = "scale: {low: 0, high: 100, points: [{at: 0, label: none}, {at: 100, label: all}]}"
OUTLINE = f"""format: 1
id: two
title: Two issues
as_of: 2024-01-01
arenas: [{{id: hall, label: Hall}}]
issues:
  - id: x
    label: X
    {SCALE}
  - id: y
    label: Y
    {SCALE}
questions:
  - {{id: q, text: Where, kind: numeric, resolve: x}}
"""


@pytest.fixture
def two_issues(tmp_path: Path) -> Case:
    (tmp_path / "case.yaml").write_text(OUTLINE, encoding="utf-8")
    (tmp_path / "stances.csv").write_text(TWO_ISSUES, encoding="utf-8")
    (tmp_path / "actors.csv").write_text(
        "id,name,kind\n" + "".join(f"{a},{a},group\n" for a in "abc"), encoding="utf-8"
    )
    return load(tmp_path)


@pytest.mark.parametrize("model", ["exchange", "spatial"])
def test_models_of_several_issues_see_them_together(two_issues: Case, model: str) -> None:
    """What a run settles equals the model on one profile of both issues, not on each issue alone."""
    settled = settle(two_issues, model).ensemble
    position = [[[10.0, 70.0], [90.0, 20.0], [60.0, 40.0]]]
    salience = [[[0.8, 0.2], [0.4, 0.9], [0.6, 0.3]]]
    capability = [[[50.0, 50.0], [70.0, 70.0], [30.0, 30.0]]]
    whole = Profile.checked(position, salience, capability, [[0, 100], [0, 100]])
    np.testing.assert_allclose(settled.outcome[0, 0], get(model).settle(whole).outcome[0], rtol=1e-12)
    alone = Profile.checked(
        *(np.array(part)[..., :1] for part in (position, salience, capability)), [[0, 100]]
    )
    assert abs(settled.outcome[0, 0, 0] - get(model).settle(alone).outcome[0, 0]) > 1e-6


def test_lots_do_not_depend_on_the_chunk(two_issues: Case) -> None:
    spatial = get("spatial")
    options = spatial.options_from({"StateTransitions": "Stochastic", "rounds": "3"})
    variant = (Variant("spatial", spatial, options),)
    case = two_issues.model_copy(update={"model": "spatial"})
    whole = run_static(case, draws=30, models=variant)
    cut = run_static(case, draws=30, chunk=7, models=variant)
    np.testing.assert_array_equal(whole.outcome, cut.outcome)
    assert np.ptp(whole.outcome[:, 0, 0]) > 0
