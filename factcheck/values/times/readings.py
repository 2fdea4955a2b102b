"""Every stretch of days that a time expression may stand for, whichever year and tense its words leave open.

To say that no source has a date takes more care than to say that two dates differ: a march "for Thursday" is told on
Saturday in the past tense as in the future.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import Moment
from factcheck.values.times import days
from factcheck.values.times.days import MONTHS, WEEKDAYS, Days, Tense
from factcheck.values.times.tenses import FINITE_PAST, tense_at

_YEAR = re.compile(r"\b(?:19|20)\d\d")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\b", re.IGNORECASE)
_NAMED_YEAR = re.compile(r"\b(?:this|last|next)\s+year\b", re.IGNORECASE)
_LAST = re.compile(r"\blast\b", re.IGNORECASE)
_LEAD = 24  # characters before a weekday in which a word may say that the day is yet to come
_MAYBE_AHEAD = re.compile(r"\b(?:for|from|before|by|to|ahead of)\s+(?:the\s+|next\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till)\s+$", re.IGNORECASE)
_WEEK = timedelta(days=7)


def readings(sentence: Sentence, span: Span, moment: Moment, published: date | None) -> tuple[Days, ...]:
    """Return the stretches of days that a moment may be; none where the day of publication would be needed.

    None are left, either, for a weekday that the date beside it never falls on.
    """
    weekday, month = _weekday(moment), bool(_MONTH.search(moment.words))
    if month and not (_YEAR.search(moment.words) or _NAMED_YEAR.search(moment.words)):
        stretches = tuple(_any_year(moment, published))
    elif weekday is not None and not month:
        return tuple(dict.fromkeys(_either_week(sentence, span, moment, published, weekday)))
    else:
        stretches = ((moment.first, moment.last),) if moment.first and moment.last else ()
    return tuple(s for s in stretches if weekday is None or s[0] != s[1] or s[0].weekday() == weekday)


def _weekday(moment: Moment) -> int | None:
    found = _WEEKDAY.search(moment.words)
    return WEEKDAYS.index(found.group().lower()) if found else moment.weekday


def _any_year(moment: Moment, published: date | None) -> Iterator[Days]:
    """The day or month in the years about that of publication; a part of a month as far as it is resolved."""
    today = moment.first or published
    for shift in (-1, 0, 1) if today else ():
        year = (today.year if today else 0) + shift
        if moment.first and moment.last:
            ends = [days.day(end.year + shift, end.month, end.day) for end in (moment.first, moment.last)]
            yield from ((start[0], end[0]) for start, end in [ends] if start and end)
        elif moment.month:
            only = days.day(year, moment.month, moment.day) if moment.day else days.month(year, moment.month)
            yield from [only] if only else []


def _either_week(
    sentence: Sentence, span: Span, moment: Moment, published: date | None, weekday: int
) -> Iterator[Days]:
    """The weekday as resolved; and, where the words do not firmly look back, the last and the next one."""
    before = sentence.text[max(0, span.start - sentence.span.start - _LEAD) : span.start - sentence.span.start]
    ahead = _UNTIL.search(before) and not any(t.tag in FINITE_PAST for t in sentence.tokens if t.end <= span.start)
    if moment.first and moment.last and not ahead:
        yield moment.first, moment.last
    if published is None:
        return
    back = published - timedelta(days=(published.weekday() - weekday) % 7)
    firm = tense_at(sentence.tokens, span.start) is Tense.PAST and not _MAYBE_AHEAD.search(before)
    near = (back + _WEEK,) if ahead else (back,) if firm else (back, back + _WEEK)
    if ahead and back == published:
        near = (back, *near)  # "until 5 p.m. on Tuesday", told on a Tuesday
    yield from ((day, day) for day in near)
    if _LAST.search(moment.words):
        yield back - _WEEK, back - _WEEK
