"""The verbs and nouns of political conflict with their PLOVER class, from ``lexicons/acts.yaml``."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from majlis.reading.text.lexicon import inflections, table, words

SPEECH = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE"})
"""Classes of acts in words, which count only from a party to the dispute."""


class Act(NamedTuple):
    """A verb that tells an act: its base, its class, the particle it needs, and the form at hand.

    A weak one tells an act only where an actor of the case is known to do it.
    """

    lemma: str
    plover: str | None
    particles: tuple[str, ...]
    form: str
    weak: bool = False


class ActNoun(NamedTuple):
    """A noun that tells an act: the first of its group, which stands for all of them, and its class."""

    key: str
    plover: str | None


_FORMS = ("base", "third", "past", "participle", "gerund")


@cache
def act_verbs() -> dict[str, tuple[Act, ...]]:
    """Every form of every act verb; those that need a particle come first."""
    found: dict[str, list[Act]] = {}
    for name in ("verbs", "weak"):
        for plover, listed in table("acts")[name].items():
            for entry in listed.split():
                lemma, *particles = entry.split("_")
                for form, spelt in zip(_FORMS, inflections(lemma), strict=True):
                    act = Act(
                        lemma, None if plover == "NONE" else plover, tuple(particles), form, name == "weak"
                    )
                    found.setdefault(spelt, []).append(act)
    return {spelt: tuple(sorted(acts, key=_first_tried)) for spelt, acts in found.items()}


def _first_tried(act: Act) -> tuple[int, bool]:
    return -len(act.particles), act.weak


@cache
def act_nouns() -> dict[str, ActNoun]:
    """Every act noun."""
    return {
        noun: ActNoun(group.split()[0], None if plover == "NONE" else plover)
        for plover, groups in table("acts")["nouns"].items()
        for group in groups
        for noun in group.split()
    }


@cache
def light_verbs() -> frozenset[str]:
    """Every form of the verbs whose act is the noun after them: to hold talks, to stage a walkout."""
    return frozenset(spelt for lemma in words("acts", "light") for spelt in inflections(lemma))


@cache
def light_objects() -> dict[str, str]:
    """Nouns that make an act of a light verb, with their class."""
    return {noun: plover for plover, listed in table("acts")["objects"].items() for noun in listed.split()}


REFUSING = frozenset(["not", "won't", "wouldn't", "if", "unless"])
"""Words that a refusal or a conditional threat cannot do without."""


@cache
def triggers() -> frozenset[str]:
    """Every word that can tell an act: a sentence without one is passed over."""
    return frozenset(act_verbs()) | frozenset(act_nouns()) | light_verbs() | REFUSING
