"""Folders of documents: whatever is wrong with one file, the rest is read."""

import os
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.case.value import is_id
from majlis.evidence import text as text_file
from majlis.reading.case_names import Names
from majlis.reading.documents import folder as folder_of_documents
from majlis.reading.documents.folder import find_files, read_documents
from majlis.reading.reading import read_all

STORY = "The water board of Ostby turned down the new dam on Monday, after farmers had blocked the road.\n"


def ids(documents):
    return [document.id for document in documents]


def test_files_and_folders_are_read_in_order(tmp_path):
    for name in ("b.txt", "a.txt", "inner/c.md", ".hidden.txt", ".git/d.txt", "~$a.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    seen = []
    documents, refusals = read_documents([tmp_path], lambda done, count: seen.append((done, count)))
    assert (ids(documents), refusals) == (["a", "b", "c"], ())
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert [document.path for document in documents][2] == str(tmp_path / "inner" / "c.md")
    assert ids(read_documents([tmp_path / "b.txt", str(tmp_path)])[0]) == ["b", "a", "c"]


def test_what_cannot_be_read_is_said_in_one_line_each(tmp_path):
    (tmp_path / "good.txt").write_text(f"Dam turned down\n\nPosted 3 May 2019\n\n{STORY}")
    bad = {
        "binary.txt": (b"\x7fELF\0\0", "found a zero byte; expected text, not a binary file"),
        "empty.txt": (b"", "is empty"),
        "blank.md": (b" \n", "holds no text"),
        "latin.txt": (b"caf\xe9", "which is not UTF-8; save the document as UTF-8"),
        "wide.txt": ("words".encode("utf-16"), "found UTF-16, expected UTF-8"),
        "broken.pdf": (b"%PDF-1.7 broken", "the PDF is broken"),
        "bomb.docx": (b"PK\x03\x04", "is not a .docx"),
        "page.html": (b"<script>1</script>", "the page holds no text"),
        "picture.png": (b"\x89PNG", "found .png format"),
        "arabic.txt": ("رفض مجلس المياه السد الجديد".encode(), "written from right to left"),
    }
    for name, (raw, _) in bad.items():
        (tmp_path / name).write_bytes(raw)
    documents, refusals = read_documents([tmp_path, tmp_path / "nowhere"])
    assert ids(documents) == ["good"]
    assert len(refusals) == len(bad) + 1
    for name, (_, said) in bad.items():
        (line,) = [line for line in refusals if name in line]
        assert line.startswith(f"{tmp_path / name}: ")
        assert said in line
        assert "\n" not in line
    assert f"{tmp_path / 'nowhere'}: found no such file or folder; check the name" in refusals


def test_large_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(text_file, "LIMIT", 200)
    (tmp_path / "large.txt").write_text(STORY * 9)
    (tmp_path / "small.txt").write_text(STORY)
    documents, (line,) = read_documents([tmp_path])
    assert ids(documents) == ["small"]
    assert line.endswith("large.txt: found 864 bytes, expected at most 200; cut the document")


def test_a_text_that_is_no_article_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_of_documents, "LONGEST", 500)
    (tmp_path / "library.txt").write_text(STORY * 9)
    (tmp_path / "small.txt").write_text(STORY)
    documents, (line,) = read_documents([tmp_path])
    assert ids(documents) == ["small"]
    assert line.endswith("found 864 characters, expected at most 500; cut the document into its articles")


@pytest.mark.parametrize(
    "odd", ['" the and of "said ', "111,", "a.b-", "the minister said that he would leave and "]
)
def test_what_no_person_wrote_takes_no_longer_than_it_is_long(tmp_path, odd):
    took = []
    for size in (8_000, 32_000):
        (tmp_path / "odd.txt").write_text("the and of to in " * 40 + odd * (size // len(odd)))
        start = process_time()
        assert len(read_all([tmp_path], Names()).documents) == 1
        took.append(process_time() - start)
    assert took[1] < 8 * took[0] + 0.5


def test_links_that_leave_the_folder_are_refused(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret.txt").write_text(STORY)
    docs = tmp_path / "docs"
    (docs / "inner").mkdir(parents=True)
    (docs / "inner" / "a.txt").write_text(STORY)
    (docs / "file.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (docs / "folder").symlink_to(tmp_path / "out")
    (docs / "again").symlink_to(docs / "inner")
    (docs / "lost.txt").symlink_to(docs / "nothing.txt")
    (docs / "loop").symlink_to(docs / "loop")
    documents, refusals = read_documents([docs])
    assert ids(documents) == ["a"]
    assert [line.split(": ")[0].rsplit(os.sep)[-1] for line in sorted(refusals)] == [
        "file.txt",
        "folder",
        "loop",
        "lost.txt",
    ]


def test_names_become_ids_of_their_own(tmp_path):
    names = [
        "Dam vote!.txt",
        "Dam_vote.md",
        "dam-vote.txt",
        "Dämme (2).txt",
        "堤.txt",
        "坝.txt",
        "x" * 200 + ".txt",
    ]
    for name in names:
        (tmp_path / name).write_text(STORY)
    documents, refusals = read_documents([tmp_path])
    assert refusals == ()
    assert sorted(ids(documents)) == sorted(
        ["Dam_vote", "Dam_vote-2", "dam-vote", "Damme_2", "document", "document-2", "x" * 80]
    )


def test_odd_names_stay_on_one_line(tmp_path):
    try:
        (tmp_path / "a\nb\u202e.txt").write_bytes(b"")
    except OSError:
        pytest.skip("the file system does not take such names")
    _, (line,) = read_documents([tmp_path])
    assert "a\\nb\\u202e.txt: is empty" in line


def test_the_facts_of_a_document_are_found(tmp_path):
    (tmp_path / "dam.txt").write_text(
        "Dam turned down\n\nBy Ann Lee\n\nValley Post, 3 May 2019\n\n"
        f"{STORY}\nThe growers cheered cheered.\n\nSource link\n"
    )
    ((found,), _) = read_documents([tmp_path])
    assert (found.title, found.publisher, found.authors) == ("Dam turned down", "Valley Post", ("Ann Lee",))
    assert (found.date.date, found.date.precision) == ("2019-05-03", "day")
    assert [span.of(found.text) for span in found.boilerplate] == ["Source link"]
    assert [sign.span.of(found.text) for sign in found.damage] == ["cheered cheered"]


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["txt", "html", "md", "pdf", "docx"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory, raw, ending):
    folder = tmp_path_factory.mktemp("any")
    (folder / f"a.{ending}").write_bytes(raw)
    documents, refusals = read_documents([folder])
    assert len(documents) + len(refusals) == 1


@settings(deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1), max_size=8
    )
)
def test_ids_are_ids_and_differ(names):
    from majlis.reading.documents.folder import _numbered

    files = list(_numbered([("folder", f"{name}.txt") for name in names]))
    assert all(is_id(file.id) for file in files)
    assert len({file.id.lower() for file in files}) == len(names)


def test_a_file_that_is_given_twice_is_read_once(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    files, _ = find_files([tmp_path, tmp_path / "a.txt", tmp_path])
    assert [file.name for file in files] == ["a.txt"]
