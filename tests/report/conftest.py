"""Pages to look at, and a browser to look at them with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from majlis.report.page import page
from majlis.study.result import Result
from majlis.study.run import run

HOSTILE = "<script>alert('name')</script>"
PASSAGE = "He said: <b>never</b> & left."
ACTORS = 22
CASE = """\
format: 1
id: synthetic
title: A synthetic dispute & its arenas
as_of: 2024-02-07
summary: Twenty-two actors in two arenas.
caveat: The coders knew how it ended.
positions: private
arenas:
  - {id: home, label: Home politics}
  - id: abroad
    label: Talks abroad
    delegates:
      - {actor: a0, of: home, weight: {value: 0.6, low: 0.4, high: 0.8, reason: A guess.}}
issues:
  - id: stay
    label: Terms of stay
    arena: abroad
    scale:
      low: 0
      high: 100
      points:
        - {at: 0, label: everybody out at once}
        - {at: 33, label: an agreed date of departure for the whole of the mission and its advisers}
        - {at: 36, label: an agreed date but later}
        - {at: 100, label: stay without an end}
    status_quo: {value: 80, low: 70, high: 90, claims: [c1]}
  - id: price
    label: Price
    arena: home
    scale:
      low: 4
      high: 10
      unit: years
      points:
        - {at: 4, label: four years}
        - {at: 10, label: ten years}
    status_quo: 5
questions:
  - id: leave
    text: Will an end date be announced by February 2026?
    kind: binary
    resolve: stay <= 33
    by: 2026-02-07
    note: Only dates count.
    resolved: {outcome: yes, date: 2024-09-27, source: Joint statement}
  - {id: terms, text: Where do the terms settle?, kind: numeric, resolve: stay}
  - {id: years, text: After how many years?, kind: numeric, resolve: price}
"""
SOURCES = """\
id,title,publisher,date,reliability,file,url
s1,"A paper with <tags> & more",The Paper,2024-02-01,B,one.txt,https://paper.example/a?b=1&c=2
s2,A blog,,2024-01,D,,javascript:alert(1)
"""
CLAIMS = f"""\
id,kind,statement,source,start,end,digest,before,after,speaker,date,credibility,cause,effect,sign,contradicts
c1,stance,"Wants to stay, <i>for now</i>",s1,10,42,{"a" * 64},{"b" * 16},{"c" * 16},a1,2024-01-30,2,,,,
c2,stance,Wants to go,s2,,,,,,,,3,,,,c1
c3,cause,Pressure brings talks,s1,,,,,,,,2,pressure,talks,+,
"""
EVENTS = """\
id,date,actor,target,status,description,value,unit
e1,2024-01-05,a1,a2,occurred,A strike,2,killed
e2,2024-W06,a2,,threatened,A threat,,
"""
SERIES = """\
series,date,value,unit,bound,source
attacks,2023-10-24,13,attacks,exact,s1
attacks,2023-11-08,41,attacks,lower,s1
attacks,2024-01-20,140,attacks,exact,s2
"""
RELATIONS = "from,to,kind,value\na1,a2,patron,60\n"
CORRELATIONS = "first,second,rho\na1.stay.position,a2.stay.position,0.5\n"


def write_case(folder: Path) -> Path:
    """Write a case of 22 actors, two arenas and two issues; one name is hostile and one is very long."""
    folder.mkdir(parents=True)
    long = "The International Federation of Very Long Names and Unbreakablecompoundwordswithoutend"
    names = {1: HOSTILE, 2: long}
    actors = [f'a{n},"{names.get(n, f"Actor number {n}")}",party' for n in range(ACTORS)]
    rows = ["actor,issue,arena,field,value,low,high,claims,reason"]
    for n in range(ACTORS):
        spot = 4 + (n * 37) % 90
        rows.append(f"a{n},stay,,position,{spot},{max(0, spot - 15)},{min(100, spot + 15)},c1|c2,")
        rows.append(f"a{n},stay,,salience,{30 + n},{20 + n},{45 + n},,Looks that keen.")
        rows.append(f"a{n},price,,position,{4 + n % 7},,,,")
        rows.append(f"a{n},price,,salience,50,30,70,c2,")
        rows.append(f"a{n},price,home,capability,{1 + n},,,c1,")
        rows.append(f"a{n},stay,home,capability,{10 + 3 * n},{5 + 3 * n},{15 + 3 * n},c1,")
        if n < 5:
            rows.append(f"a{n},stay,abroad,capability,{0.08 * (n + 1):.2f},0.05,0.5,c1,")
        if n % 4 == 0:
            rows.append(f"a{n},stay,,private_position,50,20,80,c2,")
    tables = {
        "case.yaml": CASE,
        "actors.csv": "\n".join(["id,name,kind", *actors]) + "\n",
        "stances.csv": "\n".join(rows) + "\n",
        "sources.csv": SOURCES,
        "claims.csv": CLAIMS,
        "events.csv": EVENTS,
        "series.csv": SERIES,
        "relations.csv": RELATIONS,
        "correlations.csv": CORRELATIONS,
    }
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def hostile() -> str:
    """The name of an actor that would be a script if it were not escaped."""
    return HOSTILE


@pytest.fixture(scope="session")
def passage() -> str:
    """The one passage at hand."""
    return PASSAGE


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A run of the synthetic case."""
    return run(str(write_case(tmp_path_factory.mktemp("cases") / "synthetic")), draws=500)


@pytest.fixture(scope="session")
def synthetic_page(synthetic: Result) -> str:
    """Its page, with one passage at hand."""
    return page(synthetic.ensemble, synthetic.answers, synthetic.drivers, {"c1": PASSAGE})


@pytest.fixture(scope="session")
def emission() -> Result:
    """A run of the smallest shipped case."""
    return run("emission-standards-1994", draws=500)


@pytest.fixture(scope="session")
def emission_page(emission: Result) -> str:
    """Its page."""
    return page(emission.ensemble, emission.answers, emission.drivers, {})


@pytest.fixture(scope="session")
def moving() -> Result:
    """A run of the smallest shipped case in motion."""
    return run("philippines-2020", draws=300)


@pytest.fixture(scope="session")
def moving_page(moving: Result) -> str:
    """Its page."""
    return moving.report()


def chromium() -> str | None:
    """Return a Chromium to look with: $CHROMIUM, or one on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium; tests that need one are skipped where there is none."""
    where = chromium()
    if where is None:
        pytest.skip("no Chromium found; install one or name it in $CHROMIUM")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=where, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()
