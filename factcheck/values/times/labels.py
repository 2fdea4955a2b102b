"""A short, stable label for a moment: what a report shows as its value."""

from __future__ import annotations

import re
from datetime import date

from factcheck.domain.values import Hedge, Moment
from factcheck.values.times import days

_YEAR = re.compile(r"\b(?:19|20)\d\d")
_PLAIN = {Hedge.AT_MOST: "by ", Hedge.AT_LEAST: "after "}
_BY_ITS_WORDS = {"week", "weekend", "season", "range", "decade"}


def describe_moment(moment: Moment) -> str:
    """Return "Mon 13 January 2020", "2011", "Sunday", "about 2:30 a.m.", "12 January 2020, 7:01 p.m."."""
    if moment.granularity == "part":
        return moment.words + (f" ({_date(moment.first)})" if moment.first else "")
    calendar, clock = _calendar(moment), _clock(moment)
    label = ", ".join(part for part in (calendar, clock) if part) or moment.words
    bound = _PLAIN.get(moment.hedge, "")
    if calendar and not clock and moment.hedge is Hedge.ABOUT:
        bound = "" if calendar.startswith(moment.words) else "about "
    return bound + label


def _calendar(moment: Moment) -> str:
    if moment.first is None or moment.last is None:
        weekday = days.WEEKDAYS[moment.weekday].title() if moment.weekday is not None else ""
        if moment.month is None or moment.granularity in _BY_ITS_WORDS:
            return weekday or (moment.words if moment.month is not None else "")
        return " ".join(str(p) for p in (weekday, moment.day, days.MONTHS[moment.month - 1].title()) if p)
    first, last = moment.first, moment.last
    if first == last:
        weekday = "" if moment.clock else days.WEEKDAYS[first.weekday()].title()[:3] + " "
        return weekday + _date(first)
    if (first, last) == days.month(first.year, first.month):
        return f"{_month(first)} {first.year}"
    if (first, last) == days.year(first.year):
        return str(first.year)
    if moment.hedge is Hedge.RANGE:
        return _stretch(first, last)
    if _YEAR.search(moment.words):
        return moment.words
    return f"{moment.words} ({_whereabouts(moment)})"


def _whereabouts(moment: Moment) -> str:
    """The days of a week, else the months: the ends of "early December" are ours, not the writer's."""
    first, last = moment.first or date.min, moment.last or date.max
    if moment.granularity in {"week", "weekend"}:
        return _stretch(first, last)
    months = f"{_month(first)} {first.year}", f"{_month(last)} {last.year}"
    return months[0] if months[0] == months[1] else " – ".join(months)


def _stretch(first: date, last: date) -> str:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_date(last)}"
    return f"{_date(first)} – {_date(last)}"


def _date(day: date) -> str:
    return f"{day.day} {_month(day)} {day.year}"


def _month(day: date) -> str:
    return days.MONTHS[day.month - 1].title()


def _clock(moment: Moment) -> str:
    if moment.clock is None:
        return ""
    lower, upper = moment.clock
    zone = _zone(moment.zone)
    if lower == upper:
        return _time(lower) + zone
    if moment.hedge is Hedge.ABOUT and moment.granularity == "minute":
        return f"about {_time((lower + upper) // 2)}{zone}"
    return f"{_time(lower)}–{_time(upper)}{zone}"


def _time(minute: int) -> str:
    hour, rest = divmod(minute % 1440, 60)
    if rest == 0 and hour in {0, 12}:
        return "noon" if hour else "midnight"
    return f"{hour % 12 or 12}:{rest:02} {'p' if hour >= 12 else 'a'}.m."


def _zone(offset: int | None) -> str:
    if offset is None:
        return ""
    hours, rest = divmod(abs(offset), 60)
    sign = "+" if offset > 0 else "-"
    return f" UTC{sign}{hours}{f':{rest:02}' if rest else ''}" if offset else " GMT"
