"""How two moments stand to each other: the same, one inside the other, apart, or not to be compared.

Precision first: moments are DISJOINT only when no reading of the words lets them be one. Coarser holds finer; a clock
rounds; midnight, late nights and time zones excuse a neighbouring day; what shares neither days nor weekday nor month
is NOT_COMPARABLE. The relation is symmetric.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from factcheck.domain.values import Agreement, Hedge, Moment

_DAY = 1440  # minutes
_BOUNDS = {Hedge.AT_LEAST, Hedge.AT_MOST}
_HOUR = 60
_GRAIN = {
    "minute": 2,
    "part": 2,
    "day": 2,
    "weekend": 7,
    "week": 7,
    "month": 30,
    "season": 90,
    "year": 365,
    "decade": 3650,
}
_LATE = 21 * 60  # from nine in the evening an event may be told under the next day's name,
_SMALL_HOURS = 6 * 60  # and up to six in the morning under the last one's
# Standard and summer time are mixed up in print ("EST" in July): an hour between stated zones proves nothing.
_ZONE_SLACK = 60
_WESTMOST, _EASTMOST = -12 * _HOUR, 14 * _HOUR  # the offsets that zones have
# A clock on the half hour was rounded by ten minutes or so, one on five minutes by a couple.
_ROUNDING = ((30, 10), (5, 2))
_LEAP_YEAR = 2000  # has every day a month may have


def compare_moments(a: Moment, b: Moment) -> Agreement:
    """Return SAME, CONTAINED, DISJOINT or NOT_COMPARABLE."""
    if a == b or (_is_plain(a) and _alike_but_for_words(a, b)):
        return Agreement.SAME
    if not (_is_dated(a) and _is_dated(b)):
        relation = _clocks(a, b)
        alike = relation is Agreement.SAME and _is_dated(a) == _is_dated(b)
        return Agreement.CONTAINED if relation is Agreement.SAME and not alike else relation
    relation = _calendars(a, b)
    if relation is Agreement.DISJOINT and _is_excused(a, b):
        return Agreement.CONTAINED
    if relation in {Agreement.DISJOINT, Agreement.NOT_COMPARABLE} or not (a.clock or b.clock):
        return relation
    if not (a.clock and b.clock):
        return Agreement.CONTAINED
    clocks = _clocks(a, b)
    return relation if clocks is Agreement.SAME else clocks


def common_ground(moment: Moment) -> Hashable:
    """Return what is equal of two moments that are the SAME, and seldom of others: their days, else their clocks."""
    if moment.first:
        return _reach(moment)
    if moment.month:
        return moment.month, moment.day, moment.weekday
    return (moment.weekday,) if _is_dated(moment) else (moment.clock, moment.zone)


def distance(a: Moment, b: Moment) -> float:
    """How far two moments lie apart, in steps of their own grain: hours, pairs of days, months or years.

    Times that sources give differently for one event are mostly a step or two apart. 0 where nothing can be said.
    """
    if a.first and a.last and b.first and b.last:
        days = max((b.first - a.last).days, (a.first - b.last).days, 0)
        if days or not (a.clock and b.clock):
            return days / max(_GRAIN.get(a.granularity, 1), _GRAIN.get(b.granularity, 1))
    if a.clock and b.clock:
        one, two = _shifted(a), _shifted(b)
        return min(_gap(one, (two[0] + turn, two[1] + turn)) for turn in (-_DAY, 0, _DAY)) / _HOUR
    steps = _steps(a, b)
    return min((abs(step) for step in steps), default=0) / _GRAIN["day"]


def _alike_but_for_words(a: Moment, b: Moment) -> bool:
    # Most differ in one of these, and to make a moment anew takes longer than all else here.
    if (a.first, a.clock, a.granularity) != (b.first, b.clock, b.granularity):
        return False
    return replace(a, words=b.words) == b


def _is_plain(moment: Moment) -> bool:
    """Whether the fields say all that the words say: "early May" without a year is more than its month."""
    return moment.first is not None or moment.granularity not in {"range", "week"}


def _is_dated(moment: Moment) -> bool:
    return moment.first is not None or moment.weekday is not None or moment.month is not None


# --- days -----------------------------------------------------------------------------------------------


def _calendars(a: Moment, b: Moment) -> Agreement:
    if a.first and b.first:
        return _stretches(a, b)
    relation = _said(a, b) if a.first is b.first is None else _said_of(*((a, b) if a.first else (b, a)))
    vague = {a.hedge, b.hedge} & (_BOUNDS | {Hedge.ABOUT}) and not (a.clock or b.clock)
    return Agreement.NOT_COMPARABLE if vague and relation is Agreement.DISJOINT else relation


def _stretches(a: Moment, b: Moment) -> Agreement:
    """Both are resolved to days."""
    (a_first, a_last), (b_first, b_last) = _reach(a), _reach(b)
    if (a_first, a_last) == (b_first, b_last):
        return Agreement.SAME if a.hedge is b.hedge else Agreement.CONTAINED
    if a_first <= b_last and b_first <= a_last:
        return Agreement.CONTAINED
    # Summer is in January in half of the world.
    seasons = {a.granularity, b.granularity}
    hemisphere_unknown = "season" in seasons and seasons & {"month", "day", "range", "week"}
    near = abs((a_first - b_first).days) < 366
    return Agreement.NOT_COMPARABLE if hemisphere_unknown and near else Agreement.DISJOINT


def _reach(moment: Moment) -> tuple[date, date]:
    first, last = moment.first or date.min, moment.last or date.max
    return (date.min if moment.hedge is Hedge.AT_MOST else first, date.max if moment.hedge is Hedge.AT_LEAST else last)


def _said(a: Moment, b: Moment) -> Agreement:
    """Neither has a year: compare what both name, the date before the weekday."""
    if a.month and b.month:
        if a.month != b.month or (a.day and b.day and a.day != b.day):
            return Agreement.DISJOINT
        finer = bool(a.day) != bool(b.day) or a.weekday != b.weekday or not (_is_plain(a) and _is_plain(b))
        return Agreement.CONTAINED if finer else Agreement.SAME
    if a.weekday is None or b.weekday is None:
        return Agreement.NOT_COMPARABLE
    if a.weekday != b.weekday:
        return Agreement.DISJOINT
    return Agreement.CONTAINED if a.month or b.month else Agreement.SAME


def _said_of(known: Moment, said: Moment) -> Agreement:
    """One is resolved, the other has no year: one of the known days may be the one that was said."""
    first, last = _reach(known)
    if known.hedge in _BOUNDS or (last - first).days >= 364 or (said.month is None and first != last):
        return Agreement.NOT_COMPARABLE
    fits = any(_fits(day, said) for day in _days(first, last))
    return Agreement.CONTAINED if fits else Agreement.DISJOINT


def _fits(day: date, said: Moment) -> bool:
    if said.month:
        return day.month == said.month and said.day in {None, day.day}
    return day.weekday() == said.weekday


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


# --- neighbouring days ------------------------------------------------------------------------------------


def _is_excused(a: Moment, b: Moment) -> bool:
    """Whether a late hour or a time zone makes one of two neighbouring days."""
    steps = _steps(a, b)
    if not steps & {1, -1}:
        return False
    earlier, later = (a, b) if 1 in steps else (b, a)
    if a.zone != b.zone and None in {a.zone, b.zone}:
        return _some_zone_reaches(earlier, later)
    if earlier.clock is None or later.clock is None:
        return _ends_late(earlier) or _begins_early(later)
    one, two = _shifted(earlier), _shifted(later)
    slack = _slack(a, b)
    return any(_gap(left, (right[0] + _DAY, right[1] + _DAY)) <= slack for left in _at(one) for right in _at(two))


def _some_zone_reaches(earlier: Moment, later: Moment) -> bool:
    """Whether two times on neighbouring days are one, in some zone of the one that names none."""
    one, two = _in_any_zone(earlier), _in_any_zone(later)
    return _gap(one, (two[0] + _DAY, two[1] + _DAY)) <= _slack(earlier, later)


def _in_any_zone(moment: Moment) -> tuple[int, int]:
    """The clock in UTC, in every zone that there is where none is named."""
    lower, upper = _shifted(moment)
    return (lower, upper) if moment.zone is not None else (lower - _EASTMOST, upper - _WESTMOST)


def _steps(a: Moment, b: Moment) -> set[int]:
    """Return how many days may lie from the end of one to the beginning of the other; positive if b is later."""
    if a.first and a.last and b.first and b.last:
        return {(b.first - a.last).days if b.first > a.last else (b.last - a.first).days}
    dates = [_month_day(moment) for moment in (a, b)]
    if dates[0] and dates[1]:
        apart = (dates[1] - dates[0]).days
        return {apart, apart - 366 if apart > 0 else apart + 366}
    weekdays = [moment.first.weekday() if moment.first else moment.weekday for moment in (a, b)]
    if weekdays[0] is None or weekdays[1] is None:
        return set()
    apart = (weekdays[1] - weekdays[0]) % 7
    return {apart, apart - 7}


def _month_day(moment: Moment) -> date | None:
    month, day = (moment.first.month, moment.first.day) if moment.first else (moment.month, moment.day)
    return date(_LEAP_YEAR, month, day) if month and day else None


def _ends_late(moment: Moment) -> bool:
    if moment.clock is None:
        return False
    if moment.granularity == "part":
        return moment.clock[1] > _DAY or "late" in moment.words.lower().split()  # "night", but not "evening"
    return moment.clock[1] >= _LATE or moment.clock == (0, 0)


def _begins_early(moment: Moment) -> bool:
    return moment.clock is not None and moment.clock[0] <= _SMALL_HOURS


# --- clocks -----------------------------------------------------------------------------------------------


def _clocks(a: Moment, b: Moment) -> Agreement:
    """Compare times of day, on the dial: the day is settled elsewhere."""
    if a.clock is None or b.clock is None:
        return Agreement.NOT_COMPARABLE
    one, two = _shifted(a), _shifted(b)
    apart = min(_gap(one, (two[0] + turn, two[1] + turn)) for turn in range(-2 * _DAY, 3 * _DAY, _DAY))
    one_zone = (a.zone is None) != (b.zone is None)
    if apart > _slack(a, b):
        return Agreement.NOT_COMPARABLE if one_zone or {a.hedge, b.hedge} & _BOUNDS else Agreement.DISJOINT
    return Agreement.SAME if a.clock == b.clock and a.zone == b.zone and a.hedge is b.hedge else Agreement.CONTAINED


def _shifted(moment: Moment) -> tuple[int, int]:
    """The clock in UTC, as far as the zone is known."""
    lower, upper = moment.clock or (0, _DAY - 1)
    return lower - (moment.zone or 0), upper - (moment.zone or 0)


def _at(clock: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """Return the readings of a clock: "midnight on Sunday" is either end of Sunday."""
    return (clock, (_DAY, _DAY)) if clock == (0, 0) else (clock,)


def _gap(one: tuple[int, int], two: tuple[int, int]) -> int:
    return max(0, one[0] - two[1], two[0] - one[1])


def _slack(a: Moment, b: Moment) -> int:
    zones = _ZONE_SLACK if a.zone is not None and b.zone is not None and a.zone != b.zone else 0
    return zones + max(_rounding(a), _rounding(b))


def _rounding(moment: Moment) -> int:
    lower, upper = moment.clock or (0, 0)
    if lower != upper:
        return 0
    return next((grace for step, grace in _ROUNDING if lower % step == 0), 0)
