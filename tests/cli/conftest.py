"""The program as a user types it, run inside the process of the tests: a new one takes seconds to start."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Majlis = Callable[..., CompletedProcess[str]]


@pytest.fixture
def majlis(monkeypatch: pytest.MonkeyPatch) -> Majlis:
    """Call the program with words, in a folder, with what is typed: ``majlis("check", case, cwd=folder)``."""

    def call(*words: str | Path, cwd: Path, typed: str = "") -> CompletedProcess[str]:
        from majlis.cli.app import main

        command = ["majlis", *map(str, words)]
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as here, redirect_stdout(out), redirect_stderr(err):
            here.chdir(cwd)
            here.setattr(sys, "argv", command)
            here.setattr(sys, "stdin", io.StringIO(typed))
            with pytest.raises(SystemExit) as ended:
                main()
        return CompletedProcess(command, int(ended.value.code or 0), out.getvalue(), err.getvalue())

    return call
