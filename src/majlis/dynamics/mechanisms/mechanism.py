"""What a mechanism is: forms with names of its own, placed in a case under the name of an instance.

In the declarations of a mechanism a name that begins with a point is its own (``.attacks``); it is written
out with the instance (``escalation.attacks``) when the mechanism is placed. Any other name is a variable of
the case that a role brought in.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal

from majlis.dynamics.forms import Assembly, Link, Quantity

Roles = Mapping[str, tuple[str, ...]]
Options = Mapping[str, Any]


class MechanismError(ValueError):
    """A use of a mechanism that cannot be: what was found, what was expected, and how to mend it.

    ``part`` is ``kind``, ``roles`` or ``options``, and ``name`` what is at fault in it.
    """

    def __init__(self, part: str, name: str, found: str, expected: str, mend: str) -> None:
        super().__init__(f"{found}; expected {expected}; {mend}")
        self.part, self.name, self.found, self.expected, self.mend = part, name, found, expected, mend


@dataclass(frozen=True)
class Role:
    """Who or what a mechanism is about: one actor, or many actors or variables of the case."""

    name: str
    meaning: str
    many: bool = False
    required: bool = True


@dataclass(frozen=True)
class Feed:
    """A role whose variables push something of the mechanism.

    They are levels of the case, or hazards where ``effect`` is a level. ``strength`` is the quantity for each
    of them; it exists only where somebody takes the role.
    """

    role: Role
    effect: str
    sign: Literal[1, -1]
    strength: Quantity

    def assembly(self, causes: tuple[str, ...]) -> Assembly:
        """Return the links of those who take the role."""
        links = tuple(
            Link(f".{self.role.name}-{cause}", cause, self.effect, self.sign, self.strength.name)
            for cause in causes
        )
        return Assembly(links=links, quantities=(self.strength,) if links else ())


def nothing_more(roles: Roles, options: Options) -> Assembly:
    """Return the empty assembly: the mechanism is the same whoever takes its roles."""
    return Assembly()


@dataclass(frozen=True)
class Mechanism:
    """A mechanism that cases can use.

    Attributes
    ----------
    kind
        Its name in ``case.yaml``.
    title, about, literature
        What it is, and who wrote of it.
    actors
        Roles that say whom it is about.
    feeds
        Roles that bring variables of the case into it.
    fixed
        What it is whoever takes its roles.
    options
        Choices of a use other than roles, each with its meaning.
    varying
        What else it is, from those who take its roles and from the options.

    """

    kind: str
    title: str
    about: str
    literature: tuple[str, ...]
    actors: tuple[Role, ...] = ()
    feeds: tuple[Feed, ...] = ()
    fixed: Assembly = field(default_factory=Assembly)
    options: Mapping[str, str] = field(default_factory=dict)
    varying: Callable[[Roles, Options], Assembly] = nothing_more

    @property
    def roles(self) -> tuple[Role, ...]:
        """All roles, those of actors first."""
        return (*self.actors, *(feed.role for feed in self.feeds))

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers that do not depend on who takes its roles, under the mechanism's own names."""
        return (*self.fixed.quantities, *(feed.strength for feed in self.feeds))

    def assemble(self, instance: str, roles: Roles, options: Options | None = None) -> Assembly:
        """Place the mechanism in a case.

        Parameters
        ----------
        instance
            The id of this use, with which every name of the mechanism begins.
        roles
            Actors or variables by role.
        options
            Choices by name.

        Raises
        ------
        MechanismError
            When a role or option is unknown, lacks somebody, or has too many.

        """
        given = dict(options or {})
        self._check(roles, given)
        whole = self.fixed
        for feed in self.feeds:
            whole += feed.assembly(tuple(roles.get(feed.role.name, ())))
        return placed(instance, whole + self.varying(roles, given))

    def _check(self, roles: Roles, options: Options) -> None:
        known = {role.name: role for role in self.roles}
        for name in roles:
            if name not in known:
                raise _unknown("roles", f"the role '{name}'", f"a role of '{self.kind}'", name, known)
        for name in options:
            if name not in self.options:
                raise _unknown(
                    "options", f"the option '{name}'", f"an option of '{self.kind}'", name, self.options
                )
        for role in known.values():
            takers = roles.get(role.name, ())
            if role.required and not takers:
                found = f"nobody in the role '{role.name}' of '{self.kind}'"
                raise MechanismError("roles", role.name, found, role.meaning, f"write {role.name}: ID")
            if not role.many and len(takers) > 1:
                found = f"{len(takers)} in the role '{role.name}' of '{self.kind}'"
                raise MechanismError("roles", role.name, found, "one", "keep one of them")


def _unknown(part: str, found: str, expected: str, name: str, known: Mapping[str, object]) -> MechanismError:
    near = difflib.get_close_matches(name, known, n=1)
    listed = f"one of {', '.join(known)}" if known else "leave it out; there is none"
    return MechanismError(part, name, found, expected, f"did you mean '{near[0]}'?" if near else listed)


def placed(instance: str, assembly: Assembly) -> Assembly:
    """Write out the own names of an assembly with the name of the instance."""
    return Assembly(
        **{
            each.name: tuple(_placed(instance, form) for form in getattr(assembly, each.name))
            for each in fields(assembly)
        }
    )


def _placed(instance: str, form: Any) -> Any:
    changes: dict[str, Any] = {}
    for each in fields(form):
        value = getattr(form, each.name)
        if isinstance(value, str) and value.startswith("."):
            changes[each.name] = instance + value
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changes[each.name] = tuple(_placed(instance, part) for part in value)
    return replace(form, **changes)
