"""Whether a cue in a sentence gives a statement, and who speaks."""

from __future__ import annotations

from typing import NamedTuple

from majlis.reading.actors.discourse import Discourse
from majlis.reading.actors.passage import Passage
from majlis.reading.actors.phrases import Phrase, distant, inverted, name_run, subject
from majlis.reading.actors.sources import Source
from majlis.reading.actors.speakers import anybody, resolve
from majlis.reading.statements.attributions import named_after, quoted_before
from majlis.reading.statements.cues import Cue, cues
from majlis.reading.text.complements import predicated
from majlis.reading.text.lexicon import table, words
from majlis.reading.text.tokens import Token


class Spoken(NamedTuple):
    """A cue that makes a row, with its subject."""

    cue: Cue
    phrase: Phrase | None
    source: Source
    rule: str
    first: int


def spoken_by(passage: Passage, cue: Cue, before: list[Spoken], discourse: Discourse) -> Spoken | None:
    """Judge whether a cue makes a row here, and find its speaker."""
    if unreal(passage.tokens, cue):
        return None
    last = before[-1] if before else None
    if cue.frame == "after":
        return _after(passage, cue, last, discourse)
    if cue.frame == "according":
        return _according(passage, cue, discourse)
    if cue.frame == "by":
        return _by(passage, cue, last, discourse)
    if cue.frame in ("noun", "impersonal"):
        return None if last and cue.frame == "noun" else _unowned(passage, cue, discourse)
    if cue.form == "gerund" and not _goes_on(passage.tokens, cue):
        return _participle(passage, cue, last, discourse)
    return _finite(passage, cue, last, discourse)


def _goes_on(found: tuple[Token, ...], cue: Cue) -> bool:
    """Whether a form in -ing is finite: is demanding, have been calling."""
    return any(token.lower in _BEING for token in found[cue.first : cue.at])


def unreal(found: tuple[Token, ...], cue: Cue) -> bool:
    """Whether a cue tells no statement: an infinitive, a condition, a forecast, something left unsaid."""
    group = found[cue.first : cue.at]
    if cue.first and found[cue.first - 1].lower == "to" and cue.form == "base":
        return True
    able = ("can", "cannot", "can't") if cue.frame != "by" else ()
    if any(token.kind == "modal" and token.lower not in able for token in group):
        return cue.frame != "after"
    if any(token.kind == "neg" or token.lower.endswith("n't") for token in group) and cue.lemma in _SILENCE:
        return True
    before = found[1 : min(_EARLY, cue.first)]
    if found[0].lower == "it" and cue.frame != "after" and any(map(_supposed, before)):
        return True
    near = [
        token.lower
        for token in found[max(0, cue.first - 6) : cue.first]
        if token.kind in ("sub", "ask", "comma")
    ]
    return near[-1:] in (["if"], ["unless"], ["whether"])


def _supposed(token: Token) -> bool:
    return token.kind == "modal" or token.lower in _POSSIBLE


def _after(passage: Passage, cue: Cue, last: Spoken | None, discourse: Discourse) -> Spoken | None:
    """Read an attribution after its content, in either order."""
    before = passage.tokens[cue.first - 1]
    apart = quoted_before(passage, cue.first) if before.kind == "comma" else None
    if apart is not None:
        return _apart(passage, cue, apart, last, discourse)
    turned = before.kind in ("quote", "comma", "stop") and named_after(passage.tokens, cue.at)
    phrase = (
        inverted(passage, cue.at)
        if turned
        else subject(passage, cue.first, 0 if before.kind == "comma" else _content_end(passage, cue))
    )
    source = _speaker(passage, phrase, cue, discourse)
    if source is None or phrase is None:
        return None
    first = _resumes(passage, last, phrase.first) if last else 0
    return None if first is None else Spoken(cue, phrase, source, f"after:{cue.lemma}", first)


def _speaker(passage: Passage, phrase: Phrase | None, cue: Cue, discourse: Discourse) -> Source | None:
    """Say who a subject is; whatever says or believes is somebody."""
    if phrase is None:
        return None
    source = resolve(passage, phrase, discourse)
    if source is not None:
        return source
    says = cue.lemma in _ANIMATE and cue.frame in ("that", "clause", "quote", "after")
    return anybody(passage, phrase, discourse) if says or _people(passage.tokens, phrase) else None


def _people(found: tuple[Token, ...], phrase: Phrase) -> bool:
    """Whether the head of a subject is a word for people by its ending: growers, pharmacists."""
    head = phrase.first
    for n in range(phrase.first, phrase.last):
        if found[n].kind == "prep":
            break
        head = n
    return found[head].kind in ("word", "name") and found[head].lower.endswith(_ENDINGS)


def _resumes(passage: Passage, last: Spoken, limit: int) -> int | None:
    """Give where a second content starts after an earlier cue: at a quotation, a conjunction or a mark."""
    found = passage.tokens
    for at in range(limit - 2, last.cue.at, -1):
        if (
            found[at].kind == "conj"
            or found[at].text in ";:—–"
            or (passage.quoted[at] >= 0 > passage.quoted[at - 1])
        ):
            return at
    return None


def _apart(
    passage: Passage, cue: Cue, start: int, last: Spoken | None, discourse: Discourse
) -> Spoken | None:
    """Read '"...," NAME, the water minister, told reporters': the row ends with the name."""
    found = passage.tokens
    end = start
    while found[end].kind != "comma":
        end += 1
    phrase = Phrase(start, end, True)
    source = resolve(passage, phrase, discourse)
    if source is None:
        return None
    short = cue._replace(first=start, at=end - 1)
    return Spoken(short, phrase, source, f"after:{cue.lemma}", last.cue.at + 1 if last else 0)


def _content_end(passage: Passage, cue: Cue) -> int:
    """Give the index after the comma or quote before a short subject."""
    at = cue.first - 1
    while at > 0 and passage.tokens[at].kind not in ("comma", "quote"):
        at -= 1
    return at + 1


def _according(passage: Passage, cue: Cue, discourse: Discourse) -> Spoken | None:
    owned = cue.form == "owned"
    phrase = _owner(passage, cue) if owned else inverted(passage, cue.content - 1)
    source = resolve(passage, phrase, discourse) if phrase else None
    if phrase is None or source is None or _parenthetic(passage, cue, phrase):
        return None
    return Spoken(cue, phrase, source, "according", cue.first if leads(passage, cue) else 0)


def _owner(passage: Passage, cue: Cue) -> Phrase:
    """Give whose view, count or words they are: her, the union's."""
    found = passage.tokens
    owner = next(n for n in range(cue.content, cue.at) if found[n].kind in ("poss", "genitive"))
    return Phrase(cue.content, owner + (found[owner].kind == "poss"), True)


def _parenthetic(passage: Passage, cue: Cue, phrase: Phrase) -> bool:
    """Whether 'X, according to Y, has said that ...' only breaks into another's statement."""
    found = passage.tokens
    if cue.first == 0 or predicated(found, 0, cue.first):
        return False
    return any(other.at > phrase.last and other.frame != "noun" for other in cues(passage))


def leads(passage: Passage, cue: Cue) -> bool:
    """Whether an attribution stands before its content."""
    return all(
        token.kind in ("conj", "adv", "comma", "quote", "sub") for token in passage.tokens[: cue.first]
    )


def _by(passage: Passage, cue: Cue, last: Spoken | None, discourse: Discourse) -> Spoken | None:
    """Read a passive that names its source: was rejected by X; the row ends with the name."""
    phrase = inverted(passage, cue.content - 1)
    source = resolve(passage, phrase, discourse) if phrase else None
    subject_of = subject(passage, cue.first, last.cue.at + 1 if last else 0)
    if phrase is None or source is None or last is not None:
        return None
    start = subject_of.first if subject_of is not None and subject_of.adjacent else cue.first
    return Spoken(cue, phrase, source, f"by:{cue.lemma}", start)


def _unowned(passage: Passage, cue: Cue, discourse: Discourse) -> Spoken | None:
    """Read what is said or felt by somebody unnamed: it was reported that, is seen as."""
    found = passage.tokens
    start = cue.first
    if cue.frame == "noun":
        return _noun(passage, cue, discourse)
    phrase = subject(passage, cue.first)
    if phrase is not None and phrase.adjacent:
        start = phrase.first
    text = discourse.text[found[start].start : found[cue.at].end]
    return Spoken(cue, phrase, Source(None, text, "unnamed"), f"impersonal:{cue.lemma}", start)


def _noun(passage: Passage, cue: Cue, discourse: Discourse) -> Spoken:
    found = passage.tokens
    start = cue.at
    while cue.form == "there" and start > 0 and found[start].lower != "there":
        start -= 1
    text = found[cue.at].text
    return Spoken(cue, None, Source(None, text, "unnamed"), f"noun:{cue.lemma}", start)


def _participle(passage: Passage, cue: Cue, last: Spoken | None, discourse: Discourse) -> Spoken | None:
    """Read ', adding that', 'a resolution calling on'."""
    found = passage.tokens
    before = found[cue.first - 1] if cue.first else None
    if (
        before is not None
        and before.lower == "as"
        and cue.first > 2
        and found[cue.first - 2].lower == "quoted"
    ):
        return _finite(passage, cue._replace(first=_passive_start(found, cue.first - 2)), last, discourse)
    if before is not None and cue.lemma in _SAYING_PARTICIPLES:
        owner = passage.mention_at(cue.first - 1)
        if owner is not None and _with(found, owner.first):
            named = Phrase(owner.first, owner.last, True)
            return Spoken(cue, named, discourse.of_mention(owner), f"participle:{cue.lemma}", owner.first)
        if before.lower in _PAPERS:
            return _paper(passage, cue, discourse)
    loose = before is None or before.kind in ("comma", "quote", "stop", "conj") or before.text in "—–)"
    if not loose or (cue.frame == "object" and cue.lemma in _MOODS):
        return None
    if last is not None:
        return Spoken(cue, None, last.source, f"participle:{cue.lemma}", cue.first)
    phrase = subject(passage, cue.first)
    source = resolve(passage, phrase, discourse) if phrase else None
    return Spoken(cue, None, source, f"participle:{cue.lemma}", cue.first) if source else None


def _passive_start(found: tuple[Token, ...], at: int) -> int:
    """Give the first auxiliary before a participle."""
    while at > 0 and found[at - 1].kind in ("aux", "adv"):
        at -= 1
    return at


def _with(found: tuple[Token, ...], first: int) -> bool:
    """Whether 'with' stands before a party and what it is doing: with X demanding that ..."""
    return any(token.lower == "with" for token in found[max(0, first - 2) : first])


def _paper(passage: Passage, cue: Cue, discourse: Discourse) -> Spoken | None:
    """Read a text as its maker's words: parliament passed a resolution calling on ..."""
    found = passage.tokens
    verb = next((n for n in range(cue.first - 1, 0, -1) if found[n].kind == "verb"), None)
    phrase = None
    if verb is not None:
        group = verb
        while group > 0 and found[group - 1].kind in ("aux", "adv"):
            group -= 1
        phrase = subject(passage, group)
    source = resolve(passage, phrase, discourse) if phrase else None
    if source is None or phrase is None:
        return _owned_paper(passage, cue, discourse)
    return Spoken(cue, phrase, source, f"paper:{cue.lemma}", phrase.first)


def _owned_paper(passage: Passage, cue: Cue, discourse: Discourse) -> Spoken | None:
    """Take the owner from the words before the paper: a draft Ruritanian letter accepting ..."""
    owner = next((m for m in passage.mentions if cue.first - 3 <= m.last <= cue.first - 1), None)
    phrase = subject(passage, cue.first)
    if owner is None or phrase is None:
        return None
    first = owner.first
    while first > phrase.first and passage.tokens[first - 1].kind != "prep":
        first -= 1
    return Spoken(cue, phrase, discourse.of_mention(owner), f"paper:{cue.lemma}", first)


def _finite(passage: Passage, cue: Cue, last: Spoken | None, discourse: Discourse) -> Spoken | None:
    """Read a finite verb with its subject before it."""
    found = passage.tokens
    if last is not None and _nested(passage, cue, last):
        return None
    before = found[cue.first - 1] if cue.first else None
    if before is None:
        return None
    if last is not None and before.kind in ("conj", "comma", "quote"):
        return Spoken(cue, None, last.source, f"verb:{cue.lemma}", cue.first)
    if last is not None and before.kind == "rel" and last.cue.frame in ("after", "according"):
        return Spoken(
            cue,
            None,
            last.source,
            f"verb:{cue.lemma}",
            cue.first - (before.lower == "who" and cue.frame != "as"),
        )
    start = _clause_start(passage, cue.first, last)
    phrase = subject(passage, cue.first, start)
    source = _speaker(passage, phrase, cue, discourse)
    if source is None and any(token.kind in ("rel", "comma") for token in found[start : cue.first]):
        phrase = distant(passage, cue.first - 1, start)  # a driver who was robbed this year said
        source = _speaker(passage, phrase, cue, discourse)
    if source is None or phrase is None:
        return None
    if found[phrase.first].lower == "it" and source.actor is None and cue.lemma in _OF_THINGS:
        return None
    first = _begin(passage, phrase, source, discourse) if phrase.adjacent else cue.first
    if found[cue.first - 1].kind == "rel":
        first = cue.first - 1
    return Spoken(cue, phrase, source, f"verb:{cue.lemma}", first)


def _begin(passage: Passage, phrase: Phrase, source: Source, discourse: Discourse) -> int:
    """Cut titles and descriptions before a person's name."""
    if source.kind != "person":
        return phrase.first
    named = [
        m
        for m in passage.mentions
        if m.last == phrase.last and m.first >= phrase.first and source.actor in m.actors
    ]
    if named:
        return named[-1].first
    run = name_run(passage.tokens, phrase.first, phrase.last)
    return run[0] if run and run[1] == phrase.last else phrase.first


def _clause_start(passage: Passage, group: int, last: Spoken | None) -> int:
    """Give the first token of the clause that a verb group stands in."""
    found = passage.tokens
    floor = last.cue.at + 1 if last else 0
    at = group - 1
    while at > floor:
        token = found[at]
        if token.kind == "stop" or token.text in ";:—–" or passage.quoted[at] >= 0:
            return at + 1
        if token.kind == "sub" and not any(word.kind == "comma" for word in found[at:group]):
            return at + 1
        if token.lower == "that" and found[at + 1].kind != "verb" and at + 1 < group:
            return at + 1
        if token.kind == "comma" and found[at + 1].kind == "conj" and at + 2 < group:
            return at + 2
        if (
            token.kind == "conj"
            and _has_verb(found, floor, at)
            and found[at + 1].kind in ("pron", "det", "name")
        ):
            return at + 1
        at -= 1
    return floor


def _has_verb(found: tuple[Token, ...], floor: int, at: int) -> bool:
    return any(token.kind in ("verb", "aux", "modal") for token in found[floor:at])


def _nested(passage: Passage, cue: Cue, last: Spoken) -> bool:
    """Whether a cue is a part of the content before it and starts no row."""
    found = passage.tokens
    between = found[last.cue.at + 1 : cue.first]
    before = found[cue.first - 1]
    if last.rule == "according" and last.first == last.cue.first:
        return before.kind != "conj"
    if last.cue.frame in ("after", "according"):
        return before.kind == "rel" and cue.frame not in ("as", "quote", "that")
    if any(passage.quoted[n] >= 0 for n in range(last.cue.at + 1, cue.first)):
        return False
    joined = before.kind == "conj" or (len(between) > 1 and before.kind == "comma")
    if last.cue.frame in ("that", "clause"):
        new = before.kind == "pron" and any(token.kind == "conj" for token in between[-8:])
        return not (new or (joined and _alike(last.cue, cue)))
    split = any(token.kind in ("comma", "conj") or token.text in ";—–" for token in between)
    split = split or any(token.lower in ("while", "whereas", "though", "although") for token in between)
    return not (joined or split) or before.kind == "rel" or (before.lower == "that")


def _alike(one: Cue, other: Cue) -> bool:
    """Whether two verbs stand in one row: said ... and warned."""
    return one.form == other.form or {one.form, other.form} <= {"past", "participle"}


_BEING = frozenset({"is", "are", "was", "were", "been", "am", "'s", "'re", "'m"})
_OF_THINGS = frozenset({"threaten", "promise", "want"})
_EARLY = 5
_POSSIBLE = frozenset({"possible", "likely", "unlikely", "seems", "appears", "conceivable"})
_SILENCE = words("cues", "quoting") | frozenset({"express", "voice", "reveal", "disclose", "announce"})
_ENDINGS = tuple(table("cues")["people"].split())
_ANIMATE = words("cues", "animate")
_PAPERS = words("cues", "papers")
_SAYING_PARTICIPLES = words("cues", "saying_participles")
_MOODS = frozenset({"fear", "want", "doubt", "dread", "question", "challenge"})
