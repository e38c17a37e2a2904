"""Where a value stands in the files of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file, as editors count: lines and columns from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass
class Places:
    """The place of every parsed value, by its path.

    Paths begin with the file's stem: ``("case", "issues", 0, "scale", "low")`` for ``case.yaml``,
    ``("stances", 12, "value")`` for a cell of a table (rows from 0, heading not counted), and
    ``("stances", "value")`` for a heading. Empty cells are kept apart, as ``gaps``.
    """

    known: dict[Path, Place] = field(default_factory=dict)
    gaps: dict[Path, Place] = field(default_factory=dict)

    def at(self, *path: str | int) -> Place:
        """Return the place of the value at ``path``, or of the nearest thing that holds it."""
        for length in range(len(path), 0, -1):
            found = self.known.get(path[:length])
            if found is not None:
                return found
        name = f"{path[0]}.csv" if path and path[0] != "case" else "case.yaml"
        return Place(name, 1, 1)

    def gap(self, *path: str | int) -> Place:
        """Return the place of an empty cell, or as `at` where there is none."""
        return self.gaps.get(path) or self.at(*path)

    def number(self, *path: str | int) -> Place:
        """Return the place of one number of an estimate: its own, or where ``10 < 20 < 40`` stands."""
        return self.known.get(path) or self.at(*path[:-1], "value")

    def with_rows(self, stem: str, rows: Sequence[int]) -> Places:
        """Return the places of a copy in which only these rows of a table are left, counted anew."""
        new = {row: index for index, row in enumerate(rows)}

        def kept(places: dict[Path, Place]) -> dict[Path, Place]:
            result: dict[Path, Place] = {}
            for path, place in places.items():
                if len(path) < 2 or path[0] != stem or not isinstance(path[1], int):
                    result[path] = place
                elif path[1] in new:
                    result[(stem, new[path[1]], *path[2:])] = place
            return result

        return Places(kept(self.known), kept(self.gaps))
