"""How often a sentence, real or mangled, breaks the reading of it, and which take long.

usage: python benchmarks/reliability.py STORIES [--count N] [--seconds S] [--seed N] [--slow SECONDS]

STORIES is a file of articles, one JSON object with a "text" a line, plain or gzipped. Every line of every text is read
by itself through `understand`, first as it stands, then mangled in one of the ways of MANGLED, chosen by the seed,
until --count lines or --seconds are over. Printed are how many were read, how many failed, by error and by the function
in which it arose, and the slowest. It exits with 1 when any failed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from factcheck.domain.text import Article
from factcheck.errors import debugging
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import load_parser
from factcheck.understand.accounts import understand

FIRST_DAY, DAYS = datetime(1900, 1, 1), 50_000  # noqa: DTZ001 - an article's day may have no zone
MARKS = [
    "...",
    "“",
    "”",
    '"',
    "'",
    "(",
    ")",
    "—",
    " - ",
    ",",
    ";",
    ":",
    "?!",
    "\u200b",
    "\u00a0",
    "½",
    "٣",
    "ﬁ",
    "é",
    "🙂",
]
NUMBERS = [
    "0",
    "1",
    "-3",
    "2,000",
    "2, 000",
    "9" * 400,
    "1/2",
    "12:61",
    "31/31/31",
    "1e400",
    "½",
    "0.0",
    "$0",
    "€9bn",
    "-0%",
]


def words_dropped(words: list[str], chance: random.Random) -> list[str]:
    return [word for word in words if chance.random() > 0.3]


def words_doubled(words: list[str], chance: random.Random) -> list[str]:
    return [word for word in words for _ in range(1 + (chance.random() < 0.2))]


def words_mixed(words: list[str], chance: random.Random) -> list[str]:
    return chance.sample(words, len(words))


def cut_short(words: list[str], chance: random.Random) -> list[str]:
    start = chance.randrange(len(words))
    return words[start : start + chance.randrange(1, 6)]


def numbers_changed(words: list[str], chance: random.Random) -> list[str]:
    return [re.sub(r"\d[\d,.]*", lambda _: chance.choice(NUMBERS), word) for word in words]


def numbers_put_in(words: list[str], chance: random.Random) -> list[str]:
    return [chance.choice(NUMBERS) if chance.random() < 0.15 else word for word in words]


def marks_put_in(words: list[str], chance: random.Random) -> list[str]:
    return [word + (chance.choice(MARKS) if chance.random() < 0.25 else "") for word in words]


def run_together(words: list[str], chance: random.Random) -> list[str]:
    return [chance.choice(["", "-", "'", "."]).join(words)]


def in_capitals(words: list[str], chance: random.Random) -> list[str]:
    return [word.upper() if chance.random() < 0.8 else word.title() for word in words]


MANGLED: tuple[Callable[[list[str], random.Random], list[str]], ...] = (
    words_dropped, words_doubled, words_mixed, cut_short, numbers_changed, numbers_put_in, marks_put_in, run_together,
    in_capitals,
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--count", type=int, default=300_000)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slow", type=float, default=1.0, help="count lines that take longer than this many seconds")
    given = parser.parse_args()
    start, read, slow, failed, slowest = time.monotonic(), 0, 0, Counter[str](), (0.0, "")
    for text in sentences(given.stories, random.Random(given.seed)):
        if read == given.count or time.monotonic() - start > given.seconds:
            break
        began = time.monotonic()
        failed.update(failure(text, read))
        took = time.monotonic() - began
        slow += took > given.slow
        slowest = max(slowest, (took, text[:80]))
        read += 1
    print(f"{read} lines in {time.monotonic() - start:.0f} s; {failed.total()} failed; {slow} took over {given.slow} s")
    print(f"slowest: {slowest[0]:.2f} s: {slowest[1]}")
    print("\n".join(f"{count:6} {what}" for what, count in failed.most_common()))
    sys.exit(1 if failed else 0)


def sentences(path: Path, chance: random.Random) -> Iterator[str]:
    """Yield each line of each text as it stands, and mangled; then all of them mangled anew, without an end."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        rows = [row for line in lines for row in json.loads(line)["text"].splitlines() if row.strip()]
    for row in rows:
        yield row
        yield mangled(row, chance)
    while rows:
        yield mangled(chance.choice(rows), chance)


def mangled(text: str, chance: random.Random) -> str:
    return " ".join(chance.choice(MANGLED)(text.split(), chance))


def failure(text: str, number: int) -> Mapping[str, int]:
    """What a line breaks, and where; nothing when it is read."""
    debugging.set(True)
    published = FIRST_DAY + timedelta(days=number * 37 % DAYS)
    try:
        article, parser = Article("a", text, "a", "", "a", published=published), load_parser(load_config())
        understand([article], load_lexicons(), parser=parser, statements=True)
    except Exception as error:  # noqa: BLE001 - counting them is what this is for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return {f"{type(error).__name__} in {Path(frame.filename).name} {frame.name}: {text[:100]!r}": 1}
    return {}


if __name__ == "__main__":
    main()
