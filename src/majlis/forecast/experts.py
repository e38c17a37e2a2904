"""The documents' own experts as a baseline: what their words say in numbers."""

from __future__ import annotations

from majlis.case.beside import Experts
from majlis.case.case import Case
from majlis.case.expert import Expert
from majlis.case.fault import CaseFaults, Fault, nearest, shown
from majlis.case.question import Question
from majlis.forecast.asked import asked
from majlis.forecast.verbal_probability import VerbalProbability, verbal_probabilities


def check_words(case: Case, experts: Experts) -> None:
    """Check that every word stands in the table of verbal probabilities.

    Raises
    ------
    CaseFaults
        Naming every cell at fault.

    """
    table = verbal_probabilities()
    faults = [
        Fault(
            experts.places.at("experts", index, "word"),
            f"the word {shown(row.word)}",
            "an entry of the table of verbal probabilities",
            nearest(row.word, table),
        )
        for index, row in enumerate(experts.rows)
        if row.word is not None and row.word not in table
    ]
    if faults:
        raise CaseFaults(case.id, faults)


def number_of(row: Expert) -> VerbalProbability | None:
    """Return what stands for an expert's word; None where there is none."""
    return None if row.word is None else verbal_probabilities()[row.word]


def experts_say(case: Case, question: Question, experts: Experts) -> tuple[float | None, tuple[str, ...]]:
    """Return the mean probability of the experts who spoke of a question's event, and their rows.

    A question that restates one expert's forecast is answered by that expert alone; any other by all whose
    forecast is of the same event at the same date, a forecast of its absence counted as one minus its number.
    """
    own = [row for row in experts.rows if row.question == question.id and row.word is not None]
    rows = own or [row for row in experts.rows if row.word is not None and _same(case, question, row)]
    if not rows:
        return None, ()
    _, wanted = asked(question)
    numbers = [_towards(case, row, wanted) for row in rows]
    return sum(numbers) / len(numbers), tuple(row.id for row in rows)


def _same(case: Case, question: Question, row: Expert) -> bool:
    return asked(_question(case, row))[0] == asked(question)[0]


def _towards(case: Case, row: Expert, wanted: bool) -> float:
    number = number_of(row)
    assert number is not None, "only rows with a word are asked"
    return number.value if asked(_question(case, row))[1] is wanted else 1.0 - number.value


def _question(case: Case, row: Expert) -> Question:
    return next(question for question in case.questions if question.id == row.question)
