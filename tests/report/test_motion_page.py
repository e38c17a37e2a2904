"""The page of a case in motion: the answer first, and everything that it rests on within reach."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.report.motion.diagram import diagram
from majlis.report.motion.fan import fans, round_up
from majlis.report.motion.graph import ancestors, arrows, between
from majlis.report.motion.headline import axis_of, moving_headline, spreads
from majlis.report.motion.observed import Seen
from majlis.report.motion.parameters import parameters
from majlis.report.motion.prior import prior_page
from majlis.report.motion.questions import question_rows
from majlis.report.motion.study import InMotion
from majlis.report.motion.weight import weight
from majlis.report.motion.worlds import world_tables
from majlis.report.page import page
from majlis.report.wording import percent
from majlis.study.result import Result
from majlis.study.run import run

SECTIONS = (
    "answer",
    "questions",
    "motion",
    "diagram",
    "weight",
    "worlds",
    "prior",
    "parameters",
    "positions",
)


@pytest.fixture(scope="module")
def found(moving: Result) -> InMotion:
    assert moving.in_motion is not None
    return moving.in_motion


def test_the_answer_comes_first_and_sections_follow(found: InMotion, moving_page: str) -> None:
    order = [moving_page.index(f'id="{name}"') for name in SECTIONS]
    assert order == sorted(order)
    headline = moving_headline(found)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", moving_page)).replace("\u00a0", " ")
    assert headline.number.replace("\u00a0", " ") in text
    assert headline.word in text
    assert text.index("Three kinds of not knowing") < text.index("The other questions")


def test_three_kinds_of_spread_stay_apart(found: InMotion) -> None:
    figure = spreads(found)
    assert figure is not None
    assert [row.name for row in figure.rows] == ["Chance of the draws", "Rival worlds", "Decision models"]
    draws, worlds, models = figure.rows
    assert draws.band is not None
    assert draws.band[0] < figure.answer < draws.band[1]
    assert worlds.band is models.band is None
    assert len(worlds.marks) == sum(len(states) for states in found.answers[0].by_world.values())
    assert len(models.marks) == len(found.answers[0].by_model)


def test_a_static_run_of_a_moving_case_shows_no_motion(moving: Result) -> None:
    still = page(moving.ensemble, moving.answers, moving.drivers, {})
    assert 'id="motion"' not in still
    assert "undated" in still
    assert " --static</code>" in still


def test_no_later_point_without_being_asked_for(found: InMotion, moving_page: str, moving: Result) -> None:
    assert 'class="later"' not in moving_page
    asked = found.case.settlement(found.case.issues[0].id)
    later = (Seen(asked, 30.0, 30.0, 40.0, "40 seen"), Seen(asked, -4.0, -4.0, 41.0, "41 seen"))
    shown = page(moving.ensemble, moving.answers, moving.drivers, {}, (), replace(found, later=later))
    assert 'class="later"' in shown
    assert "40 seen" in shown
    assert 'class="seen" cx' in shown


def test_every_question_has_its_condition_and_its_anchor(found: InMotion) -> None:
    rows = {row.id: row for row in question_rows(found)}
    assert found.answers[0].question.id not in rows
    assert len(rows) == len(found.case.questions) - 1
    for question in found.case.questions[1:]:
        assert bool(rows[question.id].given) == (question.given is not None)
        assert rows[question.id].anchor or rows[question.id].basis
    assert "Binding notice to leave" in rows["recall-if-notice"].given
    assert "% of draws" in rows["recall-if-notice"].given.replace("\u00a0", " ")


def test_prior_equals_the_reference_rate_and_layers_end_at_the_answer(found: InMotion) -> None:
    table = prior_page(found)
    assert [row.mean for row in table.rows] == [row.anchored for row in table.rows]
    assert table.steps[0].number == table.rows[0].anchored
    probability = found.answers[0].probability
    assert probability is not None
    assert table.steps[-1].number == percent(probability)
    assert len(table.steps) == 4


def test_arrows_are_derived_and_cite_their_claims(found: InMotion, moving: Result) -> None:
    every = arrows(found)
    assert {link.id for link in found.system.assembly.links} <= {arrow.id for arrow in every}
    nodes = ancestors(found, every, 40)
    shown = between(found, every, nodes)
    known = {node.id for node in nodes}
    assert {arrow.cause for arrow in shown} | {arrow.effect for arrow in shown} <= known
    assert all(0.0 <= arrow.exists <= 1.0 for arrow in every)
    drawn = diagram(found, {})
    rows = {row.anchor for effect in drawn.effects for row in effect.rows}
    assert {arc.anchor for arc in drawn.arcs} | {cell.anchor for cell in drawn.cells} <= rows
    html = moving.report()
    for link in moving.case.links:
        row = html[html.index(f'id="arrow-{link.id}"') :].split("</li>")[0]
        assert all(f'href="#claim-{claim}"' in row for claim in link.claims)


def test_each_step_lies_between_the_answer_and_its_causes(found: InMotion) -> None:
    nodes = ancestors(found, arrows(found), 15)
    assert len(nodes) <= 15
    assert [node.steps for node in nodes] == sorted(node.steps for node in nodes)
    assert [node.id for node in nodes if node.steps == 0] == ["executive.notice"]


def test_claims_that_carry_the_answer(found: InMotion, moving: Result) -> None:
    both = weight(found, _cards(moving))
    assert both is not None
    assert 0 < len(both.leverage) <= 10
    sizes = [abs(float(row.log_odds.replace("\u2212", "-"))) for row in both.leverage]
    assert sizes == sorted(sizes, reverse=True)
    assert all(row.low <= (row.x + row.width if row.rises else row.x) <= row.high for row in both.leverage)
    worth = [float(row.bits) for row in both.settling]
    assert worth == sorted(worth, reverse=True)


def test_worlds_stand_side_by_side(found: InMotion, moving: Result) -> None:
    (table,) = world_tables(found, _cards(moving))
    assert [column.claim for column in table.columns] == ["K-EARNEST", "K-BARGAIN", ""]
    assert table.rows[0].headline
    assert len(table.rows) + len(table.quiet) == len(found.answers)
    assert all(len(row.values) == 3 for row in (*table.rows, *table.quiet))


def test_every_number_of_the_motion_has_its_basis(found: InMotion, moving: Result) -> None:
    table = parameters(found, _cards(moving))
    rows = [row for group in table.groups for row in group.rows]
    assert sum(count for _, count in table.counts) == len(rows)
    quantities = {quantity.name for quantity in found.system.assembly.quantities}
    assert quantities <= {row.name for row in rows}
    assert {f"{link.id}.strength" for link in found.case.links} <= {row.name for row in rows}
    cited = {card.id for row in rows for card in row.cards}
    assert {claim for link in found.case.links for claim in link.claims} <= cited


def test_the_curve_rises_to_the_answer(found: InMotion) -> None:
    assert found.reruns is not None
    curve = found.reruns.curve
    assert curve[0] == 0.0
    assert (np.diff(curve) >= 0.0).all()
    np.testing.assert_allclose(curve[-1], found.answers[0].probability)


def test_bands_of_a_fan_hold_each_other(found: InMotion) -> None:
    shown = fans(found)
    both = (*shown.asked, *(fan for group in shown.others for fan in group.fans))
    assert len(both) == len(found.system.levels) + len(found.system.hazards)
    for fan in both:
        if fan.outer:
            outer, inner = (_ys(each) for each in (fan.outer, fan.inner))
            half = len(outer) // 2
            assert (outer[:half] <= inner[:half]).all()
            assert (outer[half:] >= inner[half:]).all()


@given(st.floats(1e-6, 1e9))
def test_rounding_up_adds_little(value: float) -> None:
    assert value * 0.999999 <= round_up(value) <= value * 1.11


@given(st.floats(0, 1), st.floats(0, 1))
def test_an_axis_holds_what_it_shows(one: float, other: float) -> None:
    low, high, step = axis_of(min(one, other), max(one, other))
    assert low - 1e-9 <= min(one, other)
    assert max(one, other) <= high + 1e-9
    assert 0 < round((high - low) / step) <= 7


def _cards(moving: Result) -> dict[str, object]:
    from majlis.report.claim_card import cards_of

    return cards_of(moving.case, {})


def _ys(points: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([float(point.split(",")[1]) for point in points.split()])


@pytest.mark.parametrize(("first", "draws"), [("vfa-level", 30), ("departure", 1)])
def test_a_number_asked_first_or_a_single_draw_has_a_page(moving: Result, first: str, draws: int) -> None:
    questions = sorted(moving.case.questions, key=lambda question: question.id != first)
    html = run(moving.case.model_copy(update={"questions": tuple(questions)}), draws=draws).report()
    assert 'id="motion"' in html
    assert ('class="curve"' in html) == (first == "departure")
    assert 'id="weight"' not in html
