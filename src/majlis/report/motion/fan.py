"""Fans: how a level, or the weekly count of a hazard, spreads over the draws from week to week."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from majlis.case.expression import And, Compare, Count, Expression, Happened, Not, Or, Sum, Variable
from majlis.ensemble.motion.questions import level_named
from majlis.report.motion.observed import Seen, on_record
from majlis.report.motion.study import InMotion
from majlis.report.motion.variables import group_of, variable_title
from majlis.report.motion.weeks import WeekLine
from majlis.report.wording import counted, plain_number, short_percent

Floats = NDArray[np.float64]
SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)
RARE = 2.0
"""Weekly counts in nine draws of ten up to which an event is shown by how often it has happened so far."""
COARSE = 4
"""Weeks between the points of a folded fan."""


@dataclass(frozen=True)
class Point:
    """An observation: a dot, or a line from week to week."""

    x: float
    to: float
    y: float
    later: bool
    words: str


@dataclass(frozen=True)
class Fan:
    """One variable over the weeks; polygons and lines in per cent of the drawing."""

    title: str
    about: str
    now: str
    end: str
    outer: str
    inner: str
    middle: str
    top: str
    bottom: str
    points: tuple[Point, ...]
    as_of: float
    begin: str
    until: str
    words: str


@dataclass(frozen=True)
class FanGroup:
    """Fans under one heading."""

    title: str
    fans: tuple[Fan, ...]


@dataclass(frozen=True)
class Fans:
    """The fans of what questions read, and all others by heading."""

    asked: tuple[Fan, ...]
    others: tuple[FanGroup, ...]
    observed: bool
    later: bool


def fans(found: InMotion) -> Fans:
    """Return the fans of every level and hazard."""
    seen: dict[str, list[Seen]] = {}
    for each in (*on_record(found.case), *found.later):
        seen.setdefault(each.variable, []).append(each)
    first = asked_variables(found)
    asked = tuple(_fan(found, name, seen.get(name, []), 1) for name in first)
    groups: dict[str, list[Fan]] = {}
    for name in (*found.system.level_index, *found.system.hazard_index):
        if name not in first:
            group = groups.setdefault(group_of(found.case, name), [])
            group.append(_fan(found, name, seen.get(name, []), COARSE))
    return Fans(
        asked,
        tuple(FanGroup(title, tuple(each)) for title, each in groups.items()),
        any(point for fan in asked for point in fan.points),
        bool(found.later),
    )


def asked_variables(found: InMotion) -> tuple[str, ...]:
    """Return the levels and hazards that questions read, in the order of the questions."""
    names: dict[str, None] = {}
    for question in found.case.questions:
        for expression in (question.expression, question.premise):
            names.update(dict.fromkeys(read_by(found, expression)))
    return tuple(names)


def read_by(found: InMotion, expression: Expression | None) -> Iterator[str]:
    """Yield the levels and hazards that an expression reads."""
    if isinstance(expression, And | Or):
        for part in expression.parts:
            yield from read_by(found, part)
    elif isinstance(expression, Not):
        yield from read_by(found, expression.part)
    elif isinstance(expression, Compare):
        yield from read_by(found, expression.left)
        yield from read_by(found, expression.right)
    elif isinstance(expression, Sum):
        for _, part in expression.terms:
            yield from read_by(found, part)
    elif isinstance(expression, Variable):
        yield level_named(found.case, expression.name)
    elif isinstance(expression, Count | Happened):
        yield expression.hazard


def _fan(found: InMotion, name: str, seen: list[Seen], step: int) -> Fan:
    tally, system = found.run.tally, found.system
    if name in system.hazard_index:
        return _hazard(found, name, seen, step)
    index = system.level_index[name]
    level = system.levels[index]
    spread = tally.quantiles(system, index, SHARES)
    ends = _ends(spread, [each.value for each in seen], level.bottom, level.top)
    return _drawn(found, name, level.unit, spread, ends, seen, step)


def _hazard(found: InMotion, name: str, seen: list[Seen], step: int) -> Fan:
    """Return the share of draws in which an event has happened, or the fan of its weekly counts."""
    tally, index = found.run.tally, found.system.hazard_index[name]
    hazard = found.system.hazards[index]
    ever = tally.ever[:, index] / found.run.draws
    if hazard.once and ever[-tally.weeks.start] == 0.0:
        ends = (0.0, min(1.0, round_up(max(0.05, float(ever[-1])))))
        about = "share of draws in which it has happened"
        return _drawn(found, name, about, ever[None, :], ends, seen, step, _share)
    counts = tally.counts(index, SHARES).astype(np.float64)
    if counts[-1, -tally.weeks.start + 1 :].max() <= RARE:
        return _rare(found, name, tally.mean_count(index), step)
    spread = np.vstack([counts, tally.mean_count(index)[None, :]])
    top = max([float(spread.max()), *(each.value for each in seen), 0.01])
    return _drawn(found, name, "a week; the line is the mean", spread, (0.0, round_up(top)), seen, step)


def _rare(found: InMotion, name: str, mean: Floats, step: int) -> Fan:
    """Return the mean number of occurrences of a rare event since the as-of date."""
    begin = -found.run.tally.weeks.start + 1
    so_far = np.concatenate([np.zeros(begin), np.cumsum(mean[begin:])])
    ends = (0.0, round_up(max(float(so_far[-1]), 0.01)))
    about = "mean number of times since the as-of date"
    return _drawn(found, name, about, so_far[None, :], ends, [], step, plain_number)


def _ends(spread: Floats, seen: list[float], bottom: float, top: float) -> tuple[float, float]:
    """Return the part of a level's range that is drawn: all of it, unless little of it is used."""
    low, high = min([float(spread.min()), *seen]), max([float(spread.max()), *seen])
    if high - bottom > 0.5 * (top - bottom):
        return min(bottom, low), max(top, high)
    return min(bottom, low), bottom + round_up(high - bottom) if high > bottom else top


def round_up(value: float) -> float:
    """Return the next number of two figures above a positive one."""
    unit = 10.0 ** (math.floor(math.log10(value)) - 1)
    return math.ceil(value / unit) * unit


def _share(value: float) -> str:
    return "0" if value == 0.0 else short_percent(value)


def _drawn(
    found: InMotion,
    name: str,
    unit: str,
    spread: Floats,
    ends: tuple[float, float],
    seen: list[Seen],
    step: int,
    write: Callable[[float], str] = plain_number,
) -> Fan:
    """Draw a fan: one row is a line, five are bands and their middle, a sixth takes that place."""
    weeks = found.run.tally.weeks
    line = WeekLine(found.case, weeks.start, weeks.stop - 1)
    kept = [at for at, week in enumerate(weeks) if week % step == 0 or week in (weeks.start, weeks.stop - 1)]
    xs = [line.x(weeks[at]) for at in kept]
    rows = [_row(each[kept], ends) for each in spread]
    middle = rows[-1] if len(rows) == 6 else rows[len(rows) // 2]
    title = variable_title(found.case, found.system, name)
    values = spread[-1] if len(rows) == 6 else spread[len(rows) // 2]
    now, end = write(float(values[-weeks.start])), write(float(values[-1]))
    if len(rows) == 5:
        end = f"{end} ({plain_number(float(spread[0, -1]))} to {plain_number(float(spread[4, -1]))})"
    return Fan(
        title=title,
        about=unit,
        now=now,
        end=end,
        outer=_band(xs, rows[0], rows[4]) if len(rows) > 1 else "",
        inner=_band(xs, rows[1], rows[3]) if len(rows) > 1 else "",
        middle=_line(xs, middle),
        top=write(ends[1]),
        bottom=write(ends[0]) if len(rows) > 1 else "0",
        points=tuple(_point(line, each, ends) for each in seen if line.first <= each.week <= line.last),
        as_of=line.as_of,
        begin=line.written(weeks.start),
        until=line.written(weeks.stop - 1),
        words=f"{title}, {unit}: {now} at the as-of date, {end} at the end; {counted(len(weeks), 'week')}",
    )


def _row(values: Floats, ends: tuple[float, float]) -> list[float]:
    share = (values - ends[0]) / (ends[1] - ends[0] or 1.0)
    return [round(float(100.0 * (1.0 - each)), 1) for each in np.clip(share, 0.0, 1.0)]


def _line(xs: list[float], ys: list[float]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in zip(xs, ys, strict=True))


def _band(xs: list[float], low: list[float], high: list[float]) -> str:
    return f"{_line(xs, high)} {_line(xs[::-1], low[::-1])}"


def _point(line: WeekLine, each: Seen, ends: tuple[float, float]) -> Point:
    y = _row(np.array([each.value]), ends)[0]
    return Point(line.x(max(each.begin, line.first)), line.x(each.week), y, each.week > 0.0, each.words)
