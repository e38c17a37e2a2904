"""Letters whatever their case: what patterns without regard to it take for the same, and a quick look."""

from __future__ import annotations

_ODD = {0x130: "I", 0x131: "i", 0x17F: "s", 0x212A: "K"}


def plain_letters(text: str) -> str:
    """Write dotted and dotless i, long s and kelvin as the letters that such patterns take them for.

    Examples
    --------
    >>> plain_letters("5 \u212ag")
    '5 Kg'

    """
    return text.translate(_ODD) if any(chr(letter) in text for letter in _ODD) else text


def small_letters(text: str) -> str:
    """Write a text in small letters a to z, what is not Latin as question marks: quick to look for words in.

    Examples
    --------
    >>> small_letters("The “Café”")
    'the ?café?'

    """
    return plain_letters(text).encode("latin-1", "replace").lower().decode("latin-1")
