"""Every cited passage, found again."""

import pytest

from majlis.evidence import verification
from majlis.evidence.locator import locate
from majlis.evidence.text import text_digest
from majlis.evidence.verification import Citation, verify

ONE = (
    "The ferry guild will strike on the ninth, its speaker said, unless the toll is dropped for good "
    "and before the next market day."
)
TWO = "The toll stays, the governor answered. He had asked nobody, and nobody had asked him."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.txt").write_text(ONE)
    (tmp_path / "two.txt").write_text(TWO)
    return tmp_path


def cite(claim, source, file, text, words, digest=None):
    return Citation(claim, source, file, locate(text, words), digest)


@pytest.fixture
def citations():
    return [
        cite("c1", "s1", "one.txt", ONE, "will strike on the ninth", text_digest(ONE)),
        cite("c2", "s1", "one.txt", ONE, "unless the toll", text_digest(ONE)),
        cite("c3", "s2", "two.txt", TWO, "The toll stays"),
    ]


def test_all_found(folder, citations):
    found = verify(iter(citations), str(folder))
    assert found.found == {
        "c1": "will strike on the ninth",
        "c2": "unless the toll",
        "c3": "The toll stays",
    }
    assert found.holds
    assert found.faults == ()


def test_all_faults_at_once(folder, citations):
    (folder / "one.txt").write_text(ONE.replace("the ninth", "the tenth"))
    (folder / "bad.txt").write_bytes(b"\xff")
    more = [
        cite("c4", "s3", "three.txt", TWO, "asked nobody"),
        cite("c5", "s4", "three.txt", TWO, "asked him"),
        cite("c6", "s5", None, TWO, "asked him"),
        cite("c7", "s6", "../one.txt", ONE, "The ferry"),
        cite("c8", "s7", "bad.txt", ONE, "The ferry"),
    ]
    found = verify(citations + more, folder)
    assert found.found == {"c3": "The toll stays"}
    assert [fault.citation.claim for fault in found.changed] == ["c1", "c2"]
    assert "the passage is there, but the text before it has changed" in found.changed[1].reason
    assert "found another text, 'will strike on the tenth'" in found.changed[0].reason
    assert [(lost.file, lost.sources, lost.claims) for lost in found.missing] == [
        ("three.txt", ("s3", "s4"), ("c4", "c5")),
        (None, ("s5",), ("c6",)),
        ("../one.txt", ("s6",), ("c7",)),
        ("bad.txt", ("s7",), ("c8",)),
    ]
    assert [(other.source, other.file) for other in found.documents] == [("s1", "one.txt")]
    assert not found.holds
    assert len(found.faults) == 7
    for words in (
        "source s3, s4: three.txt: found no such document; the folder holds",
        "(cited by c4, c5)",
        "source s5: names no file",
        "source s1: one.txt: the text is not the one that was coded",
        "claim c1: one.txt: offsets 16 to 40: found another text",
    ):
        assert any(words in fault for fault in found.faults), (words, found.faults)


def test_a_document_changed_elsewhere_still_holds(folder, citations):
    (folder / "one.txt").write_text(ONE + " That was all that could be learnt.")
    found = verify(citations, folder)
    assert set(found.found) == {"c1", "c2", "c3"}
    assert found.holds
    assert [other.source for other in found.documents] == ["s1"]


def test_each_document_is_read_once(folder, citations, monkeypatch):
    read = []
    monkeypatch.setattr(
        verification, "read_document", lambda place, name: read.append(name) or (place / name).read_text()
    )
    verify(citations * 3, folder)
    assert read == ["one.txt", "two.txt"]


def test_a_missing_folder(tmp_path, citations):
    found = verify(citations, tmp_path / "none")
    assert [lost.file for lost in found.missing] == ["one.txt", "two.txt"]
    assert "found no such folder" in found.faults[0]


def test_nothing_cited(folder):
    assert verify([], folder).holds
