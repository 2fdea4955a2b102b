"""Where the words of a finding stand in a document as an editor holds it. Pure.

Offsets are characters of `joined(lines)`, the document with every line end as one newline.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from factcheck.domain.findings import Evidence
from factcheck.domain.text import Span

# What ends a line in an editor (LSP 3.17, "Text Documents"); str.splitlines knows many more.
_LINE_END = re.compile(r"\r\n|\n|\r")


def lines_of(text: str) -> list[str]:
    """Split a document as editors do."""
    return _LINE_END.split(text)


def joined(lines: Sequence[str]) -> str:
    return "\n".join(lines)


def line_and_column(lines: Sequence[str], offset: int) -> tuple[int, int]:
    """Return the line and the character in it, both from 0, of an offset."""
    starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
    line = bisect_right(starts, offset) - 1
    return line, offset - starts[line]


def place(evidence: Evidence, lines: Sequence[str]) -> Span:
    """Return the differing words' offsets: the words themselves, else all of their line, the first if none is known."""
    words = evidence.quote[slice(*evidence.span)]
    if evidence.line is None:
        return _whole(lines, 0)
    line = min(evidence.line, len(lines)) - 1
    start = sum(len(before) + 1 for before in lines[:line])
    column = evidence.column or 1
    exact = start + column - 1
    text = joined(lines)
    if words and evidence.column and text.startswith(words, exact):
        return Span(exact, exact + len(words))
    found = [m.start() for m in re.finditer(re.escape(words), lines[line])] if words else []
    if not found:
        return _whole(lines, line)
    nearest = min(found, key=lambda at: abs(at - column + 1))  # marks that the reader took out moved it
    return Span(start + nearest, start + nearest + len(words))


def _whole(lines: Sequence[str], line: int) -> Span:
    start, text = sum(len(before) + 1 for before in lines[:line]), lines[line]
    return Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()) or start)
