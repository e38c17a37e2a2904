"""Events: acts in clauses and nouns, with who acts on whom, in disputes that no lexicon knows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.reading.actors.actors import Known
from majlis.reading.actors.aliases import index
from majlis.reading.actors.mentions import mentions
from majlis.reading.actors.passage import passages
from majlis.reading.documents.document import Dating, Document
from majlis.reading.events.events import events
from majlis.reading.proposal import Proposal
from majlis.reading.statements.statements import statements
from majlis.reading.text.sentences import sentences

ACTORS = (
    Known("dockers", "Dockers' Guild", ("Dockers' Guild", "the dockers"), "union"),
    Known("port", "Ostermouth Port Authority", ("Port Authority", "the port"), "company"),
    Known("orlen", "Petra Orlen", ("Petra Orlen", "Orlen"), "person"),
    Known("vasland", "Vasland", ("Vasland",), "state"),
    Known("torrin", "Torrin", ("Torrin",), "state"),
    Known(
        "junta", "National Salvation Committee", ("National Salvation Committee", "the junta"), "armed group"
    ),
    Known("president", "Idris Calloway", ("Idris Calloway", "Calloway"), "person"),
    Known("senate", "the Senate", ("the Senate",), "institution"),
    Known("treasurer", "Mara Quist", ("Mara Quist", "Quist"), "person"),
    Known("kell", "Oskar Kell", ("Oskar Kell", "Kell"), "person", "analyst"),
)


def read(text: str) -> list[Proposal]:
    document = Document("article", "article.txt", text, date=Dating("2031-05-14", "day", "header"))
    cut, aliases = sentences(text), index(ACTORS)
    named = mentions(document, cut, aliases)
    found = passages(document, cut, named)
    return events(document, found, aliases, statements(document, found, aliases, ()))


def only(text: str) -> Proposal:
    found = read(text)
    assert len(found) == 1, [event.quote for event in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "quote", "actor", "target", "plover"),
    [
        (
            "On Monday the Dockers' Guild boycotted the arbitration hearing.",
            "Dockers' Guild boycotted the arbitration hearing",
            "dockers",
            None,
            "PROTEST",
        ),
        (
            "Vasland deployed two frigates near the islets, while fishermen stayed at home.",
            "Vasland deployed two frigates near the islets",
            "vasland",
            None,
            "MOBILIZE",
        ),
        (
            "President Idris Calloway was arrested by the junta on Friday.",
            "President Idris Calloway was arrested by the junta",
            "junta",
            "president",
            "COERCE",
        ),
        (
            "Budget chief Mara Quist met with Petra Orlen in the capital.",
            "Mara Quist met with Petra Orlen in the capital",
            "treasurer",
            "orlen",
            "CONSULT",
        ),
        (
            "Torrin and its neighbour held talks with Vasland on the fishing zone.",
            "Torrin and its neighbour held talks with Vasland on the fishing zone",
            "torrin",
            "vasland",
            "CONSULT",
        ),
        (
            "Trade has suffered since the invasion of Torrin by Vasland.",
            "the invasion of Torrin by Vasland",
            "vasland",
            "torrin",
            "ASSAULT",
        ),
    ],
)
def test_an_act_has_its_span_actor_target_and_class(
    text: str, quote: str, actor: str, target: str | None, plover: str
) -> None:
    event = only(text)
    assert (event.quote.removeprefix("the "), event.actor, event.target, event.plover) == (
        quote.removeprefix("the "),
        actor,
        target,
        plover,
    )


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Vasland attacked Torrin.", "occurred"),
        ("Vasland will attack Torrin.", "forecast"),
        ("Vasland plans to attack Torrin.", "planned"),
        ("Vasland has not attacked Torrin.", "denied"),
        ("Vasland threatened to attack Torrin.", "threatened"),
        ("Vasland has failed to attack Torrin.", "denied"),
    ],
)
def test_standing(text: str, status: str) -> None:
    assert only(text).status == status


def test_a_condition_is_no_event_but_its_consequence_is_a_forecast() -> None:
    event = only("If Vasland attacks Torrin, the Senate will suspend the treaty.")
    assert (event.actor, event.status) == ("senate", "forecast")


def test_clauses_of_a_sentence_are_events_of_their_own() -> None:
    found = read("The junta dissolved the Senate and arrested Idris Calloway.")
    assert [(event.actor, event.plover) for event in found] == [("junta", "COERCE"), ("junta", "COERCE")]


def test_a_noun_counts_only_the_first_time() -> None:
    text = (
        "Nobody forgets the assassination of Idris Calloway. Since the assassination of Calloway all waits."
    )
    assert [event.quote for event in read(text)] == ["the assassination of Idris Calloway"]


def test_a_question_a_wish_and_a_pointer_are_no_events() -> None:
    assert read("Will Vasland attack Torrin?") == []
    assert read("Fear of an attack on Torrin is great.") == []
    assert read("The move surprised Vasland.") == []


def test_who_comments_does_not_act() -> None:
    assert read("Oskar Kell criticised the Senate.") == []


def test_a_pronoun_stands_for_the_one_actor_it_fits() -> None:
    found = read("Mara Quist left the hall. She rejected the plan of the Senate.")
    assert found[-1].actor == "treasurer"


def test_a_refusal_in_the_first_person_is_the_speakers() -> None:
    event = read("“We will not open the gates for anyone,” Petra Orlen said.")[0]
    assert (event.actor, event.plover, event.status) == ("orlen", "REJECT", "occurred")


def test_the_day_is_seen_from_the_document() -> None:
    event = only("Vasland attacked Torrin in April 2031 with drones.")
    assert (event.date, event.date_precision) == ("2031-04", "month")


WORDS = st.sampled_from(
    [
        "Vasland",
        "Torrin",
        "attacked",
        "the",
        "by",
        "to",
        "which",
        "who",
        "that",
        ",",
        ".",
        "“",
        "”",
        '"',
        "and",
        "if",
    ]
)
MORE = st.sampled_from(
    ["talks", "were", "held", "protests", "of", "not", "will", "steps", "(", ")", "'", "said"]
)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(WORDS | MORE, max_size=30).map(" ".join)))
def test_any_text_gives_exact_quotes(text: str) -> None:
    for event in read(text):
        assert event.quote == text[event.start : event.end] != ""
        assert event.actor is None or event.actor != event.target


@pytest.mark.parametrize(
    ("text", "actor", "plover"),
    [
        ("Vasland annexed the islets in March.", "vasland", "COERCE"),
        ("The Senate threw out the plan in March.", "senate", "REJECT"),
        ("The Port Authority has sued Vasland over the pier.", "port", "ACCUSE"),
        ("Vasland used tear gas on the dockers.", "vasland", "COERCE"),
        ("The Dockers' Guild went on strike at noon.", "dockers", "PROTEST"),
        ("Calloway travelled to Torrin for the day.", "president", "CONSULT"),
    ],
)
def test_more_verbs_of_conflict(text: str, actor: str, plover: str) -> None:
    event = only(text)
    assert (event.actor, event.plover) == (actor, plover)
