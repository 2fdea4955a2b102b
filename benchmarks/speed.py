"""Wall time of a whole process: factcheck against another command on the same articles, and factcheck's own start.

usage: python benchmarks/speed.py PATH 'YARDSTICK COMMAND' [--draft FILE] [--runs N]

Each round runs `factcheck report PATH` (with --draft, `factcheck check FILE --against PATH`), the yardstick and
`factcheck --help`, one after the other, so that a busy moment of the machine falls on all of them. The first round
warms the file and vector caches and is not counted. Prints the medians, the fastest and slowest run, and the ratio of
the medians. The vector cache is a temporary one: yours is not read.
"""

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FACTCHECK = Path(sys.executable).with_name("factcheck")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("yardstick", help="a whole command, quoted")
    parser.add_argument("--draft", help="time a check of this draft against PATH instead of a report")
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    ours, arguments = "factcheck report", ["report", given.path, "--format", "json"]
    if given.draft:
        ours, arguments = "factcheck check", ["check", given.draft, "--against", given.path, "--warn-only"]
    commands = {
        ours: [str(FACTCHECK), *arguments],
        "yardstick": shlex.split(given.yardstick),
        "factcheck --help": [str(FACTCHECK), "--help"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {"XDG_CACHE_HOME": cache}
        for number in range(given.runs + 1):
            for name, command in commands.items():
                seconds = wall(command, environment)
                if number:
                    times[name].append(seconds)
    for name, taken in times.items():
        print(
            f"{name:18} {statistics.median(taken):6.2f} s   ({min(taken):.2f} to {max(taken):.2f}, {len(taken)} runs)"
        )
    ratio = statistics.median(times["yardstick"]) / statistics.median(times[ours])
    print(f"the yardstick takes {ratio:.2f} times as long as {ours}")


def wall(command: list[str], environment: dict[str, str]) -> float:
    """Return the seconds that a command takes from its start to its end. Raises when it fails."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
