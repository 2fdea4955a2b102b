"""For which values a figure may be said: as it stands, rounded, or as far as its hedge goes.

A writer may make a figure coarser, never finer: of "about 250" nobody can say 267.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from factcheck.checks._support.values.inventory import BARE, said_number
from factcheck.domain.values import Figure, Hedge
from factcheck.values.figures.agreement import ANYBODY, best_value
from factcheck.values.figures.bounds import step
from factcheck.values.figures.units import currency_of

YEAR = 365.25 * 86_400  # seconds
_FAR = 1.6  # "more than 200" is said for 212, not for 600
_ABOUT = 0.03  # what "about" leaves open beyond rounding
_ROUNDING = 0.1  # as far as fewer digits may lead away: 1,950 may be given as 2,000, 1,600 not
_COUNTED_ONE_BY_ONE = 20  # counts below are not rounded
_NEVER_ROUNDED = frozenset({"ordinal", "year of age", "times"})
_SHARES = frozenset({"percent", "percentage point"})
_SAME = 1e-6
# Other names for a measure: unit, the unit that it may be said in, factor.
_ALSO = (
    ("year of age", "second", YEAR),
    ("percentage point", "percent", 1.0),
    ("pound", "GBP", 1.0),
    ("pound", "gram", 453.592),
)
_POINTS = frozenset({"point", "percent"})


def readings(figure: Figure) -> Iterator[Figure]:
    """Yield a figure, and again in the other units that its own may stand for."""
    yield figure
    for unit, other, factor in (*_ALSO, *((b, a, 1 / x) for a, b, x in _ALSO)):
        if figure.unit == unit:
            yield _scaled(figure, other, factor)
    if figure.unit == "count" and figure.noun in _POINTS:
        yield _scaled(figure, "percent", 1.0)
    if figure.unit == "count" and (money := currency_of(figure.noun)):
        yield _scaled(figure, money, 1.0)  # "2.5m euros"


def is_bare(figure: Figure) -> bool:
    """Whether nothing is known of what a number counts: "47 percent to 41"."""
    return figure.unit == BARE or (figure.unit == "count" and not (figure.noun or figure.role))


def kin(one: Figure, other: Figure) -> bool:
    """Whether two counts may be of one thing; nothing is known of a bare number."""
    nouns = {one.noun, other.noun}
    return len(nouns) == 1 or bool(nouns & ANYBODY) or (one.role is not None and one.role == other.role)


class Reach(NamedTuple):
    """The values that may be known to somebody who says a figure."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@lru_cache(maxsize=4096)
def reach(figure: Figure) -> Reach:
    """Return what somebody may know who says a figure."""
    low, high = _ends(figure)
    slack = _SAME * max(abs(low), abs(high), 1.0)
    return Reach(low - slack, high + slack)


def within(figure: Figure, value: float) -> bool:
    """Whether somebody who knows `value` may say `figure`."""
    return reach(figure).holds(value)


def same_number(one: float | None, other: float | None) -> bool:
    """Whether two numbers are printed alike."""
    return one is not None and other is not None and math.isclose(one, other, rel_tol=_SAME)


def _scaled(figure: Figure, unit: str, factor: float) -> Figure:
    return Figure(figure.lower * factor, figure.upper * factor, unit, figure.hedge, figure.words, figure.noun)


def _ends(figure: Figure) -> tuple[float, float]:
    best = best_value(figure)
    low, high = figure.lower, figure.upper
    match figure.hedge:
        case Hedge.AT_LEAST:
            return low, low * _FAR
        case Hedge.AT_MOST:
            return high / _FAR, high
        case Hedge.EXACT:
            grace = _grace(figure, best)
            return best - grace, best + grace
        case Hedge.ABOUT if math.isclose(high - best, best - low):  # "nearly" and "just over" reach to one side
            grace = max(_grace(figure, best), _ABOUT * abs(best)) if best >= _COUNTED_ONE_BY_ONE else (high - low) / 2
            return best - grace, best + grace
    return low, high


def _grace(figure: Figure, best: float) -> float:
    """How far a figure without a hedge may be rounded: a measure by its last digit, for it may be converted, too."""
    if figure.unit in _NEVER_ROUNDED or (figure.unit == "count" and best < _COUNTED_ONE_BY_ONE):
        return 0.0
    if figure.unit in _SHARES:
        return 0.5 if best % 1 == 0 else 0.05
    value = said_number(figure.words)
    said = step(figure.words) or (step(f"{value:.0f}") if value else None)
    if not said or not said[1] or (figure.unit in ("count", BARE) and said[0] == 1):
        return 0.0
    measured = figure.unit[:1].islower() and figure.unit != "count"
    return min(said[0] * abs(best / said[1]) * (1.0 if measured else 0.5), _ROUNDING * abs(best))
