"""The ledger: what was published by a date, and what a claim carries."""

from __future__ import annotations

import pytest

from majlis.case.case import Case
from majlis.evidence.ledger import LedgerError, carried_by, claims_of


def test_only_what_was_published_by_a_date(iraq: Case) -> None:
    dates = sorted(iraq.source_by_id[claim.source].date.earliest for claim in iraq.claims)
    middle = dates[len(dates) // 2]
    found = claims_of(iraq, as_of=middle.isoformat())
    assert 0 < len(found) <= len(iraq.claims)
    assert len(found) == sum(date <= middle for date in dates)
    assert claims_of(iraq, as_of="1900-01-01") == ()
    with pytest.raises(LedgerError):
        claims_of(iraq, as_of="soon")


def test_a_claim_carries_numbers_links_and_events(iraq: Case) -> None:
    (link, *_) = [link for link in iraq.links if link.claims]
    claim = iraq.claim_by_id[link.claims[0]]
    assert f"link {link.id}" in carried_by(iraq, claim)
    estimates = {name for each in iraq.claims for name in carried_by(iraq, each)}
    assert {stance.name for stance in iraq.stances if stance.estimate.claims} <= estimates
