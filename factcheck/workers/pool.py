"""A few workers, and the work that waits for them.

    pool = Pool(make, size=2, seconds=60, waiting=100)
    pool.start()                     # each worker has made what it works with
    answer = await pool.run(asked)   # what make()(asked, progress) returns, in one of them
    pool.close()                     # no process is left

A worker does one piece of work at a time. Past its time it is ended, having written to standard error where it stood; a
new one takes its place. Work that nobody waits for any more ends at its next step, if it heeds `progress`. A worker
leaves when its pool's process is gone, at the latest when its time is over. What goes to it and comes back is pickled.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Generic, TypeVar

from factcheck.workers.process import NotBegun, Work, Worker, WorkerDied

Q = TypeVar("Q")
A = TypeVar("A")

_LOG = logging.getLogger("factcheck.workers")
_GRACE = 1.0  # seconds after which a worker that did not end itself in time is ended
_PAUSES = (0.0, 1.0, 5.0, 30.0)  # seconds before a worker is begun anew, the more often it could not be


class Busy(Exception):
    """The work was not begun: too much is waiting, or its turn did not come in time."""


class Overdue(Exception):
    """The work was not done in time; its worker was ended."""


class Pool(Generic[Q, A]):
    """Runs up to `size` pieces of work at a time, and keeps up to `waiting` more, each for `patience` seconds at most
    (None: as many as the work has, `seconds`).

    `make` is called once in each worker and returns what does the work there. `run` is for one event loop.
    """

    def __init__(
        self,
        make: Callable[[], Work[Q, A]],
        *,
        size: int,
        seconds: float,
        waiting: int,
        patience: float | None = None,
    ) -> None:
        self._make = pickle.dumps(make)
        self._size = size
        self._seconds = seconds
        self._patience = seconds if patience is None else patience
        self._most = size + waiting
        self._inside = 0
        self._workers: set[Worker] = set()
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="worker")
        self._tasks: set[asyncio.Task[Any]] = set()
        self._begun = self._closed = False

    def start(self) -> None:
        """Begin the workers, and return when all are ready. Raises what making one raises.

        Without it they are begun when something is to be done.
        """
        self._begun = True
        try:
            for worker in [self._begin() for _ in range(self._size)]:
                worker.outcome().result()
                self._idle.put_nowait(worker)
        except BaseException:
            self.close()
            raise

    @property
    def full(self) -> bool:
        """Whether `run` would refuse more work."""
        return self._inside >= self._most

    async def run(self, asked: Q) -> A:
        """Return what the work returns. Raises what it raises, Busy, Overdue or WorkerDied."""
        if self.full:
            raise Busy(f"{self._inside} are asked for")
        if self._closed:
            raise WorkerDied("the pool is closed")
        self._inside += 1
        try:
            for _ in range(self._size):
                with suppress(NotBegun):
                    return await self._answer(asked)
            return await self._answer(asked)  # by one that was begun meanwhile
        finally:
            self._inside -= 1

    def close(self) -> None:
        """End every worker, whatever it does; whoever waits is told that it died."""
        self._closed = True
        ended = [*self._workers]
        for worker in ended:
            worker.kill()
        for worker in ended:
            worker.end()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _answer(self, asked: Q) -> A:
        """Have it done, whoever goes on waiting for it: a worker that is told to stop has to come to its next step."""
        worker = await self._free()
        work = self._task(self._done(worker, asked))
        try:
            answer: A = await asyncio.shield(work)
        except asyncio.CancelledError:
            if not work.done():  # else it may have begun what somebody else asked
                worker.stop()
            raise
        return answer

    async def _free(self) -> Worker:
        """Wait for a worker that has nothing to do."""
        if not self._begun:
            self._begun = True
            for _ in range(self._size):
                self._task(self._new())
        try:
            async with asyncio.timeout(self._patience):
                while not (worker := await self._idle.get()).alive:
                    self._replace(worker)
        except TimeoutError as error:
            raise Busy(f"its turn did not come in {self._patience:g} s") from error
        return worker

    async def _done(self, worker: Worker, asked: Q) -> Any:
        """Have one piece of work done, to its end or that of its time, and see that a worker is there afterwards."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        clock = loop.call_later(self._seconds + _GRACE, worker.kill)
        try:
            outcome = await loop.run_in_executor(self._threads, worker.ask, asked)
        except WorkerDied as error:
            if loop.time() - begun < self._seconds:
                raise
            raise Overdue(f"more than {self._seconds:g} s") from error
        finally:
            clock.cancel()
            if worker.alive:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)
        return outcome.result()

    def _replace(self, worker: Worker) -> None:
        self._workers.discard(worker)
        if not self._closed:
            self._task(self._new())

    async def _new(self) -> None:
        """Begin a worker, and again until one is ready."""
        failed = 0
        while not self._closed:
            try:
                worker = await asyncio.get_running_loop().run_in_executor(self._threads, self._ready)
            except Exception:  # noqa: BLE001 - whatever keeps it from starting may pass
                _LOG.exception("a worker does not start")
                failed = min(failed + 1, len(_PAUSES) - 1)
                await asyncio.sleep(_PAUSES[failed])
            else:
                self._idle.put_nowait(worker)
                return

    def _ready(self) -> Worker:
        worker = self._begin()
        try:
            worker.outcome().result()
        except BaseException:
            self._workers.discard(worker)
            worker.end()
            raise
        return worker

    def _begin(self) -> Worker:
        worker = Worker(self._make, self._seconds)
        self._workers.add(worker)
        if self._closed:  # meanwhile
            worker.end()
        return worker

    def _task(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def cores() -> int:
    """Return how many of the machine's cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
