"""Reading a KTAB scenario from XML.

What KTAB's own reader refuses without need is read: a file without ``IdealAdjustment`` or with an empty one
(nobody follows anybody), without ``Dimensions`` or a seed, with the values ``Proportional`` and ``No`` of
``smpSchema.xsd``, or with an empty description. What it lets through and then stumbles over is a fault:
positions outside 0 to 100, and a row of the accommodation that adds up to more than 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from majlis.case.fault import Fault, nearest, shown
from majlis.case.ktab.accommodation import Entry, accommodation_of
from majlis.case.ktab.draft import Draft, DraftActor, one_line
from majlis.case.ktab.scenario import LARGEST_SEED, OTHER_NAMES, PARAMETERS, SEED, Scenario
from majlis.case.ktab.xml_tree import Element, read_xml
from majlis.case.table_file import Cell

DECIMAL = re.compile(r"[0-9]{1,40}")
HEXADECIMAL = re.compile(r"0[xX][0-9a-fA-F]{1,40}")
PARTS = ("name", "desc", "prngSeed", "ModelParameters", "Dimensions", "Actors", "IdealAdjustment")
ACTOR = ("name", "description", "capability", "Position", "Salience")
PAIR = ("adjustingIdeal", "referencePos", "adjust")


def scenario_of_xml(text: str, file: str, faults: list[Fault]) -> Scenario:
    """Read the text of an XML file.

    Parameters
    ----------
    text, file
        The text, and the file's name for messages.
    faults
        What is wrong with the text already.

    Raises
    ------
    CaseFaults
        With every fault, each with line and column.

    """
    return _Scenario(Draft(file, faults=list(faults)), read_xml(text, file)).read()


class _Scenario:
    """The elements of one file, turned into a scenario."""

    def __init__(self, draft: Draft, root: Element) -> None:
        self.draft = draft
        self.root = root

    def read(self) -> Scenario:
        draft, root = self.draft, self.root
        if root.name != "Scenario":
            draft.fault(_at(root), f"<{shown(root.name)[1:-1]}>", "<Scenario>", "see KTAB's smpSchema.xsd")
            draft.stop_on_faults()
        parts = self._parts(root, PARTS, ("Actors",))
        draft.name = self._words(parts.get("name"))
        draft.description = self._words(parts.get("desc"))
        seed = self._seed(parts.get("prngSeed"))
        parameters = self._parameters(parts.get("ModelParameters"))
        actors = self._listed(parts.get("Actors"), "Actor")
        draft.dimensions = self._dimensions(parts.get("Dimensions"), actors)
        found = [self._actor(actor) for actor in actors]
        draft.actors = [actor for actor in found if actor is not None]
        following = self._following(parts.get("IdealAdjustment"))
        names = [one_line(actor.name.text) for actor in draft.actors]
        accommodation = accommodation_of(following, names, draft) if len(names) == len(found) else {}
        scenario = draft.scenario()
        return replace(scenario, seed=seed, parameters=parameters, accommodation=accommodation)

    def _words(self, element: Element | None) -> str:
        return "" if element is None else self._text(element).text

    def _text(self, element: Element) -> Cell:
        """Return the text of an element that has no children, where the text begins."""
        for child in element.children:
            self.draft.fault(_at(child), f"<{child.name}> in <{element.name}>", "text", "take it out")
        line, column = element.text_at or (element.line, element.column)
        return Cell(element.text.strip(), line, column)

    def _children(self, element: Element, names: Iterable[str]) -> list[Element]:
        """Return the children of known names; other ones, and stray text, are faults."""
        if element.text_at is not None:
            line, column = element.text_at
            found = f"{shown(element.text.strip())} between the elements of <{element.name}>"
            self.draft.fault(Cell("", line, column), found, "elements alone", "take it out")
        known = []
        for child in element.children:
            if child.name in names:
                known.append(child)
            else:
                found = f"<{shown(child.name)[1:-1]}> in <{element.name}>"
                expected = f"one of {', '.join(names)}"
                self.draft.fault(_at(child), found, expected, nearest(child.name, names))
        return known

    def _parts(
        self, element: Element, names: tuple[str, ...], required: tuple[str, ...] | None = None
    ) -> dict[str, Element]:
        """Return the children by name; each at most once, and the required ones (all by default) once."""
        parts: dict[str, Element] = {}
        for child in self._children(element, names):
            if child.name in parts:
                expected = f"it once (first on line {parts[child.name].line})"
                self.draft.fault(_at(child), f"<{child.name}> a second time", expected, "remove one of them")
            parts.setdefault(child.name, child)
        for name in names if required is None else required:
            if name not in parts:
                found = f"<{element.name}> without <{name}>"
                self.draft.fault(_at(element), found, f"<{name}> in it", "add it")
        return parts

    def _listed(self, element: Element | None, name: str) -> list[Element]:
        if element is None:
            return []
        found = self._children(element, (name,))
        if not found and not element.children:
            self.draft.fault(_at(element), f"<{element.name}> without <{name}>", "one at least", "add one")
        return found

    def _seed(self, element: Element | None) -> int:
        if element is None or element.text_at is None:
            return SEED
        cell = self._text(element)
        seed = LARGEST_SEED + 1
        if DECIMAL.fullmatch(cell.text):
            seed = int(cell.text)
        elif HEXADECIMAL.fullmatch(cell.text):
            seed = int(cell.text, 16)
        if seed > LARGEST_SEED:
            expected = f"a whole number from 0 to {LARGEST_SEED}"
            self.draft.fault(cell, f"the seed {shown(cell.text)}", expected, "correct it, or leave it out")
        return seed

    def _parameters(self, element: Element | None) -> dict[str, str]:
        if element is None:
            return {}
        parts = self._parts(element, tuple(PARAMETERS))
        found = {}
        for name, values in PARAMETERS.items():
            if name in parts:
                cell = self._text(parts[name])
                value = OTHER_NAMES.get((name, cell.text), cell.text)
                found[name] = value
                if value not in values:
                    expected = f"one of {', '.join(values)}"
                    given = shown(cell.text) if cell.text else "nothing"
                    self.draft.fault(cell, f"{given} as the {name}", expected, nearest(cell.text, values))
        return found

    def _dimensions(self, element: Element | None, actors: list[Element]) -> list[Cell]:
        if element is not None:
            return [self._text(name) for name in self._listed(element, "dName")]
        position = next(
            (part for actor in actors for part in actor.children if part.name == "Position"), None
        )
        if position is None:
            return []
        return [
            Cell(f"Dimension {number}", child.line, child.column)
            for number, child in enumerate(position.children, 1)
        ]

    def _actor(self, element: Element) -> DraftActor | None:
        parts = self._parts(element, ACTOR, ("name", "capability", "Position", "Salience"))
        numbers = {}
        for part, name in (("Position", "dCoord"), ("Salience", "dSal")):
            if part in parts:
                numbers[part] = [self._text(child) for child in self._children(parts[part], (name,))]
                self._check_count(parts[part], name, len(numbers[part]))
        whole = all(len(cells) == len(self.draft.dimensions) for cells in numbers.values())
        if len(numbers) < 2 or not whole or "name" not in parts or "capability" not in parts:
            return None
        description = parts.get("description")
        return DraftActor(
            self._text(parts["name"]),
            _at(element) if description is None else self._text(description),
            self._text(parts["capability"]),
            numbers["Position"],
            numbers["Salience"],
        )

    def _check_count(self, element: Element, name: str, count: int) -> None:
        dimensions = len(self.draft.dimensions)
        if dimensions and count != dimensions:
            found = f"{count} <{name}> in <{element.name}>"
            expected = f"{dimensions}, one for each dimension"
            self.draft.fault(_at(element), found, expected, "add what is missing, or take away what is over")

    def _following(self, element: Element | None) -> list[Entry]:
        if element is None:
            return []
        found = []
        for pair in self._children(element, ("iaPair",)):
            parts = self._parts(pair, PAIR)
            if len(parts) == len(PAIR):
                found.append(Entry(*(self._text(parts[name]) for name in PAIR)))
        return found


def _at(element: Element) -> Cell:
    return Cell("", element.line, element.column)
