"""Articles with the side of every statement marked in the text, several to a file.

::

    T Closing the Orlen ward             the issue
    P close the maternity ward           its plus pole
    M keep the ward open                 and its minus pole
    C P                                  which pole is the change: P, M or B, both
    A board = Orlen Health Board; board  an actor: its id, and by which names the article names it

    Orlen ward may shut by autumn

    [[+board The board said that births had fallen]] [[+board and that no midwife could keep up her skills]].
    [[-? Several nurses fear that the doors will close]].

``+`` and ``-`` are the side of the speaker, whose id follows, or ``?`` where it has none. The lines of a
paragraph are joined. Articles are parted by a line ``=====``. Only statements that show a side are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.score_reading.gold import GoldError

_PARTED = re.compile(r"^=====\s*$", re.MULTILINE)
_HEAD = re.compile(r"([TPMC]) (.+)")
_PARAGRAPH = re.compile(r"\n\s*\n")
_MARK = re.compile(r"\[\[([+-])\s*([\w-]+|\?)\s+(.*?)\]\]")
_CHANGES = {"P": "plus", "M": "minus", "B": "both"}
_SIZE = 70


def marked_articles(path: Path) -> Iterator[dict[str, Any]]:
    """Read the articles of a file, each as ``article.py`` describes one, its statements with their offsets.

    Raises
    ------
    GoldError
        When the file cannot be read or an article is not as described above.

    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise GoldError(f"{path}: not readable as marked articles: {fault}") from None
    for number, block in enumerate(filter(str.strip, _PARTED.split(text)), 1):
        yield _article(f"{path}, article {number}", block.strip("\n"))


def _article(where: str, block: str) -> dict[str, Any]:
    head, _, body = block.partition("\n\n")
    lines = head.split("\n")
    actors = [_actor(where, line[2:]) for line in lines if line.startswith("A ")]
    issue = issue_of(where, [line for line in lines if not line.startswith("A ")])
    text, statements = _read(where, body)
    strange = {row["speaker"] for row in statements} - {actor["id"] for actor in actors} - {""}
    if strange:
        raise GoldError(f"{where}: found no A line for {', '.join(sorted(strange))}; add it")
    return {"issue": issue, "actors": actors, "text": text, "statements": statements}


def issue_of(where: str, lines: Iterable[str]) -> dict[str, str]:
    """Read the lines that begin with T, P, M and C.

    Raises
    ------
    GoldError
        When a line begins with anything else, or one of them is missing.

    """
    told: dict[str, str] = {}
    for line in lines:
        found = _HEAD.fullmatch(line.strip())
        if found is None:
            raise GoldError(f"{where}: {line!r} is no line of a head; begin it with T, P, M, C or A")
        told[found[1]] = found[2].strip()
    absent = {"T", "P", "M", "C"} - told.keys()
    if absent or told["C"] not in _CHANGES:
        raise GoldError(f"{where}: found no {', '.join(sorted(absent)) or 'C of P, M or B'}; add it")
    change = _CHANGES[told["C"]]
    return {"name": told["T"], "plus_pole": told["P"], "minus_pole": told["M"], "change": change}


def _actor(where: str, line: str) -> dict[str, Any]:
    name, _, named = line.partition("=")
    aliases = [alias.strip() for alias in named.split(";") if alias.strip()]
    if not aliases:
        raise GoldError(f"{where}: actor {name.strip()!r} has no names; write 'A id = name; name'")
    return {"id": name.strip(), "canonical": aliases[0], "aliases": aliases}


def _read(where: str, body: str) -> tuple[str, list[dict[str, Any]]]:
    """Give the text without marks, and the statements that they held."""
    text, statements = "", list[dict[str, Any]]()
    for paragraph in _PARAGRAPH.split(body):
        line, at = " ".join(paragraph.split()), 0
        for mark in _MARK.finditer(line):
            text += line[at : mark.start()]
            at = mark.end()
            side, speaker, span = mark.groups()
            statements.append(
                {
                    "start": len(text),
                    "span": span,
                    "speaker": speaker.strip("?"),
                    "class": "group" if speaker == "?" else "actor",
                    "stance": _SIZE if side == "+" else -_SIZE,
                }
            )
            text += span
        text += line[at:] + "\n\n"
    if "[[" in text or "]]" in text:
        at = text.find("[[") if "[[" in text else text.find("]]")
        raise GoldError(f"{where}: {text[at : at + 40]!r} is no whole mark; write [[+id words]]")
    return text.rstrip() + "\n", statements
