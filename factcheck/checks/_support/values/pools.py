"""Figures that may be added up or held against each other, in the order of their values.

Which two of them make a third is looked up in that order: to try all pairs takes time by the square.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from factcheck.checks._support.values.inventory import BARE, Known
from factcheck.checks._support.values.reach import Reach
from factcheck.domain.text import SentencePlace
from factcheck.domain.values import Hedge
from factcheck.values.figures.agreement import ANYBODY

_NEVER_ADDED = frozenset({"ordinal", "year of age", "times", BARE})

Pair = tuple[Known, Known]


class Addends:
    """Figures of one unit, none of them 0 or less."""

    def __init__(self, figures: Sequence[Known]) -> None:
        self.figures = figures
        self._rising = sorted(figures, key=lambda known: known.best)
        self._values = [known.best for known in self._rising]

    @cached_property
    def sentences(self) -> tuple[Addends, ...]:
        """The figures of each sentence that has two."""
        return tuple(Addends(several) for several in by_sentence(self.figures).values() if len(several) > 1)

    def with_sum(self, wanted: Reach) -> Iterator[Pair]:
        """Yield the pairs whose sum is wanted."""
        return self._pairs(lambda one: (wanted.low - one, wanted.high - one))

    def with_difference(self, wanted: Reach) -> Iterator[Pair]:
        """Yield the pairs whose difference is wanted."""
        return self._pairs(lambda one: (one + wanted.low, one + wanted.high))

    def with_share(self, wanted: Reach) -> Iterator[Pair]:
        """Yield the pairs of which the smaller is so many per cent of the larger."""
        return self._pairs(lambda one: (_over(100 * one, wanted.high), _over(100 * one, wanted.low)))

    def with_rise(self, wanted: Reach) -> Iterator[Pair]:
        """Yield the pairs of which the larger is so many per cent more than the smaller."""
        return self._pairs(lambda one: (one * (1 + wanted.low / 100), one * (1 + wanted.high / 100)))

    def _pairs(self, partners: Callable[[float], tuple[float, float]]) -> Iterator[Pair]:
        """Yield each two figures of which the larger lies where it should by the smaller one's value."""
        for n, one in enumerate(self._rising):
            low, high = partners(one.best)
            start = max(n + 1, bisect_left(self._values, low))
            yield from ((one, other) for other in self._rising[start : bisect_right(self._values, high)])


def pools_of(known: Sequence[Known]) -> Mapping[str, tuple[Addends, ...]]:
    """Return, by unit, the figures of each article that may be added up or held against each other."""
    by_place: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in known:
        if one.figure.unit not in _NEVER_ADDED and one.figure.hedge is not Hedge.VAGUE and one.best > 0:
            by_place[one.figure.unit, one.article].append(one)
    pools: dict[str, list[Addends]] = defaultdict(list)
    for unit, article in sorted(by_place):
        pools[unit].append(Addends(by_place[unit, article]))
    return {unit: tuple(found) for unit, found in pools.items()}


def by_sentence(known: Sequence[Known]) -> Mapping[SentencePlace, Sequence[Known]]:
    """Return the figures of each sentence, by its place."""
    found: dict[SentencePlace, list[Known]] = defaultdict(list)
    for one in known:
        found[one.sentence.place].append(one)
    return found


def near(one: Known, other: Known) -> bool:
    """Whether two figures stand in one sentence or in two that follow each other."""
    return abs(one.sentence.index - other.sentence.index) <= 1


def alike(one: Known, other: Known) -> bool:
    """Whether two figures may be of one thing: amounts and measures, or counts of the same."""
    if one.figure.unit != "count":
        return True
    nouns, roles = {one.figure.noun, other.figure.noun}, {one.figure.role, other.figure.role}
    return len(nouns - {""}) == 1 or (roles != {None} and len(roles) == 1) or nouns <= ANYBODY


def _over(value: float, by: float) -> float:
    return value / by if by > 0 else math.inf
