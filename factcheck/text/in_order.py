"""Things by where they stand: those at a place are found without going through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from factcheck.domain.text import Span

T = TypeVar("T")


class InOrder(Generic[T]):
    """Things in the order of their spans, which may overlap each other; asking takes time by the answer."""

    def __init__(self, things: Iterable[T], *, span_of: Callable[[T], Span]) -> None:
        self._span_of = span_of
        numbered = sorted(enumerate(things), key=lambda one: span_of(one[1]))
        self._things = [thing for _, thing in numbered]
        self._numbers = [number for number, _ in numbered]
        spans = [span_of(thing) for thing in self._things]
        self._starts = [span.start for span in spans]
        self._ends = list(accumulate((span.end for span in spans), max))  # by which all so far have ended

    def overlapping(self, span: Span) -> list[T]:
        """Return those that overlap a span, in order."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return [thing for thing in self._things[first:last] if self._span_of(thing).overlaps(span)]

    def meeting(self, span: Span) -> list[T]:
        """Return those that overlap a span, begin where it ends, or end where it begins, as they were given."""
        first, last = bisect_left(self._ends, span.start), bisect_right(self._starts, span.end)
        near = range(first, last)
        met = [(self._numbers[n], n) for n in near if self._span_of(self._things[n]).end >= span.start]
        return [self._things[n] for _, n in sorted(met)]


def spans_in_order(spans: Iterable[Span]) -> InOrder[Span]:
    """Return spans that can be asked which of them overlap another."""
    return InOrder(spans, span_of=lambda span: span)
