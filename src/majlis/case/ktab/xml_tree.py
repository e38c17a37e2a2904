"""Reading XML into elements that know where they stand, and nothing else.

Written on expat, which keeps line and column. A document type is refused, and with it every entity that a
file could declare: none can be made to grow or to point outside. Depth and size are bounded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from majlis.case.fault import CaseFaults, Fault, shown
from majlis.case.place import Place
from majlis.case.table_file import LONGEST_CELL, MOST_CELLS

DEEPEST = 20
PLAIN_XML = "write plain XML: elements and text"


@dataclass(slots=True)
class Element:
    """One element: its name, where it begins, the text in it and where that begins, and its children."""

    name: str
    line: int
    column: int
    text: str = ""
    text_at: tuple[int, int] | None = None
    children: list[Element] = field(default_factory=list)


class _Stop(Exception):  # noqa: N818 - it only leaves the parser; the fault is already kept
    """Reading cannot go on."""


def read_xml(text: str, file: str) -> Element:
    """Return the outermost element of a text.

    Raises
    ------
    CaseFaults
        When the text is not XML, declares a document type, or is too deep or too large.

    """
    return _Tree(file).read(text)


class _Tree:
    """One pass over a text."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.open: list[Element] = []
        self.root: Element | None = None
        self.left = MOST_CELLS
        # The text is decoded already, whatever encoding its first line names.
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = False
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def read(self, text: str) -> Element:
        try:
            self.parser.Parse(text.encode("utf-8"), True)
        except _Stop:
            pass
        except expat.ExpatError as error:
            self._fault(*self._broken(error), line=error.lineno, column=error.offset + 1)
        if self.faults or self.root is None:
            raise CaseFaults(self.file, self.faults)
        return self.root

    def _broken(self, error: expat.ExpatError) -> tuple[str, str, str]:
        reason = expat.ErrorString(error.code)
        if reason == expat.errors.XML_ERROR_NO_ELEMENTS and self.open:
            last = self.open[-1]
            found = f"a file that ends within <{last.name}>, begun on line {last.line}"
            return found, f"</{last.name}>", "close every element; the file may have been cut short"
        if reason == expat.errors.XML_ERROR_NO_ELEMENTS:
            return "an XML file without elements", "a KTAB scenario", "begin with <Scenario>"
        if reason == expat.errors.XML_ERROR_UNDEFINED_ENTITY:
            return "an entity that XML does not know", "text", "write the character itself"
        if reason == expat.errors.XML_ERROR_TAG_MISMATCH and self.open:
            last = self.open[-1]
            found = f"an end that does not fit <{last.name}>, begun on line {last.line}"
            return found, f"</{last.name}>", "close every element where it ends"
        if reason == expat.errors.XML_ERROR_INVALID_TOKEN:
            return "a mark that XML does not allow here", "XML", "write &amp; for & and &lt; for <"
        return f"text that is not XML ({reason})", "XML", "check what stands here and before it"

    def _doctype(self, *_: object) -> None:
        self._fault("a document type (<!DOCTYPE>)", "none, as in KTAB's files", "remove it with its entities")
        raise _Stop

    def _start(self, name: str, _: dict[str, str]) -> None:
        self.left -= 1
        if self.left < 0:
            self._fault(
                f"more than {MOST_CELLS:,} elements", "a smaller file", "leave out what is not needed"
            )
            raise _Stop
        if len(self.open) >= DEEPEST:
            self._fault(f"elements nested deeper than {DEEPEST}", "a KTAB scenario", PLAIN_XML)
            raise _Stop
        element = Element(name, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _: str) -> None:
        self.open.pop()

    def _characters(self, text: str) -> None:
        element = self.open[-1]
        if element.text_at is None and text.strip():
            column = self.parser.CurrentColumnNumber + 1 + len(text) - len(text.lstrip())
            element.text_at = (self.parser.CurrentLineNumber, column)
        if element.text_at is not None:
            element.text += text
        if len(element.text) > LONGEST_CELL:
            self._fault(f"a text of more than {LONGEST_CELL:,} characters", "a shorter one", "shorten it")
            raise _Stop

    def _fault(
        self, found: str, expected: str, mend: str, line: int | None = None, column: int | None = None
    ) -> None:
        place = Place(
            self.file,
            self.parser.CurrentLineNumber if line is None else line,
            self.parser.CurrentColumnNumber + 1 if column is None else column,
        )
        self.faults.append(Fault(place, found, expected, mend))


def words(element: Element) -> str:
    """Say which element it is, for a message."""
    return shown(f"<{element.name}>")
