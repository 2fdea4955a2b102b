"""How long each step takes as one story grows.

usage: python benchmarks/growth.py [SENTENCES ...] [--first]      (default: 100 1000 3000 10000)

A story is made of templates by a fixed seed: articles of fifty sentences; each thing is told some ten times, by
several articles, and by some of them with another figure; names, days, counts, sums and ages are many. Prints a
table of seconds by step, and how steeply each grows between the last two sizes: 1 is in proportion to the sentences,
2 is all pairs.
Every size is run in a process of its own, with vectors and tags kept from a run before it; with --first, without.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from factcheck import comparing, grouping, pipeline
from factcheck.domain.text import Article
from factcheck.interfaces import Encoder
from factcheck.settings.config import load_config
from factcheck.tools import make_encoder

SIZES = (100, 1000, 3000, 10000)
ARTICLE = 50  # sentences
FACETS = 10  # sentences for each thing that is told: so many articles tell it
DIFFERS = 0.2  # share of tellings with a value of their own
SAYS = 0.05  # seconds: less is noise, and says nothing of growth
WHOLE, SENTENCES, FINDINGS, MEMORY = "all", "sentences", "findings", "megabytes"
# A step, and where its function is looked up when it is called.
STEPS: tuple[tuple[str, Any, str], ...] = (
    ("understand", pipeline, "understand"),
    ("group by event", grouping, "same_event_groups"),
    ("likely one event", grouping, "one_event"),
    ("clusters", grouping, "_clustered"),
    ("disputes", grouping, "_disputed"),
    ("statements", grouping, "pair_statements"),
    ("origins", grouping, "origins"),
    ("names", grouping, "book_of"),
    ("kinds", comparing, "_kinds_asked"),
    ("report", pipeline, "assemble"),
)
_SYLLABLES = ("ka", "lo", "mer", "tun", "vis", "bar", "del", "os", "rin", "hel", "mo", "tar", "ju", "nov", "sel", "ek")
_DEEDS = (
    "The flood killed {count} people in {place}, {name} said on {day}.",
    "At least {count} houses were destroyed in {place} by {day} evening, according to {name}.",
    "Rescuers brought {count} children out of the school in {place} on {day}.",
    "{name}, {age}, was pulled from a car in {place} at {hour} p.m. on {day}.",
    "Repairs to the bridge at {place} will cost ${sum} million, {name} told reporters.",
    "The dam above {place} burst on {day} after {count} millimetres of rain.",
    "{name} said that {count} percent of the fields around {place} were under water.",
    "A convoy of {count} trucks left {place} for the coast on {day}.",
    "Some {count} families from {place} slept in the sports hall, where {name} handed out {other} blankets.",
    "Power was cut to {count} homes in {place}, and {other} of them were still dark on {day}.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--first", action="store_true", help="nothing kept from an earlier run")
    parser.add_argument("--one", help=argparse.SUPPRESS)  # the cache of the process that takes one size's times
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measured(given.sizes[0], Path(given.one))))
        return
    with tempfile.TemporaryDirectory() as folder:
        for line in table([_in_a_process(size, folder, first=given.first) for size in given.sizes]):
            print(line)


def story(sentences: int, seed: int = 7) -> list[Article]:
    """Return the articles of a story of so many sentences; the same for the same number."""
    draw = Random(seed)
    facets = [_facet(draw, n) for n in range(max(1, sentences // FACETS))]
    told = [facets[n % len(facets)] for n in range(sentences)]
    draw.shuffle(told)
    texts = [_told(draw, template, values) for template, values in told]
    published = datetime(2024, 5, 14, tzinfo=UTC)
    made = []
    for number, at in enumerate(range(0, sentences, ARTICLE)):
        opening = "A flood struck Varnholm and the Orlin valley in Merania on Tuesday, General Omar Tarn said."
        text = "\n\n".join([opening, *texts[at : at + ARTICLE]])
        name = f"{number:04}.txt"
        made.append(Article(name, text, f"Paper {number}", "Flood in Varnholm", name, published=published))
    return made


def measured(sentences: int, cache: Path) -> dict[str, float]:
    """Return the seconds of each step, of the whole, and the megabytes that the process came to."""
    config = load_config()
    config = config.model_copy(update={"cache": config.cache.model_copy(update={"folder": str(cache)})})
    seconds: dict[str, float] = defaultdict(float)
    for name, module, function in STEPS:
        setattr(module, function, _timed(getattr(module, function), name, seconds))
    articles, encoder = story(sentences), _TimedEncoder(make_encoder(config), seconds)
    start = time.process_time()
    findings = pipeline.compare(articles, config, encoder=encoder)
    whole = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kilobytes on Linux
    return {**seconds, WHOLE: whole, SENTENCES: sentences, FINDINGS: len(findings.discrepancies), MEMORY: peak}


def table(rows: Sequence[Mapping[str, float]]) -> Iterator[str]:
    """Yield the lines of a table in Markdown: a step a line, a size a column, and how steeply each grows."""
    names = ["encode", *(name for name, _, _ in STEPS), WHOLE]
    sizes = [row[SENTENCES] for row in rows]
    yield "| seconds | " + " | ".join(f"{size:,}" for size in sizes) + " | grows |"
    yield "| --- |" + " ---: |" * (len(rows) + 1)
    for name in names:
        taken = [row.get(name, 0.0) for row in rows]
        yield f"| {name} | " + " | ".join(f"{one:.2f}" for one in taken) + f" | {_steepness(sizes, taken)} |"
    yield "| findings | " + " | ".join(f"{row[FINDINGS]:,.0f}" for row in rows) + " | |"
    yield "| megabytes | " + " | ".join(f"{row[MEMORY]:,.0f}" for row in rows) + " | |"


class _TimedEncoder:
    """An encoder whose time is taken."""

    def __init__(self, inner: Encoder, seconds: dict[str, float]) -> None:
        self.name = inner.name
        self.encode = _timed(inner.encode, "encode", seconds)


def _timed(function: Callable[..., Any], name: str, seconds: dict[str, float]) -> Callable[..., Any]:
    def run(*args: Any, **options: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **options)
        finally:
            seconds[name] += time.process_time() - start

    return run


def _steepness(sizes: Sequence[float], taken: Sequence[float]) -> str:
    """The exponent of the growth between the last two sizes; none where too little time went by to say."""
    if len(sizes) < 2 or min(taken[-2:]) < SAYS:
        return ""
    return f"{math.log(taken[-1] / taken[-2]) / math.log(sizes[-1] / sizes[-2]):.1f}"


def _in_a_process(size: int, folder: str, *, first: bool) -> dict[str, float]:
    """Take one size's times in a process of its own, so that its memory is its own."""
    cache = Path(folder) / str(size)
    for _ in range(1 if first else 2):
        command = [sys.executable, __file__, str(size), "--one", str(cache)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    row: dict[str, float] = json.loads(done.stdout)
    print(f"{size} sentences: {row[WHOLE]:.1f} s", file=sys.stderr)
    return row


def _facet(draw: Random, number: int) -> tuple[str, dict[str, Any]]:
    """What several articles tell: a template, and what stands in its gaps."""
    values = {
        "count": draw.randint(3, 900),
        "other": draw.randint(3, 900),
        "sum": draw.randint(2, 400),
        "age": draw.randint(18, 90),
        "hour": draw.randint(1, 11),
        "day": draw.choice(_DAYS),
        "place": _word(draw),
        "name": f"{_word(draw)} {_word(draw)}",
    }
    return _DEEDS[number % len(_DEEDS)], values


def _told(draw: Random, template: str, values: Mapping[str, Any]) -> str:
    differing = {"count": values["count"] * 2 + 1} if draw.random() < DIFFERS else {}
    return template.format(**{**values, **differing})


def _word(draw: Random) -> str:
    return "".join(draw.choices(_SYLLABLES, k=3)).capitalize()


if __name__ == "__main__":
    main()
