"""factcheck archive: articles that stay, and the stories that they make."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import (
    ConfigFile,
    Fetches,
    FormatName,
    IgnoreVerdicts,
    Output,
    Sets,
    Today,
    format_for,
    make_format,
    make_run,
    say_ledger,
    today_of,
)
from factcheck.cli.program import CODES, app
from factcheck.cli.talking import complain, complain_of, deliver, put, put_line, say
from factcheck.cli.working import working
from factcheck.errors import FactcheckError, OutputError, UsageError
from factcheck.settings.notations import day_of

if TYPE_CHECKING:
    from factcheck.archive import Archive
    from factcheck.archive.posting import Taker
    from factcheck.archive.told import Added
    from factcheck.domain.findings import Findings

_HELP = f"""\b
Examples:
  factcheck archive add wires/ interviews.jsonl   add articles; only their stories are compared
  factcheck archive compare                       what is still to be compared, or was by an older version
  factcheck archive stories                       the stories of two articles and more
  factcheck archive report --story 12             what the articles of one story disagree about
  factcheck archive report --since 2026-03-01     what nobody had seen before that day
  factcheck archive check draft.md                a draft against all of its event that is there
  factcheck archive prune --before 2025-01-01     let old articles go, with their findings
  factcheck archive watch wires/ --jsonl new.jsonl

{CODES}"""
FINDINGS = 1

archive_app = typer.Typer(
    no_args_is_help=True,
    epilog=_HELP,
    help="Keep articles and their stories. A new article is compared with those of its own story alone, found among "
    "all that are there; findings keep their ids, and what reviewers answered holds.",
)
app.add_typer(archive_app, name="archive")

ArchiveUrl = Annotated[
    str | None,
    typer.Option(
        "--archive",
        metavar="URL",
        help="sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME.  [default: archive.url, else archive.sqlite "
        "beside the ledger]",
    ),
]


@archive_app.command()
def add(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Articles: files, folders, globs, or - for JSON Lines on stdin."),
    ],
    later: Annotated[
        bool, typer.Option("--later", help="Compare no story now: thousands are put in first, then compared at once.")
    ] = False,
    archive: ArchiveUrl = None,
    config: ConfigFile = None,
    sets: Sets = None,
    today: Today = None,
) -> None:
    """Add articles. One that is there already is left; another text of its address, or its file, is a correction."""
    with working(), _opened(archive, config, sets, today, made=True) as kept:
        added = kept.add(paths, stdin=sys.stdin.buffer, compare=not later)
    put_line(said(added))
    if later:
        say("Their stories are still to be compared: factcheck archive compare")


@archive_app.command()
def compare(archive: ArchiveUrl = None, config: ConfigFile = None, sets: Sets = None, today: Today = None) -> None:
    """Compare every story that is still to be compared, or was by other settings or another version."""
    with working(), _opened(archive, config, sets, today) as kept:
        done = kept.compare()
    put_line(f"{len(done.stories)} stories compared, {len(done.findings)} new findings: {kept.where}")


@archive_app.command()
def stories(
    least: Annotated[int, typer.Option(min=1, help="Only stories of so many articles and more.")] = 2,
    limit: Annotated[int, typer.Option(min=1, help="So many lines at most, the last that changed first.")] = 50,
    archive: ArchiveUrl = None,
    config: ConfigFile = None,
) -> None:
    """List the stories, a line each: its number, articles, findings, days, and title."""
    with working(), _opened(archive, config) as kept:
        found = kept.stories(least=least, limit=limit)
    for one in found:
        days = " to ".join(dict.fromkeys(f"{day}" for day in (one.first, one.last) if day)) or "no day"
        counted = f"{one.articles:4} articles  {one.findings:3} findings"
        put_line(f"{one.number:6}  {counted}  {days:24}  {one.title}")


@archive_app.command()
def report(
    story: Annotated[int | None, typer.Option(metavar="ID", help="The story's number; see stories.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="What was seen first on that day, YYYY-MM-DD, or later.")
    ] = None,
    format_name: FormatName = None,
    output: Output = None,
    archive: ArchiveUrl = None,
    config: ConfigFile = None,
    sets: Sets = None,
    today: Today = None,
    ignore_verdicts: IgnoreVerdicts = False,
) -> None:
    """Report what is found in one story, or what is new in all of them; factcheck review settles it."""
    from factcheck.findings import digest
    from factcheck.findings import output as files

    if (story is None) == (since is None):
        raise UsageError("report: give --story ID for one story, or --since DAY for what is new in all of them")
    chosen = make_format(format_name or format_for(output), output)
    day = day_of(since, "--since") if since else None
    if output is not None:
        files.check(output)
    honours = not ignore_verdicts
    with working(), _opened(archive, config, sets, today, records=True, honours=honours) as kept:
        findings = kept.report(story, since=day)
    say_ledger(kept.run.ledger)
    if output is not None:
        say(f"Found {digest.outcome(findings)}")
    deliver(chosen.render(findings), output)


@archive_app.command()
def check(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="The draft: a file, or - for standard input.")],
    stdin_name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What a draft on standard input is called, with its ending.")
    ] = None,
    format_name: FormatName = None,
    output: Output = None,
    archive: ArchiveUrl = None,
    config: ConfigFile = None,
    sets: Sets = None,
    today: Today = None,
    ignore_verdicts: IgnoreVerdicts = False,
) -> None:
    """Check a draft against all articles of the archive that are on its event; exit code 1 where findings fail it."""
    from factcheck.findings import output as files

    chosen = make_format(format_name or ("terminal" if output is None else format_for(output)), output)
    if output is not None:
        files.check(output)
    honours = not ignore_verdicts
    with working(), _opened(archive, config, sets, today, records=True, honours=honours) as kept:
        findings = kept.check(draft, stdin=sys.stdin.buffer, name=stdin_name)
    say_ledger(kept.run.ledger)
    deliver(chosen.render(findings), output)
    raise typer.Exit(_code(findings, warn_only=kept.run.config.gate.warn_only))


@archive_app.command()
def prune(
    before: Annotated[str | None, typer.Option(metavar="DAY", help="Came out before that day, YYYY-MM-DD.")] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Of this source.")] = None,
    path: Annotated[str | None, typer.Option(metavar="PATH", help="Of this file, folder or glob.")] = None,
    missing: Annotated[bool, typer.Option("--missing", help="Whose file is not there any more.")] = False,
    archive: ArchiveUrl = None,
    config: ConfigFile = None,
    sets: Sets = None,
    today: Today = None,
) -> None:
    """Take out the articles of which all that is given is true, with their findings."""
    day = day_of(before, "--before") if before else None
    with working(), _opened(archive, config, sets, today) as kept:
        gone = kept.prune(before=day, source=source, path=path, missing=missing)
    put_line(f"{gone.articles} articles taken out, {len(gone.stories)} stories compared again: {kept.where}")


@archive_app.command()
def watch(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="What to follow: folders, files, globs, addresses.")
    ],
    jsonl: Annotated[
        str | None, typer.Option(metavar="FILE", help="Add each new finding as a line of JSON; - writes to stdout.")
    ] = None,
    atom: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the latest findings as an Atom feed.")
    ] = None,
    webhook: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Call a server with each new finding, signed by the secret FACTCHECK_WEBHOOK_SECRET."
        ),
    ] = None,
    refused: Annotated[bool, typer.Option("--refused", help="Offer once more what a server refused before.")] = False,
    fetch: Fetches = False,
    once: Annotated[bool, typer.Option("--once", help="Look once and end, as for a timetable of the system.")] = False,
    archive: ArchiveUrl = None,
    config: ConfigFile = None,
    sets: Sets = None,
    today: Today = None,
) -> None:
    """Keep the archive as some folders are, add what feeds and pages have, and post what is new.

    An article whose file is gone goes; of a feed, what it does not name any more stays.
    """
    from factcheck.archive.following import Following
    from factcheck.archive.posting import post_new, write_feed
    from factcheck.watch import loop

    with _opened(archive, config, sets, today, made=True, fetches=fetch) as kept:
        following = Following(kept, paths)
        targets = _targets(kept, jsonl, webhook)
        again = iter([refused])  # at the first look alone

        def look() -> int:
            kept.run = replace(kept.run, today=today_of(today))  # it goes on for days
            try:
                with working():
                    added = following.look()
                told = said(added)
                posted = post_new(kept, targets, complain, refused=next(again, False))
                if atom is not None:
                    write_feed(kept, atom)
                say(f"{told}; {posted.taken} posted" if targets else told)
            except FactcheckError as error:
                if once or isinstance(error, UsageError):
                    raise
                complain_of(error)
                return OutputError.exit_code
            return 0 if posted.all else OutputError.exit_code

        if once:
            if code := look():
                raise typer.Exit(code)
        else:
            say(f"Looking again {following.when}; Ctrl-C ends it.")
            loop.watch(look, lambda: [following])


def _targets(archive: Archive, jsonl: str | None, webhook: str | None) -> list[Taker]:
    from factcheck.archive.posting import Lines
    from factcheck.archive.webhook import Webhook

    lines = [Lines(None if jsonl == "-" else Path(jsonl), put)] if jsonl else []
    return [*lines, *([Webhook.of(webhook, archive.run.config.archive.hosts, os.environ)] if webhook else [])]


@archive_app.command()
def status(archive: ArchiveUrl = None, config: ConfigFile = None, sets: Sets = None) -> None:
    """Say how much is there, what is still to be compared, and what is damaged."""
    with working(), _opened(archive, config, sets) as kept:
        told = kept.status()
    put_line(f"{told.articles} articles in {told.stories} stories, {told.several} of two and more: {told.where}")
    put_line(f"{told.findings} findings; {told.due} stories are still to be compared")
    if told.otherwise:
        put_line(f"{told.otherwise} stories were compared by other settings or another version")
    if told.due or told.otherwise:
        put_line("factcheck archive compare compares them")
    if told.refused:
        put_line(f"{told.refused} findings were refused by a server; archive watch --refused offers them again")
    put_line(f"Vectors are searched {told.search}")
    for path in told.damaged:
        put_line(f"Damaged: {path}; add the file again")


def said(added: Added) -> str:
    """Say what became of articles; of which files nothing could be read is told at once."""
    for skip in added.skipped:
        complain(f"Not read: {skip.path}: {skip.reason}")
    taken = f"{added.gone} taken out, " if added.gone else ""
    return (
        f"{added.new} articles added, {added.corrected} corrected, {taken}{added.known} there already; "
        f"{len(added.stories)} stories compared, {len(added.findings)} new findings"
    )


@contextmanager
def _opened(
    url: str | None,
    config: Path | None,
    sets: list[str] | None = None,
    today: str | None = None,
    *,
    made: bool = False,
    records: bool = False,
    honours: bool = True,
    fetches: bool = False,
) -> Iterator[Archive]:
    """The archive of this folder; one that is not there yet is made, or asked for."""
    from factcheck.archive import Archive
    from factcheck.review import stores
    from factcheck.review.recording import archive_url

    run = make_run(config, today, sets=sets, records=records, honours=honours, fetches=fetches)
    place = url or archive_url(run.config, Path())
    if not made and not stores.exists(place):
        raise UsageError(f"{stores.shown(place)}: there is no archive yet; run factcheck archive add first")
    say(f"Archive: {stores.shown(place)}")
    with Archive(place, run) as kept:
        yield kept


def _code(findings: Findings, *, warn_only: bool) -> int:
    return FINDINGS if findings.check and findings.check.failing and not warn_only else 0
