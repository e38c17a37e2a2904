"""The dialogue of `majlis review`: one proposal after the other, in its passage."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence

import typer
from rich.console import Console
from rich.text import Text

from majlis.case.fault import CaseFaults
from majlis.cli.show import harmless
from majlis.evidence.lock import Locked
from majlis.evidence.text import DocumentError
from majlis.reading.documents.document import Document
from majlis.reading.review.ledger_rows import LedgerRowError
from majlis.reading.review.review import Review, ReviewError, mended
from majlis.reading.review.sheet import MENDABLE, Entry, cell_of

AROUND = 300
CHOICES = "[a]ccept  [m]end  [r]eject  [n]ext  [b]ack  [u]ndo  [q]uit  [?]"
CHOICES_AT_END = "no more to show: [b]ack  [u]ndo  [q]uit  [?]"
HELP = f"""\
a WORDS     accept; WORDS are the claim in your own words (asked for if you leave them out)
m           mend: field=value lines, an empty line when done; then accept it
            fields: {", ".join(MENDABLE)}
r REASON    reject; the reason is optional
n, b        leave it open and see the next one, or the one before
u           take back your latest decision, of an earlier session too
q           stop; everything decided is kept"""
STOPPING = (ReviewError, LedgerRowError, DocumentError, CaseFaults, Locked)


class Dialogue:
    """Shows proposals that a coder has not decided on, and carries out what the coder says of each."""

    def __init__(self, desk: Review, proposals: Sequence[Entry], kind: str | None = None) -> None:
        self.desk = desk
        self.proposals = {entry.id: entry for entry in proposals}
        self.queue = desk.open(proposals, kind)
        self.at = 0
        self.out = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
        self.doing: dict[str, Callable[[str], None]] = {
            "a": self._accept,
            "m": self._mend,
            "r": self._reject,
            "n": self._next,
            "b": self._back,
            "u": self._undo,
            "?": self._help,
        }

    def run(self) -> None:
        """Go on until the coder stops."""
        self._say(f"coder {self.desk.coder}: {len(self.queue)} of {len(self.proposals)} proposals are open")
        try:
            while self._step():
                pass
        except (EOFError, KeyboardInterrupt):
            self._say("")
        self._say(f"{len(self.queue)} left open; {len(self.desk.decided())} decided, all kept")

    def _step(self) -> bool:
        """Show the proposal at hand and ask until something was done; False to stop."""
        if self.at < len(self.queue):
            self._show(self.queue[self.at])
            return self._done(CHOICES, self.doing, "n")
        there = {choice: self.doing[choice] for choice in "bu?"}
        return self._done(CHOICES_AT_END, there, "q")

    def _done(self, choices: str, doing: Mapping[str, Callable[[str], None]], usual: str) -> bool:
        while True:
            word, _, rest = self._ask(choices).partition(" ")
            choice = word[:1].lower() or usual
            if choice == "q":
                return False
            if choice not in doing:
                self._say(f"'{word}' is none of them; ? explains them")
                continue
            before = (list(self.queue), self.at)
            try:
                doing[choice](rest.strip())
            except STOPPING as error:
                self._say(str(error))
            if (self.queue, self.at) != before:
                return True

    def _accept(self, words: str) -> None:
        entry = self.queue[self.at]
        statement = words or self._ask("the claim in your own words")
        as_read = entry == self.proposals.get(entry.id)
        self._say(self.desk.accept(entry, statement, mended=not as_read))
        self.queue.pop(self.at)

    def _mend(self, line: str) -> None:
        """Change fields until an empty line; a refused one is said and can be written again."""
        line = line or self._ask("field=value")
        while line:
            field, _, value = line.partition("=")
            try:
                self.queue[self.at] = mended(self.queue[self.at], field.strip(), value)
            except ReviewError as error:
                self._say(str(error))
            line = self._ask("field=value (empty when done)")

    def _reject(self, reason: str) -> None:
        self._say(self.desk.reject(self.queue[self.at], reason or None))
        self.queue.pop(self.at)

    def _next(self, _: str) -> None:
        self.at += 1

    def _back(self, _: str) -> None:
        if self.at == 0:
            self._say("this is the first one; u takes back your latest decision")
        self.at = max(0, self.at - 1)

    def _undo(self, _: str) -> None:
        last = self.desk.undo()
        if last is None:
            self._say("there is nothing to take back")
            return
        self._say(f"took back: {last.decision} {last.id}")
        self.queue.insert(self.at, self.proposals.get(last.id, last))

    def _help(self, _: str) -> None:
        self._say(HELP)

    def _show(self, entry: Entry) -> None:
        try:
            document = self.desk.document(entry)
        except DocumentError as error:
            self.out.print(Text(f"\n{entry.id}\n{error}\n[{harmless(entry.quote)}]"))
        else:
            self.out.print(_passage(entry, document, f"{self.at + 1} of {len(self.queue)}"))
        for name in MENDABLE:
            value = getattr(entry, name)
            if value not in (None, ()):
                self.out.print(Text(f"  {name:<14}{harmless(cell_of(value))}"))
        for name in ("rule", "doubts"):
            value = getattr(entry, name)
            if value:
                self.out.print(Text(f"  {name:<14}{harmless(value)}", style="dim"))

    def _ask(self, prompt: str) -> str:
        typer.echo(f"{prompt}: ", nl=False)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.strip()

    def _say(self, words: str) -> None:
        typer.echo(words)


def _passage(entry: Entry, document: Document, number: str) -> Text:
    """Set the passage into its context, in brackets and, on a terminal, in colour."""
    date = "no date" if document.date is None else document.date.date
    source = " · ".join(filter(None, (document.title, document.publisher, date)))
    start, end = entry.start, entry.end
    before = harmless(document.text[max(0, start - AROUND) : start])
    after = harmless(document.text[end : end + AROUND])
    return Text.assemble(
        (f"\n{number}  {entry.id}  {entry.file}\n", "bold"),
        (f"{harmless(source)}\n\n", "dim"),
        f"{'… ' if start > AROUND else ''}{before}",
        (f"[{harmless(document.text[start:end])}]", "bold black on yellow"),
        f"{after}{' …' if end + AROUND < len(document.text) else ''}\n",
    )
