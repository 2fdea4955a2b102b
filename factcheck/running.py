"""From paths to findings: reads, then compares; over one story, or over every event of a pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import IO

from factcheck.config import Config
from factcheck.domain import Findings
from factcheck.errors import NothingComparable
from factcheck.interfaces import Progress, silent
from factcheck.scoring import Event


@dataclass(frozen=True, slots=True)
class Run:
    """How to run: the settings, the day that undated words such as 'today' may lean on, who shows the progress."""

    config: Config
    today: date
    progress: Progress = silent


def compare_paths(paths: Sequence[Path], run: Run, *, stdin: IO[bytes] | None = None) -> Findings:
    """Read every article of `paths` and compare them. Raises NothingComparable for fewer than two."""
    from factcheck.pipeline import compare
    from factcheck.reading import read

    reading = read(paths, today=run.today, stdin=stdin, progress=run.progress)
    return compare(reading.articles, run.config, skipped=reading.skipped, progress=run.progress)


def compare_events(events: Iterable[Event], run: Run, *, jobs: int = 1) -> dict[str, Findings]:
    """Compare each event's articles by themselves, in `jobs` processes; an event of one article has no findings."""
    quiet = Run(run.config, run.today)
    work = [(event.name, partial(_event, event.path, quiet)) for event in events]
    if jobs == 1:
        results = ((name, task()) for name, task in run.progress("Comparing events", work))
        return {name: findings for name, findings in results if findings}
    # Spawned, not forked: a model's threads do not survive a fork.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = [(name, _submit(pool, task)) for name, task in work]
        finished = ((name, future.result()) for name, future in run.progress("Comparing events", waiting))
        return {name: findings for name, findings in finished if findings}


def _submit(pool: ProcessPoolExecutor, task: Callable[[], Findings | None]) -> Future[Findings | None]:
    return pool.submit(task)


def _event(path: Path, run: Run) -> Findings | None:
    try:
        return compare_paths([path], run)
    except NothingComparable:
        return None
