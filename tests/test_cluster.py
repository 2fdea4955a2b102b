"""Many processes find what one finds, to the byte, in whatever order they are done, and whichever of them goes down."""

import pickle
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest
from fakes import FakeEncoder
from programs import Program

from factcheck.cluster import crew as crews
from factcheck.cluster.crew import RayCrew, on_cluster
from factcheck.cluster.hands import Hand
from factcheck.errors import ClusterError, UsageError
from factcheck.intake.reading import read
from factcheck.interfaces import ALONE, silent
from factcheck.pipeline import compare
from factcheck.settings.config import Config, load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import make_tools

LEXICONS = load_lexicons()
ARTICLES = read(["seeds", "tests/drafts/river-treaty/sources"], today=date(2100, 1, 1)).articles


def config(folder: Path, **more) -> Config:
    made = load_config()
    return made.model_copy(update={"cache": made.cache.model_copy(update={"folder": str(folder)}), **more})


def found(folder: Path, crew, progress=silent, encoder=None) -> str:
    """The report of one run, with nothing kept from another."""
    findings = compare(ARTICLES, config(folder), lexicons=LEXICONS, crew=crew, progress=progress, encoder=encoder)
    return findings.model_dump_json(by_alias=True, indent=1)


class Backwards:
    """Does the last item first, and takes and gives everything as another process would: by way of bytes."""

    def each(self, step, items, *common):
        done = [pickle.dumps(step(*pickle.loads(pickle.dumps(([item], *common))))) for item in reversed(items)]
        return (one for made in reversed(done) for one in pickle.loads(made))


def test_the_order_in_which_the_work_is_done_decides_nothing(tmp_path):
    one = found(tmp_path / "one", ALONE, encoder=FakeEncoder())
    assert found(tmp_path / "two", Backwards(), encoder=FakeEncoder()) == one
    assert one.count('"kind"') > 3


# --- what is handed out, and again ----------------------------------------------------------------


class Gone(Exception):
    pass


class Away(Gone):
    pass


class Raised(Exception):
    def __init__(self, cause):
        super().__init__(str(cause))
        self.cause = cause


@dataclass(eq=False)
class Reference:
    make: object

    def hex(self):
        return str(id(self))


@dataclass(eq=False)
class Actor:
    """A hand that doubles numbers, and goes down at the calls whose numbers are in `dies`."""

    dies: set
    theirs: tuple
    calls: int = 0
    did_log: list = field(default_factory=list)

    def __getattr__(self, name):
        return SimpleNamespace(remote=lambda *given: Reference(lambda: getattr(self, f"_{name}")(*given)))

    def _made_by(self):
        if "never" in self.dies:
            raise Gone("the node is down")
        return self.theirs

    def _did(self, step, items, common):
        self.calls += 1
        if self.calls in self.dies:
            self.dies.discard("once") if "once" in self.dies else self.dies.add("never")
            raise Gone("the node went down\nwith all of it")
        if 13 in items:
            raise Gone("13 ended it")
        if 66 in items:
            raise Raised(UsageError("66 is refused"))
        self.did_log += items
        return [2 * item for item in items]


class FakeRay:
    """Answers the last call first."""

    exceptions = SimpleNamespace(
        RayActorError=Gone, ActorUnavailableError=Away, ObjectLostError=Away, OutOfMemoryError=Away, RayTaskError=Raised
    )

    def __init__(self, *dies, theirs=("same",)):
        self.dies = [set(one) for one in dies]
        self.actors = []
        self.theirs = theirs

    def cluster_resources(self):
        return {"CPU": float(len(self.dies))}

    def remote(self, **options):
        assert options["num_cpus"] == 1
        return lambda class_: SimpleNamespace(remote=self._begun)

    def _begun(self, *given, debug):
        self.actors.append(Actor(self.dies[len(self.actors)], self.theirs))
        return self.actors[-1]

    def put(self, what):
        return Reference(lambda: what)

    def get(self, reference):
        return reference.make()

    def wait(self, references, num_returns, timeout):
        return references[-1:], references[:-1]

    @property
    def did(self):
        return sorted(item for actor in self.actors for item in actor.did_log)


class Doubling:
    def twice(self, item):
        raise AssertionError("it is done by the hands alone")


@pytest.fixture
def tools(monkeypatch):
    monkeypatch.setattr(crews, "made_by", lambda tools: ("same",))
    return SimpleNamespace(config=None, lexicons=None)


@pytest.mark.parametrize("dies", [([], []), ([2], []), ([1, "once"], [2, "once"]), (["never"], []), ([], [], [1])])
@pytest.mark.parametrize("number", [0, 1, 7, 40])
def test_nothing_is_lost_and_nothing_doubled_whoever_goes_down(tools, dies, number):
    ray = FakeRay(*dies)
    items = [100 + n for n in range(number)]
    assert [*RayCrew(ray, tools).each(Doubling().twice, items)] == [2 * item for item in items]
    assert ray.did == items


def test_who_went_down_goes_on_where_ray_begins_it_anew(tools):
    ray = FakeRay([1, "once"])
    assert [*RayCrew(ray, tools).each(Doubling().twice, [1, 2])] == [2, 4]


def test_where_nobody_is_left_that_is_told(tools):
    crew = RayCrew(FakeRay([1], [1]), tools)
    with pytest.raises(ClusterError, match="no process of the cluster can do the work: the node is down"):
        [*crew.each(Doubling().twice, [1, 2, 3])]


def test_what_ends_whoever_does_it_is_not_given_for_ever(tools):
    crew = RayCrew(FakeRay([], [], []), tools)
    with pytest.raises(ClusterError, match=r"given 4 times ended each .*13 ended it"):
        [*crew.each(Doubling().twice, [13])]


def test_what_a_step_raises_is_raised(tools):
    crew = RayCrew(FakeRay([]), tools)
    with pytest.raises(UsageError, match="66 is refused"):
        [*crew.each(Doubling().twice, [66])]


def test_who_would_find_otherwise_has_no_part(tools):
    crew = RayCrew(FakeRay([], theirs=("other",)), tools)
    with pytest.raises(ClusterError, match="other, not same"):
        [*crew.each(Doubling().twice, [1])]


def test_without_ray_it_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "ray", None)
    with (
        pytest.raises(UsageError, match=r"pip install 'factcheck\[ray\]'"),
        on_cluster("local", load_config()),
    ):
        pass


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [("auto", 2, "is no address"), ("head:", 2, "is no address"), ("127.0.0.1:1", 4, "nobody answers there")],
)
@pytest.mark.filterwarnings("ignore")
def test_where_no_cluster_is_the_program_says_so_at_once(program: Program, monkeypatch, address, code, told):
    monkeypatch.setattr(crews, "_ray", lambda: None)
    ended = program("report", "seeds", "--ray", address)
    assert ended.code == code
    assert told in ended.err


def test_a_model_server_is_asked_by_one_process_alone():
    made = load_config()
    asked = made.model_copy(update={"judge": made.judge.model_copy(update={"name": "openai_compatible"})})
    with pytest.raises(UsageError, match="leave --ray out"), on_cluster("local", asked):
        pass


def test_a_hand_says_what_decides_its_findings(tmp_path):
    hand = Hand(config(tmp_path), debug=False)
    assert hand.made_by() == crews.made_by(make_tools(config(tmp_path / "other"), LEXICONS, None, ["kinds"]))
    other = config(tmp_path, event=load_config().event.model_copy(update={"same_event": 0.9}))
    assert Hand(other, debug=False).made_by() != hand.made_by()


# --- two nodes ----------------------------------------------------------------------------------------


@pytest.fixture
def nodes(monkeypatch: pytest.MonkeyPatch) -> Iterator:
    """A cluster of two nodes with a processor each, on this machine, and the second of them."""
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    monkeypatch.setenv("RAY_raylet_start_wait_time_s", "180")
    from ray.cluster_utils import Cluster

    small = {"num_cpus": 1, "object_store_memory": 150_000_000}
    cluster = Cluster(initialize_head=True, head_node_args={**small, "include_dashboard": False})
    try:
        yield cluster, cluster.add_node(**small)
    finally:
        cluster.shutdown()


@pytest.mark.skipif(find_spec("ray") is None, reason="needs factcheck[ray]")
@pytest.mark.filterwarnings("ignore")
def test_two_nodes_one_of_which_goes_down_find_what_one_process_finds(nodes, tmp_path):
    cluster, second = nodes
    removed = []

    def progress(stage, items):
        for item in items:
            if not removed and all(one.ready and one.has for one in crew._members):  # both have more to do
                removed.append(stage)
                cluster.remove_node(second, allow_graceful=False)
            yield item

    with on_cluster(cluster.address, config(tmp_path / "two")) as crew:
        while not all(one.ready for one in crew._members):
            crew._take(crews._Batches(deque()))
        two = found(tmp_path / "two", crew, progress)
        assert removed
        assert crew._lost
    assert two == found(tmp_path / "one", ALONE)


@pytest.mark.skipif(find_spec("ray") is None, reason="needs factcheck[ray]")
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_is_begun_for_the_run_finds_what_one_process_finds(program: Program, monkeypatch):
    monkeypatch.setenv("RAY_raylet_start_wait_time_s", "180")
    one, many = (program("report", "seeds", "--format", "json", *more) for more in ((), ("--ray", "local")))
    assert (one.code, one.out) == (many.code, many.out)
    assert one.out.count('"kind"') > 3
