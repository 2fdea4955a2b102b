"""A crew whose hands are processes of this machine, begun when there is so much to do that two are done earlier.

    with on_processors(config) as crew:
        compare(articles, config, crew=crew)

Whoever uses it must be a program that may be begun again: each process imports what was begun first.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

from factcheck.cluster.hands import Hand
from factcheck.errors import ClusterError, debugging
from factcheck.interfaces import ALONE, Crew
from factcheck.settings.config import Config
from factcheck.shelves import member, needs

Item = TypeVar("Item")
Made = TypeVar("Made")

_BATCHES = (
    8  # batches a process, of each step: few enough that little is said, enough that none waits long for the last
)
_hand: Hand | None = None  # of a process that was begun here


@contextmanager
def on_processors(config: Config) -> Iterator[Crew]:
    """Give work to as many processes as the settings allow and there are processors; one is no crew but this process.

    A judge that asks a model server is asked by this process alone.
    """
    count = min(config.processes.most, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
    if count < 2 or "server" in needs(member("judges", config.judge.name)):
        yield ALONE
        return
    crew = LocalCrew(config, count)
    try:
        yield crew
    finally:
        crew.close()


class LocalCrew:
    """See interfaces.Crew. What a step raises is raised here; ClusterError when a process ends before its work."""

    def __init__(self, config: Config, count: int) -> None:
        self._config, self._count = config, count
        self._pool: ProcessPoolExecutor | None = None
        self._steps = 0

    def each(self, step: Callable[..., Made], items: Sequence[Item], *common: Any) -> Iterator[Made]:
        """See interfaces.Crew. `step` is a method of Understanding or of Comparing: a process calls its own."""
        if len(items) < self._config.processes.fewest:
            yield from ALONE.each(step, items, *common)
            return
        pool = self._begun()
        name = (type(step.__self__).__name__, step.__name__)  # type: ignore[attr-defined]
        self._steps += 1
        shared = f"step {self._steps}", pickle.dumps(common)
        size = -(-len(items) // (_BATCHES * self._count))
        batches = [items[at : at + size] for at in range(0, len(items), size)]
        try:
            for done in pool.map(_did, [name] * len(batches), batches, [shared] * len(batches)):
                yield from done
        except BrokenProcessPool as error:
            raise ClusterError(
                "a process that shared the work was ended, mostly for want of memory; run it again with "
                "--set processes.most=1"
            ) from error

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def _begun(self) -> ProcessPoolExecutor:
        if self._pool is None:
            begin = (self._config, debugging.get())
            self._pool = ProcessPoolExecutor(self._count, get_context("spawn"), _begin, begin)
        return self._pool


def _begin(config: Config, debug: bool) -> None:  # noqa: FBT001 - handed over by place
    global _hand  # noqa: PLW0603 - what a process does is all that it has
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began this process hears it, and ends it
    _hand = Hand(config, debug=debug)


def _did(step: tuple[str, str], items: Sequence[Any], common: tuple[str, bytes]) -> list[Any]:
    assert _hand
    name, pickled = common
    return _hand.do(step, items, name, lambda: pickle.loads(pickled))  # noqa: S301 - of the process that began this one
