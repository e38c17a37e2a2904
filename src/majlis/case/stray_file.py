"""Files of a case folder whose names are almost those of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path

from majlis.case.fault import Fault
from majlis.case.place import Place

TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".xlsx", ".xls", ".ods")
OUTLINE_ENDINGS = (".yml", ".yaml", ".json")
MOST_FILES = 1_000


def stray_files(folder: Path, stems: Collection[str]) -> Iterator[tuple[str, Fault]]:
    """Yield a stem and a fault for each file that is probably meant as one of the case that is not there."""
    try:
        names = sorted(path.name for _, path in zip(range(MOST_FILES), folder.iterdir(), strict=False))
    except OSError:
        return
    read = {"case.yaml", *(f"{stem}.csv" for stem in stems)}
    absent = {ending: [stem for stem in stems if f"{stem}.csv" not in names] for ending in TABLE_ENDINGS}
    absent |= {ending: [] if "case.yaml" in names else ["case"] for ending in OUTLINE_ENDINGS}
    for name in names:
        stem, ending = Path(name.lower()).stem, Path(name.lower()).suffix
        close = get_close_matches(stem[:80], absent.get(ending, []), n=1, cutoff=0.8)
        own = name in read or name.startswith((".", "~"))
        if close and not own:
            meant = f"{close[0]}.yaml" if ending in OUTLINE_ENDINGS else f"{close[0]}.csv"
            how = "rename it" if ending in (".csv", ".yml", ".yaml") else "save it in that form"
            found = f"the file '{name}', which is not read"
            yield (
                close[0],
                Fault(
                    Place(name, 1, 1),
                    found,
                    f"'{meant}', which is not there",
                    f"did you mean '{meant}'? {how}",
                ),
            )
