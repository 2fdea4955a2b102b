"""From saving a draft to its result: `factcheck check --watch` on a draft of 1,000 words and 20 sources.

usage: python benchmarks/watch.py PACK [--event NAME] [--runs N] [--sources N] [--words N]

Sources are articles of one event of a labelled pack (PACK/articles/*.jsonl), the draft is made of others of them, or of
the same where there are not enough. The real command watches it in a process of its own, with a cache of its own. Each
run replaces the draft as an editor saves it, with one figure changed and one sentence added that was never there, and
the time until the result is out is taken: the wait for the next look at the files is part of it. In some runs a source
changes instead. Prints the medians with the fastest and slowest, and how long the first result took.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

FACTCHECK = Path(sys.executable).with_name("factcheck")
LOADING = 20  # seconds, more than a model takes to load


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--event", help="the file's stem; default: the event with the most articles")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--sources", type=int, default=20)
    parser.add_argument("--words", type=int, default=1000)
    given = parser.parse_args()
    texts = texts_of(given.pack, given.event)
    with tempfile.TemporaryDirectory() as folder:
        draft, sources = laid_out(texts, Path(folder), sources=given.sources, words=given.words)
        measure(draft, sources, Path(folder), runs=given.runs)


def texts_of(pack: Path, event: str | None) -> list[str]:
    """Return the texts of one event's articles, the longest event where none is named."""
    paths = sorted((pack / "articles").glob("*.jsonl"))
    events = {path.stem: path.read_text(encoding="utf-8").splitlines() for path in paths}
    rows = events[event] if event else max(events.values(), key=len)
    return [json.loads(row)["text"] for row in rows]


def laid_out(texts: list[str], folder: Path, *, sources: int, words: int) -> tuple[Path, list[Path]]:
    """Write draft and sources; an article that is used again is of another edition, and so another text."""
    (folder / "sources").mkdir()
    paths = [folder / "sources" / f"source-{n:02}.txt" for n in range(sources)]
    for n, (path, text) in enumerate(zip(paths, islice(cycle(texts), sources), strict=True)):
        edition = f"\n\nThis is edition {n // len(texts) + 1}.\n" if n >= len(texts) else "\n"
        path.write_text(text + edition, encoding="utf-8")
    draft = folder / "draft.txt"
    parts = re.findall(r"\S+\s*", "\n\n".join(islice(cycle(reversed(texts)), 10 * len(texts))))
    draft.write_text("".join(parts[:words]) + "\n", encoding="utf-8")
    return draft, paths


def measure(draft: Path, sources: list[Path], folder: Path, *, runs: int) -> None:
    text = draft.read_text(encoding="utf-8")
    command = [FACTCHECK, "check", draft, "--against", folder / "sources", "--watch"]
    environment = os.environ | {"FACTCHECK_CACHE__FOLDER": str(folder / "cache")}
    started = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        first = result(process) - started
        time.sleep(LOADING)  # the model loads while an editor reads the first result
        of_drafts = [timed(process, draft, edited(text, n)) for n in range(runs)]
        of_sources = [
            timed(process, path, edited(path.read_text(encoding="utf-8"), n))
            for n, path in enumerate(islice(cycle(sources), max(1, runs // 3)))
        ]
        process.terminate()
    print(f"{len(text.split())} words against {len(sources)} sources; the first result took {first:.1f} s")
    for what, taken in (("draft", of_drafts), ("source", of_sources)):
        print(
            f"after a {what:6} is saved {statistics.median(taken):5.2f} s   "
            f"({min(taken):.2f} to {max(taken):.2f}, {len(taken)} runs)"
        )


def edited(text: str, number: int) -> str:
    """Change a figure, and add a sentence that was never read."""
    changed = re.sub(r"\b\d{2}\b", str(10 + number % 90), text, count=1)
    added = f"Officers counted {number + 3} more crates by the pier on Tuesday, a clerk named Orla Quill {number} said."
    return f"{changed}\n{added}\n"


def timed(process: subprocess.Popen, path: Path, text: str) -> float:
    """Save a file as editors do, and return the seconds until the result is out."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    start = time.perf_counter()
    beside.replace(path)
    taken = result(process) - start
    time.sleep(0.3)  # the next save comes at no set moment of the watch
    return taken


def result(process: subprocess.Popen) -> float:
    """Wait for a result, and return when it came. Raises when the command failed."""
    assert process.stderr
    for line in process.stderr:
        if line.startswith(b"Checking again"):
            return time.perf_counter()
        if line.startswith(b"factcheck:"):
            raise RuntimeError(line.decode())
    raise RuntimeError("the command has ended")


if __name__ == "__main__":
    main()
