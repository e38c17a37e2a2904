"""Passages and their locators."""

import time
import unicodedata
from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from majlis.case.locator import Locator
from majlis.evidence.locator import (
    AmbiguousPassage,
    NeighboursChanged,
    PassageChanged,
    PassageError,
    PassageNotFound,
    locate,
    locate_span,
    passage,
)
from majlis.evidence.text import normalised

STORY = (
    "The harbour council met on Tuesday.\nIts chair, Ilse Varn, asked that the crane be moved\n"
    "before winter. Nobody spoke against it, but the\u00a0dockers' union left early.\n\n"
    "A week later the crane stood where it had always stood \U0001f3d7, and the council met again."
)
WORDS = st.lists(
    st.text(st.characters(exclude_categories=("Cs", "Z", "Cc")), min_size=1, max_size=6), min_size=1
)
BLANK = st.sampled_from([" ", "\n", "  ", "\t", "\n\n", "\u00a0"])


@st.composite
def texts(draw):
    words = draw(WORDS)
    return unicodedata.normalize("NFC", "".join(word + draw(BLANK) for word in words).strip())


@st.composite
def spans(draw):
    text = draw(texts())
    assume(text.strip())
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    assume(not text[start:end].isspace())
    return text, start, end


def short(characters: str) -> str:
    return sha256(characters.encode()).hexdigest()[:16]


def test_the_digests_are_those_of_the_format():
    start = STORY.index("the crane be moved")
    found = locate_span(STORY, start, start + len("the crane be moved"))
    assert found == Locator(
        start=start,
        end=start + 18,
        digest=sha256(b"the crane be moved").hexdigest(),
        before=short("schair,IlseVarn,askedthat"[-24:]),
        after=short("beforewinter.Nobodyspoke"),
    )


def test_fewer_neighbours_at_the_ends():
    found = locate_span("ab cd ef", 3, 5)
    assert (found.before, found.after) == (short("ab"), short("ef"))
    whole = locate_span("ab cd ef", 0, 8)
    assert (whole.before, whole.after) == (short(""), short(""))


def test_blanks_do_not_count_as_neighbours():
    far = " " * 5000
    found = locate_span("abc" + far + "def" + far + "ghi", 5003, 5006)
    assert (found.before, found.after) == (short("abc"), short("ghi"))


@given(spans())
def test_a_span_is_found_again(case):
    text, start, end = case
    assert passage(text, locate_span(text, start, end)) == text[start:end]


@given(spans(), st.sampled_from(["start", "end", "digest", "before", "after"]), st.data())
def test_a_flip_of_any_field_is_detected(case, name, data):
    text, start, end = case
    good = locate_span(text, start, end)
    if name in ("start", "end"):
        value = data.draw(st.integers(0, len(text) + 5))
    else:
        digest = getattr(good, name)
        at = data.draw(st.integers(0, len(digest) - 1))
        value = digest[:at] + ("0" if digest[at] != "0" else "1") + digest[at + 1 :]
    assume(value != getattr(good, name))
    with pytest.raises(ValueError):  # noqa: PT011 - a locator that cannot be, or a passage that is not there
        passage(text, Locator(**{**good.model_dump(), name: value}))


@given(spans(), st.data())
def test_a_changed_letter_is_detected(case, data):
    text, start, end = case
    at = data.draw(st.integers(start, end - 1))
    letter = "x" if text[at] != "x" else "y"
    with pytest.raises(PassageChanged):
        passage(text[:at] + letter + text[at + 1 :], locate_span(text, start, end))


@given(spans())
def test_words_are_located_whatever_their_white_space(case):
    text, start, end = case
    text = " ".join(text.split())
    words = text[start:end]
    assume(words.strip())
    rewritten = words.replace(" ", "\n ")
    places = [at for at in range(len(text)) if text.startswith(words.strip(), at)]
    for occurrence, at in enumerate(places[:5], start=1):
        found = locate(text, rewritten, occurrence=occurrence)
        assert found.start == at
        assert passage(text, found) == words.strip()


def test_words_across_lines():
    found = locate(STORY, "asked that  the crane be moved before winter.")
    assert passage(STORY, found) == "asked that the crane be moved\nbefore winter."
    assert passage(STORY, locate(STORY, "the dockers' union")) == "the\u00a0dockers' union"
    assert locate(STORY, "The harbour").start == 0
    assert locate(STORY, "met again.").end == len(STORY)
    assert passage(STORY, locate(STORY, "\U0001f3d7, and")) == "\U0001f3d7, and"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_one_locator_for_every_way_of_saving(mark, end, form):
    story = "Une caf\u00e9 \u00e0 Sk\u00e5ne.\nLe ma\u00eetre d\u00eena l\u00e0."
    raw = mark + unicodedata.normalize(form, story).replace("\n", end).encode()
    words = unicodedata.normalize(form, "Sk\u00e5ne. Le ma\u00eetre")
    assert locate(normalised(raw, "a.txt"), words) == locate(story, "Sk\u00e5ne. Le ma\u00eetre")


def test_words_that_stand_twice():
    with pytest.raises(AmbiguousPassage) as fault:
        locate(STORY, "council met")
    assert fault.value.offsets == (12, STORY.rindex("council met"))
    assert "the words stand in the text 2 times; choose one with occurrence=1 to 2" in str(fault.value)
    assert "1: at 12 'The harbour council met on Tuesday." in str(fault.value)
    assert locate(STORY, "council met", occurrence=2).start == STORY.rindex("council met")
    with pytest.raises(PassageNotFound, match="occurrence: found 3, expected 1 to 2"):
        locate(STORY, "council met", occurrence=3)
    with pytest.raises(PassageNotFound, match="occurrence: found 0, expected 1 to 2"):
        locate(STORY, "council met", occurrence=0)


def test_overlapping_places_count():
    with pytest.raises(AmbiguousPassage) as fault:
        locate("no no no", "no no")
    assert fault.value.offsets == (0, 3)


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("asked that the crane be removed before winter", "'asked that the crane be moved before winter.'"),
        ("ilse varn asked", "nearest passage is at"),
        ("Nobody spoke against them", "'Nobody spoke against it,'"),
        ("wholly unrelated sentence", "nor anything like them"),
        ("THE HARBOUR COUNCIL", "'The harbour council'"),
    ],
)
def test_words_that_are_not_there_name_the_nearest(words, nearest):
    with pytest.raises(PassageNotFound) as fault:
        locate(STORY, words)
    assert nearest in str(fault.value)


@pytest.mark.parametrize("words", ["", " \n"])
def test_no_words(words):
    with pytest.raises(PassageNotFound, match="found no words"):
        locate(STORY, words)
    with pytest.raises(PassageNotFound):
        locate("", "words")


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, len(STORY) + 1)])
def test_spans_outside_the_text(start, end):
    with pytest.raises(PassageError, match="offsets: found"):
        locate_span(STORY, start, end)


def test_blank_spans():
    with pytest.raises(PassageError, match="found only white space"):
        locate_span("a \n b", 1, 4)


def test_what_changed_is_said():
    found = locate(STORY, "the crane be moved")
    with pytest.raises(PassageChanged, match="found another text, 'the crane be mended'; see what"):
        passage(
            STORY.replace("moved", "mended").replace("mendedd", "mended"),
            found.model_copy(update={"end": found.end + 1}),
        )
    with pytest.raises(PassageChanged, match="the text ends at 9"):
        passage(STORY[:9], found)
    with pytest.raises(NeighboursChanged, match="the passage is there, but the text after it has changed"):
        passage(STORY.replace("before winter", "after winter"), found)
    with pytest.raises(NeighboursChanged, match="the text before it has changed"):
        passage(STORY.replace("asked that", "urged that"), found)


def test_an_unchanged_passage_with_blanks_moved_around_it():
    found = locate(STORY, "Its chair,")
    assert passage(STORY.replace("council met on", "council\tmet on"), found) == "Its chair,"


@pytest.mark.parametrize(
    "words", ["a " * 1000, "b " * 1000, "a", "a b", " ".join(str(number) for number in range(500))]
)
def test_thousands_of_repeats_are_fast(words):
    text = "a " * 25_000
    began = time.process_time()
    with pytest.raises(PassageError):
        locate(text, words)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "change",
    [
        {"start": -1},
        {"end": 2},
        {"digest": "0" * 63},
        {"digest": "A" * 64},
        {"digest": "0" * 64 + "\n"},
        {"before": "0" * 17},
        {"after": "g" * 16},
        {"start": 1.5},
        {"page": 3},
    ],
)
def test_locators_that_cannot_be(change):
    good = {"start": 2, "end": 5, "digest": "0" * 64, "before": "0" * 16, "after": "f" * 16}
    assert Locator(**good).end == 5
    with pytest.raises(ValidationError):
        Locator(**{**good, **change})


def test_locators_are_frozen():
    with pytest.raises(ValidationError):
        locate(STORY, "Ilse").start = 3
    assert len({locate(STORY, "Ilse"), locate(STORY, "Ilse")}) == 1
