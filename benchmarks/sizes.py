"""What a growing number of real articles takes: in one run, in an archive, and by another program.

usage: python benchmarks/sizes.py STORIES.jsonl.gz [COUNT ...] [--yardstick COMMAND] [--seconds N] [--svg FILE]

The first articles of the file (default: 100, 300 and 1000) are compared by `factcheck report`, put into a new archive
and compared there (`factcheck archive add`), and given to the yardstick, a whole command to which the file of articles
and `-o FILE` are added; each with nothing kept. Then comes one more: for one run that is a second one over all of them
with everything kept from the first, for an archive another `archive add`. Each is a process of its own. Prints the
processor's seconds and the peak of memory, "-" for what was not done in --seconds; --svg draws the seconds.
"""

from __future__ import annotations

import argparse
import gzip
import html
import math
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

FACTCHECK = str(Path(sys.executable).with_name("factcheck"))
WIDTH, HEIGHT, MARGIN, LINE = 680, 400, 56, 14
COLOURS = {"one run": "steelblue", "an archive": "seagreen", "the yardstick": "indianred"}
MORE = {way: f"{way}, one more" for way in COLOURS}
TOO_LONG = 124  # how `timeout` ends
MEASURED = r"""
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(status, used.ru_maxrss // 1024, used.ru_utime + used.ru_stime)
"""
Took = dict[str, dict[int, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("counts", type=int, nargs="*", default=[100, 300, 1000])
    parser.add_argument("--yardstick", help="a whole command, quoted")
    parser.add_argument(
        "--seconds", type=float, default=1800, help="the longest that one process may take, by the clock"
    )
    parser.add_argument("--svg", type=Path)
    given = parser.parse_args()
    with (gzip.open if given.stories.suffix == ".gz" else open)(given.stories, "rt", encoding="utf-8") as file:
        lines = list(islice(file, max(given.counts) + 1))
    if len(lines) <= max(given.counts):
        parser.error(f"{given.stories} has {len(lines)} articles; one more than the largest COUNT is needed")
    if given.svg and len(set(given.counts)) < 2:
        parser.error("--svg needs two sizes to draw a line between")
    took: Took = {}
    print(f"{'articles':>8}  {'way':26}{'seconds':>9}{'MB':>7}", flush=True)
    for count in given.counts:
        with TemporaryDirectory() as folder:
            for way, seconds, mb in measured(lines[: count + 1], Path(folder), given.yardstick, given.seconds):
                took.setdefault(way, {})[count] = seconds
                print(f"{count:8}  {way:26}{f'{seconds:.1f}' if seconds else '-':>9}{mb or '-':>7}", flush=True)
    if given.svg:
        given.svg.write_text(drawn(took), encoding="utf-8")


def measured(
    lines: Sequence[str], folder: Path, yardstick: str | None, longest: float
) -> Iterator[tuple[str, float, int]]:
    """Yield each way with its seconds and megabytes, both 0 where it was not done in time."""
    some, whole, one = (folder / f"{name}.jsonl" for name in ("some", "whole", "one"))
    some.write_text("".join(lines[:-1]), encoding="utf-8")
    whole.write_text("".join(lines), encoding="utf-8")
    one.write_text(lines[-1], encoding="utf-8")
    report = [FACTCHECK, "report", "--format", "json", "-o", str(folder / "report.json")]
    add = [FACTCHECK, "archive", "add", "--archive", f"sqlite:///{folder / 'archive.sqlite'}"]
    runs: Mapping[str, tuple[str, Sequence[str]]] = {
        "one run": ("run", [*report, str(some)]),
        MORE["one run"]: ("run", [*report, str(whole)]),
        "an archive": ("archive", [*add, str(some)]),
        MORE["an archive"]: ("archive", [*add, str(one)]),
    }
    if yardstick:
        command = [*shlex.split(yardstick), str(some), "-o", str(folder / "yardstick.json")]
        runs = {**runs, "the yardstick": ("yardstick", command)}
    for way, (kept, command) in runs.items():
        yield way, *timed(command, folder / kept, longest)


def timed(command: Sequence[str], kept: Path, longest: float) -> tuple[float, int]:
    places = {"XDG_CACHE_HOME": str(kept / "cache"), "XDG_DATA_HOME": str(kept / "data")}
    bounded = [sys.executable, "-c", MEASURED, "timeout", str(longest), *command]
    told = subprocess.run(bounded, env=os.environ | places, capture_output=True, text=True, check=True).stdout
    status, mb, seconds = map(float, told.split())
    if status == TOO_LONG:
        return 0.0, 0
    if status:
        sys.exit(f"ended with {status:.0f}: {shlex.join(command)}")
    return seconds, int(mb)


def drawn(took: Took) -> str:
    """Draw the seconds by the number of articles, both by their logarithms."""
    counts = sorted({count for found in took.values() for count in found})
    top = 10 ** math.ceil(math.log10(max(10, *(s for found in took.values() for s in found.values()))))

    def at(count: float, seconds: float) -> tuple[float, float]:
        across = math.log(count / counts[0]) / math.log(counts[-1] / counts[0])
        return MARGIN + across * (WIDTH - 4 * MARGIN), HEIGHT - MARGIN - math.log10(seconds) / math.log10(top) * (
            HEIGHT - 2 * MARGIN
        )

    ticks = [(at(count, 1)[0], HEIGHT - MARGIN + 18, "middle", f"{count:,}") for count in counts]
    ticks += [
        (MARGIN - 8, at(counts[0], 10.0**n)[1] + 4, "end", f"{10**n:,} s") for n in range(round(math.log10(top)) + 1)
    ]
    lines, ends = [], []
    for way, found in took.items():
        places = [at(count, max(1.0, seconds)) for count, seconds in sorted(found.items()) if seconds]
        colour = COLOURS[way.split(",")[0]]
        dashes = ' stroke-dasharray="5 4"' if way in MORE.values() else ""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>')
        ends += [(*places[-1], colour, way)] if places else []
    below = 0.0
    for x, y, colour, way in sorted(ends, key=lambda end: end[1]):
        below = max(y + 4, below + LINE)
        lines.append(f'<text x="{x + 6:.0f}" y="{below:.0f}" fill="{colour}" font-size="12">{html.escape(way)}</text>')
    told = (f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{side}">{text}</text>' for x, y, side, text in ticks)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<path d="M{MARGIN},{MARGIN} V{HEIGHT - MARGIN} H{WIDTH - 3 * MARGIN}" fill="none" stroke="gray"/>',
        f'<g font-size="12">{"".join(told)}</g>',
        f'<text x="{WIDTH / 2 - MARGIN}" y="{HEIGHT - 12}" text-anchor="middle" font-size="13">articles</text>',
        *lines,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
