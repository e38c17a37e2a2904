"""What the spatial model must reproduce of KTAB, what it mends, and what it does at the edges."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from majlis.chance.addressed import Addressed
from majlis.models import OptionError, Profile, ProfileError, Settlement, Status
from majlis.models.options import described
from majlis.models.spatial import MODEL, SpatialOptions

HERE = Path(__file__).parent
FOLDER = HERE / "reference" / "spatial"
Floats = NDArray[np.float64]
Run = dict[str, str]

INEXACT = {"Binary", "PropBin", "ASymProsp"}
"""Voting rules under which last bits or the order of threads decide in KTAB."""


@cache
def actors(name: str) -> tuple[Floats, Floats, Floats]:
    """Read positions and saliences [actor, dimension], 0 to 100, and capabilities from a file of KTAB."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file, skipinitialspace=True))
    n, dimensions = int(rows[0][2]), int(rows[0][3])
    numbers = np.array([[float(cell) for cell in row[2 : 3 + 2 * dimensions]] for row in rows[2 : 2 + n]])
    return numbers[:, 1::2], numbers[:, 2::2], numbers[:, 0]


def profile_of(x: Any, s: Any, c: Any, accommodation: Any = None, draws: int = 1) -> Profile:
    """Put positions and saliences [actor, dimension], 0 to 100, into a profile of equal draws."""
    x, s, c = (np.asarray(each, dtype=float) for each in (x, s, c))
    x, s = x.reshape(len(c), -1), s.reshape(len(c), -1)
    shape = (draws, *x.shape)
    return Profile.checked(
        np.broadcast_to(x, shape),
        np.broadcast_to(s / 100, shape),
        np.broadcast_to(c[:, None], shape),
        [[0, 100]] * x.shape[1],
        accommodation=accommodation,
    )


def case(name: str) -> Profile:
    at = FOLDER / f"{name}_accommodation.csv"
    return profile_of(*actors(name), np.loadtxt(at, delimiter=",") if at.exists() else None)


def runs() -> list[Run]:
    with (FOLDER / "runs.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def recorded(name: str) -> dict[tuple[str, str], list[Floats]]:
    found: dict[tuple[str, str], list[Floats]] = {}
    with (FOLDER / f"{name}_runs.csv").open(encoding="utf-8") as file:
        for run, what, _, *cells in csv.reader(file):
            found.setdefault((run, what), []).append(np.array([float(cell) for cell in cells]))
    return found


def settle(profile: Profile, **options: Any) -> Settlement:
    return MODEL.settle(profile, MODEL.options(**options), path=True)


def trail(settled: Settlement) -> Floats:
    """Return the positions [turn, actor, dimension] of the first draw."""
    assert settled.path is not None
    return settled.path[0]


# Replication


def replayed(run: Run) -> tuple[Settlement, float]:
    """Play a run of KTAB; return it and the largest difference of a position on any turn."""
    parameters = {key: run[key] for key in list(run)[4:]}
    options = MODEL.options_from({**parameters, "compat": "true"})
    settled = MODEL.settle(case(run["input"]), options, path=True)
    wanted = np.array(recorded(run["input"])[run["run"], "position"])
    path = trail(settled)[: len(wanted)]
    return settled, float(abs(path.reshape(len(wanted), -1) - wanted).max())


@pytest.mark.parametrize("run", runs(), ids=lambda run: f"{run['input']}-{run['run']}")
def test_reference_runs(run: Run) -> None:
    """Every actor on every turn to 1e-6 of 100, equal turns, equal reasons to stop.

    Where last bits decide, nothing is owed; how many agree is counted below.
    """
    settled, difference = replayed(run)
    if run["VotingRule"] in INEXACT:
        assert np.isfinite(difference)
        return
    quiet = run["stop_reason"].startswith("quiet")
    assert settled.rounds.tolist() == [int(run["turns"])]
    assert settled.status.tolist() == [Status.SETTLED if quiet else Status.LIMIT]
    assert difference < 1e-6


def test_how_many_of_the_inexact_agree() -> None:
    agree = {rule: [0, 0] for rule in INEXACT}
    for run in runs():
        if run["VotingRule"] in INEXACT:
            settled, difference = replayed(run)
            agree[run["VotingRule"]][0] += difference < 1e-6 and settled.rounds[0] == int(run["turns"])
            agree[run["VotingRule"]][1] += 1
    assert {rule: total for rule, (_, total) in agree.items()} == {"Binary": 4, "PropBin": 8, "ASymProsp": 8}
    assert sum(good for good, _ in agree.values()) >= 10  # 20 where this was written


def test_probabilities_of_the_last_positions() -> None:
    """Of actors at one place the first has the probability that KTAB shows beside each."""
    compared = 0
    for run in runs():
        if run["VotingRule"] in INEXACT:
            continue
        wanted = recorded(run["input"])[run["run"], "probability"][0]
        settled, _ = replayed(run)
        assert settled.weight is not None
        found = settled.weight[0, 0]
        assert found.sum() == pytest.approx(1.0)
        if np.isfinite(wanted).all():
            held = found > 0
            assert found[held] == pytest.approx(wanted[held], abs=1e-6)
            compared += 1
    assert compared >= 80


def test_worked_example() -> None:
    """Three actors; the first turn is .89, .89, 100 and the fourth 49.40, 49.40, 49.12."""
    path = trail(settle(case("tri1"), compat=True))
    assert path[1, :, 0].tolist() == [0.89, 0.89, 100.0]
    assert path[4, :, 0] == pytest.approx([49.40, 49.40, 49.12], abs=1e-9)


# Against plain NumPy


@pytest.fixture(scope="module")
def plain_spatial() -> ModuleType:
    path = HERE.parents[1] / "benchmarks" / "spatial.py"
    spec = importlib.util.spec_from_file_location("benchmarks_spatial", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


CHOICES = {
    option.name: list(option.choices)
    for option in described(SpatialOptions)
    if option.kind == "choice" and option.name not in ("report", "transitions")
}


@pytest.mark.parametrize("seed", range(60))
def test_equals_plain_numpy(seed: int, plain_spatial: ModuleType) -> None:
    """All choices at random, one to seven actors, one to three dimensions, some with accommodation."""
    rng = np.random.default_rng(seed)
    n, dimensions = int(rng.integers(1, 8)), int(rng.integers(1, 4))
    x, s = rng.random((n, dimensions)), rng.integers(1, 9, (n, dimensions)) / 8 / dimensions
    c = np.append(100.0, rng.uniform(20, 100, n - 1))
    accommodation = None
    if rng.random() < 0.4:
        accommodation = rng.random((n, n)) ** 3
        accommodation /= 1.0001 * np.maximum(1, accommodation.sum(axis=1, keepdims=True))
    chosen = {name: str(rng.choice(values)) for name, values in CHOICES.items()}
    compat = bool(rng.random() < 0.3)
    if compat and chosen["voting"] in ("binary", "prop-bin"):
        chosen["voting"] = "prop"
    with np.errstate(all="ignore"):
        wanted = plain_spatial.Spatial(x, s, c, accommodation, compat, rounds=4, **chosen).run()
    settled = settle(profile_of(100 * x, 100 * s, c, accommodation), rounds=4, compat=compat, **chosen)
    expected = 100 * np.array(wanted.path)
    assert trail(settled)[: len(expected)] == pytest.approx(expected, abs=1e-6)


# What is mended


TWO_CAMPS = ([20, 20, 80, 80], [50] * 4, [50] * 4)


def test_equal_camps_bargain() -> None:
    """KTAB divides nought by nought and stops; here both sides meet halfway."""
    stuck = settle(profile_of(*TWO_CAMPS), compat=True)
    assert trail(stuck)[-1, :, 0].tolist() == [20, 20, 80, 80]
    assert (stuck.rounds.tolist(), stuck.status.tolist()) == ([2], [Status.SETTLED])
    met = settle(profile_of(*TWO_CAMPS))
    assert trail(met)[-1, :, 0] == pytest.approx([50] * 4, abs=1e-9)
    assert met.status.tolist() == [Status.SETTLED]


def test_consensus_is_settled_at_once() -> None:
    settled = settle(profile_of([50, 50, 50], [80, 50, 90], [100, 60, 80]))
    assert (trail(settled) == 50).all()
    assert (settled.rounds.tolist(), settled.status.tolist()) == ([0], [Status.SETTLED])
    assert settled.outcome.tolist() == [[50.0]]


def test_a_lull_is_not_the_end() -> None:
    """In KTAB a turn with small moves ends the run; here it ends when nobody moves."""
    stopped, going = settle(case("SOE-Policy"), compat=True), settle(case("SOE-Policy"))
    assert stopped.status.tolist() == [Status.SETTLED]
    last = trail(stopped)[19]
    again = settle(profile_of(last, *actors("SOE-Policy")[1:]))
    assert again.rounds[0] > 0  # where KTAB stopped they have not settled
    assert going.status.tolist() == [Status.SETTLED]
    final = trail(going)[-1]
    assert (trail(going)[int(going.rounds[0]) :] == final).all()
    assert settle(profile_of(final, *actors("SOE-Policy")[1:])).rounds.tolist() == [0]


def test_full_adjustment_runs() -> None:
    for name in ("tri1", "dummyData_3Dim"):
        settled = settle(case(name), risk_adjust="full")
        assert np.isfinite(trail(settled)).all()


def test_the_receivers_odds_count() -> None:
    for bargain in ("both", "compromise"):
        mended = trail(settle(case("SOE-Policy"), bargain=bargain, rounds=1))
        as_it_was = trail(settle(case("SOE-Policy"), bargain=bargain, rounds=1, compat=True))
        assert abs(mended[1] - as_it_was[1]).max() > 1


def test_unit_of_capability_is_of_no_account() -> None:
    x, s, c = actors("dummyData_3Dim")
    assert (trail(settle(profile_of(x, s, c))) == trail(settle(profile_of(x, s, c * 2**40)))).all()


def test_asymmetric_prospects_do_not_hang_on_the_order() -> None:
    x, s, c = actors("SOE-Policy")
    there = trail(settle(profile_of(x, s, c), voting="asym-prospect"))
    back = trail(settle(profile_of(x[::-1], s[::-1], c[::-1]), voting="asym-prospect"))
    assert (there == back[:, ::-1]).all()


def test_none_and_full_commitment_are_the_same() -> None:
    """By the formula, which is kept: the odds of a third party are the same on either side."""
    one, other = (trail(settle(case("SOE-Policy"), third_party=each)) for each in ("none", "full"))
    assert (one == other).all()
    assert (one != trail(settle(case("SOE-Policy")))).any()


# Lots


def stochastic(profile: Profile, seed: int) -> Settlement:
    options = MODEL.options(transitions="stochastic", rounds=12)
    return MODEL.settle(profile, options, Addressed(seed), path=True)


def test_lots_repeat_and_differ() -> None:
    profile = profile_of(*actors("dummyData_3Dim"), draws=40)
    one = stochastic(profile, 1)
    assert one.path is not None
    assert (stochastic(profile, 1).path == one.path).all()
    assert (stochastic(profile, 2).path != one.path).any()
    assert len({row.tobytes() for row in one.path}) > 30  # equal draws, each with lots of its own


def test_lots_belong_to_the_number_of_a_draw() -> None:
    profile = profile_of(*actors("dummyData_3Dim"), draws=40)
    whole = stochastic(profile, 3)
    assert whole.path is not None
    for at in (np.array([17]), np.arange(5, 38)):
        part = Profile(
            profile.position[at], profile.salience[at], profile.capability[at], profile.bounds, number=at
        )
        found = stochastic(part, 3)
        assert found.path is not None
        assert found.path.tobytes() == whole.path[at].tobytes()


def test_lots_follow_the_probabilities() -> None:
    """In the worked example A has two options, of .462 to stay and .538 to go to .89."""
    profile = profile_of(*actors("tri1"), draws=4000)
    settled = MODEL.settle(
        profile, MODEL.options(transitions="stochastic", rounds=1, compat=True), Addressed(5), path=True
    )
    assert settled.path is not None
    assert float((settled.path[:, 1, 0, 0] > 0).mean()) == pytest.approx(0.537978, abs=0.03)
    assert float((settled.path[:, 1, 2, 0] < 100).mean()) == pytest.approx(0.405671, abs=0.03)


# Accommodation


def test_identity_is_no_accommodation() -> None:
    x, s, c = actors("dummyData_3Dim")
    one, other = settle(profile_of(x, s, c)), settle(profile_of(x, s, c, np.eye(len(c))))
    assert trail(one) == pytest.approx(trail(other), abs=1e-9)


def test_fixed_ideals_matter() -> None:
    x, s, c = actors("SOE-Policy")
    fixed = settle(profile_of(x, s, c, np.zeros((26, 26))))
    assert abs(fixed.outcome - settle(profile_of(x, s, c)).outcome).max() > 0.01


# Edges


EDGES = {
    "consensus": ([50, 50, 50], [80, 50, 90], [100, 60, 80]),
    "extremes": ([0, 0, 100], [60, 50, 50], [70, 50, 90]),
    "two": ([20, 50], [40, 50], [50, 50]),
    "camps": TWO_CAMPS,
    "one": ([30], [50], [1]),
    "powerless": ([0, 40, 100], [50, 50, 50], [0, 10, 20]),
    "careless": ([0, 40, 100], [0, 50, 50], [10, 10, 20]),
    "tiny": ([0, 40, 100], [1e-6, 50, 50], [1e-300, 1e-290, 2e-290]),
    "huge": ([0, 40, 100], [100, 100, 100], [1e7, 1, 1e8]),
    "unequal": ([0, 40, 100], [50, 50, 50], [1e-9, 1, 1e8]),
}


@pytest.mark.parametrize("compat", [False, True])
@pytest.mark.parametrize("edge", list(EDGES))
def test_edges_are_defined(edge: str, compat: bool) -> None:
    profile = profile_of(*EDGES[edge])
    for name, values in {**CHOICES, "transitions": ["stochastic"], "report": ["median", "probable"]}.items():
        for value in values:
            settled = settle(profile, compat=compat, rounds=12, **{name: value})
            for part in (settled.outcome, settled.path, settled.support, settled.weight):
                assert part is not None
                assert np.isfinite(part).all()
                assert (part >= 0).all()
                assert (part <= 100).all()


def test_many_actors_and_many_issues() -> None:
    rng = np.random.default_rng(0)
    crowd = settle(profile_of(100 * rng.random(250), np.full(250, 40), rng.random(250)), rounds=1)
    assert np.isfinite(crowd.outcome).all()
    wide = settle(profile_of(100 * rng.random((4, 1000)), np.full((4, 1000), 0.05), rng.random(4)), rounds=2)
    assert wide.outcome.shape == (1, 1000)
    assert np.isfinite(wide.outcome).all()


def test_those_left_out_stay_where_they_are() -> None:
    settled = settle(profile_of([0, 40, 90, 100], [50, 50, 0, 50], [10, 10, 10, 20]))
    without = settle(profile_of([0, 40, 100], [50, 50, 50], [10, 10, 20]))
    assert (trail(settled)[:, 2] == 90).all()
    assert (settled.outcome == without.outcome).all()


def test_capability_that_differs_by_issue() -> None:
    x, s, c = actors("dummyData_3Dim")
    same = profile_of(x, s, c)
    capability = same.capability.copy()
    capability[0, 0] *= [1.0, 1.0 + 1e-15, 1.0]
    nearly = Profile(same.position, same.salience, capability, same.bounds)
    assert trail(settle(nearly)) == pytest.approx(trail(settle(same)), abs=1e-6)


def test_saliences_above_the_whole() -> None:
    """S is a probability: what adds up to more than 1 counts as 1."""
    x, _, c = actors("dummyData_3Dim")
    settled = settle(profile_of(x, np.full_like(x, 100.0), c))
    assert np.isfinite(settled.outcome).all()


def test_capability_beyond_ktab() -> None:
    with pytest.raises(ProfileError, match=r"capability is 1e\+09; with compat it must be at most 1e\+08"):
        settle(profile_of([0, 50, 100], [50] * 3, [1e9, 1, 1]), compat=True)


# Reports and options


def test_reports() -> None:
    profile = profile_of([0, 40, 100], [80, 50, 90], [100, 60, 80])
    last = settle(profile, rounds=1)
    at, weight = trail(last)[1, :, 0], profile.weight[0, :, 0]
    assert last.outcome[0, 0] == pytest.approx(float((at * weight).sum() / weight.sum()))
    assert last.support is not None
    assert last.weight is not None
    assert last.support[0, 0].tolist() == at.tolist()
    probable = settle(profile, rounds=1, report="probable").outcome[0, 0]
    assert probable == pytest.approx(float((last.support * last.weight).sum()))
    assert settle(profile, rounds=1, report="median").outcome[0, 0] in at


def test_cycles_are_told_from_limits() -> None:
    rng = np.random.default_rng(2)
    profile = Profile.checked(
        rng.random((300, 5, 1)), rng.random((300, 5, 1)), rng.random((300, 5, 1)), [[0, 1]]
    )
    settled = settle(profile, rounds=60)
    assert settled.path is not None
    assert set(settled.status.tolist()) <= {Status.SETTLED, Status.CYCLING, Status.LIMIT}
    for draw in np.flatnonzero(settled.status == Status.CYCLING):
        gaps = abs(settled.path[draw, :-1] - settled.path[draw, -1]).max(axis=(1, 2))
        assert gaps.min() <= 1e-9


def test_names_of_ktab() -> None:
    ktab = {
        "VictoryProbModel": "Square",
        "PCEModel": "MarkovUniform",
        "StateTransitions": "Stochastic",
        "VotingRule": "PropCbc",
        "BigRAdjust": "Full",
        "BigRRange": "Max",
        "ThirdPartyCommit": "NoCommit",
        "InterVecBrgn": "S2PMax",
        "BargnModel": "PWCompInterp",
        "compat": "true",
    }
    assert MODEL.options_from(ktab) == MODEL.options(
        victory="square",
        election="markov-uniform",
        transitions="stochastic",
        voting="prop-cubic",
        risk_adjust="full",
        risk_range="max",
        third_party="none",
        weighting="s2pmax",
        bargain="compromise",
        compat=True,
    )
    for option in MODEL.choices():
        assert set(option.aliases.values()) == (set(option.choices) if option.also else set())
        assert all(option.read(alias) == value for alias, value in option.aliases.items())


def test_options_that_are_refused() -> None:
    with pytest.raises(OptionError, match="option victory is given twice; VictoryProbModel is another name"):
        MODEL.options_from({"victory": "linear", "VictoryProbModel": "Square"})
    with pytest.raises(OptionError, match="Did you mean 'VictoryProbModel'"):
        MODEL.options_from({"VictoryProbmodel": "Square"})
    with pytest.raises(OptionError, match=r"option compat is 'maybe'; it must be true \| false"):
        MODEL.options_from({"compat": "maybe"})
    with pytest.raises(OptionError, match="option compat is 1"):
        MODEL.options(compat=1)
    assert MODEL.options_from({"compat": " False "}) == MODEL.options()


# Kept compiled forms


def test_kernels_know_their_parts() -> None:
    """A kept kernel is thrown away when its file changes, so it names the digests of what it calls."""
    from majlis.models import (
        condorcet_kernel,
        probabilistic_condorcet_kernel,
        spatial_bargain,
        spatial_kernel,
    )

    def digest(module: ModuleType) -> str:
        assert module.__file__ is not None
        return hashlib.sha256(Path(module.__file__).read_bytes()).hexdigest()[:8]

    election, places = digest(condorcet_kernel), digest(spatial_bargain)
    assert (election, places) == spatial_kernel.PARTS
    assert (election,) == probabilistic_condorcet_kernel.PARTS


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"accommodation": np.eye(2)}, r"accommodation must have the shape \(3, 3\), not \(2, 2\)"),
        ({"accommodation": np.eye(3) * 1.1}, "accommodation of actor 0 adds up to 1.1; it must be at most 1"),
        ({"accommodation": -np.eye(3)}, "accommodation of actor 0 is -1.0; it cannot be negative"),
        ({"accommodation": np.eye(3) * np.nan}, "accommodation is nan at row 0, column 0"),
        ({"number": np.arange(2)}, r"number must have the shape \(1,\), not \(2,\)"),
    ],
)
def test_profiles_that_are_refused(change: dict[str, Any], text: str) -> None:
    whole = profile_of([0, 40, 100], [50] * 3, [1] * 3)
    with pytest.raises(ProfileError, match=text):
        Profile(whole.position, whole.salience, whole.capability, whole.bounds, **change)
