"""Compiled templates, kept beside their sources as Python keeps modules: compiling takes longer than a page.

Jinja throws a kept template away when its source or Jinja itself has changed. Where nothing can be written,
templates are compiled anew in every process.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

FOLDER = Path(__file__).parent / "templates" / "__pycache__"


class CompiledTemplates(FileSystemBytecodeCache):
    """Templates compiled earlier; keeping one is never a reason to fail."""

    @classmethod
    def beside_templates(cls, folder: Path = FOLDER) -> CompiledTemplates | None:
        """Return those in a folder; None where it cannot be written."""
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
        return cls(str(folder)) if os.access(folder, os.W_OK) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, if the disk lets it."""
        with suppress(OSError):
            super().dump_bytecode(bucket)
