"""Dates in a sentence, absolute and relative: "13 January 2020", "since 2016", "last Friday", "over the weekend".

Each rule is a pattern and what it comes to (date_meanings.py). A rule may mark the moment's own words with the group
`x`; of the rules that read one stretch the first keeps it. What only looks like a date was blanked out: silence.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from factcheck.domain.text import Sentence
from factcheck.domain.values import Hedge, Moment
from factcheck.values.times import date_meanings as means
from factcheck.values.times import days
from factcheck.values.times.days import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS, Tense
from factcheck.values.times.silence import EVENTS, blanked
from factcheck.values.times.tenses import tense_at


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date at `start` to `end` of the sentence's text; the moment's `words` are still empty."""

    start: int
    end: int
    moment: Moment


def _capital(names: tuple[str, ...], dot: str = "") -> str:
    forms = "|".join(form for name in names for form in (name.title(), name.upper()))
    return rf"(?:(?:{forms})(?!\w){dot})"


_NAMELIKE_MONTHS = ("march", "april", "may", "june", "august")  # also a name or a verb: they ask for firmer ground

_FULL = _capital(MONTHS)
_MONTH = f"(?:{_FULL}|{_capital(SHORT_MONTHS, '[.]?')})"
_NAMELIKE = _capital(_NAMELIKE_MONTHS) + r"(?!\s+[A-Z]|\s?['’]s)"
_PLAIN = _capital(tuple(name for name in MONTHS if name not in _NAMELIKE_MONTHS))
_FIRM = f"(?:{_PLAIN}|{_NAMELIKE})"
_WEEKDAY = _capital(WEEKDAYS)
_ANY_WEEKDAY = f"(?:{_WEEKDAY}|{_capital(SHORT_WEEKDAYS, '[.]?')})"

_DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th))?(?![\w%]|[.,:]\d|\s?:\s\d)"
_DAY = rf"(?<![\d.,:/$£€-])(?<!\d,\s){_DAY_NUMBER}"
_MEASURED = r"(?:year|met|foot|feet|mile|seat|strong|man|person|member|pound|lb|page|km|kilo|ton)"
_YEAR = rf"(?<![\w.,/$£€-])(?:19|20)\d\d(?![\w%/]|[.,]\d|-\w|\s[-–]\s{_MEASURED})"
_TO = r"\s*(?:-|–|—|\bto\b|\band\b|\bthrough\b|\buntil\b|\btill\b)\s*"
_PART = r"(?:early|mid|late|(?:the\s+)?(?:very\s+)?(?:beginning|start|middle|end|close)\s+of)"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(means.COUNTS)})"
# "the last week", "her last year" are lengths of time or the end of something.
_NOT_OWNED = "".join(
    rf"(?<!\b{word}\s)" for word in ("the", "his", "her", "its", "their", "our", "my", "your", "[’']s")
)

_WEEKDAY_BEFORE = rf"(?:(?P<weekday>{_ANY_WEEKDAY})\s*,?\s+(?:the\s+)?)?"
_OF_YEAR = rf"(?:\s*,?\s*(?:of\s+)?(?P<year>{_YEAR}))?"
_WHICH_YEAR = r"(?:\s+(?:of\s+)?(?P<which>last|this|next)\s+year(?!\w))"

# Every rule asks for a digit, the head of a month or a weekday, or one of the words that point from the day of
# publication. Half of all sentences have none of them, and forty patterns need not look for what cannot be there.
_HEADS = sorted({form for name in MONTHS + WEEKDAYS for form in (name[:3].title(), name[:3].upper())})
_MAY_HOLD = re.compile(rf"\d|{'|'.join(_HEADS)}")
_MAY_POINT = re.compile(
    r"week|month|year|night|morning|afternoon|evening|yesterday|today|tomorrow|\sago", re.IGNORECASE
)

Build = Callable[[means.DateMatch], Moment | None]

_RULES: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<one>\d\d)-(?P<two>\d\d)(?![\d-])", means.iso_date),
        (
            r"(?<![\d/.-])(?P<one>\d{1,2})\s?/\s?(?P<two>\d{1,2})\s?/\s?(?P<year>(?:19|20)\d\d)(?!\d)",
            means.numeric_date,
        ),
        (r"(?<![\d/.-])(?P<one>\d\d)\.(?P<two>\d\d)\.(?P<year>(?:19|20)\d\d)(?!\d)", means.numeric_date),
        # days: "between 6 and 8 January", "Jan. 6-8, 2020", "Monday, January 13", "the 13th of May"
        (
            (
                rf"(?:(?i:between|from)\s+)?(?P<day>{_DAY})(?:\s+(?:of\s+)?(?P<month>{_MONTH}))?{_TO}"
                rf"(?P<day2>{_DAY_NUMBER})\s+(?:of\s+)?(?P<month2>{_MONTH}){_OF_YEAR}"
            ),
            means.day_range,
        ),
        (
            (
                rf"(?:(?i:between|from)\s+)?(?P<month>{_MONTH})\s*(?P<day>{_DAY}){_TO}(?:(?P<month2>{_MONTH})\s*)?"
                rf"(?P<day2>{_DAY_NUMBER}){_OF_YEAR}"
            ),
            means.day_range,
        ),
        (
            rf"{_WEEKDAY_BEFORE}(?<!\d\s)(?P<month>{_MONTH})\s*(?:the\s+)?(?P<day>{_DAY})(?:{_WHICH_YEAR}|{_OF_YEAR})",
            means.full_date,
        ),
        (
            rf"{_WEEKDAY_BEFORE}(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH})(?:{_WHICH_YEAR}|{_OF_YEAR})",
            means.full_date,
        ),
        # months: "from April to June 2014", "the first week of May", "September last year", "since May"
        (
            (
                rf"(?:(?i:between|from)\s+)(?P<month>{_MONTH})(?:\s+(?P<year>{_YEAR}))?{_TO}(?P<month2>{_MONTH})\s+"
                rf"(?P<year2>{_YEAR})"
            ),
            means.month_range,
        ),
        (
            rf"(?i:(?:the\s+)?(?P<ordinal>first|second|third|fourth|last)\s+week\s+(?:of|in))\s+(?P<month>{_FULL}){_OF_YEAR}",
            means.week_of_month,
        ),
        (rf"\b(?i:(?P<part>{_PART}))(?:\s|\s?-\s?)(?P<month>{_MONTH}){_OF_YEAR}(?!\s+[A-Z])", means.month),
        (rf"(?P<month>{_FULL})\s?-\s?(?P<part>end){_OF_YEAR}(?!\w)", means.month),
        (rf"(?P<part>\b[Ee]nd)\s?-\s?(?:of\s?-\s?)?(?P<month>{_FULL}){_OF_YEAR}", means.month),
        (rf"(?P<month>{_MONTH})\s*,?\s*(?:of\s+)?(?P<year>{_YEAR})", means.month),
        (rf"(?P<month>{_FULL}){_WHICH_YEAR}", means.month),
        (rf"\b(?i:(?P<which>last|next))\s+(?P<month>{_FIRM})", means.last_or_next_month),
        (
            (
                r"\b(?i:in|since|until|till|during|throughout|(?:as\s+)?(?:early|late)\s+as|this|later\s+in|earlier\s+in)\s+"
                rf"(?P<x>(?P<month>{_FIRM}))"
            ),
            means.month,
        ),
        (rf"\b(?i:by|before|after|from|of|through)\s+(?P<x>(?P<month>{_PLAIN}))", means.month),
        (rf"\b(?i:the)\s+(?P<x>(?P<month>{_FULL}))\s+(?=(?:{EVENTS})s?\b)", means.month),
        # years: "the early 1990s", "spring 2010", "the third quarter of 2019", "late 2013", "1990-91", "in 2011"
        (r"(?:\b(?P<part>early|mid|late)[\s-]+)?(?<![\w.,$£€-])(?P<decade>(?:19|20)\d0)\s?['’]?s(?!\w)", means.decade),
        (rf"\b(?i:(?P<season>spring|summer|autumn|fall|winter))(?:\s+of)?,?\s+(?P<year>{_YEAR})", means.season),
        (
            (
                r"\b(?i:(?P<ordinal>(?:first|second|third|fourth|last)(?=[\s-]+quarter)|Q[1-4]))(?:[\s-]+quarter)?(?:\s+of)?\s+"
                rf"(?P<year>{_YEAR})"
            ),
            means.quarter,
        ),
        (rf"\b(?i:(?:the\s+)?(?P<half>first|second)\s+half\s+of)\s+(?P<year>{_YEAR})", means.half_year),
        (rf"\b(?i:(?P<part>{_PART}))(?:\s|\s?-\s?)(?P<year>{_YEAR})", means.year),
        (rf"\b(?i:from|between)\s+(?P<year>{_YEAR}){_TO}(?P<last>{_YEAR})", means.year_range),
        (
            (
                r"(?<![\w.,/$£€-])(?<!\d\s-\s)(?P<year>(?:19|20)\d\d)\s?[-–/]\s?(?P<last>(?:19|20)\d\d|\d\d)"
                rf"(?![\d%/]|\s?[-–/]\s?\w|[.,]\d|\s?:\s?\d|\s+{_MEASURED})"
            ),
            means.year_range,
        ),
        (
            (
                r"\b(?i:in|since|until|till|during|throughout|before|after|back\s+to|as\s+of|early\s+as|late\s+as|(?<!rose\s)"
                rf"(?<!fell\s)(?<!up\s)(?<!down\s)by)\s+(?:the\s+year\s+)?(?P<x>(?P<year>{_YEAR}))"
            ),
            means.year,
        ),
        # a list goes on as it began: "in 2001, 2003 and 2005"
        (rf"(?<=\b(?:19|20)\d\d),?\s+(?:and|or)\s+(?P<x>(?P<year>{_YEAR}))", means.year),
        (
            rf"(?<=\b(?:19|20)\d\d),\s(?P<x>(?P<year>{_YEAR}))(?=,\s(?:19|20)\d\d|,?\s(?:and|or)\s(?:19|20)\d\d)",
            means.year,
        ),
        (rf"\b(?:{EVENTS}|class|year)s?\s+of\s+(?P<x>(?P<year>{_YEAR}))", means.year),
        (rf"\b(?i:the)\s+(?P<x>(?P<year>{_YEAR}))(?=\s+[A-Z])", means.year),
        (rf"(?<!up\s)(?<!down\s)\b(?i:from)\s+(?P<x>(?P<year>{_YEAR}))(?=\s*(?:[.,;)]|\Z))", means.year),
        (rf"(?P<year>{_YEAR})(?=\s+(?:[a-z]+\s)?(?:{EVENTS})s?\b)", means.year),
        # from the publication date: "last night", "earlier this month", "over the weekend", "nine months ago"
        (
            rf"(?P<weekday>{_WEEKDAY})(?:\s+of)?\s+(?i:(?P<which>last|this|next))\s+week(?!\w)",
            means.weekday_of_week,
        ),
        (r"\b(?i:(?P<near>yesterday|tonight|(?:today|tomorrow)(?!\s?['’]s)))(?!\w)", means.near_day),
        (r"\b(?i:(?P<near>last))(?=\s+night(?!\w))", means.near_day),
        (r"\b(?i:(?P<near>this))(?=\s+(?:morning|afternoon|evening)(?!\w))", means.near_day),
        (
            r"\b(?i:(?:(?P<side>earlier|later)\s+|(?P<part>early|mid|late)[\s-]+)?"
            + _NOT_OWNED
            + r"(?P<which>last|this|next)\s+"
            r"(?P<unit>week|month|year))(?![\w-])",
            means.near_unit,
        ),
        (r"\b(?i:(?:over|at|during|on)\s+the|this|this\s+past)\s+(?P<x>weekend)(?!\w)", means.weekend),
        (
            (
                rf"\b(?i:(?:(?P<bound>more\s+than|over|less\s+than|under|nearly|almost|about|around|some)\s+)?(?P<count>{_COUNT})"
                r"\s+(?P<unit>day|week|fortnight|month|year)s?\s+ago)(?!\w)"
            ),
            means.ago,
        ),
        (
            (
                r"(?:\b(?i:(?P<other>following|previous|preceding|that|same)|(?P<which>last|past|next|coming))\s+)?"
                rf"(?P<weekday>{_WEEKDAY})"
            ),
            means.weekday,
        ),
    )
)

_SINCE = re.compile(r"\bsince(?:\s+(?:late|early|last))?\s+$", re.IGNORECASE)
_BOUNDS = (
    (Hedge.AT_MOST, re.compile(r"\b(?:before|by|prior\s+to|ahead\s+of|no\s+later\s+than)\s+$", re.IGNORECASE)),
    (Hedge.AT_LEAST, re.compile(r"\b(?:after|following|no\s+earlier\s+than)\s+$", re.IGNORECASE)),
    (Hedge.ABOUT, re.compile(r"\b(?:about|around|circa|approximately)\s+$", re.IGNORECASE)),
)
# "before Monday's talks", "by the 2007 elections": the moment is that of the talks, not a bound.
_NAMES_AN_EVENT = re.compile(rf"\s?['’]s\b|\s+(?:{EVENTS})s?\b")


def find_dates(sentence: Sentence, published: date | None) -> list[DateFound]:
    """Return the dates of a sentence, in order, not overlapping; offsets are the sentence's own."""
    found: list[DateFound] = []
    if not (_MAY_HOLD.search(sentence.text) or _MAY_POINT.search(sentence.text)):
        return found
    for candidate in _candidates(sentence, blanked(sentence), published):
        if not any(candidate.start < other.end and other.start < candidate.end for other in found):
            found.append(candidate)
    return sorted(found, key=lambda date_found: date_found.start)


def _candidates(sentence: Sentence, text: str, published: date | None) -> Iterator[DateFound]:
    for pattern, build in _RULES:
        for match in pattern.finditer(text):
            start, end = match.span("x" if "x" in match.groupdict() else 0)
            looks_back = _SINCE.search(text[:start])
            tense = Tense.PAST if looks_back else tense_at(sentence.tokens, sentence.span.start + start)
            try:
                moment = build(means.DateMatch(match, published, tense))
                bounded = moment and _bounded(moment, text[:start], text[end:])
            except (ValueError, OverflowError):  # a day beyond the calendar's first or last
                continue
            if bounded:
                yield DateFound(start, end, bounded)


def _bounded(moment: Moment, before: str, after: str) -> Moment:
    """Give the moment the hedge of the words right before it; "around" widens its days."""
    hedge = next((hedge for hedge, pattern in _BOUNDS if pattern.search(before)), None)
    if hedge is None or moment.hedge is not Hedge.EXACT or _NAMES_AN_EVENT.match(after):
        return moment
    if hedge is Hedge.ABOUT and moment.first and moment.last:
        first, last = days.widened((moment.first, moment.last), moment.granularity)
        return replace(moment, hedge=hedge, first=first, last=last)
    return replace(moment, hedge=hedge)
