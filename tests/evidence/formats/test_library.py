"""What is said where a library is not installed, and what libraries say themselves."""

import logging
import sys
import warnings

import pytest

from majlis.evidence.formats.quiet import quiet
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


def test_a_library_that_talks_to_itself_is_not_heard_until_it_is_done(caplog):
    with quiet("majlis_talks"):
        logging.getLogger("majlis_talks").warning("odd object")
        logging.getLogger("majlis_talks.made_meanwhile").error("odd child")
        warnings.warn("odd use", stacklevel=1)
    logging.getLogger("majlis_talks.made_meanwhile").warning("outside")
    assert [record.message for record in caplog.records] == ["outside"]
