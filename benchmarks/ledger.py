"""What the ledger costs: opening a session over 10,000 findings, an answer, and two processes that write at once.

usage: python benchmarks/ledger.py [--url URL] [--findings N] [--answers N] [--lines N]

Without a URL the ledger is a SQLite file in the working folder, on whatever disk that is. Findings are made up, with
statements of their own. A session is opened as a reviewer's program opens it, over a run that is recorded, with as many
verdicts in the ledger as it has findings; answers are timed from the key to the next item, each kept on the disk. Then
two processes add single lines to a new ledger at the same time, and all of them are counted. Prints medians with the
fastest and slowest.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from factcheck.domain.findings import (
    Answer,
    Discrepancy,
    Evidence,
    Findings,
    MadeBy,
    Relation,
    Ruled,
    Severity,
    Side,
    Totals,
)
from factcheck.review import verdicts
from factcheck.review.answers import Kept
from factcheck.review.calibration import features
from factcheck.review.ledger import Ledger
from factcheck.review.ruling import Reviewed
from factcheck.review.session import Session

_MADE_BY = MadeBy(version="0", encoder="none", aligner="none", judge="none", config_sha256="0" * 64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="of a new, empty ledger; default: a SQLite file of its own")
    parser.add_argument("--findings", type=int, default=10_000)
    parser.add_argument("--answers", type=int, default=200)
    parser.add_argument("--lines", type=int, default=1_000, help="of each of the two processes")
    parser.add_argument("--write", metavar="NAME", help=argparse.SUPPRESS)  # one of the two processes
    given = parser.parse_args()
    if given.write:
        write(given.url, given.write, given.lines)
        return
    with tempfile.TemporaryDirectory(dir=Path()) as folder:
        url = given.url or f"sqlite:///{Path(folder).resolve() / 'ledger.sqlite'}"
        measure(url, findings=given.findings, answers=given.answers)
        race(url, lines=given.lines)


def measure(url: str, *, findings: int, answers: int) -> None:
    ledger, run = Ledger(url), run_of(findings)
    told("recording the run", [timed(lambda: ledger.record(run))])
    told("opening a session, no verdicts yet", [timed(lambda: Session(ledger, None, "ann")) for _ in range(5)])
    session = Session(ledger, None, "ann")
    told(
        "an answer, kept, and the next item", [timed(lambda: session.answer(Answer.DISMISSED)) for _ in range(answers)]
    )
    told("taking one back", [timed(session.undo) for _ in range(20)])
    others = [line_of(d, "bo") for d in run.discrepancies]
    told(f"adding {findings} verdicts at once", [timed(lambda: ledger.add(others))])
    told("opening, with them", [timed(lambda: Session(Ledger(url), None, "cy")) for _ in range(5)])
    told(
        "an answer, with them", [timed(lambda: session.answer(Answer.CONFIRMED)) for _ in answerable(session, answers)]
    )
    told("honouring them in a run", [timed(lambda: honoured(run, ledger)) for _ in range(5)])
    ledger.close()


def honoured(run: Findings, ledger: Ledger) -> list[Ruled]:
    """Rule on the findings of a run by all answers of a ledger."""
    reviewed = Reviewed(verdicts.Index(ledger.verdicts()))
    return [reviewed.ruled(d.found) for d in run.discrepancies]


def answerable(session: Session, number: int) -> Iterator[None]:
    """Go to items that are answered already, so that there is something to answer again."""
    for item in session.items()[:number]:
        session.go_to(item.discrepancy.id)
        yield


def race(url: str, *, lines: int) -> None:
    """Let two processes write at once; every line must be there, and those of each in its order."""
    before = len(Ledger(url).verdicts())
    command = [sys.executable, __file__, "--url", url, "--lines", str(lines), "--write"]
    start = time.perf_counter()
    writers = [subprocess.Popen([*command, name]) for name in ("one", "two")]
    if max(writer.wait() for writer in writers):
        sys.exit("a writer failed")
    took = time.perf_counter() - start
    added = Ledger(url).verdicts()[before:]
    for name in ("one", "two"):
        if [kept.note for kept in added if kept.reviewer == name] != [str(n) for n in range(lines)]:
            sys.exit(f"lines of {name} are lost, or out of order")
    print(f"two processes, {lines} lines each at once: {len(added)} kept, none lost, {took:.1f} s")


def write(url: str, name: str, lines: int) -> None:
    ledger, line = Ledger(url), line_of(finding(0), name)
    for number in range(lines):
        ledger.add([replace(line, uid=uuid.uuid4().hex, note=str(number))])


def run_of(number: int) -> Findings:
    found = tuple(finding(n) for n in range(number))
    totals = Totals(
        articles=2,
        origins=2,
        sentences=2 * number,
        claims=2 * number,
        compared=2 * number,
        conflicts=number,
        by_relation={"conflict": number},
        by_severity={"medium": number},
    )
    return Findings(
        made_by=_MADE_BY,
        articles=(),
        stories=(),
        skipped=(),
        discrepancies=found,
        ladders=(),
        compatible=(),
        totals=totals,
    )


def finding(number: int) -> Discrepancy:
    said = (f"Herd {number} has {number} cows, the farmer said.", f"Herd {number} is {number + 9} strong.")
    sides = tuple(side(article, quote) for article, quote in zip(("one", "two"), said, strict=True))
    return Discrepancy(
        id=f"{number:012x}",
        story="herds",
        kind="figure",
        relation=Relation.CONFLICT,
        severity=Severity.MEDIUM,
        confidence=0.5 + number % 500 / 1000,
        summary=f"The size of herd {number} differs",
        why="The two figures exclude each other.",
        check="Count the herd.",
        sides=sides,
    )


def side(article: str, quote: str) -> Side:
    evidence = Evidence(article=article, start=0, end=len(quote), quote=quote, span=(0, 4), line=1, column=1)
    return Side(value=quote, origins=1, evidence=(evidence,))


def line_of(found: Discrepancy, reviewer: str) -> Kept:
    return Kept(
        uid=uuid.uuid4().hex,
        finding=found.id,
        kind=found.kind,
        summary=found.summary,
        statements=verdicts.statements(found.found),
        answer=Answer.CONFIRMED,
        reason=None,
        note="",
        reviewer=reviewer,
        at=datetime.now(UTC),
        withdraws=None,
        sampled=False,
        story=found.story,
        features=features(found.found),
    )


def timed(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def told(what: str, times: list[float]) -> None:
    ms = [1000 * seconds for seconds in times]
    print(f"{what}: {statistics.median(ms):.1f} ms ({min(ms):.1f} to {max(ms):.1f}, {len(ms)} times)")


if __name__ == "__main__":
    main()
