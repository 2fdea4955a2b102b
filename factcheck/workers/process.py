"""One worker: the process that does the work, and what speaks to it by pipes."""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from factcheck.interfaces import Progress

Q = TypeVar("Q")
A = TypeVar("A")
_I = TypeVar("_I")

Work = Callable[[Q, Progress], A]

_BEGUN = "begun"
_SOONER = "500"  # of -1000 to 1000: where memory runs out, Linux ends a worker before anything else


class WorkerDied(Exception):
    """The worker ended during the work: it was killed, or memory ran out."""


class NotBegun(WorkerDied):
    """The worker was gone before: another one can do the work."""


class WorkFailed(Exception):
    """The work raised what cannot be sent from one process to another; this is how it reads."""


@dataclass(frozen=True, slots=True)
class Done:
    """What the work returned."""

    answer: Any

    def result(self) -> Any:
        return self.answer


@dataclass(frozen=True, slots=True)
class Failed:
    """What the work raised, and where."""

    error: BaseException
    trace: str

    def result(self) -> Any:
        raise self.error from WorkFailed(self.trace)


Outcome = Done | Failed


class Worker:
    """Does with each `asked` what `make`, pickled, returns; its first outcome says whether it is ready.

    `ask` and `outcome` wait; `kill`, from another thread, ends the waiting.
    """

    def __init__(self, make: bytes, seconds: float) -> None:
        # Spawned, not forked: a model's threads do not survive a fork.
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        heard, self._stops = context.Pipe(duplex=False)
        collecting = gc.get_threshold()
        self._process = context.Process(target=_live, args=(theirs, heard, make, seconds, collecting), daemon=True)
        self._process.start()
        theirs.close()
        heard.close()
        self._ended = False

    @property
    def alive(self) -> bool:
        """Whether more can be asked of it; not to be called while somebody waits."""
        return not self._ended and self._process.is_alive()

    def ask(self, asked: Any) -> Outcome:
        """Have it work, and wait for what comes of it. Raises WorkerDied."""
        try:
            self._pipe.send(asked)
            self._pipe.recv()
        except (EOFError, OSError) as error:
            self.end()
            raise NotBegun("the worker was gone") from error
        return self.outcome()

    def outcome(self) -> Outcome:
        """Wait for what comes next from it. Raises WorkerDied."""
        try:
            outcome: Outcome = self._pipe.recv()
        except (EOFError, OSError) as error:
            self.end()
            raise WorkerDied(f"the worker ended with {self._process.exitcode}") from error
        return outcome

    def stop(self) -> None:
        """Tell it that nobody waits for its work any more."""
        with suppress(OSError):
            self._stops.send(None)

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        """End it, and wait until it is gone."""
        self._ended = True
        self._process.kill()
        self._process.join()


# --- in the process -----------------------------------------------------------------------------


class _Abandoned(BaseException):
    """Nobody waits for this work any more. No Exception: what contains a bug must let it pass."""


def _live(pipe: Connection, stops: Connection, make: bytes, seconds: float, collecting: tuple[int, int, int]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process at a terminal: the first one decides
    os.dup2(2, 1)  # standard output may be where an editor is answered
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the other cores have workers of their own
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_SOONER, encoding="ascii")
    gc.set_threshold(*collecting)
    with suppress(EOFError, OSError):  # whoever asks is gone
        try:
            work = pickle.loads(make)()  # noqa: S301 - from the process that began this one
        except Exception as error:  # noqa: BLE001 - whoever asks is told
            pipe.send_bytes(_failure(error))
            return
        gc.collect()
        gc.freeze()  # what is made now stays: it need not be looked through again
        pipe.send(Done(None))
        while True:
            asked = pipe.recv_bytes()
            pipe.send(_BEGUN)
            while stops.poll():  # of earlier work, which was done already
                stops.recv()
            faulthandler.dump_traceback_later(seconds, exit=True)
            outcome = _outcome(work, asked, stops)
            faulthandler.cancel_dump_traceback_later()
            pipe.send_bytes(outcome)
            gc.collect()  # little is there beside what is frozen; left to itself it would grow by .3 MB a check


def _outcome(work: Work[Any, Any], asked: bytes, stops: Connection) -> bytes:
    def progress(stage: str, items: Sequence[_I]) -> Iterable[_I]:  # noqa: ARG001
        for item in items:
            if stops.poll():
                raise _Abandoned
            yield item

    try:
        return pickle.dumps(Done(work(pickle.loads(asked), progress)))  # noqa: S301 - as above
    except _Abandoned:
        return pickle.dumps(Done(None))
    except MemoryError:
        raise  # a process that ran out of it is left behind
    except Exception as error:  # noqa: BLE001 - whoever asked is told
        return _failure(error)


def _failure(error: Exception) -> bytes:
    trace = "".join(traceback.format_exception(error))
    try:
        packed = pickle.dumps(Failed(error, trace))
        pickle.loads(packed)  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - an error may hold anything
        return pickle.dumps(Failed(WorkFailed(f"{type(error).__name__}: {error}"), trace))
    return packed
