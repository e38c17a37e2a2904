"""Reading ``case.yaml``, and other files of that form, into plain values, with the place of each.

The file is read as ruamel.yaml's stream of events, which carry line and column for every key and value, and
plain values are built here: mappings, lists, text and None. Numbers, dates and words such as ``no`` stay the
text that was written, and the schema says what each is to be, so that nothing is guessed. Aliases, tags and
second documents are refused (a case has no use for them, and aliases can be made to grow without bound), and
so are duplicate keys. Depth and size are bounded: the parser's time grows with the square of the depth.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from majlis.case.fault import Fault, shown
from majlis.case.place import Path, Place, Places
from majlis.case.table_file import LONGEST_CELL
from majlis.case.text_file import ODD
from majlis.case.yaml_syntax import syntax_fault

LARGEST_YAML = 200_000
DEEPEST = 20
NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True)
class Guide:
    """What messages say of a file of some kind: what it is, its keys, where one can be seen, and its form.

    ``longest`` is how many characters a text in it may have.
    """

    what: str
    keys: str
    example: str
    form: str
    longest: int = LONGEST_CELL


CASE = Guide("case", "keys such as 'id:' and 'issues:'", "see 'majlis new'", "see docs/case-format.md")


def read_yaml(
    text: str, name: str, root: str, places: Places, guide: Guide = CASE
) -> tuple[Any, list[Fault]]:
    """Turn YAML text into plain values.

    Parameters
    ----------
    text, name
        The text, and the file's name for messages.
    root
        First part of every path under which places are kept.
    places
        Receives the place of every key's value and every item.
    guide
        What is said of the file's kind.

    Returns
    -------
    The value (mappings, lists, text, None) and all faults of the file's form.

    """
    tree = _Tree(text, name, places, guide)
    try:
        return tree.document((root,)), tree.faults
    except _Stop:
        pass
    except MarkedYAMLError as error:
        tree.faults.append(syntax_fault(error, tree.place, tree.last))
    except ReaderError as error:
        tree.add(tree.place(error.position), "a character that YAML does not allow", "text", "delete it")
    except Exception:
        # The parser answers some broken escapes and directives with whatever they provoke in it.
        tree.add(
            tree.last, "text after this that is not YAML", "YAML", "check escapes and '%' in what follows"
        )
    return None, tree.faults


class _Stop(Exception):  # noqa: N818 - it only leaves the tree; the fault is already kept
    """Reading cannot go on."""


class _Tree:
    """One pass over the events of a file."""

    def __init__(self, text: str, name: str, places: Places, guide: Guide) -> None:
        self.text = text
        self.guide = guide
        self.name = name
        self.places = places
        self.faults: list[Fault] = []
        self.begins = [0]
        while (end := text.find("\n", self.begins[-1])) >= 0:
            self.begins.append(end + 1)
        self.events: Iterator[Event] = YAML(typ="safe", pure=True).parse(text)
        self.last = Place(name, 1, 1)

    def document(self, root: Path) -> Any:
        """Read the first document; a second one is a fault."""
        value: Any = None
        started = False
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                if started:
                    self.add(
                        self._of(event), "a second document", "one", "remove the line '---' and what follows"
                    )
                    return None
                started = True
                value = self._value(next(self.events), root)
        if not started or (value is None and not self.faults):
            self.add(Place(self.name, 1, 1), "an empty file", self.guide.keys, self.guide.example)
        return value

    def place(self, index: int) -> Place:
        """Return the place of a character; lines end at line feeds alone, as editors count."""
        line = bisect_right(self.begins, index)
        return Place(self.name, line, index - self.begins[line - 1] + 1)

    def add(self, place: Place, found: str, expected: str, mend: str) -> None:
        self.faults.append(Fault(place, found, expected, mend))

    def _of(self, event: Event) -> Place:
        index = event.start_mark.index
        if isinstance(event, ScalarEvent) and not event.value and event.style is None:
            # The parser notices that nothing was given only at what follows.
            while index and self.text[index - 1].isspace():
                index -= 1
        self.last = self.place(index)
        return self.last

    def _value(self, event: Event, path: Path) -> Any:
        place = self._of(event)
        self.places.known.setdefault(path, place)
        if isinstance(event, AliasEvent):
            self.add(place, "an alias (*) of another part", "the values themselves", "write them out")
            return None
        tag = str(getattr(event, "tag", None) or "!")
        if tag != "!":
            tag = tag.replace("tag:yaml.org,2002:", "!!")
            self.add(place, f"the tag {shown(tag)}", "a plain value", "remove the tag")
        if isinstance(event, ScalarEvent):
            return self._scalar(event, place)
        if len(path) > DEEPEST:
            self.add(place, f"nesting deeper than {DEEPEST}", f"a flat {self.guide.what}", self.guide.form)
            raise _Stop
        if isinstance(event, SequenceStartEvent):
            return self._list(path)
        assert isinstance(event, MappingStartEvent)
        return self._mapping(path)

    def _list(self, path: Path) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            result.append(self._value(event, (*path, len(result))))
        return result

    def _mapping(self, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        first: dict[str, Place] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            place = self._of(event)
            key = self._key(event, place, path)
            if key is None or key in first:
                if key is not None:
                    expected = f"it once (first on line {first[key].line})"
                    self.add(place, f"the key {shown(key)} a second time", expected, "remove one of them")
                # What stands below is read all the same, under a path that nothing else has.
                self._value(next(self.events), (*path, f"<unused {place.line}:{place.column}>"))
                continue
            first[key] = place
            self.places.known[(*path, key, "<key>")] = place
            result[key] = self._value(next(self.events), (*path, key))
        return result

    def _key(self, event: Event, place: Place, path: Path) -> str | None:
        if not isinstance(event, ScalarEvent):
            self.add(
                place, "a key that is not a word", "a word before the colon", "put quotes around the text"
            )
            self._value(event, (*path, f"<key {place.line}:{place.column}>"))
            return None
        key = str(event.value)
        if key == "<<" and event.style is None:
            self.add(place, "a merge key (<<)", "the keys themselves", "write them out")
            return None
        if not key.strip() or len(key) > LONGEST_CELL or ODD.search(key):
            self.add(place, f"{shown(key)} as a key", "a word before the colon", "write it")
            return None
        return key

    def _scalar(self, event: ScalarEvent, place: Place) -> str | None:
        text = str(event.value)
        if event.style is None and text in NOTHING:
            return None
        if len(text) > self.guide.longest:
            most = f"at most {self.guide.longest:,}"
            self.add(place, f"a text of {len(text):,} characters", most, "shorten it")
            return None
        odd = ODD.search(text) or ("\0" in text)
        if odd:
            self.add(place, "an escape for a character that is no text", "text", "remove the escape")
            return None
        return text
