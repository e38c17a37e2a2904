"""Where a value stands in the files of a case."""

from __future__ import annotations

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
    ``("stances", 12, "value")`` for a cell of a table (rows from 0, heading not counted).
    """

    known: dict[Path, Place] = field(default_factory=dict)

    def at(self, *path: str | int) -> Place:
        """Return the place of the value at ``path``, or of the nearest thing that holds it."""
        for length in range(len(path), 0, -1):
            found = self.known.get(path[:length])
            if found is not None:
                return found
        name = f"{path[0]}.csv" if path and path[0] != "case" else "case.yaml"
        return Place(name, 1, 1)
