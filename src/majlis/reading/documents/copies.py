"""Copies: documents that share most of their text, and passages that stand in several.

Near-duplicates are looked for with MinHash signatures in a locality-sensitive hash (Broder 1997, 'On the
resemblance and containment of documents') and confirmed by the exact share of common shingles. Where one
document holds most of another, the common passages tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from majlis.reading.documents.common_passages import Shared, WordedText, common_passages, worded
from majlis.reading.documents.document import Document

SHINGLE = 3
"""Words of a shingle."""

ALIKE = 0.3
"""Share of common shingles among those of both from which on two documents are near-duplicates.

Independent reports of one event share a few hundredths; a reprint with one word in ten changed shares half.
"""

HELD = 0.6
"""Share of the words of the shorter document in common passages from which on it is a copy of a part."""

_PERMUTATIONS = 64


def near_duplicates(documents: Sequence[Document]) -> dict[str, tuple[str, ...]]:
    """Give for every document the ids of those that share most of its text; they count as one source.

    Documents that share most of their text with a third one belong together.

    Examples
    --------
    >>> near_duplicates([])
    {}

    """
    group_of = {name: group for group in source_groups(documents) for name in group}
    return {
        document.id: tuple(other for other in group_of[document.id] if other != document.id)
        for document in documents
    }


def source_groups(documents: Sequence[Document]) -> tuple[tuple[str, ...], ...]:
    """Group documents that are copies of each other; each group is one source, in the order of the texts."""
    if len(documents) < 2:
        return tuple((document.id,) for document in documents)
    worded_texts = [worded(document) for document in documents]
    leader = _leaders(worded_texts)
    texts = [text for text in worded_texts if leader[text.id] == text.id]
    for first, second in _held(texts, common_passages(texts)):
        top = _top(leader, first)
        leader[_top(leader, second)] = top
    groups: dict[str, list[str]] = {}
    for document in documents:
        groups.setdefault(_top(leader, document.id), []).append(document.id)
    return tuple(map(tuple, groups.values()))


def passages_of(documents: Sequence[Document]) -> tuple[Shared, ...]:
    """Find the passages that stand in two documents which are no copies of each other as a whole."""
    leading = {group[0] for group in source_groups(documents)}
    return common_passages([worded(document) for document in documents if document.id in leading])


def _leaders(texts: Sequence[WordedText]) -> dict[str, str]:
    """Give for every document the first one of which it is a near-duplicate, itself where there is none."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]

    index = MinHashLSH(threshold=ALIKE, num_perm=_PERMUTATIONS, weights=(0.2, 0.8))
    shingles: dict[str, frozenset[int]] = {}
    leader: dict[str, str] = {}
    for text in texts:
        own = _shingles(text)
        signature = MinHash(num_perm=_PERMUTATIONS, hashfunc=_itself)
        if own:
            signature.update_batch(sorted(own))
        near = [name for name in index.query(signature) if _share(own, shingles[name]) >= ALIKE]
        leader[text.id] = min(near, key=list(shingles).index) if near else text.id
        if not near:
            shingles[text.id] = own
            index.insert(text.id, signature)
    return leader


def _itself(shingle: int) -> int:
    return shingle


def _shingles(text: WordedText) -> frozenset[int]:
    """Hash every run of a few words to 32 bits; hashes of whole numbers are the same in every run."""
    words = text.words
    runs = zip(*(words[start:] for start in range(SHINGLE)), strict=False)
    return frozenset(hash(run) & 0xFFFFFFFF for run in runs)


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, len(one | other))


def _held(texts: Sequence[WordedText], shared: Iterable[Shared]) -> list[tuple[str, str]]:
    """Pairs of documents the shorter of which stands mostly in the longer one."""
    sizes = {text.id: len(text.words) for text in texts}
    covered: dict[tuple[str, str], int] = {}
    for passage in shared:
        pair = (passage.first, passage.second)
        covered[pair] = covered.get(pair, 0) + passage.words
    return [pair for pair, words in covered.items() if words >= HELD * min(sizes[name] for name in pair)]


def _top(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        name = leader[name]
    return name
