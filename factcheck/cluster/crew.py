"""A crew whose hands are actors of Ray: batches are handed out, and come back in the order of what was asked.

    with on_cluster("local", config) as crew:
        compare(articles, config, crew=crew)

What a hand was doing when its node went down is given to another one. No batch is counted twice: of a batch that was
given again only what comes back first is looked at, and it is the same, whoever did it.
"""

from __future__ import annotations

import logging
import os
import socket
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from factcheck.cluster.hands import Hand, made_by
from factcheck.errors import ClusterError, FactcheckError, UsageError, debugging
from factcheck.settings.config import Config
from factcheck.settings.lexicons import load_lexicons
from factcheck.shelves import member, needs
from factcheck.tools import Tools, make_tools

Item = TypeVar("Item")
Made = TypeVar("Made")

LOCAL: Final = "local"  # the address of a cluster that is begun for the run, on this machine
_BATCHES = 16  # batches a hand, of each step: few enough that little is said, enough that none waits long for the last
_LARGEST_BATCH = 16  # items of a batch, which is what is lost with a hand
_AHEAD = 2  # batches that a hand has, so that it need not wait for the next
_TIMES = 4  # times that a batch is given, after which it is what ends its hands
_RESTARTS = 4  # times that Ray begins a hand anew, where there is room for it
_ANSWER = 5.0  # seconds for the head of a cluster to take a connection
_ASKED = "2"  # times that Ray asks who takes one and is no cluster, each of some forty seconds; else it is twenty
_PATIENCE = 180.0  # seconds without any hand at work: to load models takes a tenth of it on an idle machine
_STORE = 256 * 1024 * 1024  # bytes of memory for what a local cluster's processes hand each other


@contextmanager
def on_cluster(address: str, config: Config) -> Iterator[RayCrew]:
    """Join the cluster at `address` ("local": begin one here), with a hand for each of its processors.

    Raises UsageError where Ray is not installed or the settings name a judge that asks a server, ClusterError where no
    cluster is found.
    """
    if "server" in needs(member("judges", config.judge.name)):
        raise UsageError(
            f"judge.name = {config.judge.name}: a model server is asked by one process alone; leave --ray out"
        )
    ray = _ray()
    if address != LOCAL:
        _refuse_nobody(address)
    _join(ray, address)
    try:
        yield RayCrew(ray, make_tools(config, load_lexicons(), None, ["kinds"]))
    except ray.exceptions.RayError as error:
        raise ClusterError(f"the cluster at {address} failed: {error}; run it again, or without --ray") from error
    finally:
        ray.shutdown()


def _ray() -> Any:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nothing is told to anybody
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # else it warns of a change to come
    os.environ.setdefault("RAY_raylet_start_wait_time_s", f"{_PATIENCE:.0f}")  # a busy machine needs more than its 30
    os.environ.setdefault("RAY_NUM_REDIS_GET_RETRIES", _ASKED)
    try:
        import ray
    except ImportError as error:
        raise UsageError("--ray needs Ray, which is not installed: pip install 'factcheck[ray]'") from error
    return ray


def _refuse_nobody(address: str) -> None:
    """Raise ClusterError where nobody answers at an address: Ray itself would ask there for minutes."""
    host, _, port = address.rpartition(":")
    if not (host and port.isdecimal()):
        raise UsageError(f"--ray {address}: is no address; give HOST:PORT of the cluster's head, or local")
    try:
        socket.create_connection((host.strip("[]"), int(port)), _ANSWER).close()
    except (OSError, OverflowError) as error:
        raise ClusterError(f"--ray {address}: nobody answers there: {error}; is its head running?") from error


def _join(ray: Any, address: str) -> None:
    quiet = {"log_to_driver": False, "configure_logging": False, "logging_level": logging.ERROR}
    here = {"_node_ip_address": "127.0.0.1", "include_dashboard": False, "object_store_memory": _STORE}
    try:
        ray.init(address=address, **quiet, **(here if address == LOCAL else {}))
    except (ConnectionError, RuntimeError, ValueError) as error:
        told = str(error).strip().splitlines()[0]
        raise ClusterError(
            f"--ray {address}: no cluster can be joined there: {told}; give HOST:PORT of its head, or local"
        ) from error


@dataclass(eq=False)
class _Actor:
    """A hand as the driver knows it: its actor, and how many batches it has."""

    actor: Any
    ready: bool = False
    has: int = 0


@dataclass
class _Batches:
    """The batches of a step: which wait, which are done, which are out and with whom."""

    waiting: deque[int]
    given: Counter[int] = field(default_factory=Counter)
    out: dict[Any, tuple[int, _Actor]] = field(default_factory=dict)
    done: dict[int, list[Any]] = field(default_factory=dict)


class RayCrew:
    """See interfaces.Crew. Raises ClusterError when nobody is left to do the work, or what is to be done ends whoever
    does it; what a step raises is raised here.
    """

    def __init__(self, ray: Any, tools: Tools) -> None:
        self._ray = ray
        self._made_by = made_by(tools)
        actor = ray.remote(num_cpus=1, max_restarts=_RESTARTS, scheduling_strategy="SPREAD")(Hand)
        size = max(1, int(ray.cluster_resources().get("CPU", 1)))
        self._members = [_Actor(actor.remote(tools.config, debug=debugging.get())) for _ in range(size)]
        self._called = {self._call(one): one for one in self._members}
        self._lost = ""
        told = ray.exceptions
        self._gone = (told.RayActorError, told.ObjectLostError, told.OutOfMemoryError)

    def each(self, step: Callable[..., Sequence[Made]], items: Sequence[Item], *common: Any) -> Iterator[Made]:
        """See interfaces.Crew. `step` is a method of Understanding or of Comparing: a hand calls its own."""
        if not items:
            return
        name = (type(step.__self__).__name__, step.__name__)  # type: ignore[attr-defined]
        size = min(_LARGEST_BATCH, -(-len(items) // (_BATCHES * max(1, len(self._members)))))
        batches = [items[at : at + size] for at in range(0, len(items), size)]
        reference = self._ray.put(common)
        shared = (reference.hex(), [reference])
        state = _Batches(deque(range(len(batches))))
        for number in range(len(batches)):
            while number not in state.done:
                self._give(state, lambda n: (name, batches[n], shared))
                self._take(state)
            yield from state.done.pop(number)

    def _give(self, state: _Batches, work: Callable[[int], tuple[Any, ...]]) -> None:
        """Hand out what waits, to those first who have least."""
        while state.waiting:
            free = [one for one in self._members if one.ready and one.has < _AHEAD]
            if not free:
                return
            chosen, number = min(free, key=lambda one: one.has), state.waiting.popleft()
            state.given[number] += 1
            if state.given[number] > _TIMES:
                raise ClusterError(
                    f"work that was given {_TIMES} times ended each of the processes that did it ({self._lost}); run "
                    "without --ray to see by which article"
                )
            chosen.has += 1
            state.out[chosen.actor.did.remote(*work(number))] = (number, chosen)

    def _take(self, state: _Batches) -> None:
        """Wait until something comes back: a batch, or a hand that is ready."""
        if not self._members:
            raise ClusterError(f"no process of the cluster can do the work: {self._lost}")
        awaited = [*state.out, *self._called]
        back, _ = self._ray.wait(awaited, num_returns=1, timeout=None if state.out else _PATIENCE)
        if not back:
            raise ClusterError(f"no process of the cluster was ready in {_PATIENCE:g} s {self._lost}".rstrip())
        for reference in back:
            if reference in state.out:
                self._taken(state, reference)
            else:
                self._answered(reference)

    def _taken(self, state: _Batches, reference: Any) -> None:
        number, who = state.out.pop(reference)
        who.has -= 1
        try:
            state.done[number] = self._result(reference)
        except self._gone as error:
            self._lost = _told(error)
            state.waiting.appendleft(number)
            if who.ready:
                who.ready = False
                self._called[self._call(who)] = who

    def _answered(self, reference: Any) -> None:
        """A hand is ready, or will never be."""
        who = self._called.pop(reference)
        try:
            theirs = self._result(reference)
        except self._ray.exceptions.ActorUnavailableError as error:  # it is begun anew
            self._lost = _told(error)
            self._called[self._call(who)] = who
        except self._ray.exceptions.RayActorError as error:
            self._lost = _told(error)
            self._members.remove(who)
        else:
            self._refuse_others(theirs)
            who.ready = True

    def _refuse_others(self, theirs: Sequence[str]) -> None:
        if different := [f"{b}, not {a}" for a, b in zip(self._made_by, theirs, strict=True) if a != b]:
            raise ClusterError(
                f"a process of the cluster would find otherwise: it has {'; '.join(different)}. Install the same "
                "factcheck on every machine"
            )

    def _call(self, who: _Actor) -> Any:
        return who.actor.made_by.remote()

    def _result(self, reference: Any) -> Any:
        """What came back. Raises what was raised there."""
        try:
            return self._ray.get(reference)
        except self._ray.exceptions.RayTaskError as error:
            raise error.cause from (None if isinstance(error.cause, FactcheckError) else error)


def _told(error: Exception) -> str:
    lines: Iterable[str] = (line.strip() for line in str(error).splitlines())
    return next((line for line in lines if line), type(error).__name__)
