"""Running text of printed pages: lines put together into paragraphs, divided words made whole, running heads left
out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise

from factcheck.text.numerals import TENS
from factcheck.text.paragraphs import BULLET, ENDED

# Lines at the top and at the bottom of a page among which running heads and page numbers stand.
EDGE_LINES = 2
# Share of the pages that bear such a line: left and right pages may have their own.
REPEATED_SHARE = 0.4
# Of the usual length of a line, how much a line has that only ends where the column does.
FULL_LINE = 0.75
# What is written with a hyphen wherever it stands.
_HYPHENATED = frozenset({*TENS, "self", "ex", "non", "vice", "well", "mid", "cross", "half", "co", "anti", "pro"})
_DIVIDED = re.compile(r"([^\W_]+)[-\u00ad\u2010]$")
_SHORTENED = re.compile(r"\b[A-Z][a-z]{0,4}\.$")  # "said Mr." ends no paragraph
_SOFT = "\u00ad"
_FIRST = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})


def without_running_heads(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
    """Return the lines of the pages without those that repeat at their edges, and how many different ones there were.

    Two lines are one that differ in their figures alone: page numbers do.
    """
    plain = [[line.strip() for line in page if line.strip()] for page in pages]
    told = [page for page in plain if page]
    edges = Counter(chain.from_iterable({_key(page[n]) for n in _edge(len(page))} for page in told))
    least = max(2, REPEATED_SHARE * len(told))
    heads = {key for key, count in edges.items() if count >= least}
    kept = [
        [line for n, line in enumerate(page) if n not in _edge(len(page)) or _key(line) not in heads] for page in plain
    ]
    return kept, len(heads)


def running_text(pages: Sequence[Sequence[str]]) -> str:
    """Return the lines of all pages as paragraphs, with a blank line between two."""
    lines = [line.translate(_LIGATURES) for page in pages for line in page]
    if not lines:
        return ""
    full = FULL_LINE * _usual(lines)
    whole = set(re.findall(r"[^\W\d_]+-[^\W\d_]+", " ".join(lines).casefold()))
    paragraphs = [lines[0]]
    for before, line in pairwise(lines):
        if _goes_on(before, line, full):
            paragraphs[-1] = _joined(paragraphs[-1], line, whole)
        else:
            paragraphs.append(line)
    return "\n\n".join(paragraph.replace(_SOFT, "") for paragraph in paragraphs)


def _usual(lines: Sequence[str]) -> int:
    """Return the length of line in which, or in longer ones, half of the words stand: titles and captions are few."""
    lengths = sorted(map(len, lines))
    sums = list(accumulate(lengths))
    return lengths[bisect_left(sums, sums[-1] / 2)]


def _goes_on(before: str, line: str, full: float) -> bool:
    if BULLET.match(line):
        return False
    ended = ENDED.search(before) and not (len(before) >= full and _SHORTENED.search(before))
    return not ended and (len(before) >= full or line[0].islower() or _DIVIDED.search(before) is not None)


def _joined(before: str, line: str, whole: set[str]) -> str:
    divided, first = _DIVIDED.search(before), _FIRST.match(line)
    if not divided or not first:
        return f"{before} {line}"
    left, right = divided[1], first.group()
    soft = before.endswith(_SOFT)
    hyphen = not right[0].islower() or left[-1].isdigit() or left.casefold() in _HYPHENATED
    if not soft and (hyphen or f"{left}-{right}".casefold() in whole):
        return before + line
    return before[:-1] + line


def _edge(lines: int) -> set[int]:
    return {n for n in (*range(EDGE_LINES), *range(lines - EDGE_LINES, lines)) if 0 <= n < lines}


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()).casefold())
