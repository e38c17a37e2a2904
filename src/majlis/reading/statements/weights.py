"""What each clue to a stance and each tie between speakers weighs, as ``benchmarks.learn_stances`` found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pydantic_core import PydanticCustomError

from majlis.case.fault import CaseFaults, Fault, shown
from majlis.case.place import Place, Places
from majlis.case.table_file import Headings, Table, heading_row, read_table
from majlis.case.text_file import ODD, odd_characters, without_odd
from majlis.case.value import NUMBER_MEND, number_at
from majlis.reading.statements.wording import KINDS
from majlis.reading.text.lexicon import table
from majlis.reading.text.lexicon_file import lexicon_text, shown_name

WORDS = "leaning_words.csv"
"""The file in ``lexicons`` that says what single words weigh, a row for each stem."""

_FILE = shown_name(WORDS)
_ROOT = _FILE.removesuffix(".csv")
_COLUMNS = ("stem", *KINDS)
_HEADING = heading_row(_COLUMNS)
_PLAIN_ROW = re.compile(r'([^\s,;"]{1,80})' + r",(-?[0-9]{1,9}\.[0-9]{1,9})?" * len(KINDS))
_MOST_SAID = 20


@cache
def leaning_weights() -> dict[str, float]:
    """Read what each clue and tie weighs, in log-odds, from ``leaning.yaml`` and the file of words.

    Raises
    ------
    CaseFaults
        When anything in one of them is wrong.

    """
    plain = {name: float(weight) for name, weight in table("leaning")["weights"].items()}
    return plain | _of_words()


def _of_words() -> dict[str, float]:
    """Read the file of words: at once where it is as it was written, else cell by cell, with their places."""
    text = lexicon_text(WORDS)
    plain = _plainly(text)
    return _by_cell(text) if plain is None else plain


def _plainly(text: str) -> dict[str, float] | None:
    """Read a file without faults and without what a spreadsheet changes; None where it is not that.

    The reader of tables takes a fifth of a second for all the words, since it keeps the place of each cell.
    """
    heading, *rows = text.removesuffix("\n").split("\n")
    matches = [*map(_PLAIN_ROW.fullmatch, rows)]
    stems = {match[1] for match in matches if match and _is_stem(match[1])}
    if heading != _HEADING or not rows or len(stems) < len(rows) or ODD.search(text):
        return None
    return {
        f"{kind}: {match[1]}": float(weight)
        for match in matches
        if match
        for kind, weight in zip(KINDS, match.groups()[1:], strict=True)
        if weight
    }


def _by_cell(text: str) -> dict[str, float]:
    places = Places()
    faults = list(odd_characters(text, _FILE))
    rows, found = read_table(without_odd(text), _FILE, Headings(_COLUMNS, _COLUMNS), places)
    faults += [*found, *_stem_faults(rows, places)]
    weights: dict[str, float] = {}
    for index, row in enumerate(rows.rows):
        for kind in (kind for kind in KINDS if kind in row):
            try:
                weights[f"{kind}: {row.get('stem')}"] = number_at(row[kind], ())
            except PydanticCustomError as error:
                faults.append(_no_weight(error, places.at(_ROOT, index, kind)))
    if not faults and not rows.rows:
        faults.append(Fault(Place(_FILE, 1, 1), "a heading row and nothing below", "words", "add them"))
    if faults:
        raise CaseFaults(_FILE, _first(faults))
    return weights


def _stem_faults(rows: Table, places: Places) -> Iterator[Fault]:
    """Find rows whose stem is missing, stands twice or is met in no text."""
    first: dict[str, int] = {}
    for index, row in enumerate(rows.rows if "stem" in rows.columns else ()):
        stem, place = row.get("stem"), places.gap(_ROOT, index, "stem")
        if stem is None:
            mend = "fill the cell, or delete the row"
            yield Fault(place, "nothing in the column 'stem'", "a stem in every row", mend)
            continue
        if not _is_stem(stem):
            expected = "the stem of one word, in small letters"
            yield Fault(place, f"{shown(stem)} as a stem", expected, "write it so, or delete the row")
        line = places.at(_ROOT, first.setdefault(stem, index)).line
        if first[stem] != index:
            expected = f"it once (first on line {line})"
            yield Fault(place, f"the stem {shown(stem)} a second time", expected, "remove one of them")


def _is_stem(text: str) -> bool:
    return text[0].isalpha() and text.isprintable() and " " not in text and text == text.lower()


def _no_weight(error: PydanticCustomError, place: Place) -> Fault:
    context = error.context or {}
    mend = "write a number such as 0.25, or leave the cell empty"
    mend = mend if context["mend"] == NUMBER_MEND else context["mend"]
    return Fault(place, context["found"], context["expected"], mend)


def _first(faults: list[Fault]) -> list[Fault]:
    """Give the first faults: one slip of a spreadsheet, such as decimal commas, is in every row."""
    said = sorted(faults)
    if len(said) <= _MOST_SAID:
        return said
    left = f"{len(said) - _MOST_SAID:,} more faults from here on"
    rest = Fault(said[_MOST_SAID].place, left, "none", "mend those above, in all rows where they are alike")
    return [*said[:_MOST_SAID], rest]
