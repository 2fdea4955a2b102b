"""What it takes to find a new article's story among all of an archive, and to put it there, as the archive grows.

usage: python benchmarks/archive.py PACK [COUNT ...] [--seconds N]      (default: 1000 10000 100000, 60 s each)

The articles are those of a labelled pack (PACK/articles/*.jsonl) or of stories.unlabelled.jsonl.gz, then copies with
other names and figures, the same way throughout an event, as benchmarks/scale.py makes them. But a copy is made of its
original's signs (align/stories.py) rather than of its text, which would have to be read anew, and its vector is drawn
by chance: one for each event of each copy, and another for each article beside it, so that copies lie apart as events
do and the articles of one event lie near each other. So what is measured is what the archive does itself. What comes
before is printed once: reading an article's sentences and signs. The encoder, some 80 ms an article, is in no column,
nor is the comparison of the story, which depends on the story's size alone (benchmarks/speed.py).

For each count an archive is filled, as far as its seconds reach, and then more articles come one by one, of events of
which others are there. Prints, in CPU time: putting in, an article, in bulk and one by one (median, longest); finding
the story alone (candidates, and how likely each is); opening the archive in a new process with its index; then peak
memory and the size of the file. Waiting for the disk is not in it.
"""

import argparse
import gzip
import hashlib
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, islice
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
from scale import _invented

from factcheck.align.stories import Signs
from factcheck.archive import Archive, placing
from factcheck.archive.nearest import Snapshot
from factcheck.archive.signs import Prepared, prepared, vector_of
from factcheck.domain.text import Article
from factcheck.running import Run
from factcheck.settings.config import CacheSettings, load_config
from factcheck.settings.lexicons import load_lexicons

TODAY = date(2026, 11, 30)
MORE = 20
BATCH = 64
WIDTH = 384
_DIGIT = re.compile(r"[1-9]")


@dataclass
class NoEncoder:
    """Gives vectors of nothing: they are drawn by chance, see the top."""

    name: str = "chance@1"

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.zeros((len(texts), WIDTH), dtype=np.float32)


def _unit(seed: str) -> np.ndarray:
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8])
    return _normal(np.random.default_rng(number).standard_normal(WIDTH))


def _normal(row: np.ndarray) -> np.ndarray:
    return row / np.linalg.norm(row)


def originals(pack: Path) -> dict[str, list[Prepared]]:
    """The articles of the pack by event, read; prints what that took."""
    events: dict[str, list[Article]] = {}
    for event, row in lines(pack):
        article = Article(row["id"], row["text"], row.get("source") or "x", "", f"/{row['id']}")
        events.setdefault(event, []).append(article)
    start = time.process_time()
    found = {event: prepared(several, load_lexicons(), NoEncoder()) for event, several in events.items()}
    number = sum(map(len, found.values()))
    print(f"Reading sentences and signs of {number}: {1000 * (time.process_time() - start) / number:.0f} ms an article")
    return found


def lines(pack: Path) -> Iterator[tuple[str, dict]]:
    """Each article with its event: a file of a folder is one event, in one file the events are named."""
    files = [pack] if pack.is_file() else sorted((pack / "articles").glob("*.jsonl"))
    for path in files:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
            for line in filter(str.strip, file):
                row = json.loads(line)
                yield row.get("story") or path.stem, row


def made(read: dict[str, list[Prepared]]) -> Iterator[Prepared]:
    """Articles without end: the pack's as they are, then copies with other names and figures."""
    number = count()
    for copy in count():
        for event, several in read.items():
            seed = f"{event} {copy}"
            shift, new = Random(seed).randint(1, 8), dict[str, str]()
            for n, one in enumerate(several):
                signs = _changed(one.signs, seed, shift, new) if copy else one.signs
                vector = _normal(_unit(seed) + 0.6 * _unit(f"{seed} {n}")).astype("<f4")
                at = next(number)
                sha = hashlib.sha256(f"{at}".encode()).hexdigest()
                article = Article(f"{at}", one.article.text, one.article.source, sha, f"/archive/{at}.txt")
                yield Prepared(article, f"file /archive/{at}.txt", signs, vector.tobytes(), NoEncoder.name)


def _changed(signs: Signs, seed: str, shift: int, new: dict[str, str]) -> Signs:
    def other(word: str) -> str:
        return word if len(word) < 3 else new.get(word) or new.setdefault(word, _invented(word, seed))

    def figure(word: str) -> str:
        return _DIGIT.sub(lambda m: str((int(m[0]) + shift - 1) % 9 + 1), word)

    return Signs(tuple(map(other, signs.names)), tuple(map(figure, signs.figures)), tuple(map(other, signs.opening)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("counts", type=int, nargs="*", default=[1000, 10_000, 100_000])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--open", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.open:
        print(opening(given.open))
        return
    read = originals(given.pack)
    print("articles  stories  in bulk  one by one  longest   finding  opening  memory     file", flush=True)
    for number in given.counts:
        with TemporaryDirectory() as folder:
            measure(read, number, Path(folder), given.seconds)


def archive_in(folder: Path) -> Archive:
    config = load_config().model_copy(update={"cache": CacheSettings(folder=str(folder / "cache"))})
    return Archive(f"sqlite:///{folder / 'archive.sqlite'}", Run(config, TODAY), encoder=NoEncoder())


def measure(read: dict[str, list[Prepared]], number: int, folder: Path, seconds: float) -> None:
    stop = time.perf_counter() + seconds
    with archive_in(folder) as archive:
        source, filled = made(read), 0
        taken = 0.0
        while filled < number and time.perf_counter() < stop:
            batch = list(islice(source, min(BATCH, number - filled)))
            taken += put(archive, batch)
            filled += len(batch)
        found = [(find(archive, one), put(archive, [one])) for one in islice(source, MORE)]
        stories = archive.status().stories
    finding, one_by_one = zip(*found, strict=True)
    opened = subprocess.run(
        [sys.executable, __file__, ".", "--open", str(folder)], capture_output=True, text=True, check=True
    ).stdout
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(file.stat().st_size for file in folder.glob("archive.sqlite*")) / 2**20
    print(
        f"{filled:8} {stories:8} {1000 * taken / filled:5.1f} ms {1000 * median(one_by_one):8.1f} ms "
        f"{1000 * max(one_by_one):5.0f} ms {1000 * median(finding):6.1f} ms {float(opened):6.2f} s "
        f"{peak:4.0f} MB {size:5.0f} MB",
        flush=True,
    )


def put(archive: Archive, batch: list[Prepared]) -> float:
    """Put articles in as Archive.add does once it has read them; return the seconds."""
    start = time.process_time()
    with archive._store.writing() as connection:
        archive._vectors.refresh(connection)
        placing.add(connection, batch, archive._vectors.near, archive._rules)
    with archive._store.reading() as connection:
        archive._vectors.refresh(connection)
        archive._vectors.save(connection)
    return time.process_time() - start


def find(archive: Archive, new: Prepared) -> float:
    """Find an article's story, and put it nowhere; return the seconds."""
    event, settings = archive.run.config.event, archive.run.config.archive
    start = time.process_time()
    with archive._store.reading() as connection:
        near = archive._vectors.near(vector_of(new.vector), settings.near)
        snapshot = Snapshot(connection)
        snapshot.likely(new.signs, [*snapshot.by_names(new.signs, settings), *near], event)
    return time.process_time() - start


def opening(folder: Path) -> float:
    start = time.process_time()
    with archive_in(folder) as archive:
        archive._vectors.near(_unit("one").astype(np.float32), 8)
    return time.process_time() - start


if __name__ == "__main__":
    main()
