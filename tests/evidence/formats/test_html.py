"""Pages: the article, and nothing that could run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.evidence.formats import html
from majlis.evidence.text import DocumentError, facts, normalised


def test_the_article_alone_is_kept(samples):
    text = normalised(samples.PAGE.encode(), "dam.html")
    assert all(paragraph in text.split("\n") for paragraph in samples.PARAGRAPHS)
    for other in ("run me", "color", "Sport", "picture"):
        assert other not in text


def test_the_same_page_gives_the_same_text(samples):
    raw = samples.PAGE.encode()
    assert normalised(raw, "a.htm") == normalised(raw, "b.HTML") == normalised(raw, "a.htm")


def test_what_a_page_says_of_itself(samples):
    said = facts(samples.PAGE.encode(), "dam.html")
    assert (said.title, said.authors, said.publisher) == ("Dam turned down", ("Anna Berg",), "Valley Post")
    assert (said.date, said.firm) == ("2019-03-05", True)


def test_a_date_for_people_is_left_to_the_reader_of_dates(samples):
    page = samples.PAGE.replace('<meta property="article:published_time" content="2019-03-05T08:00:00Z">', "")
    said = facts(page.encode(), "dam.html")
    assert said.date is None
    assert "By Anna Berg | 3-5-2019" in said.datelines


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-15"])
def test_a_page_is_decoded_as_it_declares(encoding):
    page = f'<html><head><meta charset="{encoding}"></head><body><p>Café société in Århus</p></body></html>'
    assert "Café société in Århus" in normalised(page.encode(encoding), "a.html")


def test_a_page_that_declares_nothing_is_read_as_browsers_do():
    assert "naïve “plan”" in normalised("<p>naïve “plan”</p>".encode("windows-1252"), "a.html")


def test_entities_do_not_grow():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE html [<!ENTITY e0 "boom">{levels}]><html><body><p>Calm words. &e8;</p></body></html>'
    text = normalised(bomb.encode(), "a.html")
    assert "Calm words." in text
    assert len(text) < 2_000


def test_entities_of_files_stay_closed(tmp_path):
    (tmp_path / "secret").write_text("secret words")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    page = f"{entity}<html><body><p>Calm &x;</p></body></html>"
    assert "secret words" not in normalised(page.encode(), "a.html")


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table"])
def test_deep_nesting_is_read_or_refused(samples, tag):
    page = f"<html><body>{f'<{tag}>' * 50_000}deep{f'</{tag}>' * 50_000}</body></html>"
    assert samples.is_read_or_refused(page.encode(), "a.html")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<html><body><script>let text = 1</script></body></html>", "the page holds no text"),
        (b"<html><p>words\0</p>", "a.html: byte 14 (line 1): found a zero byte"),
        ("<p>words</p>".encode("utf-16"), "found UTF-16, expected UTF-8"),
        (b"", "a.html: is empty"),
    ],
)
def test_pages_without_text_are_refused(raw, said):
    with pytest.raises(DocumentError) as fault:
        normalised(raw, "a.html")
    assert said in str(fault.value)


def test_large_pages_are_refused(monkeypatch):
    monkeypatch.setattr(html, "LARGEST", 20)
    with pytest.raises(DocumentError, match="found a page of 25 bytes, expected at most 20; cut the page"):
        normalised(b"<p>" + b"x" * 18 + b"</p>", "a.html")


MARKS = """<p> </p> <div> <table><tr><td> </table> <!-- -->
<![CDATA[ &#0; &quot < <script> <article>
</script> &#xD800; <title> <li> <time/datetime='9999-99-99'> <meta/charset='utf-7'>
<meta/property=og:title="""
MARKUP = st.lists(st.one_of(st.sampled_from(MARKS.split()), st.text(max_size=20)), max_size=40).map("".join)


@settings(max_examples=60, deadline=None)
@given(MARKUP)
def test_any_markup_is_read_or_refused(samples, markup):
    assert samples.is_read_or_refused(markup.encode(errors="replace"), "a.html")
