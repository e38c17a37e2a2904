"""Which links of a case push: without them nothing pushes, and every rate stays as it is coded."""

from __future__ import annotations

from majlis.case.case import Case
from majlis.case.estimate import Estimate
from majlis.case.link import Link


def pushing(case: Case) -> frozenset[str]:
    """Return the ids of the links that push: all but those that define their effect."""
    return frozenset(link.id for link in case.links if not _defines(link))


def without_pushes(case: Case) -> Case:
    """Return a case without the links that push."""
    pushes = pushing(case)
    kept = tuple(link for link in case.links if link.id not in pushes)
    return case.model_copy(update={"links": kept})


def _defines(link: Link) -> bool:
    """Whether a link defines its effect: its strength is certainly 1."""
    return isinstance(link.strength, Estimate) and link.strength.ends == (1.0, 1.0)
