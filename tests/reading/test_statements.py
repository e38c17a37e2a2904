"""Statements: who said what, on articles written before the grammar, and case by case."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from majlis.reading.actors.actors import Known, Subject
from majlis.reading.actors.aliases import index
from majlis.reading.actors.mentions import mentions
from majlis.reading.actors.passage import passages
from majlis.reading.documents.document import Document
from majlis.reading.proposal import Proposal
from majlis.reading.reader import read
from majlis.reading.statements.statements import statements
from majlis.reading.text.sentences import sentences

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.yaml"))
RHO = Known("rho", "Anna Rho", ("Anna Rho", "Ms. Rho"), "person")
KOL = Known("kol", "Peter Kol", ("Peter Kol", "Kol"), "person")
PARTY = Known("greens", "Green Party", ("Green Party", "the Greens"), "party")
STATE = Known("vale", "Vale", ("Vale",), "state")
ACTORS = (RHO, KOL, PARTY, STATE)
DAM = Subject("dam", "the dam is built", "the dam is stopped")


def told(text: str, actors: tuple[Known, ...] = ACTORS) -> list[Proposal]:
    document = Document("d", "d.txt", text)
    cut, aliases = sentences(text), index(actors)
    found = passages(document, cut, mentions(document, cut, aliases))
    return statements(document, found, aliases, [DAM])


def said(text: str) -> list[tuple[str | None, str]]:
    return [(one.speaker, one.quote.rstrip(".,")) for one in told(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister Anna Rho said on Monday it rained.", [("rho", "Anna Rho said on Monday it rained")]),
        ("“It rains,” said Anna Rho, a farmer.", [("rho", "“It rains,” said Anna Rho")]),
        ("“It rains,” Anna Rho, the mayor, told reporters.", [("rho", "“It rains,” Anna Rho")]),
        ("It rains too much, Anna Rho said.", [("rho", "It rains too much, Anna Rho said")]),
        ("The rain, Anna Rho argued, ruins all.", [("rho", "The rain, Anna Rho argued, ruins all")]),
        ("According to Anna Rho, the dam leaks.", [("rho", "According to Anna Rho, the dam leaks")]),
        ("The dam leaks, according to Anna Rho.", [("rho", "The dam leaks, according to Anna Rho")]),
        (
            "Anna Rho said the dam leaks, adding that nobody cares.",
            [("rho", "Anna Rho said the dam leaks"), ("rho", "adding that nobody cares")],
        ),
        ("The Greens oppose the dam.", [("greens", "The Greens oppose the dam")]),
        ("Vale demanded that the work stop.", [("vale", "Vale demanded that the work stop")]),
        ("The Greens see the dam as a threat.", [("greens", "The Greens see the dam as a threat")]),
        ("The plan was condemned by Peter Kol.", [("kol", "The plan was condemned by Peter Kol")]),
        ("Anna Rho: “We build.”", [("rho", "Anna Rho: “We build.”")]),
        ("Kol made it clear that he would stay.", [("kol", "Kol made it clear that he would stay")]),
        ("Anna Rho spoke of a line.", [("rho", "Anna Rho spoke of a line")]),
        ("Anna Rho refused to sign.", [("rho", "Anna Rho refused to sign")]),
        ("Anna Rho promised on Friday to sign.", [("rho", "Anna Rho promised on Friday to sign")]),
        ("Anna Rho called Kol the undertaker.", [("rho", "Anna Rho called Kol the undertaker")]),
        ("Leaving now, Rho added, would hurt us.", [("rho", "Leaving now, Rho added, would hurt us")]),
        ("“Stay,” Rho said, asking Kol to go.", [("rho", "“Stay,” Rho said"), ("rho", "asking Kol to go")]),
        ("Anna Rho has not said whether she will go.", []),
        ("If Anna Rho says that it rains, stay at home.", []),
        ("Anna Rho walked to the river.", []),
    ],
)  # fmt: skip
def test_one_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(speaker, quote.rstrip(".,")) for speaker, quote in said(text)] == expected


def test_a_pronoun_takes_the_last_speaker() -> None:
    assert [one for one, _ in said("Anna Rho met Vale. She said it rained. “It still rains.”")] == [
        "rho",
        "rho",
    ]


def test_a_title_takes_its_bearer() -> None:
    text = "The water minister, Anna Rho, went home. It rained. Kol laughed. The minister said it was late."
    assert [one for one, _ in said(text)] == ["rho"]


def test_a_party_whose_wish_is_passed_on_is_the_speaker() -> None:
    only = told("Anna Rho said that the Greens oppose the dam.")
    assert [(one.speaker, one.reported_by) for one in only] == [("greens", "rho")]


def test_a_speaker_whom_the_case_does_not_know_is_proposed_as_new() -> None:
    found = read(Document("d", "d.txt", "It is late, said Ilse Brandner, a nurse."), ACTORS)
    assert [(one.actor, one.quote) for one in found if one.kind == "mention"] == [(None, "Ilse Brandner")]


def test_what_the_writer_claims() -> None:
    found = told("The dam may never be built. The dam was begun in 1990.")
    assert [(one.speaker, one.quote) for one in found] == [("author", "The dam may never be built.")]


def test_attribution_and_channel() -> None:
    quoted, private = told("“It rains,” said Anna Rho. Peter Kol privately conceded that the dam leaks.")
    assert (quoted.attribution, quoted.channel) == ("quote", None)
    assert (private.attribution, private.channel) == ("paraphrase", "private")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_articles_written_before_the_grammar(path: Path) -> None:
    article = YAML(typ="safe", pure=True).load(path)
    found = _read(article)
    rows = article["statements"]
    pairs = [(row, _best(row["span"], article["text"], found)) for row in rows]
    matched = [(row, one) for row, one in pairs if one is not None]
    right = [row for row, one in matched if one is not None and row.get("speaker") in (None, one.speaker)]
    assert 2 * len(matched) / (len(rows) + len(found)) >= 0.85
    assert 2 * len(right) / (len(rows) + len(found)) >= 0.75


def test_signs_of_stances_over_the_articles() -> None:
    right = stances = 0
    for path in ARTICLES:
        article = YAML(typ="safe", pure=True).load(path)
        found = _read(article)
        for row in article["statements"]:
            one = _best(row["span"], article["text"], found)
            if one is not None and row.get("stance"):
                stances += 1
                right += one.stance is not None and one.stance * row["stance"] > 0
    assert stances > 30
    assert right / stances >= 0.75


def _read(article: dict[str, Any]) -> list[Proposal]:
    actors = [
        Known(one["id"], one["canonical"], tuple(one["aliases"]), one["type"]) for one in article["actors"]
    ]
    proposals = read(Document("a", "a.txt", article["text"]), actors, [Subject(**article["issue"])])
    return [one for one in proposals if one.kind == "statement"]


def _best(span: str, text: str, found: list[Proposal]) -> Proposal | None:
    """Give the proposal that shares most words with a passage, at least half."""
    words = [one.span() for one in re.finditer(r"\w+", text)]
    start = text.index(span)
    gold = {at for at, (first, last) in enumerate(words) if first < start + len(span) and last > start}
    best, most = None, 0.5
    for one in found:
        own = {at for at, (first, last) in enumerate(words) if first < one.end and last > one.start}
        share = len(gold & own) / len(gold | own)
        if share >= most:
            best, most = one, share
    return best


WORDS = """said that , . “ ” " ' Anna Rho Kol the minister he they who according to see as for and but would
not calls a letter was reported by him ; : ? adding 3 Vale's told reporters of which"""
PIECES = st.sampled_from([*WORDS.split(), "\n\n"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_any_order_of_the_words_of_the_grammar_is_read(text: str) -> None:
    _exact(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    _exact(text)


def _exact(text: str) -> None:
    for one in read(Document("d", "d.txt", text), ACTORS, [DAM]):
        assert one.quote == text[one.start : one.end]
        assert one.quote
        if one.stance is not None:
            assert one.stance_low is not None
            assert one.stance_high is not None
            assert -100 <= one.stance_low <= one.stance <= one.stance_high <= 100


@given(st.permutations(ACTORS))
def test_the_order_of_the_actors_does_not_matter(actors: list[Known]) -> None:
    text = "The Greens said that Vale fears the dam. “Never,” said Kol. According to Anna Rho, he may go."
    assert told(text, tuple(actors)) == told(text)


def test_an_empty_document() -> None:
    assert read(Document("d", "d.txt", ""), ACTORS, [DAM]) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Green Party would accept a smaller dam.", "greens"),
        ("Anna Rho would not agree to a delay.", "rho"),
        ("The Green Party, which rules the hills, would support a smaller dam.", "greens"),
        ("A smaller dam would not please the farmers.", "author"),
        ("Kol is out. Anna Rho compared the dam to “a bath that nobody has asked to sit in”.", "rho"),
        ("Anna Rho of the Greens left early. Her party said that the dam was leaking.", "greens"),
        ("The Green Party stayed away. The party said that the dam was leaking.", "greens"),
        ("Anna Rho will vote against.", "rho"),
        ("The Green Party will not hear of it.", "greens"),
        ("Anna Rho would rather see a bridge.", "rho"),
        ("The dam will probably leak before long.", "author"),
    ],
)
def test_whose_words_they_are_where_no_verb_of_speech_names_the_speaker(text: str, speaker: str) -> None:
    assert [one.speaker or "author" for one in told(text)][-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Anna Rho wondered whether the mayor was awake.",
        "Anna Rho asked the mayor why the bridge was shut.",
        "Anna Rho maintains that each delay costs the town dear.",
        "Anna Rho said, in a note mailed to the press, that the bridge is safe.",
        "Anna Rho said those who had boats could leave.",
    ],
)
def test_contents_that_open_in_other_ways(text: str) -> None:
    assert [one.speaker for one in told(text)] == ["rho"]


@pytest.mark.parametrize(
    "text",
    [
        "It would cost a fortune, Anna Rho said.",
        "It would drown the town, Anna Rho told the farming press.",
        "The dam would drown the town, Anna Rho said in a letter sent on Monday.",
        "Any dam, Anna Rho wrote in a note handed to the press, would be a breach of promises.",
        "Smugglers, Anna Rho said, will be the first to cross.",
        "The dam would drown the town, Anna Rho fears.",
        "If the dam broke, Anna Rho said, the town would be lost.",
        "Taxes, Anna Rho said, cost more than dams.",
        "In Anna Rho's view the dam would drown the town.",
        "By the count of Anna Rho, nine houses would be lost.",
        "Anna Rho said failure to build would be fatal.",
        "Anna Rho told members that dams rarely pay.",
        "Anna Rho said that at least 18 people died in the floods.",
        "Anna Rho is in favour.",
        "Anna Rho came out strongly against the dam.",
        "Anna Rho is ready to talk about a smaller dam.",
        "Anna Rho is convinced that the dam leaks.",
        "Anna Rho backs the mayor.",
        "Anna Rho supports him.",
        "Anna Rho has long demanded a bridge.",
        "Anna Rho herself demanded a bridge.",
        "Anna Rho is asking the town for a bridge.",
        "Anna Rho urged deputies to stay.",
        "Anna Rho puts the cost at nine million.",
        "Anna Rho estimates that the dam would cost nine million.",
        "Anna Rho, who was robbed of her land this spring, fears for the mill.",
    ],
)
def test_many_ways_to_say_it_or_to_take_a_side(text: str) -> None:
    assert [one.speaker for one in told(text)] == ["rho"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A grandmother complained that the dam leaks.", "A grandmother"),
        ("Fans in orange jerseys said that the dam leaks.", "Fans in orange jerseys"),
        ("The dockers fear dismissals.", "The dockers"),
        ("Pharmacists in the valley want a bridge.", "Pharmacists in the valley"),
        ("A driver who was robbed this year told us that the road was dark.", "A driver"),
    ],
)
def test_whoever_says_something_is_somebody(text: str, speaker: str) -> None:
    assert [(one.speaker, one.speaker_text) for one in told(text)] == [(None, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "The council of a Washington think tank met.",
        "Anna Rho was born in May 1970.",
        "The dam, begun on 27 May 2034, stands.",
        "It threatens to rain.",
        "It may be that Anna Rho says so.",
    ],
)
def test_what_nobody_says(text: str) -> None:
    assert [one for one in told(text) if one.speaker != "author"] == []
