"""What is not the article."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.reading.documents.boilerplate import boilerplate, told_again

STORY = (
    "The water board of Ostby turned down the new dam on Monday, after farmers had blocked the road to the "
    "valley for nine days in a row."
)


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your experience.",
        "Accept all",
        "Subscribe to our newsletter",
        "Sign up for our free daily newsletter and never miss a story!",
        "Follow us on Twitter",
        "Share this: Facebook Twitter",
        "Facebook | Twitter | WhatsApp",
        "Skip to main content",
        "Read more: Dam plan in doubt",
        "Related articles",
        "ADVERTISEMENT",
        "Source link",
        "© 2019 Valley Post. All rights reserved.",
        "The opinions expressed here are the author's own.",
        "Photo: Ann Lee / Valley Post",
        "picture_12.jpg",
        "image (2)b",
        "https://post.example/dam",
        "12 comments",
    ],
)
def test_lines_of_a_site_are_marked(line):
    text = f"{STORY}\n\n  {line} \n{STORY}"
    assert [span.of(text) for span in boilerplate(text)] == [line]


@pytest.mark.parametrize(
    "line",
    [
        STORY,
        "Growers share this view of the board.",
        "The home minister said that the source of the money was unknown.",
        "Sign of peace",
        "Next to the road stood a hundred tractors.",
        "“We must follow the law,” she said.",
        "Changing views",
    ],
)
def test_lines_of_the_article_are_kept(line):
    assert boilerplate(f"{STORY}\n\n{line}\n\n{STORY}") == ()


def test_a_request_glued_to_the_last_paragraph_is_cut_off():
    text = f"{STORY} Sign up for our newsletter"
    assert [span.of(text) for span in boilerplate(text)] == ["Sign up for our newsletter"]


def test_menus_before_and_after_the_article():
    menu = "Home\nWorld\nSport\nWeather\nVideo"
    text = f"{menu}\n\nDam turned down\nBy Ann Lee\n\n{STORY}\n\nFirst reading\n\n{STORY}\n\n{menu}"
    assert [span.of(text) for span in boilerplate(text)] == menu.split("\n") * 2


def test_a_title_told_again_is_marked_once_alone_and_once_run_into_the_text():
    title = "Will the valley’s dam be built?"
    text = f"{title}\n\n{title}\n\nWill the valleys dam be built{STORY}"
    assert [span.of(text) for span in told_again(title, text)] == [title, "Will the valleys dam be built"]


@pytest.mark.parametrize(
    "line",
    [
        "terms" + " and" * 80 + " x",
        "facebook " + "twitter | " * 35 + "x",
        "share this" + " on facebook," * 28 + " x",
        "home" + " | news & sport" * 25 + " !",
        "we " * 120,
        "our newsletter " * 25 + "!",
        "(" * 390,
    ],
)
def test_no_line_takes_long(line):
    before = process_time()
    boilerplate(f"{line}\n" * 20)
    assert process_time() - before < 1


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=30))
def test_spans_are_apart_and_inside(text, title):
    for spans in (boilerplate(text), told_again(title, text)):
        end = 0
        for span in spans:
            assert end <= span.start < span.end <= len(text)
            end = span.end
