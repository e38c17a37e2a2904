"""Links: a cause and its effect, with the claims that say so."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, ValidationError

from majlis.case.estimate import Estimate
from majlis.case.fault import misfit, nearest, shown
from majlis.case.level import Basis
from majlis.case.value import Id, Ids, Record, Text, Whole
from majlis.case.variable import Variable

Word = Literal["negligible", "weak", "moderate", "strong", "decisive"]
WORDS: tuple[Word, ...] = get_args(Word)
LONGEST_LAG = 104
STRENGTH_FORM = f"{', '.join(WORDS)}, or a share such as 0.1 < 0.25 < 0.4"


def _strength(value: Any) -> Word | Estimate:
    if value in WORDS:
        return value  # type: ignore[no-any-return]
    strength = value if isinstance(value, Estimate) else _share(value)
    low, high = strength.ends
    if not 0.0 <= low <= high <= 1.0:
        found = f"a strength of {strength.ends_in_words}"
        raise misfit(found, STRENGTH_FORM, "write a share of the range")
    return strength


def _share(value: Any) -> Estimate:
    if isinstance(value, str) and value[:1].isalpha():
        raise misfit(f"the strength {shown(value)}", STRENGTH_FORM, nearest(value, WORDS))
    try:
        return Estimate.model_validate({"value": value})
    except ValidationError as error:
        said = error.errors(include_url=False)[0]["ctx"]
        raise misfit(said["found"], said["expected"], said["mend"]) from None


def _lag(value: int) -> int:
    if value < 1:
        found = "a link without lag, which would make a cycle without delay"
        raise misfit(found, "a lag of at least 1 week", "write 1 or more")
    if value > LONGEST_LAG:
        raise misfit(f"a lag of {value} weeks", f"at most {LONGEST_LAG}", "write a shorter one")
    return value


class Link(Record):
    """One row of ``links.csv``.

    ``sign`` is that of the effect when the cause rises; ``strength`` a word or a share of the effect's range;
    ``lag`` in whole weeks. The number of claims raises the odds that the link exists, not its strength.
    """

    id: Id
    cause: Variable
    effect: Variable
    sign: Literal["+", "-"]
    strength: Annotated[Word | Estimate, BeforeValidator(_strength)]
    lag: Annotated[Whole, AfterValidator(_lag)] = 1
    claims: Ids = ()
    basis: Basis = "judgement"
    coder: Text | None = None
    reason: Text | None = None
    about: Text | None = None
