"""What it takes to add an article to an archive, and to find its story among all of them, as the archive grows.

usage: python benchmarks/archive.py PACK [COUNT ...] [--seconds N]      (default: 1000 10000; 60 seconds a count)

PACK is as for benchmarks/scale.py, which makes the articles: those of a labelled pack, then copies with other names and
figures, the same way throughout an event. For each count an archive is filled, as far as its seconds reach, and then
some articles more come one by one, each of an event of which others are there.

It measures placing: an article's sentences and signs, its place in the index, its story, all that is written. Comparing
the story is left out: that depends on the story's size alone (benchmarks/speed.py). So is the encoder, some 20 ms an
article: a vector is made by chance for each event of each copy, and another for each article beside it, so that copies
lie apart as events do and articles of one event lie near each other.

Prints for each count, in CPU time: placing in bulk, an article; placing one by one, the median and the longest; finding
the story alone (candidates, and how likely each is); opening the archive in a new process, its index read; then peak
memory and the size of the file. Waiting for the disk is not in it.
"""

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
from scale import articles as rows

from factcheck.archive import Archive
from factcheck.archive.nearest import by_names, likely
from factcheck.archive.signs import prepared, vector_of
from factcheck.domain.text import Article
from factcheck.running import Run
from factcheck.settings.config import CacheSettings, load_config
from factcheck.settings.lexicons import load_lexicons

TODAY = date(2026, 11, 30)
MORE = 15
BATCH = 64
WIDTH = 384


class ByChance:
    """Vectors by chance, near each other within an event; the text begins with what event and article it is of."""

    name = "chance@1"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([self._one(text) for text in texts], dtype=np.float32)

    def _one(self, text: str) -> np.ndarray:
        event, copy, number = text.partition("\0")[0].split("|")
        about = _unit(f"{event} {copy}")
        return _normal(about + 0.6 * _unit(f"{event} {number}"))


def _unit(seed: str) -> np.ndarray:
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8])
    return _normal(np.random.default_rng(number).standard_normal(WIDTH))


def _normal(row: np.ndarray) -> np.ndarray:
    return row / np.linalg.norm(row)


def made(pack: Path) -> Iterator[Article]:
    """The articles of the scale benchmark, their title saying which they are."""
    for n, row in enumerate(rows(pack)):
        name, _, copy = row["id"].rpartition("/")
        event = row["event"] if "event" in row else name.split("_")[0].split("-")[0]
        sha = hashlib.sha256(row["text"].encode()).hexdigest()
        title = f"{event}|{copy}|{name}\0"
        yield Article(f"{n}", row["text"], row["source"] or "x", sha, f"/archive/{n}.txt", title=title)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("counts", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--open", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.open:
        print(opening(given.open))
        return
    print("articles  stories  in bulk  one by one  longest  finding   opening  memory     file")
    for count in given.counts:
        with TemporaryDirectory() as folder:
            measure(given.pack, count, Path(folder), given.seconds)


def archive_in(folder: Path) -> Archive:
    config = load_config().model_copy(update={"cache": CacheSettings(folder=str(folder / "cache"))})
    return Archive(f"sqlite:///{folder / 'archive.sqlite'}", Run(config, TODAY), encoder=ByChance())


def measure(pack: Path, count: int, folder: Path, seconds: float) -> None:
    stop = time.perf_counter() + seconds
    with archive_in(folder) as archive:
        source = made(pack)
        filled = 0
        start = time.process_time()
        while filled < count and time.perf_counter() < stop:
            batch = list(islice(source, min(BATCH, count - filled)))
            archive._placed(batch)
            filled += len(batch)
        bulk = (time.process_time() - start) / filled
        one_by_one, finding = zip(*(placed(archive, article) for article in islice(source, MORE)), strict=True)
        stories = archive.status().stories
    taken = subprocess.run(
        [sys.executable, __file__, str(pack), "--open", str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    ).stdout
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(file.stat().st_size for file in folder.glob("archive.sqlite*")) / 2**20
    print(
        f"{filled:8} {stories:8} {1000 * bulk:5.1f} ms {1000 * median(one_by_one):8.1f} ms "
        f"{1000 * max(one_by_one):5.0f} ms "
        f"{1000 * median(finding):5.1f} ms {float(taken):7.2f} s {peak:4.0f} MB {size:5.0f} MB",
        flush=True,
    )


def placed(archive: Archive, article: Article) -> tuple[float, float]:
    """The seconds to find an article's story and to place it, the first being a part of what the second does again."""
    (ready,) = prepared([article], load_lexicons(), archive._tools.encoder)
    event, settings = archive.run.config.event, archive.run.config.archive
    start = time.process_time()
    with archive._store.reading() as connection:
        near = archive._vectors.near(vector_of(ready.vector), settings.near)
        candidates = [*dict.fromkeys([*by_names(connection, ready.signs, settings), *near])]
        likely(connection, ready.signs, candidates, event)
    found = time.process_time()
    archive._placed([article])
    return time.process_time() - found, found - start


def opening(folder: Path) -> float:
    start = time.process_time()
    with archive_in(folder) as archive:
        archive._vectors.near(_unit("one").astype(np.float32), 8)
    return time.process_time() - start


if __name__ == "__main__":
    main()
