"""What the templates of a case in motion are filled with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from majlis.report.claim_card import Card
from majlis.report.motion.curve import curve
from majlis.report.motion.diagram import diagram
from majlis.report.motion.fan import fans
from majlis.report.motion.headline import moving_headline, spreads
from majlis.report.motion.limits import how_it_moved, motion_limits
from majlis.report.motion.parameters import parameters
from majlis.report.motion.prior import prior_page
from majlis.report.motion.questions import question_rows
from majlis.report.motion.study import InMotion
from majlis.report.motion.weight import weight
from majlis.report.motion.worlds import world_tables


def motion_context(found: InMotion, cards: Mapping[str, Card]) -> dict[str, Any]:
    """Return every part of the report that a run in motion adds."""
    return {
        "headline": moving_headline(found),
        "spreads": spreads(found),
        "curve": curve(found),
        "questions": question_rows(found),
        "fans": fans(found),
        "diagram": diagram(found, cards),
        "weight": weight(found, cards),
        "worlds": world_tables(found, cards),
        "prior": prior_page(found),
        "parameters": parameters(found, cards),
        "limits": motion_limits(found),
        "method": how_it_moved(found),
    }
