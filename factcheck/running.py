"""From paths to findings: reads, then compares; over one story, or over every event of a pack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from factcheck.domain.findings import ChangedSetting, Findings
from factcheck.domain.story import Settled
from factcheck.domain.text import Article
from factcheck.errors import ConfigError, NothingComparable, UsageError
from factcheck.gate import baselines
from factcheck.interfaces import ALONE, UNREVIEWED, Crew, Encoder, Fetch, Progress, Reviewing, silent
from factcheck.models.cache import ACCOUNTS, cache_folder
from factcheck.models.kept import Table
from factcheck.review.recording import Keeping
from factcheck.scoring import Event
from factcheck.settings.config import Config

if TYPE_CHECKING:
    from factcheck.intake.reading import Reading
    from factcheck.understand.memory import Memory


# Settings that show what is less likely in conflict, too. Of what they add on news whose topics the models have not
# seen, less than half is right (docs/quality.md).
LESS_LIKELY = (
    "alignment.in_dispute=0.4",
    "kinds.date.min_confidence=0",
    "kinds.figure.min_confidence=0",
    "kinds.outcome.min_confidence=0.3",
    "kinds.quote.min_confidence=0",
    "kinds.status.min_confidence=0",
    "sureness.told=0",
)


@dataclass(frozen=True, slots=True)
class Run:
    """How to run: the settings, the day after which no date can be right, who shows the progress.

    `changed` says which settings are not as shipped, and where they come from. `sources_too` asks a check for what the
    sources disagree about among themselves. Without `keeping` no ledger has a part in it. Only where it `fetches` are
    addresses among the paths loaded.
    """

    config: Config
    today: date
    progress: Progress = silent
    changed: tuple[ChangedSetting, ...] = ()
    sources_too: bool = False
    keeping: Keeping | None = None
    fetches: bool = False

    @property
    def ledger(self) -> str:
        """The URL of its ledger; "" without one."""
        return self.keeping.url if self.keeping else ""

    def reviewed(self) -> Reviewing:
        """Return what reviewers answered before."""
        return self.keeping.reviewed() if self.keeping else UNREVIEWED

    def fetch(self, fresh: timedelta = timedelta.max) -> Fetch | None:
        """Return what loads addresses; None where nobody asked for that. Raises as make_fetch does."""
        return make_fetch(self.config, fresh) if self.fetches else None


def make_fetch(config: Config, fresh: timedelta = timedelta.max) -> Fetch:
    """Return what loads addresses, behind the cache of pages, where what is not `fresh` is asked for again.

    Raises UsageError where a library for it is missing.
    """
    try:
        from factcheck.fetching.fetcher import Fetcher
        from factcheck.fetching.pages import Pages
    except ModuleNotFoundError as error:
        raise UsageError(f"--fetch: needs {error.name}; install it: pip install 'factcheck[fetch]'") from error
    return Fetcher(config.fetch, Pages(cache_folder(config), config.fetch.days, fresh=fresh))


def compare_paths(
    paths: Sequence[str],
    run: Run,
    *,
    stdin: BinaryIO | None = None,
    encoder: Encoder | None = None,
    crew: Crew = ALONE,
) -> Findings:
    """Read every article of `paths` and compare them, by the `crew`. Raises NothingComparable for fewer than two."""
    from factcheck.intake.reading import read

    opening = partial(run.progress, "opening")
    reading = read(paths, today=run.today, stdin=stdin, progress=opening, fetch=run.fetch())
    return compare_read(reading, run, encoder=encoder, crew=crew)


def compare_read(reading: Reading, run: Run, *, encoder: Encoder | None = None, crew: Crew = ALONE) -> Findings:
    """Compare articles that were read, by the `crew`. Raises NothingComparable for fewer than two."""
    findings = compare_articles(reading, run, encoder=encoder, reviewing=run.reviewed(), crew=crew)
    return _kept(findings, reading.articles, run)


def compare_articles(
    reading: Reading,
    run: Run,
    *,
    encoder: Encoder | None = None,
    reviewing: Reviewing = UNREVIEWED,
    crew: Crew = ALONE,
) -> Findings:
    """Compare articles that were read; no ledger has a part in it. Raises NothingComparable for fewer than two."""
    from factcheck.pipeline import compare

    return compare(
        reading.articles,
        run.config,
        skipped=reading.skipped,
        progress=run.progress,
        encoder=encoder,
        reviewing=reviewing,
        changed=run.changed,
        memory=memory_of(run.config),
        crew=crew,
    )


def check_paths(
    draft: str, against: Sequence[str], run: Run, *, stdin: BinaryIO | None = None, name: str | None = None
) -> Findings:
    """Read a draft and its sources and say where they disagree; `name` is what a draft on `stdin` is called.

    Raises NothingComparable when no claim of the draft meets one of a source.
    """
    from factcheck.intake.reading import read, read_draft

    fetch, opening = run.fetch(), partial(run.progress, "opening")
    article = read_draft(draft, today=run.today, stdin=stdin, name=name, progress=opening, fetch=fetch)
    found = read(against, today=run.today, progress=opening, fetch=fetch)
    return check_read(article, found, run)


def check_read(draft: Article, against: Reading, run: Run) -> Findings:
    """Hold a draft that was read against sources that were read, with what was understood in any run before."""
    return check_article(draft, against, run, memory=memory_of(run.config))


def check_article(
    draft: Article, against: Reading, run: Run, *, encoder: Encoder | None = None, memory: Memory | None = None
) -> Findings:
    """Hold a draft that was read against sources that were read; baseline and waivers as the settings say.

    `memory` is of a process that checks again and again: see understand.memory.
    """
    from factcheck.intake.reading import sources_of
    from factcheck.pipeline import check

    draft, sources = sources_of(draft, against)
    findings = check(
        draft,
        sources.articles,
        run.config,
        skipped=sources.skipped,
        progress=run.progress,
        encoder=encoder,
        today=run.today,
        baseline=_baseline(run.config.gate.baseline),
        reviewing=run.reviewed(),
        changed=run.changed,
        facts=_facts(run.config),
        sources_too=run.sources_too,
        memory=memory,
    )
    return _kept(findings, (draft, *sources.articles), run)


def memory_of(config: Config) -> Memory:
    """Return a memory of what was understood, and of what came of stories, in any run before."""
    from factcheck.understand.memory import Memory

    path = cache_folder(config) / ACCOUNTS
    return Memory(Table(path, "accounts"), Table(path, "stories"))


def _facts(config: Config) -> tuple[Settled, ...]:
    if not config.gate.facts:
        return ()
    from factcheck.gate.facts import read_facts
    from factcheck.settings.lexicons import load_lexicons
    from factcheck.tools import make_parser

    return read_facts(Path(config.gate.facts), load_lexicons(), parser=make_parser(config))


def _baseline(path: str) -> dict[str, baselines.Accepted]:
    if not path:
        return {}
    try:
        return baselines.read_baseline(Path(path).read_text(encoding="utf-8"), path)
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: there is no such baseline; write it with --write-baseline") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}; check the file and its permissions") from error


def _kept(findings: Findings, articles: Iterable[Article], run: Run) -> Findings:
    if run.keeping:
        run.keeping.recorded(findings, articles)
    return findings


def compare_events(events: Sequence[Event], run: Run, *, jobs: int = 1) -> dict[str, Findings]:
    """Compare each event's articles by themselves, in `jobs` processes; an event of one article has no findings."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

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
    from factcheck.tools import make_encoder

    quiet, encoder, findings = replace(run, progress=silent), make_encoder(run.config), {}
    for event in run.progress("comparing events", events):
        try:
            findings[event.name] = compare_paths([str(event.path)], quiet, encoder=encoder)
        except NothingComparable:
            continue
    return findings
