"""factcheck mutate: a draft with errors planted in it, and the list of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import ConfigFile, Fetches, SourcesAfterAgainst, Today, folder_of, today_of
from factcheck.cli.program import CODES, app
from factcheck.cli.talking import deliver, put, say
from factcheck.cli.working import working
from factcheck.domain.text import is_address
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.planting.planting import Planting

_MUTATE_HELP = f"""\b
Sorts of errors:
  figure       another number                      "43 boats" for "34 boats"
  unit         another unit or scale               "three weeks" for "three days"
  date         another weekday, day, month, year
  name         another person or body, a name misspelt
  place        another place
  office       another office, body or trade       "the governor" for "the mayor"
  swap         two figures or two names exchanged
  negation     a verb denied, or a "not" dropped
  contrary     a word turned into its opposite     "rejected" for "approved"
  status       done told as planned, planned as done
  order        "before" for "after"
  subset       "all" for "some", "most" for "few"
  attribution  said by somebody else of the draft or its sources
  quotation    a word of a quotation turned, a "not" put in or dropped

\b
Each sort is planted once before any is planted again; no sentence gets two
errors, and but for the sort "quotation" none stands in quotation marks. With
--against, errors stand first where a source tells what is altered, and none is
planted that a source might bear out. The list has an [[error]] table each:
draft, kind, words (they stand in the draft once), was, source, says. Putting
"was" back for "words" gives the draft as it was.

\b
Examples:
  factcheck mutate draft.txt -o planted.txt --list planted.toml
  factcheck mutate draft.txt --against wires/ --errors 8 --seed 3 -o planted.txt
  factcheck mutate draft.txt --sort negation --sort name > planted.txt

{CODES}"""


@app.command(epilog=_MUTATE_HELP, cls=SourcesAfterAgainst)
def mutate(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="The draft: a file, or - for standard input.")],
    against: Annotated[
        list[str] | None, typer.Option(metavar="PATH...", help="Its sources: files, folders, globs.")
    ] = None,
    sort: Annotated[
        list[str] | None,
        typer.Option("--sort", metavar="SORT", help="A sort of error, see below; may be repeated.  [default: all]"),
    ] = None,
    errors: Annotated[int, typer.Option(min=1, help="How many errors.")] = 5,
    seed: Annotated[int, typer.Option(help="The same seed plants the same errors.")] = 1,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PLANTED", help="Write the draft there.  [default: standard output]"),
    ] = None,
    list_: Annotated[
        Path | None,
        typer.Option(
            "--list", metavar="ERRORS", help="Write the list there, as TOML; what it has of other drafts stays."
        ),
    ] = None,
    stdin_name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What a draft on standard input is called, with its ending.")
    ] = None,
    fetch: Fetches = False,
    config: ConfigFile = None,
    today: Today = None,
) -> None:
    """Plant errors in a draft and list them, to train with or to measure the check by."""
    import os

    from factcheck.findings import output as files
    from factcheck.planting.files import plant, with_list
    from factcheck.running import make_fetch
    from factcheck.settings.layers import settle

    _refuse_misfits(draft, output, list_)
    for target in filter(None, (output, list_)):
        files.check(target)
    settings = settle(folder_of(draft), file=config, environment=os.environ).config
    with working():
        planting = plant(
            draft,
            against or (),
            settings,
            today=today_of(today),
            sorts=sort or (),
            errors=errors,
            seed=seed,
            stdin=sys.stdin.buffer,
            name=stdin_name,
            fetch=make_fetch(settings) if fetch else None,
        )
    listed = with_list(list_, (output or Path(stdin_name or draft)).name, planting.errors) if list_ else ""
    for line in _told(planting, errors):
        say(line)
    if list_:
        files.write(list_, listed)
        say(f"The list: {list_}")
    deliver(planting.text, output) if output else put(planting.text)


def _refuse_misfits(draft: str, output: Path | None, list_: Path | None) -> None:
    """Raise UsageError where one file would be written over another, or the draft is none."""
    if is_address(draft):
        raise UsageError("the draft is an address, and errors are planted in a file; save the page and give the file")
    places = [target.resolve() for target in (output, list_) if target]
    if len({*places}) < len(places):
        raise UsageError(f"{output}: is both the draft and its list; give --list another file")
    if draft != "-" and Path(draft).resolve() in places:
        raise UsageError(f"{draft}: would be written over and nobody could tell what it said; give another file")


def _told(planting: Planting, asked: int) -> Iterator[str]:
    """What was planted, a line each, and what could not be."""
    for error in planting.errors:
        yield f'{error.kind}: "{_line(error.words)}" for "{_line(error.was)}"{_by(error.source)}'
    for sort in planting.impossible:
        yield f"{sort}: no error planted: no sentence that is left can be altered so"
    if len(planting.errors) < asked:
        yield f"{len(planting.errors)} of {asked} errors planted: there is no room for more of these sorts"


def _line(words: str) -> str:
    return " ".join(words.split())


def _by(source: str) -> str:
    return f" ({source})" if source else ""
