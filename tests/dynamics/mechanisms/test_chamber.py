from __future__ import annotations

import pytest

from majlis.dynamics.mechanisms.mechanism import MechanismError
from majlis.dynamics.mechanisms.registry import get


def chamber(**options: object):
    blocs = [
        {"actor": "left", "seats": 80, "salience": 1.0},
        {"actor": "right", "seats": 20, "salience": 0.0},
    ]
    return get("chamber").assemble("c", {}, {"blocs": blocs, **options})


def test_half_and_one_are_the_quorum_where_nothing_is_said() -> None:
    (vote,) = chamber().votes
    assert (vote.members, vote.quorum, vote.rule) == (100, 51, "majority-present")


def test_who_can_revoke_the_invitation_is_a_rule_of_the_case() -> None:
    assert chamber().votes[0].passed == "c.resolution"
    revoking = chamber(revoked_by="chamber")
    assert revoking.votes[0].passed == "c.notice"
    assert [each.rate for each in revoking.hazards if each.id == "c.notice"] == [None]


def test_a_bloc_follows_a_level_of_the_case_where_one_is_named() -> None:
    part = chamber(blocs=[{"actor": "left", "seats": 80, "support": "left.troops.position", "turned": True}])
    (bloc,) = part.votes[0].blocs
    assert (bloc.support, bloc.turned) == ("left.troops.position", True)
    assert "c.support_left" not in {each.name for each in part.quantities}


def test_proposals_pass_where_the_blocs_want_them_and_fail_without_a_quorum(ran) -> None:
    sure = {"c.proposal_rate": 0.2, "c.support_left": 0.99, "c.support_right": 0.01}
    system, state, _ = ran(chamber(), 20, draws=400, numbers=sure)
    proposed, passed = (
        state.so_far[:, system.hazard_index[f"c.{name}"]] for name in ("proposal", "resolution")
    )
    assert passed.sum() > 0.75 * proposed.sum() > 0
    _, state, _ = ran(chamber(quorum=101, members=200), 20, draws=400, numbers=sure)
    assert state.so_far[:, system.hazard_index["c.resolution"]].sum() == 0


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"blocs": []}, "a chamber without blocs"),
        ({"blocs": ["left"]}, "the bloc 'left'"),
        ({"blocs": [{"actor": "left", "seats": 0}]}, "'0' as seats of 'left'"),
        ({"blocs": [{"actor": "left", "seats": 3, "party": "x"}]}, "'party' of the bloc 'left'"),
        ({"blocs": [{"actor": "left", "seats": 3, "salience": 40}]}, "'40' as salience of 'left'"),
        ({"rule": "plurality"}, "'plurality' as rule"),
        ({"revoked_by": "king"}, "'king' as revoked_by"),
        ({"members": 50}, "'50' as members"),
        ({"quorum": 1.5}, "'1.5' as quorum"),
    ],
)
def test_what_is_wrong_with_a_chamber_is_said(options, found) -> None:
    with pytest.raises(MechanismError, match=found) as caught:
        chamber(**options)
    assert caught.value.part == "options"
    assert caught.value.mend


def test_a_bloc_that_boycotts_counts_for_the_quorum_alone() -> None:
    blocs = [{"actor": "left", "seats": 40}, {"actor": "right", "seats": 60, "boycott": "yes"}]
    (vote,) = chamber(blocs=blocs).votes
    assert [bloc.id for bloc in vote.blocs] == ["left"]
    assert (vote.members, vote.quorum) == (100, 51)
    with pytest.raises(MechanismError, match="every bloc stays away"):
        chamber(blocs=blocs[1:])


def test_numbers_may_be_written_as_texts() -> None:
    part = chamber(blocs=[{"actor": "left", "seats": "80", "salience": "0.7", "turned": "yes"}], quorum="30")
    (vote,) = part.votes
    assert (vote.quorum, vote.blocs[0].seats, vote.blocs[0].salience, vote.blocs[0].turned) == (
        30,
        80,
        0.7,
        True,
    )


def test_a_force_of_nobody_is_refused() -> None:
    with pytest.raises(MechanismError, match="'0' as largest_force"):
        get("negotiation").assemble("n", {"host": ("a",), "guest": ("b",)}, {"largest_force": 0})
