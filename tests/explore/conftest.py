"""A case that records an escalation, for what is learned from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from majlis.case.load import load
from majlis.case.starter import write_starter
from majlis.explore.updating import Fit, fit

MOTION = """
motion:
  warm_up_from: 2023-12-01
  weeks: 52
  mechanisms:
    - {id: brawl, kind: escalation, roles: {challenger: dockers, defender: finance}}

issues:
"""
SERIES = """series,date,value,unit,bound,hazard,since,source
police,2024-01-07,14,brawls,exact,brawl.attacks,2024-01-01,minutes
police,2024-01-20,31,brawls,exact,brawl.attacks,2024-01-01,minutes
police,2024-02-04,52,brawls,lower,brawl.attacks,2024-01-01,minutes
police,2024-02-11,66,brawls,exact,brawl.attacks,2024-01-01,minutes
union,2024-01-20,40,claims,exact,brawl.attacks,2024-01-03,paper
"""
EVENTS = """id,date,description,status,hazard,size
E1,2023-12-20,A season of brawls begins,occurred,brawl.campaign,
E2,2024-01-09,Two arrests,occurred,brawl.strikes,2
E3,2024-02-13,Arrests,occurred,brawl.strikes,
E4,2024-02-14,Arrests that were only announced,threatened,brawl.strikes,
"""


def put_brawl(folder: Path) -> Path:
    """Let the quarrel of a starter case come to blows."""
    outline = (folder / "case.yaml").read_text(encoding="utf-8")
    outline = outline.replace("\nissues:\n", MOTION, 1)
    outline = outline.replace("resolve: toll >= 70", "resolve: happened(brawl.truce)")
    outline = outline.replace(
        "kind: numeric\n    resolve: toll",
        "kind: numeric\n    resolve: count(brawl.attacks)\n    by: 2024-12-31",
    )
    (folder / "case.yaml").write_text(outline, encoding="utf-8")
    (folder / "series.csv").write_text(SERIES, encoding="utf-8")
    (folder / "events.csv").write_text(EVENTS, encoding="utf-8")
    return folder


@pytest.fixture
def brawl(starter: Path) -> Path:
    """The starter case with an escalation and its record."""
    return put_brawl(starter)


@pytest.fixture(scope="session")
def brawl_fit(tmp_path_factory: pytest.TempPathFactory) -> Fit:
    """What its record says, made once."""
    folder = tmp_path_factory.mktemp("brawl") / "harbour-toll"
    write_starter(folder)
    (found,) = fit(load(put_brawl(folder)), draws=200, particles=4)
    return found
