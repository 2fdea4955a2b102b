"""How long reading, comparing and checking take on texts made to take long, and how it grows with their size.

usage: python benchmarks/bounds.py [PATTERN ...] [--stage STAGE] [--sizes N ...] [--seconds S] [--list]

Every pattern of `PATTERNS` (hostile_texts.py) is written as a file of 5, 50 and 500 KB. Stages: `read` (the file is
read and understood), `report` (two such files are compared) and `check` (one is checked against the other); without
--stage all are read, and the patterns of `HELD` go through the other two. Each pattern and stage has a process of its
own, which is ended after --seconds of the processor, so that none can stop the rest. Printed are those seconds, how
much longer each size took than the one before it, and the peak of memory. Ten times the text may take ten times as
long, by a logarithm more: where it takes longer, or is not done in time, it is named, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from hostile_texts import HELD, PATTERNS

SIZES = (5_000, 50_000, 500_000)  # bytes
TODAY = date(2030, 1, 1)
STAGES = ("read", "report", "check")
# Below this a measurement says more about the machine than about the program.
TELLING_SECONDS = 0.3
# How much longer than the processor's seconds a process may take by the clock.
BUSY = 10
# How far what else runs puts a measurement off.
NOISE = 1.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("patterns", nargs="*", metavar="PATTERN", help="a pattern's name, or how it begins")
    parser.add_argument("--stage", choices=STAGES)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--seconds", type=int, default=90, help="the longest that one pattern may take")
    parser.add_argument("--list", action="store_true", help="name the patterns and end")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)  # the process of one pattern
    given = parser.parse_args()
    wanted = [name for name in PATTERNS if not given.patterns or name.startswith(tuple(given.patterns))]
    if given.list:
        print("\n".join(wanted))
    elif given.alone:
        alone(given.patterns[0], given.stage, given.sizes, given.seconds)
    else:
        runs = [(name, stage) for stage in STAGES for name in wanted if chosen(name, stage, given.stage)]
        print(
            f"{'pattern':32}{'stage':8}"
            + "".join(f"{size // 1000:>9} KB" + " " * 8 for size in given.sizes)
            + "      MB"
        )
        bad = [f"{name} ({stage})" for name, stage in runs if not bounded(name, stage, given.sizes, given.seconds)]
        print(f"{len(runs) - len(bad)} of {len(runs)} bounded" + "".join(f"\nnot bounded: {one}" for one in bad))
        sys.exit(1 if bad else 0)


def chosen(name: str, stage: str, asked: str | None) -> bool:
    return stage == asked if asked else stage == "read" or name in HELD


def bounded(name: str, stage: str, sizes: Sequence[int], seconds: int) -> bool:
    """Measure one pattern, print its line, and say whether its time is bounded."""
    rows, ended = measured(name, stage, sizes, seconds)
    took = [row["seconds"] for row in rows]
    steps = [*[None][: len(took)], *(b / max(a, TELLING_SECONDS) for a, b in pairwise(took))]
    cells = "".join(
        f"{second:10.2f} s {f'x{step:.1f}' if step else '':8}" for second, step in zip(took, steps, strict=True)
    )
    print(f"{name:32}{stage:8}{cells}{max((row['mb'] for row in rows), default=0):8.0f}{ended}", flush=True)
    allowed = [NOISE * b / a * math.log(b) / math.log(a) for a, b in pairwise(sizes)]
    return not ended and all(step <= most for step, most in zip(steps[1:], allowed, strict=True))


def measured(name: str, stage: str, sizes: Sequence[int], seconds: int) -> tuple[list[dict], str]:
    """Return what the process of one pattern measured, and how it ended where it did not end well."""
    options = ["--stage", stage, "--seconds", str(seconds), "--sizes", *map(str, sizes)]
    command = [sys.executable, __file__, name, "--alone", *options]
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        with told.open("w") as out:
            process = subprocess.Popen(command, stdout=out, env=os.environ | {"XDG_CACHE_HOME": folder})
            try:
                status = process.wait(BUSY * seconds)
                ended = f"  ended ({status})" if status else ""
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                ended = f"  ended after {BUSY * seconds} s"
        return [json.loads(line) for line in told.read_text().splitlines()], ended


def alone(name: str, stage: str, sizes: Sequence[int], seconds: int) -> None:
    """Measure a pattern in this process, a line of JSON for each size; what is loaded once is loaded before."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    with tempfile.TemporaryDirectory() as folder:
        run = stages()[stage]
        one = Path(folder) / f"one{PATTERNS[name].suffix}"
        other = Path(folder) / f"other{PATTERNS[name].suffix}"
        for size in (500, *sizes):
            one.write_bytes(PATTERNS[name].made(size, seed=1))
            other.write_bytes(PATTERNS[name].made(size, seed=2))
            start = time.process_time()
            with contextlib.redirect_stderr(io.StringIO()):
                run(one, other)
            row = {
                "seconds": time.process_time() - start,
                "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
            if size in sizes:
                print(json.dumps(row), flush=True)


def stages() -> dict[str, Callable[[Path, Path], object]]:
    from factcheck.errors import NothingComparable, UsageError
    from factcheck.intake.reading import read
    from factcheck.running import Run, check_paths, compare_paths
    from factcheck.settings.config import load_config
    from factcheck.settings.lexicons import load_lexicons
    from factcheck.shelves import member
    from factcheck.tools import make_parser
    from factcheck.understand.accounts import understand

    config = load_config()
    settings = Run(config, TODAY)

    def reads(one: Path, _: Path) -> object:
        articles = read([str(one)], today=TODAY).articles
        return understand(articles, load_lexicons(), parser=make_parser(config), statements=True, skip=lambda _: None)

    def told(make: Callable[[], object]) -> None:
        with contextlib.suppress(NothingComparable, UsageError):  # UsageError: a pattern that is several drafts
            findings = make()
            for form in ("json", "markdown", "html"):
                member("formats", form)().render(findings)

    return {
        "read": reads,
        "report": lambda one, other: told(lambda: compare_paths([str(one), str(other)], settings)),
        "check": lambda one, other: told(lambda: check_paths(str(one), [str(other)], settings)),
    }


if __name__ == "__main__":
    main()
