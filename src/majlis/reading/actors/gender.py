"""Whether a person is "she" or "he": told by titles, given names, or not at all."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from majlis.reading.actors.actors import Known
from majlis.reading.actors.persons import given
from majlis.reading.text.lexicon import words

Gender = Literal["she", "he"]


@lru_cache(maxsize=4096)
def gender_of(actor: Known) -> Gender | None:
    """Tell the gender of an actor by its given name, or else by the titles in its names."""
    names = (actor.canonical, *actor.aliases)
    titled = (titled_gender(word) for name in names for word in name.lower().replace(".", " ").split())
    named = (given_gender(name) for name in names)
    return next((one for one in (*named, *titled) if one), None)


def given_gender(name: str) -> Gender | None:
    """Tell the gender by the given name that a full name begins with."""
    first = given(name)
    if not first:
        return None
    return "she" if first in _FEMALE else "he"


def titled_gender(word: str) -> Gender | None:
    """Tell the gender of whom a title is for, or of whom a pronoun stands for: Mrs, king, her."""
    if word in _WOMEN:
        return "she"
    return "he" if word in _MEN else None


_FEMALE = words("given_names", "female")
_WOMEN = words("people", "women")
_MEN = words("people", "men")
