"""How fast a review opens and answers with very many findings: medians, by the keys of a person, over a real ledger.

    python benchmarks/review_app.py [--findings 10000] [--keys 50]

Opening is from the ledger to the first finding on the screen; a key is from its press to the next finding drawn.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from factcheck.domain.findings import (
    Discrepancy,
    Evidence,
    Findings,
    MadeBy,
    Relation,
    ReportedArticle,
    ReportedStory,
    Severity,
    Side,
    Totals,
)
from factcheck.models.loading import loading_what_stays
from factcheck.review.dialogue import Dialogue
from factcheck.review.ledger import Ledger
from factcheck.review.session import Session
from factcheck.tui.app import ReviewApp

_PER_STORY = 20
_KEYS = {
    "f5": ("f5",),  # which does nothing: what the driver itself takes
    "c": ("c",),
    "d 3": ("d", "3"),
    "u": ("u",),
    "s": ("s",),
    "z": ("z",),
    "down": ("down",),
    "?": ("question_mark",),
    "/": ("slash", *"harbour 77", "enter", "slash", *["backspace"] * 10, "enter"),
}


def text(number: int, side: int) -> str:
    return (
        f"The harbour {number // _PER_STORY} was closed before noon. Its master had asked for help twice. "
        f"Some {number * 3 + side * 7} people were moved to the north shore on Monday, said the coastguard. "
        "They were given blankets and tea. A second boat stood by until the evening."
    )


def evidence(number: int, side: int) -> Evidence:
    whole, marked = text(number, side), f"{number * 3 + side * 7} people"
    start = whole.index("Some")
    end = whole.index("coastguard.") + len("coastguard.")
    quote = whole[start:end]
    at = quote.index(marked)
    article = f"a{number}-{side}"
    return Evidence(
        article=article, start=start, end=end, quote=quote, span=(at, at + len(marked)), line=1, column=at + 1
    )


def discrepancies(count: int) -> Iterator[Discrepancy]:
    for number in range(count):
        sides = tuple(
            Side(value=str(number * 3 + side * 7), origins=1, evidence=(evidence(number, side),)) for side in (0, 1)
        )
        yield Discrepancy(
            id=f"{number:012x}",
            story=f"s{number // _PER_STORY}",
            kind=("figure", "date", "place")[number % 3],
            relation=Relation.CONFLICT,
            severity=list(Severity)[number % 3],
            confidence=number % 97 / 97,
            summary=f"The number of people moved at harbour {number // _PER_STORY} differs",
            why="The two intervals do not meet.",
            check="Look up the coastguard's count.",
            sides=sides,
        )


def article(number: int, side: int) -> ReportedArticle:
    name = f"a{number}-{side}"
    facts = {"title": None, "published": "2024-05-15", "updated": None, "origin": name}
    return ReportedArticle(
        id=name, source=f"Paper {side}", path=f"{name}.txt", sha256="0" * 64, sentences=5, claims=3, **facts
    )


def run_of(count: int) -> Findings:
    stories = range(-(-count // _PER_STORY))
    return Findings(
        made_by=MadeBy(version="0", encoder="-", aligner="-", judge="-", config_sha256="0" * 64),
        articles=tuple(article(number, side) for number in range(count) for side in (0, 1)),
        stories=tuple(ReportedStory(id=f"s{n}", title=f"Harbour {n}", articles=()) for n in stories),
        skipped=(),
        discrepancies=tuple(discrepancies(count)),
        ladders=(),
        compatible=(),
        totals=Totals(
            articles=2 * count,
            origins=0,
            sentences=0,
            claims=0,
            compared=0,
            conflicts=count,
            by_relation={},
            by_severity={},
        ),
    )


Taken = tuple[float, float]  # seconds on the clock, seconds of the processor


def now() -> Taken:
    return time.perf_counter(), time.process_time()


def since(start: Taken, steps: int = 1) -> Taken:
    end = now()
    return (end[0] - start[0]) / steps, (end[1] - start[1]) / steps


async def measured(url: str, keys: int) -> dict[str, Taken]:
    """Return what opening took, and the median of each key."""
    began = now()
    with loading_what_stays():
        ledger = Ledger(url)
        session = Session(ledger, None, "Ana")
        app = ReviewApp(Dialogue(session, ledger.texts(session.run.id)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        figures = {"open": since(began)}
        for name, pressed in _KEYS.items():
            taken = []
            for _ in range(keys if len(pressed) < 3 else 3):
                start = now()
                await pilot.press(*pressed)
                taken.append(since(start, len(pressed)))
            figures[name] = (median(t[0] for t in taken), median(t[1] for t in taken))
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--findings", type=int, default=10_000)
    parser.add_argument("--keys", type=int, default=50, help="times that each key is pressed")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'ledger.sqlite'}"
        findings = run_of(given.findings)
        texts = {f"a{number}-{side}": text(number, side) for number in range(given.findings) for side in (0, 1)}
        Ledger(url).record(findings, texts)
        figures = asyncio.run(measured(url, given.keys))
    print(f"{given.findings} findings")
    for name, (clock, processor) in figures.items():
        print(f"{name:>6}  {clock * 1000:7.0f} ms, {processor * 1000:5.0f} ms of them computing")


if __name__ == "__main__":
    main()
