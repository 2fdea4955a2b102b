"""What several commands ask for in the same words, and what they make of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from factcheck.cli.talking import bold_is_shown, complain, say, say_more
from factcheck.cli.working import show_stage
from factcheck.domain.text import is_address
from factcheck.errors import UsageError
from factcheck.settings.notations import day_of
from factcheck.shelves import kinds, member, members

if TYPE_CHECKING:
    from factcheck.interfaces import Format
    from factcheck.review.ledger import Ledger
    from factcheck.running import Run
    from factcheck.settings.config import Config

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


ModelName = Annotated[str | None, typer.Option("--model", metavar="NAME", help="The encoder's model, or its folder.")]


Fetches = Annotated[
    bool, typer.Option("--fetch", help="Load addresses (http, https) that stand among the paths; none else.")
]


IgnoreVerdicts = Annotated[
    bool, typer.Option("--ignore-verdicts", help="Let findings count that reviewers dismissed or a calibrator hides.")
]


class SourcesAfterAgainst(TyperCommand):
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


def make_run(
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
    fetches: bool = False,
) -> Run:
    from factcheck.review.recording import keeping_of
    from factcheck.running import Run
    from factcheck.settings.layers import settle

    settled = settle(folder, file=config, environment=os.environ, flags=sets or ())
    settings = _with_encoder(settled.config, encoder, model)
    say_more(f"Settings: {', '.join(map(str, settled.files)) or 'no file'}")
    keeping = keeping_of(settings, folder, complain, honours=honours, records=records)
    return Run(settings, today_of(today), show_stage, settled.changed, sources_too, keeping, fetches)


def _with_encoder(config: Config, encoder: str | None, model: str | None) -> Config:
    given = {key: value for key, value in (("name", encoder), ("model", model)) if value is not None}
    if encoder is not None:
        member("encoders", encoder)
    return config.model_copy(update={"encoder": config.encoder.model_copy(update=given)})


def folder_of(draft: str) -> Path:
    """Where the settings of a draft are looked for from."""
    return Path() if draft == "-" or is_address(draft) else Path(draft).parent


def sources_of(named: Sequence[str] | None, run: Run) -> Sequence[str]:
    if sources := named or run.config.gate.against:
        return sources
    raise UsageError("there are no sources; give them as --against PATH..., or as gate.against in factcheck.toml")


def today_of(today: str | None) -> date:
    return day_of(today, "--today") if today else date.today()  # noqa: DTZ011 - the user's day is the local one


def kinds_of(names: str | None) -> frozenset[str] | None:
    if names is None:
        return None
    wanted = frozenset(name.strip() for name in names.split(",") if name.strip())
    if unknown := sorted(wanted - set(kinds())) or ([] if wanted else [names]):
        raise UsageError(f"there is no kind called {unknown[0]!r}; there are: {', '.join(members('kinds'))}")
    return wanted


def format_for(output: Path | None) -> str:
    """Choose a format where none was asked for: by the file's ending, else for the reader of stdout."""
    if output is None:
        return "terminal" if sys.stdout.isatty() else "markdown"
    endings = {member("formats", name).suffix: name for name in members("formats")}
    if output.is_dir():
        raise UsageError(f"{output}: is a folder; give the name of a file in it")
    fitting = [ending for ending in endings if output.name.endswith(ending)]
    if not fitting:
        raise UsageError(
            f"{output}: no format ends in {output.suffix!r}; give --format, or one of {', '.join(endings)}"
        )
    return endings[max(fitting, key=len)]


def make_format(name: str, output: Path | None) -> Format:
    """Return a format; of what goes to a screen, the differing words may be bold."""
    if name == "terminal" and output is None and bold_is_shown(os.environ):
        bold: Format = member("formats", name)(bold=True)
        return bold
    plain: Format = member("formats", name)()
    return plain


def ledger_of(config: Path | None, *, made: bool = False) -> Ledger:
    """The ledger of this folder; one that is not there yet is made, or asked for."""
    from factcheck.review import stores
    from factcheck.review.ledger import opened
    from factcheck.review.recording import ledger_url
    from factcheck.settings.layers import settle

    url = ledger_url(settle(Path(), file=config, environment=os.environ).config, Path())
    if not made and not stores.exists(url):
        raise UsageError(
            f"{stores.shown(url)}: there is no ledger yet, and it is that of the folder where this is run; "
            "run factcheck report or check first, or go to the folder where that was done"
        )
    say_ledger(url)
    return opened(url)


def say_ledger(*urls: str) -> None:
    """Say which ledger is used; of several runs, each once."""
    from factcheck.review.stores import shown

    for url in dict.fromkeys(filter(None, urls)):
        say(f"Ledger: {shown(url)}")
