"""factcheck check: a draft against its sources."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli.options import (
    ConfigFile,
    Fetches,
    FormatName,
    IgnoreVerdicts,
    Output,
    Sets,
    SourcesAfterAgainst,
    Today,
    folder_of,
    format_for,
    make_format,
    make_run,
    say_ledger,
    sources_of,
)
from factcheck.cli.program import app
from factcheck.cli.talking import clear, complain_of, deliver, say, say_more
from factcheck.cli.working import account, working
from factcheck.domain.findings import Severity
from factcheck.errors import FactcheckError, NothingComparable, UsageError
from factcheck.shelves import member, members

if TYPE_CHECKING:
    from factcheck.domain.findings import Findings
    from factcheck.running import Run

FINDINGS = 1


_CHECK_CODES = """\b
Exit codes:
  0    no finding fails the check
  1    findings fail it: at or above --fail-on, not waived, not in the baseline
  2    the command line or a settings file is wrong
  3    nothing comparable: no claim of the draft meets a source; this is no pass
  4    it failed: a model, the output file, or a bug
  130  interrupted
"""


_CHECK_HELP = f"""\b
Examples:
  factcheck check draft.md --against wires/
  factcheck check draft.md --against wires/*.txt --fail-on medium
  factcheck check - --stdin-name draft.md --against wires/ < draft.md
  factcheck check draft.md --against wires/ -o draft.html   a page on which every claim is marked
  factcheck check draft.md --against wires/ --format sarif -o draft.sarif
  factcheck check draft.md --against wires/ --write-baseline known.json

{_CHECK_CODES}"""


@app.command(epilog=_CHECK_HELP, cls=SourcesAfterAgainst)
def check(
    drafts: Annotated[
        list[str], typer.Argument(metavar="DRAFT...", help="The draft, or several: files, or - for standard input.")
    ],
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH...", help="Its sources: files, folders, globs.  [default: gate.against]"),
    ] = None,
    format_name: FormatName = None,
    output: Output = None,
    fail_on: Annotated[
        Severity | None, typer.Option(help="The least severity that fails the check.  [default: gate.fail_on, high]")
    ] = None,
    warn_only: Annotated[bool, typer.Option("--warn-only", help="Show the findings and pass all the same.")] = False,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Findings of this file were there before and do not fail.")
    ] = None,
    facts: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Figures that the desk has settled.  [default: gate.facts]")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the findings of this run as a baseline, and pass.")
    ] = None,
    sources_too: Annotated[
        bool, typer.Option("--sources-too", help="Also show what the sources disagree about among themselves.")
    ] = False,
    recall: Annotated[bool, typer.Option("--recall", help="Show what is less likely wrong, too.")] = False,
    stdin_name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What a draft on standard input is called, with its ending.")
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a draft, a source or a settings file is saved.")
    ] = False,
    fetch: Fetches = False,
    config: ConfigFile = None,
    sets: Sets = None,
    today: Today = None,
    ignore_verdicts: IgnoreVerdicts = False,
) -> None:
    """Check drafts against the sources that they were written from.

    Settings are those of the folder that a draft lies in; --config names a file instead.
    """
    with working():
        from factcheck.running import LESS_LIKELY, check_paths

    name = format_name or ("terminal" if output is None else format_for(output))
    asked: dict[str, Any] = {"fail_on": fail_on, "warn_only": warn_only, "baseline": baseline, "facts": facts}
    flags = [f"gate.{key}={json.dumps(value, default=str)}" for key, value in asked.items() if value]
    run = partial(
        make_run,
        config,
        today,
        sets=[*(sets or ()), *(LESS_LIKELY if recall else ()), *flags],
        sources_too=sources_too,
        records=True,
        honours=not ignore_verdicts,
        fetches=fetch,
    )
    order = _CheckOrder(drafts, against, stdin_name, name, output, write_baseline, config, run)
    _refuse_misfits(order, watch=watch)
    raise typer.Exit(_watched(order) if watch else _once(order, check_paths))


@dataclass(frozen=True, slots=True)
class _CheckOrder:
    """What a command line asks to be checked, and where to that goes; `run` makes the run of a draft's folder."""

    drafts: Sequence[str]
    against: Sequence[str] | None
    stdin_name: str | None
    format: str
    output: Path | None
    write_baseline: Path | None
    config: Path | None
    run: Callable[..., Run]

    def run_of(self, draft: str) -> Run:
        """Return the run of a draft, with the settings of the folder that it lies in."""
        return self.run(folder=folder_of(draft))


def _refuse_misfits(order: _CheckOrder, *, watch: bool) -> None:
    """Raise UsageError where what is asked for does not go together, or cannot be written."""
    from factcheck.findings import output as files

    drafts = order.drafts
    if watch and ("-" in drafts or order.write_baseline):
        raise UsageError("--watch: waits for files to be saved; give drafts as files, and --write-baseline without it")
    if "-" in drafts and "-" in (order.against or ()):
        raise UsageError("-: standard input is either the draft or a source; give one of them as a file")
    if len(drafts) > 1 and not member("formats", order.format).appendable:
        able = " or ".join(other for other in members("formats") if member("formats", other).appendable)
        raise UsageError(f"--format {order.format} is of one draft; give one, or use {able} for several")
    for target in filter(None, (order.output, order.write_baseline)):
        files.check(target)


def _once(order: _CheckOrder, check_one: Callable[..., Findings]) -> int:
    """Check every draft, show the findings, and return the exit code."""
    from factcheck.findings import digest
    from factcheck.findings import output as files
    from factcheck.gate import baselines

    with working():
        runs = [(draft, order.run_of(draft)) for draft in order.drafts]
        checks = [_checked(draft, run, order, check_one) for draft, run in runs]
    say_ledger(*(run.ledger for _, run in runs))
    found = [findings for findings, _ in checks if findings]
    say_more(*(line for findings in found for line in account(findings)))
    chosen = make_format(order.format, order.output)
    if order.output is not None:
        for findings in found:
            say(digest.headline(findings))
    deliver("".join(chosen.render(findings) for findings in found), order.output)
    if order.write_baseline is not None:
        files.write(order.write_baseline, baselines.write_baseline(found))
        say(f"The findings of this run are the baseline now: {order.write_baseline}")
        return 0
    return next((code for code in (FINDINGS, NothingComparable.exit_code) if code in {c for _, c in checks}), 0)


def _checked(
    draft: str, run: Run, order: _CheckOrder, check_one: Callable[..., Findings]
) -> tuple[Findings | None, int]:
    """Check one draft, and return the exit code that it asks for; of several, one that meets nothing stops no other."""
    try:
        findings = check_one(draft, sources_of(order.against, run), run, stdin=sys.stdin.buffer, name=order.stdin_name)
    except NothingComparable as error:
        if len(order.drafts) == 1:
            raise
        complain_of(error)
        return None, error.exit_code
    assert findings.check
    return findings, FINDINGS if findings.check.failing and not run.config.gate.warn_only else 0


def _watched(order: _CheckOrder) -> int:
    """Check again after every change; an error is told and waited out, but for what the command line has wrong."""
    from factcheck.settings.layers import candidates
    from factcheck.watch.desk import Desk
    from factcheck.watch.files import Watched, watched_of
    from factcheck.watch.loop import watch

    desk, rounds = Desk(), count(1)

    def find() -> Iterator[Watched]:
        for draft in order.drafts:
            files = [Path(draft), *([order.config] if order.config else candidates(folder_of(draft)))]
            try:
                yield watched_of(order.run_of(draft).config, files, against=order.against or ())
            except FactcheckError:  # the check itself will tell
                yield Watched(tuple(files))

    def check() -> int:
        if (number := next(rounds)) > 1:
            clear()
        try:
            code = _once(order, desk.check_paths)
            say("Checking again when a file is saved; Ctrl-C ends it.")
            desk.warm_up()
        except FactcheckError as error:
            if number == 1 and isinstance(error, UsageError):
                raise
            complain_of(error)
            return error.exit_code
        return code

    return watch(check, lambda: list(find()))
