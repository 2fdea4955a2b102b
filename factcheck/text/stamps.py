"""Date stamps and datelines: what a page says of when and where its text was made, not of the events in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from factcheck.domain.text import Span
from factcheck.text.paragraphs import ENDED, paragraphs

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
DATE = (
    rf"(?:(?:\d{{4}}-\d{{2}}-\d{{2}})(?!\d)|{_DAY}\s{MONTH},?\s\d{{4}}\b|{MONTH}\s{_DAY},?\s\d{{4}}\b"
    r"|\d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?\d{4}\b)"
)
_ZONE = (
    r"(?:(?:GMT|UTC)(?:\s?[+-]\s?\d{1,2}(?::\s?\d{1,2})?)?|[ECMP][SD]?T|BST|CEST|IST|AEST|AEDT|NZ[SD]T|HKT|JST|SGT"
    r"|UK|hrs|hours|local\stime)\b"
)
CLOCK = (
    r"(?:\d{1,2}\s?[:.]\s?\d{2}(?:\s?:\s?\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\b\.?)?|\d{1,2}\s?[AaPp]\.?\s?[Mm]\b\.?"
    rf"|\d{{4}}(?=\s?{_ZONE}))(?:\s?{_ZONE})?(?:\s?\(\s?\d{{4}}\s[A-Z]+\s?\))?"
)
_LABEL = (
    r"(?:(?:(?:first|originally)\s)?(?:last\s)?(?:published|updated?|modified|posted|created|release\sdate)"
    r"|date|for\simmediate\srelease)(?:\s(?:on|at))?\s?:?"
)
_JOIN = r"[\s,|@/•·–-]*(?:(?:at|on)\s)?"
_STAMP = re.compile(
    rf"(?:[-•*]\s*)?(?:(?P<label>{_LABEL})\s*|(?-i:on)\s)?(?:(?P<first>{CLOCK}){_JOIN})?(?:{_WEEKDAY}{_JOIN})?"
    rf"(?:(?P<date>{DATE})|(?<!\w)(?P<days>{MONTH}\s{_DAY}(?!\w)))?(?:{_JOIN}{_LABEL})?(?:{_JOIN}(?P<clock>{CLOCK}))?(?:\.(?=\s|$))?",
    re.IGNORECASE,
)
# A stamp stands for itself: after it the line ends, or a new sentence begins without a comma between.
_AFTER = re.compile(r"[\s|•·–—-]*(?:$|(?=[A-Z\"“'‘(])|(?=\d+\s?-\s?year))")
_BETWEEN = re.compile(r"[ \t\n\r|•·,/–-]*")
# More stamps than this do not follow each other on a page.
_LONGEST_RUN = 20
# In the midst of a line a label has a capital, which "the list, updated on 3 May 2019" has not.
_LABELLED = re.compile(
    r"(?<!\S)(?:(?:First|Originally|Last) (?:published|updated|modified|posted)|Published|Updated?|Modified|Posted)\b"
)
_SENTENCE_START = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=\S)")

_CAPITALS = r"[A-Z][A-Z.'’]+(?:[ /-]{1,3}[A-Z][A-Z.'’]*)*"
_PLACE = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}"
_MADE_BY = r"\( ?[A-Z][\w .-]{1,30} ?\)"
_DATELINE = re.compile(
    rf"(?:(?:(?:{_CAPITALS}|{_PLACE})(?:, ?{_PLACE})?,? ?)?(?:{MONTH} ?\d{{1,2}}(?:, \d{{4}})?,? ?)?{_MADE_BY}"
    rf"|{_CAPITALS}(?:, {_PLACE})?, {MONTH} ?\d{{1,2}}(?:, \d{{4}})?) ?(?:—|–|--|-|:) ?(?=[A-Z\"“'‘\d])"
)

# A stamp of the article itself stands above or in the first sentences; further down it belongs to a link.
BODY_WORDS = 12
BODY_PARAGRAPHS = 2


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date stamp. `day` is None when the words do not fix one (or day and month could be exchanged)."""

    span: Span
    day: date | None
    updated: bool


def dateline(text: str, paragraph: Span) -> Span | None:
    """Return the "PLACE, Jan. 3 (Agency) —" that opens a paragraph, when it names a day or an agency."""
    match = _DATELINE.match(text, paragraph.start, paragraph.end)
    return Span(*match.span()) if match else None


def stamps(text: str) -> tuple[Stamp, ...]:
    """Return the stamps of the article itself: those near the top, each at a paragraph's or sentence's start."""
    found: list[Stamp] = []
    bodies = 0
    for paragraph in paragraphs(text):
        if bodies == BODY_PARAGRAPHS:
            break
        words = paragraph.of(text)
        bodies += bool(ENDED.search(words)) and len(words.split()) >= BODY_WORDS
        found += _of_paragraph(text, paragraph)
    return tuple(found)


def stamp_line(text: str, paragraph: Span) -> bool:
    """Say whether a paragraph is nothing but a stamp, wherever it stands."""
    found = list(_run(text, paragraph.start, paragraph.end))
    return bool(found) and found[-1].span.end == paragraph.end


def labelled(text: str, stretch: Span) -> tuple[Span, ...]:
    """Return the stamps in the midst of a paragraph that a label opens: "Updated 9:05 PM ET, Fri May 3, 2019"."""
    found: list[Span] = []
    for match in _LABELLED.finditer(text, *stretch):
        if found and match.start() < found[-1].end:
            continue
        if run := _run(text, match.start(), stretch.end):
            found.append(Span(run[0].span.start, run[-1].span.end))
    return tuple(found)


def parse_day(words: str) -> date | None:
    """Return the first full date in `words`; None when there is none, or day and month could be exchanged."""
    match = re.search(DATE, words, re.IGNORECASE)
    return _day(match.group()) if match else None


def _of_paragraph(text: str, paragraph: Span) -> Iterator[Stamp]:
    starts = [paragraph.start, *(m.end() for m in _SENTENCE_START.finditer(text, paragraph.start, paragraph.end))]
    done = paragraph.start
    for start in starts:
        if start < done:
            continue
        for stamp in _run(text, start, paragraph.end):
            yield stamp
            done = stamp.span.end


def _run(text: str, start: int, end: int) -> list[Stamp]:
    """Return the stamps that follow each other from `start`, if what comes after them is not their sentence."""
    run: list[Stamp] = []
    at = start
    while len(run) < _LONGEST_RUN and (match := _STAMP.match(text, at, end)) and _is_stamp(match):
        updated = re.search("update|modified", match["label"] or "", re.IGNORECASE) is not None
        run.append(Stamp(Span(match.start(), match.end()), _day(match["date"] or ""), updated))
        gap = _BETWEEN.match(text, match.end(), end)
        at = gap.end() if gap else end
    return run if run and _AFTER.match(text, run[-1].span.end, end) else []


def _is_stamp(match: re.Match[str]) -> bool:
    return bool(match["date"]) or bool(match["label"] and (match["clock"] or match["first"]))


def _day(words: str) -> date | None:
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    if len(numbers) < 2:
        return None
    month = re.search(r"[A-Za-z]{3,}", words)
    if re.match(r"\d{4}-", words):
        return _valid(*numbers[:3])
    if month:
        return _valid(numbers[-1], _MONTHS.index(month.group()[:3].lower()) + 1, numbers[0])
    first, second, year = numbers
    if first > 12 or first == second:
        return _valid(year, second, first)
    return _valid(year, first, second) if second > 12 else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
