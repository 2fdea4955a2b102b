"""Everything that can go wrong, in one tree. It imports nothing of ours.

    FactcheckError                 exit 4
    ├── UsageError                 exit 2   the command line: a path that does not exist, an unknown name
    │   └── ConfigError            exit 2   a settings file: unknown key, wrong type, unreadable
    ├── NothingComparable          exit 3   fewer than two articles, or nothing readable
    ├── ModelError                 exit 4   weights missing, altered or not loadable
    ├── ClusterError               exit 4   no cluster there, or no process left to do the work
    ├── OutputError                exit 4   the report cannot be written
    ├── LedgerError                exit 4   runs and verdicts cannot be read or kept
    └── ArchiveError               exit 4   articles and their stories cannot be read or kept
    UnreadableArticle              never leaves a run: it becomes a reported skip

What none of these is, is a bug. `contained` keeps it from costing a run: it costs the sentence, the article, the kind
or the step in which it happened, and is reported; with `debugging` (factcheck --debug) it ends the run with its
traceback.

Each message says what happened, where, and what to do next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ClassVar, TypeVar

Made = TypeVar("Made")

debugging: ContextVar[bool] = ContextVar("debugging", default=False)


class FactcheckError(Exception):
    """Base of every error that the user is shown without a traceback.

    What is wrong may be followed by more lines, of which each tells one thing that led to it.
    """

    exit_code: ClassVar[int] = 4

    @property
    def lines(self) -> tuple[str, ...]:
        """What is wrong, and what more there is to tell, a line each."""
        first, *more = map(str, self.args or ("",))
        return (first, *(f"  {line}" for line in more))

    def __str__(self) -> str:
        return "\n".join(self.lines)


class UsageError(FactcheckError):
    """The command line asks for something that is not there."""

    exit_code = 2


class ConfigError(UsageError):
    """A settings file has an unknown key, a wrong value, or cannot be read."""


class NothingComparable(FactcheckError):
    """There are not two articles to hold against each other: not a pass."""

    exit_code = 3


class ModelError(FactcheckError):
    """A model's weights are missing, altered or cannot be loaded."""


class ClusterError(FactcheckError):
    """Other processes cannot do the work: no cluster can be joined, they find otherwise, or none is left."""


class OutputError(FactcheckError):
    """The report could not be written; nothing half-written is left behind."""


class LedgerError(FactcheckError):
    """The ledger cannot be read or written; what was kept before stays as it was."""


class ArchiveError(FactcheckError):
    """The archive cannot be read or written; what was kept before stays as it was."""


class UnreadableArticle(Exception):
    """One input could not be read; `reason` says why and what to do. The rest of the run goes on."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


@contextmanager
def contained(tell: Callable[[str], None]) -> Iterator[None]:
    """Let a bug cost no more than what stands inside: `tell` is given what it was, for the report.

    Errors of this tree pass, as does want of memory (MemoryError), and everything does while `debugging`.
    """
    try:
        yield
    except (FactcheckError, UnreadableArticle, MemoryError):
        raise
    except Exception as error:
        if debugging.get():
            raise
        tell(f"{type(error).__name__}: {error}")


def tried(make: Callable[[], Made], tell: Callable[[str], None], *, otherwise: Made) -> Made:
    """Return what `make` makes; where a bug stops it, `tell` is given what it was and `otherwise` stands in."""
    with contained(tell):
        return make()
    return otherwise
