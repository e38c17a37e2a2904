"""Passages of documents that have changed."""

import random
import textwrap
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from majlis.evidence.locator import locate, locate_span, passage
from majlis.evidence.relocation import PROPOSALS, relocate

LEAD = (
    "Three villages share the upper valley, and for as long as anyone recalls they quarrelled over one weir."
)
CITED = (
    "The miller of Oberau has told the assembly that he will open the sluice by himself if no vote is taken "
    "before the snow melts, and both of his neighbours believe him."
)
TAIL = "The assembly's clerk, a careful woman, wrote it down, underlined it twice and closed the book."
STORY = f"{LEAD} {CITED} {TAIL}"
HERE = locate(STORY, CITED)

VOCABULARY = [
    f"{first}{second}" for first in "bdfgklmnprst" for second in ("a", "em", "ilo", "ostre", "unda")
]


def story(seed: int, words: int) -> str:
    """Words in random order, so that windows of 24 letters hardly ever repeat."""
    return " ".join(random.Random(seed).choices(VOCABULARY, k=words))


def best(text, locator=HERE):
    found = relocate(text, locator)[0]
    assert found.text == text[found.start : found.end]
    return found


@pytest.mark.parametrize("before", ["A heading\n\n", "\u00e9\U0001f30a ", "x " * 5000])
def test_text_inserted_before(before):
    found = best(before + STORY)
    assert (found.how, found.start, found.distance, found.neighbours) == (
        "moved unchanged",
        HERE.start + len(before),
        0,
        2,
    )
    assert passage(before + STORY, locate_span(before + STORY, found.start, found.end)) == CITED


@pytest.mark.parametrize("width", [40, 60, 72, 100])
def test_lines_broken_anew(width):
    text = textwrap.fill(STORY, width)
    found = best(text)
    assert found.text.split() == CITED.split()
    assert found.how == "reflowed"
    assert found.neighbours == 2
    assert relocate(text, HERE)[1:] == []


@pytest.mark.parametrize("width", [40, 60, 72, 100])
@pytest.mark.parametrize("join", [" ", None])
def test_lines_joined_or_broken_otherwise(width, join):
    wrapped = textwrap.fill(STORY, width)
    there = locate(wrapped, CITED)
    text = STORY if join else textwrap.fill(STORY, 55)
    found = best(text, there)
    assert found.how == "reflowed"
    assert found.text.split() == CITED.split()


def test_paragraphs_survive_a_reflow():
    text = f"{LEAD}\n\n{CITED}\n\n{TAIL}"
    both = locate(text, f"{CITED} {TAIL}")
    wrapped = "\n\n".join(textwrap.fill(part, 50) for part in (LEAD, CITED, TAIL))
    found = best(wrapped, both)
    assert found.how == "reflowed"
    assert found.text.split() == f"{CITED} {TAIL}".split()


@pytest.mark.parametrize("width", [30, 36, 43, 54, 70, 95])
def test_lines_broken_after_hyphens(width):
    cited = CITED.replace("by himself", "at the well-known half-hour-long noon-time bell")
    text = f"{LEAD} {cited} {TAIL}"
    wrapped = textwrap.fill(text, width)
    assert "-\n" in wrapped
    found = best(wrapped, locate(text, cited))
    assert found.how == "reflowed"
    there = locate_span(wrapped, found.start, found.end)
    assert best(text, there).how == "reflowed"
    assert best(text, there).text == cited


def test_lines_broken_by_hand_are_not_proven():
    by_hand = STORY.replace("has told", "has\ntold").replace("no vote", "no\nvote")
    found = best(STORY, locate(by_hand, CITED))
    assert found.how == "changed between the same neighbours"
    assert found.text == CITED
    assert found.distance == 0
    found = best(STORY.replace("has told", "has\n  told"))
    assert found.how == "reflowed"
    assert found.distance == 2


@pytest.mark.parametrize(
    ("old", "new"), [("will open", "may open"), ("sluice", "SLUICE"), ("by himself ", "")]
)
@pytest.mark.parametrize("width", [None, 60])
def test_changed_words(old, new, width):
    text = STORY.replace(old, new)
    text = textwrap.fill(text, width) if width else text
    found = best(text)
    assert found.how == "changed between the same neighbours"
    assert found.text.split() == CITED.replace(old, new).split()
    assert found.distance == abs(len(old) - len(new))


def test_changed_neighbours_only():
    text = STORY.replace("over one weir.", "over one well.").replace(
        "The assembly's clerk", "An elderly clerk"
    )
    found = best(text)
    assert (found.how, found.neighbours) == ("unchanged in place", 0)
    assert found.text == CITED


def test_unchanged_in_place():
    found = best(STORY.replace("The assembly's", "Our assembly's"))
    assert (found.how, found.neighbours, found.start) == ("unchanged in place", 1, HERE.start)
    assert best(STORY).how == "unchanged in place"


def test_one_neighbour_agrees():
    text = "Preface. " + STORY.replace("will open", "may open").replace("over one weir.", "over one well.")
    found = best(text)
    assert (found.how, found.neighbours) == ("one neighbour agrees", 1)
    assert found.text.endswith("believe him.")


def test_a_deleted_passage_is_not_proposed():
    assert relocate(f"{LEAD} {TAIL}", HERE) == []
    assert relocate("Something else altogether.", HERE) == []
    assert relocate("", HERE) == []


@pytest.mark.parametrize("cited", [LEAD, TAIL, STORY])
def test_passages_at_the_ends(cited):
    there = locate(STORY, cited)
    assert best(textwrap.fill(STORY, 60), there).text.split() == cited.split()
    assert best("New. " + STORY + " New.", there).text == cited
    assert best(STORY.replace("valley", "gorge").replace("twice", "once"), there).how.startswith("changed")


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.integers(0, 119), st.integers(1, 60), st.data())
def test_any_passage_is_found_after_any_reflow(seed, first, count, data):
    """Whatever white space becomes, the first proposal has the same words between the same neighbours."""
    words = story(seed, 120).split()
    gaps = data.draw(st.lists(st.sampled_from([" ", "\n", "\n\n", "  "]), min_size=119, max_size=119))
    old = words[0] + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=True))
    cited = words[first : first + count]
    there = locate(old, " ".join(cited), occurrence=1)
    assume(old[: there.start].split() == words[:first])
    for text in (" ".join(words), textwrap.fill(" ".join(words), 60), "\n".join(words)):
        assert relocate(text, there)[0].text.split() == cited
    if min(len("".join(words[:first])), len("".join(words[first + len(cited) :]))) >= 24:
        assert relocate("Added before.\n" + " ".join(words), there)[0].text.split() == cited


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.integers(10, 80), st.integers(1, 30), st.data())
def test_any_changed_word_is_said(seed, first, count, data):
    words = story(seed, 120).split()
    text = " ".join(words)
    there = locate_span(text, len(" ".join(words[:first])) + 1, len(" ".join(words[: first + count])))
    assert passage(text, there) == " ".join(words[first : first + count])
    changed = list(words)
    changed[first + data.draw(st.integers(0, count - 1))] = "otherwise"
    found = relocate(textwrap.fill(" ".join(changed), 60), there)[0]
    assert found.how == "changed between the same neighbours"
    assert found.text.split() == changed[first : first + count]


def test_a_short_passage_elsewhere_says_less_than_two_neighbours():
    text = STORY.replace("the sluice", "the gate") + " So much for the sluice."
    there = locate(STORY, "the sluice")
    assert [found.how for found in relocate(text, there)] == [
        "changed between the same neighbours",
        "moved unchanged",
    ]
    moved = f"{LEAD} {CITED.replace('melts', 'goes')} {TAIL} It was said again: {CITED}"
    assert [found.how for found in relocate(moved, HERE)] == [
        "moved unchanged",
        "changed between the same neighbours",
    ]


@pytest.mark.parametrize(
    "repeat", ["a ", "ab\n", "no one knows and no one asks who knows ", "\u00e9\u00e8 ", "x"]
)
@pytest.mark.parametrize("size", [1, 1_900, 20_000])
def test_thousands_of_repeats_are_fast(repeat, size):
    text = (repeat * 40_000)[:40_000]
    start = 10_000 + (text[10_000] in " \n")
    there = locate_span(text, start, start + size)
    for changed in (
        "x" + text,
        text[:12_000] + "Q" + text[12_001:],
        " ".join(text.split()),
        text.replace("\n", " \n"),
    ):
        began = time.process_time()
        found = relocate(changed, there)
        assert time.process_time() - began < 2
        assert len(found) <= PROPOSALS


def test_long_documents_are_searched_where_words_begin():
    text = story(1, 8_000)
    there = locate_span(text, 0, 20_000)
    longer = story(2, 8_000) + "\n" + text
    began = time.process_time()
    assert best(longer, there).how == "moved unchanged"
    assert time.process_time() - began < 3
