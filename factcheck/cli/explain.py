"""factcheck explain, settings, init and schema: what is found, what can be set, what a report holds."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import ConfigFile, ledger_of
from factcheck.cli.program import app
from factcheck.cli.talking import put, put_line, put_text
from factcheck.cli.working import working
from factcheck.errors import UsageError
from factcheck.shelves import kinds

if TYPE_CHECKING:
    from factcheck.domain.findings import Findings


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
    readers: Annotated[
        bool, typer.Option("--readers", help="Print what is read and how, as docs/readers.md has it.")
    ] = False,
    parse: Annotated[
        str | None, typer.Option("--parse", metavar="SENTENCE", help="Show how a sentence is read, as a tree.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="With --parse: draw its grammar there, as SVG."),
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Say what a kind finds and when it is silent, what made a finding, or how a sentence is read."""
    from factcheck.findings import manual, provenance

    if readers:
        if parse is not None or what is not None or as_markdown or report_file is not None or output is not None:
            raise UsageError("explain: --readers prints what is read; give it alone")
        put(_readers())
        return
    if parse is not None and (what is not None or as_markdown or report_file is not None):
        raise UsageError("explain: --parse shows a sentence; give it without KIND, FINDING, --report and --markdown")
    if output is not None and parse is None:
        raise UsageError("explain: -o draws a sentence; give it with --parse SENTENCE")
    if parse is not None:
        with working():
            shown = _parsed(parse, config, output)
        put_text(shown)
        return
    if as_markdown and what is not None:
        raise UsageError("explain: --markdown prints every kind; give it without KIND")
    if what is not None and provenance.FINDING.fullmatch(what):
        findings, where = _findings_of(report_file, config)
        put_text(provenance.explanation(findings, what, where=where))
    else:
        put(manual.document() if as_markdown else manual.overview() if what is None else _page(what))


def _page(kind: str) -> str:
    """The page of a kind; what is none may be meant for the id of a finding."""
    from factcheck.findings import manual

    if kind not in kinds():
        raise UsageError(
            f"there is no kind called {kind!r}, nor is it the id of a finding, which has 12 signs (0 to 9 and a to f); "
            f"the kinds are: {', '.join(kinds())}"
        )
    return manual.page(kind)


def _readers() -> str:
    from factcheck.intake import manual

    return manual.document()


def _parsed(text: str, config: Path | None, output: Path | None) -> str:
    """How each sentence of a text is read; the grammar of a single one is drawn into `output`."""
    from factcheck.findings import output as files
    from factcheck.frames.sentences import read_sentences
    from factcheck.frames.showing import shown
    from factcheck.settings.layers import settle
    from factcheck.settings.lexicons import load_lexicons
    from factcheck.text.sentences import sentences
    from factcheck.tools import make_parser

    found = sentences("sentence", text)
    if not found or (output is not None and len(found) > 1):
        raise UsageError(f"explain: --parse was given {len(found)} sentences; give {'one with -o' if found else 'one'}")
    if output is not None:
        files.check(output)
    parser = make_parser(settle(Path(), file=config, environment=os.environ).config)
    lexicons = load_lexicons()
    found = read_sentences(found, parser, lexicons)
    parses = parser.parse([sentence.tokens for sentence in found])
    if output is not None:
        from factcheck.parsers._drawing import drawn

        files.write(output, drawn(found[0].tokens, parses[0]))
    return "\n".join(shown(sentence, parse, lexicons) for sentence, parse in zip(found, parses, strict=True))


def _findings_of(report_file: Path | None, config: Path | None) -> tuple[Findings, str]:
    """The findings of a report, without one those of the ledger's last run, and words for where that is."""
    from factcheck.findings import provenance

    if report_file is None:
        ledger = ledger_of(config)
        run, findings = ledger.run()
        return findings, (
            f"the last run ({run.id}) of the ledger {ledger.where}, which is that of the folder that this is run in; "
            "run it where the report was made, or give the report: --report FILE (written with --format json)"
        )
    try:
        return provenance.load(report_file.read_text(encoding="utf-8"), report_file), str(report_file)
    except FileNotFoundError as error:
        raise UsageError(f"{report_file}: there is no such report; check the path") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{report_file}: cannot be read: {error}; check the file and its permissions") from error


@app.command()
def settings() -> None:
    """Print every setting with its default, its unit and the reason for it."""
    from factcheck.settings.listing import document

    put(document())


@app.command()
def init(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the drafts are.")] = Path()) -> None:
    """Write a commented factcheck.toml."""
    from factcheck.findings import output as files
    from factcheck.settings.config import folder as shipped
    from factcheck.settings.layers import NAME

    target = folder / NAME
    if target.exists():
        raise UsageError(f"{target}: is there already; edit it, or remove it first")
    files.write(target, (shipped() / "init.toml").read_text(encoding="utf-8"))
    put_line(str(target))


class _Schema(StrEnum):
    """What a schema is of."""

    REPORT = "report"
    SETTINGS = "settings"


@app.command()
def schema(of: Annotated[_Schema, typer.Argument(metavar="[report|settings]")] = _Schema.REPORT) -> None:
    """Print the JSON Schema of the report, or of a settings file, by which editors complete it."""
    from factcheck.findings.schema import report_schema
    from factcheck.settings.schema import settings_schema

    put(report_schema() if of is _Schema.REPORT else settings_schema())
