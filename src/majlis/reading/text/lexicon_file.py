"""The files of the folder `lexicons` as text."""

from __future__ import annotations

from importlib.resources import files

from majlis.case.fault import CaseFaults, Fault
from majlis.case.place import Place
from majlis.case.text_file import Unreadable, decoded

FOLDER = "lexicons"
HOME = files("majlis.reading") / FOLDER


def shown_name(name: str) -> str:
    """Return the name of a word list as messages give it."""
    return f"{FOLDER}/{name}"


def lexicon_text(name: str) -> str:
    r"""Return the text of a word list: byte-order mark dropped, line ends as ``\n``.

    Links are followed: some installers put links into the folder of a package.

    Raises
    ------
    CaseFaults
        When there is no such file, or it is not UTF-8.

    """
    file = shown_name(name)
    try:
        return decoded((HOME / name).read_bytes(), file)
    except Unreadable as error:
        fault = error.fault
    except FileNotFoundError:
        fault = _at_start(file, "no such file", "the word list of that name", "put it back, or install again")
    except OSError as error:
        fault = _at_start(
            file, f"a file that cannot be opened ({error.strerror})", "a readable file", "check the file"
        )
    raise CaseFaults(file, [fault])


def _at_start(file: str, found: str, expected: str, mend: str) -> Fault:
    return Fault(Place(file, 1, 1), found, expected, mend)
