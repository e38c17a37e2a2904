"""The word lists that the readers' grammar runs on; a person extends them in the folder `lexicons`.

A list is a YAML mapping. A text holds single words parted by white space, a sequence holds phrases.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

_FORMS = ("base", "third", "past", "participle", "gerund")
_VOWELS = "aeiou"


@cache
def table(name: str) -> dict[str, Any]:
    """Read ``lexicons/NAME.yaml`` as it stands."""
    text = (files("majlis.reading") / "lexicons" / f"{name}.yaml").read_text(encoding="utf-8")
    found = YAML(typ="safe", pure=True).load(text)
    if not isinstance(found, dict):
        raise ValueError(f"lexicons/{name}.yaml: expected a mapping of word lists")
    return found


@cache
def words(name: str, entry: str) -> frozenset[str]:
    """Give the words, or phrases, of one entry of a list."""
    found = table(name)[entry]
    return frozenset(found.split() if isinstance(found, str) else found)


@cache
def word_kinds() -> dict[str, str]:
    """Kind of every closed-class word; the first list that names a word decides."""
    kinds: dict[str, str] = {}
    for kind, found in table("words").items():
        for word in found.split():
            kinds.setdefault(word, kind)
    return kinds


@cache
def verb_forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """Every inflected form of the known verbs: ``said`` is (say, past) and (say, participle).

    Forms are base, third, past, participle and gerund.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for lemma, spelt in _inflected().items():
        for form, word in zip(_FORMS, spelt, strict=True):
            found.setdefault(word, []).append((lemma, form))
    return {word: tuple(pairs) for word, pairs in found.items()}


@cache
def inflections(lemma: str) -> tuple[str, ...]:
    """Give the five forms of a verb, known or not, from its base."""
    known = _inflected().get(lemma)
    return known if known else _regular(lemma, doubled=False)


@cache
def _inflected() -> dict[str, tuple[str, ...]]:
    verbs = table("verbs")
    spelt = {lemma: _regular(lemma, doubled=False) for lemma in verbs["regular"].split()}
    spelt |= {lemma: _regular(lemma, doubled=True) for lemma in verbs["doubled"].split()}
    for lemma, forms in verbs["irregular"].items():
        past, participle, *gerund = forms.split()
        base, third, _, _, regular = _regular(lemma, doubled=False)
        spelt[lemma] = (base, third, past, participle, gerund[0] if gerund else regular)
    return spelt


def _regular(lemma: str, doubled: bool) -> tuple[str, ...]:
    stem = lemma + lemma[-1] if doubled else lemma
    if lemma.endswith("e"):
        past, gerund = lemma + "d", (lemma if lemma.endswith(("ee", "ye")) else lemma[:-1]) + "ing"
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        past, gerund = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, gerund = stem + "ed", stem + "ing"
    return lemma, _third(lemma), past, past, gerund


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"
