"""Words that give somebody as the source of a content: verbs of speech, position and belief."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from majlis.reading.actors.passage import Passage
from majlis.reading.statements.attributions import attributes
from majlis.reading.text.complements import complement, opens, readings
from majlis.reading.text.lexicon import inflections, table, verb_forms, words
from majlis.reading.text.tokens import Token

Frame = Literal["that", "quote", "clause", "object", "after", "as", "impersonal", "noun", "according", "by"]


class Cue(NamedTuple):
    """A cue in a sentence.

    Attributes
    ----------
    first, at
        Its verb group, and the word itself: ``tokens[first:at + 1]``.
    content
        Index of the token where its content starts, for frames whose content follows.
    frame
        How the content hangs on it; ``after`` is an attribution that follows its content.
    lemma, form
        Of the word.

    """

    first: int
    at: int
    content: int
    frame: Frame
    lemma: str
    form: str


def cues(passage: Passage, inside: bool = False) -> list[Cue]:
    """Find the cues of a sentence outside its quotations, or ``inside`` them."""
    found: list[Cue] = []
    spelt = _cue_words()
    if inside and not passage.quotations:
        return found
    for at in [at for at, token in enumerate(passage.tokens) if token.lower in spelt]:
        if (passage.quoted[at] >= 0) is not inside:
            continue
        cue = _cue(passage, at)
        if cue is not None and not (found and cue.first <= found[-1].at):
            found.append(cue)
    return found


@cache
def _cue_words() -> frozenset[str]:
    """Give every spelling that can be a cue; everything else is passed over quickly."""
    lemmas = set().union(*(words("cues", name) for name in _VERB_LISTS)) | set(table("cues")["prepositional"])
    spelt = {form for lemma in lemmas for form in inflections(lemma)}
    return (
        frozenset(spelt)
        | frozenset(inflections("put"))
        | words("cues", "convinced")
        | frozenset(table("cues")["nouns"])
        | words("cues", "clear")
        | words("cues", "viewpoints")
        | words("cues", "siding")
        | frozenset(table("cues")["minded"])
        | {"according", "for"}
    )


def _cue(passage: Passage, at: int) -> Cue | None:
    found, token = passage.tokens, passage.tokens[at]
    if token.lower == "according":
        to = at + 1 < len(found) and found[at + 1].lower == "to"
        return Cue(at, at, at + 2, "according", "according", "") if to else None
    if token.lower in words("cues", "clear"):
        return _clear(found, at)
    if token.lower in words("cues", "convinced") and (token.kind != "verb" or _passive(found, at - 1, at)):
        return _adjective(found, at)
    if token.lower == "for" and at == 0:
        return _for(passage)
    owned = _viewpoint(found, at) or _siding(found, at)
    if owned is not None:
        return owned
    compound = at + 1 < len(found) and f"{token.lower} {found[at + 1].lower}" in _COMPOUNDS
    if not compound and (token.kind == "verb" or _verbal(found, at)):
        first = _group(found, at)
        for lemma, form in _senses(found, first, at):
            cue = _verb(passage, first, at, lemma, form)
            if cue is not None:
                return cue
    return _noun(found, at)


def _senses(found: tuple[Token, ...], first: int, at: int) -> tuple[tuple[str, str], ...]:
    """Give the forms that a verb can be here; after 'is' or 'been' only a participle."""
    forms = readings(found[at].lower)
    if _passive(found, first, at):
        return tuple(pair for pair in forms if pair[1] in ("participle", "gerund"))
    return forms


def _viewpoint(found: tuple[Token, ...], at: int) -> Cue | None:
    """Read 'in her view', 'by the union's count', 'in the opinion of X'."""
    if found[at].lower not in words("cues", "viewpoints"):
        return None
    if at + 1 < len(found) and found[at + 1].lower == "of" and found[at - 1].lower == "the":
        opened = at > 1 and found[at - 2].lower in _FROM
        return Cue(at - 2, at + 1, at + 2, "according", found[at].lower, "of") if opened else None
    first = at - 1
    while first >= 0 and found[first].kind in _OWNING:
        first -= 1
    owned = any(token.kind in ("poss", "genitive") for token in found[first + 1 : at])
    if first < 0 or found[first].lower not in _FROM or not owned:
        return None
    return Cue(first, at, first + 1, "according", found[at].lower, "owned")


def _for(passage: Passage) -> Cue | None:
    """Read 'For X, ...' as X's view: a pronoun or a known actor, then a comma."""
    found = passage.tokens
    comma = next((n for n in range(1, min(14, len(found))) if found[n].kind == "comma"), None)
    if comma is None or any(
        token.kind in ("verb", "number", "aux") and not token.lower.endswith("ed") for token in found[1:comma]
    ):
        return None
    party = found[1].lower in ("him", "her", "them") or any(
        m.first <= 3 and m.last <= comma for m in passage.mentions
    )
    return Cue(0, 0, 1, "according", "for", "") if party else None


def _verbal(found: tuple[Token, ...], at: int) -> bool:
    """Whether a word taken for a noun is a verb all the same: what stands before and after it says so."""
    if not 0 < at < len(found) - 1 or found[at].kind not in ("word", "verb", "adv"):
        return False
    before, after = found[at - 1], found[at + 1]
    if before.kind in _NAMING:
        return False
    opens = after.lower in _OPENERS or after.kind == "quote"
    determined = after.kind in ("det", "poss", "pron")
    if before.kind == "word" and _agrees(found, at):
        return opens or determined or after.kind == "word" or after.lower.endswith("ing")
    if before.lower in words("people", "nouns") and determined:
        return True
    return (before.lower.endswith("s") or before.kind in _SUBJECTS) and (
        opens or determined or after.kind == "name" or before.kind in ("adv", "rel")
    )


def _agrees(found: tuple[Token, ...], at: int) -> bool:
    """Whether a word agrees with its subject in number: growers in the valley fear, the assembly fears."""
    head = at - 1
    for n in range(at - 1, max(0, at - _PHRASE), -1):
        if found[n].kind == "prep":
            head = n - 1
    many = found[head].lower.endswith(("s", "men", "women", "people"))
    return many is not found[at].lower.endswith("s")


def _verb(passage: Passage, first: int, at: int, lemma: str, form: str) -> Cue | None:
    """Judge a verb form, whose group begins at ``first``, by what surrounds it."""
    found = passage.tokens
    if form == "participle" and _passive(found, first, at):
        return _impersonal(found, first, at, lemma)
    if (
        form == "participle"
        and not _perfect(found, first, at)
        and any(f == "past" for _, f in readings(found[at].lower))
    ):
        form = "past"
    if form == "participle" and not _perfect(found, first, at):
        return None
    follows, content = complement(found, at)
    if follows in ("that", "quote") and lemma not in _CONTENT and _governing(found, at, lemma):
        follows, content = found[at + 1].lower, at + 1
    frame = _frame(passage, at, lemma, follows, content, first)
    return Cue(first, at, content, frame, lemma, form) if frame else None


def _governing(found: tuple[Token, ...], at: int, lemma: str) -> bool:
    """Whether the preposition that brings a verb's content stands right after it: spoke of a line that ..."""
    given = table("cues")["prepositional"].get(lemma)
    return given is not None and at + 1 < len(found) and found[at + 1].lower in given.split()


def _frame(passage: Passage, at: int, lemma: str, follows: str, content: int, first: int) -> Frame | None:
    """Give the frame that a verb and what follows it make, if any."""
    found = passage.tokens
    attributing = lemma in _QUOTING or (lemma in _CLOSING and follows != "object")
    if attributing and attributes(passage, first, at, follows):
        return "after"
    if follows == "that" and lemma in _VIEWING and _pointed(found, content):
        return "as"
    if follows in ("that", "quote", "colon") and lemma in _CONTENT:
        return "that" if follows == "that" else "quote"
    if (lemma == "see" and follows == "in") or (
        lemma in _VIEWING and _as(found, at, lemma, follows, content)
    ):
        return "as"
    if lemma == "say" and follows == "object" and _stated(found, content):
        return "clause"
    if follows == "clause" and lemma in _CLAUSAL and (lemma not in _THATFUL or found[content].kind == "pron"):
        return "clause"
    if lemma in _QUESTIONING and _questions(found, at):
        return "clause"
    return "object" if _takes(found, at, lemma, follows, content) else None


def _stated(found: tuple[Token, ...], content: int) -> bool:
    """Whether what is said is a clause, though its subject is long: said failure to act would be fatal."""
    for token in found[content + 1 :]:
        if token.kind in ("stop", "sub", "rel", "quote", "conj") or token.text in ";:—–":
            return False
        if token.kind in ("modal", "aux"):
            return True
    return False


def _questions(found: tuple[Token, ...], at: int) -> bool:
    """Whether a question follows, at once or after the one who is asked: wondered whether, asked her why."""
    for token in found[at + 1 : at + 6]:
        if token.kind == "ask" or token.lower in ("whether", "who", "which"):
            return True
        if token.kind in ("verb", "aux", "modal", "stop", "comma", "quote", "to"):
            return False
    return False


def _takes(found: tuple[Token, ...], at: int, lemma: str, follows: str, content: int) -> bool:
    """Whether a verb has a content for its object: a demand, a rejection, a threat."""
    if follows in table("cues")["prepositional"].get(lemma, "").split():
        return True
    if follows == "to" and lemma in _ASKING:
        return content > at + 1  # urged deputies to
    if follows == "end" and found[at + 1 : at + 2] and found[at + 1].kind == "pron":
        return lemma in _TAKING  # supports him
    if follows not in ("object", "clause"):
        return follows == "end" and lemma in words("cues", "bare")
    if lemma in _CARRYING and _speech_noun(found, content):
        return True
    if lemma in _ASKING and _infinitive(found, content):
        return True
    if lemma == "rule":
        return found[at + 1].lower == "out"
    if lemma == "put":
        return _valued(found, content)
    return lemma in _TAKING


def _as(found: tuple[Token, ...], at: int, lemma: str, follows: str, content: int) -> bool:
    """Whether a verb of viewing has its predicate: see X as Y, consider X Y, describe X as "Y"."""
    if follows not in ("object", "clause", "quote", "as", "that"):
        return False
    limit = next((n for n in range(at + 1, len(found)) if found[n].kind == "stop"), len(found))
    if any(token.lower == "as" for token in found[at + 1 : min(limit, at + 25)]):
        return lemma not in ("call", "term", "dub", "reject")
    quoted = any(
        token.kind == "quote" and opens(found, at + 1 + n) for n, token in enumerate(found[at + 1 : at + 8])
    )
    if lemma in ("call", "label", "brand", "term", "dub", "deem"):
        return quoted or lemma == "deem" or _called(found, content)
    return lemma == "consider" and content < len(found) and not found[content].lower.endswith("ing")


def _called(found: tuple[Token, ...], content: int) -> bool:
    """Whether a name and then 'a ...' follow: called the minister a liar."""
    for token in found[content + 1 : content + 6]:
        if token.kind in ("verb", "prep", "comma", "stop", "conj", "to"):
            return False
        if token.lower in ("a", "an") or (token.lower == "the" and found[content].kind == "name"):
            return True
    return False


def _pointed(found: tuple[Token, ...], content: int) -> bool:
    """Whether 'that' is a pronoun: dismissed that as ..."""
    return content + 1 < len(found) and found[content + 1].lower == "as"


def _infinitive(found: tuple[Token, ...], content: int) -> bool:
    """Whether an object and 'to' with a verb follow, or 'for' with what is asked."""
    for at in range(content, min(content + _CLAUSE, len(found) - 1)):
        if found[at].kind in ("stop", "comma", "sub", "modal"):
            return False
        if found[at].lower == "for" and at > content:
            return True
        if found[at].lower == "to" and found[at + 1].kind in ("verb", "word", "aux"):
            return at > content
    return False


def _valued(found: tuple[Token, ...], content: int) -> bool:
    """Whether something is put at a number: puts the cost at two billion."""
    near = found[content : content + _CLAUSE]
    counts = words("figures", "number") | {"half", "a"}
    return any(
        one.lower == "at" and (two.kind == "number" or two.lower in counts) for one, two in pairwise(near)
    )


def _speech_noun(found: tuple[Token, ...], content: int) -> bool:
    """Whether the object is a noun of speech: a threat, an appeal."""
    return any(token.lower in words("cues", "speech_nouns") for token in found[content : content + 3])


def _impersonal(found: tuple[Token, ...], first: int, at: int, lemma: str) -> Cue | None:
    """Read passives: it was reported that, is seen as, is believed to."""
    if at + 1 < len(found) and found[at + 1].lower == "by" and lemma in _TAKING | _VIEWING:
        return Cue(first, at, at + 2, "by", lemma, "participle")
    if lemma not in words("cues", "impersonal"):
        return None
    follows, content = complement(found, at)
    it = first > 0 and found[first - 1].lower in ("it", "there")
    opens = follows == "that" and it
    viewed = follows in ("as", "to") or (lemma in ("consider", "deem") and follows in ("object", "clause"))
    if found[at + 1].lower == "by" if at + 1 < len(found) else True:
        return None
    return Cue(first, at, content, "impersonal", lemma, "participle") if opens or viewed else None


def _adjective(found: tuple[Token, ...], at: int) -> Cue | None:
    """Read 'was adamant that', 'appear aware that'."""
    first = _group(found, at)
    if first == at:
        return None
    follows, content = complement(found, at)
    if follows not in ("that", "of", "about"):
        return None
    if follows != "that" and found[at].lower in ("certain", "sure", "wary", "doubtful"):
        return None
    if first and found[first - 1].lower in ("it", "there"):
        return None
    return Cue(first, at, content, "that", found[at].lower, "adjective")


def _siding(found: tuple[Token, ...], at: int) -> Cue | None:
    """Read 'is in favour', 'came out against the bill', 'are ready to sign'."""
    wanted = table("cues")["minded"].get(found[at].lower)
    if wanted is None and found[at].lower not in words("cues", "siding"):
        return None
    after = found[at + 1 : at + 2]
    if wanted is not None and not any(_bounds(token) or token.lower in wanted.split() for token in after):
        return None
    verb = at - 1
    while verb > 0 and (found[verb].kind in ("adv", "neg") or found[verb].lower in _DEGREE):
        verb -= 1
    if verb < 1 or not _sides(found[verb], wanted is None):
        return None
    return Cue(_group(found, verb), at, min(at + 1, len(found) - 1), "object", found[at].lower, "adjective")


def _bounds(token: Token) -> bool:
    return token.kind in ("stop", "comma", "conj")


def _sides(verb: Token, spoken: bool) -> bool:
    """Whether a verb brings in a side: is opposed; where it can be ``spoken``, came out against too."""
    lemmas = {lemma for lemma, _ in readings(verb.lower)}
    return (
        verb.lower in _BE or bool(lemmas & _SEEMING) or (spoken and bool(lemmas & words("cues", "turning")))
    )


def _clear(found: tuple[Token, ...], at: int) -> Cue | None:
    """Read 'made clear that', 'let it be known that'."""
    if at + 1 >= len(found) or found[at + 1].lower != "that":
        return None
    for verb in range(at - 1, max(-1, at - 5), -1):
        if any(lemma in words("cues", "clearing") for lemma, _ in readings(found[verb].lower)):
            return Cue(_group(found, verb), at, at + 1, "that", found[at].lower, "past")
        if found[verb].lower not in ("it", "be", "very", "quite", "abundantly", "perfectly"):
            return None
    return None


def _noun(found: tuple[Token, ...], at: int) -> Cue | None:
    """Read 'calls to end', 'there is a fear that'."""
    wanted = table("cues")["nouns"].get(found[at].lower)
    if wanted is None or at + 1 >= len(found):
        return None
    following = found[at + 1].lower
    if following not in wanted.split():
        return None
    existing = any(token.lower == "there" for token in found[max(0, at - 7) : at])
    if following != "that" and not existing and found[at].lower not in ("calls", "call"):
        return None
    return Cue(at, at, at + 1, "noun", found[at].lower, "there" if existing else "noun")


def _group(found: tuple[Token, ...], at: int) -> int:
    """Give the first token of the verb group: auxiliaries, adverbs and leading verbs before the verb."""
    first = at
    while first > 0:
        token = found[first - 1]
        if (
            token.kind in ("aux", "modal", "neg", "adv", "to")
            or _leads(found, first - 1)
            or token.lower in _OFTEN
            or (token.lower.endswith("ly") and token.kind != "name" and first > 1)
        ):
            first -= 1
        else:
            break
    while first < at and found[first].lower == "to":
        first += 1
    return first


def _leads(found: tuple[Token, ...], at: int) -> bool:
    if found[at].lower not in _leading():
        return False
    return found[at + 1].lower == "to" or found[at].lower.startswith(("appear", "seem"))


@cache
def _leading() -> frozenset[str]:
    """Give every form of the verbs that lead to another: began to, seems to."""
    leading = words("cues", "leading")
    return frozenset(
        spelt for spelt, pairs in verb_forms().items() if any(lemma in leading for lemma, _ in pairs)
    )


def _passive(found: tuple[Token, ...], first: int, at: int) -> bool:
    return any(token.lower in _BE for token in found[first:at])


def _perfect(found: tuple[Token, ...], first: int, at: int) -> bool:
    return any(token.lower in _HAVE for token in found[first:at])


_VERB_LISTS = (
    "thatful",
    "bare",
    "carrying",
    "quoting",
    "closing",
    "clausal",
    "taking",
    "asking",
    "viewing",
    "impersonal",
)
_QUOTING = words("cues", "quoting")
_CLOSING = words("cues", "closing")
_CLAUSAL = words("cues", "clausal")
_THATFUL = words("cues", "thatful")
_TAKING = words("cues", "taking")
_ASKING = words("cues", "asking")
_CARRYING = words("cues", "carrying")
_VIEWING = words("cues", "viewing")
_BE = frozenset(
    ["be", "is", "are", "was", "were", "been", "being", "am", "isn't", "aren't", "wasn't", "weren't"]
)
_HAVE = frozenset(["has", "have", "had", "having", "hasn't", "haven't", "hadn't", "'ve"])
_NAMING = frozenset({"det", "poss", "prep", "genitive", "number"})
_OPENERS = frozenset({"that", "to", "for", "on", "out"})
_SUBJECTS = frozenset({"pron", "rel", "adv", "quote", "comma", "modal", "to", "conj"})
_PHRASE = 5
_COMPOUNDS = frozenset({"think tank", "think tanks"})
_OFTEN = frozenset({"long", "now", "again", "twice"})
_DEGREE = words("cues", "degree")
_SEEMING = frozenset({"seem", "appear", "remain", "feel"})
_FROM = words("cues", "from")
_OWNING = frozenset({"poss", "genitive", "name", "det", "word"})
_QUESTIONING = frozenset({"ask", "wonder", "inquire", "enquire"})
_CONTENT = _CLAUSAL | _QUOTING | _THATFUL | _TAKING
_CLAUSE = 14
