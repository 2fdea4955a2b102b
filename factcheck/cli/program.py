"""The program: its commands hang on `app`; `main` turns errors into messages and exit codes."""

from __future__ import annotations

import gc
import io
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

import typer

from factcheck.cli.talking import Loudness, complain, complain_of, loudness, put
from factcheck.errors import FactcheckError, UsageError, debugging
from factcheck.version import __version__

_BUG = 4
# What typer, or the click that older ones stand on, raises for a command line that is wrong: typer does not export it.
_Misused: Any = next(base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException")
# Nearly all that a run makes stays until its end: looking through it every 700 objects costs a tenth of a check. To
# load the program alone makes 100,000.
_OBJECTS_BETWEEN_COLLECTIONS = 250_000


CODES = """\b
Exit codes:
  0    done, whatever was found
  1    factcheck check: findings fail the draft
  2    the command line or a settings file is wrong
  3    there was nothing to compare: no pass
  4    it failed: a model, the output file, or a bug
  130  interrupted
"""


app = typer.Typer(
    name="factcheck",
    help="Read several articles on one story and show what they disagree about.\n\n"
    "It never says who is right: it shows who says what, how far apart, and how sure it is that this is a conflict.",
    epilog=CODES,
    rich_markup_mode=None,
    add_completion=True,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 80},
)


def _show_version(asked: bool) -> None:
    if asked:
        put(f"factcheck {__version__}\n")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_show_version)
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", envvar="FACTCHECK_DEBUG", help="End at an unexpected error, with its traceback.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing on standard error but what went wrong.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Say what is read, which models are used, and how long each stage takes.")
    ] = False,
) -> None:
    context.obj["debug"] = debug
    debugging.set(debug)
    if quiet and verbose:
        raise UsageError("--quiet and --verbose: give one of them")
    loudness.set(Loudness.QUIET if quiet else Loudness.VERBOSE if verbose else Loudness.USUAL)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and exit: the one place where errors become messages and exit codes."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 100)
    options: dict[str, bool] = {"debug": False}
    try:
        command = typer.main.get_command(app)
        code = command.main(arguments, prog_name="factcheck", obj=options, standalone_mode=False)
    except _Misused as error:
        told = io.StringIO()
        error.show(told)
        complain(*told.getvalue().splitlines())
        sys.exit(error.exit_code)
    except FactcheckError as error:
        complain_of(error)
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 - whatever a bug raises, the user gets a message and a way on
        if options["debug"]:
            complain(*traceback.format_exc().splitlines())
        complain(
            f"factcheck: unexpected {type(error).__name__}: {error}",
            "This is a bug. Run it again as 'factcheck --debug ...' and report what it prints, with the version "
            f"({__version__}) and, if you may share them, the articles.",
        )
        sys.exit(_BUG)
    sys.exit(code or 0)
