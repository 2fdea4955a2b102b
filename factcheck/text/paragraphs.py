"""Paragraphs of plain text: lines that belong together, whatever the width they were wrapped to."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from itertools import pairwise

from factcheck.domain.text import Span

# Mail and plain-text wires are wrapped at 60 to 80 characters; a longer line was not wrapped by hand or program.
WIDEST_WRAP = 100
# Two lines that break in mid-sentence are a habit of the text, one is an accident.
WRAPS_THAT_SHOW_A_HABIT = 2

BULLET = re.compile(r"[ \t]*(?:[•▪●◦‣·*►»–—-]|\(?\d{1,2}[.)])[ \t]+")
ENDED = re.compile(r"[.!?…:;](?:\s?[\"'”’»)\]])*\s*$")

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[^\S\r\n]*(?:\r\n|\r|\n)")


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space at either end; empty when there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def beginning(text: str, longest: int) -> str:
    """Return the text, of a longer one the beginning: whole paragraphs, else lines, else words, else characters."""
    if len(text) <= longest:
        return text
    ends = (text.rfind(mark, longest - longest // 10, longest) for mark in ("\n\n", "\n", " "))
    return text[: next((end for end in ends if end > 0), longest)]


def lines(text: str) -> tuple[Span, ...]:
    """Return every line that holds more than white space, trimmed, in order."""
    found = (trimmed(text, *match.span()) for match in _LINE.finditer(text))
    return tuple(span for span in found if span.start < span.end)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of `text`, trimmed, in order: lines, joined where one only wraps into the next."""
    rows = lines(text)
    width = _wrap_width(text, rows)
    joined: list[Span] = []
    for number, row in enumerate(rows):
        if number and _continues(text, rows[number - 1], row, width):
            joined[-1] = Span(joined[-1].start, row.end)
        else:
            joined.append(row)
    return tuple(joined)


def remaining(text: str, taken: Iterable[Span]) -> list[Span]:
    """Return what is left of each paragraph, trimmed, when the spans in `taken` are left out."""
    left: list[Span] = []
    pending = deque(sorted(taken))
    for paragraph in paragraphs(text):
        within: list[Span] = []
        while pending and pending[0].start < paragraph.end:
            within.append(pending[0])
            if pending[0].end >= paragraph.end:
                break
            pending.popleft()
        left += left_of(text, paragraph, within)
    return left


def left_of(text: str, stretch: Span, taken: Iterable[Span]) -> list[Span]:
    """Return what is left of one stretch, trimmed, when the spans in `taken` are left out."""
    left: list[Span] = []
    at = stretch.start
    for span in sorted(taken):
        left.append(trimmed(text, at, max(at, min(span.start, stretch.end))))
        at = max(at, span.end)
    left.append(trimmed(text, at, max(at, stretch.end)))
    return [span for span in left if span.start < span.end]


def adjoining(text: str, first: Span, second: Span) -> bool:
    """Say whether no blank line stands between two spans."""
    return not _BLANK.search(text[first.end : second.start])


def _wrap_width(text: str, rows: tuple[Span, ...]) -> int:
    """Return the width that the text is wrapped to, 0 when it is not."""
    width = max((row.end - row.start for row in rows), default=0)
    breaks = sum(
        adjoining(text, a, b) and not ENDED.search(a.of(text)) and text[b.start].islower() for a, b in pairwise(rows)
    )
    return width if width <= WIDEST_WRAP and breaks >= WRAPS_THAT_SHOW_A_HABIT else 0


def _continues(text: str, before: Span, row: Span, width: int) -> bool:
    if not adjoining(text, before, row) or BULLET.match(text[row.start : row.end]):
        return False
    if text[row.start].islower() and not ENDED.search(before.of(text)):
        return True
    if not width:
        return False
    first_word = row.of(text).split()[0]
    # A filled line is one that the next word would not have fitted on.
    return before.end - before.start + 1 + len(first_word) > width
