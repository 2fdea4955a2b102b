"""How long whole processes take on real articles, as a desk uses them: the first time, and again.

usage: python benchmarks/desk.py stories.unlabelled.jsonl.gz [--runs N] [--only four|many] [--keep FOLDER]

`four`: a report on the four articles of one story that are nearest to 1,000 words, and a check of the first 350 words
of a fifth against them, that draft new and again. `many`: a report on 90 stories (292 articles), drawn by a fixed
seed. A first run has an empty cache of its own. Prints medians of wall time and of the processor's seconds, and the
largest memory; --keep says where the reports go, so that two states can be compared byte for byte.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

WORDS, DRAFT = 1000, 350  # words of an article and of a draft
STORIES, DRAWN_BY = 90, 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=("four", "many"))
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    stories = _stories(given.stories)
    with tempfile.TemporaryDirectory() as folder:
        work = Work(Path(folder), given.runs, given.keep)
        if given.only != "many":
            of_four(*_four(stories), work)
        if given.only != "four":
            of_many(_many(stories), work)


@dataclass(frozen=True)
class Run:
    """What one process took."""

    wall: float
    cpu: float
    megabytes: float


@dataclass(frozen=True)
class Work:
    """Where the files lie, how often a command is run, and where its report is kept."""

    folder: Path
    runs: int
    keep: Path | None

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    def timed(self, what: str, command: Sequence[str], *, prepared: Callable[[], None] = lambda: None) -> None:
        """Print what a command takes; before each run the cache is `prepared`."""
        runs = []
        for _ in range(self.runs):
            prepared()
            runs.append(self._run([*command, "--format", "json"], self.folder / "report.json"))
        if self.keep:
            self.keep.mkdir(parents=True, exist_ok=True)
            shutil.copy(self.folder / "report.json", self.keep / f"{what.replace(', ', ' ').replace(' ', '-')}.json")
        wall, cpu = (statistics.median(getattr(run, field) for run in runs) for field in ("wall", "cpu"))
        most = max(run.megabytes for run in runs)
        print(f"{what:28} {wall:6.2f} s   processor {cpu:6.2f} s   {most:5.0f} MB", flush=True)

    def emptied(self) -> None:
        """Keep nothing."""
        shutil.rmtree(self.cache, ignore_errors=True)

    def _run(self, command: Sequence[str], report: Path) -> Run:
        own = {
            "FACTCHECK_CACHE__FOLDER": str(self.cache),
            "FACTCHECK_LEDGER__URL": "sqlite:///ledger.sqlite",
            "PYTHONDONTWRITEBYTECODE": "",  # an installed program is compiled once
            "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),
        }
        start = time.perf_counter()
        with report.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "factcheck", *command],
                cwd=self.folder,
                env=os.environ | own,
                stdout=out,
                stderr=subprocess.DEVNULL,
            )
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"factcheck {' '.join(command)} ended with {process.returncode}")
        return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def of_four(articles: Sequence[dict], draft: str, work: Work) -> None:
    (work.folder / "four.jsonl").write_text(_lines(articles), encoding="utf-8")
    (work.folder / "draft.txt").write_text(draft, encoding="utf-8")
    check = ["check", "draft.txt", "--against", "four.jsonl", "--warn-only"]
    work.timed("report on four, first", ["report", "four.jsonl"], prepared=work.emptied)
    work.timed("report on four, kept", ["report", "four.jsonl"])
    shutil.copytree(work.cache, work.folder / "of four")

    def without_the_draft() -> None:
        work.emptied()
        shutil.copytree(work.folder / "of four", work.cache)

    work.timed("check of a draft, new", check, prepared=without_the_draft)
    work.timed("check of a draft, again", check)


def of_many(articles: Sequence[dict], work: Work) -> None:
    (work.folder / "many.jsonl").write_text(_lines(articles), encoding="utf-8")
    work = replace(work, runs=1)
    work.timed(f"report on {len(articles)}, first", ["report", "many.jsonl"], prepared=work.emptied)
    work.timed(f"report on {len(articles)}, kept", ["report", "many.jsonl"])


def _stories(path: Path) -> dict[str, list[dict]]:
    stories: dict[str, list[dict]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            stories[row.pop("story")].append(row)
    return stories


def _four(stories: dict[str, list[dict]]) -> tuple[list[dict], str]:
    """Return four articles of a story, near in length to what is wanted, and a draft made of the story's next."""

    def off(row: dict) -> int:
        return abs(len(row["text"].split()) - WORDS)

    nearest = [sorted(rows, key=off) for rows in stories.values() if len(rows) > 4]
    best = min(nearest, key=lambda rows: sum(map(off, rows[:4])))
    return best[:4], " ".join(best[4]["text"].split(" ")[:DRAFT])


def _many(stories: dict[str, list[dict]]) -> list[dict]:
    drawn = Random(DRAWN_BY).sample(sorted(stories), STORIES)
    return [row for story in drawn for row in stories[story]]


def _lines(rows: Sequence[dict]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


if __name__ == "__main__":
    main()
