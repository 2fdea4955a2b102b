"""Dates in a sentence, absolute and relative: "13 January 2020", "since 2016", "last Friday", "over the weekend".

Each rule is a pattern and what it comes to. A rule may mark the moment's own words with the group `x`; the first rule
that reads a stretch keeps it. What only looks like a date is blanked out beforehand: see silence.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from factcheck.domain import Hedge, Moment, Sentence
from factcheck.values import days
from factcheck.values.days import MONTHS, WEEKDAYS, Days, Tense
from factcheck.values.silence import blanked
from factcheck.values.tenses import tense_at

_SHORT = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
_SHORT_DAYS = ("Mon", "Tues", "Tue", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun")


def _either_case(names: tuple[str, ...], dot: str = "") -> str:
    return "(?:" + "|".join(form + dot for name in names for form in (name.title(), name.upper())) + r")(?!\w)"


_FULL = _either_case(MONTHS)
_MONTH = f"(?:{_FULL}|{_either_case(_SHORT, '[.]?')})"
# Months that are also a name or a verb ask for firmer ground.
_NAMELIKE = _either_case(("april", "may", "june", "august", "march"))
_PLAIN = _either_case(tuple(m for m in MONTHS if m not in {"april", "may", "june", "august", "march"}))
_WEEKDAY = _either_case(WEEKDAYS)
_ANY_WEEKDAY = f"(?:{_WEEKDAY}|{_either_case(_SHORT_DAYS, '[.]?')})"
_DAY = r"(?<![\d.,:/$£€-])(?<![\d:]\s:\s)(?<!\d,\s)(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th))?(?![\w%]|[.,:]\d|,\s\d{3}(?!\d))"
_YEAR = r"(?<![\w.,$£€-])(?:19|20)\d\d(?![\w%]|[.,]\s?\d|\s?-\s?\d)"
_TO = r"\s*(?:-|–|—|to|and|through|until|till)\s*"
_PART = r"(?:early|mid|late|(?:the\s+)?(?:very\s+)?(?:beginning|start|middle|end|close)\s+of)"
_PART_WORD = re.compile("early|mid(?:dle)?|late|beginning|start|end|close", re.IGNORECASE)
_NUMBER_WORDS = {
    w: n
    for n, w in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"a": 1, "an": 1}
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})"
_NOT_OWNED = r"(?<!\bthe\s)(?<!\bhis\s)(?<!\bher\s)(?<!\bits\s)(?<!\btheir\s)(?<!\bour\s)(?<!\bmy\s)(?<!['’]s\s)"


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date at `start` to `end` of the sentence's text; the moment's `words` are still empty."""

    start: int
    end: int
    moment: Moment


@dataclass(frozen=True, slots=True)
class _Reading:
    """One match of a rule, with all it takes to make a moment of it."""

    match: re.Match[str]
    today: date | None
    tense: Tense

    def __getitem__(self, name: str) -> str | None:
        return self.match.groupdict().get(name)

    def number(self, name: str) -> int | None:
        found = re.search(r"\d+", self[name] or "")
        return int(found.group()) if found else None

    def month(self, name: str = "month") -> int:
        return days.month_number(self[name] or "")

    def weekday(self) -> int | None:
        return days.weekday_number(self["weekday"] or "") if self["weekday"] else None

    def part(self) -> str | None:
        found = _PART_WORD.search(self["part"] or "")
        return found.group().lower() if found else None


Build = Callable[[_Reading], Moment | None]


def find_dates(sentence: Sentence, published: date | None) -> list[DateFound]:
    """Return the dates of a sentence, in order, not overlapping; offsets are the sentence's own."""
    text = blanked(sentence)
    found: list[DateFound] = []
    for candidate in _candidates(sentence, text, published):
        if not any(candidate.start < other.end and other.start < candidate.end for other in found):
            found.append(candidate)
    return sorted((f for f in found if _says_something(f.moment)), key=lambda f: f.start)


def _candidates(sentence: Sentence, text: str, published: date | None) -> Iterator[DateFound]:
    for pattern, build in _RULES:
        for match in pattern.finditer(text):
            start, end = match.span("x" if "x" in match.groupdict() else 0)
            tense = tense_at(sentence.tokens, sentence.span.start + start)
            moment = build(_Reading(match, published, tense))
            if moment is not None:
                yield DateFound(start, end, _bounded(moment, text[:start]))


_BOUNDS = (
    (re.compile(r"\b(?:before|by|prior\s+to|ahead\s+of|no\s+later\s+than)(?:\s+the)?\s+$", re.IGNORECASE), Hedge.AT_MOST),
    (re.compile(r"\b(?:after|following|no\s+earlier\s+than)(?:\s+the)?\s+$", re.IGNORECASE), Hedge.AT_LEAST),
    (re.compile(r"\b(?:about|around|circa|approximately)(?:\s+the)?\s+$", re.IGNORECASE), Hedge.ABOUT),
)


def _bounded(moment: Moment, before: str) -> Moment:
    """Give the moment the hedge of the words right before it; "around" widens its days."""
    hedge = next((hedge for pattern, hedge in _BOUNDS if pattern.search(before)), None)
    if hedge is None or moment.hedge is not Hedge.EXACT:
        return moment
    if hedge is Hedge.ABOUT and moment.first and moment.last:
        first, last = days.widened((moment.first, moment.last), moment.granularity)
        return replace(moment, hedge=hedge, first=first, last=last)
    return replace(moment, hedge=hedge)


def _says_something(moment: Moment) -> bool:
    return any(v is not None for v in (moment.first, moment.weekday, moment.month))


# --- what a match comes to ----------------------------------------------------------------------------


def _resolved(stretch: Days | None, granularity: str, hedge: Hedge = Hedge.EXACT) -> Moment | None:
    if stretch is None:
        return None
    return Moment(words="", granularity=granularity, hedge=hedge, first=stretch[0], last=stretch[1])


def _full_date(r: _Reading) -> Moment | None:
    month, number, year = r.month(), r.number("day") or 0, r.number("year")
    if days.day(2000, month, number) is None:  # 2000 has every day there is
        return None
    weekday = r.weekday()
    year = year or _year_of_date(r, month, number, weekday)
    if year is None:
        return Moment(words="", month=month, day=number, weekday=weekday)
    return _resolved(days.day(year, month, number), "day")


def _year_of_date(r: _Reading, month: int, number: int, weekday: int | None) -> int | None:
    if r.today is None:
        return None
    if weekday is None:
        return days.nearest_year(r.today, month, r.tense, number)
    fits = [
        only[0].year
        for year in (r.today.year - 1, r.today.year, r.today.year + 1)
        if (only := days.day(year, month, number)) and only[0].weekday() == weekday
    ]
    return fits[0] if len(fits) == 1 else None


def _numeric(r: _Reading) -> Moment | None:
    """Day and month in either order, but only where one reading is possible."""
    one, two, year = r.number("one") or 0, r.number("two") or 0, r.number("year") or 0
    readings = {stretch for m, d in ((one, two), (two, one)) if (stretch := days.day(year, m, d))}
    return _resolved(readings.pop(), "day") if len(readings) == 1 else None


def _iso(r: _Reading) -> Moment | None:
    return _resolved(days.day(r.number("year") or 0, r.number("one") or 0, r.number("two") or 0), "day")


def _day_range(r: _Reading) -> Moment | None:
    month2 = r.month("month2") if r["month2"] else r.month()
    month1 = r.month() if r["month"] else month2
    day1, day2 = r.number("day") or 0, r.number("day2") or 0
    if (month1, day1) >= (month2, day2):
        return None
    year = r.number("year") or (r.today and days.nearest_year(r.today, month2, r.tense, day2))
    if not year:
        return Moment(words="", granularity="range", hedge=Hedge.RANGE, month=month1) if month1 == month2 else None
    first, last = days.day(year, month1, day1), days.day(year, month2, day2)
    return _resolved(days.hull((first, last)), "range", Hedge.RANGE) if first and last else None


def _month(r: _Reading) -> Moment | None:
    month, part, year = r.month(), r.part(), r.number("year")
    granularity = "range" if part or r["inside"] else "month"
    if year is None and r.today is not None:
        year = r.today.year + {"last": -1, "this": 0, "next": 1}[r["which"].lower()] if r["which"] else None
        tense = Tense.PAST if (r["since"] or "").lower() == "since" else r.tense
        year = year or days.nearest_year(r.today, month, tense)
    if year is None:
        return Moment(words="", granularity=granularity, month=month)
    return _resolved(days.month(year, month, part), granularity)


def _last_month_name(r: _Reading) -> Moment | None:
    """ "Last April" in May is this year's or the last year's; in February it can only be the last year's."""
    month, step = r.month(), -1 if (r["which"] or "").lower() == "last" else 1
    if r.today is None or (r.today.month - month) * -step > 0:
        return Moment(words="", granularity="month", month=month)
    return _resolved(days.month(r.today.year + step, month), "month")


def _week_of_month(r: _Reading) -> Moment | None:
    month, ordinal = r.month(), (r["ordinal"] or "").lower()
    year = r.number("year") or (r.today and days.nearest_year(r.today, month, r.tense))
    if not year:
        return Moment(words="", granularity="range", month=month)
    return _resolved(days.week_of_month(year, month, ordinal), "week")


def _month_range(r: _Reading) -> Moment | None:
    month1, month2, year2 = r.month(), r.month("month2"), r.number("year2")
    year1 = r.number("year") or (year2 if month1 < month2 else None)
    if year1 is None or year2 is None:
        return None
    stretch = days.hull((days.month(year1, month1), days.month(year2, month2)))
    return _resolved(stretch, "range", Hedge.RANGE)


def _decade(r: _Reading) -> Moment | None:
    return _resolved(days.decade(r.number("decade") or 0, r.part()), "decade")


def _season(r: _Reading) -> Moment | None:
    return _resolved(days.season(r.number("year") or 0, (r["season"] or "").lower()), "season")


def _quarter(r: _Reading) -> Moment | None:
    ordinals = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    word = (r["ordinal"] or "").lower()
    return _resolved(days.quarter(r.number("year") or 0, ordinals.get(word) or int(word[0])), "range")


def _year(r: _Reading) -> Moment | None:
    number, part = r.number("year") or 0, r.part()
    if half := r["half"]:
        months = (1, 6) if half.lower() == "first" else (7, 12)
        return _resolved(days.hull(days.month(number, m) for m in months), "range")
    return _resolved(days.year(number, part), "range" if part else "year")


def _year_range(r: _Reading) -> Moment | None:
    first, last = r.number("year") or 0, int(r["last"] or 0)
    if last < 100:
        if last != (first + 1) % 100 and last <= 12:
            return None  # "2010-12" may be December
        last += first - first % 100 + (100 if last < first % 100 else 0)
    if not first < last <= first + 99:
        return None
    return _resolved(days.hull((days.year(first), days.year(last))), "range", Hedge.RANGE)


def _named_weekday(r: _Reading) -> Moment | None:
    weekday, which = r.weekday() or 0, (r["which"] or "").lower()
    unresolved = Moment(words="", weekday=weekday)
    if r.today is None or r["other"]:
        return unresolved
    tense = {"since": Tense.PAST, "next": Tense.FUTURE, "coming": Tense.FUTURE, "last": Tense.PAST, "past": Tense.PAST}
    only = days.nearest_weekday(r.today, weekday, tense.get(which, r.tense))
    # On a Saturday "last Friday" may be yesterday or a week before it: no one day.
    same_week = only is not None and only.isocalendar()[:2] == r.today.isocalendar()[:2]
    if only is None or (which in {"last", "next"} and same_week):
        return unresolved
    return _resolved((only, only), "day")


def _weekday_of_week(r: _Reading) -> Moment | None:
    weekday = r.weekday() or 0
    if r.today is None:
        return Moment(words="", weekday=weekday)
    step = {"last": -1, "this": 0, "next": 1}[(r["which"] or "").lower()]
    only = days.week(r.today, step)[0] + (days.day(2000, 1, 2 + weekday) or (r.today,))[0].resolution * (weekday + 1)
    return _resolved((only, only), "day")


def _near_day(r: _Reading) -> Moment | None:
    word = (r["near"] or "").lower()
    if r.today is None or (word == "today" and r.tense is Tense.UNKNOWN):
        return None  # in the present tense "today" is "nowadays" as often
    step = {"yesterday": -1, "tomorrow": 1, "last night": -1}.get(" ".join(word.split()), 0)
    only = date.fromordinal(r.today.toordinal() + step)
    return _resolved((only, only), "day")


def _near_unit(r: _Reading) -> Moment | None:
    """ "Last week", "earlier this month", "late last year"."""
    if r.today is None:
        return None
    today, unit = r.today, (r["unit"] or "").lower()
    step = {"last": -1, "this": 0, "next": 1}[(r["which"] or "").lower()]
    part = r.part() if unit != "week" else None
    if unit == "week":
        stretch = days.week(today, step)
    elif unit == "month":
        first, _ = days.shifted_month(today, step)
        stretch = days.month(first.year, first.month, part)
    else:
        stretch = days.year(today.year + step, part)
    side = (r["side"] or "").lower()
    stretch = (stretch[0], min(today, stretch[1])) if side == "earlier" else stretch
    stretch = (max(today, stretch[0]), stretch[1]) if side == "later" and step == 0 else stretch
    return _resolved(stretch, "range" if part else unit)


def _weekend(r: _Reading) -> Moment | None:
    which = (r["which"] or "").lower()
    if r.today is None or which in {"last", "next"}:
        return None  # "last weekend" on a Thursday is either of two
    return _resolved(days.weekend(r.today, r.tense), "weekend")


def _ago(r: _Reading) -> Moment | None:
    if r.today is None:
        return None
    count, unit = (r["count"] or "").lower(), (r["unit"] or "").lower()
    amount = int(count) if count.isdigit() else _NUMBER_WORDS[count]
    granularity = {"fortnight": "week"}.get(unit, unit)
    return _resolved(days.ago(r.today, amount, unit), granularity, Hedge.EXACT if unit == "day" else Hedge.ABOUT)


# --- the rules, the more telling first ----------------------------------------------------------------

_WEEKDAY_BEFORE = rf"(?:(?P<weekday>{_ANY_WEEKDAY}),?\s+(?:the\s+)?)?"
_YEAR_AFTER = rf"(?:\s*,?\s*(?P<year>{_YEAR}))?"
_IN_YEAR = rf"(?:\s*,?\s*(?:of\s+)?(?P<year>{_YEAR}))?"
_THIS_YEAR = r"(?:\s+(?:of\s+)?(?P<which>last|this|next)\s+year)?"
_UNITS = "week|month|year"

_RULES: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<one>\d\d)-(?P<two>\d\d)(?![\d-])", _iso),
        (r"(?<![\d/.-])(?P<one>\d{1,2})\s?/\s?(?P<two>\d{1,2})\s?/\s?(?P<year>(?:19|20)\d\d)(?![\d/])", _numeric),
        (r"(?<![\d/.-])(?P<one>\d\d)\.(?P<two>\d\d)\.(?P<year>(?:19|20)\d\d)(?![\d/])", _numeric),
        # "between 6 and 8 January", "6-8 January 2020", "Jan. 6 to Jan. 8", "January 6-8, 2020"
        (rf"(?P<day>{_DAY})(?:\s+(?P<month>{_MONTH}))?{_TO}(?P<day2>{_DAY_AFTER})\s+(?P<month2>{_MONTH}){_YEAR_AFTER}", _day_range),
        (rf"(?P<month>{_MONTH})\s*(?P<day>{_DAY}){_TO}(?:(?P<month2>{_MONTH})\s*)?(?P<day2>{_DAY_AFTER}){_YEAR_AFTER}", _day_range),
        (rf"{_WEEKDAY_BEFORE}(?P<month>{_MONTH})\s*(?:the\s+)?(?P<day>{_DAY}){_YEAR_AFTER}", _full_date),
        (rf"{_WEEKDAY_BEFORE}(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH}){_YEAR_AFTER}", _full_date),
    )
)
