"""The page as a browser shows it: on a desk, on a phone, in the dark and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
SIZES = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"), (320, "light")]

CLIPPED = """() => [...document.querySelectorAll('svg text')].filter(text => {
  const box = text.getBoundingClientRect();
  if (!box.width) return false;
  const cell = text.closest('figure, td, th, details').getBoundingClientRect();
  return box.left < 0 || box.right > document.documentElement.clientWidth
    || box.left < cell.left - 1 || box.right > cell.right + 1;
}).map(text => text.textContent)"""

OVERLAPPING = """() => [...document.querySelectorAll('svg.axis')].flatMap(axis => {
  const boxes = [...axis.querySelectorAll('text')].map(text => text.getBoundingClientRect())
    .filter(box => box.width);
  return boxes.slice(1).filter((box, index) => box.left < boxes[index].right).map(() => axis.textContent);
})"""

SMALL = """() => [...document.querySelectorAll('body *')].filter(element =>
  [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
  && parseFloat(getComputedStyle(element).fontSize) < 12).map(element => element.textContent.slice(0, 40))"""

CONTRAST = """() => {
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = colour => { paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3).map(value => value / 255); };
  const linear = value => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
  const light = colour => { const [r, g, b] = rgb(colour).map(linear);
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = element => { for (let e = element; e; e = e.parentElement) {
    const colour = getComputedStyle(e).backgroundColor;
    if (colour !== 'rgba(0, 0, 0, 0)') return colour; } return 'white'; };
  const poor = new Set();
  for (const element of document.querySelectorAll('body *')) {
    if (element.tagName === 'title') continue;
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
    const style = getComputedStyle(element);
    const ink = element.closest('svg') ? style.fill : style.color;
    const pair = [light(ink), light(ground(element))].sort((a, b) => b - a);
    const ratio = (pair[0] + .05) / (pair[1] + .05);
    if (ratio < 4.5) poor.add(`${element.className} ${ratio.toFixed(2)}`);
  }
  return [...poor];
}"""


@pytest.fixture(params=["synthetic", "emission"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    html = request.getfixturevalue(f"{request.param}_page")
    file = tmp_path / "report.html"
    file.write_text(html, encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def look(browser: Any, address: str) -> Any:
    """Open the page at a width and in a colour scheme; no request may leave it and nothing may be logged."""
    contexts = []

    def opened(width: int, scheme: str) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        view = context.new_page()
        heard: list[str] = []
        view.on("console", lambda message: heard.append(message.text))
        view.on("pageerror", lambda error: heard.append(str(error)))
        view.on("request", lambda asked: heard.append(asked.url) if asked.url != address else None)
        view.goto(address)
        view.heard = heard
        return view

    yield opened
    for context in contexts:
        context.close()


def open_all(view: Any) -> None:
    view.evaluate("document.querySelectorAll('details:not(.figure)').forEach(element => element.open = true)")


def fits(view: Any, width: int) -> None:
    for everything in (False, True):
        if everything:
            open_all(view)
        assert view.evaluate("document.documentElement.scrollWidth") <= width
        assert view.evaluate(CLIPPED) == []
        assert view.evaluate(OVERLAPPING) == []
        assert view.evaluate(SMALL) == []
        assert view.evaluate(CONTRAST) == []
    assert view.heard == []


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_fits_its_screen(look: Any, width: int, scheme: str) -> None:
    fits(look(width, scheme), width)


@pytest.mark.parametrize("address", ["moving"], indirect=True)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_motion_fits_its_screen(look: Any, width: int, scheme: str) -> None:
    view = look(width, scheme)
    fits(view, width)
    drawing = view.locator(".arcs" if width > 700 else ".cells")
    assert drawing.is_visible()
    arrow = drawing.locator("a").first
    row = view.locator(f"[id='{arrow.get_attribute('href')[1:]}']")
    view.evaluate("document.querySelectorAll('details').forEach(element => element.open = false)")
    view.evaluate("id => { location.hash = id; }", row.get_attribute("id"))
    row.wait_for(state="visible", timeout=2000)


@pytest.mark.parametrize("address", ["moving"], indirect=True)
def test_motion_on_paper(look: Any) -> None:
    view = look(688, "light")
    view.emulate_media(media="print")
    assert view.locator(".arcs").is_visible()
    assert view.locator(".parameters tbody tr").first.is_visible()
    assert view.evaluate("document.documentElement.scrollWidth") <= 688
    assert view.evaluate(CLIPPED) == []
    assert view.pdf(format="A4", prefer_css_page_size=True)[:4] == b"%PDF"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_number_opens_its_claims(look: Any, width: int) -> None:
    view = look(width, "light")
    number = view.locator("#numbers details.figure").first
    number.locator("summary").click()
    panel = number.locator(".panel")
    assert panel.is_visible()
    assert panel.locator(".card").first.is_visible()
    box = panel.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    view.locator("#numbers details.figure summary").nth(1).click()
    assert not panel.is_visible()


def test_a_link_to_a_claim_opens_its_source(look: Any) -> None:
    view = look(1280, "light")
    card = view.locator("[id^='claim-']").first
    assert not card.is_visible()
    view.evaluate("id => { location.hash = id; }", card.get_attribute("id"))
    card.wait_for(state="visible", timeout=2000)


def test_paper_shows_what_is_folded(look: Any) -> None:
    view = look(688, "light")
    view.emulate_media(media="print")
    assert view.locator(".sources .card").first.is_visible()
    assert view.evaluate("document.documentElement.scrollWidth") <= 688
    assert view.evaluate(CLIPPED) == []
    assert view.pdf(format="A4", prefer_css_page_size=True)[:4] == b"%PDF"


def test_dark_and_light_differ(look: Any) -> None:
    grounds = {
        scheme: look(1280, scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    }
    assert grounds["light"] != grounds["dark"]
