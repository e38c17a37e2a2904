"""The word lists that the readers' grammar runs on; a person extends them in the folder `lexicons`.

A list is a YAML mapping. A text holds single words parted by white space, a sequence holds phrases; entries
of other forms are named in `list_forms`. A slip in a list is a `CaseFaults`, as one in a case is: whether it
shows when a module is imported or later, the command that reads says it and ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from majlis.case.fault import CaseFaults, Fault
from majlis.case.place import Place, Places
from majlis.case.text_file import odd_characters, without_odd
from majlis.case.yaml_file import Guide, read_yaml
from majlis.reading.text.entry_forms import Check, missing
from majlis.reading.text.lexicon_file import lexicon_text, shown_name
from majlis.reading.text.list_forms import checked

_FORMS = ("base", "third", "past", "participle", "gerund")
_VOWELS = "aeiou"
_GUIDE = Guide(
    "word list", "entries such as 'verbs: say tell'", "put them back", "see docs/reading.md", longest=100_000
)


class Lexicon(dict[str, Any]):
    """The entries of a word list; to ask for one that is not there is a fault of the file.

    Parameters
    ----------
    file
        Its name in messages.
    entries
        What it holds.
    patterns
        Those of its texts that are patterns, by their place.

    """

    def __init__(self, file: str, entries: Mapping[str, Any], patterns: Mapping[Place, str]) -> None:
        super().__init__(entries)
        self.file = file
        self.patterns = patterns

    def __missing__(self, entry: str) -> Any:
        raise CaseFaults(self.file, [missing(entry, self.keys(), Place(self.file, 1, 1))])


@cache
def table(name: str) -> Lexicon:
    """Read ``lexicons/NAME.yaml``, every entry in its form.

    Raises
    ------
    CaseFaults
        When anything in it is wrong; holds all faults, each with line and column.

    """
    file = shown_name(f"{name}.yaml")
    text, places = lexicon_text(f"{name}.yaml"), Places()
    value, faults = read_yaml(without_odd(text), file, name, places, _GUIDE)
    faults += odd_characters(text, file)
    if faults:
        raise CaseFaults(file, faults)
    check = Check(places)
    entries = checked(name, value, check)
    if check.faults:
        raise CaseFaults(file, check.faults)
    return Lexicon(file, entries, check.patterns)


@cache
def words(name: str, entry: str) -> frozenset[str]:
    """Give the words, phrases or keys of one entry of a list."""
    found = table(name)[entry]
    return frozenset(found.split() if isinstance(found, str) else found)


@contextmanager
def compiling(name: str) -> Iterator[None]:
    """Say which pattern of a list is broken, if those of it do not compile."""
    try:
        yield
    except _BROKEN as error:
        lexicon = table(name)
        faults = [fault for place, text in lexicon.patterns.items() for fault in _broken(place, text)]
        together = f"patterns that do not go together ({error})"
        beginning = Fault(Place(lexicon.file, 1, 1), together, *_SOUND)
        raise CaseFaults(lexicon.file, faults or [beginning]) from None


_BROKEN = (re.error, OverflowError, RecursionError)
_SOUND = ("a regular expression of Python", "mend it, or take it out")


def _broken(place: Place, text: str) -> Iterator[Fault]:
    try:
        re.compile(f"(?:{text})")
    except _BROKEN as error:
        yield Fault(place, f"a pattern that is broken ({error})", *_SOUND)


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
