from __future__ import annotations

import numpy as np

from majlis.dynamics.mechanisms.registry import get


def test_without_excitation_and_regimes_attacks_are_poisson(ran, roles) -> None:
    part = get("escalation").assemble("e", {"challenger": ("a",), "defender": ("b",)})
    still = {
        f"e.{name}": 0.0
        for name in ("self_excitation", "campaign_effect", "deterrence_effect", "provocation_effect")
    }
    still |= {"e.attacks_dispersion": 0.0, "e.attacks_rate": 0.8}
    system, _, states = ran(part, 30, numbers=still)
    index = system.hazard_index["e.attacks"]
    counts = np.diff(np.stack([state.so_far[:, index] for state in states]), axis=0)
    assert abs(counts.mean() - 0.8) < 0.02
    assert abs(counts.var() / counts.mean() - 1.0) < 0.03
    assert abs(np.corrcoef(counts[:-1].ravel(), counts[1:].ravel())[0, 1]) < 0.02


def test_excitation_clusters_attacks(ran) -> None:
    part = get("escalation").assemble("e", {"challenger": ("a",), "defender": ("b",)})
    excited = {
        "e.attacks_dispersion": 0.0,
        "e.attacks_rate": 0.2,
        "e.campaign_effect": 0.0,
        "e.excitation": 0.2,
        "e.self_excitation": 0.8,
        "e.heat_half_life": 4.0,
    }
    system, _, states = ran(part, 60, numbers=excited)
    index = system.hazard_index["e.attacks"]
    counts = np.diff(np.stack([state.so_far[:, index] for state in states]), axis=0)
    late = counts[20:]
    assert late.var() / late.mean() > 1.2
    assert np.corrcoef(late[:-1].ravel(), late[1:].ravel())[0, 1] > 0.1


def test_campaigns_and_truces_take_turns(ran) -> None:
    part = get("escalation").assemble("e", {"challenger": ("a",), "defender": ("b",)})
    system, _, states = ran(part, 300, draws=400)
    regime = np.stack([state.value[:, system.level_index["e.regime"]] for state in states])
    assert set(np.unique(regime)) == {0.0, 1.0}
    expected = 0.03 / (0.03 + 0.05)
    assert abs(regime[100:].mean() - expected) < 0.04


def test_a_strike_deters_and_provokes_alike_where_both_weigh_the_same(ran) -> None:
    part = get("escalation").assemble("e", {"challenger": ("a",), "defender": ("b",)})
    system, _, states = ran(part, 52, draws=200)
    both = [system.level_index[name] for name in ("e.deterrence", "e.provocation")]
    paths = np.stack([state.value[:, both] for state in states])
    assert paths[-1, :, 0].std() > 0.0
    assert np.abs(paths[..., 0].mean() - paths[..., 1].mean()) < 0.01


def test_an_insurgency_without_raids_grows_logistically(ran) -> None:
    part = get("insurgency").assemble("i", {"insurgent": ("a",)})
    alone = {
        "i.raids_rate": 1e-12,
        "i.denial": 0.0,
        "i.recruitment": 0.0,
        "i.growth_rate": 1.0,
        "i.step": 0.01,
    }
    system, _, states = ran(part, 60, draws=4_000, numbers=alone)
    index = system.level_index["i.strength"]
    logits = [np.log(s.value[:, index] / (1.0 - s.value[:, index])).mean() for s in states]
    step = 0.01 * 2.0 * np.log(19.0)
    assert np.allclose(np.diff(logits[1:]).mean(), step, rtol=0.03)
    assert abs(np.polyfit(range(len(logits)), logits, 2)[0]) < 1e-4


def test_more_pressure_means_a_weaker_insurgency(ran) -> None:
    part = get("insurgency").assemble("i", {"insurgent": ("a",)})
    strength = []
    for pressure in (0.1, 0.5, 0.9):
        system, state, _ = ran(part, 104, draws=1_000, numbers={"i.pressure_own": pressure})
        strength.append(state.value[:, system.level_index["i.strength"]].mean())
    assert strength[0] > strength[1] > strength[2]


def test_a_force_follows_policy_no_faster_than_its_pace(ran) -> None:
    part = get("negotiation").assemble("n", {"host": ("a",), "guest": ("b",)}, {"largest_force": 6_000})
    brisk = {
        "n.cut_rate": 0.2,
        "n.cut_size": 0.3,
        "n.pace": 40.0,
        "n.policy_own": 5_000.0,
        "n.surge_rate": 1e-12,
    }
    system, state, states = ran(part, 104, draws=500, numbers=brisk)
    force, policy = (system.level_index[name] for name in ("n.force", "n.policy"))
    path = np.stack([each.value[:, force] for each in states])
    assert path[0].mean() > 4_900.0
    assert np.abs(np.diff(path, axis=0)).max() <= 40.0 + 1e-9
    assert state.value[:, policy].mean() < 200.0
    assert np.all(np.diff(path, axis=0) <= 1e-9)


def test_sanctions_follow_a_crossing(ran) -> None:
    part = get("coercion").assemble("c", {"coercer": ("a",), "target": ("b",)})
    happened = []
    for crossed in (0.03, 0.9):
        system, state, _ = ran(part, 52, draws=4_000, numbers={"c.crossed_own": crossed})
        happened.append((state.so_far[:, system.hazard_index["c.sanction"]] > 0).mean())
    assert happened[1] > 4.0 * happened[0]


def test_a_government_without_support_falls_sooner_and_another_forms(ran) -> None:
    part = get("cabinet").assemble("g", {"government": ("a",)})
    falls = []
    for support in (0.1, 0.9):
        system, state, _ = ran(part, 104, draws=1_000, numbers={"g.support_own": support})
        falls.append(state.so_far[:, system.hazard_index["g.fall"]].mean())
        in_office = state.value[:, system.level_index["g.full"]]
        assert set(np.unique(in_office)) <= {0.0, 1.0}
        assert in_office[state.so_far[:, system.hazard_index["g.formation"]] > 0].mean() > 0.8
    assert falls[0] > falls[1]


def test_repression_lowers_protest(ran) -> None:
    part = get("publics").assemble("p", {"communities": ("a",)})
    number = []
    for repression in (0.05, 0.9):
        given = {"p.repression_own": repression, "p.backlash": 0.0}
        system, state, _ = ran(part, 104, draws=1_000, numbers=given)
        number.append(state.so_far[:, system.hazard_index["p.protest"]].mean())
    assert number[0] > number[1]


def test_a_shared_enemy_calms_patrons(ran) -> None:
    part = get("alignment").assemble("a", {"client": ("c",), "patrons": ("east",)})
    pulls = []
    for shared in (0.05, 0.95):
        system, state, _ = ran(part, 52, draws=500, numbers={"a.shared_enemy_own": shared})
        pulls.append(state.value[:, system.level_index["a.pull_east"]].mean())
    assert pulls[0] > pulls[1]


def test_an_echo_fades_by_half_in_its_half_life(ran) -> None:
    part = get("shocks").assemble("s", {})
    silent = {"s.onset_rate": 1e-12, "s.signal_rate": 1e-12, "s.noise": 0.0, "s.echo_half_life": 10.0}
    system, state, _ = ran(part, 0, draws=1, numbers=silent)
    index = system.level_index["s.echo"]
    rest = np.log(0.05 / 0.95)
    assert np.isclose(state.value[0, index], 0.05)
    part_with_start = part
    levels = tuple(
        each if each.id != "s.echo" else type(each)(**{**each.__dict__, "start": "s.shock"})
        for each in part.levels
    )
    part_with_start = type(part)(levels, part.hazards, part.links, (), (), part.quantities)
    _, state, _ = ran(part_with_start, 10, draws=1, numbers=silent)
    begun = np.log(0.6 / 0.4)
    found = np.log(state.value[0, index] / (1.0 - state.value[0, index]))
    assert np.isclose(found - rest, (begun - rest) / 2.0)


def test_a_mandate_that_binds_brings_notice_sooner(ran) -> None:
    part = get("executive").assemble("x", {"government": ("a",)})
    given = {"x.mandate_own": 0.9, "x.deferral_rate": 1e-12, "x.obedience": 0.0}
    happened = []
    for binding in (0.0, 0.8):
        system, state, _ = ran(part, 104, draws=4_000, numbers={**given, "x.binding": binding})
        happened.append((state.so_far[:, system.hazard_index["x.notice"]] > 0).mean())
    assert happened[1] > 1.5 * happened[0]


def test_a_united_region_does_not_break(ran) -> None:
    part = get("autonomy").assemble("k", {"region": ("a",), "centre": ("b",)})
    happened = []
    for unity in (0.05, 0.95):
        system, state, _ = ran(part, 208, draws=2_000, numbers={"k.unity_own": unity})
        happened.append((state.so_far[:, system.hazard_index["k.rupture"]] > 0).mean())
    assert happened[0] > happened[1]
