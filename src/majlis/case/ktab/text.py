"""A KTAB scenario as the text of a CSV or XML file, in the form that KTAB itself reads."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from xml.sax.saxutils import escape

from majlis.case.ktab.accommodation import plain_number
from majlis.case.ktab.scenario import Scenario

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def csv_of(scenario: Scenario) -> str:
    """Return the scenario as CSV; the accommodation, the seed and the parameters have no place there."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow((scenario.name, scenario.description, len(scenario.actors), len(scenario.dimensions)))
    heading = ["Actor", "Description", "Capability"]
    for dimension in scenario.dimensions:
        heading += [dimension, f"{dimension} Salience"]
    writer.writerow(heading)
    for actor in scenario.actors:
        row = [actor.name, actor.description, plain_number(actor.capability)]
        for pair in zip(actor.positions, actor.saliences, strict=True):
            row += map(plain_number, pair)
        writer.writerow(row)
    return file.getvalue()


def xml_of(scenario: Scenario) -> str:
    """Return the scenario as XML, with the accommodation that KTAB's reader asks for even where none acts."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<Scenario>",
        _leaf(1, "name", scenario.name),
        _leaf(1, "desc", scenario.description),
        _leaf(1, "prngSeed", str(scenario.seed)),
    ]
    if scenario.parameters:
        values = (_leaf(2, name, value) for name, value in scenario.parameters.items())
        parts += _element(1, "ModelParameters", values)
    parts += _element(1, "Dimensions", (_leaf(2, "dName", name) for name in scenario.dimensions))
    parts += _element(1, "Actors", _actors(scenario))
    parts += _element(1, "IdealAdjustment", _pairs(scenario))
    return "\n".join([*parts, "</Scenario>", ""])


def _actors(scenario: Scenario) -> Iterator[str]:
    for actor in scenario.actors:
        parts = [
            _leaf(3, "name", actor.name),
            # KTAB's reader refuses an empty description.
            _leaf(3, "description", actor.description or actor.name),
            _leaf(3, "capability", plain_number(actor.capability)),
        ]
        for name, leaf, numbers in (
            ("Position", "dCoord", actor.positions),
            ("Salience", "dSal", actor.saliences),
        ):
            parts += _element(3, name, (_leaf(4, leaf, plain_number(number)) for number in numbers))
        yield from _element(2, "Actor", parts)


def _pairs(scenario: Scenario) -> Iterator[str]:
    """Write the diagonal, for an actor without an entry for itself would keep 1 there, and what differs."""
    cells = {(row, row): 1.0 for row in range(len(scenario.actors))} | dict(scenario.accommodation)
    for (actor, follows), share in sorted(cells.items()):
        names = scenario.actors[actor].name, scenario.actors[follows].name
        leaves = zip(("adjustingIdeal", "referencePos"), names, strict=True)
        pair = [_leaf(3, tag, name) for tag, name in leaves]
        yield from _element(2, "iaPair", [*pair, _leaf(3, "adjust", plain_number(share))])


def _element(depth: int, name: str, parts: Iterable[str]) -> list[str]:
    return [f"{'  ' * depth}<{name}>", *parts, f"{'  ' * depth}</{name}>"]


def _leaf(depth: int, name: str, text: str) -> str:
    return f"{'  ' * depth}<{name}>{escape(NOT_XML.sub('?', text))}</{name}>"
