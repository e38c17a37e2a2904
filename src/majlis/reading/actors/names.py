"""Forms of names that count as the same: case, marks, article prefixes, families of transliteration."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from majlis.reading.text.lexicon import table, words

_ARTICLE = re.compile(r"^(?:al|el|ul|ad|ar|as|at|az|an|ash)-(?=\w{2})")
_SOUNDS = (
    ("sch", "S"),
    ("tch", "C"),
    ("kh", "k"),
    ("gh", "g"),
    ("sh", "S"),
    ("ch", "C"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("zh", "j"),
    ("dj", "j"),
    ("ck", "k"),
    ("qu", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("c", "k"),
    ("z", "s"),
    ("w", "v"),
    ("p", "b"),
)
_WEAK = re.compile(r"(?<!^)[aeiouy'’`-]+|(?<!^)h(?![aeiou])")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """Give the form that two spellings of a word share: no case, accents or article prefix.

    A word in capitals keeps them, with its full stops dropped, so that ``U.S.`` is ``US`` and never ``us``.
    """
    bare = word.replace(".", "")
    if bare.isupper() and len(bare) > 1:
        return bare
    return _ARTICLE.sub("", plain(bare.lower()))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Give the consonants of a name as transliterations share them: Qadir, Kadir and Qader are ``kdr``."""
    bare = _ARTICLE.sub("", plain(word.lower()))
    for spelt, heard in _SOUNDS:
        bare = bare.replace(spelt, heard)
    if bare[:1] in "aeiouy":
        bare = "a" + bare[1:]
    return _DOUBLE.sub(r"\1", _WEAK.sub("", bare))


def plain(word: str) -> str:
    """Drop accents and typographic apostrophes."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


@lru_cache(maxsize=4096)
def belongs(adjective: str, state: str) -> bool:
    """Whether an adjective of nation is that of a state's name, by rules of endings."""
    word, name = plain(adjective.lower()), plain(state.lower())
    if table("demonyms")["irregular"].get(word) in (name, name.split()[-1] if name else ""):
        return True
    stem = name.rstrip("aeoy") if len(name) > 4 else name
    return len(stem) > 3 and word.startswith(stem) and word != name and word[len(stem) :] in _endings()


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    plain_endings = words("demonyms", "endings")
    return plain_endings | {vowel + ending for vowel in "aeioy" for ending in plain_endings}
