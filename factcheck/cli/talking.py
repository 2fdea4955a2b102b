"""What the program says: results to standard output, talk and progress to standard error.

File names, reviewers and messages are other people's words: all that is said goes through `say`, `complain` or
`put_text`, line by line, and nothing in it acts on a screen or in the log of a build. A format sees to that for its own
report (`put`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from enum import Enum, auto
from pathlib import Path

import typer

from factcheck.errors import FactcheckError, OutputError, UsageError
from factcheck.text.excerpt import inert

_BROKEN_PIPE = 141  # 128 + SIGPIPE: what a shell reports of a program whose reader went away


def put(text: str) -> None:
    """Write results: UTF-8 wherever it goes, and at once, so that a reader gone away is noticed here."""
    from factcheck.findings.output import encoded

    try:
        sys.stdout.buffer.write(encoded(text))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains while it shuts down
        raise typer.Exit(_BROKEN_PIPE) from None
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"standard output cannot be written: {error.strerror}; free space or use -o FILE") from error


def put_text(text: str) -> None:
    """Write lines as results, other people's words among them."""
    put("\n".join(map(inert, text.split("\n"))))


def put_line(line: str) -> None:
    """Write one line as a result, whatever line ends are in it."""
    put(f"{inert(line)}\n")


class Loudness(Enum):
    """How much is said on standard error."""

    QUIET = auto()
    USUAL = auto()
    VERBOSE = auto()


loudness: ContextVar[Loudness] = ContextVar("loudness", default=Loudness.USUAL)


def say(*lines: str) -> None:
    """Say something on standard error, unless --quiet forbids it."""
    if loudness.get() is not Loudness.QUIET:
        complain(*lines)


def say_more(*lines: str) -> None:
    """Say something on standard error if --verbose asks for it."""
    if loudness.get() is Loudness.VERBOSE:
        complain(*lines)


def complain(*lines: str) -> None:
    """Say on standard error what went wrong; a line end in a line, as a file's name may have, begins no other."""
    for line in lines:
        typer.echo(inert(line), err=True)


def complain_of(error: FactcheckError) -> None:
    """Say on standard error what is wrong, line by line."""
    first, *more = error.lines
    complain(f"factcheck: {first}", *more)


def bold_is_shown(environment: Mapping[str, str]) -> bool:
    """Whether standard output shows bold words: a screen, unless NO_COLOR or FORCE_COLOR says otherwise."""
    if environment.get("NO_COLOR"):
        return False
    return bool(environment.get("FORCE_COLOR")) or (sys.stdout.isatty() and environment.get("TERM") != "dumb")


def deliver(text: str, output: Path | None) -> None:
    from factcheck.findings import output as files

    if output is None:
        put(text)
    else:
        files.write(output, text)
        put_line(str(output))


def read(file: Path) -> str:
    """The text of a file, or of standard input."""
    try:
        return sys.stdin.buffer.read().decode() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read: {error}; check the file and its permissions") from error


def clear() -> None:
    """Clear the screen, where standard output is one."""
    from rich.console import Console

    Console().clear()
