"""Expressions over a path: what happened, how often, and where a level stands.

    happened(notice) or count(escalation.attacks) >= 20 and not presence@bilateral - 5 > force

Names and numbers are cut out first, since ids may hold hyphens, points and ``@``; a minus sign therefore
needs blanks around it. What is left is parsed by Python's `ast` and read through a whitelist.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from pydantic_core import PydanticCustomError

from majlis.case.fault import misfit, nearest, shown
from majlis.case.value import LARGEST
from majlis.case.variable import LONGEST_VARIABLE, VARIABLE

Comparison = Literal["<", "<=", ">", ">="]
Kind = Literal["truth", "number"]
LONGEST = 2_000
DEEPEST = 20
FUNCTIONS = ("happened", "count")
CONNECTIVES = ("and", "or", "not")
COMPARISONS: dict[type[ast.cmpop], Comparison] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?(?![\w.@])", re.ASCII)
MARK = re.compile(r"<=|>=|[-+<>()]")
SLIPS = (
    ("==", "write <= or >="),
    ("!=", "write <= or >="),
    ("=<", "write <="),
    ("=>", "write >="),
    ("≤", "write <="),
    ("≥", "write >="),
    ("=", "write <= or >="),
    ("&", "write 'and'"),
    ("|", "write 'or'"),
    ("!", "write 'not'"),
    ("−", "write a plain -"),
    ("–", "write a plain -"),
)
FORM = "names, numbers, happened(), count(), < <= > >=, and, or, not, + and -"


@dataclass(frozen=True)
class Number:
    """A number."""

    value: float
    column: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Variable:
    """The value of a level at the question's date."""

    name: str
    column: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Happened:
    """Whether a hazard has happened between the as-of date and the question's date."""

    hazard: str
    column: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Count:
    """How often a hazard has happened between the as-of date and the question's date."""

    hazard: str
    column: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Sum:
    """Numbers added up, each with its sign (1 or -1)."""

    terms: tuple[tuple[int, Expression], ...]
    column: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Compare:
    """Two numbers compared."""

    left: Expression
    comparison: Comparison
    right: Expression
    column: int = field(default=1, compare=False)


@dataclass(frozen=True)
class And:
    """All parts hold."""

    parts: tuple[Expression, ...]
    column: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Or:
    """At least one part holds."""

    parts: tuple[Expression, ...]
    column: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Expression
    column: int = field(default=1, compare=False)


Expression = Number | Variable | Happened | Count | Sum | Compare | And | Or | Not
TRUTHS = (Happened, Compare, And, Or, Not)


def kind(expression: Expression) -> Kind:
    """Say whether an expression is true or false, or a number."""
    return "truth" if isinstance(expression, TRUTHS) else "number"


@lru_cache(maxsize=4_096)
def parse(text: str) -> Expression:
    """Read an expression; columns count the characters of ``text`` from 1.

    Raises
    ------
    PydanticCustomError
        A misfit that names what is wrong and the character at which it begins.

    """
    if len(text) > LONGEST:
        raise misfit(f"an expression of {len(text):,} characters", f"at most {LONGEST:,}", "shorten it")
    return _Reader(text).expression()


def parts_of(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and everything in it."""
    yield expression
    inner: tuple[Expression, ...] = ()
    if isinstance(expression, And | Or):
        inner = expression.parts
    elif isinstance(expression, Not):
        inner = (expression.part,)
    elif isinstance(expression, Compare):
        inner = (expression.left, expression.right)
    elif isinstance(expression, Sum):
        inner = tuple(term for _, term in expression.terms)
    for part in inner:
        yield from parts_of(part)


def variables_in(expression: Expression) -> tuple[Variable, ...]:
    """Return the levels that an expression names, in its order."""
    return tuple(part for part in parts_of(expression) if isinstance(part, Variable))


def hazards_in(expression: Expression) -> tuple[Happened | Count, ...]:
    """Return the places in which an expression names a hazard, in its order."""
    return tuple(part for part in parts_of(expression) if isinstance(part, Happened | Count))


@dataclass(frozen=True)
class _Word:
    """A name or number as it was written, and where it begins."""

    text: str
    column: int
    value: float | None = None


class _Reader:
    """Turns one text into an expression."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: dict[int, _Word] = {}

    def expression(self) -> Expression:
        plain = self._without_words()
        blank = len(plain) - len(plain.lstrip())
        if not plain.strip():
            raise misfit("nothing", "an expression", "write one")
        self.words = {at - blank: word for at, word in self.words.items()}
        self.blank = blank
        try:
            tree = ast.parse(plain.strip(), mode="eval")
        except SyntaxError as error:
            column = blank + error.offset if error.offset else len(self.text)
            raise self._broken(min(column, len(self.text))) from None
        except (RecursionError, MemoryError, ValueError):
            raise self._too_deep() from None
        return self._read(tree.body, DEEPEST)

    def _without_words(self) -> str:
        """Put a stand-in of the same length for each name and number, so that columns stay."""
        pieces: list[str] = []
        at = 0
        while at < len(self.text):
            found = self._piece(at)
            pieces.append(found)
            at += len(found)
        return "".join(pieces)

    def _piece(self, at: int) -> str:
        if self.text[at].isspace():
            return " "
        mark = MARK.match(self.text, at)
        if mark is not None and not self.text.startswith(("=", ">"), mark.end()):
            return mark.group()
        number = NUMBER.match(self.text, at)
        if number is not None:
            value = float(number.group())
            if not value < LARGEST:
                raise misfit(f"{shown(number.group())}{_where(at + 1)}", f"below {LARGEST:g}", "correct it")
            self.words[at] = _Word(number.group(), at + 1, value)
            return "n" * len(number.group())
        name = VARIABLE.match(self.text, at)
        if name is None:
            raise self._slip(at)
        word = name.group()
        if word in CONNECTIVES:
            return word
        if len(word) > LONGEST_VARIABLE:
            raise misfit(
                f"a name of {len(word)} characters{_where(at + 1)}", "the name of a variable", "shorten it"
            )
        self.words[at] = _Word(word, at + 1)
        return "n" * len(word)

    def _slip(self, at: int) -> PydanticCustomError:
        rest = self.text[at:]
        wrong, mend = next(((w, m) for w, m in SLIPS if rest.startswith(w)), ("", ""))
        if not wrong:
            wrong = (re.match(r"\w+", rest) or re.match(r".", rest, re.DOTALL) or [rest])[0]
            mend = "see 'Expressions' in docs/case-format.md"
        return misfit(f"{shown(wrong)}{_where(at + 1)}", FORM, mend)

    def _broken(self, column: int) -> PydanticCustomError:
        mend = "check brackets, and that every sign stands between two parts"
        return misfit(f"no expression{_where(column)}", FORM, mend)

    def _too_deep(self) -> PydanticCustomError:
        return misfit(
            "an expression nested too deep", f"at most {DEEPEST} levels", "split it, or take brackets out"
        )

    def _read(self, node: ast.AST, left: int) -> Expression:
        if left == 0:
            raise self._too_deep()
        column = self._column(node)
        if isinstance(node, ast.Name):
            return self._leaf(node)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.BoolOp):
            parts = tuple(self._of(part, "truth", left) for part in node.values)
            return And(parts, column) if isinstance(node.op, ast.And) else Or(parts, column)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return Not(self._of(node.operand, "truth", left), column)
        if isinstance(node, ast.Compare):
            return self._compare(node, left)
        if isinstance(node, ast.BinOp | ast.UnaryOp):
            return self._sum(node, left)
        raise self._broken(column)

    def _column(self, node: ast.AST) -> int:
        return self.blank + int(getattr(node, "col_offset", 0)) + 1

    def _of(self, node: ast.AST, wanted: Kind, left: int) -> Expression:
        """Read a part that must be of one kind."""
        part = self._read(node, left - 1)
        if kind(part) == wanted:
            return part
        where = _where(self._column(node))
        if wanted == "number":
            raise misfit(f"something true or false{where}", "a number", "write count() or the id of a level")
        mend = "compare it, as in tension >= 0.5, or write happened()"
        raise misfit(f"a number{where}", "something true or false", mend)

    def _leaf(self, node: ast.Name) -> Expression:
        word = self.words[node.col_offset]
        if word.value is not None:
            return Number(word.value, word.column)
        if word.text in FUNCTIONS:
            found = f"'{word.text}' without brackets{_where(word.column)}"
            raise misfit(found, f"{word.text}(HAZARD)", "name a hazard in brackets")
        return Variable(word.text, word.column)

    def _call(self, node: ast.Call) -> Expression:
        function = self.words.get(node.func.col_offset) if isinstance(node.func, ast.Name) else None
        if function is None or function.text not in FUNCTIONS:
            column = self._column(node)
            text = function.text if function is not None else self.text[column - 1 :]
            raise misfit(
                f"{shown(text)} before brackets{_where(column)}",
                "happened(HAZARD) or count(HAZARD)",
                nearest(text, FUNCTIONS),
            )
        inner = node.args[0] if len(node.args) == 1 and not node.keywords else None
        hazard = self.words.get(inner.col_offset) if isinstance(inner, ast.Name) else None
        if hazard is None or hazard.value is not None:
            found = f"{function.text}() without the name of a hazard{_where(function.column)}"
            raise misfit(found, f"{function.text}(HAZARD)", "name one hazard in the brackets")
        make = Happened if function.text == "happened" else Count
        return make(hazard.text, hazard.column)

    def _compare(self, node: ast.Compare, left: int) -> Expression:
        column = self._column(node)
        comparison = COMPARISONS.get(type(node.ops[0]))
        if comparison is None:
            raise self._broken(column)
        if len(node.ops) > 1:
            mend = "write it as two, joined by 'and'"
            raise misfit(f"a chain of comparisons{_where(column)}", "one comparison", mend)
        first, second = (self._of(part, "number", left) for part in (node.left, node.comparators[0]))
        return Compare(first, comparison, second, column)

    def _sum(self, node: ast.BinOp | ast.UnaryOp, left: int) -> Expression:
        column = self._column(node)
        terms: list[tuple[int, Expression]] = []
        rest: Any = node
        while isinstance(rest, ast.BinOp):
            terms.append((self._sign(rest.op, column), self._of(rest.right, "number", left)))
            rest = rest.left
        if isinstance(rest, ast.UnaryOp) and not isinstance(rest.op, ast.Not):
            sign, part = self._sign(rest.op, column), self._of(rest.operand, "number", left)
            if isinstance(part, Number):
                sign, part = 1, Number(sign * part.value, column)
            terms.append((sign, part))
        else:
            terms.append((1, self._of(rest, "number", left)))
        if len(terms) == 1 and terms[0][0] == 1:
            return terms[0][1]
        return Sum(tuple(reversed(terms)), column)

    def _sign(self, operator: ast.AST, column: int) -> int:
        if isinstance(operator, ast.Add | ast.UAdd):
            return 1
        if isinstance(operator, ast.Sub | ast.USub):
            return -1
        raise self._broken(column)


def _where(column: int) -> str:
    return f" at character {column}"
