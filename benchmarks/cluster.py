"""One node of a cluster against two, each with a processor of this machine: seconds, and whether the reports are equal.

usage: python benchmarks/cluster.py ARTICLES [--most 40] [--nodes 1 2]

Compares the first articles of ARTICLES (a file or folder, as factcheck report takes it) on a cluster of Ray on this
machine, of one node and then of two. Each has one processor, and its processes are pinned to that, as is the driver to
the first. Nothing is kept from one run for the other. What is timed begins when every process has loaded its models
(told apart as "ready") and ends with the report. Prints the seconds of each, the ratio, and whether the reports are
equal to the byte; exits with 1 where they are not.
"""

import argparse
import os
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from factcheck.cluster.crew import on_cluster
from factcheck.domain.text import Article
from factcheck.intake.reading import read
from factcheck.pipeline import compare
from factcheck.settings.config import load_config

STORE = 150_000_000  # bytes for what the processes of a node hand each other
WARM = "The river burst its banks on Monday and 14 people died in Varnholm, mayor Ada Bloom said. About 30 were hurt."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("--most", type=int, default=40)
    parser.add_argument("--nodes", type=int, nargs="*", default=[1, 2])
    given = parser.parse_args()
    articles = read([given.articles], today=date(2100, 1, 1)).articles[: given.most]
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    reports, seconds = {}, {}
    for nodes in given.nodes:
        with TemporaryDirectory() as folder:
            reports[nodes], ready, seconds[nodes] = measured(articles, nodes, Path(folder))
        print(
            f"{nodes} of one processor: {len(articles)} articles in {seconds[nodes]:.1f} s ({ready:.1f} s until ready)",
            flush=True,
        )
    first, *others = given.nodes
    for other in others:
        print(f"{other} nodes are {seconds[first] / seconds[other]:.2f} times as fast as {first}")
    equal = len({*reports.values()}) == 1
    print(f"reports equal to the byte: {'yes' if equal else 'NO'}")
    sys.exit(not equal)


def measured(articles: list[Article], nodes: int, folder: Path) -> tuple[str, float, float]:
    """Return the report, the seconds until the models were loaded, and those of the run."""
    from ray.cluster_utils import Cluster

    settings = load_config()
    config = settings.model_copy(update={"cache": settings.cache.model_copy(update={"folder": str(folder)})})
    small = {"num_cpus": 1, "object_store_memory": STORE}
    processors = sorted(os.sched_getaffinity(0))
    cluster = Cluster(initialize_head=True, head_node_args={**small, "include_dashboard": False})
    try:
        for _ in range(nodes - 1):
            cluster.add_node(**small)
        start = time.perf_counter()
        with on_cluster(cluster.address, config) as crew:
            os.sched_setaffinity(0, processors[:1])
            compare(warming(2 * nodes), config, crew=crew)
            pinned(processors)
            ready = time.perf_counter() - start
            start = time.perf_counter()
            findings = compare(articles, config, crew=crew)
            return findings.model_dump_json(by_alias=True), ready, time.perf_counter() - start
    finally:
        os.sched_setaffinity(0, processors)
        cluster.shutdown()


def warming(number: int) -> list[Article]:
    """Articles enough that every process reads one, by which it loads its models."""
    return [Article(f"warm-{n}", f"{WARM} It was road {n}.\n", "Wire", "", f"warm-{n}.txt") for n in range(number)]


def pinned(processors: list[int]) -> None:
    """Pin each process that does the work to a processor of its own."""
    hands = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and b"Hand" in title(path)]
    for number, process in enumerate(sorted(hands)):
        for thread in Path(f"/proc/{process}/task").iterdir():
            os.sched_setaffinity(int(thread.name), {processors[number % len(processors)]})
    print(f"pinned {len(hands)} processes that do the work", flush=True)


def title(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""  # it has ended


if __name__ == "__main__":
    main()
