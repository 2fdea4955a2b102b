"""How the server bears many checks: at once, and one after another for long.

usage: python benchmarks/serving.py [--drafts FILE...] [--against PATH] [--words 340] [--at-once 50] [--requests 5000]

Starts `factcheck serve` as it is shipped, with a cache of its own, and sends it checks of the first --words words of
the drafts, the first whole, the others with another sentence left out of each. `at once`: --at-once callers begin
together. `in a row`: --requests checks by as many callers as there are workers. Printed are how many were answered in
what way, the seconds from the first question to the last answer, the answers a second, the seconds that half (p50) and
95 in 100 (p95) of the callers waited at most, and the processor's seconds for a check; and, after every tenth of the
checks, the memory of the server and of its workers (resident, MB).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier

ROOT = Path(__file__).parent.parent
STORY = ROOT / "tests" / "drafts" / "valley-flood"
TOKEN = "benchmark"
PATIENCE = 300  # seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drafts", type=Path, nargs="+", default=sorted(STORY.glob("clean-*.txt")))
    parser.add_argument("--against", default=str(STORY / "sources"))
    parser.add_argument("--words", type=int, default=340)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--requests", type=int, default=5000)
    given = parser.parse_args()
    drafts = drafts_of("\n\n".join(file.read_text(encoding="utf-8") for file in given.drafts), given.words)
    print(f"{len(drafts)} drafts, the longest of {len(drafts[0].split())} words; {len(os.sched_getaffinity(0))} cores")
    with server(given.against) as (process, port):
        shown_memory(process, 0)
        at_once(process, port, [drafts[n % len(drafts)] for n in range(given.at_once)])
        shown_memory(process, given.at_once)
        in_a_row(process, port, drafts, given.requests)


def drafts_of(text: str, words: int) -> list[str]:
    """Cut a text to some words, and leave out another sentence each time."""
    cut = re.match(rf"\s*(?:\S+\s*){{1,{words}}}", text)
    sentences = re.split(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])", cut[0] if cut else "")
    return [" ".join(sentences), *(" ".join(sentences[:n] + sentences[n + 1 :]) for n in range(1, len(sentences)))]


@contextmanager
def server(against: str) -> Iterator[tuple[int, int]]:
    """Yield the server's process and port; what it says goes to standard error."""
    folder = tempfile.mkdtemp(prefix="serving-")
    own = {"FACTCHECK_CACHE__FOLDER": f"{folder}/cache", "FACTCHECK_LEDGER__URL": f"sqlite:///{folder}/ledger.sqlite"}
    program = [sys.executable, "-m", "factcheck", "serve", "--port", "0", "--against", against]
    environment = {**os.environ, **own, "FACTCHECK_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
    began = time.monotonic()
    with subprocess.Popen(program, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            said = re.search(r":(\d+);", process.stderr.readline())
            assert said, process.stderr.read()
            print(f"ready after {time.monotonic() - began:.1f} s")
            yield process.pid, int(said[1])
        finally:
            process.terminate()
            sys.stderr.write(process.stderr.read() if process.stderr else "")
    shutil.rmtree(folder)


def asked(port: int, draft: str) -> tuple[str, float]:
    """Return what one check was answered, and the seconds that it took."""
    began = time.monotonic()
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/plain"}
    try:
        connection.request("POST", "/check", draft.encode(), headers)
        answer = connection.getresponse()
        answer.read()
        return f"{answer.status} {answer.headers.get('X-Factcheck-Verdict', '')}".strip(), time.monotonic() - began
    finally:
        connection.close()


def at_once(process: int, port: int, drafts: Sequence[str]) -> None:
    ready = Barrier(len(drafts))

    def call(draft: str) -> tuple[str, float]:
        ready.wait()
        return asked(port, draft)

    shown(process, f"{len(drafts)} at once", drafts, call, len(drafts))


def in_a_row(process: int, port: int, drafts: Sequence[str], requests: int) -> None:
    step = max(requests // 10, 1)
    for done in range(0, requests, step):
        some = [drafts[(done + n) % len(drafts)] for n in range(step)]
        shown(process, f"{step} more in a row", some, lambda draft: asked(port, draft), len(workers(process)))
        shown_memory(process, done + step)


def shown(
    process: int, what: str, drafts: Sequence[str], call: Callable[[str], tuple[str, float]], callers: int
) -> None:
    began, used = time.monotonic(), sum(map(busy, workers(process)))
    with ThreadPoolExecutor(callers) as pool:
        answers = list(pool.map(call, drafts))
    took, used = time.monotonic() - began, sum(map(busy, workers(process))) - used
    waits = sorted(wait for _, wait in answers)
    p95 = waits[min(len(waits) * 95 // 100, len(waits) - 1)]
    said = ", ".join(f"{count} × {kind}" for kind, count in sorted(Counter(kind for kind, _ in answers).items()))
    rate = f"{len(drafts) / took:.2f} a second; p50 {statistics.median(waits):.2f} s, p95 {p95:.2f} s"
    print(f"{what}: {said} in {took:.1f} s, {rate}; processor {used / len(drafts):.2f} s a check", flush=True)


def shown_memory(process: int, checks: int) -> None:
    print(f"  after {checks} checks: server {resident(process)} MB, workers {[*map(resident, workers(process))]}")


def workers(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task").glob("*/children")
    children = [int(child) for file in found for child in file.read_text().split()]
    return sorted(one for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes())


def resident(process: int) -> int:
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def busy(process: int) -> float:
    """The processor's seconds that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
