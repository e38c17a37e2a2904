"""One static run: sample, settle every bargain with every model, and let the answers land."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from majlis.case.case import Case
from majlis.ensemble.assembly import Assembly, Bargain, assemble
from majlis.ensemble.sample import Design, Sampler
from majlis.ensemble.side_by_side import Progress, side_by_side
from majlis.ensemble.variants import Variant, variants
from majlis.models.landing import landed
from majlis.models.profile import Profile
from majlis.models.settlement import Settlement

Floats = NDArray[np.float64]

CHUNK = 2_500
PATH_DRAWS = 2_000


class RunError(ValueError):
    """A call that cannot be run, such as a number of draws below one."""


@dataclass(frozen=True)
class Path:
    """Positions round by round of one model in one bargain, over the first draws [draw, round, actor]."""

    model: str
    bargain: Bargain
    positions: Floats


@dataclass(frozen=True)
class Ensemble:
    """What a run leaves.

    Attributes
    ----------
    inputs
        Value of every estimate [draw, estimate].
    outcome
        Where each model settles each bargain [draw, model, bargain].
    landing
        Where the answer on each issue lands under each model: its settlement with its error
        [draw, model, issue]. The luck of a draw is the same under every model.
    rounds, status
        Of each settlement [draw, model, bargain]; status as in `majlis.models.settlement.Status`.
    paths
        For models with rounds, the positions by round over at most 2,000 draws.

    """

    assembly: Assembly
    models: tuple[Variant, ...]
    draws: int
    seed: int
    design: Design
    inputs: Floats
    outcome: Floats
    landing: Floats
    rounds: NDArray[np.int32]
    status: NDArray[np.int8]
    paths: tuple[Path, ...]

    @property
    def case(self) -> Case:
        """The case that was run."""
        return self.assembly.case

    def answer(self, issue: str, model: int = 0) -> Floats:
        """Return where a model settles an issue [draw], without the models' error."""
        return self.outcome[:, model, self.assembly.answers[issue][0]]

    def landed(self, issue: str, model: int = 0) -> Floats:
        """Return where the decision on an issue lands [draw], with the models' error."""
        return self.landing[:, model, list(self.assembly.answers).index(issue)]


def run_static(
    case: Case,
    draws: int = 10_000,
    seed: int = 1,
    design: Design = "addressed",
    chunk: int = CHUNK,
    progress: Progress | None = None,
    models: tuple[Variant, ...] | None = None,
    whole_paths: bool = False,
) -> Ensemble:
    """Run a case without motion.

    Parameters
    ----------
    case
        The case.
    draws, seed
        How many draws, and the seed that addresses them.
    design
        ``addressed`` random numbers, or scrambled ``sobol`` points.
    chunk
        Draws held in the working arrays at once; does not change the result.
    progress
        Called with draws done and draws in all.
    models
        The models to settle with, the headline first; every one that applies where none are given.
    whole_paths
        Keep the path of every draw and model, not only of the first draws of models with rounds.

    Raises
    ------
    RunError
        When draws or chunk are below 1.
    CaseFaults
        When the case cannot be assembled.

    """
    if draws < 1 or chunk < 1:
        raise RunError(f"draws and chunk must be at least 1; got {draws} and {chunk}")
    assembly = assemble(case)
    sampler = Sampler(assembly, draws, seed, design)
    models = variants(assembly) if models is None else models
    record = _Record(assembly, models, draws, whole_paths)
    chunks = [np.arange(first, min(first + chunk, draws), dtype=np.int64) for first in range(0, draws, chunk)]
    side_by_side([partial(_run_chunk, sampler, models, each, record) for each in chunks], draws, progress)
    return record.ensemble(seed, design)


class _Record:
    """Arrays that chunks are written into."""

    def __init__(
        self, assembly: Assembly, models: tuple[Variant, ...], draws: int, whole_paths: bool
    ) -> None:
        shape = (draws, len(models), len(assembly.bargains))
        self.assembly = assembly
        self.models = models
        self.whole_paths = whole_paths
        self.inputs = np.empty((draws, len(assembly.names)))
        self.outcome = np.empty(shape)
        self.landing = np.empty((draws, len(models), len(assembly.answers)))
        self.rounds = np.zeros(shape, dtype=np.int32)
        self.status = np.zeros(shape, dtype=np.int8)
        self.paths: dict[tuple[int, int], dict[int, Floats]] = {}

    def keep(
        self, indices: NDArray[np.int64], model: int, bargain: int, settlement: Settlement, issue: int
    ) -> None:
        self.outcome[indices, model, bargain] = settlement.outcome[:, issue]
        self.rounds[indices, model, bargain] = settlement.rounds
        self.status[indices, model, bargain] = settlement.status
        if settlement.path is not None and (self.whole_paths or settlement.path.shape[1] > 1):
            self.paths.setdefault((model, bargain), {})[int(indices[0])] = settlement.path[..., issue]

    def _paths(self) -> Iterator[tuple[tuple[int, int], list[Floats]]]:
        for at, pieces in sorted(self.paths.items()):
            yield at, [pieces[first] for first in sorted(pieces)]

    def ensemble(self, seed: int, design: Design) -> Ensemble:
        bargains = self.assembly.bargains
        paths = tuple(
            Path(
                self.models[model].name,
                bargains[bargain],
                np.concatenate([pieces[at] for at in sorted(pieces)]),
            )
            for (model, bargain), pieces in sorted(self.paths.items())
        )
        return Ensemble(
            assembly=self.assembly,
            models=self.models,
            draws=len(self.inputs),
            seed=seed,
            design=design,
            inputs=self.inputs,
            outcome=self.outcome,
            landing=self.landing,
            rounds=self.rounds,
            status=self.status,
            paths=paths,
        )


def _run_chunk(
    sampler: Sampler, models: tuple[Variant, ...], indices: NDArray[np.int64], record: _Record
) -> int:
    assembly = record.assembly
    inputs = sampler.inputs(indices)
    record.inputs[indices] = inputs
    for number, variant in enumerate(models):
        settled: dict[int, Floats] = {}
        for group in _groups(assembly, variant):
            profile = _joint_profile(assembly, group, inputs, settled, indices)
            for part, with_path in _parts(indices, record.whole_paths):
                piece = _sliced(profile, part)
                settlement = variant.model.settle(piece, variant.options, sampler.random, with_path)
                for axis, position in enumerate(group):
                    record.keep(indices[part], number, position, settlement, axis)
            settled |= {position: record.outcome[indices, number, position] for position in group}
            _land(sampler, variant, profile, group, record, number, indices)
    return len(indices)


def _land(
    sampler: Sampler,
    variant: Variant,
    profile: Profile,
    group: list[int],
    record: _Record,
    number: int,
    indices: NDArray[np.int64],
) -> None:
    """Let the answers among some bargains land."""
    answers = record.assembly.answers
    bargains = [record.assembly.bargains[position] for position in group]
    if not any(answers[each.issue][0] == at for each, at in zip(bargains, group, strict=True)):
        return
    luck = np.stack([sampler.luck(each.issue, indices) for each in bargains], axis=1)
    wider = np.stack([record.inputs[indices, answers[each.issue][1]] for each in bargains], axis=1)
    outcome = record.outcome[indices[:, None], number, group]
    found = landed(variant.model, variant.options, profile, outcome, luck, wider)
    for axis, (each, at) in enumerate(zip(bargains, group, strict=True)):
        if answers[each.issue][0] == at:
            record.landing[indices, number, list(answers).index(each.issue)] = found[:, axis]


def _parts(indices: NDArray[np.int64], whole_paths: bool) -> Iterator[tuple[slice, bool]]:
    """Cut a chunk where the draws end whose paths are kept."""
    kept = len(indices) if whole_paths else int(np.searchsorted(indices, PATH_DRAWS))
    if kept:
        yield slice(0, kept), True
    if kept < len(indices):
        yield slice(kept, len(indices)), False


def _groups(assembly: Assembly, variant: Variant) -> list[list[int]]:
    """Return the bargains that a model settles at once: those of the same actors in an arena, or each."""
    groups: dict[object, list[int]] = {}
    for position, bargain in enumerate(assembly.bargains):
        key = (bargain.arena, bargain.actors) if variant.model.together else position
        groups.setdefault(key, []).append(position)
    return list(groups.values())


def _joint_profile(
    assembly: Assembly,
    group: list[int],
    inputs: Floats,
    settled: Mapping[int, Floats],
    indices: NDArray[np.int64],
) -> Profile:
    """Return what a model sees of bargains that it settles at once, each an issue of one profile."""
    profiles = [profile_of(assembly.bargains[position], inputs, settled) for position in group]
    quos = [profile.status_quo for profile in profiles if profile.status_quo is not None]
    return Profile(
        position=np.concatenate([profile.position for profile in profiles], axis=2),
        salience=np.concatenate([profile.salience for profile in profiles], axis=2),
        capability=np.concatenate([profile.capability for profile in profiles], axis=2),
        bounds=np.concatenate([profile.bounds for profile in profiles]),
        status_quo=np.concatenate(quos, axis=1) if len(quos) == len(profiles) else None,
        number=indices,
        accommodation=assembly.bargains[group[0]].accommodation,
    )


def _sliced(profile: Profile, part: slice) -> Profile:
    if part.start == 0 and part.stop == profile.draws:
        return profile
    return replace(
        profile,
        position=profile.position[part],
        salience=profile.salience[part],
        capability=profile.capability[part],
        status_quo=None if profile.status_quo is None else profile.status_quo[part],
        number=None if profile.number is None else profile.number[part],
    )


def profile_of(bargain: Bargain, inputs: Floats, settled: Mapping[int, Floats]) -> Profile:
    """Return what a model sees of a bargain: estimates of its actors, delegates moved by earlier settlements.

    ``settled`` holds the outcome [draw] of every earlier bargain under the same model.
    """
    position = inputs[:, bargain.position]
    for delegation in bargain.delegations:
        weight = inputs[:, delegation.weight] if delegation.has_own else 1.0
        own = position[:, delegation.actor] if delegation.has_own else 0.0
        position[:, delegation.actor] = weight * settled[delegation.of] + (1.0 - weight) * own
    np.clip(position, *bargain.bounds, out=position)
    status_quo = None if bargain.status_quo is None else inputs[:, [bargain.status_quo]]
    return Profile(
        position=position[:, :, None],
        salience=inputs[:, bargain.salience][:, :, None] / 100.0,
        capability=inputs[:, bargain.capability][:, :, None],
        bounds=np.array([bargain.bounds]),
        status_quo=status_quo,
    )
