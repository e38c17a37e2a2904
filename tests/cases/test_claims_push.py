"""The causal claims of the documents push the answer as they say, few draws as these are."""

from __future__ import annotations

import pytest

from majlis.case.load import load
from majlis.explore.bench import Bench
from majlis.explore.leverage import claims_of, leverage

DRAWS = 60
SIGNS = {"+": 1, "-": -1}
ENOUGH = {"iraq-2020": 27, "iraq-2024": 38}
"""Of which even so few draws are sure; 34 and 43 stand on something, and all are clear on 1,000 draws."""


@pytest.mark.parametrize("name", list(ENOUGH))
def test_no_claim_pushes_departure_the_wrong_way_and_most_push_it_as_they_say(name: str) -> None:
    bench = Bench.of_case(load(name), DRAWS, 1)
    assert bench.case.motion is not None
    carried = [each for each in claims_of(bench) if each.carriers]
    signed = {each.claim.id: SIGNS[each.claim.sign] for each in carried if each.claim.sign in SIGNS}
    off = {claim: bench.change_without([claim]) for claim in signed}
    bench.settle(off.values())
    clear = {claim: leverage(bench, bench.after(each))["departure"].clear for claim, each in off.items()}
    wrong = [claim for claim, sign in signed.items() if clear[claim] == -sign]
    assert [claim for claim in wrong if claim not in bench.case.motion.reasons] == []
    assert sum(clear[claim] == sign for claim, sign in signed.items()) >= ENOUGH[name]
