"""What the figures of some sources bear out: a figure as given, rounded or converted, and what can be worked out."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, combinations

from factcheck.checks._support.values.inventory import BARE, Known, said_number
from factcheck.checks._support.values.pools import Addends, alike, by_sentence, near, pools_of
from factcheck.checks._support.values.reach import YEAR, Reach, is_bare, kin, reach, readings, same_number, within
from factcheck.domain.values import Figure, Hedge
from factcheck.values.figures.agreement import best_value
from factcheck.values.figures.units import CURRENCIES

_SUMMANDS = 4  # parts of a total that are told in one sentence
_MANY = 8  # figures of one sentence from which on sums would hit anything
_SELDOM_BY_CHANCE = 20  # numbers from which on two others that happen to make them are unlikely
_FIRST, _LAST = 1500, 2100  # years that news speaks of
_DAYS = 31  # bare numbers up to here stand in dates
_UNITLESS = frozenset({"count", "ordinal", "times", "year of age", "percent"})
_PER_YEAR = {
    "per second": YEAR,
    "per minute": YEAR / 60,
    "per hour": YEAR / 3600,
    "per day": 365.25,
    "per night": 365.25,
    "per week": 52.18,
    "per month": 12.0,
    "per year": 1.0,
}
_HOURS = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5}
_MULTIPLES = {"double": 2.0, "twice": 2.0, "triple": 3.0, "half": 0.5, "halve": 0.5, "quadruple": 4.0}
# Words of a sentence that gives the difference or the total of figures which its sources give apart.
_COMPARING = frozenset(
    """more less few than up down rise fall drop increase decrease decline grow gain lose cut reduce gap margin lead
    behind ahead difference remain remaining left rest other another further extra additional point still instead short
    high low exceed outnumber above below over under leave jump climb slip widen narrow add win beat defeat
    majority trail""".split()  # noqa: SIM905
)
_TOTALS = frozenset("total together altogether combined combine overall all toll sum both".split())  # noqa: SIM905

Words = frozenset[str]


class Grounds:
    """What the numbers of the sources bear out."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.known = known
        self._pools = pools_of(known)
        self._printed = [Addends([*map(_as_printed, pool.figures)]) for pools in self._pools.values() for pool in pools]
        self._units = {one: _units(one.figure) for one in known}
        self._given: dict[Figure, tuple[Known, ...]] = {}

    def given(self, figure: Figure) -> tuple[Known, ...]:
        """Return the numbers that say a figure as it stands, rounded or in another unit."""
        if figure not in self._given:
            self._given[figure] = tuple(self._saying(figure))
        return self._given[figure]

    def _saying(self, figure: Figure) -> Iterator[Known]:
        if _years(figure):
            yield from (k for k in self.known if (k.figure.lower, k.figure.upper) == (figure.lower, figure.upper))
            return
        said = [*readings(figure)]
        for known in self.known:
            if _prints(figure, known) or any(self._says(one, figure, known) for one in said):
                yield known

    def _says(self, said: Figure, figure: Figure, known: Known) -> bool:
        """Whether a source's figure is one that may be told so. Of another thing, only the very same number counts.

        `said` is the draft's figure in one of the units that it may be in.
        """
        return (
            said.unit in self._units[known]
            and (
                said.unit != "count"
                or kin(figure, known.figure)
                or same_number(said_number(figure.words), known.printed)
            )
            and any(map(reach(said).holds, known.values))
        )

    def follows(self, figure: Figure, words: Words, beside: Sequence[float] = ()) -> bool:
        """Whether a figure can be worked out of others; `words` are the lemmas of the sentence that gives it.

        `beside` are the numbers of that sentence that the sources have: "cut by 106, from 320 to 214".
        """
        return (
            self._ends_known(figure)
            or _comes_of(figure, beside, words)
            or any(self._worked_out(said, words) for said in readings(figure))
            or (is_bare(figure) and any(_added(figure, pool, words) for pool in self._printed))
            or self._of_one_sentence(figure)
        )

    def _of_one_sentence(self, figure: Figure) -> bool:
        """Whether two numbers that are told together, of whatever kind, make a larger count as their sum or difference.

        "Of 11,400 employees 6,200 work here and 2,900 there" gives 9,100; so large a number is seldom hit by chance.
        """
        value = said_number(figure.words)
        if figure.unit != "count" or value is None or value < _SELDOM_BY_CHANCE:
            return False
        return any(same_number(value, n) for n in _neighbours(self._made_together, value))

    @cached_property
    def _made_together(self) -> Sequence[float]:
        """The sums and differences of each two numbers that a sentence has, in their order."""
        told = ({k.printed for k in told if k.printed is not None} for told in by_sentence(self.known).values())
        pairs = (pair for numbers in told for pair in combinations(sorted(numbers), 2))
        return sorted({n for low, high in pairs for n in (low + high, high - low)})

    def _worked_out(self, figure: Figure, words: Words) -> bool:
        pools = self._pools.get(figure.unit, ())
        return (
            any(_added(figure, pool, words) or _multiple(figure, pool, words) for pool in pools)
            or (self._share(figure, words) if figure.unit == "percent" else self._part(figure))
            or self._rate(figure)
            or self._frequency(figure)
        )

    def _ends_known(self, figure: Figure) -> bool:
        """As in "from 3.2 to 4.1 per cent", both of which are known."""
        if figure.hedge is not Hedge.RANGE or math.isinf(figure.upper) or self._of_other_years(figure):
            return False
        ends = (Figure(v, v, figure.unit, Hedge.EXACT, f"{v:g}", figure.noun) for v in (figure.lower, figure.upper))
        return all(map(self.given, ends))

    def _of_other_years(self, figure: Figure) -> bool:
        """Whether a stretch of years shares one end with one that the sources have."""
        known = (k.figure for k in self.known if _years(k.figure))
        return _years(figure) and any((figure.lower == k.lower) != (figure.upper == k.upper) for k in known)

    def _share(self, figure: Figure, words: Words) -> bool:
        """A share of two figures told together, how much one of them is more, or what is left of a share."""
        wanted, exact = reach(figure), figure.hedge is Hedge.EXACT
        for pool in (pool for unit, pools in self._pools.items() if unit != "percent" for pool in pools):
            pairs = pool.with_share(wanted)
            if words & _COMPARING:
                left = Reach(100 - wanted.high, 100 - wanted.low)
                pairs = chain(pairs, pool.with_rise(wanted), pool.with_share(left))
            if any(alike(*pair) and (not exact or near(*pair)) for pair in pairs):
                return True
        if words & _COMPARING and any(within(figure, change) for change in self._changes_of_shares):
            return True
        return any(k.figure.unit == "percent" and within(figure, 100 - k.best) for k in self.known)

    @cached_property
    def _changes_of_shares(self) -> tuple[float, ...]:
        """By how many per cent a share changes that a sentence gives twice: from 6 per cent to 4.5 by 25."""
        told = (one.figures for pool in self._pools.get("percent", ()) for one in pool.sentences)
        shares = ((one.best, other.best) for figures in told for one, other in combinations(figures, 2))
        return tuple({100 * abs(a - b) / whole for a, b in shares for whole in (a, b)})

    def _part(self, figure: Figure) -> bool:
        """A share of a figure of the same sentence: two thirds of 150 deputies are 100."""
        parts, wanted = self._made_of_shares.get(figure.unit, ()), reach(figure)
        at = bisect_left(parts, wanted.low)
        return at < len(parts) and wanted.holds(parts[at])

    @cached_property
    def _made_of_shares(self) -> Mapping[str, Sequence[float]]:
        """By unit, in their order: what the shares that a sentence gives make of its figures; people are whole."""
        found: dict[str, set[float]] = defaultdict(set)
        for told in by_sentence(self.known).values():
            percents = [known.best for known in told if known.figure.unit == "percent"]
            for known in told if percents else ():
                parts = {known.best * share / 100 for percent in percents for share in (percent, 100 - percent)}
                found[known.figure.unit] |= {round(n) for n in parts} if known.figure.unit == "count" else parts
        return {unit: sorted(parts) for unit, parts in found.items()}

    def _rate(self, figure: Figure) -> bool:
        """As in "12 a month" and "144 a year"."""
        ours = _per_year(figure)
        if ours is None:
            return False
        rates = [(k.best, _per_year(k.figure)) for k in self.known if k.figure.unit == figure.unit]
        return any(theirs and theirs != ours and within(figure, value * theirs / ours) for value, theirs in rates)

    def _frequency(self, figure: Figure) -> bool:
        """As in "four times a day" and "every six hours"."""
        ours = _per_year(figure)
        if figure.unit != "times" or ours is None:
            return False
        lengths = [k.best for k in self.known if k.figure.unit == "second"]
        return any(length > 0 and within(figure, YEAR / length / ours) for length in lengths)


def _as_printed(known: Known) -> Known:
    """A source's number as it is printed, whatever its unit."""
    value = known.best if known.printed is None else known.printed
    return Known(Figure(value, value, "count", known.figure.hedge, known.figure.words), known.sentence, known.span)


def _units(figure: Figure) -> frozenset[str]:
    """A figure's unit, and the currency that it may stand for."""
    return frozenset(said.unit for said in readings(figure) if said.unit == figure.unit or said.unit in CURRENCIES)


def _neighbours(rising: Sequence[float], value: float) -> Sequence[float]:
    """Return the two numbers of a row that are nearest to a value."""
    at = bisect_left(rising, value)
    return rising[max(0, at - 1) : at + 1]


def _prints(figure: Figure, known: Known) -> bool:
    """Whether a source has just the number, where one of the two says nothing of its unit."""
    value = said_number(figure.words)
    if is_bare(figure):
        return same_number(value, known.printed) or (is_bare(known.figure) and within(figure, known.best))
    number = known.best
    if _ages(figure, known.figure) or _many_times(figure, known.figure):
        return same_number(value, known.printed)
    rare = figure.unit in _UNITLESS or number > _DAYS
    return known.figure.unit == BARE and rare and same_number(value, number)


def _years(figure: Figure) -> bool:
    """Whether a figure is a stretch of years: "2011 to 2018"."""
    whole = figure.lower % 1 == figure.upper % 1 == 0
    return figure.hedge is Hedge.RANGE and is_bare(figure) and whole and _FIRST <= figure.lower < figure.upper <= _LAST


def _ages(figure: Figure, other: Figure) -> bool:
    """Whether a source may give an age that the draft gives, without a word of age: "Rao, 36," and "he is only 36"."""
    return figure.unit == "year of age" and is_bare(other)


def _many_times(figure: Figure, other: Figure) -> bool:
    """Whether as many have done something as it was done: "liked by 40,000 people" and "liked 40,000 times"."""
    return {figure.unit, other.unit} == {"times", "count"} and best_value(other) >= _SELDOM_BY_CHANCE


def _added(figure: Figure, pool: Addends, words: Words) -> bool:
    """Whether some figures of a pool add up to a figure, or differ by it where its sentence says so."""
    wanted = reach(figure)
    if any(_are_parts(figure, pair) for told in pool.sentences for pair in told.with_sum(wanted)):
        return True
    if words & _TOTALS and any(alike(*pair) for pair in pool.with_sum(wanted)):
        return True
    apart = (pair for pair in pool.with_difference(wanted) if alike(*pair) or near(*pair))
    if words & _COMPARING and any(one.best != other.best for one, other in apart):
        return True
    return any(wanted.holds(math.fsum(k.best for k in parts)) for parts in _rows(figure, pool))


def _comes_of(figure: Figure, beside: Sequence[float], words: Words) -> bool:
    """Whether a figure is the difference of two numbers, or their sum, and its sentence says that it is."""
    pairs = [pair for pair in combinations(beside, 2) if pair[0] != pair[1]]
    differs = words & _COMPARING and any(within(figure, abs(one - other)) for one, other in pairs)
    return bool(differs) or (bool(words & _TOTALS) and any(within(figure, one + other) for one, other in pairs))


def _are_parts(figure: Figure, parts: Sequence[Known]) -> bool:
    """Whether figures are parts of what another counts: of one noun or role, and none of them a part of the next."""
    if figure.unit != "count":
        return True
    roles, bare = {part.figure.role for part in parts}, {is_bare(part.figure) for part in parts}
    split = any(" of " in part.figure.words for part in parts)
    return len(roles) == 1 and len(bare) == 1 and not split and all(kin(figure, part.figure) for part in parts)


def _rows(figure: Figure, pool: Addends) -> Iterator[Sequence[Known]]:
    """Yield three and more figures of one sentence, of what is counted."""
    for told in pool.sentences:
        found = [known for known in told.figures if _are_parts(figure, (known,))]
        for size in range(3, min(_SUMMANDS, len(found)) + 1) if len(found) <= _MANY else ():
            yield from (parts for parts in combinations(found, size) if _are_parts(figure, parts))


def _multiple(figure: Figure, pool: Addends, words: Words) -> bool:
    """As in "would double to 640", where the source says that 320 are doubled."""
    for known in (k for k in pool.figures if kin(figure, k.figure)):
        factors = {_MULTIPLES[w] for w in words.union(t.lemma for t in known.sentence.tokens) & _MULTIPLES.keys()}
        if any(within(figure, known.best * f) for factor in factors for f in (factor, 1 / factor)):
            return True
    return False


def _per_year(figure: Figure) -> float | None:
    return next((_PER_YEAR[word] for word in sorted(figure.modifiers) if word in _PER_YEAR), None)
