"""Articles with the side of every statement marked in the text."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

HEAD = (
    "T Closing the Orlen ward\nP close the ward\nM keep the ward open\nC P\n"
    "A board = Orlen Health Board; the board\nA linde = Ewa Linde; Linde\n"
)
BODY = """
Ward may shut

[[+board The board said that births had
fallen]] and [[-linde "We are told to wait," Ewa Linde answered]]. It meets in June.

[[-? Nurses fear the worst]].
"""


def _written(folder: Path, text: str) -> Path:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_marks_become_statements_at_their_places(scoring: SimpleNamespace, tmp_path: Path) -> None:
    (article,) = scoring.marked.marked_articles(_written(tmp_path, HEAD + BODY))
    text = article["text"]
    assert "[[" not in text
    assert text.startswith("Ward may shut\n\nThe board said that births had fallen and ")
    spans = [(row["span"], row["speaker"], row["class"], row["stance"]) for row in article["statements"]]
    assert spans == [
        ("The board said that births had fallen", "board", "actor", 70),
        ('"We are told to wait," Ewa Linde answered', "linde", "actor", -70),
        ("Nurses fear the worst", "", "group", -70),
    ]
    assert all(text[row["start"] :].startswith(row["span"]) for row in article["statements"])
    assert article["issue"]["change"] == "plus"
    assert article["actors"][1] == {
        "id": "linde",
        "canonical": "Ewa Linde",
        "aliases": ["Ewa Linde", "Linde"],
    }


def test_several_to_a_file_are_unpacked_each_for_itself(scoring: SimpleNamespace, tmp_path: Path) -> None:
    _written(tmp_path, f"{HEAD}{BODY}\n=====\n\n{HEAD}{BODY}")
    with scoring.article.unpacked(tmp_path) as home:
        golds = list(scoring.gold.read_gold(home))
        assert [gold.name for gold in golds] == ["a-1", "a-2"]
        assert [row["speaker_id"] for row in golds[1].rows("statements", "a-2.txt")] == ["board", "linde", ""]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            HEAD + BODY.replace("]] and", " and"),
            r"a.txt, article 1: .* is no whole mark; write",
        ),
        (HEAD + BODY.replace("-linde", "-lind"), "found no A line for lind; add it"),
        (HEAD.replace("C P", "C X") + BODY, "found no C of P, M or B; add it"),
        (HEAD.replace("P close the ward\n", "") + BODY, "found no P; add it"),
        (HEAD + "board: the board\n" + BODY, "'board: the board' is no line of a head"),
        (HEAD + "A nurses = ;\n" + BODY, "actor 'nurses' has no names"),
    ],
)
def test_what_is_wrong_is_named(scoring: SimpleNamespace, tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(scoring.gold.GoldError, match=fault):
        list(scoring.marked.marked_articles(_written(tmp_path, text)))
