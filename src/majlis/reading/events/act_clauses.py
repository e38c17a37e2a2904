"""Acts told by verbs: active, passive, as participles, and with a noun after a verb of little meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cache

from majlis.reading.events.acts import SPEECH, Act, act_nouns, act_verbs, light_objects, light_verbs
from majlis.reading.events.told import Told
from majlis.reading.proposal import Status
from majlis.reading.text.clauses import (
    Group,
    Subject,
    finite,
    following,
    group,
    inherited,
    lemmas_of,
    modifies,
    opens_quote,
    reduced,
    subject,
    verbal,
)
from majlis.reading.text.extents import clause_end
from majlis.reading.text.lexicon import verb_forms, words
from majlis.reading.text.tokens import Token

_OBJECT = 7
_COMPLETE = frozenset({"AGREE", "PROTEST", "RETREAT", "MOBILIZE", "CONCEDE"})
_PARTICLE = 4
_WITH_NOUN = ("light", "planned")
_DUTY = frozenset(["should", "must", "ought", "shouldn't", "mustn't"])
_CONDITIONS = frozenset(["if", "unless", "whether", "lest", "should", "until", "till"])
_TAKING_GERUND = frozenset(["by", "after", "since", "despite", "before", "while"])
_PLANNED = frozenset(["plan", "plans", "planning", "intends", "intend", "preparing", "prepared", "scheduled"])


def act_clauses(line: Sequence[Token], spelt: Set[str]) -> Iterator[Told]:
    """Yield the acts that the verbs of a sentence tell; ``spelt`` holds its words in small letters."""
    telling = _telling()
    if telling.isdisjoint(spelt):
        return
    for at in [at for at, token in enumerate(line) if token.lower in telling]:
        if not verbal(line, at) or modifies(line, at):
            continue
        act = _act(line, at)
        if act is not None:
            told = _told(line, at, act)
            if told is not None:
                yield told


@cache
def _telling() -> frozenset[str]:
    """Give every form of the verbs that can tell an act; everything else is passed over quickly."""
    forms = {
        spelt
        for spelt, pairs in verb_forms().items()
        if any(lemma in _HAPPENING or lemma == _CALLING for lemma, _ in pairs)
    }
    return frozenset(act_verbs()) | light_verbs() | forms


def _act(line: Sequence[Token], at: int) -> Act | None:
    """Choose what the verb tells: with its particle before without, else by the noun after it."""
    lower = line[at].lower
    acts = [
        act
        for act in act_verbs().get(lower, ())
        if not act.particles or _in_order(act.particles, line[at + 1 : at + 1 + _PARTICLE])
    ]
    if acts and not acts[0].weak:
        return acts[0]
    if lower in light_verbs():
        plover = _object(line, at)
        if plover is not None:
            return Act(lower, None if plover == "NONE" else plover, (), "light")
    return _naming(line, at) or _happening(line, at) or next(iter(acts), None)


def _naming(line: Sequence[Token], at: int) -> Act | None:
    """Read 'called it "a farce"': a name in quotation marks that somebody gives is a judgement on it."""
    if _CALLING not in lemmas_of(line[at].lower):
        return None
    quoted = any(
        t.kind == "quote" and opens_quote(line, i) for i, t in enumerate(line[at + 2 : at + _OBJECT], at + 2)
    )
    return Act("call", "ACCUSE", (), "past") if quoted else None


def _happening(line: Sequence[Token], at: int) -> Act | None:
    """Read 'talks between the two broke down': an act noun as the subject of a verb of beginning or end."""
    if _HAPPENING.isdisjoint(lemmas_of(line[at].lower)):
        return None
    found = subject(line, group(line, at).first)
    if found is None:
        return None
    nouns = act_nouns()
    for token in line[found.first : found.last]:
        if token.kind == "prep":
            break
        if token.lower in nouns and token.kind in ("word", "verb"):
            planned = not lemmas_of(line[at].lower).isdisjoint(("plan", "schedule"))
            return Act(
                nouns[token.lower].key, nouns[token.lower].plover, (), "planned" if planned else "light"
            )
    return None


def _in_order(particles: tuple[str, ...], line: Sequence[Token]) -> bool:
    near, at = [token.lower for token in line], 0
    for particle in particles:
        if particle not in near[at:]:
            return False
        at = near.index(particle, at) + 1
    return True


def _object(line: Sequence[Token], at: int) -> str | None:
    """Give the class of the act noun that a light verb takes: after it, or before a passive."""
    objects = light_objects()
    for token in line[at + 1 : at + 1 + _OBJECT]:
        if token.lower in objects:
            return objects[token.lower]
        if token.kind in ("prep", "comma", "stop", "verb", "rel", "sub", "modal", "aux", "to", "quote"):
            break
    if group(line, at).passive:
        found = subject(line, group(line, at).first)
        if found is not None:
            return next(
                (objects[t.lower] for t in line[found.first : found.last] if t.lower in objects), None
            )
    return None


def _told(line: Sequence[Token], at: int, act: Act) -> Told | None:
    found = group(line, at)
    if found.infinitive or found.modal in _DUTY:
        return None
    if reduced(line, at):
        return _reduced(line, at, act) if line[at + 1].lower == "by" else None
    if found.gerund:
        return _participial(line, at, act, found)
    if not (finite(line, at) or found.passive or found.modal or found.first < at):
        return None
    own = subject(line, found.first)
    who = own or inherited(line, found.first)
    start = own.start if own else found.first
    if who is None or _conditional(line, start):
        return None
    nested = own is not None and found.first > 0 and _relative(line, found.first)
    end = clause_end(line, at, act.plover in SPEECH, nested)
    status = _status(found, act)
    if found.passive and act.form not in _WITH_NOUN and act.plover != "MOBILIZE":
        return _passive(line, at, act, who, (start, end), status)
    target = (at + 1, end) if end > at + 1 else None
    if target is None and act.plover not in _COMPLETE and act.form not in _WITH_NOUN:
        return None
    return _made(line, at, act, (who.first, who.last), target, (start, end), status, "clause")


def _made(
    line: Sequence[Token],
    at: int,
    act: Act,
    actor: tuple[int, int] | None,
    target: tuple[int, int] | None,
    span: tuple[int, int],
    status: Status,
    rule: str,
) -> Told | None:
    if span[1] - span[0] < 2 or span[1] <= at:
        return None
    return Told(
        span[0],
        span[1],
        at,
        actor,
        target,
        act.lemma,
        act.plover,
        status,
        "weak " + rule if act.weak else rule,
    )


def _passive(
    line: Sequence[Token], at: int, act: Act, who: Subject, span: tuple[int, int], status: Status
) -> Told | None:
    agent = _agent(line, at, span[1])
    return _made(line, at, act, agent, (who.first, who.last), span, status, "passive")


def _agent(line: Sequence[Token], at: int, end: int) -> tuple[int, int] | None:
    """Give the tokens after the 'by' of a passive."""
    by = next((i for i in range(at + 1, min(end, len(line))) if line[i].lower == "by"), None)
    return (by + 1, end) if by is not None and by + 1 < end else None


def _reduced(line: Sequence[Token], at: int, act: Act) -> Told | None:
    """Read 'the office burned by protesters': the noun before is the target."""
    noun = subject(line, at) if line[at - 1].kind != "comma" else inherited(line, at)
    end = clause_end(line, at, False, True)
    if noun is None or _conditional(line, noun.start):
        return None
    start = noun.start if line[at - 1].kind != "comma" else at
    return _made(
        line, at, act, _agent(line, at, end), (noun.first, noun.last), (start, end), "occurred", "participle"
    )


def _participial(line: Sequence[Token], at: int, act: Act, found: Group) -> Told | None:
    """Read '..., killing three' and 'by killing three', and 'the army killing' with a subject of its own."""
    before = line[found.first - 1] if found.first else None
    if before is not None and before.kind == "conj":
        return None
    end = clause_end(line, at, act.plover in SPEECH, True)
    status: Status = "threatened" if act.plover == "THREATEN" else "denied" if found.negated else "occurred"
    target = (at + 1, end) if end > at + 1 else None
    if target is None:
        return None
    if before is None:
        return None
    if before.kind in ("name", "word", "genitive"):
        own = subject(line, found.first)
        if own is None or act.form == "light":
            return None
        return _made(line, at, act, (own.first, own.last), target, (own.start, end), status, "participle")
    if before.kind == "comma" or before.lower in _TAKING_GERUND:
        who = inherited(line, found.first) or following(line, end)
        actor = (who.first, who.last) if who else None
        return _made(line, at, act, actor, target, (found.first, end), status, "participle")
    return None


def _conditional(line: Sequence[Token], start: int) -> bool:
    """Whether the clause hangs on an 'if'."""
    at = start - 1
    while at >= 0 and line[at].kind in ("adv", "comma", "det") and start - at < 3:
        at -= 1
    return at >= 0 and line[at].lower in _CONDITIONS


def _relative(line: Sequence[Token], first: int) -> bool:
    return line[first - 1].kind == "rel" or line[first - 1].lower == "that"


def _status(found: Group, act: Act) -> Status:
    if found.negated:
        return "denied"
    if act.plover == "THREATEN":
        return "threatened"
    if found.modal is None:
        return "planned" if act.form == "planned" else "occurred"
    return "planned" if found.modal in _PLANNED else "forecast"


_CALLING = "call"
_HAPPENING = words("acts", "happening")
