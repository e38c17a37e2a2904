"""One digest for a case folder, so that a score can name the estimates that it scored."""

from __future__ import annotations

import hashlib
from pathlib import Path

APART = ("outcomes.csv",)
"""Files that hold no estimate: correcting an outcome changes no forecast."""


def folder_digest(folder: Path) -> str:
    """Return the SHA-256 of every file in a case folder but its outcomes.

    Files count in the order of their paths, each as its path, its length and its bytes. Hidden files are left
    out.
    """
    digest = hashlib.sha256()
    for name in sorted(_names(folder)):
        content = (folder / name).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _names(folder: Path) -> list[str]:
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    seen = (path for path in paths if not any(part.startswith((".", "__pycache__")) for part in path.parts))
    return [path.as_posix() for path in seen if path.as_posix() not in APART]
