"""A starter case: a small invented dispute that runs as it is, with comments and a coding guide."""

from __future__ import annotations

import json
import shutil
import tempfile
from importlib.resources import files
from pathlib import Path

from majlis.case.json_schema import case_schema


class StarterError(ValueError):
    """Raised when the starter cannot be written where it was asked for."""


def write_starter(folder: Path) -> None:
    """Write the starter case into a folder that does not exist yet (or is empty), whole or not at all.

    Raises
    ------
    StarterError
        When something is there already, or the place cannot be written.

    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise StarterError(
            f"{folder} is there already and is left alone; name a folder that does not exist yet"
        )
    template = Path(str(files("majlis.case"))) / "starter_case"
    target = folder.absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise StarterError(f"{folder} cannot be written ({error.strerror})") from None
    try:
        shutil.copytree(template, made, dirs_exist_ok=True)
        (made / "case.schema.json").write_text(json.dumps(case_schema(), indent=2) + "\n", encoding="utf-8")
        made.chmod(0o755)
        made.rename(target)
    except OSError as error:
        raise StarterError(f"{folder} cannot be written ({error.strerror})") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
