"""What pydantic found, said as faults: each with its place, and a mend that fits where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from majlis.case.case import Outline
from majlis.case.estimate import ESTIMATE_COLUMNS, Estimate
from majlis.case.fault import Fault, kind_of, nearest, shown
from majlis.case.place import Path, Place, Places
from majlis.case.value import Record

LIST = ("a list", "begin each item with a dash")
MAPPING = ("keys and values", "indent 'key: value' lines below it")
PLAIN_TYPES: Mapping[str, tuple[str, str]] = {
    "list_type": LIST,
    "tuple_type": LIST,
    "model_type": MAPPING,
    "model_attributes_type": MAPPING,
    "dict_type": MAPPING,
    "too_short": ("at least one", "add one"),
}


def faults_from(
    error: ValidationError, root: Path, places: Places, *, headed_only: bool = False
) -> list[Fault]:
    """Turn what pydantic found into faults.

    A list is not called too short where only its items are wrong. With ``headed_only`` nothing is said of
    columns that the table lacks, because its heading row has been faulted already.
    """
    details = [d for d in error.errors(include_url=False) if not (d["type"] == "too_short" and d["input"])]
    if headed_only:
        details = [d for d in details if (root[0], _where(d, root)[-1]) in places.known]
    return [_fault(detail, root, places) for detail in details]


@lru_cache
def fields_at(path: Path) -> tuple[str, ...]:
    """Return the keys that a mapping of ``case.yaml`` may have."""
    record: type[Record] = Outline
    for part in path:
        if isinstance(part, str) and part in record.model_fields:
            record = next(iter(_records_in(record.model_fields[part].annotation)), record)
    if record is Estimate:
        return ESTIMATE_COLUMNS
    return tuple(info.alias or name for name, info in record.model_fields.items())


def _where(detail: ErrorDetails, root: Path) -> Path:
    at: Path = detail["ctx"]["at"] if detail["type"] == "misfit" else ()
    return (*root, *detail["loc"], *at)


def _fault(detail: ErrorDetails, root: Path, places: Places) -> Fault:
    where = _where(detail, root)
    kind = detail["type"]
    if kind == "misfit":
        context = detail["ctx"]
        return Fault(_place(where, places), context["found"], context["expected"], context["mend"])
    if kind == "missing":
        return _missing(where, places)
    if kind == "extra_forbidden":
        return _unknown_key(where, places)
    place = _place(where, places)
    found = kind_of(detail["input"])
    if kind == "literal_error":
        words = _words(detail["ctx"]["expected"])
        return Fault(place, found, f"one of {', '.join(words)}", _meant(detail["input"], words))
    expected, mend = PLAIN_TYPES.get(
        kind, (detail["msg"].removeprefix("Value error, "), "see docs/case-format.md")
    )
    if found == "nothing":
        mend = f"{mend}, or remove the key"
    return Fault(place, found, expected, mend)


def _words(expected: str) -> list[str]:
    """Take the words out of pydantic's "'a', 'b' or 'c'"."""
    return [word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",")]


def _meant(given: Any, words: list[str]) -> str:
    mend = nearest(given, words, likeness=0.7) if isinstance(given, str) else ""
    return mend if mend.startswith("did you mean") else "write one of these"


def _missing(where: Path, places: Places) -> Fault:
    last = str(where[-1])
    if where[0] != "case":
        return Fault(
            places.gap(*where), f"nothing in the column '{last}'", "a value in every row", "fill the cell"
        )
    return Fault(
        places.at(*where[:-1]),
        f"no key '{last}'",
        f"it in {_mapping_name(where[1:-1])}",
        f"add '{last}: ...'",
    )


def _unknown_key(where: Path, places: Places) -> Fault:
    key = str(where[-1])
    place = places.known.get((*where, "<key>"), _place(where, places))
    known = fields_at(where[1:-1])
    if " " in key.strip():
        mend = "put quotes around text that holds a comma or a colon"
    else:
        mend = nearest(key, known)
    return Fault(place, f"the key {shown(key)}", f"a key of {_mapping_name(where[1:-1])}", mend)


def _mapping_name(path: Path) -> str:
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return "case.yaml"
    return f"an item of '{names[-1]}'" if isinstance(path[-1], int) else f"'{names[-1]}'"


def _place(where: Path, places: Places) -> Place:
    """Return the place of a path; in a table the last part that names a column counts, empty or not."""
    if len(where) > 2 and where[0] != "case":
        for part in reversed(where[2:]):
            found = places.known.get((*where[:2], part)) or places.gaps.get((*where[:2], part))
            if found is not None:
                return found
    return places.at(*where)


def _records_in(annotation: Any) -> list[type[Record]]:
    found = [record for part in get_args(annotation) for record in _records_in(part)]
    if isinstance(annotation, type) and issubclass(annotation, Record):
        found.append(annotation)
    return found
