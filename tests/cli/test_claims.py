"""`majlis claims`: what carries each claim, what it does, and what each report alone implies."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest

from majlis.cli.app import main

MOVING = Path(__file__).parents[1] / "ensemble" / "moving"
DRAWS = ("--draws", "100")


class Done(NamedTuple):
    """What a command left behind."""

    code: int | str | None
    out: str
    err: str


def majlis(*words: str) -> Done:
    """Run a command in this process, which has the kernels already."""
    out, err = io.StringIO(), io.StringIO()
    code: int | str | None = 0
    with (
        patch("sys.argv", ["majlis", *words]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
    return Done(code or 0, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case, with a causal claim that nothing carries and a reason for one that is carried."""
    folder = tmp_path_factory.mktemp("claims") / "harbour"
    shutil.copytree(MOVING, folder)
    more = "C9,cause,A toll drives ships away,paper,lines,2024-02-20,3,,,toll,ships,-\n"
    with (folder / "claims.csv").open("a", encoding="utf-8") as file:
        file.write(more)
    with (folder / "case.yaml").open("a", encoding="utf-8") as file:
        file.write("  reasons:\n    C7: Strikes alone move no vote.\n")
    return folder


@pytest.fixture(scope="module")
def found(case: Path) -> dict[str, Any]:
    done = majlis("claims", str(case), "--effect", *DRAWS, "--json")
    assert done.code == 0, done.err
    read: dict[str, Any] = json.loads(done.out)
    return read


def test_every_claim_says_what_carries_it_and_what_it_does(found: dict[str, Any]) -> None:
    claims = {each["id"]: each for each in found["claims"]}
    assert set(claims) == {"C2", "C3", "C4", "C5", "C7", "C9"}
    c7 = claims["C7"]
    assert (c7["cause"], c7["effect"], c7["sign"]) == ("anger", "strikes", "-")
    assert c7["carrier"] == {"kind": "link", "id": "L3"}
    assert (c7["grade"], c7["odds"]) == ("C3", 1.0)
    assert c7["local_sign_holds"] is True
    assert c7["reason"] == "Strikes alone move no vote."
    assert set(c7["leverage"]["rise"]) == {
        "log_odds", "log_odds_se", "points", "points_se", "if_certain", "settling",
    }  # fmt: skip
    assert claims["C3"]["group"] == "W"
    assert claims["C2"]["siblings"] == ["C5"]
    assert (claims["C9"]["carrier"], claims["C9"]["leverage"]) == (None, {})


def test_by_link_source_and_speaker_and_each_report_alone(found: dict[str, Any]) -> None:
    assert set(found["links"]) == {"L1", "L2", "L3", "L4", "L6"}
    assert set(found["sources"]) == set(found["alone"]["sources"]) == {"minutes", "paper"}
    assert set(found["speakers"]) == {"finance", "lines", "dockers", "mayor"}
    with_all, with_none = found["alone"]["all"]["rise"], found["alone"]["none"]["rise"]
    minutes = found["alone"]["sources"]["minutes"]["rise"]
    assert 0.0 < with_none < with_all < minutes["probability"] < 1.0
    assert minutes["log_odds"] > 2.0 * minutes["log_odds_se"] > 0.0


def test_a_run_without_the_claim_gives_its_leverage(case: Path, found: dict[str, Any]) -> None:
    answers = []
    for name, options in (("with", ()), ("without", ("--without", "C3"))):
        done = majlis("run", str(case), *DRAWS, *options, "--out", str(case.parent / name), "--json")
        assert done.code == 0, done.err
        answers.append(json.loads(done.out)["questions"][0]["probability"])
    leverage = next(each for each in found["claims"] if each["id"] == "C3")["leverage"]["rise"]
    assert leverage["points"] == pytest.approx(100.0 * (answers[0] - answers[1]), abs=2e-4)
    assert abs(leverage["points"]) > 1.0


def test_in_words(case: Path) -> None:
    done = majlis("claims", str(case), "--effect", *DRAWS)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert lines[0].startswith("C2     A1  link L4  log-odds +")
    assert any(line.startswith("C9  -  C3  carried by nothing here") for line in lines)
    assert "    Why: Strikes alone move no vote." in lines
    assert any(line.startswith("What each source alone implies (") for line in lines)
    assert lines[-1].startswith("Of 2 claims with a sign ")
    assert lines[-1].endswith("1 stand on nothing here.")


def test_without_effect_nothing_is_switched_off(case: Path) -> None:
    done = majlis("claims", str(case), *DRAWS)
    assert done.code == 0
    assert done.out.splitlines()[-1] == "6 causal claims; --effect says what each does to 'rise'"


def test_a_case_that_does_not_move_is_refused(case: Path) -> None:
    done = majlis("claims", "emission-standards-1994")
    assert done.code == 2
    assert "found a case that does not move" in done.err
    assert "Traceback" not in done.err


def test_leverage_needs_a_first_question_of_something_that_happens(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    shutil.copytree(case, folder)
    lines = (folder / "case.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.strip().startswith("anchor:")]
    text = "\n".join(kept).replace("resolve: happened(vote)", "resolve: not happened(vote)", 1) + "\n"
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    done = majlis("claims", str(folder), "--effect", *DRAWS)
    assert done.code == 2
    assert "case.yaml:34:14: found 'not happened(vote)' in the first question" in done.err
    assert "Traceback" not in done.err
    assert majlis("claims", str(folder)).code == 0
