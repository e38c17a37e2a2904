"""What ruamel.yaml says of a file that is not YAML, said as a fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ruamel.yaml.error import MarkedYAMLError

from majlis.case.fault import Fault
from majlis.case.place import Place


@dataclass(frozen=True)
class Slip:
    """One kind of slip: words by which the parser's message is known, and what is said instead.

    ``began`` puts the fault where the broken part begins, not where the parser gave up.
    """

    words: str
    found: str
    expected: str
    mend: str
    began: bool = False


SLIPS = (
    Slip("'\\t' that cannot start", "a tab", "blanks", "indent with blanks"),
    Slip(
        "mapping values are not allowed",
        "a colon in a place of its own",
        "one 'key: value' a line",
        "mend the indent, or put quotes around text that holds a colon",
    ),
    Slip(
        "could not find expected ':'",
        "a line that is neither 'key: value' nor an item",
        "'key: value'",
        "add the colon, or mend the indent",
        began=True,
    ),
    Slip("end of stream", "a quote that is never closed", "a closing quote", "add it", began=True),
    Slip("document separator", "a quote that is never closed", "a closing quote", "add it", began=True),
    Slip(
        "expected <block end>",
        "an indent that fits no line above",
        "the keys of one mapping below each other",
        "mend the indent, or put quotes around the whole text",
    ),
    Slip(
        "expected ',' or",
        "a bracket that is not closed",
        "a comma or the closing bracket",
        "add it",
        began=True,
    ),
    Slip("unknown escape", "a backslash in double quotes", "an escape such as \\n", "use single quotes"),
    Slip(
        "cannot start any token",
        "a character that YAML keeps for itself",
        "text",
        "put quotes around the text",
    ),
)


def syntax_fault(error: MarkedYAMLError, place: Callable[[int], Place], last: Place) -> Fault:
    """Turn the parser's complaint into a fault.

    Parameters
    ----------
    error
        The complaint.
    place
        Gives the place of a character.
    last
        The last place that was read, for a complaint without a mark.

    """
    problem = " ".join(f"{error.problem or error.context or ''}".replace("\0", "the end").split())
    slip = next((slip for slip in SLIPS if slip.words in problem), None)
    if slip is None:
        slip = Slip("", f"text that is not YAML ({problem})", "YAML", "check colons, quotes and indent")
    marks = (error.problem_mark, error.context_mark)
    mark = next((mark for mark in (marks[::-1] if slip.began else marks) if mark is not None), None)
    return Fault(place(mark.index) if mark is not None else last, slip.found, slip.expected, slip.mend)
