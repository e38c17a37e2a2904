"""The page as text: complete, escaped, and in need of nothing from anywhere."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

from majlis.report.page import page
from majlis.study.result import Result

VOID = {"meta", "link", "br", "img", "input", "hr", "col"}


class Tree(HTMLParser):
    """Checks that tags close as they opened, and gathers ids, targets and tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append((tag, named))
        if named.get("id"):
            self.ids.append(str(named["id"]))
        if str(named.get("href", "")).startswith("#"):
            self.targets.append(str(named["href"])[1:])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def tree(html: str) -> Tree:
    parsed = Tree()
    parsed.feed(html)
    parsed.close()
    assert parsed.open == []
    return parsed


def text_of(html: str) -> str:
    text = re.sub(r"<style>.*?</style>", "", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).replace("\u00a0", " ")


def test_well_formed(synthetic_page: str, emission_page: str, moving_page: str) -> None:
    for html in (synthetic_page, emission_page, moving_page):
        parsed = tree(html)
        assert html.startswith("<!doctype html>")
        assert len(parsed.ids) == len(set(parsed.ids))
        assert set(parsed.targets) <= set(parsed.ids)
        assert ("html", {"lang": "en"}) in parsed.tags


def test_no_request_and_no_script(synthetic_page: str, emission_page: str, moving_page: str) -> None:
    for html in (synthetic_page, emission_page, moving_page):
        for tag, attributes in tree(html).tags:
            assert tag not in ("script", "iframe", "object", "embed", "img", "form")
            assert not any(name.startswith("on") or name == "src" for name in attributes)
            if tag != "a":
                assert not str(attributes.get("href") or "").startswith(("http", "//"))
        assert "url(" not in html
        assert "@import" not in html
        assert "default-src 'none'" in html


def test_hostile_text_is_shown_as_text(synthetic_page: str, hostile: str, passage: str) -> None:
    assert hostile not in synthetic_page
    assert "&lt;script&gt;alert(&#39;name&#39;)&lt;/script&gt;" in synthetic_page
    assert "&lt;b&gt;never&lt;/b&gt; &amp; left." in synthetic_page
    assert passage not in synthetic_page
    assert "<i>for now</i>" not in synthetic_page


def test_only_web_addresses_become_links(synthetic_page: str) -> None:
    assert 'href="https://paper.example/a?b=1&amp;c=2"' in synthetic_page
    assert "javascript:" not in synthetic_page


def test_answer_comes_first(synthetic: Result, synthetic_page: str) -> None:
    text = text_of(synthetic_page)
    question = synthetic.case.questions[0].text
    direction = synthetic.answers[0].direction
    assert direction is not None
    share = f"{direction.share * 100:.0f} %" if 0.01 <= direction.share <= 0.99 else "1 %"
    assert f"<h1>{question}</h1>" in synthetic_page
    order = [
        text.index(part)
        for part in (question, share, "undated", "Error spread learned from EU", "Who stands")
    ]
    assert order == sorted(order)
    assert "Error spread learned from EU legislation, likely too narrow here." in text
    assert "The coders knew how it ended." in text
    assert "Terms of stay at 33 or below" in text
    assert "an agreed date of departure" in text
    assert "How it ended (never used by a model): yes, 27 September 2024" in text


def test_says_that_the_case_was_changed(synthetic: Result, synthetic_page: str) -> None:
    changed = page(synthetic.ensemble, synthetic.answers, synthetic.drivers, {}, ("--drop kdp",))
    assert "The case was changed for this run:</strong> <code>--drop kdp</code>." in changed
    assert "--seed 1 --model settlement --drop kdp</code>" in changed
    assert "The case was changed for this run" not in synthetic_page


def test_every_actor_and_every_citation_opens(synthetic: Result, synthetic_page: str) -> None:
    numbers = synthetic_page[synthetic_page.index('id="numbers"') : synthetic_page.index('id="sources"')]
    assert numbers.count('<th scope="row">Actor number') >= 22 - 2
    opened = numbers.count('<details class="figure"')
    assert opened >= len(synthetic.case.stances)
    cited = sum(len(stance.estimate.claims) for stance in synthetic.case.stances)
    assert numbers.count('<div class="card">') >= cited
    for claim in synthetic.case.claims:
        assert f'id="claim-{claim.id}"' in synthetic_page


def test_claims_show_where_they_come_from(synthetic_page: str) -> None:
    text = text_of(synthetic_page)
    assert "B2 source usually reliable; claim probably true" in text
    assert "Characters 10 to 42, digest aaaaaaaaaa" in text
    assert "Contradicted by c2: Wants to go" in text
    assert "Contradicted by c1" in text
    assert "Said by &lt;script&gt;" in text


def test_support_is_marked_in_words(synthetic_page: str) -> None:
    text = text_of(synthetic_page)
    assert "unsupported" in text
    assert "Looks that keen." in text
    assert "No claim and no reason is given for this number." in text
    assert re.search(
        r"Of \d+ numbers, \d+ cite claims, \d+ are judgement with a reason and \d+ are unsupported\.", text
    )


def test_axes_end_where_the_scale_ends(synthetic_page: str, emission_page: str) -> None:
    for html, ends in (
        (synthetic_page, {("0", "100"), ("4", "10"), ("\u22121", "1")}),
        (emission_page, {("4", "10"), ("\u22121", "1")}),
    ):
        found = set()
        for axis in re.findall(r'<svg class="axis".*?</svg>', html, flags=re.S):
            ticks = re.findall(r'<text x="([\d.]+)%"[^>]*>([^<]+)</text>', axis)
            assert float(ticks[0][0]) == 0.0
            assert float(ticks[-1][0]) == 100.0
            found.add((ticks[0][1], ticks[-1][1]))
        assert found == ends


def test_places_stay_on_the_line(synthetic_page: str, moving_page: str) -> None:
    for html in (synthetic_page, moving_page):
        places = [float(x) for x in re.findall(r'(?:x|x1|x2|cx)="(-?[\d.]+)%"', html)]
        assert places
        assert min(places) >= 0.0
        assert max(places) <= 100.0


def test_sizes_and_time(synthetic: Result, synthetic_page: str) -> None:
    assert len(synthetic_page.encode()) < 1_000_000
    began = time.perf_counter()
    page(synthetic.ensemble, synthetic.answers, synthetic.drivers, {})
    assert time.perf_counter() - began < 2.0


def test_same_run_same_page(synthetic: Result, synthetic_page: str, passage: str) -> None:
    again = page(synthetic.ensemble, synthetic.answers, synthetic.drivers, {"c1": passage})
    assert again == synthetic_page


def test_tables_have_scopes_and_drawings_have_names(synthetic_page: str, moving_page: str) -> None:
    for html in (synthetic_page, moving_page):
        assert "<th>" not in html
        for svg in re.findall(r'<svg[^>]*role="img"[^>]*>(?:\s*<title>)?', html):
            assert "aria-label=" in svg or "<title>" in svg


def test_no_codes_among_the_drivers(synthetic: Result, synthetic_page: str) -> None:
    drivers = synthetic_page[synthetic_page.index('id="drivers"') : synthetic_page.index('id="numbers"')]
    for driver in synthetic.drivers["stay"][:12]:
        assert driver.estimate not in drivers
    assert "capability, in " in drivers


def test_reproduction_and_citation(synthetic_page: str) -> None:
    assert "majlis run synthetic --draws 500 --seed 1" in synthetic_page
    assert re.search(r"Majlis \d+\.\d+\.\d+\. A synthetic dispute &amp; its arenas", synthetic_page)


def test_one_draw_is_enough() -> None:
    from majlis.study.run import run

    result = run("emission-standards-1994", draws=1)
    html = page(result.ensemble, result.answers, result.drivers, {})
    tree(html)
    assert "No number varies enough" in html
