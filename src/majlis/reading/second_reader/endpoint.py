"""Asking an OpenAI-compatible endpoint that the user runs, and trusting nothing that it answers.

Only the address that the user gave is asked: no proxy, no redirect. Time and length of an answer are bounded.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Any
from urllib.parse import urlsplit

LONGEST_REPLY = 2_000_000
CHUNK = 65_536


class EndpointError(ValueError):
    """An address that cannot be asked, or no usable answer from it; says why."""


class _Here(urllib.request.HTTPRedirectHandler):
    """Refuses redirects: the documents go to the address that the user gave and to no other."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        raise EndpointError("it answered with a redirect, which is not followed")


@dataclass(frozen=True)
class Endpoint:
    """An address such as ``http://localhost:8080/v1``, a model there, and the seconds to wait for it."""

    url: str
    model: str
    patience: float = 120.0

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
        except ValueError:
            usable = None
        if not usable:
            raise EndpointError(f"'{self.url}': expected an address such as http://localhost:8080/v1")

    def ask(self, system: str, question: str) -> str:
        """Return the text of the model's answer.

        Raises
        ------
        EndpointError
            When there is none: no connection, no answer in time, an error, a redirect, too long, not JSON, or
            not in the form of a chat completion.

        """
        messages = [{"role": "system", "content": system}, {"role": "user", "content": question}]
        asked = {"model": self.model, "messages": messages, "temperature": 0, "stream": False}
        request = urllib.request.Request(
            f"{self.url.rstrip('/')}/chat/completions",
            json.dumps(asked).encode(),
            {"Content-Type": "application/json", "Accept": "application/json"},
        )
        return _text_of(self._answer(request))

    def _answer(self, request: urllib.request.Request) -> bytes:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Here)
        try:
            with opener.open(request, timeout=self.patience) as reply:
                return _read(reply, time.monotonic() + self.patience)
        except urllib.error.HTTPError as error:
            error.close()
            raise EndpointError(f"it answered with the error {error.code}") from None
        except TimeoutError:
            raise EndpointError(f"no answer within {self.patience:g} seconds") from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise EndpointError(f"no answer within {self.patience:g} seconds") from None
            raise EndpointError(f"no connection ({error.reason})") from None
        except (HTTPException, OSError, ValueError) as error:
            if isinstance(error, EndpointError):
                raise
            raise EndpointError(f"a broken answer ({type(error).__name__})") from None


def _read(reply: HTTPResponse, deadline: float) -> bytes:
    parts: list[bytes] = []
    length = 0
    while part := reply.read1(CHUNK):
        parts.append(part)
        length += len(part)
        if length > LONGEST_REPLY:
            raise EndpointError(f"an answer of more than {LONGEST_REPLY:,} bytes")
        if time.monotonic() > deadline:
            raise TimeoutError
    return b"".join(parts)


def _text_of(raw: bytes) -> str:
    reply = json_of(raw.decode("utf-8", errors="replace"))
    try:
        text = reply["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise EndpointError("an answer that is no chat completion") from None
    if not isinstance(text, str):
        raise EndpointError("an answer without text")
    return text


def json_of(text: str) -> Any:
    """Read JSON that may be broken, nested without end or hold numbers that JSON does not know.

    Raises
    ------
    EndpointError
        When it cannot be read.

    """
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise EndpointError("an answer that is not JSON") from None


def _no_number(word: str) -> None:
    raise ValueError(word)
