"""Claims on their carriers: signs at the as-of state, leverage as an intervention, reports, reprints."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import numpy as np
import pytest

from majlis.case.case import Case
from majlis.case.edit import set_estimates, switch_off
from majlis.case.load import load
from majlis.dynamics.path import Path as Way
from majlis.ensemble.motion.anchor import anchor_of
from majlis.ensemble.motion.model import assemble_motion
from majlis.ensemble.motion.run import run_motion
from majlis.explore.alone import Reports, reports
from majlis.explore.bench import Bench
from majlis.explore.causal_claims import causal_claims, local_signs
from majlis.explore.leverage import claims_of, effects, leverage

MOVING = Path(__file__).parents[1] / "ensemble" / "moving"
DRAWS = 300


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench.of_case(load(MOVING), DRAWS, 1)


@pytest.fixture(scope="module")
def alone(bench: Bench) -> Reports:
    return reports(bench)


@pytest.mark.parametrize("name", ["iraq-2020", "iraq-2024", "philippines-2020"])
def test_every_claim_s_own_sign_holds_at_the_as_of_state(name: str) -> None:
    model = assemble_motion(load(name))
    anchor, _ = anchor_of(model)
    signs = local_signs(model, anchor)
    own = [link for link in model.case.links if link.claims]
    assert own
    assert [link.id for link in own if not signs[link.id]] == []
    assert [each.claim.id for each in causal_claims(model, anchor) if not each.local_sign_holds] == []


def test_a_link_that_moves_nothing_does_not_have_its_sign() -> None:
    case = set_estimates(load(MOVING), {"L3.strength": "0"})
    model = assemble_motion(case)
    assert local_signs(model, anchor_of(model)[0]) == {
        link.id: link.id != "L3" for link in model.system.assembly.links
    }


@pytest.mark.parametrize("claim", ["C3", "C5", "C7"])
def test_leverage_is_the_run_less_the_run_without_the_claim(bench: Bench, claim: str) -> None:
    case = bench.case
    now, off = run_motion(case, DRAWS, 1), run_motion(switch_off(case, [claim]), DRAWS, 1, before=case)
    assert now.chance is not None
    assert off.chance is not None
    found = leverage(bench, bench.without([claim]))["rise"]
    assert found.points == pytest.approx(100.0 * (now.chance - off.chance).mean(), abs=1e-9)
    assert found.points != 0.0


def test_changes_settled_side_by_side_are_those_settled_alone(bench: Bench) -> None:
    together, apart = Bench.of_case(bench.case, 120, 1), Bench.of_case(bench.case, 120, 1)
    changes = [together.change_without([claim]) for claim in ("C3", "C5", "C7", "C7")]
    done = []
    together.settle(changes, lambda now, whole: done.append((now, whole)))
    assert done[-1][0] == done[-1][1]
    for change, claim in zip(changes, ("C3", "C5", "C7", "C7"), strict=True):
        found, expected = together.after(change)["rise"], apart.without([claim])["rise"]
        assert np.array_equal(found, expected)
    pieces = len(done)
    together.settle(changes, lambda now, whole: done.append((now, whole)))
    assert len(done) == pieces, "what is known is not run again"


def test_a_report_alone_is_the_case_without_the_claims_of_all_others(bench: Bench, alone: Reports) -> None:
    """The paper's claims on links are C3, C4 and C7; the minutes' are C2 and C5."""
    case = bench.case
    assert set(alone.sources) == {"minutes", "paper"}
    off = run_motion(switch_off(case, ["C2", "C5"]), DRAWS, 1, before=case)
    assert off.chance is not None
    assert alone.sources["paper"]["rise"].probability == pytest.approx(off.chance.mean(), abs=1e-9)
    bare = run_motion(switch_off(case, ["C2", "C3", "C4", "C5", "C7"]), DRAWS, 1, before=case)
    assert bare.chance is not None
    assert alone.none["rise"] == pytest.approx(bare.chance.mean(), abs=1e-9)
    assert alone.all["rise"] == pytest.approx(float(bench.chance["rise"].mean()), abs=1e-12)


def test_what_counts_as_one_stays_together(tmp_path: Path) -> None:
    """A second paper by the speaker of C7 is no further report of it: one stands with the other."""
    case = told_again(tmp_path / "case", speaker="dockers")
    found = reports(Bench.of_case(case, 100, 1)).sources
    off = run_motion(switch_off(case, ["C2", "C3", "C4", "C5"]), 100, 1, before=case)
    assert off.chance is not None
    assert found["again"]["rise"].probability == pytest.approx(off.chance.mean(), abs=1e-9)


def test_effects_name_every_carried_claim_link_source_and_speaker(bench: Bench) -> None:
    found = effects(bench)
    carried = {each.claim.id for each in claims_of(bench) if each.carriers}
    assert set(found.claims) == carried
    assert set(found.links) == {"L1", "L2", "L3", "L4", "L6"}
    assert set(found.sources) == {"minutes", "paper"}
    assert set(found.speakers) == {"finance", "lines", "dockers", "mayor"}
    assert {name for each in found.claims.values() for name in each} == {"rise"}


def told_again(folder: Path, speaker: str = "", copy_of: str = "") -> Case:
    """Return the case with a further report of C7 (anger makes strikes likelier), from one more source."""
    shutil.copytree(MOVING, folder)
    source = {"id": "again", "title": "Once more", "date": "2024-02-21", "reliability": "C"}
    add(folder / "sources.csv", source | {"copy_of": copy_of})
    own = {"id": "C8", "kind": "cause", "statement": "Anger makes strikes likelier", "source": "again"}
    add(
        folder / "claims.csv",
        own | {"speaker": speaker, "credibility": "3", "cause": "anger", "effect": "strikes", "sign": "-"},
    )
    text = (folder / "links.csv").read_text(encoding="utf-8")
    (folder / "links.csv").write_text(text.replace("2,C7", "2,C7|C8"), encoding="utf-8")
    return load(folder)


def add(path: Path, row: dict[str, str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(dict.fromkeys([*rows[0], *row]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows, row])


def test_a_reprint_changes_nothing(tmp_path: Path) -> None:
    reprinted, plain = told_again(tmp_path / "case", copy_of="paper"), load(MOVING)
    again, once = run_motion(reprinted, 100, 1), run_motion(plain, 100, 1)
    assert np.array_equal(again.answers, once.answers)
    assert np.array_equal(again.chance, once.chance)


def test_an_independent_source_raises_the_odds_of_the_link_and_not_its_strength(tmp_path: Path) -> None:
    """C3 for the paper and C3 for the other: even odds each, so three draws in four hold the link."""
    draws = np.arange(4_000)

    def effect_of_l3(case: Case) -> np.ndarray:
        model = assemble_motion(case)
        way: Way = model.path(draws, 1, anchor_of(model)[0])
        index = [link.id for link in model.system.assembly.links].index("L3")
        return way.drawn.beta[:, index]

    once, twice = effect_of_l3(load(MOVING)), effect_of_l3(told_again(tmp_path / "case"))
    assert (once != 0.0).mean() == pytest.approx(0.5, abs=0.03)
    assert (twice != 0.0).mean() == pytest.approx(0.75, abs=0.03)
    both = (once != 0.0) & (twice != 0.0)
    assert both.sum() == (once != 0.0).sum(), "what held before holds still"
    assert np.array_equal(once[both], twice[both]), "no link is stronger for being told twice"
