"""The result of a run: draws, answers and drivers together, as text, in a notebook, or as a folder."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from majlis.case.case import Case
from majlis.ensemble.run import Ensemble
from majlis.explore.drivers import Driver, drivers
from majlis.forecast.answer import Answer, answers

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Edits:
    """What a run changed in its case: claims switched off, estimates set, actors dropped."""

    without: tuple[str, ...] = ()
    set: Mapping[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.without or self.set or self.drop)

    def as_options(self) -> tuple[str, ...]:
        """Return the changes as options of ``majlis run``."""
        options = [("--without", claim) for claim in self.without]
        options += [("--set", f"{name}={value}") for name, value in self.set.items()]
        options += [("--drop", actor) for actor in self.drop]
        return tuple(f"{option} {shlex.quote(value)}" for option, value in options)


@dataclass(frozen=True)
class Result:
    """What a run says, and everything needed to show or keep it."""

    ensemble: Ensemble
    edits: Edits = field(default_factory=Edits)

    @property
    def case(self) -> Case:
        """The case that was run."""
        return self.ensemble.case

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The answer to every question, the headline first."""
        return answers(self.ensemble)

    @cached_property
    def drivers(self) -> dict[str, tuple[Driver, ...]]:
        """What drives the settlement of each issue, strongest first."""
        return {issue.id: drivers(self.ensemble, issue.id) for issue in self.case.issues}

    @cached_property
    def dataset(self) -> xr.Dataset:
        """The draws as an xarray Dataset with named dimensions and units."""
        from majlis.ensemble.results import dataset

        return dataset(self.ensemble)

    def forecast(self) -> dict[str, Any]:
        """Return what ``forecast.json`` holds."""
        from majlis.study.forecast_file import forecast_of

        return forecast_of(self)

    def report(self, sources: str | Path | None = None) -> str:
        """Return the one-file HTML report; with a folder of sources it shows the passages themselves."""
        from majlis.study.report_page import report_page

        return report_page(self, sources)

    def save(self, folder: str | Path, sources: str | Path | None = None) -> Path:
        """Write results, forecast, report, tables and manifest into a folder, all or nothing."""
        from majlis.study.folder import save

        return save(self, Path(folder), sources)

    def __repr__(self) -> str:
        from majlis.report.summary import summary

        headline = self.answers[0].question.condition.issue
        return summary(self.ensemble, self.answers, self.drivers[headline], self.edits.as_options())

    __str__ = __repr__

    def _repr_html_(self) -> str:
        from majlis.report.summary import summary_html

        return summary_html(self.ensemble, self.answers)
