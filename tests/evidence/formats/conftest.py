"""The sample documents, and the network shut."""

import importlib.util
import socket
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def samples():
    place = Path(__file__).with_name("samples.py")
    spec = importlib.util.spec_from_file_location("evidence_format_samples", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def shut(monkeypatch):
    """Nothing that reads a document may open a connection."""

    def refuse(*_arguments, **_options):
        raise AssertionError("a reader of documents opened a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
