"""The second reader against a small server that lies, times out, returns broken JSON and invents quotes."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.reading.actors.actors import Known, Subject
from majlis.reading.documents.document import Document
from majlis.reading.second_reader.endpoint import LONGEST_REPLY, Endpoint, EndpointError, json_of
from majlis.reading.second_reader.second import LONGEST_PIECE, MOST_FAILURES, SecondReader, pieces
from majlis.reading.text.span import Span

TEXT = "The harbour council met on Friday.\nMayor Okello said that the new toll\nwould ruin the carriers.\n"
QUOTE = "Mayor Okello said that the new toll\nwould ruin the carriers"
DOCUMENT = Document("paper", "docs/paper.txt", TEXT)
GOOD = {
    "kind": "statement",
    "quote": "Mayor Okello said that the new toll would ruin the carriers",
    "speaker_text": "Mayor Okello",
    "about": "toll",
    "stance": -80.0,
    "certainty": "very",
}
Reply = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


class Server(HTTPServer):
    """Answers every question as the test says, and keeps the questions."""

    reply: Reply

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.wait = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append((self.path, question))
        try:
            type(server).reply(self, question)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.wait.set()
    made.shutdown()
    thread.join()
    made.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def says(content: object) -> Reply:
    """Answer with a chat completion of this content."""
    text = content if isinstance(content, str) else json.dumps(content)
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()
    return lambda handler, _: send(handler, body)


def read(server: Server, reply: Reply, document: Document = DOCUMENT, patience: float = 5.0) -> Any:
    Server.reply = reply
    said: list[str] = []
    known = (Known("okello", "Ruth Okello", ("Mayor Okello",)), Known("council", "harbour council"))
    reader = SecondReader(
        Endpoint(server.url, "small", patience), known, (Subject("toll", "raise it", "drop it"),), said.append
    )
    return reader.read(document), said


def test_what_stands_in_the_document_passes(server: Server) -> None:
    found, said = read(server, says({"claims": [GOOD]}))
    assert said == []
    (claim,) = found
    assert claim.quote == QUOTE == TEXT[claim.start : claim.end]
    assert (claim.speaker, claim.about, claim.stance) == ("okello", "toll", -80)
    path, question = server.asked[0]
    assert path == "/v1/chat/completions"
    assert question["model"] == "small"
    assert "minus pole: drop it" in question["messages"][0]["content"]
    assert question["messages"][1]["content"] == TEXT


def test_json_in_a_fence_passes(server: Server) -> None:
    found, said = read(server, says(f"Here you are:\n```json\n{json.dumps({'claims': [GOOD]})}\n```"))
    assert (len(found), said) == (1, [])


@pytest.mark.parametrize(
    ("lie", "message"),
    [
        (
            {"quote": "the mayor promised free berths"},
            "quote: 'the mayor promised free berths' does not stand",
        ),
        ({"quote": "The new toll would ruin the carriers"}, "does not stand in the text"),
        ({"speaker_text": "Admiral Grey"}, "speaker_text: 'Admiral Grey' does not stand"),
        ({"target_text": "the Moon"}, "target_text"),
        ({"cause": "the war"}, "cause"),
        ({"referent": "ballots"}, "referent"),
        ({"kind": "rumour"}, "kind"),
        ({"quote": ["a", "list"]}, "quote"),
        ({"quote": "  "}, "quote"),
        ({"quote": "toll " * 1000}, "quote"),
        ({"stance": 900.0}, "stance"),
        ({"stance": "strong"}, "stance"),
        ({"value": 1e300}, "value"),
        ({"status": "maybe"}, "status"),
        ({"plover": "<script>"}, "plover"),
        ({"date": "last Tuesday"}, "date"),
        ({"sign": "!"}, "sign"),
    ],
)
def test_a_lie_is_refused_in_a_line_and_the_rest_goes_on(
    server: Server, lie: dict[str, object], message: str
) -> None:
    found, said = read(server, says({"claims": [GOOD | lie, GOOD]}))
    assert len(found) == 1
    assert len(said) == 1
    assert said[0].startswith("docs/paper.txt: second reader: refused, ")
    assert message in said[0]
    assert "\n" not in said[0]


def test_an_actor_it_makes_up_stays_words(server: Server) -> None:
    found, _ = read(server, says({"claims": [GOOD | {"speaker_text": "the new toll", "speaker": "okello"}]}))
    assert (found[0].speaker, found[0].speaker_text) == (None, "the new toll")


def test_an_issue_it_makes_up_is_left_out_with_its_stance(server: Server) -> None:
    found, _ = read(server, says({"claims": [GOOD | {"about": "fishing"}]}))
    assert (found[0].about, found[0].stance) == (None, None)


def test_boilerplate_is_no_claim(server: Server) -> None:
    found, said = read(
        server, says({"claims": [GOOD]}), Document("p", "p.txt", TEXT, boilerplate=(Span(40, len(TEXT)),))
    )
    assert found == []
    assert "not the article" in said[0]


def test_too_many_claims_are_cut(server: Server) -> None:
    found, said = read(server, says({"claims": [GOOD] * 300}))
    assert len(found) == 200
    assert "300 claims" in said[0]


def nothing(handler: BaseHTTPRequestHandler, _: object) -> None:
    handler.close_connection = True


def redirect(handler: BaseHTTPRequestHandler, _: object) -> None:
    send(handler, b"", 302, Location="http://127.0.0.1:9/elsewhere")


def huge(handler: BaseHTTPRequestHandler, _: object) -> None:
    send(handler, b" " * (LONGEST_REPLY + 10))


def short(handler: BaseHTTPRequestHandler, _: object) -> None:
    send(handler, b"{}", **{"Content-Length": "50"})


def drip(handler: BaseHTTPRequestHandler, _: object) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _each in range(100):
        handler.wfile.write(b" ")
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (says("I cannot help with that."), "not JSON"),
        (says('{"claims": ['), "not JSON"),
        (says('{"claims": [{"value": NaN}]}'), "not JSON"),
        (says('{"claims": ' + "[" * 100_000 + "]" * 100_000 + "}"), "not JSON"),
        (says('{"claim": []}'), "without a list of claims"),
        (says({"claims": {"kind": "statement"}}), "without a list of claims"),
        (lambda handler, _: send(handler, b"<html>"), "not JSON"),
        (lambda handler, _: send(handler, b"\xff\xfe\x00"), "not JSON"),
        (lambda handler, _: send(handler, b"[]"), "no chat completion"),
        (lambda handler, _: send(handler, b'{"choices": []}'), "no chat completion"),
        (lambda handler, _: send(handler, b'{"choices": [{"message": {"content": 7}}]}'), "without text"),
        (lambda handler, _: send(handler, b"no", 500), "the error 500"),
        (redirect, "a redirect, which is not followed"),
        (huge, f"more than {LONGEST_REPLY:,} bytes"),
        (short, "a broken answer|not JSON|no chat completion"),
        (nothing, "a broken answer|no connection"),
    ],
)
def test_a_broken_answer_is_one_line(server: Server, reply: Reply, message: str) -> None:
    found, said = read(server, reply)
    assert found is None
    assert len(said) == 1
    assert any(part in said[0] for part in message.split("|")), said
    assert said[0].startswith(f"docs/paper.txt: second reader, characters 0 to {len(TEXT)}: ")
    assert len(server.asked) == 1


def test_a_silent_server_is_left(server: Server) -> None:
    found, said = read(server, lambda *_: server.wait.wait(5), patience=0.2)
    assert found is None
    assert "no answer within 0.2 seconds" in said[0]


def test_a_dripping_server_is_left(server: Server) -> None:
    begin = time.monotonic()
    found, said = read(server, drip, patience=0.3)
    assert found is None
    assert "no answer within 0.3 seconds" in said[0]
    assert time.monotonic() - begin < 3


def test_after_three_failures_it_is_not_asked_any_more(server: Server) -> None:
    long = Document("long", "long.txt", "One more word about the toll. " * 1500)
    found, said = read(server, says("no"), long)
    assert found is None
    assert len(server.asked) == MOST_FAILURES
    assert said[-1] == "second reader: 3 failures in a row; it is not asked any more"
    assert len(said) == MOST_FAILURES + 1


def test_nobody_listens() -> None:
    said: list[str] = []
    reader = SecondReader(Endpoint("http://127.0.0.1:9", "m", 1.0), (), (), said.append)
    assert reader.read(DOCUMENT) is None
    assert "no connection" in said[0] or "no answer" in said[0]


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "localhost:8080", "http://", "http://[", "ftp://x/y"]
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(EndpointError, match="expected an address such as"):
        Endpoint(url, "m")


@given(st.text(min_size=1).flatmap(lambda part: st.integers(1, 8000).map(lambda n: part * n)))
def test_pieces_cover_the_text_in_order(text: str) -> None:
    at = 0
    for piece in pieces(text):
        assert not text[at : piece.start].strip()
        assert 0 < piece.end - piece.start <= LONGEST_PIECE
        at = piece.end
    assert not text[at:].strip()


@given(st.text())
def test_no_text_breaks_the_reading_of_json(text: str) -> None:
    with contextlib.suppress(EndpointError):
        json_of(text)
