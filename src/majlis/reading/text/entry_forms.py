"""Forms that the entries of the word lists have, each checked and turned into what the readers use.

A file is read as text alone (``majlis.case.yaml_file``); a form says what a text is to be. It takes a value,
the path to it and the `Check` that collects the faults; where it finds one, its result is not used.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic_core import PydanticCustomError

from majlis.case.fault import Fault, kind_of, nearest, shown
from majlis.case.place import Path, Place, Places
from majlis.case.value import number_at

_ALIKE = 0.75
_NOTHING = "nothing"
_TEXT = ("text", "write it, in quotes if it holds : or #")
_BLANKS = ("words parted by blanks", "write them as text, without brackets and dashes")
_WORDS = ("words parted by blanks, or a list of phrases", "write them")
_LIST = ("a list", "begin each item with a dash, or put brackets around all")
_MAPPING = ("keys and values", "indent 'key: value' lines below it")
_ONCE = ("it once", "remove one of them")
_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_LEAP_YEAR = 2000


@dataclass
class Check:
    """The check of one file.

    Attributes
    ----------
    places
        Where every value stands.
    faults
        Those found so far.
    patterns
        Every text that is to be a pattern, by its place; whether it is one shows when it is compiled.

    """

    places: Places
    faults: list[Fault] = field(default_factory=list)
    patterns: dict[Place, str] = field(default_factory=dict)

    def add(self, at: Path, found: str, expected: str, mend: str) -> None:
        """Note a fault of the value at a path; where nothing is, the place is that of its key."""
        key = self.places.known.get((*at, "<key>")) if found == _NOTHING else None
        self.faults.append(Fault(key or self.places.at(*at), found, expected, mend))


Form = Callable[[Any, Path, Check], Any]


def missing(entry: str, others: Collection[str], place: Place) -> Fault:
    """Say that an entry is not there; one that is spelt much like it may be meant."""
    close = get_close_matches(entry, sorted(others), n=1, cutoff=_ALIKE)
    mend = f"add '{entry}: ...'" + (f", or write '{entry}' for '{close[0]}'" if close else "")
    return Fault(place, f"no entry '{entry}'", "it, which the readers ask for", mend)


def text(value: Any, at: Path, check: Check) -> Any:
    """Take any text."""
    if not isinstance(value, str) or not value.strip():
        check.add(at, _found(value), *_TEXT)
    return value


def blank_parted(value: Any, at: Path, check: Check) -> Any:
    """Take words parted by blanks, as text."""
    if not isinstance(value, str) or not value.strip():
        check.add(at, _found(value), *_BLANKS)
        return value
    wrong = next((word for word in value.split() if word[-1] in ",;"), None)
    if wrong is not None:
        check.add(at, f"{shown(wrong)}, a mark between words", "blanks alone between them", "leave it out")
    return value


def words_of(value: Any, at: Path, check: Check) -> Any:
    """Take words parted by blanks, or a list of phrases."""
    if isinstance(value, str):
        return blank_parted(value, at, check)
    if not isinstance(value, list) or not value:
        check.add(at, _found(value), *_WORDS)
        return value
    return [text(item, (*at, index), check) for index, item in enumerate(value)]


def number(value: Any, at: Path, check: Check) -> Any:
    """Take a finite number; a whole one stays whole."""
    try:
        found = number_at(value, ())
    except PydanticCustomError as error:
        context = error.context or {}
        check.add(at, context["found"], context["expected"], context["mend"])
        return value
    return int(found) if found.is_integer() else found


def whole(least: int, most: int) -> Form:
    """Take a whole number between two."""

    def form(value: Any, at: Path, check: Check) -> Any:
        before = len(check.faults)
        found = number(value, at, check)
        if len(check.faults) == before and not (isinstance(found, int) and least <= found <= most):
            check.add(at, f"'{value}'", f"a whole number from {least} to {most}", "write one of them")
        return found

    return form


def each(form: Form) -> Form:
    """Take a list, all of one form."""

    def listed(value: Any, at: Path, check: Check) -> Any:
        if not isinstance(value, list) or not value:
            check.add(at, kind_of(value), *_LIST)
            return value
        return [form(item, (*at, index), check) for index, item in enumerate(value)]

    return listed


def mapping(form: Form, key: Form | None = None) -> Form:
    """Take keys and values: values all of one form, and keys, if a form is given for them."""

    def mapped(value: Any, at: Path, check: Check) -> Any:
        if not isinstance(value, dict) or not value:
            check.add(at, _NOTHING if value == {} else kind_of(value), *_MAPPING)
            return value
        found = {}
        for name, item in value.items():
            read = name if key is None else key(name, (*at, name, "<key>"), check)
            if read in found:
                check.add((*at, name, "<key>"), f"{shown(name)}, which is there already", *_ONCE)
            found[read] = form(item, (*at, name), check)
        return found

    return mapped


def record(needed: Mapping[str, Form], optional: Mapping[str, Form] | None = None) -> Form:
    """Take keys and values: those named, each of its own form, and no others."""
    known = {**needed, **(optional or {})}

    def recorded(value: Any, at: Path, check: Check) -> Any:
        if not isinstance(value, dict) or not value:
            check.add(at, _NOTHING if value == {} else kind_of(value), *_MAPPING)
            return value
        for name in value.keys() - known.keys():
            found = f"the key {shown(name)}"
            check.add((*at, name, "<key>"), found, "one that is known here", nearest(name, known))
        lacking(needed, value, at, check)
        return {name: known[name](value[name], (*at, name), check) for name in value if name in known}

    return recorded


def lacking(needed: Iterable[str], value: Mapping[str, Any], at: Path, check: Check) -> None:
    """Note what is needed of a mapping and not there."""
    asked = set(needed)
    for name in sorted(asked - value.keys()):
        check.faults.append(missing(name, value.keys() - asked, check.places.at(*at)))


def spelt(rule: Callable[[str], bool], expected: str, mend: str) -> Form:
    """Take a text that keeps to a rule of spelling."""

    def form(value: Any, at: Path, check: Check) -> Any:
        if not isinstance(value, str) or not value.strip() or not rule(value):
            check.add(at, _found(value), expected, mend)
        return value

    return form


def one_of(known: Collection[str]) -> Form:
    """Take one of the words that are known."""

    def form(value: Any, at: Path, check: Check) -> Any:
        if value not in known:
            check.add(at, _found(value), "one of those known", nearest(str(value), known))
        return value

    return form


def pattern(group: str | None = None) -> Form:
    """Take a pattern, which must hold the named group if one is asked for."""

    def form(value: Any, at: Path, check: Check) -> Any:
        if group is not None and isinstance(value, str) and f"(?P<{group}>" not in value:
            check.add(at, f"a pattern without the group '{group}'", f"(?P<{group}>...) in it", "add it")
        check.patterns[check.places.at(*at)] = str(value)
        return text(value, at, check)

    return form


def _is_small(value: str) -> bool:
    return value == " ".join(value.lower().split()) and re.search(r"\w", value) is not None


def _is_name(value: str) -> bool:
    return value == value.rstrip(".").capitalize()


def _is_feast(value: str) -> bool:
    return re.search(r"\d", value) is None and value[0].isalpha() and value[-1].isalpha()


def _is_day(value: str) -> bool:
    found = _DAY.fullmatch(value)
    try:
        return found is not None and bool(dt.date(_LEAP_YEAR, int(found[1]), int(found[2])))
    except ValueError:
        return False


def _is_verb(value: str) -> bool:
    return 2 <= len(value.split()) <= 3


small = spelt(_is_small, "small letters and single blanks", "write it so")
"""A turn of phrase that is looked up in small letters."""

small_hint = spelt(lambda value: value == value.lower(), "small letters and marks", "write it so")
capital_name = spelt(_is_name, "a word with its first letter alone a capital, without a stop", "write it so")
feast = spelt(_is_feast, "words without a number", "write it so")
day_of_year = spelt(_is_day, "a month and a day, MM-DD", "write it such as 12-25")
principal_parts = spelt(
    _is_verb, "past and participle, and the gerund where it is irregular", "write 'began begun beginning'"
)


def _found(value: Any) -> str:
    return _NOTHING if isinstance(value, str) and not value.strip() else kind_of(value)
