"""A crew whose hands are processes of this machine, begun when there is so much to do that two are done earlier.

    with on_processors(config) as crew:
        compare(articles, config, crew=crew)

Whoever uses it must be a program that may be begun again: each process imports what was begun first.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeVar

from factcheck.cluster.hands import Hand
from factcheck.errors import ClusterError, debugging
from factcheck.interfaces import ALONE, Crew, Progress
from factcheck.settings.config import Config
from factcheck.shelves import member, needs
from factcheck.workers.pool import cores
from factcheck.workers.process import Worker, WorkerDied

Item = TypeVar("Item")
Made = TypeVar("Made")

_PARTS = 8  # parts of a step's work that each process gets: more say more, fewer leave one waiting for the last
_SECONDS = 3600.0  # for a part: what takes longer hangs


@contextmanager
def on_processors(config: Config) -> Iterator[Crew]:
    """Give work to as many processes as the settings allow and there are processors; one is no crew but this process.

    A judge that asks a model server is asked by this process alone.
    """
    count = min(config.processes.most, cores())
    if count < 2 or "server" in needs(member("judges", config.judge.name)):
        yield ALONE
        return
    crew = LocalCrew(config, count)
    try:
        yield crew
    finally:
        crew.close()


@dataclass
class _Helper:
    """A process, the step whose common things it has, and whether it has made its tools."""

    worker: Worker
    step: int = 0
    ready: bool = False


class LocalCrew:
    """See interfaces.Crew. What a step raises is raised here; ClusterError when a process ends before its work."""

    def __init__(self, config: Config, count: int) -> None:
        self._config, self._count = config, count
        self._members: list[_Helper] = []
        self._step = 0

    def each(self, step: Callable[..., Sequence[Made]], items: Sequence[Item], *common: Any) -> Iterator[Made]:
        """See interfaces.Crew. `step` is a method of Understanding or of Comparing: a process calls its own."""
        if len(items) < self._config.processes.fewest:
            yield from ALONE.each(step, items, *common)
            return
        self._step += 1
        free: SimpleQueue[_Helper] = SimpleQueue()
        for one in self._begun():
            free.put(one)
        name = (type(step.__self__).__name__, step.__name__)  # type: ignore[attr-defined]
        size = -(-len(items) // (_PARTS * self._count))
        parts = [items[at : at + size] for at in range(0, len(items), size)]
        asking = ThreadPoolExecutor(self._count)
        try:
            for done in asking.map(partial(self._done, free, name, pickle.dumps(common)), parts):
                yield from done
        finally:
            asking.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        for one in self._members:
            one.worker.end()
        self._members = []

    def _begun(self) -> Sequence[_Helper]:
        if not self._members:
            make = pickle.dumps(partial(_made, self._config, debug=debugging.get()))
            self._members = [_Helper(Worker(make, _SECONDS)) for _ in range(self._count)]
        return self._members

    def _done(self, free: SimpleQueue[_Helper], name: tuple[str, str], common: bytes, part: Sequence[Any]) -> list[Any]:
        """What a process that has nothing to do makes of a part. Called by a thread for each process."""
        one = free.get()
        try:
            if not one.ready:
                one.worker.outcome().result()
                one.ready = True
            known = one.step == self._step  # what is common to all items is sent once a step
            one.step = self._step
            made: list[Any] = one.worker.ask((name, part, str(self._step), None if known else common)).result()
        except WorkerDied as error:
            raise ClusterError(
                f"a process that shared the work is gone ({error}), mostly for want of memory; run it again with "
                "--set processes.most=1"
            ) from error
        finally:
            free.put(one)
        return made


def _made(config: Config, *, debug: bool) -> Callable[[Any, Progress], list[Any]]:
    """Make what a process works with; return what it does with each part that it is asked for."""
    hand = Hand(config, debug=debug)

    def do(asked: tuple[tuple[str, str], Sequence[Any], str, bytes], progress: Progress) -> list[Any]:  # noqa: ARG001
        step, part, name, common = asked
        return hand.do(step, part, name, lambda: pickle.loads(common))  # noqa: S301 - of the process that began this one

    return do
