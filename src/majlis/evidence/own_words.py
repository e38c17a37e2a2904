"""Whether a statement is in the coder's own words: a ledger can be passed on, a document often cannot."""

from __future__ import annotations

import re

RUN = 8
"""As many consecutive words of a document are a quotation, no paraphrase."""

WORD = re.compile(r"\w+")


def copied_words(statement: str, text: str, run: int = RUN) -> str | None:
    """Return the first ``run`` consecutive words of a statement that also stand in a text, or None.

    Capitals, punctuation and line ends do not count.

    Examples
    --------
    >>> copied_words("It rained in the night", "Then, in the night, it rained", run=3)
    'in the night'

    """
    words = [(match.group().casefold(), match.start(), match.end()) for match in WORD.finditer(statement)]
    known = f" {' '.join(word.casefold() for word in WORD.findall(text))} "
    for first in range(len(words) - run + 1):
        part = words[first : first + run]
        if f" {' '.join(word for word, _, _ in part)} " in known:
            return statement[part[0][1] : part[-1][2]]
    return None
