"""What a date expression comes to: from the named parts of a match, the publication date and the tense to a Moment.

Where the words and the publication date leave two answers, the moment keeps what was said (weekday, month, day) and
no days; where nothing comparable is left, there is no moment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from factcheck.domain.values import Hedge, Moment
from factcheck.text.numerals import DOZEN
from factcheck.values.times import days
from factcheck.values.times.days import Days, Tense

COUNTS = {"a": 1, "an": 1} | {word: n for n, word in enumerate(DOZEN, start=1)}
_PART = re.compile("early|mid(?:dle)?|late|beginning|start|end|close")
_STEPS = {"last": -1, "this": 0, "next": 1}
_NEAR_DAYS = {"yesterday": -1, "last": -1, "tomorrow": 1}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


@dataclass(frozen=True, slots=True)
class DateMatch:
    """One match of a date rule, the day of publication, and the tense of the words around it."""

    match: re.Match[str]
    today: date | None
    tense: Tense

    def word(self, name: str) -> str:
        """Return a named part in lower case, "" where the match has none."""
        return " ".join((self.match.groupdict().get(name) or "").lower().split())

    def number(self, name: str) -> int:
        found = re.search(r"\d+", self.word(name))
        return int(found.group()) if found else 0

    @property
    def part(self) -> str | None:
        found = _PART.search(self.word("part"))
        return found.group() if found else None


def resolved(stretch: Days | None, granularity: str, hedge: Hedge = Hedge.EXACT) -> Moment | None:
    if stretch is None:
        return None
    return Moment(words="", granularity=granularity, hedge=hedge, first=stretch[0], last=stretch[1])


def full_date(r: DateMatch) -> Moment | None:
    """Read "13 January 2020", "Sunday, Jan. 12"."""
    month, number = days.month_number(r.word("month")), r.number("day")
    weekday = days.weekday_number(r.word("weekday")) if r.word("weekday") else None
    if days.day(2000, month, number) is None:  # 2000 has every day there is
        return None
    year = r.number("year") or _year_of(r, month, number, weekday)
    if year is None:
        return Moment(words="", month=month, day=number, weekday=weekday)
    return resolved(days.day(year, month, number), "day")


def _year_of(r: DateMatch, month: int, number: int, weekday: int | None) -> int | None:
    """A weekday beside the date singles out the year better than the tense."""
    if r.today is None:
        return None
    if step := r.word("which"):
        return r.today.year + _STEPS[step]
    if weekday is None:
        return days.nearest_year(r.today, month, r.tense, number)
    near = (days.day(r.today.year + step, month, number) for step in (-1, 0, 1))
    fits = [only[0].year for only in near if only and only[0].weekday() == weekday]
    return fits[0] if len(fits) == 1 else None


def iso_date(r: DateMatch) -> Moment | None:
    return resolved(days.day(r.number("year"), r.number("one"), r.number("two")), "day")


def numeric_date(r: DateMatch) -> Moment | None:
    """Day and month in either order, but only where one order is possible."""
    one, two, year = r.number("one"), r.number("two"), r.number("year")
    readings = {stretch for m, d in ((one, two), (two, one)) if (stretch := days.day(year, m, d))}
    return resolved(readings.pop(), "day") if len(readings) == 1 else None


def day_range(r: DateMatch) -> Moment | None:
    """Read "between 6 and 8 January", "Jan. 30 to Feb. 2, 2019"."""
    one, two = r.word("month") or r.word("month2"), r.word("month2") or r.word("month")
    start, end = (days.month_number(one), r.number("day")), (days.month_number(two), r.number("day2"))
    if start >= end:
        return None
    year = r.number("year") or (r.today and days.nearest_year(r.today, end[0], r.tense, end[1]))
    if not year:
        same_month = start[0] == end[0]
        return Moment(words="", granularity="range", hedge=Hedge.RANGE, month=start[0]) if same_month else None
    first, last = days.day(year, *start), days.day(year, *end)
    return resolved(days.hull((first, last)), "range", Hedge.RANGE) if first and last else None


def month(r: DateMatch) -> Moment | None:
    """Read "May 2014", "early December", "September last year"."""
    number, part = days.month_number(r.word("month")), r.part
    granularity = "range" if part else "month"
    year: int | None = r.number("year") or None
    if year is None and r.today is not None:
        step = _STEPS.get(r.word("which"))
        year = r.today.year + step if step is not None else days.nearest_year(r.today, number, r.tense)
    if year is None:
        return Moment(words="", granularity=granularity, month=number)
    return resolved(days.month(year, number, part), granularity)


def last_or_next_month(r: DateMatch) -> Moment | None:
    """Read "last April": in May it is this year's or the last year's, in February only the last year's."""
    number, step = days.month_number(r.word("month")), _STEPS[r.word("which")]
    if r.today is None or (number - r.today.month) * step > 0:
        return Moment(words="", granularity="month", month=number)
    return resolved(days.month(r.today.year + step, number), "month")


def week_of_month(r: DateMatch) -> Moment | None:
    number = days.month_number(r.word("month"))
    year = r.number("year") or (r.today and days.nearest_year(r.today, number, r.tense))
    if not year:
        return Moment(words="", granularity="range", month=number)
    return resolved(days.week_of_month(year, number, r.word("ordinal")), "week")


def month_range(r: DateMatch) -> Moment | None:
    """Read "from April to June 2014"; without a year there is none."""
    one, two, year2 = days.month_number(r.word("month")), days.month_number(r.word("month2")), r.number("year2")
    year1 = r.number("year") or (year2 if one < two else year2 - 1)
    return resolved(days.hull((days.month(year1, one), days.month(year2, two))), "range", Hedge.RANGE)


def year(r: DateMatch) -> Moment | None:
    return resolved(days.year(r.number("year"), r.part), "range" if r.part else "year")


def half_year(r: DateMatch) -> Moment | None:
    months = (1, 6) if r.word("half") == "first" else (7, 12)
    return resolved(days.hull(days.month(r.number("year"), number) for number in months), "range")


def quarter(r: DateMatch) -> Moment | None:
    ordinal = _ORDINALS.get(r.word("ordinal")) or r.number("ordinal")
    return resolved(days.quarter(r.number("year"), ordinal), "range")


def season(r: DateMatch) -> Moment | None:
    return resolved(days.season(r.number("year"), r.word("season")), "season")


def decade(r: DateMatch) -> Moment | None:
    return resolved(days.decade(r.number("decade"), r.part), "decade")


def year_range(r: DateMatch) -> Moment | None:
    """Read "1990-1991", "2007-08"; "2010-12" may be a December and is none."""
    first, last = r.number("year"), r.number("last")
    if last < 100:
        if last != (first + 1) % 100 and last <= 12:
            return None
        last += first - first % 100 + (100 if last < first % 100 else 0)
    if not first < last < first + 100:
        return None
    return resolved(days.hull((days.year(first), days.year(last))), "range", Hedge.RANGE)


def weekday(r: DateMatch) -> Moment | None:
    """Read "Sunday", "last Friday", "the following Monday"."""
    number, which = days.weekday_number(r.word("weekday")), r.word("which")
    unresolved = Moment(words="", weekday=number)
    if r.today is None or r.word("other"):
        return unresolved
    tense = {"last": Tense.PAST, "past": Tense.PAST, "next": Tense.FUTURE, "coming": Tense.FUTURE}.get(which, r.tense)
    only = days.nearest_weekday(r.today, number, tense)
    # On a Saturday "last Friday" may be yesterday or a week before it: no one day.
    same_week = only is not None and only.isocalendar()[:2] == r.today.isocalendar()[:2]
    if only is None or (which in {"last", "next"} and same_week):
        return unresolved
    return resolved((only, only), "day")


def weekday_of_week(r: DateMatch) -> Moment | None:
    """Read "Tuesday last week"."""
    number = days.weekday_number(r.word("weekday"))
    if r.today is None or r.today.weekday() == days.SUNDAY:  # on a Sunday it is one week or the next
        return Moment(words="", weekday=number)
    only = days.week(r.today, _STEPS[r.word("which")])[0] + timedelta(days=number + 1)
    return resolved((only, only), "day")


def near_day(r: DateMatch) -> Moment | None:
    """Read "yesterday", "last night"; in the present tense "today" is "nowadays" as often, and is none."""
    if r.today is None or (r.word("near") == "today" and r.tense is Tense.UNKNOWN):
        return None
    only = r.today + timedelta(days=_NEAR_DAYS.get(r.word("near"), 0))
    return resolved((only, only), "day")


def near_unit(r: DateMatch) -> Moment | None:
    """Read "last week", "earlier this month", "late last year"."""
    if r.today is None:
        return None
    unit, step, part = r.word("unit"), _STEPS[r.word("which")], r.part
    if unit == "week":
        stretch = days.week(r.today, step)
    elif unit == "month":
        first, _ = days.shifted_month(r.today, step)
        stretch = days.month(first.year, first.month, part)
    else:
        stretch = days.year(r.today.year + step, part)
    if r.word("side") == "earlier":
        return resolved((stretch[0], min(stretch[1], r.today)), "range")
    if r.word("side") == "later" and step == 0:
        return resolved((r.today, stretch[1]), "range")
    return resolved(stretch, "range" if part and unit != "week" else unit)


def weekend(r: DateMatch) -> Moment | None:
    return None if r.today is None else resolved(days.weekend(r.today, r.tense), "weekend")


def ago(r: DateMatch) -> Moment | None:
    """Read "two days ago", which is a day, and "nine months ago", which is about that."""
    if r.today is None:
        return None
    count, unit = r.word("count"), r.word("unit")
    stretch = days.ago(r.today, int(count) if count.isdecimal() else COUNTS[count], unit)
    bound = {"more": Hedge.AT_MOST, "over": Hedge.AT_MOST, "less": Hedge.AT_LEAST, "under": Hedge.AT_LEAST}
    hedge = bound.get(r.word("bound").split(" ")[0], Hedge.EXACT if unit == "day" else Hedge.ABOUT)
    return resolved(stretch, "week" if unit == "fortnight" else unit, hedge)
