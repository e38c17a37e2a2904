"""Reading ``case.yaml`` into plain values, with the place of each.

The file is composed into ruamel.yaml's nodes, which carry line and column for every key and value, and the
nodes are turned into plain values here. Aliases are refused (a case has no use for them and they can be made
to grow without bound), and so are duplicate keys and tags.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from majlis.case.fault import Fault, shown
from majlis.case.place import Path, Place, Places

DEEPEST = 20
SCALAR = "tag:yaml.org,2002:"


def read_yaml(text: str, name: str, root: str, places: Places) -> tuple[Any, list[Fault]]:
    """Turn YAML text into plain values.

    Parameters
    ----------
    text, name
        The text, and the file's name for messages.
    root
        First part of every path under which places are kept.
    places
        Receives the place of every key's value and every item.

    Returns
    -------
    The value (mappings, lists, text, numbers, None) and all faults of the file's form.
    """
    try:
        yaml = YAML(typ="safe", pure=True)
        node = yaml.compose(text)
    except MarkedYAMLError as error:
        return None, [_syntax_fault(error, name)]
    except (YAMLError, ValueError, RecursionError) as error:
        reason = "nesting too deep" if isinstance(error, RecursionError) else shown(error)
        return None, [
            Fault(Place(name, 1, 1), f"text that is not YAML ({reason})", "YAML", "check the file's form")
        ]
    if node is None:
        return None, [Fault(Place(name, 1, 1), "an empty file", "a mapping", "start from 'majlis new'")]
    walk = _Walk(name, places)
    return walk.value(node, (root,)), walk.faults


def _syntax_fault(error: MarkedYAMLError, name: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1, 1)
    problem = " ".join(str(error.problem or error.context or "text that is not YAML").split())
    return Fault(
        place,
        f"text that is not YAML ({problem})",
        "YAML",
        "check indentation, colons and quotes just before",
    )


class _Walk:
    """One pass over the nodes of a file."""

    def __init__(self, name: str, places: Places) -> None:
        self.name = name
        self.places = places
        self.faults: list[Fault] = []
        self.seen: set[int] = set()

    def value(self, node: Node, path: Path) -> Any:
        place = self._place(node)
        self.places.known.setdefault(path, place)
        if isinstance(node, ScalarNode):
            return self._scalar(node, place)
        if id(node) in self.seen:
            self._fault(place, "an alias (*) of another part", "the values themselves", "write them out")
            return None
        self.seen.add(id(node))
        if len(path) > DEEPEST:
            self._fault(place, f"nesting deeper than {DEEPEST}", "a flat case", "see docs/case-format.md")
            return None
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._mapping(node, path)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        first: dict[str, Place] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node)
            if not isinstance(key_node, ScalarNode):
                self._fault(
                    place, "a key that is not a word", "a word before the colon", "quote it or flatten it"
                )
                continue
            key = str(key_node.value)
            if key in result:
                self._fault(
                    place,
                    f"the key '{key}' a second time",
                    f"it once (first on line {first[key].line})",
                    "remove one of them",
                )
                continue
            first[key] = place
            self.places.known[(*path, key)] = self._place(value_node)
            self.places.known[(*path, key, "<key>")] = place
            result[key] = self.value(value_node, (*path, key))
        return result

    def _scalar(self, node: ScalarNode, place: Place) -> Any:
        text: str = node.value
        tag = str(node.tag).removeprefix(SCALAR)
        if tag == "null":
            return None
        if tag == "bool":
            return text.lower() == "true"
        if tag in ("int", "float"):
            return _number(text)
        if str(node.tag).startswith("!"):
            self._fault(place, f"the tag {shown(node.tag)}", "a plain value", "remove the tag")
            return None
        return text

    def _place(self, node: Node) -> Place:
        return Place(self.name, node.start_mark.line + 1, node.start_mark.column + 1)

    def _fault(self, place: Place, found: str, expected: str, mend: str) -> None:
        self.faults.append(Fault(place, found, expected, mend))


def _number(text: str) -> float | int | str:
    """Return the number that YAML resolved, or the text where Python reads it differently."""
    plain = text.replace("_", "")
    try:
        return int(plain)
    except ValueError:
        pass
    try:
        return float(
            plain.replace(".inf", "inf").replace(".nan", "nan").replace(".NaN", "nan").replace(".Inf", "inf")
        )
    except ValueError:
        return text
