"""The door for programs: what `import factcheck` offers. The command line has its own, in cli/.

A call reads no settings that lie about, neither a folder's nor the user's own nor the environment's, and keeps no
ledger that it was not asked for: the same arguments give the same findings wherever it is made.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.domain.text import Article
from factcheck.errors import UnreadableArticle, UsageError

if TYPE_CHECKING:
    from factcheck.domain.findings import Findings
    from factcheck.intake.reading import Reading
    from factcheck.interfaces import Progress
    from factcheck.running import Run

_DIGITS = 8  # of a hash: enough to tell the texts of a call apart

Source = str | os.PathLike[str] | Article
Settings = str | os.PathLike[str] | Mapping[str, Any]


def article(
    text: str,
    *,
    title: str | None = None,
    source: str | None = None,
    published: date | str | None = None,
    updated: date | str | None = None,
    url: str | None = None,
    name: str | None = None,
) -> Article:
    """Return a text as an article.

    `source` is who published it, and `name` what reports call it by, in place of a file's path; without one it is the
    beginning of its text's hash. No two articles of a call may have one name. A date is a date, a datetime or a text
    such as "2020-01-31"; relative dates of the text ("on Sunday") can be compared only where `published` is known. One
    that is in the future is left out, and the article's `notes` say so, as for a file. Raises UsageError where there is
    no text, or a date is none.
    """
    from factcheck.intake import records

    for field, value in (("published", published), ("updated", updated)):
        if note := records.when(value, field, today=date.max).note:
            raise UsageError(note)
    called = name or f"<text {records.sha256(text)[:_DIGITS]}>"
    fields = {
        "id": called,
        "text": text,
        "title": title,
        "source": source,
        "published": published,
        "updated": updated,
        "url": url,
    }
    try:
        return records.article(fields, path=called, stem=called, today=_today(None))
    except UnreadableArticle as error:
        raise UsageError("the article has no text; give one that is more than blanks") from error


def compare(
    articles: Source | Iterable[Source],
    *,
    settings: Settings | None = None,
    today: date | None = None,
    recall: bool = False,
    ledger: str | None = None,
    progress: Progress | None = None,
) -> Findings:
    """Say what articles disagree about; they may be on several stories, and are grouped by event first.

    Each of `articles` is a path as on the command line (a file, a folder, a glob), or an article. What cannot be read
    is skipped, and `Findings.skipped` says why. The same articles in any order give the same findings.

    `settings` is the path of a TOML file, or its tables as a mapping; without it everything is as shipped. `today`
    bounds what dates can be right, and is the real day by default. `recall` asks for what is less likely in conflict,
    too. `ledger` is the URL of one: earlier verdicts in it count, and the run is recorded there.
    `progress` is handed each stage's name and items, and returns the items.

    Raises NothingComparable for fewer than two articles, UsageError for a path that names nothing, ConfigError for
    settings that are wrong, ModelError when a model's weights are missing or altered.
    """
    from factcheck.running import LESS_LIKELY, compare_read

    run = _run(settings, today, ledger, progress, flags=LESS_LIKELY if recall else ())
    return compare_read(_read(articles, run), run)


def check(
    draft: Source,
    sources: Source | Iterable[Source],
    *,
    settings: Settings | None = None,
    today: date | None = None,
    recall: bool = False,
    sources_too: bool = False,
    ledger: str | None = None,
    progress: Progress | None = None,
) -> Findings:
    """Say where a draft disagrees with the sources that it was written from, and what of it they do not bear out.

    `Findings.check` tells what that comes to: which findings fail the draft, and what became of each of its claims.
    `recall` asks for what is less likely wrong, too, and `sources_too` for what the sources disagree about among
    themselves. Baseline, facts and waivers are taken from `settings`, and waivers hold through the day `today`. All
    else is as for `compare`.

    Raises NothingComparable when no claim of the draft meets one of a source, else as `compare`.
    """
    from factcheck.intake.reading import read_draft
    from factcheck.running import LESS_LIKELY, check_read

    run = _run(settings, today, ledger, progress, flags=LESS_LIKELY if recall else (), sources_too=sources_too)
    ours = draft if isinstance(draft, Article) else read_draft(os.fspath(draft), today=run.today)
    return check_read(ours, _read(sources, run), run)


def render(findings: Findings, format: str = "markdown", *, show_set_aside: bool = False) -> str:  # noqa: A002 - as in --format
    """Return the report of findings, as --format names it: "markdown", "json", "html", "terminal" and others.

    It ends with a newline, and the same findings give the same text. `show_set_aside` asks for the page furniture that
    was left out. Raises UsageError, with the names there are, for a format that there is not.
    """
    from factcheck.shelves import member

    report: str = member("formats", format)().render(findings, show_set_aside=show_set_aside)
    return report


def _run(
    settings: Settings | None,
    today: date | None,
    ledger: str | None,
    progress: Progress | None,
    *,
    flags: Iterable[str] = (),
    sources_too: bool = False,
) -> Run:
    from factcheck.interfaces import silent
    from factcheck.review.recording import keeping_of
    from factcheck.running import Run
    from factcheck.settings.layers import given

    named = settings if settings is None or isinstance(settings, Mapping) else Path(settings)
    settled = given(named, flags=[*flags, *([f"ledger.url={ledger}"] if ledger else [])])
    keeping = keeping_of(settled.config, Path(), _warn, records=True) if ledger else None
    return Run(settled.config, _today(today), progress or silent, settled.changed, sources_too, keeping)


def _read(sources: Source | Iterable[Source], run: Run) -> Reading:
    from factcheck.intake.reading import read

    every = [sources] if isinstance(sources, str | os.PathLike | Article) else [*sources]
    paths = [os.fspath(one) for one in every if not isinstance(one, Article)]
    ready = [one for one in every if isinstance(one, Article)]
    return read(paths, today=run.today, progress=lambda files: run.progress("opening", list(files)), beside=ready)


def _today(given: date | None) -> date:
    day = given or date.today()  # noqa: DTZ011 - the user's day is the local one
    return day.date() if isinstance(day, datetime) else day


def _warn(told: str) -> None:
    warnings.warn(told, stacklevel=2)
