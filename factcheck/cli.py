"""The command line: parse, call one function, print, exit. Alone prints and exits; heavy imports wait in commands."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer
from typer.core import TyperCommand

import factcheck
from factcheck.domain import Severity
from factcheck.errors import FactcheckError, NothingComparable, OutputError, UsageError
from factcheck.interfaces import member, members, silent
from factcheck.scoring import Show

if TYPE_CHECKING:
    from factcheck.config import Config
    from factcheck.domain import Findings
    from factcheck.ledger import Ledger
    from factcheck.running import Run
    from factcheck.scoring import Event
    from factcheck.web.review import Desk

T = TypeVar("T")

_FINDINGS = 1
_LISTS = frozenset({"terminal", "github"})  # formats of lines, which of several drafts may follow each other
_BUG = 4
_BROKEN_PIPE = 141  # 128 + SIGPIPE: what a shell reports of a program whose reader went away

_CODES = """\b
Exit codes:
  0    done, whatever was found
  2    the command line or a settings file is wrong
  3    there are not two articles to compare
  4    it failed: a model, the output file, or a bug
  130  interrupted
"""
_REPORT_HELP = f"""\b
Examples:
  factcheck report seeds/                       the report on the screen
  factcheck report draft.txt wires/ -o desk.md  the report in a file
  factcheck report story.jsonl --format json    for other programs
  factcheck report seeds/ --kinds figure,date --min-severity high

{_CODES}"""
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
  factcheck check draft.md --against wires/ --format sarif -o draft.sarif
  factcheck check draft.md --against wires/ --write-baseline known.json

{_CHECK_CODES}"""
_SERVE_HELP = f"""\b
Examples:
  FACTCHECK_TOKEN=... factcheck serve --against wires/
  curl -H "Authorization: Bearer $FACTCHECK_TOKEN" -H "Content-Type: text/markdown" \\
       --data-binary @draft.md http://127.0.0.1:8765/check

{_CODES}"""
_CALIBRATE_HELP = f"""\b
Examples:
  factcheck calibrate             what the verdicts teach, and what would change
  factcheck calibrate --adopt     use it from now on
  factcheck calibrate --revert    use the one before it again

{_CODES}"""
_REVIEW_HELP = f"""\b
Examples:
  factcheck review                    the last run, the most doubtful findings first
  factcheck review 12 --by severity   run 12, the gravest first
  factcheck review --blind            without kind and confidence, and what others answered
  factcheck review --plain            line by line: for a screen reader, or a pipe
  factcheck review --web --reviewer Ana --reviewer Ben
                                      in the browser: a link for each, good once

{_CODES}"""
_SCORE_HELP = f"""\b
Examples:
  factcheck score pack/                   run, then score
  factcheck score pack/ --save reports/   keep the reports, too
  factcheck score pack/ --reports reports/ --show wrong

{_CODES}"""

app = typer.Typer(
    name="factcheck",
    help="Read several articles on one story and show what they disagree about.\n\n"
    "It never says who is right: it shows who says what, how far apart, and how sure it is that this is a conflict.",
    epilog=_CODES,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 80},
)

ConfigFile = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="Settings that override defaults.")]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"One of {', '.join(members('formats'))}.  [default: by the ending of FILE; terminal on a "
        "screen, else markdown (check: terminal)]",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report there, whole or not at all.")
]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="One setting, such as kinds.figure.min_confidence=0.8."),
]
Today = Annotated[
    str | None, typer.Option(metavar="DATE", help="Run as if today were YYYY-MM-DD.  [default: the real date]")
]
EncoderName = Annotated[
    str | None,
    typer.Option("--encoder", metavar="NAME", help=f"What compares meanings: {', '.join(members('encoders'))}."),
]
IgnoreVerdicts = Annotated[
    bool, typer.Option("--ignore-verdicts", help="Let findings count that reviewers dismissed or a calibrator hides.")
]
ModelName = Annotated[str | None, typer.Option("--model", metavar="NAME", help="The encoder's model, or its folder.")]


class _SourcesAfterAgainst(TyperCommand):
    """A command whose --against takes all that follows it up to the next option, as a shell's glob writes it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        given: list[str] = []
        taking = False
        for argument in args:
            option = argument.startswith("-") and argument != "-"
            if taking and not option:
                given += ["--against", argument]
            elif not (taking := argument == "--against"):
                given.append(argument)
        return super().parse_args(ctx, given)


def _show_version(asked: bool) -> None:
    if asked:
        _print(f"factcheck {factcheck.__version__}\n")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_show_version)
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", envvar="FACTCHECK_DEBUG", help="Show the traceback of an unexpected error.")
    ] = False,
) -> None:
    context.obj["debug"] = debug


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
    encoder: EncoderName = None,
    model: ModelName = None,
    ignore_verdicts: IgnoreVerdicts = False,
) -> None:
    """Compare articles and report what they disagree about."""
    from factcheck import digest
    from factcheck import output as files
    from factcheck.running import compare_paths

    chosen = member("formats", format_name or _format_for(output))()
    wanted = _kinds(kinds)
    if output is not None:
        files.check(output)
    run = _run(config, today, encoder, model, sets=sets, records=True, honours=not ignore_verdicts)
    findings = compare_paths(paths, run, stdin=sys.stdin.buffer)
    findings = digest.narrowed(findings, kinds=wanted, least=min_severity)
    text = chosen.render(findings, show_set_aside=show_set_aside)
    if output is not None:
        _say(_summary(findings))
    _deliver(text, output)


@app.command(epilog=_CHECK_HELP, cls=_SourcesAfterAgainst)
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
    stdin_name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What a draft on standard input is called, with its ending.")
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a draft, a source or a settings file is saved.")
    ] = False,
    config: ConfigFile = None,
    sets: Sets = None,
    today: Today = None,
    ignore_verdicts: IgnoreVerdicts = False,
) -> None:
    """Check drafts against the sources that they were written from."""
    from factcheck import gate
    from factcheck import output as files
    from factcheck.running import check_paths

    if watch and ("-" in drafts or write_baseline):
        raise UsageError("--watch: waits for files to be saved; give drafts as files, and --write-baseline without it")
    if "-" in drafts and "-" in (against or ()):
        raise UsageError("-: standard input is either the draft or a source; give one of them as a file")
    name = format_name or ("terminal" if output is None else _format_for(output))
    if len(drafts) > 1 and name not in _LISTS:
        raise UsageError(f"--format {name} is of one draft; give one, or use {' or '.join(sorted(_LISTS))} for several")
    for target in filter(None, (output, write_baseline)):
        files.check(target)
    asked: dict[str, Any] = {"fail_on": fail_on, "warn_only": warn_only, "baseline": baseline, "facts": facts}
    flags = [f"gate.{key}={json.dumps(value, default=str)}" for key, value in asked.items() if value]

    def run_of(draft: str) -> Run:
        return _run(
            config,
            today,
            sets=[*(sets or ()), *flags],
            folder=_folder_of(draft),
            sources_too=sources_too,
            records=True,
            honours=not ignore_verdicts,
        )

    def once(check_one: Callable[..., Findings]) -> int:
        alone = len(drafts) == 1
        checks = [_checked(d, against, run_of(d), stdin_name, alone=alone, check_one=check_one) for d in drafts]
        found = [findings for findings, _ in checks if findings]
        chosen = member("formats", name)()
        _deliver("".join(chosen.render(findings) for findings in found), output)
        if write_baseline is not None:
            files.write(write_baseline, gate.write_baseline(found))
            _say(f"The findings of this run are the baseline now: {write_baseline}")
            return 0
        return next((code for code in (_FINDINGS, NothingComparable.exit_code) if code in {c for _, c in checks}), 0)

    raise typer.Exit(_watched(once, drafts, against, config, run_of) if watch else once(check_paths))


@app.command(epilog=_SERVE_HELP, cls=_SourcesAfterAgainst)
def serve(
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH...", help="The sources: files, folders, globs.  [default: gate.against]"),
    ] = None,
    host: Annotated[str, typer.Option(metavar="NAME", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8765,
    config: ConfigFile = None,
    sets: Sets = None,
    today: Today = None,
) -> None:
    """Check drafts that a content system sends over HTTP; the token is FACTCHECK_TOKEN, or made and shown once."""
    from factcheck.web import serve as web

    run = _run(config, today, sets=sets)
    token = web.token_of(os.environ)
    app = web.make_app(run, _against(against, run), token=token.words, hosts=(host,), day=partial(_day, today))
    listening = web.listen(host, port)
    _say(f"Listening on {web.url(listening)}; the sources are read anew when they change. Stop with Ctrl-C.")
    if token.made:
        _say(f"Token of this run, to be sent as Authorization: Bearer {token.words}")
    web.server(app).run(sockets=[listening])


@app.command()
def explain(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND|FINDING", help="A kind, or the id of a finding; without it, all kinds are listed."
        ),
    ] = None,
    report_file: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="The JSON report of the finding.  [default: last run]"),
    ] = None,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Print every page, as docs/kinds.md has them.")
    ] = False,
) -> None:
    """Say what a kind finds and when it is silent, or which rule and settings made a finding."""
    from factcheck import manual, provenance

    if as_markdown and what is not None:
        raise UsageError("explain: --markdown prints every kind; give it without KIND")
    if what is not None and provenance.FINDING.fullmatch(what):
        _print(provenance.explanation(_findings_of(report_file), what))
    else:
        _print(manual.document() if as_markdown else manual.overview() if what is None else manual.page(what))


@app.command()
def init(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the drafts are.")] = Path()) -> None:
    """Write a commented factcheck.toml."""
    from factcheck import output as files
    from factcheck.config import folder as shipped
    from factcheck.settings import NAME

    target = folder / NAME
    if target.exists():
        raise UsageError(f"{target}: is there already; edit it, or remove it first")
    files.write(target, (shipped() / "init.toml").read_text(encoding="utf-8"))
    _print(f"{target}\n")


@app.command()
def lsp() -> None:
    """Serve an editor: findings while a draft is written (LSP, standard input and output)."""
    from factcheck.lsp.server import serve

    serve(sys.stdin.buffer, sys.stdout.buffer)


verdicts_app = typer.Typer(no_args_is_help=True, help="Carry verdicts from one ledger to another, and weigh them.")
app.add_typer(verdicts_app, name="verdicts")


@verdicts_app.command()
def export(output: Output = None, config: ConfigFile = None) -> None:
    """Write every verdict as JSON Lines, the withdrawn ones too."""
    from factcheck.verdicts import dumped

    _deliver(dumped(_ledger(config).verdicts()), output)


@verdicts_app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Verdicts that verdicts export wrote; - for stdin.")],
    config: ConfigFile = None,
) -> None:
    """Add verdicts of another ledger; those that are there already are left as they are."""
    from factcheck import digest
    from factcheck.verdicts import loaded

    kept = loaded(_read(file), str(file))
    ledger = _ledger(config, made=True)
    before = len(ledger.verdicts())
    ledger.add(kept)
    new = len(ledger.verdicts()) - before
    _print(f"{digest.counted(new, 'verdict')} added, {len(kept) - new} there already: {ledger.where}\n")


@verdicts_app.command()
def stats(config: ConfigFile = None) -> None:
    """Say who answered what, how far reviewers agree, and how often each kind is right."""
    from factcheck.verdicts import told

    _print(told(_ledger(config).verdicts()))


@app.command(epilog=_CALIBRATE_HELP)
def calibrate(
    *,
    adopt: Annotated[bool, typer.Option("--adopt", help="Use what was learnt from the next run on.")] = False,
    revert: Annotated[bool, typer.Option("--revert", help="Use the calibrator before it again, or none.")] = False,
    config: ConfigFile = None,
    sets: Sets = None,
) -> None:
    """Learn from the verdicts how likely a finding is confirmed; nothing changes without --adopt."""
    from factcheck import calibration, learning, stores
    from factcheck.keeping import ledger_url
    from factcheck.ledger import opened
    from factcheck.settings import settle

    if adopt and revert:
        raise UsageError("--adopt and --revert: give one of them")
    settings = settle(Path(), file=config, environment=os.environ, flags=sets or ()).config
    url = ledger_url(settings, Path())
    place = calibration.beside(url, Path())
    if revert:
        before = calibration.revert(place)
        _say(f"In use: calibrator {before.identity}." if before else "No calibrator is in use.")
        return
    if not stores.exists(url):
        raise UsageError(f"{stores.shown(url)}: there is no ledger yet; run factcheck report, then factcheck review")
    learnt = learning.learn(opened(url), settings.calibration, calibration.in_use(place))
    _print("".join(f"{line}\n" for line in learnt.lines()))
    if not adopt:
        _say("Nothing is changed; factcheck calibrate --adopt puts this calibrator to use.")
    elif calibration.adopt(place, learnt.calibrator):
        _say(f"In use from now on: calibrator {learnt.calibrator.identity}, {place}; --revert goes back.")
    else:
        _say(f"This calibrator, {learnt.calibrator.identity}, is in use already.")


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
    from factcheck.dialogue import Dialogue
    from factcheck.loading import loading_what_stays
    from factcheck.review import Session
    from factcheck.settings import settle
    from factcheck.user import name_of_user

    if web and plain:
        raise UsageError("--plain asks here, --web in the browser; give one of them")
    if not web and len(reviewer or ()) > 1:
        raise UsageError("--reviewer: only with --web can there be several; give one")
    if not web and not plain and not _can_draw():
        raise UsageError("review: draws on a terminal, and this is none; use --plain")
    settings = settle(Path(), file=config, environment=os.environ).config
    names = reviewer or [settings.review.reviewer or name_of_user(Path.cwd())]
    share = settings.review.sample if sample is None else sample
    ledger = _ledger(config)
    if web:
        from factcheck.web.review import Choice, open_desk

        desk = open_desk(ledger, Choice(number, by.value, share, blind, only))
        _serve_desk(desk, names, host, port, hosts=settings.serve.hosts)
        return
    with loading_what_stays():
        session = Session(ledger, number, names[0], by=by.value, sample=share, blind=blind, only=only)
        dialogue = Dialogue(session, ledger.texts(session.run.id))
    if plain:
        from factcheck.plain import converse

        converse(dialogue, sys.stdin, lambda line: _print(f"{line}\n"))
    else:
        from factcheck.tui.app import ReviewApp

        screen = ReviewApp(dialogue)
        screen.run()
        if screen.return_code:  # it has shown what went wrong
            raise typer.Exit(_BUG)
    done = dialogue.progress
    _say(f"{done.answered} of {done.total} answered; factcheck review {session.run.id} goes on from here.")


@app.command(epilog=_SCORE_HELP)
def score(
    pack: Annotated[Path, typer.Argument(metavar="PACK", help="A labelled pack: articles/*.jsonl and gold.jsonl.")],
    reports: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Score the reports DIR/<event>.json instead of running.")
    ] = None,
    save: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the reports of this run to DIR/<event>.json.")
    ] = None,
    show: Annotated[Show | None, typer.Option(help="List these findings, too.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes to run the events in.")] = 1,
    config: ConfigFile = None,
    today: Today = None,
    encoder: EncoderName = None,
    model: ModelName = None,
) -> None:
    """Measure precision and recall on a labelled pack."""
    from factcheck import scoring

    events = scoring.load_pack(pack)
    if reports is not None:
        loaded = scoring.load_reports(reports, events)
    else:
        loaded = _fresh_reports(events, _run(config, today, encoder, model), jobs=jobs, save=save)
    result = scoring.score(events, loaded, show=show)
    figures = json.dumps(result.figures(), indent=1) if as_json else "\n".join(result.lines())
    _print(f"{figures}\n")
    if result.missing_reports:
        _say(f"no report for: {', '.join(result.missing_reports)}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of the report."""
    from factcheck.schema import report_schema

    _print(report_schema())


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and exit: the one place where errors become messages and exit codes."""
    options: dict[str, bool] = {"debug": False}
    try:
        typer.main.get_command(app).main(arguments, prog_name="factcheck", obj=options)
    except FactcheckError as error:
        _say(f"factcheck: {error}")
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 - whatever a bug raises, the user gets a message and a way on
        if options["debug"]:
            _say(traceback.format_exc())
        _say(
            f"factcheck: unexpected {type(error).__name__}: {error}\n"
            "This is a bug. Run it again as 'factcheck --debug ...' and report what it prints, with the version "
            f"({factcheck.__version__}) and, if you may share them, the articles."
        )
        sys.exit(_BUG)
    sys.exit(0)


def _run(
    config: Path | None,
    today: str | None,
    encoder: str | None = None,
    model: str | None = None,
    *,
    sets: Sequence[str] | None = None,
    folder: Path = Path(),
    sources_too: bool = False,
    records: bool = False,
    honours: bool = True,
) -> Run:
    from factcheck.keeping import keeping_of
    from factcheck.running import Run
    from factcheck.settings import settle

    settled = settle(folder, file=config, environment=os.environ, flags=sets or ())
    settings = _with_encoder(settled.config, encoder, model)
    progress = _bars if sys.stderr.isatty() else silent
    keeping = keeping_of(settings, folder, _say, honours=honours, records=records)
    return Run(settings, _day(today), progress, settled.changed, sources_too, keeping)


def _folder_of(draft: str) -> Path:
    """Where the settings of a draft are looked for from."""
    return Path() if draft == "-" else Path(draft).parent


def _against(named: Sequence[str] | None, run: Run) -> Sequence[str]:
    if sources := named or run.config.gate.against:
        return sources
    raise UsageError("there are no sources; give them as --against PATH..., or as gate.against in factcheck.toml")


def _with_encoder(config: Config, encoder: str | None, model: str | None) -> Config:
    given = {key: value for key, value in (("name", encoder), ("model", model)) if value is not None}
    if encoder is not None:
        member("encoders", encoder)
    return config.model_copy(update={"encoder": config.encoder.model_copy(update=given)})


def _day(today: str | None) -> date:
    try:
        return date.fromisoformat(today) if today else date.today()  # noqa: DTZ011 - the user's day is the local one
    except ValueError as error:
        raise UsageError(f"--today {today}: is no date; write it as YYYY-MM-DD") from error


def _kinds(names: str | None) -> frozenset[str] | None:
    if names is None:
        return None
    wanted = frozenset(name.strip() for name in names.split(",") if name.strip())
    if unknown := sorted(wanted - set(members("kinds"))) or ([] if wanted else [names]):
        raise UsageError(f"there is no kind called {unknown[0]!r}; there are: {', '.join(members('kinds'))}")
    return wanted


def _format_for(output: Path | None) -> str:
    """Choose a format where none was asked for: by the file's ending, else for the reader of stdout."""
    if output is None:
        return "terminal" if sys.stdout.isatty() else "markdown"
    endings = {member("formats", name).suffix: name for name in members("formats")}
    if output.is_dir():
        raise UsageError(f"{output}: is a folder; give the name of a file in it")
    if output.suffix not in endings:
        raise UsageError(
            f"{output}: no format ends in {output.suffix!r}; give --format, or one of {', '.join(endings)}"
        )
    return endings[output.suffix]


def _fresh_reports(events: Sequence[Event], run: Run, *, jobs: int, save: Path | None) -> dict[str, Any]:
    from factcheck import output as files
    from factcheck.running import compare_events

    if save is not None:
        files.check(save / "report.json")
    render = member("formats", "json")().render
    texts = {name: render(findings) for name, findings in compare_events(events, run, jobs=jobs).items()}
    if save is not None:
        for name, text in texts.items():
            files.write(save / f"{name}.json", text)
    return {name: json.loads(text) for name, text in texts.items()}


def _checked(
    draft: str,
    against: Sequence[str] | None,
    run: Run,
    name: str | None,
    *,
    alone: bool,
    check_one: Callable[..., Findings],
) -> tuple[Findings | None, int]:
    """Check one draft, and return the exit code that it asks for; of several, one that meets nothing stops no other."""
    try:
        findings = check_one(draft, _against(against, run), run, stdin=sys.stdin.buffer, name=name)
    except NothingComparable as error:
        if alone:
            raise
        _say(f"factcheck: {error}")
        return None, error.exit_code
    assert findings.check
    return findings, _FINDINGS if findings.check.failing and not run.config.gate.warn_only else 0


def _watched(
    once: Callable[[Callable[..., Findings]], int],
    drafts: Sequence[str],
    against: Sequence[str] | None,
    config: Path | None,
    run_of: Callable[[str], Run],
) -> int:
    """Check again after every change; an error is told and waited out, but for what the command line has wrong."""
    from factcheck.desk import Desk, Watched, watched_of
    from factcheck.settings import candidates
    from factcheck.watching import watch

    desk, rounds = Desk(), count(1)

    def find() -> Iterator[Watched]:
        for draft in drafts:
            files = [Path(draft), *([config] if config else candidates(_folder_of(draft)))]
            try:
                yield watched_of(run_of(draft).config, files, against=against or ())
            except FactcheckError:  # the check itself will tell
                yield Watched(tuple(files))

    def check() -> int:
        if (number := next(rounds)) > 1:
            _clear()
        try:
            code = once(desk.check_paths)
            _say("Checking again when a file is saved; Ctrl-C ends it.")
            desk.warm_up()
        except FactcheckError as error:
            if number == 1 and isinstance(error, UsageError):
                raise
            _say(f"factcheck: {error}")
            return error.exit_code
        return code

    return watch(check, lambda: list(find()))


def _findings_of(report_file: Path | None) -> Findings:
    """The findings of a report, without one those of the ledger's last run."""
    from factcheck import provenance

    if report_file is None:
        return _ledger(None).run()[1]
    try:
        return provenance.load(report_file.read_text(encoding="utf-8"), report_file)
    except FileNotFoundError as error:
        raise UsageError(f"{report_file}: there is no such report; check the path") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{report_file}: cannot be read: {error}; check the file and its permissions") from error


def _ledger(config: Path | None, *, made: bool = False) -> Ledger:
    """The ledger of this folder; one that is not there yet is made, or asked for."""
    from factcheck import stores
    from factcheck.keeping import ledger_url
    from factcheck.ledger import opened
    from factcheck.settings import settle

    url = ledger_url(settle(Path(), file=config, environment=os.environ).config, Path())
    if not made and not stores.exists(url):
        raise UsageError(f"{stores.shown(url)}: there is no ledger yet; run factcheck report or check first")
    return opened(url)


def _serve_desk(desk: Desk, names: Sequence[str], host: str, port: int, *, hosts: Sequence[str]) -> None:
    """Print a link for each reviewer, and show the pages until Ctrl-C."""
    from factcheck.web import review as pages
    from factcheck.web import serve as web

    app = pages.make_app(desk, hosts=(host, *hosts))
    listening = web.listen(host, port)
    for name in names:
        _print(f"{name}: {pages.entry(web.url(listening), desk.seats.invite(name))}\n")
    _say("Each link is good for one browser, once; more are made on its page Figures. Stop with Ctrl-C.")
    if host not in pages.LOOPBACK:
        _say(f"{host} is reached from other machines, unencrypted: whoever is on the way can read along.")
    web.server(app).run(sockets=[listening])


def _can_draw() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _read(file: Path) -> str:
    """The text of a file, or of standard input."""
    try:
        return sys.stdin.buffer.read().decode() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read: {error}; check the file and its permissions") from error


def _deliver(text: str, output: Path | None) -> None:
    from factcheck import output as files

    if output is None:
        _print(text)
    else:
        files.write(output, text)
        _print(f"{output}\n")


def _summary(findings: Findings) -> str:
    from factcheck import digest

    skipped = len(findings.skipped)
    unread = f"Not read: {digest.counted(skipped, 'input')}; the report says why.\n" if skipped else ""
    return f"{unread}Found {digest.outcome(findings)}\nin {digest.scale(findings)}."


def _bars(stage: str, items: Sequence[T]) -> Iterable[T]:
    """Show the progress on stderr; the bar goes away when it is done."""
    from rich.console import Console
    from rich.progress import track

    return track(items, description=stage, console=Console(stderr=True), transient=True)


def _clear() -> None:
    """Clear the screen, where standard output is one."""
    from rich.console import Console

    Console().clear()


def _print(text: str) -> None:
    """Write results: UTF-8 wherever it goes, and at once, so that a reader gone away is noticed here."""
    from factcheck.output import encoded

    try:
        sys.stdout.buffer.write(encoded(text))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains while it shuts down
        raise typer.Exit(_BROKEN_PIPE) from None
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"standard output cannot be written: {error.strerror}; free space or use -o FILE") from error


def _say(text: str) -> None:
    typer.echo(text, err=True)
