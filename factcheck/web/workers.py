"""Checks run on a few threads; whoever waits too long or goes away is not waited for.

A pool of its own, and not a limit on the event loop's threads: no thread can be stopped from outside, and one that
nobody waits for any more must go on holding its place until it has noticed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event, local
from typing import TypeVar

from factcheck.interfaces import Progress
from factcheck.understand.memory import Memory

T = TypeVar("T")
_I = TypeVar("_I")

Work = Callable[[Progress, Memory], T]


class Busy(Exception):
    """The work was not begun in time."""


class Overdue(Exception):
    """The work was not done in time; it stops at its next step."""


class _Abandoned(Exception):
    """Nobody waits for this work any more."""


class Workers:
    """Runs up to `at_once` pieces of work at a time, each on a thread with a memory of its own."""

    def __init__(self, *, at_once: int, seconds: float) -> None:
        self._seconds = seconds
        self._own = local()
        self._closing = Event()
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="check", initializer=self._prepare)

    async def run(self, work: Work[T]) -> T:
        """Return what `work` returns. Raises Busy or Overdue after `seconds`, else what it raises."""
        stop = Event()
        future = self._pool.submit(lambda: work(self._heeding(stop), self._own.memory))
        try:
            async with asyncio.timeout(self._seconds) as limit:
                return await asyncio.wrap_future(future)
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise (Busy if future.cancel() else Overdue)(f"more than {self._seconds:g} s") from error
        finally:
            stop.set()
            future.cancel()

    def close(self) -> None:
        """Begin nothing more, and let what runs stop at its next step."""
        self._closing.set()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _prepare(self) -> None:
        self._own.memory = Memory()

    def _heeding(self, stop: Event) -> Progress:
        """A progress that ends the work when nobody waits for it."""

        def progress(stage: str, items: Sequence[_I]) -> Iterable[_I]:  # noqa: ARG001
            for item in items:
                if stop.is_set() or self._closing.is_set():
                    raise _Abandoned
                yield item

        return progress
