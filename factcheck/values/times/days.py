"""Stretches of calendar days: what "late May 2014", "the 1990s" or "last Sunday" comes to. Pure arithmetic.

A stretch is its first and its last day, both included. The vague parts ("early", "the end of") are drawn wide and
overlap each other, because two writers who mean the same day may call it "mid-May" and "early May".
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum

Days = tuple[date, date]

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORT_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec")
SHORT_WEEKDAYS = ("mon", "tues", "tue", "wed", "thurs", "thur", "thu", "fri", "sat", "sun")

_PARTS_OF_MONTH = {"early": (1, 12), "mid": (9, 22), "late": (18, 31)}
SUNDAY = 6  # as date.weekday counts
_PARTS_OF_YEAR = {"early": (1, 5), "mid": (4, 9), "late": (8, 12)}  # months
_PARTS_OF_DECADE = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}  # years
_SYNONYMS = {
    "early": "early", "beginning": "early", "start": "early",
    "mid": "mid", "middle": "mid",
    "late": "late", "end": "late", "close": "late",
}  # fmt: skip
# A writer's "first week of May" may be the first seven days or the week in which the 1st falls: two days more.
_WEEKS_OF_MONTH = {"first": (1, 9), "second": (6, 16), "third": (13, 23), "fourth": (20, 31), "last": (20, 31)}
# (months, counted from the January of the named year) Northern seasons; "winter 2010" may be either end of it.
_SEASONS = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "fall": (9, 12), "winter": (0, 15)}
_SOON = timedelta(days=60)  # a day that is to come by then is spoken of without its year; set, not measured
# "About 13 January" is a day or two off; the same for longer units, as a count of the unit.
_ABOUT_DAYS = {"day": 2, "week": 7, "month": 31, "year": 366}


class Tense(Enum):
    """Which way from the publication date a sentence looks."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


def month_number(word: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation ("Sept.")."""
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def weekday_number(word: str) -> int:
    """Return 0 (Monday) to 6 (Sunday) for a weekday's name or abbreviation."""
    return next(n for n, name in enumerate(WEEKDAYS) if name.startswith(word.lower().rstrip(".")[:3]))


def day(year: int, month: int, number: int) -> Days | None:
    """Return that one day, or None where the calendar has no such day."""
    try:
        only = date(year, month, number)
    except ValueError:
        return None
    return only, only


def month(year: int, number: int, part: str | None = None) -> Days:
    """Return a month or its early, mid or late part."""
    length = monthrange(year, number)[1]
    first, last = _PARTS_OF_MONTH[_SYNONYMS[part]] if part else (1, 31)
    return date(year, number, first), date(year, number, min(last, length))


def week_of_month(year: int, number: int, ordinal: str) -> Days:
    """Return the "first" to "last" week of a month."""
    first, last = _WEEKS_OF_MONTH[ordinal]
    return date(year, number, first), date(year, number, min(last, monthrange(year, number)[1]))


def year(number: int, part: str | None = None) -> Days:
    """Return a year or its early, mid or late part."""
    first, last = _PARTS_OF_YEAR[_SYNONYMS[part]] if part else (1, 12)
    return month(number, first)[0], month(number, last)[1]


def decade(first_year: int, part: str | None = None) -> Days:
    """Return a decade or its early, mid or late part."""
    first, last = _PARTS_OF_DECADE[_SYNONYMS[part]] if part else (0, 9)
    return year(first_year + first)[0], year(first_year + last)[1]


def quarter(number: int, ordinal: int) -> Days:
    """Return quarter 1 to 4 of a year."""
    return month(number, 3 * ordinal - 2)[0], month(number, 3 * ordinal)[1]


def season(number: int, name: str) -> Days:
    """Return a season of a year, drawn wide."""
    first, last = _SEASONS[name]
    return _month_at(number, first)[0], _month_at(number, last)[1]


def shifted_month(today: date, by: int) -> Days:
    """Return the whole month that lies `by` months from the month of `today`."""
    return _month_at(today.year, today.month + by)


def week(today: date, by: int = 0) -> Days:
    """Return the week `by` weeks away: eight days, for a week begins on Sunday here and on Monday there.

    On a Sunday that is one week or the next: fourteen days.
    """
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=by)
    return monday - timedelta(days=1), monday + timedelta(days=12 if today.weekday() == SUNDAY else 6)


def weekend(today: date, tense: Tense) -> Days | None:
    """Return the weekend spoken of on `today`; None when the tense leaves two."""
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    if tense is Tense.FUTURE and today.weekday() < 5:
        saturday += timedelta(weeks=1)
    elif tense is Tense.UNKNOWN and today.weekday() < 5:
        return None
    return saturday, saturday + timedelta(days=1)


def nearest_weekday(today: date, weekday: int, tense: Tense) -> date | None:
    """Return the latest such day up to `today`, or the next from it; None when the tense leaves two."""
    back = (today.weekday() - weekday) % 7
    if back == 0 or tense is Tense.PAST:
        return today - timedelta(days=back)
    return today + timedelta(days=7 - back) if tense is Tense.FUTURE else None


def nearest_year(today: date, number: int, tense: Tense, day_number: int | None = None) -> int | None:
    """Return the year of the month (and day) spoken of on `today`; None when the tense leaves two.

    One day of grace: an article stamped late in the evening of one time zone speaks of tomorrow's date in the past.
    A past tense leaves two where the day comes soon: "canceled his June 12 meeting", in May. Of one that was nearly a
    year ago the year would be told.
    """
    if tense is Tense.UNKNOWN:
        return None
    years = (today.year - 1, today.year, today.year + 1)
    stretches = [s for y in years if (s := day(y, number, day_number) if day_number else month(y, number))]
    if tense is Tense.PAST:
        past = [first.year for first, _ in stretches if first <= today + timedelta(days=1)]
        soon = day_number and any(timedelta(days=1) < first - today <= _SOON for first, _ in stretches)
        return None if soon else max(past, default=None)
    return min((last.year for _, last in stretches if last >= today - timedelta(days=1)), default=None)


def ago(today: date, count: float, unit: str) -> Days:
    """Return the days meant by "count units ago"; the longer the unit, the rounder the count."""
    lengths = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.44, "year": 365.25}
    middle = today - timedelta(days=round(count * lengths[unit]))
    # "Two days ago" is a day; "two weeks ago" may be half a week off, "two months ago" a month, and so on.
    grace = timedelta(days={"day": 0, "week": 4, "fortnight": 5, "month": 31, "year": 366}[unit])
    return middle - grace, min(middle + grace, today)


def widened(days: Days, granularity: str) -> Days:
    """Return the days that "about" or "around" leaves possible."""
    grace = timedelta(days=_ABOUT_DAYS.get(granularity, 0))
    return days[0] - grace, days[1] + grace


def hull(stretches: Iterable[Days]) -> Days:
    """Return the shortest stretch over all."""
    firsts, lasts = zip(*stretches, strict=True)
    return min(firsts), max(lasts)


def _month_at(number: int, months: int) -> Days:
    """Return the month that is the `months`-th from the year's January (1); may lie in another year."""
    return month(number + (months - 1) // 12, (months - 1) % 12 + 1)
