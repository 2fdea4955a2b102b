"""What of many stretches meets a given one, found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Overlaps(Generic[Item]):
    """Items that cover a stretch each, of a text or of a calendar: from a whole number to another."""

    def __init__(self, items: Iterable[Item], stretch: Callable[[Item], tuple[int, int]]) -> None:
        found = [(*stretch(item), place, item) for place, item in enumerate(items)]
        self._rows = sorted(found, key=lambda row: row[:3])
        self._starts = [row[0] for row in self._rows]
        self._longest = max((end - start for start, end, *_ in self._rows), default=0)

    def meeting(self, start: int, end: int) -> Iterator[Item]:
        """Yield what overlaps a stretch or begins or ends where it does, in the order in which the items were given."""
        low, high = bisect_left(self._starts, start - self._longest), bisect_right(self._starts, end)
        met = sorted((place, n) for n, (_, until, place, _) in enumerate(self._rows[low:high], low) if until >= start)
        yield from (self._rows[n][3] for _, n in met)
