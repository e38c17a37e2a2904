"""Tables that stand beside a case and are no part of it: its outcomes, and the experts of its documents.

`majlis.case.load` does not read them, so no run can know what they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from majlis.case.case import Case
from majlis.case.expert import Expert
from majlis.case.fault import CaseFaults, Fault, nearest, shown
from majlis.case.load import TableForm, read_beside
from majlis.case.outcome import Outcome
from majlis.case.place import Places
from majlis.case.question import Question
from majlis.case.value import Record

OUTCOMES = TableForm(Outcome, ("question",))
EXPERTS = TableForm(Expert, ("id", "question", "source", "speaker"))


@dataclass(frozen=True)
class Experts:
    """The forecasts of a case's documents, and where each cell stands."""

    rows: tuple[Expert, ...]
    places: Places


def outcomes_of(case: Case, folder: Path) -> dict[str, Outcome]:
    """Return how the questions of a case ended, by question; `Question.resolved` counts as well.

    Raises
    ------
    CaseFaults
        When ``outcomes.csv`` does not fit the case.

    """
    rows, places = read_beside(folder, "outcomes", OUTCOMES)
    outcomes = [row for row in rows if isinstance(row, Outcome)]
    faults = [*_questions_named(case, "outcomes", outcomes, places), *_ids_once("question", outcomes, places)]
    for index, row in enumerate(outcomes):
        question = _question(case, row.question)
        if question is not None:
            faults += _misfits(case, question, row, index, places)
    if faults:
        raise CaseFaults(case.id, faults)
    return {each.id: _of_outline(each) for each in case.questions if each.resolved is not None} | {
        row.question: row for row in outcomes
    }


def experts_of(case: Case, folder: Path) -> Experts:
    """Return the forecasts that the documents of a case make.

    Raises
    ------
    CaseFaults
        When ``experts.csv`` does not fit the case.

    """
    rows, places = read_beside(folder, "experts", EXPERTS)
    experts = tuple(row for row in rows if isinstance(row, Expert))
    faults = [*_questions_named(case, "experts", experts, places), *_ids_once("id", experts, places)]
    for index, row in enumerate(experts):
        question = _question(case, row.question)
        if question is not None and question.kind == "numeric":
            place = places.at("experts", index, "question")
            mend = "name a question of yes or no"
            faults.append(Fault(place, f"the numeric question '{question.id}'", "a binary one", mend))
        if row.source not in case.source_by_id:
            place = places.at("experts", index, "source")
            mend = nearest(row.source, case.source_by_id)
            faults.append(Fault(place, f"the source {shown(row.source)}", "a source of the case", mend))
    if faults:
        raise CaseFaults(case.id, faults)
    return Experts(experts, places)


def _of_outline(question: Question) -> Outcome:
    resolved = question.resolved
    assert resolved is not None, "the caller has seen it"
    return Outcome.model_construct(  # of checked parts; here a date may be missing
        question=question.id,
        outcome=resolved.outcome,
        date=resolved.date or question.by,
        held=None if question.given is None else "yes",
        source=resolved.source,
        decided=resolved.note or "coded in case.yaml",
    )


def _question(case: Case, name: str) -> Question | None:
    return next((question for question in case.questions if question.id == name), None)


def _questions_named(
    case: Case, stem: str, rows: Sequence[Outcome | Expert], places: Places
) -> Iterator[Fault]:
    known = [question.id for question in case.questions]
    for index, row in enumerate(rows):
        if row.question not in known:
            place = places.at(stem, index, "question")
            mend = nearest(row.question, known)
            yield Fault(place, f"the question {shown(row.question)}", "a question of the case", mend)


def _ids_once(column: str, rows: Sequence[Record], places: Places) -> Iterator[Fault]:
    stem = "outcomes" if column == "question" else "experts"
    names = [getattr(row, column) for row in rows]
    for index, name in enumerate(names):
        if name in names[:index]:
            place = places.at(stem, index, column)
            yield Fault(place, f"{shown(name)} a second time", "it once", "remove one of the rows")


def _misfits(case: Case, question: Question, row: Outcome, index: int, places: Places) -> Iterator[Fault]:
    def fault(column: str, found: str, expected: str, mend: str) -> Fault:
        return Fault(places.gap("outcomes", index, column), found, expected, mend)

    if question.resolved is not None:
        expected = "each question resolved once"
        yield fault("question", f"'{question.id}', resolved in case.yaml", expected, "remove one of the two")
    if row.outcome is not None and isinstance(row.outcome, str) is not (question.kind == "binary"):
        expected = "yes or no" if question.kind == "binary" else "a number"
        yield fault("outcome", f"the outcome {shown(str(row.outcome))}", expected, "correct it")
    if row.date is not None and row.date.earliest <= case.as_of.earliest:
        expected = f"a day after the as-of date {case.as_of}"
        yield fault("date", f"{row.date}", expected, "give the day on which the question was settled")
    if question.given is None and row.held is not None:
        yield fault("held", "a premise that held or not", "nothing; the question has none", "empty the cell")
    if question.given is not None and row.outcome is not None and row.held is None:
        expected = "'held' filled, since the question is conditional"
        yield fault("held", "an outcome alone", expected, "write yes if the premise held")
