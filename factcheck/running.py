"""From paths to findings: reads, then compares; over one story, or over every event of a pack."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_context
from typing import BinaryIO

from factcheck.config import Config
from factcheck.domain import Findings
from factcheck.errors import NothingComparable
from factcheck.interfaces import Encoder, Progress, silent
from factcheck.scoring import Event


@dataclass(frozen=True, slots=True)
class Run:
    """How to run: the settings, the day after which no date can be right, who shows the progress."""

    config: Config
    today: date
    progress: Progress = silent


def compare_paths(
    paths: Sequence[str], run: Run, *, stdin: BinaryIO | None = None, encoder: Encoder | None = None
) -> Findings:
    """Read every article of `paths` and compare them. Raises NothingComparable for fewer than two."""
    from factcheck.pipeline import compare
    from factcheck.reading import read

    reading = read(paths, today=run.today, stdin=stdin, progress=lambda files: run.progress("opening", list(files)))
    return compare(reading.articles, run.config, skipped=reading.skipped, progress=run.progress, encoder=encoder)


def compare_events(events: Sequence[Event], run: Run, *, jobs: int = 1) -> dict[str, Findings]:
    """Compare each event's articles by themselves, in `jobs` processes; an event of one article has no findings."""
    if jobs == 1:
        return _batch(events, run)
    quiet = replace(run, progress=silent)
    findings: dict[str, Findings] = {}
    # Spawned, not forked: a model's threads do not survive a fork. One batch a process: the model loads once.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        batches = [pool.submit(_batch, events[first::jobs], quiet) for first in range(jobs)]
        for batch in run.progress("comparing events", batches):
            findings |= batch.result()
    return findings


def _batch(events: Sequence[Event], run: Run) -> dict[str, Findings]:
    from factcheck.pipeline import make_encoder

    quiet, encoder, findings = replace(run, progress=silent), make_encoder(run.config), {}
    for event in run.progress("comparing events", events):
        try:
            findings[event.name] = compare_paths([str(event.path)], quiet, encoder=encoder)
        except NothingComparable:
            continue
    return findings
