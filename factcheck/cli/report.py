"""factcheck report: what several articles disagree about."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import (
    ConfigFile,
    EncoderName,
    Fetches,
    FormatName,
    IgnoreVerdicts,
    ModelName,
    Output,
    Sets,
    Today,
    format_for,
    kinds_of,
    make_format,
    make_run,
    say_ledger,
)
from factcheck.cli.program import CODES, app
from factcheck.cli.talking import deliver, say, say_more
from factcheck.cli.working import account, working
from factcheck.domain.findings import Severity
from factcheck.interfaces import Crew

if TYPE_CHECKING:
    from factcheck.domain.findings import Findings
    from factcheck.running import Run

_SAID = ("--set ", "FACTCHECK_")  # how settings begin that are said for this run, and are no file's

_REPORT_HELP = f"""\b
Examples:
  factcheck report seeds/                       the report on the screen
  factcheck report draft.txt wires/ -o desk.md  the report in a file
  factcheck report story.jsonl --format json    for other programs
  factcheck report seeds/ --kinds figure,date --min-severity high

{CODES}"""


@app.command(epilog=_REPORT_HELP)
def report(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Articles: files, folders, globs, or - for JSON Lines on stdin."),
    ],
    format_name: FormatName = None,
    output: Output = None,
    config: ConfigFile = None,
    sets: Sets = None,
    today: Today = None,
    kinds: Annotated[
        str | None, typer.Option(metavar="KIND,...", help="Show only these kinds (see: factcheck explain).")
    ] = None,
    min_severity: Annotated[Severity | None, typer.Option(help="Show only differences at least this grave.")] = None,
    show_set_aside: Annotated[
        bool, typer.Option("--show-set-aside", help="List the page furniture that was left out.")
    ] = False,
    recall: Annotated[bool, typer.Option("--recall", help="Show what is less likely in conflict, too.")] = False,
    encoder: EncoderName = None,
    model: ModelName = None,
    fetch: Fetches = False,
    ignore_verdicts: IgnoreVerdicts = False,
    ray: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Work on a cluster of Ray: HOST:PORT of its head, or local to begin one."),
    ] = None,
) -> None:
    """Compare articles and report what they disagree about.

    Settings are those of the folder that it is run in, wherever the articles are; --config names a file instead.
    """
    with working():
        from factcheck.findings import digest
        from factcheck.findings import output as files
        from factcheck.running import LESS_LIKELY, compare_paths

        chosen = make_format(format_name or format_for(output), output)
        wanted = kinds_of(kinds)
        if output is not None:
            files.check(output)
        sets = [*(sets or ()), *(LESS_LIKELY if recall else ())]
        honours = not ignore_verdicts
        run = make_run(config, today, encoder, model, sets=sets, records=True, honours=honours, fetches=fetch)
        with _crew(ray, run) as crew:
            findings = compare_paths(paths, run, stdin=sys.stdin.buffer, crew=crew)
    say_more(*account(findings))
    say_ledger(run.ledger)
    if files_of := dict.fromkeys(one.origin for one in run.changed if not one.origin.startswith(_SAID)):
        say(f"Settings: {', '.join(files_of)}; those of the folder that this is run in count, not the articles'.")
    findings = digest.narrowed(findings, kinds=wanted, least=min_severity)
    text = chosen.render(findings, show_set_aside=show_set_aside)
    if output is not None:
        say(*_summary(findings))
    deliver(text, output)


def _crew(ray: str | None, run: Run) -> AbstractContextManager[Crew]:
    if ray is None:
        from factcheck.cluster.local import on_processors

        return on_processors(run.config)
    from factcheck.cluster.crew import on_cluster

    return on_cluster(ray, run.config)


def _summary(findings: Findings) -> Iterator[str]:
    from factcheck.findings import digest

    if skipped := len(findings.skipped):
        yield f"Not read: {digest.counted(skipped, 'input')}; the report says why."
    yield f"Found {digest.outcome(findings)}"
    yield f"in {digest.scale(findings)}."
