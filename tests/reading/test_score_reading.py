"""The scorer: its matching, its counts for readers of known worth, and what it refuses."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majlis.reading.documents.document import Dating, Document
from majlis.reading.proposal import Proposal

DAM = Path(__file__).parent / "disputes" / "dev" / "dam-treaty"
TEXT = " ".join(f"w{number}" for number in range(20))
SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=4,
)


def jaccard(one: tuple[int, int], other: tuple[int, int]) -> float:
    words, at = [], 0
    for word in TEXT.split():
        words.append((at, at + len(word)))
        at += len(word) + 1
    held = [{i for i, (a, b) in enumerate(words) if a < end and b > start} for start, end in (one, other)]
    both = held[0] | held[1]
    return len(held[0] & held[1]) / len(both) if both else 0.0


@settings(max_examples=60, deadline=None)
@given(gold=SPANS, proposed=SPANS)
def test_matching_is_one_to_one_near_and_largest(scoring: SimpleNamespace, gold, proposed) -> None:
    found = scoring.matching.pairs(gold, proposed, TEXT)
    assert len({one for one, _ in found}) == len({other for _, other in found}) == len(found)
    assert all(jaccard(gold[one], proposed[other]) >= 0.5 for one, other in found)
    padded = [*range(len(proposed)), *[None] * len(gold)]
    best = max(
        sum(
            other is not None and jaccard(gold[one], proposed[other]) >= 0.5
            for one, other in zip(range(len(gold)), order, strict=False)
        )
        for order in itertools.permutations(padded, len(gold))
    )
    assert len(found) == best


@pytest.fixture
def dam(scoring: SimpleNamespace):
    (gold,) = scoring.gold.read_gold(DAM)
    return gold


def as_coded(gold, file: str) -> list[Proposal]:
    """What a reader would say that finds what the coder found."""
    found = []
    for table, kind in (("statements", "statement"), ("events", "event"), ("numbers", "figure")):
        for row in gold.rows(table, file):
            if row.get("kind") == "date":
                continue
            start, end = int(row["start"]), int(row["end"])
            found.append(
                Proposal(
                    f"{kind}-{len(found)}",
                    file,
                    kind,
                    start,
                    end,
                    gold.texts[file][start:end],
                    speaker=row.get("speaker_id", "").split("|")[0] or None,
                    stance=float(row["stance"]) if row.get("stance") else None,
                    actor=row.get("actor_id", "").split("|")[0] or None,
                    value=float(row["value"]) if "value" in row else None,
                )
            )
    named = sorted(gold.named(file))
    return found + [
        Proposal(f"m-{each}", file, "mention", 0, 1, gold.texts[file][:1], actor=each) for each in named
    ]


def findings(scoring: SimpleNamespace, gold, proposals: list[Proposal], date: str | None = "2031-06-14"):
    (file,) = gold.files
    dating = None if date is None else Dating(date, "day", "printed")
    document = Document(file, file, gold.texts[file], date=dating)
    return scoring.readings.Findings("known", {file: proposals}, {file: document})


def values(scoring: SimpleNamespace, gold, found) -> dict[str, float | None]:
    counts = scoring.measures.counts(gold, found)
    return {measure.name: measure.value(counts) for measure in scoring.measures.MEASURES}


def test_who_finds_all_that_the_coder_found_scores_one(scoring: SimpleNamespace, dam) -> None:
    (file,) = dam.files
    scores = values(scoring, dam, findings(scoring, dam, as_coded(dam, file)))
    assert {name: score for name, score in scores.items() if score not in (1.0, None)} == {}
    assert scores["statements, F1"] == 1.0


def test_who_finds_nothing_scores_nothing(scoring: SimpleNamespace, dam) -> None:
    scores = values(scoring, dam, findings(scoring, dam, [], date=None))
    assert {score for score in scores.values() if score is not None} == {0.0}


def test_a_wrong_speaker_costs_the_second_score_only(scoring: SimpleNamespace, dam) -> None:
    (file,) = dam.files
    wrong = [
        Proposal(p.id, file, p.kind, p.start, p.end, p.quote, speaker="sennowy") for p in as_coded(dam, file)
    ]
    scores = values(scoring, dam, findings(scoring, dam, wrong))
    assert (scores["statements, F1"], scores["statements, F1, right speaker"]) == (1.0, 0.0)


def test_who_passes_a_statement_on_counts_as_its_speaker(scoring: SimpleNamespace) -> None:
    row = {"speaker_id": "orvelia|mesret", "reported_by": "tahir"}
    right = scoring.measures._speaker_is_right
    spoken = {
        who: right(row, Proposal("1", "d", "statement", 0, 1, "x", speaker=who))
        for who in ("mesret", "tahir", "osman_k", None)
    }
    assert spoken == {"mesret": True, "tahir": True, "osman_k": False, None: False}


def test_a_changed_quote_is_no_anchor(scoring: SimpleNamespace, dam) -> None:
    (file,) = dam.files
    one = Proposal("1", file, "statement", 0, 8, dam.texts[file][:8])
    other = Proposal("2", file, "statement", 1, 9, dam.texts[file][:8])
    assert values(scoring, dam, findings(scoring, dam, [one, other]))["anchors"] == 0.5


def test_an_ambiguous_date_must_say_so(scoring: SimpleNamespace) -> None:
    row = {"date": "2031-03-01", "others": "2031-01-03"}
    for others, right in (((), False), (("2031-01-03",), True)):
        document = Document("d", "d", "x", date=Dating("2031-03-01", "day", "printed", others))
        found = scoring.readings.Findings("known", {}, {"d": document})
        assert scoring.measures._date_is_right(row, found, "d") is right


def test_a_writers_row_is_neither_right_nor_wrong(scoring: SimpleNamespace) -> None:
    folder = DAM.parent / "currency-union"
    (gold,) = scoring.gold.read_gold(folder)
    (file,) = gold.files
    scores = values(scoring, gold, findings(scoring, gold, as_coded(gold, file)))
    assert scores["statements, F1"] == scores["statements with the writer's, F1"] == 1.0


def test_folders_inside_are_added(scoring: SimpleNamespace) -> None:
    assert [gold.name for gold in scoring.gold.read_gold(DAM.parent)] == sorted(
        path.name for path in DAM.parent.iterdir()
    )


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("actors.csv", "found no actors.csv"),
        ("documents", "found no such folder"),
        (".", "found no such folder"),
    ],
)
def test_what_is_missing_is_said(
    tmp_path: Path, missing: str, said: str, scoring: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(DAM, tmp_path / "dam"))
    lost = folder / missing
    if lost.is_dir():
        shutil.rmtree(lost)
    else:
        lost.unlink()
    assert scoring.command.main([str(folder)]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("actors", "id,canonical", "id,name", "canonical"),
        ("statements", "speaker_id,", "who,", "found no column speaker_id"),
        ("events", "gannet-dam.txt", "gone.txt", "found no gone.txt"),
    ],
)
def test_a_broken_table_is_said(
    tmp_path: Path,
    table: str,
    old: str,
    new: str,
    said: str,
    scoring: SimpleNamespace,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = Path(shutil.copytree(DAM, tmp_path / "dam"))
    path = folder / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert scoring.command.main([str(folder)]) == 2
    assert said in capsys.readouterr().err


def test_spans_are_placed_anew_after_the_document_changed(tmp_path: Path, scoring: SimpleNamespace) -> None:
    folder = Path(shutil.copytree(DAM, tmp_path / "dam"))
    (path,) = (folder / "documents").iterdir()
    path.write_text("A new line.\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert scoring.place.main([str(folder)]) == 0
    (gold,) = scoring.gold.read_gold(folder)
    rows = gold.rows("events", path.name)
    assert len(rows) == 12
    assert all(gold.texts[path.name][int(row["start"]) : int(row["end"])] == row["span"] for row in rows)


def test_a_span_that_is_gone_is_said_and_nothing_written(
    tmp_path: Path, scoring: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(DAM, tmp_path / "dam"))
    (path,) = (folder / "documents").iterdir()
    path.write_text(path.read_text(encoding="utf-8").replace("rice harvest", "wheat"), encoding="utf-8")
    before = (folder / "statements.csv").read_bytes()
    assert scoring.place.main([str(folder)]) == 1
    assert "fear that a second dry year would finish the rice harvest" in capsys.readouterr().err
    assert (folder / "statements.csv").read_bytes() == before
