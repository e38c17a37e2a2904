from __future__ import annotations

import numpy as np
import pytest

from majlis.chance.addressed import Addressed
from majlis.dynamics.drawn import Anchor, drawn
from majlis.dynamics.loops import gains, spectral_radius
from majlis.dynamics.mechanisms.mechanism import MechanismError
from majlis.dynamics.mechanisms.registry import get, names
from majlis.dynamics.path import Path
from majlis.dynamics.system import System

KINDS = names()


def test_every_mechanism_is_listed_under_its_own_kind() -> None:
    assert tuple(get(kind).kind for kind in names()) == KINDS
    assert len(set(KINDS)) == 12


def test_an_unknown_kind_names_the_nearest() -> None:
    with pytest.raises(MechanismError, match="did you mean 'escalation'"):
        get("escalaton")


@pytest.mark.parametrize("kind", KINDS)
def test_every_end_of_a_link_and_every_number_exists(kind, roles, options, with_outside) -> None:
    part = get(kind).assemble("one", roles[kind], options.get(kind))
    whole = with_outside(part)
    system = System(whole)
    assert len(system.links) == len(whole.links)
    known = [each.name for each in whole.quantities]
    assert len(known) == len(set(known))
    assert set(system.quantity_names) <= set(known)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"bargaining"}))
def test_no_number_is_idle(kind, roles, options, with_outside) -> None:
    part = get(kind).assemble("one", roles[kind], options.get(kind))
    used = System(with_outside(part)).quantity_names
    assert {each.name for each in part.quantities} <= set(used)


@pytest.mark.parametrize("kind", KINDS)
def test_every_name_begins_with_the_instance(kind, roles, options) -> None:
    part = get(kind).assemble("one", roles[kind], options.get(kind))
    ids = [each.id for each in (*part.levels, *part.hazards, *part.links, *part.votes)]
    ids += [each.name for each in part.quantities]
    assert ids
    assert all(name.startswith("one.") for name in ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", KINDS)
def test_two_uses_share_nothing_and_one_use_is_always_the_same(kind, roles, options, with_outside) -> None:
    first = get(kind).assemble("one", roles[kind], options.get(kind))
    assert first == get(kind).assemble("one", roles[kind], options.get(kind))
    second = get(kind).assemble("two", roles[kind], options.get(kind))
    system = System(with_outside(first + second))
    assert len(system.level_index) == len(system.levels)
    assert len(system.hazard_index) == len(system.hazards)


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_lie_in_their_ranges_and_say_what_they_rest_on(kind, roles, options) -> None:
    for each in get(kind).assemble("one", roles[kind], options.get(kind)).quantities:
        assert each.low <= each.value <= each.high, each.name
        assert each.source
        assert each.name.count(".") == 1, "parameters.csv names a quantity INSTANCE.QUANTITY"
        if each.unit.startswith("share of the range"):
            assert 0.0 <= each.low <= each.high <= 1.0


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_documented_with_its_equations_and_literature(kind) -> None:
    mechanism = get(kind)
    module = __import__(f"majlis.dynamics.mechanisms.{kind}", fromlist=["MECHANISM"])
    assert mechanism.title
    assert mechanism.about
    assert mechanism.literature
    assert ".. math::" in (module.__doc__ or "")


@pytest.mark.parametrize("kind", KINDS)
def test_no_mechanism_feeds_on_itself(kind, roles, options, with_outside) -> None:
    whole = with_outside(get(kind).assemble("one", roles[kind], options.get(kind)))
    system = System(whole)
    mean = {each.name: np.array([(each.low + each.value + each.high) / 3]) for each in whole.quantities}
    quantity = {name: mean[name] for name in system.quantity_names}
    found = drawn(system, np.zeros(1, dtype=np.int64), quantity, {}, Anchor.none())
    path = Path(system, found, Addressed(0))
    rate = path.rates_now(path.begin(0))
    matrix = gains(system, found.beta[0], found.back[0], rate[0])
    assert spectral_radius(matrix) < 1.0


def test_a_role_that_nobody_has_is_refused_with_the_nearest() -> None:
    with pytest.raises(MechanismError, match="did you mean 'challenger'") as caught:
        get("escalation").assemble("e", {"chalenger": ("a",), "defender": ("b",)})
    assert (caught.value.part, caught.value.name) == ("roles", "chalenger")


def test_a_role_left_open_is_refused() -> None:
    with pytest.raises(MechanismError, match="nobody in the role 'defender'"):
        get("escalation").assemble("e", {"challenger": ("a",)})


def test_two_in_a_role_for_one_are_refused() -> None:
    with pytest.raises(MechanismError, match="2 in the role 'government'"):
        get("executive").assemble("e", {"government": ("a", "b")})


def test_an_unknown_option_is_refused() -> None:
    with pytest.raises(MechanismError, match="an option of 'shocks'") as caught:
        get("shocks").assemble("s", {}, {"size": 3})
    assert caught.value.part == "options"


def test_who_takes_a_feeding_role_pushes_and_is_not_renamed() -> None:
    roles = {"government": ("gov",), "drivers": ("street", "resolve"), "restraints": ("worry",)}
    links = {each.id: each for each in get("executive").assemble("e", roles).links}
    assert (links["e.drivers-street"].cause, links["e.drivers-street"].sign) == ("street", 1)
    assert links["e.drivers-resolve"].cause == "resolve"
    assert (links["e.restraints-worry"].effect, links["e.restraints-worry"].sign) == ("e.resolve", -1)


def test_a_number_of_a_feeding_role_exists_only_where_somebody_takes_it() -> None:
    alone = get("executive").assemble("e", {"government": ("gov",)})
    assert "e.driving" not in {each.name for each in alone.quantities}
