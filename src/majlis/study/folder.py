"""Writing a result as a folder: whole or not at all, and never over anything that is not a result."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from majlis.ensemble.results import write_results
from majlis.study.findings import Findings
from majlis.study.forecast_file import forecast_of
from majlis.study.manifest import manifest_of
from majlis.study.report_page import report_page
from majlis.study.tables import write_tables

MANIFEST = "manifest.json"


class FolderError(ValueError):
    """A folder that a result may not replace."""


class SaveError(OSError):
    """A result that could not be written; what stood there before still stands."""


def check_folder(folder: Path) -> None:
    """Refuse a folder that a result may not replace, before any work is done.

    Raises
    ------
    FolderError
        When it is a file, or a folder that holds something else than a result.

    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise FolderError(f"{folder} is a file or a link; name a folder with --out")
    if folder.is_dir() and not (folder / MANIFEST).is_file() and any(folder.iterdir()):
        raise FolderError(
            f"{folder} holds files but no {MANIFEST}, so it is not a result and is left alone; "
            "name another with --out"
        )


def save(result: Findings, folder: Path, sources: str | Path | None = None) -> Path:
    """Write a result: results.nc, forecast.json, report.html, tables/*.csv and, last, manifest.json.

    Everything is written into a new folder beside the target, which then takes its place in one step; an
    earlier result stays untouched until that moment, also when the disk is full or the work is interrupted.

    Raises
    ------
    FolderError
        When the target holds something else than a result.
    SaveError
        When it cannot be written.

    """
    check_folder(folder)
    target = folder.absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise SaveError(f"{folder} cannot be written ({error.strerror})") from None
    try:
        _write(result, made, sources)
        made.chmod(0o755)
        with _alone(target):
            check_folder(target)
            _replace(made, target)
    except OSError as error:
        raise SaveError(f"{folder} cannot be written ({error.strerror}); nothing there was changed") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return folder


def _write(result: Findings, folder: Path, sources: str | Path | None) -> None:
    write_results(result.ensemble, folder / "results.nc", result.moved)
    _json(folder / "forecast.json", forecast_of(result))
    (folder / "report.html").write_text(report_page(result, sources), encoding="utf-8")
    write_tables(result, folder / "tables")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    digests = {path.relative_to(folder).as_posix(): _digest(path) for path in files}
    _json(folder / MANIFEST, manifest_of(result) | {"files": digests})


def _json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _replace(made: Path, target: Path) -> None:
    """Put the new folder in the place of the old one; put the old one back if that fails."""
    if not target.exists():
        made.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.old.", dir=target.parent))
    target.rename(old / "was")
    try:
        made.rename(target)
    except OSError:
        (old / "was").rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


@contextlib.contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Let one process at a time put its folder in place."""
    try:
        import fcntl
    except ImportError:  # Windows: renaming over a folder fails there instead of mixing
        yield
        return
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
