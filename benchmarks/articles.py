"""Whether many real articles are read: each by itself, then all of them in one report.

usage: python benchmarks/articles.py STORIES [--most N] [--only each|all]

STORIES is a file of articles, one JSON object with a "text" a line, plain or gzipped. `each`: every article is written
as a file, read, and understood by itself, bugs let through; printed are how many were read, how many were skipped and
why, how many failed, by error and function, and the slowest. `all`: one `factcheck --debug report` on all of them, as a
process of its own with an empty cache; printed are its seconds and memory, how many articles are in the report, and why
the others are not. It exits with 1 when any failed, or when an article is neither in the report nor among what it says
it did not read.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from factcheck.errors import debugging
from factcheck.intake.reading import read
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import make_parser
from factcheck.understand.accounts import understand

TODAY = date(2030, 1, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--most", type=int, help="read no more than so many articles")
    parser.add_argument("--only", choices=["each", "all"])
    given = parser.parse_args()
    opened = gzip.open if given.stories.suffix == ".gz" else open
    with opened(given.stories, "rt", encoding="utf-8") as lines:
        rows = [json.dumps(own(json.loads(line))) for line in lines][: given.most]
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        if given.only != "all":
            bad += each(rows, Path(folder))
        if given.only != "each":
            bad += together(rows, Path(folder))
    sys.exit(1 if bad else 0)


def own(row: dict) -> dict:
    """What an article says of itself, without the labels of the file."""
    return {field: row[field] for field in ("id", "source", "title", "published", "text") if row.get(field)}


def each(rows: Sequence[str], folder: Path) -> int:
    """Read and understand each article alone; return how many failed."""
    parser, lexicons = make_parser(load_config()), load_lexicons()
    debugging.set(True)
    failed, skipped, whole, slowest = Counter[str](), Counter[str](), 0, (0.0, "")
    began, file = time.monotonic(), folder / "one.jsonl"
    for row in rows:
        started = time.process_time()
        file.write_text(row, encoding="utf-8")
        try:
            reading = read([str(file)], today=TODAY)
            skipped.update(skip.reason for skip in reading.skipped)
            whole += len(understand(reading.articles, lexicons, parser=parser, statements=True))
        except Exception as error:  # noqa: BLE001 - counting them is what this is for
            frame = traceback.extract_tb(error.__traceback__)[-1]
            failed[f"{type(error).__name__} in {Path(frame.filename).name} {frame.name}: {row[:80]}"] += 1
        slowest = max(slowest, (time.process_time() - started, json.loads(row)["text"][:80]))
    print(f"one by one: {len(rows):,} articles in {time.monotonic() - began:.0f} s: {whole:,} read, ", end="")
    print(f"{skipped.total()} skipped, {failed.total()} failed; the slowest {slowest[0]:.1f} s: {slowest[1]!r}")
    print("".join(f"{count:6} {what}\n" for what, count in [*skipped.most_common(), *failed.most_common()]), end="")
    return failed.total()


def together(rows: Sequence[str], folder: Path) -> int:
    """Report on all articles in one run; return how many of them nothing is said of, or 1 when it ended badly."""
    (folder / "all.jsonl").write_text("\n".join(rows), encoding="utf-8")
    apart = {"FACTCHECK_CACHE__FOLDER": str(folder / "cache"), "FACTCHECK_LEDGER__URL": "sqlite:///ledger.sqlite"}
    command = [sys.executable, "-m", "factcheck", "--debug", "report", "all.jsonl", "-o", "report.json"]
    began = time.monotonic()
    status = subprocess.run(command, cwd=folder, env=os.environ | apart, check=False).returncode
    took, used = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if status:
        print(f"all in one run: ended with {status} after {took:.0f} s")
        return 1
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    there, left = len(report["articles"]), Counter(one["reason"] for one in report["skipped"])
    print(
        f"all in one run: {len(rows):,} articles in {took:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of the ", end=""
    )
    print(f"processor, {used.ru_maxrss / 1024:,.0f} MB: {there:,} in the report, {left.total()} not read, ", end="")
    print(f"{len(report['discrepancies'])} findings")
    print("".join(f"{count:6} {why}\n" for why, count in left.most_common(20)), end="")
    return max(0, len(rows) - there - left.total())


if __name__ == "__main__":
    main()
