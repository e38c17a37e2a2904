"""The one form that every decision model has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from majlis.models.options import Choice, Options, described, options_from
from majlis.models.profile import Profile
from majlis.models.settlement import Settlement


@dataclass(frozen=True)
class DecisionModel:
    """A published decision model: a pure function of arrays with a name, options and a source.

    Attributes
    ----------
    name : str
        The name that ``--model`` takes.
    title : str
        The name in the literature.
    about : str
        What it says, in one line.
    source : str
        The publication.
    options : type
        A frozen dataclass that derives from :class:`~majlis.models.options.Options`.
    together : bool
        Whether it settles several issues of the same actors at once; the others take them one by one.
    rule : callable
        The function behind :meth:`settle`: (profile, options, random, path) to a settlement.

    """

    name: str
    title: str
    about: str
    source: str
    options: type[Options]
    rule: Callable[[Profile, Any, Any, bool], Settlement]
    together: bool = False

    def settle(
        self, profile: Profile, options: Options | None = None, random: Any = None, path: bool = False
    ) -> Settlement:
        """Settle every draw of a profile, each by itself.

        Parameters
        ----------
        profile : Profile
            Positions, saliences, capabilities and the scales.
        options : the options type of this model, optional
            Its defaults when left out.
        random : optional
            Addressed random numbers, for models that draw lots; the others ignore it.
        path : bool
            Whether to keep the positions of every round.

        Raises
        ------
        TypeError
            When the options are those of another model.
        ProfileError
            When the model needs a part of the profile that is not there.

        """
        chosen = self.options() if options is None else options
        if not isinstance(chosen, self.options):
            raise TypeError(
                f"model {self.name} takes {self.options.__name__} as its options, not {type(chosen).__name__}"
            )
        return self.rule(profile, chosen, random, path)

    def options_from(self, pairs: Mapping[str, str]) -> Options:
        """Read ``--option K=V`` pairs; see :func:`majlis.models.options.options_from`."""
        return options_from(self.options, pairs)

    def choices(self) -> tuple[Choice, ...]:
        """List the options with their values, defaults and sources."""
        return described(self.options)
