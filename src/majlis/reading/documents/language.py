"""Whether a text is in a language that the readers read: English, by its commonest words and its script."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from majlis.reading.text.lexicon import words

_READ = 20_000
_FEWEST = 30
_ENGLISH = 0.15
_FOREIGN_SCRIPT = 0.5
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]+")


class Language(NamedTuple):
    """What a text looks like: whether it can be read, and if not, what was found."""

    readable: bool
    found: str = ""


def language(text: str) -> Language:
    """Tell whether a text can be read; a text of a few words is not judged.

    Examples
    --------
    >>> language("Der Rat hat am Montag den Bau des Dammes abgelehnt. " * 9).readable
    False

    """
    text = text[:_READ]
    words_in = _WORD.findall(text)
    other = "" if text.isascii() else "".join(_OTHER_SCRIPT.findall(text))
    foreign = len(other) / max(1, sum(map(len, words_in)))
    if foreign > _FOREIGN_SCRIPT:
        way = "written from right to left" if _rightward(other) else "not in Latin letters"
        return Language(False, f"a text {way} ({foreign:.0%} of its letters)")
    common = words("language", "common")
    share = sum(map(common.__contains__, map(str.lower, words_in))) / max(1, len(words_in))
    if len(words_in) >= _FEWEST and share < _ENGLISH:
        return Language(False, f"a text that is not English ({share:.0%} common English words)")
    return Language(True)


def _rightward(letters: str) -> bool:
    right = sum(unicodedata.bidirectional(letter) in ("R", "AL") for letter in letters)
    return 2 * right > len(letters)
