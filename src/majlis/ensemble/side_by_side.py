"""Chunks of draws side by side on threads: while one is in Python, another is in a compiled kernel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from majlis.models.threads import number_of_threads, threads

Progress = Callable[[int, int], None]
"""Called with draws done and draws in all."""

Job = Callable[[], int]
"""Runs a chunk and returns how many draws that were."""


def side_by_side(jobs: Sequence[Job], draws: int, progress: Progress | None = None) -> None:
    """Run jobs on as many threads as models may use; inside each, models settle on one.

    Whatever breaks a job, or an interrupt, calls off those that have not begun and is raised here.

    Parameters
    ----------
    jobs
        What to run. Jobs write to places of their own, or lock what they share.
    draws
        Draws of all jobs together.
    progress
        Called after each job.

    """
    lock = Lock()
    done = 0

    def one(job: Job, at_a_time: int) -> None:
        nonlocal done
        with threads(at_a_time):
            found = job()
        with lock:
            done += found
            if progress is not None:
                progress(done, draws)

    if len(jobs) == 1:
        one(jobs[0], number_of_threads())
        return
    with ThreadPoolExecutor(max_workers=number_of_threads()) as pool:
        running = [pool.submit(one, job, 1) for job in jobs]
        try:
            for future in running:
                future.result()
        except BaseException:
            for future in running:
                future.cancel()
            raise
