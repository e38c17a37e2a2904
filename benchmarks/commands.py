"""Whole commands as a user types them, kernels compiled before: seconds, and the largest memory."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

RUNS = 5
PROGRAM = "from majlis.cli.app import main; main()"
EMISSIONS = """actor,capability,position,salience
Netherlands,0.08,4,80
Belgium,0.08,7,40
Luxembourg,0.03,4,20
Germany,0.16,4,80
France,0.16,10,60
Italy,0.16,10,60
UK,0.16,10,90
Ireland,0.05,7,10
Denmark,0.05,4,100
Greece,0.08,7,70
"""
SPREAD = "position=5%,capability=10%,salience=10%"


@dataclass(frozen=True)
class Command:
    """A command, and the seconds it is meant to take at most."""

    words: tuple[str, ...]
    aim: float


COMMANDS = (
    Command(("--help",), 0.3),
    Command(("run", "iraq-2024", "--static", "--draws", "10000"), 3.5),
    Command(("run", "iraq-2024", "--draws", "10000"), 10.0),
    Command(("settle", "table.csv", "--model", "challenge", "--spread", SPREAD, "--draws", "10000"), 1.5),
)


def print_commands() -> None:
    """Run every command several times and print the median seconds and the largest memory."""
    print(f"\nwhole commands: median of {RUNS} runs after one that does not count")
    print(f"{'command':<70}{'seconds':>9}{'aim':>6}{'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "table.csv").write_text(EMISSIONS, encoding="utf-8")
        for command in COMMANDS:
            measured = [_once(command, folder) for _ in range(RUNS + 1)][1:]
            seconds = statistics.median(time for time, _ in measured)
            memory = max(size for _, size in measured)
            name = "majlis " + " ".join(command.words)
            print(f"{name[:68]:<70}{seconds:>9.2f}{command.aim:>6.1f}{memory:>6.0f}")


def _once(command: Command, folder: str) -> tuple[float, float]:
    """Run a command and return its seconds and its largest memory in MB."""
    begin = time.perf_counter()
    process = os.fork()
    if process == 0:
        os.chdir(folder)
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        os.execv(sys.executable, [sys.executable, "-c", PROGRAM, *command.words])
    _, status, usage = os.wait4(process, 0)
    if status != 0:
        raise SystemExit(f"majlis {' '.join(command.words)} failed")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024
