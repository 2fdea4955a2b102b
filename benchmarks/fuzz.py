"""Inputs by chance, made of our own by mutation, for the reading of texts, every reader, every format, and verdicts.

usage: python benchmarks/fuzz.py [--seconds N] [--seed S] [--jobs N] [--only GROUP] [--out FOLDER]

The groups are `understand`, `readers`, `formats` and `verdicts`; each gets its share (SHARES) of --seconds, divided
among its targets, in each of --jobs processes. Nothing is contained: a bug is an error that comes out
(errors.debugging), as is what fuzz_targets.py asserts of the results, and an input that takes more than LONGEST_SECONDS
of the processor. Printed are, by target, how many inputs were tried, how many a second by the clock and of the
processor, the slowest of them in seconds of the processor and how many distinct failures there were. Two are one where
the same error arises in the same function. The smallest input found for each is written to --out, as is the slowest of
each target. The exit status is 1 where anything failed. What is tried first, second and so on depends on --seed, the
number of the job and the target alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from fuzz_targets import GROUPS, TARGETS, Target

from factcheck.errors import debugging

SHARES = {"understand": 10, "readers": 5, "formats": 4, "verdicts": 1}  # what is slowest and has most in it gets most
LONGEST_SECONDS = 10  # of the processor, for an input of 300 characters or 3,000 bytes


class TooLong(Exception):
    """An input takes longer than its size explains."""


@dataclass
class Tried:
    """What became of a target: failures by what they are, each with its smallest input."""

    inputs: int = 0
    seconds: float = 0
    busy: float = 0  # seconds of the processor
    slowest: tuple[float, str] = (0, "")
    failures: dict[str, str] = field(default_factory=dict)

    def add(self, other: Tried) -> None:
        self.inputs += other.inputs
        self.seconds += other.seconds
        self.busy += other.busy
        self.slowest = max(self.slowest, other.slowest)
        for what, text in other.failures.items():
            self.failures[what] = min(self.failures.get(what, text), text, key=len)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", choices=[*GROUPS])
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"))
    given = parser.parse_args()
    groups = {given.only: GROUPS[given.only]} if given.only else GROUPS
    whole = sum(SHARES[group] for group in groups)
    shares = {
        name: given.seconds * SHARES[group] / whole / len(targets)
        for group, targets in groups.items()
        for name in targets
    }
    found: dict[str, Tried] = {name: Tried() for name in shares}
    with ProcessPoolExecutor(given.jobs) as pool:
        try:
            for part in pool.map(
                tries, *zip(*((shares, f"{given.seed}/{job}") for job in range(given.jobs)), strict=True)
            ):
                for name, tried in part.items():
                    found[name].add(tried)
        except BrokenProcessPool:
            print("a process died while it tried an input; try its target alone", file=sys.stderr)
            return 1
    given.out.mkdir(parents=True, exist_ok=True)
    return told(found, given.out)


def tries(shares: dict[str, float], seed: str) -> dict[str, Tried]:
    return {name: tried(TARGETS[name], f"{seed}/{name}", seconds=share) for name, share in shares.items()}


def tried(target: Target, seed: str, *, seconds: float = 1e9, count: float = 1e9) -> Tried:
    """Try inputs until so many seconds or inputs are over."""
    chance, done = Random(seed), Tried()
    for number in range(20):  # what is loaded once is loaded before
        failure(target.run, target.make(Random(number)))
    began, began_busy = time.monotonic(), time.process_time()
    while done.inputs < count and time.monotonic() - began < seconds:
        text = target.make(chance)
        started = time.process_time()
        what = failure(target.run, text)
        done.slowest = max(done.slowest, (time.process_time() - started, text))
        done.inputs += 1
        if what and what not in done.failures:
            done.failures[what] = target.less(text, lambda less, what=what: failure(target.run, less) == what)
    done.seconds, done.busy = time.monotonic() - began, time.process_time() - began_busy
    return done


def failure(run: Callable[[str], None], text: str) -> str | None:
    """What an input breaks, and where; None when it breaks nothing."""
    token = debugging.set(True)
    before = signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_SECONDS)
    try:
        run(text)
    except Exception as error:  # noqa: BLE001 - counting them is what this is for
        return named(error)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        debugging.reset(token)
    return None


def _too_long(*_: object) -> None:
    raise TooLong(f"more than {LONGEST_SECONDS} s of the processor")


def named(error: BaseException) -> str:
    """An error by its type and the last function of ours in which it arose; of an assertion, by what it says."""
    if isinstance(error, TooLong):
        return "TooLong"
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "factcheck" in Path(frame.filename).parts] or frames
    said = re.sub(r"\d+", "N", str(error)) if isinstance(error, AssertionError) else ""
    return " ".join(filter(None, (type(error).__name__, "in", Path(ours[-1].filename).name, ours[-1].name, said[:80])))


def told(found: dict[str, Tried], out: Path) -> int:
    """Print the table, write the inputs, and return the exit status."""
    print(f"{'target':20}{'inputs':>10}{'a second':>10}{'of the processor':>18}{'slowest':>10}{'failures':>10}")
    for name, done in [*found.items(), ("all", _all(found.values()))]:
        rates = [done.inputs / max(seconds, 1e-9) for seconds in (done.seconds, done.busy)]
        print(
            f"{name:20}{done.inputs:10,}{rates[0]:10,.0f}{rates[1]:18,.0f}{done.slowest[0]:8.2f} s"
            f"{len(done.failures):10}"
        )
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for name, done in found.items():
        for what, text in [*done.failures.items(), ("slowest", done.slowest[1])]:
            mark = hashlib.sha256(what.encode()).hexdigest()[:8] if what != "slowest" else what
            file = out / f"{name.replace('/', '-')}-{mark}.json"
            file.write_text(json.dumps({"target": name, "what": what, "input": text}), encoding="utf-8")
            if what != "slowest":
                print(f"{name}: {what}: {file}: {text[:100]!r}")
    return 1 if any(done.failures for done in found.values()) else 0


def _all(parts: Iterable[Tried]) -> Tried:
    whole = Tried()
    for part in parts:
        whole.add(part)
    return whole


if __name__ == "__main__":
    sys.exit(main())
