"""One vote in a chamber over many draws: from a table of blocs to the chance that a motion passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from majlis.case.vote_table import VoteTable
from majlis.chance.addressed import Addressed
from majlis.models.chamber import Ballots, Blocs, Line, Uniforms, ballots
from majlis.models.chamber_boycott import Attendance, attendance_equilibria, opponents
from majlis.models.chamber_options import ChamberOptions
from majlis.models.chamber_rule import ChamberError, Rule
from majlis.models.options import options_from
from majlis.models.threads import over_draws

LEVELS = (0.1, 0.5, 0.9)
KINDS = ("yes", "no", "abstain", "absent")
SAMPLE = 2_000
"""Draws on which blocs judge what staying away would bring; they are the first of the run."""
STARTS = 14
"""Random starts of best replies, where there are too many combinations to look at all."""
SHARE = 1_000_000
"""Draws times blocs that are held at a time."""

Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Vote:
    """What came of a vote.

    Attributes
    ----------
    table, rule, options, draws, seed
        What was asked.
    counts : int64 [draw, 4]
        Members who vote yes, no, abstain and are absent.
    by_bloc : float64 [bloc, 4]
        The same by bloc, on average.
    boycott : float64 [bloc]
        Share of draws in which a bloc stays away on purpose, announced or chosen.
    sincere : float64 [2]
        Chance of the quorum and chance to pass when all come who did not announce a boycott.
    attendance
        The equilibria of attendance.

    """

    table: VoteTable
    rule: Rule
    options: ChamberOptions
    draws: int
    seed: int
    counts: Counts
    by_bloc: NDArray[np.float64]
    boycott: NDArray[np.float64]
    sincere: NDArray[np.float64]
    attendance: Attendance

    @property
    def quorate(self) -> NDArray[np.bool_]:
        """Whether the quorum is there, by draw."""
        return self.rule.quorate(*self.counts.T[:3])

    @property
    def passed(self) -> NDArray[np.bool_]:
        """Whether the motion passes, by draw."""
        return self.rule.passed(*self.counts.T[:3])

    def as_json(self) -> dict[str, Any]:
        """Return the form of ``vote --json``."""
        chance = float(self.passed.mean())
        return {
            "rule": self.rule.name,
            "seats": self.rule.seats,
            "threshold": self.rule.needed,
            "quorum": self.rule.quorum,
            "draws": self.draws,
            "seed": self.seed,
            "p_quorum": float(self.quorate.mean()),
            "p_passed": chance,
            "monte_carlo_se": float(np.sqrt(chance * (1.0 - chance) / self.draws)),
            **{kind: _spread(self.counts[:, column]) for column, kind in enumerate(KINDS)},
            "present": _spread(self.rule.seats - self.counts[:, 3]),
            "sincere": {"p_quorum": float(self.sincere[0]), "p_passed": float(self.sincere[1])},
            "equilibria": self._equilibria(),
            "attendance": self._attendance(),
            "blocs": [self._bloc(index) for index in range(len(self.table.blocs))],
            "options": asdict(self.options),
        }

    def _equilibria(self) -> list[dict[str, Any]]:
        return [
            {
                "boycott": [self.table.blocs[index].name for index in each.away],
                "p_quorum": each.p_quorum,
                "p_passed": each.p_passed,
                "from_sincere": each.sincere,
            }
            for each in self.attendance.equilibria
        ]

    def _attendance(self) -> dict[str, Any]:
        return {
            "search": self.attendance.search,
            "starts": self.attendance.starts,
            "sample": SAMPLE,
            "order": [self.table.blocs[index].name for index in self.attendance.players],
        }

    def _bloc(self, index: int) -> dict[str, Any]:
        bloc = self.table.blocs[index]
        low, high = bloc.position.ends
        return {
            "bloc": bloc.name,
            "seats": bloc.seats,
            "position": bloc.position.centre,
            "position_low": low,
            "position_high": high,
            "salience": bloc.salience,
            "party_line": bloc.party_line,
            "boycott_announced": bloc.boycott_announced,
            "boycott": float(self.boycott[index]),
            "mean": {kind: float(self.by_bloc[index, column]) for column, kind in enumerate(KINDS)},
        }


def vote(
    table: VoteTable,
    rule: str,
    threshold: int | None = None,
    quorum: int = 0,
    draws: int = 10_000,
    seed: int = 1,
    options: Mapping[str, str] | ChamberOptions | None = None,
) -> Vote:
    """Hold one vote over many draws.

    Parameters
    ----------
    table
        The blocs, as `majlis.case.vote_table.read_vote` reads them.
    rule, threshold, quorum
        What passes; see `majlis.models.chamber_rule`. Without a quorum any number of members may decide.
    draws, seed
        How many draws, at least 1, and the seed that addresses them. Neither the number of draws nor the
        order of the blocs changes a draw.
    options
        The model's parameters, or some of them as text (``{"loyalty": "0.97"}``).

    Raises
    ------
    ChamberError, OptionError
        When the rule, a number or an option is wrong.

    """
    if isinstance(draws, bool) or not isinstance(draws, int) or draws < 1:
        raise ChamberError(f"the number of draws is {draws}; it must be a whole number of at least 1")
    if not table.blocs:
        raise ChamberError("there is no bloc in the chamber")
    chosen = options if isinstance(options, ChamberOptions) else options_from(ChamberOptions, options or {})
    return _Sitting(table, Rule(rule, table.seats, quorum, threshold), chosen, Addressed(seed)).vote(draws)


class _Sitting:
    """The vote while it is counted."""

    def __init__(self, table: VoteTable, rule: Rule, options: ChamberOptions, random: Addressed) -> None:
        self.table = table
        self.rule = rule
        self.options = options
        self.random = random
        self.distributions = [bloc.position.distribution(0.0, 100.0) for bloc in table.blocs]
        lines = [Line[bloc.party_line.upper()] if bloc.party_line else Line.UNKNOWN for bloc in table.blocs]
        self.seats = np.array([bloc.seats for bloc in table.blocs], dtype=np.int64)
        self.salience = np.array([bloc.salience / 100.0 for bloc in table.blocs])
        self.line = np.array(lines, dtype=np.int8)
        self.announced = np.array([bloc.boycott_announced for bloc in table.blocs], dtype=np.bool_)

    def vote(self, draws: int) -> Vote:
        attendance = self._attendance()
        size = len(self.table.blocs)
        counts = np.empty((draws, 4), dtype=np.int64)
        sincere = np.empty((draws, 2), dtype=np.bool_)
        sums: list[Counts] = []  # whole numbers: the order of the shares does not matter

        def share(first: int, end: int) -> None:
            step = max(1, SHARE // size)
            for begin in range(first, end, step):
                part = slice(begin, min(begin + step, end))
                here, away = self._draws(np.arange(part.start, part.stop), attendance)
                held = here.kept_away(away)
                sincere[part, 0] = self.rule.quorate(*_totals(here))
                sincere[part, 1] = self.rule.passed(*_totals(here))
                counts[part, :3] = np.stack(_totals(held), axis=1)
                stays = (away | self.announced).sum(axis=0)
                sums.append(np.stack([*(votes.sum(axis=0) for votes in _votes(held)), stays]))

        over_draws(share, draws)
        counts[:, 3] = self.rule.seats - counts[:, :3].sum(axis=1)
        means = np.sum(sums, axis=0) / draws
        by_bloc = np.column_stack([*means[:3], self.seats - means[:3].sum(axis=0)])
        return Vote(
            self.table,
            self.rule,
            self.options,
            draws,
            self.random.seed,
            counts,
            by_bloc,
            means[3],
            sincere.mean(axis=0),
            attendance,
        )

    def _attendance(self) -> Attendance:
        """Find the equilibria on the sample."""
        names = [bloc.name for bloc in self.table.blocs]
        blocs, uniforms = self._inputs(np.arange(SAMPLE))
        coded = np.array([bloc.position.centre for bloc in self.table.blocs])
        may = np.flatnonzero(opponents(blocs, coded)).tolist()
        players = tuple(sorted(may, key=lambda index: (-int(self.seats[index]), names[index])))
        streams = [f"start:{names[index]}" for index in players]
        starts = self.random.uniforms_many(streams, np.arange(STARTS)) < 0.5
        return attendance_equilibria(
            self.rule, self._count(blocs, uniforms), players, self.options.gain, starts
        )

    def _draws(self, numbers: Counts, attendance: Attendance) -> tuple[Ballots, NDArray[np.bool_]]:
        """Count these draws with all present who may be, and say who carries out a chosen boycott."""
        blocs, uniforms = self._inputs(numbers)
        told = np.isin(self.line, [Line.YES, Line.NO, Line.ABSTAIN])
        resolve = np.where(told, self.options.resolve_line, self.options.resolve)
        gains = np.zeros(self.seats.size, dtype=np.bool_)
        gains[list(attendance.reached.away)] = True
        # One number for all: a boycott is agreed between the blocs.
        level = self.random.uniforms("chamber:boycott", numbers)
        return self._count(blocs, uniforms), gains & (level < resolve)

    def _count(self, blocs: Blocs, uniforms: Uniforms) -> Ballots:
        return ballots(blocs, uniforms, self.options, of_all=self.rule.needed is not None)

    def _inputs(self, numbers: Counts) -> tuple[Blocs, Uniforms]:
        """Give the blocs and uniform numbers of these draws; streams are keyed by the names of the blocs."""
        each = np.stack(
            [self.random.uniforms(f"bloc:{bloc.name}", numbers, count=6) for bloc in self.table.blocs], axis=2
        )
        position = np.column_stack(
            [drawn.quantile(each[:, 0, index]) for index, drawn in enumerate(self.distributions)]
        )
        day = self.random.uniforms("chamber:day", numbers, count=2)
        blocs = Blocs(self.seats, position, self.salience, self.line, self.announced)
        return blocs, Uniforms(day[:, 0], day[:, 1], *(each[:, column] for column in range(1, 6)))


def _votes(votes: Ballots) -> tuple[Counts, Counts, Counts]:
    return votes.yes, votes.no, votes.abstain


def _totals(votes: Ballots) -> tuple[Counts, Counts, Counts]:
    yes, no, abstain = (each.sum(axis=1) for each in _votes(votes))
    return yes, no, abstain


def _spread(values: Counts) -> dict[str, Any]:
    quantiles = np.quantile(values, LEVELS, method="inverted_cdf")
    return {
        "mean": float(values.mean()),
        "quantiles": {f"{level:g}": int(value) for level, value in zip(LEVELS, quantiles, strict=True)},
    }
