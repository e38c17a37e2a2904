"""The path of a settlement as CSV: draw, round, actor, issue, position."""

from __future__ import annotations

import csv
from pathlib import Path

from majlis.case.write import whole_file
from majlis.ensemble.settle import Settled


def write_path(settled: Settled, path: Path) -> None:
    """Write every actor's position in every round of every draw; round 0 is the input."""
    ensemble = settled.ensemble
    answers = {ensemble.assembly.bargains[index].name for index, _ in ensemble.assembly.answers.values()}
    with whole_file(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("draw", "round", "actor", "issue", "position"))
        for track in ensemble.paths:
            if track.bargain.name not in answers:
                continue
            for draw, rounds in enumerate(track.positions):
                for number, positions in enumerate(rounds):
                    writer.writerows(
                        (draw, number, actor, track.bargain.issue, repr(float(position)))
                        for actor, position in zip(track.bargain.actors, positions, strict=True)
                    )
