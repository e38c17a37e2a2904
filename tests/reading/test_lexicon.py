"""The word lists: what a slip in one of them answers, and what is taken without one."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majlis.case.fault import CaseFaults
from majlis.reading.statements.weights import WORDS, leaning_weights
from majlis.reading.text import lexicon_file
from majlis.reading.text.lexicon import compiling, table, words
from majlis.reading.text.list_forms import FORMS

BROKEN = tomllib.loads((Path(__file__).parent / "broken_lexicons.toml").read_text(encoding="utf-8"))["broken"]
ROOT = Path(__file__).parents[2]
SHIPPED = Path(str(files("majlis.reading"))) / "lexicons"


@contextlib.contextmanager
def lists_in(folder: Path) -> Iterator[None]:
    """Have the lists of a folder read in place of those that are shipped."""
    known = (table, words, leaning_weights)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexicon_file, "HOME", folder)
        for function in known:
            function.cache_clear()
        yield
    for function in known:
        function.cache_clear()


@pytest.fixture
def lists(tmp_path: Path) -> Iterator[Path]:
    """A copy of the word lists, to be broken, and read in their place."""
    folder = tmp_path / "lexicons"
    shutil.copytree(SHIPPED, folder)
    with lists_in(folder):
        yield folder


def change(folder: Path, edit: dict[str, Any]) -> None:
    path = folder / edit["file"]
    if edit.get("delete"):
        path.unlink()
    elif "hex" in edit:
        path.write_bytes(bytes.fromhex(edit["hex"]))
    elif "text" in edit:
        path.write_text(edit["text"], encoding="utf-8", newline="")
    else:
        text = path.read_text(encoding="utf-8")
        assert text.count(edit["find"]) == 1, f"{edit['find']!r} is to occur once in {edit['file']}"
        path.write_text(text.replace(edit["find"], edit["replace"]), encoding="utf-8")


def line_of(folder: Path, edit: dict[str, Any]) -> int:
    """Give the line that is changed; faults are expected at @+0 from it, so that lists can grow."""
    if "find" not in edit:
        return 0
    text = (folder / edit["file"]).read_text(encoding="utf-8")
    return text[: text.index(edit["find"])].count("\n") + 1


def read(file: str) -> object:
    return leaning_weights() if file == WORDS else table(file.removesuffix(".yaml"))


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken["name"])
def test_every_slip_is_named_with_its_place_and_mend(broken: dict[str, Any], lists: Path) -> None:
    line = line_of(lists, broken)
    change(lists, broken)
    with pytest.raises(CaseFaults) as caught:
        read(broken["file"])
    expected = [
        re.sub(r"@([+-]\d+)", lambda found: str(line + int(found[1])), text) for text in broken["expect"]
    ]
    assert [str(fault) for fault in caught.value.faults] == expected


def test_an_entry_that_is_asked_for_is_named(lists: Path) -> None:
    change(lists, {"file": "hedges.yaml", "find": "private:", "replace": "privat:"})
    with pytest.raises(CaseFaults) as caught:
        words("hedges", "private")
    assert str(caught.value) == (
        "lexicons/hedges.yaml: 1 fault\n"
        "lexicons/hedges.yaml:1:1: found no entry 'private'; expected it, which the readers ask for; "
        "mend: add 'private: ...', or write 'private' for 'privat'"
    )


def test_a_broken_pattern_has_its_place(lists: Path) -> None:
    change(lists, {"file": "damage.yaml", "find": "(?= +[a-z]{2,})", "replace": "(?= +[a-z{2,})"})
    with pytest.raises(CaseFaults) as caught, compiling("damage"):
        re.compile("|".join(rule["pattern"] for rule in table("damage")["rules"].values()))
    (fault,) = map(str, caught.value.faults)
    assert fault.startswith("lexicons/damage.yaml:18:14: found a pattern that is broken (unterminated ")


def test_patterns_that_are_broken_only_together_are_said(lists: Path) -> None:
    change(lists, {"file": "damage.yaml", "find": "'\\.(?= +[a-z]{2,})'", "replace": "'(?P<sign>a)'"})
    with pytest.raises(CaseFaults, match="patterns that do not go together"), compiling("damage"):
        re.compile("|".join(rule["pattern"] for rule in table("damage")["rules"].values()))


def test_all_lists_are_as_they_are_shipped() -> None:
    shipped = {path.stem for path in SHIPPED.glob("*.yaml")}
    assert set(FORMS) <= shipped
    for name in shipped:
        assert table(name)


def test_a_new_class_of_chances_and_a_new_entry_are_taken(lists: Path) -> None:
    more = "toss-up:\n  words: fifty-fifty\n  low: 45\n  high: 55\n"
    path = lists / "forecasts.yaml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert table("forecasts")["toss-up"] == {"words": "fifty-fifty", "low": 45, "high": 55}


@given(data=st.data())
def test_no_text_in_a_list_breaks_it(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["dates", "forecasts", "stance", "hedges"]))
    text = (SHIPPED / f"{name}.yaml").read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    put = data.draw(st.text(st.sampled_from("a1 -:,.[]{}'\"\n#&*!|>%\\\t"), max_size=8))
    folder = tmp_path_factory.mktemp("lists")
    (folder / f"{name}.yaml").write_text(text[:start] + put + text[end:], encoding="utf-8")
    with lists_in(folder), contextlib.suppress(CaseFaults):
        assert FORMS.get(name, {}).keys() <= table(name).keys()


@pytest.fixture(scope="session")
def broken_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with a slip in a list that is read when the reader is imported."""
    folder = tmp_path_factory.mktemp("program")
    for part in (SHIPPED.parents[1], ROOT / "benchmarks" / "score_reading"):
        beside = folder / ("majlis" if part.name == "majlis" else "benchmarks/score_reading")
        shutil.copytree(part, beside, ignore=shutil.ignore_patterns("__pycache__"))
    slip = {"file": "titles.yaml", "find": "ranks: >-", "replace": "ranks >-"}
    change(folder / "majlis" / "reading" / "lexicons", slip)
    shutil.copytree(folder / "majlis" / "cases" / "harbour-dispute", folder / "case")
    return folder


@pytest.mark.parametrize(
    "command",
    [
        "import majlis.cli.app as it; it.sys.argv = ['majlis', 'read', 'case/documents']; it.main()",
        "import majlis.cli.app as it; it.sys.argv = ['majlis', 'review', 'case', '--coder', 'a']; it.main()",
        "import benchmarks.score_reading.__main__ as it; it.sys.exit(it.main(['case']))",
    ],
    ids=["read", "review", "score_reading"],
)
def test_a_slip_is_said_and_ends_a_command(command: str, broken_program: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", command],
        cwd=broken_program,
        env={**os.environ, "PYTHONPATH": str(broken_program)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "lexicons/titles.yaml: 1 fault",
        "lexicons/titles.yaml:5:1: found a line that is neither 'key: value' nor an item; "
        "expected 'key: value'; mend: add the colon, or mend the indent",
    ]
