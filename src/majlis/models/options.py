"""Named choices of a decision model, each with what it is and where it comes from.

The options of a model are a frozen dataclass that derives from :class:`Options`; its fields are made
with :func:`choice`, :func:`switch`, :func:`whole` and :func:`real`, so that one declaration serves the
check, the help text and the parsing of ``--option K=V``.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeGuard, TypeVar

_KEY = "majlis"


class OptionError(ValueError):
    """An option that the model does not have, or a value that the option does not take."""


@dataclass(frozen=True)
class Choice:
    """One option as declared: what it does, what it may be, its default and its source.

    Attributes
    ----------
    name : str
        The name before the ``=`` of ``--option K=V``.
    kind : str
        'choice', 'switch', 'whole' or 'real'.
    default : str, bool, int or float
        What holds when nothing is said.
    about : str
        What the option decides.
    source : str
        The publication that it comes from, or a sentence saying that it is a convention.
    choices : mapping of str to str
        For 'choice', each value and what it means; else empty.
    low, high : float
        For numbers, the closed range.
    also : str
        Another name that ``--option`` takes, as in the program that the option comes from.
    aliases : mapping of str to str
        Other names of values, and the values that they stand for.

    """

    name: str
    kind: str
    default: str | int | float
    about: str
    source: str
    choices: Mapping[str, str]
    low: float
    high: float
    also: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)

    @property
    def allowed(self) -> str:
        """What may stand after the ``=``, in words."""
        if self.kind == "choice":
            return " | ".join(self.choices)
        if self.kind == "switch":
            return "true | false"
        noun = "a whole number" if self.kind == "whole" else "a number"
        if math.isinf(self.high):
            return f"{noun} of at least {self.low:g}"
        return f"{noun} from {self.low:g} to {self.high:g}"

    def read(self, text: str) -> str | int | float:
        """Turn the text of a command line into a value, or raise :class:`OptionError`."""
        if self.kind == "choice":
            return self.checked(self.aliases.get(text, text))
        if self.kind == "switch":
            return self.checked({"true": True, "false": False}.get(text.lower(), text))
        try:
            value: int | float = int(text) if self.kind == "whole" else float(text)
        except ValueError:
            raise OptionError(f"option {self.name} is {text!r}; it must be {self.allowed}") from None
        return self.checked(value)

    def checked(self, value: object) -> str | int | float:
        """Return the value as it is, or raise :class:`OptionError` when the option does not take it."""
        if self.kind == "choice":
            if isinstance(value, str) and value in self.choices:
                return value
        elif self.kind == "switch":
            if isinstance(value, bool):
                return value
        elif (
            isinstance(value, int | float) and not isinstance(value, bool) and self.low <= value <= self.high
        ):
            whole = self.kind == "whole"
            if math.isfinite(value) and (not whole or isinstance(value, int)):
                return value
        raise OptionError(f"option {self.name} is {value!r}; it must be {self.allowed}")

    def _fits(self, value: object) -> TypeGuard[int | float]:
        if isinstance(value, bool) or not isinstance(value, int if self.kind == "whole" else int | float):
            return False
        return self.low <= value <= self.high and math.isfinite(value)


@dataclass(frozen=True)
class Options:
    """The options of a model; without fields, for a model that has none. Every value is checked."""

    def __post_init__(self) -> None:
        for option in described(type(self)):
            option.checked(getattr(self, option.name))
        self.check_together()

    def check_together(self) -> None:
        """Raise :class:`OptionError` when values that are fine alone do not go together."""


def choice(
    default: str,
    about: str,
    source: str,
    choices: Mapping[str, str],
    also: str = "",
    aliases: Mapping[str, str] | None = None,
) -> Any:
    """Declare an option that takes one of the named values, and perhaps the names of another program."""
    declared = ("choice", about, source, dict(choices), 0.0, 0.0, also, dict(aliases or {}))
    return field(default=default, metadata={_KEY: declared})


def switch(default: bool, about: str, source: str) -> Any:
    """Declare an option that is either true or false."""
    return field(default=default, metadata={_KEY: ("switch", about, source, {}, 0.0, 0.0)})


def whole(default: int, about: str, source: str, low: int, high: int) -> Any:
    """Declare an option that takes a whole number from low to high."""
    return field(default=default, metadata={_KEY: ("whole", about, source, {}, float(low), float(high))})


def real(default: float, about: str, source: str, low: float, high: float = math.inf) -> Any:
    """Declare an option that takes a finite number from low to high."""
    return field(default=default, metadata={_KEY: ("real", about, source, {}, low, high)})


def described(options: type[Options]) -> tuple[Choice, ...]:
    """List the options of a model in the order of their declaration."""
    listed = []
    for each in fields(options):
        kind, *rest = each.metadata[_KEY]
        default: Any = each.default
        listed.append(Choice(each.name, kind, default, *rest))
    return tuple(listed)


O = TypeVar("O", bound=Options)  # noqa: E741 - the options type of one model


def options_from(options: type[O], pairs: Mapping[str, str]) -> O:
    """Read ``--option K=V`` pairs into the options of a model.

    Raises
    ------
    OptionError
        For a key that the model does not have (the known ones are listed, the nearest is offered), for one
        given under both of its names, and for a value out of its choices or range; 'nan' and 'inf' are
        refused.

    """
    known = {option.name: option for option in described(options)}
    other = {option.also: option.name for option in known.values() if option.also}
    values: dict[str, str | int | float] = {}
    for key, text in pairs.items():
        name = other.get(key, key)
        if name not in known:
            raise OptionError(_unknown(key, known))
        if name in values:
            raise OptionError(f"option {name} is given twice; {known[name].also} is another name of it")
        values[name] = known[name].read(text.strip())
    return options(**values)


def over(options: type[Options], under: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Put the given pairs over others, whichever of its names each option goes by."""
    name_of = {option.also: option.name for option in described(options) if option.also}
    taken = {name_of.get(key, key) for key in given}
    return {key: text for key, text in under.items() if name_of.get(key, key) not in taken} | dict(given)


def _unknown(key: str, known: Mapping[str, Choice]) -> str:
    if not known:
        return f"there is no option {key!r}: this model has no options"
    listed = "; ".join(f"{name} = {option.allowed}" for name, option in known.items())
    other = [option.also for option in known.values() if option.also]
    near = difflib.get_close_matches(key, [*known, *other], n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f"there is no option {key!r}.{hint} This model has: {listed}"
