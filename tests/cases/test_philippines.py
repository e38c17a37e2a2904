"""The second case in motion: another country, another kind of pact, no mechanism of its own."""

from __future__ import annotations

import numpy as np
import pytest

from majlis.case.case import Case
from majlis.case.load import load
from majlis.dynamics.state import State
from majlis.ensemble.motion.anchor import anchor_of
from majlis.ensemble.motion.history import first_week
from majlis.ensemble.motion.model import assemble_motion

NOTICE_WEEKS = 26
"""The 180 days between notice and the end of the agreement, in weeks."""


@pytest.fixture(scope="module")
def case() -> Case:
    return load("philippines-2020")


def test_it_shares_nothing_with_iraq(case: Case) -> None:
    """No actor, issue, claim or source of it stands in an Iraq case, but for the great powers."""
    for name in ("iraq-2020", "iraq-2024"):
        other = load(name)
        assert set(case.issue_by_id).isdisjoint(other.issue_by_id)
        assert set(case.claim_by_id).isdisjoint(other.claim_by_id)
        assert set(case.actor_by_id) & set(other.actor_by_id) <= {"us_gov", "us_congress", "trump", "china"}


def test_nothing_dated_after_the_as_of_date_informs_it(case: Case) -> None:
    dates = [each.date for table in (case.sources, case.events, case.series) for each in table if each.date]
    assert max(day.earliest for day in dates) <= case.as_of.earliest
    assert case.caveat is not None
    assert "knew how it ended" in case.caveat
    assert {each.id: each.resolved.outcome for each in case.questions if each.resolved} == {
        "departure": "yes",
        "lapse": "no",
        "recall-if-notice": "yes",
    }


def test_every_causal_claim_is_carried(case: Case) -> None:
    on_links = {claim for link in case.links for claim in link.claims}
    on_numbers = {claim for row in case.parameters if row.off is not None for claim in row.estimate.claims}
    causes = {claim.id for claim in case.claims if claim.kind == "cause"}
    assert causes <= on_links | on_numbers


def test_signs_are_those_of_the_effect_on_notice(case: Case) -> None:
    """What bears only on what follows notice has an open sign, and says so."""
    signs = {claim.id: claim.sign for claim in case.claims if claim.kind == "cause"}
    assert case.motion is not None
    assert {claim for claim, sign in signs.items() if sign == "0"} == set(case.motion.reasons)
    into_recall = {claim for link in case.links if link.effect == "recall" for claim in link.claims}
    assert into_recall == set(case.motion.reasons)


def test_the_agreement_lapses_half_a_year_after_notice_that_stands(case: Case) -> None:
    """In every draw: no lapse without notice, none before the 180 days, none once it was taken back."""
    model = assemble_motion(case)
    path = model.path(np.arange(600), 1, anchor_of(model)[0])
    hazard = model.system.hazard_index
    first = {name: np.full(600, np.inf) for name in ("executive.notice", "recall", "lapse")}

    def note(state: State) -> None:
        for name, week in first.items():
            week[np.isinf(week) & (state.so_far[:, hazard[name]] > 0)] = state.week

    path.advance(path.begin(first_week(case)), 104, note)
    notice, recall, lapse = first.values()
    lapsed, recalled = np.isfinite(lapse), np.isfinite(recall)
    assert 20 < lapsed.sum() < np.isfinite(notice).sum() < 400
    assert recalled.sum() > 20
    waited = lapse[lapsed] - notice[lapsed]
    assert waited.min() >= NOTICE_WEEKS
    assert np.median(waited) <= NOTICE_WEEKS + 6
    assert (recall[recalled] > notice[recalled]).all()
    # Where both happened, the agreement lapsed first or in the very weeks in which the recall took effect.
    both = lapsed & recalled
    assert (lapse[both] <= recall[both] + 2).all()
