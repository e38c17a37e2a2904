"""Which form each entry of each word list has, where it is no plain list of words (see `entry_forms`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from majlis.case.event import Plover
from majlis.case.place import Path
from majlis.reading.text.entry_forms import (
    Check,
    Form,
    blank_parted,
    capital_name,
    day_of_year,
    each,
    feast,
    lacking,
    mapping,
    number,
    one_of,
    pattern,
    principal_parts,
    record,
    small,
    small_hint,
    text,
    whole,
    words_of,
)

_CLASS = one_of((*get_args(Plover), "NONE"))
_ACTS = mapping(blank_parted, _CLASS)
_KINDS = "modal aux neg pron poss det rel to ask sub conj prep adv"
_SIGNS = {"+": blank_parted, "-": blank_parted}
_MONTH = whole(1, 12)
_TURNS = each(small)
_LISTED = each(text)
_UNITS = mapping(_LISTED)
_VALUES = mapping(number)
_FARTHEST = 366
"""Days from its own date that a document may call by a name of their own."""


def _line_of_a_site(value: Any, at: Path, check: Check) -> Any:
    """Take a pattern, or one with its hints."""
    with_hints = record({"hints": each(small_hint), "pattern": pattern()})
    return pattern()(value, at, check) if isinstance(value, str) else with_hints(value, at, check)


def _by_line(group: str) -> Form:
    return each(record({"hints": each(small_hint), "pattern": pattern(group)}))


FORMS: Mapping[str, Mapping[str, Form]] = {
    "acts": {"verbs": _ACTS, "weak": _ACTS, "objects": _ACTS, "nouns": mapping(each(blank_parted), _CLASS)},
    "boilerplate": {"longest": whole(1, 10_000), "rules": mapping(each(_line_of_a_site))},
    "causes": {**_SIGNS, "nouns": record(_SIGNS)},
    "cues": dict.fromkeys(("prepositional", "minded", "nouns"), mapping(blank_parted)),
    "damage": {
        "rules": mapping(
            record({"weight": number, "pattern": pattern()}, {"after": pattern(), "hints": _LISTED})
        ),
        "weights": record(
            dict.fromkeys(
                ("word doubled", "quotation marks unbalanced", "apostrophe lost", "name in two spellings"),
                number,
            )
        ),
        "steps": each(number),
    },
    "dates": {
        "months": mapping(each(capital_name), _MONTH),
        "weekdays": mapping(each(capital_name), whole(0, 6)),
        "feasts": mapping(day_of_year, feast),
        "numbers": mapping(whole(0, 999), small),
        "plain": mapping(whole(-_FARTHEST, _FARTHEST), small),
        **dict.fromkeys(("before", "here", "after", "early", "middle", "late"), _TURNS),
        "labels": _LISTED,
        "labels_of_change": _LISTED,
        "seasons": mapping(each(_MONTH), small),
    },
    "demonyms": {"irregular": mapping(text)},
    "figures": {
        **dict.fromkeys(("number", "scale", "loose", "fraction", "in_years", "ordinal"), _VALUES),
        **dict.fromkeys(
            ("time", "share", "measure", "currency", "money", "casualty", "ballot", "chamber"), _UNITS
        ),
        **dict.fromkeys(("precision", "between", "uncounted", "designator", "counted"), _LISTED),
        **dict.fromkeys(("aged", "hour_after", "few_after", "one_after", "pointed"), _LISTED),
        "month": mapping(_MONTH),
    },
    "forecasts": {"expecting": words_of, "conditions": words_of},
    "leaning": {"weights": _VALUES},
    "people": {"members": mapping(blank_parted)},
    "provenance": {"authors": _by_line("names"), "publishers": _by_line("site")},
    "stance": {"phrases": mapping(whole(-1, 1)), "synonyms": each(blank_parted)},
    "titles": {"nicknames": mapping(text)},
    "verbs": {"regular": blank_parted, "doubled": blank_parted, "irregular": mapping(principal_parts)},
    "words": dict.fromkeys(_KINDS.split(), blank_parted),
}
"""The forms of entries by file; all entries named here must be there."""

OTHERS: Mapping[str, Form] = {
    "forecasts": record({"words": blank_parted, "low": whole(0, 100), "high": whole(0, 100)}),
    "words": blank_parted,
}
"""The form of the entries of a file that `FORMS` does not name, where they are not plain words either."""


def checked(name: str, value: Any, check: Check) -> dict[str, Any]:
    """Return the entries of a word list in their forms; ``check`` has the faults."""
    if not isinstance(value, dict):
        mend = "write an entry's name and a colon before its words"
        check.add((name,), "no mapping", "entries such as 'verbs: say tell'", mend)
        return {}
    forms, other = FORMS.get(name, {}), OTHERS.get(name, words_of)
    lacking(forms, value, (name,), check)
    return {entry: forms.get(entry, other)(found, (name, entry), check) for entry, found in value.items()}
