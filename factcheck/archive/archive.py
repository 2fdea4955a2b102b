"""An archive of articles: it grows, and of each new article only the story is compared again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from factcheck.archive import placing, pruning, reports, rows
from factcheck.archive.nearest import Snapshot
from factcheck.archive.regrouping import Grouping, regroup
from factcheck.archive.signs import at_home, prepared, vector_of
from factcheck.archive.store import ArchiveStore, sql
from factcheck.archive.told import Added, ArchiveStatus, Compared, Pruned, StoryOf
from factcheck.archive.vectors import Vectors
from factcheck.domain.findings import Findings
from factcheck.domain.text import Article, Skipped
from factcheck.errors import NothingComparable
from factcheck.intake.reading import Reading, read, read_draft
from factcheck.interfaces import Encoder, silent
from factcheck.models.cache import cache_folder
from factcheck.running import Run, check_article, compare_articles, memory_of
from factcheck.settings.config import load_config
from factcheck.settings.identity import identity
from factcheck.settings.lexicons import load_lexicons
from factcheck.settings.notations import day_of
from factcheck.version import __version__

if TYPE_CHECKING:
    from factcheck.tools import Tools

_BATCH = 64  # articles put into the archive in one transaction: so many are read again where it is stopped
_TRIES = 3  # at a story that another process changes while it is compared


class Archive:
    """Articles and their stories in a SQLite file or a PostgreSQL database. No two threads may use it at once.

    Whatever ends the program, the archive is whole: an article is in it with its story, or not at all, and a story
    that could not be compared any more is compared by whoever adds or reports next.
    """

    def __init__(self, url: str, run: Run | None = None, *, encoder: Encoder | None = None) -> None:
        """Open sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME, and make it where there is none.

        Without a `run` the settings are those shipped, the day is today, and no ledger has a part in it.
        Raises ConfigError for another URL, ArchiveError for what is no archive or cannot be opened.
        """
        self.run = run or Run(load_config(), date.today())  # noqa: DTZ011 - the user's day is the local one
        self._store = ArchiveStore(url)
        self._encoder = encoder
        self._settings = self.run.config.archive

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    @property
    def where(self) -> str:
        """What the archive is called in messages."""
        return self._store.where

    @property
    def identity(self) -> str:
        """What tells it from other archives, wherever it lies."""
        return self._store.identity

    # --- what is done to it ---

    def add(self, paths: Sequence[str], *, stdin: BinaryIO | None = None, compare: bool = True) -> Added:
        """Read every article that `paths` name, add it, and compare the stories that it changes.

        An article in the place of another (see signs.place_of) is a correction of it. Where it is not to `compare` them
        now, the stories are due: see `compare`. Raises UsageError for a path that names nothing.
        """
        run = self.run
        opening = partial(run.progress, "opening")
        reading = read(paths, today=run.today, stdin=stdin, progress=opening, fetch=run.fetch())
        return self.add_articles(reading, compare=compare)

    def add_articles(self, reading: Reading, *, compare: bool = True) -> Added:
        """Add articles that were read."""
        articles = [at_home(article) for article in reading.articles]
        new = corrected = 0
        batches = [articles[at : at + _BATCH] for at in range(0, len(articles), _BATCH)]
        for batch in self.run.progress("placing", batches):
            added, replaced = self._placed(batch)
            new, corrected = new + added, corrected + replaced
        stories, found = self._compared() if compare else ((), ())
        return Added(new, corrected, len(articles) - new - corrected, stories, found, reading.skipped)

    def compare(self) -> Compared:
        """Compare every story that is due, or was compared by other settings or an older version.

        Each is kept as soon as it is done: where the program ends in between, the next call goes on.
        """
        with self._store.reading() as connection:
            stories = [*rows.due(connection), *rows.made_otherwise(connection, self._made)]
        return Compared(*self._compared(list(dict.fromkeys(stories))))

    def prune(
        self,
        *,
        before: date | str | None = None,
        source: str | None = None,
        path: str | None = None,
        missing: bool = False,
    ) -> Pruned:
        """Take out articles that came out before a day, of a source, of a file, folder or glob, or whose file is gone.

        What is given must hold together; their stories are compared again. Raises UsageError where nothing is given, or
        `before` is no day (a date, or a text such as "2020-01-31").
        """
        day = None if before is None else day_of(before, "before")
        asked = pruning.ToGo(day, source, str(Path(path).resolve()) if path else None, missing)
        with self._store.writing() as connection:
            places = pruning.places(connection, asked)
            left = placing.remove(connection, places)
            regroup(connection, {}, left, self._vectors.near, self._rules)
        stories, _ = self._compared()
        return Pruned(len(places), stories)

    # --- what it says ---

    def stories(self, *, least: int = 1, limit: int | None = None) -> Sequence[StoryOf]:
        """Return the stories of at least so many articles, the one that changed last first."""
        with self._store.reading() as connection:
            return rows.stories(connection, least, limit)

    def report(self, story: int | None = None, *, since: date | str | None = None) -> Findings:
        """Return what is found in one story, or all that was found since a day, with the reviewers' word on it.

        Stories that are due, or were compared by other settings, are compared first. Raises UsageError for a story
        that there is not, or where `since` is no day (a date, or a text such as "2020-01-31"), NothingComparable for a
        story of a single article.
        """
        day = None if since is None else day_of(since, "since")
        self._compared()
        with self._store.reading() as connection:
            numbers = [rows.standing(connection, story, self.where)] if story else rows.since(connection, day)
            only = None if day is None else rows.seen_since(connection, day)
            again = {*rows.made_otherwise(connection, self._made, numbers), *reports.damaged(connection, numbers)}
        self._compared(sorted(again))
        with self._store.reading() as connection:
            found = reports.kept(connection, numbers)
            articles = [a for number in numbers for a in rows.articles(connection, number).articles]
        if story and not found:
            raise NothingComparable(f"story {story} has one article, and it takes two to compare; add more")
        findings = self._together(found, only)
        if self.run.keeping:
            self.run.keeping.recorded(findings, articles)
        return findings

    def check(self, draft: str, *, stdin: BinaryIO | None = None, name: str | None = None) -> Findings:
        """Hold a draft against all articles of the archive that may be on its event: see running.check_paths."""
        article = at_home(read_draft(draft, today=self.run.today, stdin=stdin, name=name))
        sources = self._sources_of(article)
        if not sources.articles:
            raise NothingComparable(f"{draft}: no article of {self.where} seems to be on its event; add its sources")
        return check_article(article, sources, self.run, encoder=self._encoder, memory=memory_of(self.run.config))

    def news_for(self, target: str, *, refused: bool = False) -> Findings:
        """Return what is found in all stories and was not `posted` to a target yet; what was dismissed is no news.

        What it `refused` is none either, unless that is asked for.
        """
        self._compared()
        with self._store.reading() as connection:
            stories, ids = rows.unposted(connection, target, refused=refused)
            found = reports.kept(connection, stories)
        return self._together(found, ids)

    def posted(self, target: str, finding: str, *, refused: bool = False) -> None:
        """Note that a target has a finding, by its id, or will not have it."""
        noted = """INSERT INTO archive_posts (target, finding, refused) VALUES (:target, :finding, :refused)
                   ON CONFLICT (target, finding) DO UPDATE SET refused = :refused"""
        with self._store.writing() as connection:
            sql(connection, noted, {"target": target, "finding": finding, "refused": int(refused)})

    def latest(self, count: int) -> tuple[Findings, Mapping[str, date]]:
        """Return the findings that were seen first last, so many, and on which day each was."""
        self._compared()
        with self._store.reading() as connection:
            stories, days = rows.latest(connection, count)
            found = reports.kept(connection, stories)
        return self._together(found, days), days

    def status(self) -> ArchiveStatus:
        """Say how much there is, what is due, and what is damaged."""
        with self._store.reading() as connection:
            return rows.status(connection, self.where, self._made, self._vectors.backend)

    # --- how ---

    @cached_property
    def _tools(self) -> Tools:
        from factcheck.tools import make_tools

        return make_tools(self.run.config, load_lexicons(), self._encoder, ["kinds"])

    @cached_property
    def _vectors(self) -> Vectors:
        name = f"archive-{self._store.identity}.faiss"
        file = cache_folder(self.run.config) / name
        made = Vectors(file, self._store.identity, self._tools.encoder.name, self._settings)
        with self._store.reading() as connection:
            made.refresh(connection)
        return made

    @cached_property
    def _made(self) -> str:
        """By what stories are compared now."""
        return f"{__version__} {identity(self.run.config, load_lexicons())}"

    @property
    def _rules(self) -> Grouping:
        return Grouping(self._settings, self.run.config.event, self.run.today.isoformat())

    def _placed(self, articles: Sequence[Article]) -> tuple[int, int]:
        """Put articles in their stories, all of them or none; return how many are new and how many corrections."""
        with self._store.reading() as connection:
            news = rows.news(connection, articles)
        if not news.articles:
            return 0, 0
        ready = prepared(news.articles, self._tools.lexicons, self._tools.encoder)
        vectors = self._vectors
        with self._store.writing() as connection:
            vectors.refresh(connection)
            placing.add(connection, ready, vectors.near, self._rules)
        with self._store.reading() as connection:
            vectors.refresh(connection)
            vectors.save(connection)
        return len(news.articles) - news.corrections, news.corrections

    def _compared(self, stories: Sequence[int] | None = None) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Compare stories, all that are due without any given; return them, and the ids of what is new in them."""
        if stories is None:
            with self._store.reading() as connection:
                stories = rows.due(connection)
        found: list[str] = []
        for story in self.run.progress("comparing stories", list(stories)):
            for _ in range(_TRIES):
                new = self._compare(story)
                if new is not None:
                    found += new
                    break
        return tuple(stories), tuple(found)

    def _compare(self, story: int) -> list[str] | None:
        """Compare a story and keep what is found; None where its articles were changed meanwhile by another process."""
        with self._store.reading() as connection:
            members = rows.members(connection, story)
            reading = rows.articles(connection, story)
        findings = None
        with suppress(NothingComparable):
            quiet = replace(self.run, progress=silent)
            findings = reports.of_story(compare_articles(reading, quiet, encoder=self._encoder), story)
        with self._store.writing() as connection:
            if rows.members(connection, story) != members:
                return None
            new = rows.unseen(connection, [d.id for d in findings.discrepancies] if findings else [])
            reports.keep(connection, story, findings, self._made, self.run.today.isoformat())
        return new

    def _together(self, found: Sequence[Findings], only: Collection[str] | None = None) -> Findings:
        from factcheck.pipeline import made_by

        reviewing = self.run.reviewed()
        return reports.together(found, made_by(self._tools, reviewing, self.run.changed), reviewing, only)

    def _sources_of(self, draft: Article) -> Reading:
        """The articles of all stories that a draft may be on the event of."""
        (ready,) = prepared([draft], self._tools.lexicons, self._tools.encoder)
        event = self.run.config.event
        with self._store.reading() as connection:
            self._vectors.refresh(connection)
            near = self._vectors.near(vector_of(ready.vector), self._settings.near)
            snapshot = Snapshot(connection)
            candidates = [*snapshot.by_names(ready.signs, self._settings), *near]
            found = snapshot.likely(ready.signs, candidates, event)
            wanted = [number for number, probability in found.items() if probability >= event.same_draft]
            stories = rows.stories_of(connection, wanted)
            several = [rows.articles(connection, story) for story in stories]
        skipped: list[Skipped] = [skip for one in several for skip in one.skipped]
        return Reading(tuple(a for one in several for a in one.articles), tuple(skipped))
