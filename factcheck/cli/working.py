"""What standard error shows while the program works: on a terminal a line for each thing under way, else nothing.

With --verbose it is what was done and how long that took, with --quiet nothing anywhere. A terminal shows the first
line before anything heavy is imported.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import TYPE_CHECKING, Protocol, TypeVar

from factcheck.cli.talking import Loudness, loudness, say
from factcheck.text.excerpt import inert

if TYPE_CHECKING:
    from factcheck.domain.findings import Findings

T = TypeVar("T")


class _Showing(Protocol):
    """Shows what is under way."""

    def under_way(self, what: str) -> AbstractContextManager[None]:
        """Show it for as long as it takes."""

    def stage(self, stage: str, items: Sequence[T]) -> Iterable[T]:
        """See interfaces.Progress."""


_shown: ContextVar[_Showing | None] = ContextVar("shown", default=None)


@contextmanager
def working(what: str = "working") -> Iterator[None]:
    """Show that something is done, and which stages and which loading of models that takes."""
    from factcheck.models.loading import announcing

    if (showing := _showing()) is None:
        yield
        return
    shown = _shown.set(showing)
    announced = announcing.set(showing.under_way)
    try:
        with showing.under_way(what):
            yield
    finally:
        announcing.reset(announced)
        _shown.reset(shown)


def show_stage(stage: str, items: Sequence[T]) -> Iterable[T]:
    """Show a stage of a run where something is `working` when it begins; see interfaces.Progress."""
    return showing.stage(stage, items) if (showing := _shown.get()) else items


def account(findings: Findings) -> Iterator[str]:
    """Yield what --verbose says of a run: what was read, what was not and why, and by which models."""
    for article in findings.articles:
        day = article.published or "day unknown"
        yield f"Read {article.path}: {article.source}, {day}; sentences {article.sentences}, claims {article.claims}"
    yield from (f"Not read {one.path}: {one.reason}" for one in findings.skipped)
    made = findings.made_by
    for role in ("parser", "encoder", "aligner", "decision", "judge"):
        yield f"Model, {role}: {getattr(made, role)}"


def _showing() -> _Showing | None:
    if loudness.get() is Loudness.VERBOSE:
        return _Seconds()
    return _Foot() if loudness.get() is Loudness.USUAL and sys.stderr.isatty() else None


class _Seconds:
    """Says what begins and, when it is done, how long it took."""

    @contextmanager
    def under_way(self, what: str) -> Iterator[None]:
        begun = monotonic()
        say(f"{what} ...")
        yield
        say(f"{what}: {monotonic() - begun:.2f} s")

    def stage(self, stage: str, items: Sequence[T]) -> Iterator[T]:
        with self.under_way(f"{stage} {len(items)}"):
            yield from items


class _Foot:
    """Lines at the foot of a terminal; each goes away when its thing is done, and all do at the end."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
        self._lines = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)

    @contextmanager
    def under_way(self, what: str) -> Iterator[None]:
        outermost = not self._lines.task_ids
        line = self._lines.add_task(inert(what), total=None)
        if outermost:
            self._lines.start()
        try:
            yield
        finally:
            self._lines.remove_task(line)
            if outermost:
                self._lines.stop()

    def stage(self, stage: str, items: Sequence[T]) -> Iterator[T]:
        line = self._lines.add_task(inert(stage), total=len(items))
        try:
            for item in items:
                yield item
                self._lines.advance(line)
        finally:
            self._lines.remove_task(line)
