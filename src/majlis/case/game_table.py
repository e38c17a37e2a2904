"""A table of a voting game: one row a player, one column a rule, the first row the quotas.

Numbers are kept exactly as written: decimals, fractions such as 1/3, and for a quota also a share of all
weights such as 62%. A column named ``or:NAME`` is an alternative to the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from majlis.case.fault import CaseFaults, Fault, shown
from majlis.case.place import Place
from majlis.case.table_file import Cell, cells_of, delimiter_of
from majlis.case.text_file import Unreadable, odd_characters, read_text, without_odd
from majlis.case.value import Number

QUOTA = "quota"
ALTERNATIVE = "or:"
PARTS = re.compile(r"([0-9]{1,15})\s*/\s*([0-9]{1,15})")
NUMBER: TypeAdapter[float] = TypeAdapter(Number)
SMALLEST_EXPONENT = re.compile(r"[eE]-([0-9]+)$")


class NumberError(ValueError):
    """A text that is no number of a game: what was found, what was expected, and the mend."""

    def __init__(self, found: str, expected: str, mend: str) -> None:
        super().__init__(f"found {found}; expected {expected}; mend: {mend}")
        self.found, self.expected, self.mend = found, expected, mend


@dataclass(frozen=True)
class RuleColumn:
    """One rule of the table: its name, quota and weights, and whether it is an alternative to the rest."""

    name: str
    alternative: bool
    quota: Fraction
    weights: tuple[Fraction, ...]


@dataclass(frozen=True)
class GameTable:
    """The players by name and the rules."""

    players: tuple[str, ...]
    rules: tuple[RuleColumn, ...]


def exact_weight(text: str) -> Fraction:
    """Read a weight exactly as it is written.

    Raises
    ------
    NumberError
        When it is no finite number of at least 0.

    """
    value = _exact(text)
    if value < 0:
        raise NumberError(f"the weight {shown(text)}", "0 or more", "correct it")
    return value


def exact_quota(text: str, total: Fraction) -> Fraction:
    """Read a quota exactly as it is written, where '62%' is that share of all weights.

    Raises
    ------
    NumberError
        When it is no finite number above 0 and at most the total.

    """
    text = text.strip()
    value = _exact(text[:-1]) * total / 100 if text.endswith("%") else _exact(text)
    if value <= 0:
        raise NumberError(f"the quota {shown(text)}", "a number above 0", "correct it, or nobody could lose")
    if value > total:
        all_together = f"at most {float(total):.15g}, all weights together"
        raise NumberError(f"the quota {shown(text)}", all_together, "lower it, or nobody could win")
    return value


def read_game(path: Path) -> GameTable:
    """Read a table of a game.

    Raises
    ------
    CaseFaults
        With every fault of the table, each with line and column.

    """
    try:
        text = read_text(path.parent, path.name)
    except Unreadable as error:
        raise CaseFaults(path.name, [error.fault]) from None
    faults = list(odd_characters(text, path.name))
    text = without_odd(text)
    records, form_faults = cells_of(text, path.name, delimiter_of(text))
    records = [record for record in records if any(cell.text.strip() for cell in record)]
    table = _Table(path.name, records, faults + form_faults)
    return table.game()


class _Table:
    """Turns the cells of one table into a game and gathers their faults."""

    def __init__(self, name: str, records: list[list[Cell]], faults: list[Fault]) -> None:
        self.name = name
        self.records = records
        self.faults = faults

    def game(self) -> GameTable:
        self._stop_on_faults()
        self._check_form()
        heading, quotas, *rows = self.records
        players = self._players(rows)
        width = len(heading)
        fits = [self._fits(row, width) for row in (quotas, *rows)]
        if not all(fits):
            self._stop_on_faults()
        weights = [[self._weight(row[column]) for row in rows] for column in range(1, width)]
        self._stop_on_faults()
        found = []
        for cell, quota, column in zip(heading[1:], quotas[1:width], weights, strict=True):
            alternative = cell.text.lower().startswith(ALTERNATIVE)
            rule = cell.text[len(ALTERNATIVE) :].strip() if alternative else cell.text
            total = sum(column, Fraction(0))
            found.append(RuleColumn(rule, alternative, self._quota(quota, total), tuple(column)))
        self._stop_on_faults()
        return GameTable(tuple(players), tuple(found))

    def _check_form(self) -> None:
        if not self.records:
            self._fault(None, "an empty table", "a heading row", "begin with player,votes")
            self._stop_on_faults()
        heading = self.records[0]
        while len(heading) > 1 and not any(self._text(row, len(heading) - 1) for row in self.records):
            heading.pop()  # an empty last column, as spreadsheets leave behind
        if len(heading) < 2:
            self._fault(
                heading[0], "a heading without a rule", "a column for each rule", "add one, such as votes"
            )
        seen: dict[str, int] = {}
        for number, cell in enumerate(heading[1:], 2):
            rule = cell.text.strip().lower()
            if not rule.removeprefix(ALTERNATIVE).strip():
                self._fault(cell, "a column without a name", "the name of its rule", "name it, such as votes")
            elif rule in seen:
                self._fault(cell, f"the column {shown(cell.text)} a second time", "it once", "rename it")
            seen.setdefault(rule, number)
        if seen and all(rule.startswith(ALTERNATIVE) for rule in seen):
            found = f"only alternatives ({shown(heading[1].text)})"
            self._fault(
                heading[1], found, "a rule that they are an alternative to", f"take away '{ALTERNATIVE}'"
            )
        if len(self.records) < 2 or self.records[1][0].text.strip().lower() != QUOTA:
            cell = self.records[1][0] if len(self.records) > 1 else heading[0]
            found = (
                f"{shown(cell.text)} in the first row" if len(self.records) > 1 else "a heading and no row"
            )
            self._fault(
                cell, found, f"'{QUOTA}' and the quota of every rule", f"begin the first row with {QUOTA}"
            )
        elif len(self.records) < 3:
            self._fault(self.records[1][0], "quotas and no player", "one row a player", "add rows")
        self._stop_on_faults()

    def _text(self, row: list[Cell], column: int) -> str:
        return row[column].text.strip() if column < len(row) else ""

    def _players(self, rows: list[list[Cell]]) -> list[str]:
        first: dict[str, int] = {}
        for row in rows:
            cell = row[0]
            name = cell.text.strip()
            if not name:
                self._fault(cell, "a row without a player", "a name", "fill the first column")
            elif name in first:
                expected = f"it once (first on line {first[name]})"
                self._fault(cell, f"the player {shown(name)} a second time", expected, "rename it")
            first.setdefault(name, cell.line)
        return [row[0].text.strip() for row in rows]

    def _fits(self, row: list[Cell], width: int) -> bool:
        for cell in row[width:]:
            if cell.text.strip():
                found = f"a cell too many: {shown(cell.text)}"
                self._fault(cell, found, f"{width} cells, as in the heading", "take it away")
        if len(row) < width:
            found = f"a row of {len(row)} cells"
            self._fault(row[-1], found, f"{width}, as in the heading", "add what is missing")
        return len(row) >= width

    def _weight(self, cell: Cell) -> Fraction:
        try:
            return exact_weight(cell.text)
        except NumberError as error:
            self._fault(cell, error.found, error.expected, error.mend)
            return Fraction(0)

    def _quota(self, cell: Cell, total: Fraction) -> Fraction:
        try:
            return exact_quota(cell.text, total)
        except NumberError as error:
            self._fault(cell, error.found, error.expected, error.mend)
            return Fraction(0)

    def _fault(self, cell: Cell | None, found: str, expected: str, mend: str) -> None:
        place = Place(self.name, cell.line if cell else 1, cell.column if cell else 1)
        self.faults.append(Fault(place, found, expected, mend))

    def _stop_on_faults(self) -> None:
        if self.faults:
            raise CaseFaults(self.name, self.faults)


def _exact(text: str) -> Fraction:
    text = text.strip().replace("\u2212", "-")
    parts = PARTS.fullmatch(text)
    if parts and int(parts[2]):
        return Fraction(int(parts[1]), int(parts[2]))
    try:
        NUMBER.validate_python(text)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]["ctx"]
        raise NumberError(detail["found"], detail["expected"], detail["mend"]) from None
    exponent = SMALLEST_EXPONENT.search(text)
    if len(text) > 40 or (exponent and int(exponent[1]) > 15):
        raise NumberError(shown(text), "a number with at most 15 decimals", "round it")
    return Fraction(text)
