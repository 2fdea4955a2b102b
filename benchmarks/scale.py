"""How wall time and memory grow with the number of articles.

usage: python benchmarks/scale.py PACK [COUNT ...]      (default: 10 100 1000)

A run's articles are those of a labelled pack (PACK/articles/*.jsonl), taken again and again. In each new copy every
name and figure is changed, the same way throughout an event: the copies are separate events, as in a real archive, and
no vector of one can serve another. Each run is a process of its own with an empty vector cache (cold) and then a second
time (warm). Prints wall time, peak memory, and how many events and findings there were.
"""

import argparse
import json
import os
import re
import resource
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random

FACTCHECK = Path(sys.executable).with_name("factcheck")
_NAME_INSIDE = re.compile(r"(?<=[\w,;] )[A-Z][a-z]{2,}\b")
_WORD = re.compile(r"\b[A-Z][a-z]{2,}\b")
_DIGIT = re.compile(r"[1-9]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("counts", type=int, nargs="*", default=[10, 100, 1000])
    given = parser.parse_args()
    print("articles  events  findings      cold      warm  a warm article  peak memory")
    for number in given.counts:
        with tempfile.TemporaryDirectory() as folder:
            measure(list(islice(articles(given.pack), number)), Path(folder))


def measure(rows: list[dict], folder: Path) -> None:
    """Print one line of the table. Peak memory is that of the largest process so far, so counts should ascend."""
    story, report = folder / "story.jsonl", folder / "report.json"
    story.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    cold, warm = (wall(story, report, folder) for _ in range(2))
    found = json.loads(report.read_text(encoding="utf-8"))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024  # kilobytes on Linux
    print(
        f"{len(rows):8} {len(found['stories']):7} {len(found['discrepancies']):9} {cold:7.1f} s {warm:7.1f} s "
        f"{1000 * warm / len(rows):12.0f} ms {peak:9.0f} MB",
        flush=True,
    )


def wall(story: Path, report: Path, cache: Path) -> float:
    start = time.perf_counter()
    subprocess.run(
        [FACTCHECK, "report", story, "-o", report],
        env=os.environ | {"XDG_CACHE_HOME": str(cache)},
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def articles(pack: Path) -> Iterator[dict]:
    """Yield articles without end: the pack's as they are, then copies with other names and figures."""
    events = {
        path.stem: path.read_text(encoding="utf-8").split("\n") for path in sorted((pack / "articles").glob("*.jsonl"))
    }
    if not any(line.strip() for lines in events.values() for line in lines):
        sys.exit(f"{pack}: no articles in {pack / 'articles'}/*.jsonl; give the folder of a labelled pack")
    for copy in count():
        for event, lines in events.items():
            for row in (json.loads(line) for line in lines if line.strip()):
                text = changed(row["text"], f"{event} {copy}") if copy else row["text"]
                yield {"id": f"{row['id']}/{copy}", "source": row.get("source"), "text": text}


def changed(text: str, seed: str) -> str:
    """Put an invented name for every word that is capitalised inside a sentence, and other digits; equal stay equal."""
    names = set(_NAME_INSIDE.findall(text))
    named = _WORD.sub(lambda m: _invented(m[0], seed) if m[0] in names else m[0], text)
    shift = Random(seed).randint(1, 8)
    return _DIGIT.sub(lambda m: str((int(m[0]) + shift - 1) % 9 + 1), named)


def _invented(name: str, seed: str) -> str:
    random = Random(f"{seed} {name}")
    return "".join(random.choice(string.ascii_lowercase if n % 2 else "aeiou") for n in range(len(name))).capitalize()


if __name__ == "__main__":
    main()
