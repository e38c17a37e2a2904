"""Markdown: words without marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.evidence.text import DocumentError, facts, normalised

ARTICLE = """---
title: "Dam turned down"
author: Anna Berg and Jo Roe
date: 2019-03-05
site: Valley Post
---

# Dam *turned* down

The board [said](https://example.org/x) on
Monday that it was **over** &amp; done.<script>run()</script>

- first
- second

| who | seats |
|-----|-------|
| Reds | 31 |

![the valley](valley.png)
"""


def test_words_alone_are_kept():
    lines = [line for line in normalised(ARTICLE.encode(), "dam.md").split("\n") if line]
    assert lines == [
        "Dam turned down",
        "The board said on Monday that it was over & done.run()",
        *("first", "second", "who", "seats", "Reds", "31", "the valley"),
    ]


def test_what_the_front_matter_says():
    said = facts(ARTICLE.encode(), "dam.md")
    assert (said.title, said.authors, said.publisher) == (
        "Dam turned down",
        ("Anna Berg", "Jo Roe"),
        "Valley Post",
    )
    assert (said.date, said.origin, said.firm) == ("2019-03-05", "the front matter", True)


def test_the_heading_is_the_title_where_no_front_matter_gives_one():
    said = facts(b"intro\n\n# Dam turned down #\n\nText", "dam.md")
    assert (said.title, said.date) == ("Dam turned down", None)


def test_wrong_encodings_are_refused():
    with pytest.raises(DocumentError, match=r"a\.md: byte 3 \(line 1\): found 0xe9, which is not UTF-8"):
        normalised(b"caf\xe9", "a.md")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    raw = text.encode(errors="replace")
    try:
        found = normalised(raw, "a.md")
    except DocumentError:
        return
    assert found.strip()
    assert normalised(raw, "a.md") == found
