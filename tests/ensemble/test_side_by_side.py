"""Chunks side by side on threads."""

from __future__ import annotations

from functools import partial

import pytest

from majlis.ensemble.side_by_side import side_by_side
from majlis.models.threads import number_of_threads, threads


def test_every_job_runs_once_and_progress_adds_up() -> None:
    ran: list[int] = []
    said: list[tuple[int, int]] = []

    def job(size: int) -> int:
        ran.append(size)
        return size

    side_by_side([partial(job, size) for size in (3, 4, 5)], 12, lambda done, of: said.append((done, of)))
    assert sorted(ran) == [3, 4, 5]
    assert said[-1] == (12, 12)
    assert [done for done, _ in said] == sorted(done for done, _ in said)


def test_models_settle_on_one_thread_inside_several_jobs_and_on_all_inside_one() -> None:
    seen: list[int] = []

    def job() -> int:
        seen.append(number_of_threads())
        return 1

    with threads(2):
        side_by_side([job, job], 2)
        side_by_side([job], 1)
    assert seen == [1, 1, 2]


def test_what_breaks_one_job_calls_off_those_that_have_not_begun() -> None:
    ran: list[int] = []

    def job(number: int) -> int:
        ran.append(number)
        if number == 0:
            raise ValueError("broken")
        return 1

    with threads(1), pytest.raises(ValueError, match="broken"):
        side_by_side([partial(job, number) for number in range(200)], 200)
    assert len(ran) < 200
