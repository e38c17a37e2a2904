"""Copies and common passages."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.reading.documents.common_passages import _WORD, PASSAGE, _edges, worded
from majlis.reading.documents.copies import Copies, copies
from majlis.reading.documents.document import Document
from majlis.reading.text.span import Span


def copies_in(documents) -> Copies:
    return copies([worded(document) for document in documents], {one.id: one for one in documents}.get)


def source_groups(documents):
    return copies_in(documents).groups


def passages_of(documents):
    return tuple(copies_in(documents).passages)


def near_duplicates(documents):
    return copies_in(documents).near()


def words(seed, count):
    chance = random.Random(seed)
    return [f"w{chance.randrange(400)}" for _ in range(count)]


def document(name, found, boilerplate=()):
    return Document(id=name, path=f"{name}.txt", text=" ".join(found), boilerplate=boilerplate)


def changed(found, share, seed):
    chance = random.Random(seed)
    return [word if chance.random() >= share else f"x{chance.randrange(99)}" for word in found]


def test_reprints_are_one_source():
    original = words(1, 400)
    reprints = [document(f"copy{n}", changed(original, 0.08, n)) for n in range(5)]
    others = [document(f"other{n}", words(100 + n, 400)) for n in range(5)]
    groups = source_groups([document("first", original), *others, *reprints])
    assert groups[0] == ("first", *(one.id for one in reprints))
    assert groups[1:] == tuple((one.id,) for one in others)
    near = near_duplicates([*reprints, *others])
    assert near["copy1"] == ("copy0", "copy2", "copy3", "copy4")
    assert near["other1"] == ()


def test_case_marks_and_line_ends_make_no_copy_an_original():
    found = words(2, 200)
    shouted = Document(id="b", path="b", text="\n".join(word.upper() + "," for word in found))
    assert source_groups([document("a", found), shouted]) == (("a", "b"),)


def test_a_short_reprint_inside_a_long_article_is_a_copy():
    short = words(3, 120)
    long = [*words(4, 500), *short, *words(5, 500)]
    assert source_groups([document("long", long), document("short", short)]) == (("long", "short"),)


def test_a_common_passage_is_found_word_for_word():
    passage = words(6, 30)
    first, second = [*words(7, 300), *passage, *words(8, 300)], [*words(9, 200), *passage, *words(10, 400)]
    documents = [document("a", first), document("b", second)]
    assert source_groups(documents) == (("a",), ("b",))
    (shared,) = passages_of(documents)
    assert (shared.first, shared.second) == ("a", "b")
    for span, one in ((shared.first_span, documents[0]), (shared.second_span, documents[1])):
        assert " ".join(passage) in span.of(one.text)


def test_boilerplate_is_no_common_passage():
    notice = words(11, 30)
    length = len(" ".join(notice))
    documents = [document(name, [*notice, *words(name, 300)], (Span(0, length),)) for name in "ab"]
    assert passages_of(documents) == ()


def test_few_and_empty_documents():
    assert near_duplicates([]) == {}
    assert near_duplicates([document("a", words(1, 9))]) == {"a": ()}
    assert source_groups([document("a", []), document("b", []), document("c", ["one"])]) == (
        ("a",),
        ("b",),
        ("c",),
    )


@settings(max_examples=30, deadline=None)
@given(st.integers(PASSAGE, 60), st.integers(0, 80), st.integers(0, 80), st.integers(0, 999))
def test_no_passage_is_missed(length, before, after, seed):
    passage = [f"p{seed}-{n}" for n in range(length)]
    first = document("a", [*words(seed, 200 + before), *passage, *words(seed + 1, 200)])
    second = document("b", [*words(seed + 2, 200), *passage, *words(seed + 3, 200 + after)])
    held = [one for one in passages_of([first, second]) if " ".join(passage) in one.first_span.of(first.text)]
    assert len(held) == 1 or source_groups([first, second]) == (("a", "b"),)


@given(st.text())
def test_words_begin_and_end_in_arrays_where_they_do_in_a_pattern(text):
    assert _edges(text).tolist() == [list(word.span()) for word in _WORD.finditer(text)]
