"""Checks across the parts of a case; the wording is in the corpus."""

import pytest

from majlis.case.checks import CHECKS, faults_across
from majlis.case.extent import WHOLE, Extent


def copy(case, **parts):
    """A copy of a case whose parts were changed by hand."""
    changed = case.model_copy(update=parts)
    for name in ("actor_by_id", "issue_by_id", "claim_by_id", "source_by_id", "bargains", "_stance_by_key"):
        changed.__dict__.pop(name, None)
    return changed


def changed_row(case, part, row, **values):
    records = list(getattr(case, part))
    records[row] = records[row].model_copy(update=values)
    return copy(case, **{part: tuple(records)})


def found(case, extent=WHOLE):
    return [fault.found for fault in faults_across(case, extent)]


def test_the_sound_case_passes(ferry):
    assert found(ferry) == []


@pytest.mark.parametrize(
    ("part", "row", "values", "said"),
    [
        ("actors", 4, {"id": "north"}, "the id 'north' a second time"),
        ("actors", 2, {"parent": "nobody"}, "the actor 'nobody', which is not in the case"),
        ("actors", 0, {"seats_claims": ("C9",)}, "the claim 'C9', which is not in the case"),
        ("stances", 0, {"actor": "nobody"}, "the actor 'nobody', which is not in the case"),
        ("stances", 0, {"issue": "nothing"}, "the issue 'nothing', which is not in the case"),
        ("stances", 0, {"arena": "nowhere"}, "the arena 'nowhere', which is not in the case"),
        ("relations", 0, {"taker": "ministry"}, "a tie of 'ministry' to itself"),
        ("claims", 0, {"source": "nothing"}, "the source 'nothing', which is not in the case"),
        ("claims", 0, {"reported_by": "nobody"}, "the actor 'nobody', which is not in the case"),
        ("claims", 0, {"contradicts": ("C1",)}, "the claim 'C1' contradicting itself"),
        ("sources", 0, {"file": None}, "a locator into 'gazette', which has no file"),
        ("events", 0, {"target": "nobody"}, "the actor 'nobody', which is not in the case"),
        ("events", 0, {"claims": ("C9",)}, "the claim 'C9', which is not in the case"),
        ("series", 1, {"unit": "tons"}, "the unit 'tons' in the series 'passengers'"),
        (
            "correlations",
            0,
            {"first": "a.b.position"},
            "the estimate 'a.b.position', which is not in the case",
        ),
        ("correlations", 0, {"second": "north.sailings.position"}, "an estimate correlated with itself"),
    ],
)
def test_each_check_of_the_tables(ferry, part, row, values, said):
    assert said in found(changed_row(ferry, part, row, **values))


def test_a_check_is_left_out_where_its_parts_are_not_whole(ferry):
    broken = changed_row(ferry, "stances", 1, actor="crews")
    assert "a capability of 'north' on 'sailings' without a salience" in found(broken)
    assert found(broken, Extent(unread=frozenset({"stances"}))) == []


def test_ids_of_rows_that_could_not_be_read_are_known(ferry):
    broken = changed_row(ferry, "claims", 0, speaker="nobody")
    assert found(broken) == ["the actor 'nobody', which is not in the case"]
    assert found(broken, Extent(named={"actors": frozenset({"nobody"})})) == []
    assert found(broken, Extent(unread=frozenset({"actors"}), lost=frozenset({"actors"}))) == []


def test_every_check_names_parts_of_a_case():
    parts = {
        "case",
        "actors",
        "stances",
        "relations",
        "sources",
        "claims",
        "events",
        "series",
        "correlations",
    }
    assert all(set(needs) <= parts for _, needs in CHECKS)
