"""factcheck review: findings are settled on a screen, line by line, or in the browser."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import ConfigFile, ledger_of
from factcheck.cli.program import _BUG, CODES, app
from factcheck.cli.talking import put_line, say
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.review.dialogue import Dialogue
    from factcheck.web.review import ReviewPages

_REVIEW_HELP = f"""\b
Examples:
  factcheck review                    the last run, the most doubtful findings first
  factcheck review 12 --by severity   run 12, the gravest first
  factcheck review --blind            without kind and confidence, and what others answered
  factcheck review --plain            line by line: for a screen reader, or a pipe
  factcheck review --web --reviewer Ana --reviewer Ben
                                      in the browser: a link for each, good once

{CODES}"""


class _Order(StrEnum):
    """What a review begins with; review.Order, which is imported late."""

    UNCERTAINTY = "uncertainty"
    SEVERITY = "severity"
    STORY = "story"
    SOURCE = "source"


@app.command(epilog=_REVIEW_HELP)
def review(
    number: Annotated[int | None, typer.Argument(metavar="RUN", help="The run's number.  [default: the last]")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Ask line by line, on standard input and output.")] = False,
    blind: Annotated[
        bool, typer.Option("--blind", help="Hide kind and confidence until answered, and what others answered.")
    ] = False,
    by: Annotated[_Order, typer.Option(help="What comes first.")] = _Order.UNCERTAINTY,
    only: Annotated[
        str, typer.Option(metavar="WORD,...", help="Only these kinds, relations or severities.  [default: all]")
    ] = "",
    sample: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="The share that is drawn by chance.  [default: review.sample, 0.1]"),
    ] = None,
    reviewer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Who answers; with --web, as often as needed.  [default: review.reviewer, else git's]"
        ),
    ] = None,
    web: Annotated[bool, typer.Option("--web", help="Show pages to browsers, of several reviewers at once.")] = False,
    host: Annotated[str, typer.Option(metavar="NAME", help="With --web: the address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="With --web: the port; 0 takes a free one.")] = 8766,
    config: ConfigFile = None,
) -> None:
    """Settle the findings of a run, one key each; later runs honour the answers."""
    from factcheck.models.loading import loading_what_stays
    from factcheck.review.dialogue import Dialogue
    from factcheck.review.session import Session
    from factcheck.settings.layers import settle
    from factcheck.settings.user import name_of_user

    if web and plain:
        raise UsageError("--plain asks here, --web in the browser; give one of them")
    if not web and len(reviewer or ()) > 1:
        raise UsageError("--reviewer: only with --web can there be several; give one")
    if not web and not plain and not _can_draw():
        raise UsageError("review: draws on a terminal, and this is none; use --plain")
    settings = settle(Path(), file=config, environment=os.environ).config
    names = reviewer or [settings.review.reviewer or name_of_user(Path.cwd())]
    share = settings.review.sample if sample is None else sample
    ledger = ledger_of(config)
    if web:
        from factcheck.web.review import Choice, open_desk

        desk = open_desk(ledger, Choice(number, by.value, share, blind, only))
        _serve_desk(desk, names, host, port, hosts=settings.serve.hosts)
        return
    with loading_what_stays():
        session = Session(ledger, number, names[0], by=by.value, sample=share, blind=blind, only=only)
        dialogue = Dialogue(session, ledger.texts(session.run.id))
    _ask(dialogue, plain=plain)
    done = dialogue.progress
    say(f"{done.answered} of {done.total} answered; factcheck review {session.run.id} goes on from here.")


def _ask(dialogue: Dialogue, *, plain: bool) -> None:
    """Go through the findings, line by line or on the screen."""
    if plain:
        from factcheck.review.plain import converse

        converse(dialogue, sys.stdin, put_line)
    else:
        from factcheck.tui.app import ReviewApp

        screen = ReviewApp(dialogue)
        screen.run()
        if screen.return_code:  # it has shown what went wrong
            raise typer.Exit(_BUG)


def _serve_desk(desk: ReviewPages, names: Sequence[str], host: str, port: int, *, hosts: Sequence[str]) -> None:
    """Print a link for each reviewer, and show the pages until Ctrl-C."""
    from factcheck.web import listening as web
    from factcheck.web import review as pages

    app = pages.make_app(desk, hosts=(host, *hosts))
    listening = web.listen(host, port)
    for name in names:
        put_line(f"{name}: {pages.entry(web.url(listening), desk.seats.invite(name))}")
    say("Each link is good for one browser, once; more are made on its page Figures. Stop with Ctrl-C.")
    if host not in pages.LOOPBACK:
        say(f"{host} is reached from other machines, unencrypted: whoever is on the way can read along.")
    web.server(app).run(sockets=[listening])


def _can_draw() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
