"""The result of a run: its findings, to be read as text, in a notebook, or as a folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from majlis.study.findings import Findings

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True, repr=False)
class Result(Findings):
    """What a run says, and the ways to show and keep it."""

    @cached_property
    def dataset(self) -> xr.Dataset:
        """The draws as an xarray Dataset with named dimensions and units."""
        from majlis.ensemble.results import dataset

        return dataset(self.ensemble, self.moved)

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

        drivers = self.drivers[self.answers[0].condition.issue] if self.answers else ()
        changes = self.edits.as_options()
        return summary(self.ensemble, self.answers, self.moving_answers, drivers, changes)

    __str__ = __repr__

    def _repr_html_(self) -> str:
        from majlis.report.summary import summary_html

        return summary_html(self.ensemble, self.answers)
