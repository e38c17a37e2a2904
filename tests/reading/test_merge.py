"""Two readers' proposals as one list: nothing is lost, and where they differ it shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from majlis.reading.proposal import Proposal
from majlis.reading.second_reader.merge import merge, numbered


def claim(start: int, end: int, kind: str = "statement", **fields: object) -> Proposal:
    return Proposal(f"d-{kind}-0", "d", kind, start, end, "x" * (end - start), **fields)  # type: ignore[arg-type]


def test_both_values_show_where_they_differ() -> None:
    (both,) = merge([claim(0, 100, speaker="a", stance=-60.0)], [claim(5, 100, speaker="b", stance=40.0)])
    assert (both.start, both.speaker, both.stance) == (0, "a", -60)
    assert both.note == (
        "speaker: a by the first reader, b by the second; stance: -60 by the first reader, 40 by the second"
    )


def test_gaps_are_filled_and_say_so() -> None:
    (both,) = merge([claim(0, 100, note="fuzzy")], [claim(0, 100, speaker="b")])
    assert (both.speaker, both.note) == ("b", "fuzzy; speaker from the second reader")


def test_near_stances_do_not_differ_but_near_figures_do() -> None:
    (near,) = merge([claim(0, 9, stance=-60.0)], [claim(0, 9, stance=-55.0)])
    assert near.note is None
    (figure,) = merge([claim(0, 9, "figure", value=60.0)], [claim(0, 9, "figure", value=61.0)])
    assert figure.note == "value: 60 by the first reader, 61 by the second"


def test_what_only_one_proposes_says_so() -> None:
    found = merge([claim(0, 10), claim(0, 4, "mention")], [claim(50, 60), claim(0, 10, "event")])
    assert [(each.id, each.note) for each in found] == [
        ("d-mention-1", None),
        ("d-event-1", "only the second reader proposes it"),
        ("d-statement-1", "only the first reader proposes it"),
        ("d-statement-2", "only the second reader proposes it"),
    ]


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30), st.sampled_from(("statement", "event")))
LISTS = st.lists(SPANS.map(lambda span: claim(span[0], span[0] + span[1], span[2])), max_size=8)


@given(LISTS, LISTS)
def test_nothing_is_lost_and_ids_are_unique(first: list[Proposal], second: list[Proposal]) -> None:
    found = merge(first, second)
    assert max(len(first), len(second)) <= len(found) <= len(first) + len(second)
    assert len({each.id for each in found}) == len(found)
    places = [(each.kind, each.start, each.end) for each in found]
    assert all((each.kind, each.start, each.end) in places for each in first)


@given(LISTS)
def test_a_list_merged_with_itself_stays(first: list[Proposal]) -> None:
    assert merge(first, first) == numbered(first)
