"""`majlis read` as a user types it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from majlis.reading.review.sheet import read_sheet

Majlis = Callable[..., CompletedProcess[str]]
CLAIM_KEYS = {
    "id", "document", "kind", "start", "end", "quote", "speaker", "speaker_text", "reported_by", "actor",
    "target", "stance", "status", "plover", "date", "value", "unit", "grade",
}  # fmt: skip
DOCUMENT_KEYS = {
    "id", "path", "date", "date_precision", "title", "publisher", "near_duplicates", "damage",
}  # fmt: skip
GAZETTE = (
    "The toll divides the port\n\nPort Town, 21 February 2024\n\n"
    "The mayor said on Tuesday that the toll must wait until the ships are back. "
    "The union threatened to strike against the council.\n\n"
    "Some 5,000 dockers marched on Friday, and the carriers rejected the rise.\n"
)
NAMES = (
    "id,canonical,aliases,type\nmayor,Ruth Okello,The mayor|Okello,person\nunion,Dockers' union,the union,\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "gazette.txt").write_text(GAZETTE, encoding="utf-8")
    (papers / "reprint.txt").write_text(GAZETTE + "Reprinted.\n", encoding="utf-8")
    (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
    return tmp_path


def test_json_has_the_form_that_scripts_rely_on(folder: Path, majlis: Majlis) -> None:
    done = majlis("read", "papers", "--aliases", "names.csv", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [document["id"] for document in found["documents"]] == ["gazette", "reprint"]
    assert all(set(document) >= DOCUMENT_KEYS for document in found["documents"])
    assert found["documents"][0]["date"] == "2024-02-21"
    assert found["documents"][0]["date_precision"] == "day"
    assert found["documents"][0]["near_duplicates"] == ["reprint"]
    claims = found["claims"]
    assert {"statement", "figure", "mention"} <= {claim["kind"] for claim in claims}
    assert all(set(claim) >= CLAIM_KEYS for claim in claims)
    assert len({claim["id"] for claim in claims}) == len(claims)
    texts = {document["id"]: Path(folder / document["path"]).read_text() for document in found["documents"]}
    for claim in claims:
        assert texts[claim["document"]][claim["start"] : claim["end"]] == claim["quote"]
    assert "mayor" in {claim["speaker"] for claim in claims}
    assert 5000 in {claim["value"] for claim in claims}


def test_the_text_of_one_document_is_printed_as_it_is(folder: Path, majlis: Majlis) -> None:
    done = majlis("read", "papers/gazette.txt", "--text", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, GAZETTE, "")
    both = majlis("read", "papers", "--text", cwd=folder)
    assert both.stdout.startswith("==> papers/gazette.txt <==\nThe toll divides")
    assert "==> papers/reprint.txt <==\n" in both.stdout
    as_json = json.loads(majlis("read", "papers", "--text", "--json", cwd=folder).stdout)
    assert as_json["documents"][0] == {"id": "gazette", "path": "papers/gazette.txt", "text": GAZETTE}


def test_a_file_that_cannot_be_read_is_one_line_and_the_rest_goes_on(folder: Path, majlis: Majlis) -> None:
    (folder / "papers/empty.txt").write_bytes(b"")
    (folder / "papers/binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    done = majlis("read", "papers", "--json", cwd=folder)
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert len(found["documents"]) == 2
    assert len(found["refused"]) == 2
    lines = done.stderr.splitlines()
    assert any("empty.txt" in line and "empty" in line for line in lines)
    assert any("binary.txt" in line for line in lines)
    alone = majlis("read", "papers/empty.txt", cwd=folder)
    assert alone.returncode == 1
    assert "empty.txt" in alone.stderr


def test_the_sheet_can_be_read_again(folder: Path, majlis: Majlis) -> None:
    done = majlis("read", "papers", "--aliases", "names.csv", "--out", "p.csv", cwd=folder)
    assert done.returncode == 0, done.stderr
    entries = read_sheet(folder / "p.csv").entries
    assert {entry.file for entry in entries} == {"gazette.txt", "reprint.txt"}
    assert all(entry.decision is None and entry.coder is None for entry in entries)
    assert any("reprint" in (entry.doubts or "") for entry in entries if entry.document == "gazette")
    again = majlis("read", "papers", "--aliases", "names.csv", "--out", "p.json", cwd=folder)
    assert again.returncode == 0
    found = json.loads((folder / "p.json").read_text(encoding="utf-8"))
    decidable = [claim["id"] for claim in found["claims"] if claim["kind"] != "mention"]
    assert [entry.id for entry in entries] == decidable


def test_the_actors_and_issues_of_a_case_are_meant(folder: Path, majlis: Majlis) -> None:
    assert majlis("new", "mine", cwd=folder).returncode == 0
    done = majlis("read", "papers/gazette.txt", "--case", "mine", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "mayor" in {claim["speaker"] for claim in json.loads(done.stdout)["claims"]}


def test_what_a_reader_sees(folder: Path, majlis: Majlis) -> None:
    done = majlis("read", "papers/gazette.txt", "--aliases", "names.csv", cwd=folder)
    assert done.stdout.startswith("papers/gazette.txt: 2024-02-21; ")
    assert done.stderr.endswith("none of it is accepted yet\n")
    both = majlis("read", "papers", "--aliases", "names.csv", cwd=folder)
    assert "  shares its text with reprint\n" in both.stdout
    last = GAZETTE.splitlines()[-1]
    (folder / "papers/reprint.txt").write_text(f"{' '.join(map(str, range(99)))}\n\n{last}\n")
    apart = majlis("read", "papers", "--aliases", "names.csv", cwd=folder)
    assert "  has passages in common with reprint\n" in apart.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nowhere",), "there is no file or folder 'nowhere'"),
        (("papers", "--case", "nowhere"), "no folder 'nowhere'"),
        (("papers", "--case", "iraq-2024", "--aliases", "names.csv"), "give one of the two"),
        (("papers", "--aliases", "papers/gazette.txt"), "gazette.txt:1:1"),
        (("papers", "--aliases", "none.csv"), "none.csv:1:1"),
        (("papers", "--out", "p.doc"), "neither in .csv nor in .json"),
        (("papers", "--out", "none/p.csv"), "there is no folder 'none'"),
        (("papers", "--text", "--out", "p.csv"), "do not go with it"),
        (("papers", "--llm", "file:///etc/hostname"), "expected an address such as"),
        ((), "Missing argument"),
    ],
)
def test_a_wrong_call_says_what_and_exits_2(
    folder: Path, majlis: Majlis, words: tuple[str, ...], message: str
) -> None:
    done = majlis("read", *words, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["names.csv", "papers"]


class Liar(BaseHTTPRequestHandler):
    """Answers with one claim that stands in the document and one that it makes up."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        true = {"kind": "event", "quote": "the carriers rejected the rise", "actor_text": "the carriers"}
        claims = json.dumps({"claims": [true, true | {"quote": "the mayor resigned"}]})
        body = json.dumps({"choices": [{"message": {"content": claims}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def liar() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Liar)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_second_reader_is_asked_only_where_the_user_says_so(
    folder: Path, majlis: Majlis, liar: str
) -> None:
    done = majlis("read", "papers/gazette.txt", "--llm", liar, "--llm-model", "small", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    claims = json.loads(done.stdout)["claims"]
    assert any(
        "second reader" in (claim["note"] or "") or claim["rule"] == "second reader" for claim in claims
    )
    assert all("resigned" not in claim["quote"] for claim in claims)
    assert (
        "papers/gazette.txt: second reader: refused, quote: 'the mayor resigned' does not stand"
        in done.stderr
    )
