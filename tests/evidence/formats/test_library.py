"""What is said where a library is not installed."""

import sys

import pytest

from majlis.evidence.text import DocumentError, normalised


@pytest.mark.parametrize(
    ("name", "module", "library"),
    [
        ("a.html", "trafilatura", "trafilatura"),
        ("a.pdf", "pypdf", "pypdf"),
        ("a.docx", "docx", "python-docx"),
    ],
)
def test_a_missing_library_is_named_with_its_mend(monkeypatch, name, module, library):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(DocumentError) as fault:
        normalised(b"%PDF-1.7", name)
    assert str(fault.value) == (
        f"{name}: needs {library}, which is not installed; run: pip install 'majlis[documents]'"
    )
