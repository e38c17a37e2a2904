"""Changed copies of a case."""

import numpy as np
import pytest

from majlis.case.edit import EditError, drop_actors, set_estimates, switch_off
from majlis.case.estimate import Estimate
from majlis.case.load import load, shipped_cases
from majlis.ensemble.assembly import assemble
from majlis.ensemble.sample import Sampler


def draws_of(case, count=50):
    assembly = assemble(case)
    values = Sampler(assembly, draws=count, seed=3).inputs(np.arange(count))
    return dict(zip(assembly.names, values.T, strict=True))


def estimate_of(case, name):
    return next(stance.estimate for stance in case.stances if stance.name == name)


@pytest.mark.parametrize("value", ["12", 12, "11 < 12 < 14", Estimate(value=12), "11.5 < 12 < 12.5"])
def test_setting_an_estimate(ferry, value):
    changed = set_estimates(ferry, {"north.sailings.position": value})
    assert estimate_of(changed, "north.sailings.position").value == 12
    assert estimate_of(ferry, "north.sailings.position").value == 13
    assert [stance.name for stance in changed.stances] == [stance.name for stance in ferry.stances]


def test_a_name_without_an_arena_holds_for_every_arena(ferry):
    changed = set_estimates(ferry, {"mayor.sailings.capability": 1, "mayor.sailings@ministry.position": 3})
    assert estimate_of(changed, "mayor.sailings@ministry.capability").value == 1
    assert estimate_of(changed, "mayor.sailings@ministry.position").value == 3


def test_everything_else_is_drawn_as_before(ferry):
    """Names address the random numbers, so a changed case runs on the same draws."""
    before = draws_of(ferry)
    for changed in (
        set_estimates(ferry, {"south.sailings@islands.capability": 45}),
        drop_actors(ferry, ["south"]),
        switch_off(ferry, ["C2"]),
    ):
        after = draws_of(changed)
        same = [name for name in after if np.array_equal(after[name], before[name])]
        assert len(same) >= len(after) - 2
        assert set(after) <= set(before)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "north.sailings.positon",
            5,
            "there is no estimate 'north.sailings.positon'; did you mean 'north.sailings.position'?",
        ),
        ("x", 5, "there is no estimate 'x'; one of "),
        ("north.sailings.position", 15, "found a position of 15; expected 0 to 14"),
        ("north.sailings.position", -1, "found a position of -1; expected 0 to 14"),
        ("north.sailings.salience", 101, "found a salience of 101; expected 0 to 100"),
        ("north.sailings@islands.capability", -1, "found a capability of -1; expected 0 or more"),
        ("north.sailings.position", "12,5", "north.sailings.position: found '12,5', a comma in a number"),
        ("north.sailings.position", "3 < 2 < 1", "north.sailings.position: found low 3 above high 1"),
        ("north.sailings.position", "nan", "expected a finite number"),
        ("north.sailings.position", float("inf"), "expected a finite number"),
        ("north.sailings.position", "", "expected a number"),
    ],
)
def test_what_cannot_be_set(ferry, name, value, said):
    with pytest.raises(EditError) as caught:
        set_estimates(ferry, {name: value})
    assert said in str(caught.value)


def test_setting_every_capability_to_nothing(ferry):
    with pytest.raises(EditError, match="surely above 0"):
        set_estimates(ferry, {"mayor.sailings.capability": 0, "ministry.sailings.capability": 0})


def test_dropping_an_actor(ferry):
    changed = drop_actors(ferry, ["south"])
    assert changed.participants("islands", "sailings") == ("north",)
    assert "south" in changed.actor_by_id
    assert [c.second for c in changed.correlations] == ["north.sailings.position"]
    assert str(changed.places.at("correlations", 0, "rho")) == "correlations.csv:3:58"
    moved = next(row for row, stance in enumerate(changed.stances) if stance.actor == "mayor")
    assert changed.places.at("stances", moved).line == 8


def test_dropping_a_delegate_takes_the_delegation_along(ferry):
    assert all(not arena.delegates for arena in drop_actors(ferry, ["mayor"]).arenas)


@pytest.mark.parametrize(
    ("actors", "said"),
    [
        (["suoth"], "there is no actor 'suoth' with a stance; did you mean 'south'?"),
        (["crews"], "there is no actor 'crews' with a stance"),
        (["mayor", "ministry"], "found the issue 'sailings' with no actor that takes part in 'ministry'"),
    ],
)
def test_who_cannot_be_dropped(ferry, actors, said):
    with pytest.raises(EditError) as caught:
        drop_actors(ferry, actors)
    assert said in str(caught.value)


def test_switching_a_claim_off(ferry):
    changed = switch_off(ferry, ["C1"])
    lost = estimate_of(changed, "north.sailings.position")
    assert (lost.shape, lost.low, lost.high, lost.claims) == ("uniform", 0, 14, ())
    assert lost.support == "judgement"
    kept = estimate_of(changed, "north.sailings.salience")
    assert (kept.value, kept.claims) == (90, ("C2",))
    assert changed.arenas[1].delegates[0].weight.ends == (0, 1)
    assert estimate_of(changed, "south.sailings.position") == estimate_of(ferry, "south.sailings.position")
    assert changed.issues[0].status_quo == ferry.issues[0].status_quo


def test_every_claim_of_every_shipped_case_off():
    for name in shipped_cases():
        case = load(name)
        changed = switch_off(case, [claim.id for claim in case.claims])
        assert all(not stance.estimate.claims for stance in changed.stances)
        assert all(np.isfinite(values).all() for values in draws_of(changed).values())


def test_an_unknown_claim(ferry):
    with pytest.raises(EditError, match=r"there is no claim 'C9'; one of C1, C2, C3"):
        switch_off(ferry, ["C9"])
    assert switch_off(ferry, []).model_dump() == ferry.model_dump()
