"""Print how well documents are read: ``python -m benchmarks.score_reading DIR...`` (see command.py)."""

from __future__ import annotations

import sys

from majlis.case.fault import CaseFaults


def main(words: list[str] | None = None) -> int:
    """Score the folders; exit 2 where one cannot be scored, or a word list of the reader has a fault."""
    try:
        # Importing the reader reads its word lists.
        from benchmarks.score_reading import command
    except CaseFaults as fault:
        print(fault, file=sys.stderr)
        return 2
    return command.main(words)


if __name__ == "__main__":
    sys.exit(main())
