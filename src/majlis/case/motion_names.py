"""Checks of names in motion: links, gates, events, parameters and questions name what the case has."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pydantic_core import PydanticCustomError

from majlis.case.case import Case
from majlis.case.expression import Happened, hazards_in, kind, parse, variables_in
from majlis.case.fault import Fault, nearest, shown
from majlis.case.link import Link
from majlis.case.moving import Kind, Moving
from majlis.case.place import Place

HAPPENING: tuple[Kind, ...] = ("hazard", "mechanism")
STANDING: tuple[Kind, ...] = ("level", "mechanism", "stance", "settlement", "issue")
LINKED: tuple[Kind, ...] = ("level", "hazard", "mechanism", "stance", "settlement")
MEND = {
    "hazard": "write happened(NAME) or count(NAME)",
    "level": "write its name without brackets",
    "stance": "write its name without brackets",
    "settlement": "write its name without brackets",
}


def link_ends(case: Case, moving: Moving) -> Iterator[Fault]:
    """Yield links between what is not there, and links that no rule of motion can follow."""
    for row, link in enumerate(case.links):
        place = case.places.at("links", row, "cause")
        yield from _named(place, moving, link.cause, LINKED)
        place = case.places.at("links", row, "effect")
        yield from _named(place, moving, link.effect, LINKED)
        yield from _impossible(case, moving, link, place)


def _impossible(case: Case, moving: Moving, link: Link, place: Place) -> Iterator[Fault]:
    hazard = case.hazard_by_id.get(link.effect)
    if link.cause == link.effect:
        mend = "remove it; a level's half-life says how it moves by itself"
        yield Fault(place, f"a link of {shown(link.cause)} into itself", "two variables", mend)
    elif moving.kind(link.cause) == moving.kind(link.effect) == "hazard":
        found = f"a link of the hazard {shown(link.cause)} into the hazard {shown(link.effect)}"
        mend = "put a level between them, which remembers what happened"
        yield Fault(place, found, "a level at one end", mend)
    elif hazard is not None and hazard.estimate is None:
        found = f"a link into {shown(link.effect)}, which has no rate that could move"
        yield Fault(place, found, "a hazard with a rate", "give it a value in hazards.csv")


def gates(case: Case, moving: Moving) -> Iterator[Fault]:
    """Yield gates on what is not there."""
    for row, hazard in enumerate(case.hazards):
        place = case.places.at("hazards", row, "when")
        for gate in hazard.gates:
            yield from _named(place, moving, gate.variable, LINKED, f" at character {gate.column}")


def recorded_hazards(case: Case, moving: Moving) -> Iterator[Fault]:
    """Yield events and running totals of hazards that are not there."""
    for stem in ("events", "series"):
        for row, record in enumerate(getattr(case, stem)):
            if record.hazard is not None:
                yield from _named(case.places.at(stem, row, "hazard"), moving, record.hazard, HAPPENING)


def parameters_of_mechanisms(case: Case, moving: Moving) -> Iterator[Fault]:
    """Yield parameters of mechanisms that are not at work."""
    for row, parameter in enumerate(case.parameters):
        instance = parameter.name.partition(".")[0]
        known = case.mechanism_by_id
        if instance not in known:
            place = case.places.at("parameters", row, "name")
            mend = nearest(instance, known) if known else "add it to 'motion:' in case.yaml"
            found = f"a parameter of {shown(instance)}, which is no mechanism of the case"
            yield Fault(place, found, "the id of a mechanism before the point", mend)


def questions_in_motion(case: Case, moving: Moving) -> Iterator[Fault]:
    """Yield questions whose expressions name nothing of the case."""
    for index, question in enumerate(case.questions):
        place = case.places.at("case", "questions", index, "resolve")
        yield from _expression(place, moving, question.resolve)
        if question.given is not None:
            place = case.places.at("case", "questions", index, "given")
            yield from _expression(place, moving, question.given, premise=True)


def _expression(place: Place, moving: Moving, text: str, *, premise: bool = False) -> Iterator[Fault]:
    try:
        expression = parse(text)
    except PydanticCustomError as error:
        said = error.context or {}
        yield Fault(place, said["found"], said["expected"], said["mend"])
        return
    if premise and kind(expression) == "number":
        mend = "compare it, as in tension >= 0.5, or write happened()"
        yield Fault(place, f"the number {shown(text)}", "something true or false", mend)
    for variable in variables_in(expression):
        yield from _named(place, moving, variable.name, STANDING, f" at character {variable.column}")
    for part in hazards_in(expression):
        function = "happened" if isinstance(part, Happened) else "count"
        where = f" in {function}() at character {part.column}"
        yield from _named(place, moving, part.hazard, HAPPENING, where)


def _named(
    place: Place, moving: Moving, name: str, allowed: Collection[Kind], where: str = ""
) -> Iterator[Fault]:
    """Yield a fault where a name stands for nothing, or for something of the wrong kind."""
    found = moving.kind(name)
    if found is None:
        if not moving.unread(name):
            yield moving.unknown(place, name, allowed, where)
    elif found not in allowed:
        expected = "a hazard" if allowed == HAPPENING else "a level" if allowed == STANDING else "a variable"
        mend = MEND.get(found, "") if where else "name one of hazards.csv or of a mechanism"
        mend = f"write {moving.case.settlement(name)}" if found == "issue" else mend
        yield Fault(place, f"the {found} {shown(name)}{where}", expected, mend)
