"""Moments: the time expressions of a sentence as comparable values.

An own grammar on the standard library. Dates (dates.py) and times of day (clocks.py) are found apart and joined where
they stand together: "at 7:01 p.m. on Friday", "Sunday night", "about 1:30 a.m. on 13 January". Durations, ages and
"two days later" are no moments.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import Hedge, Moment
from factcheck.values.times.clocks import ClockFound, find_clocks
from factcheck.values.times.dates import DateFound, find_dates
from factcheck.values.times.labels import describe_moment
from factcheck.values.times.relations import compare_moments

__all__ = ["compare_moments", "describe_moment", "find_moments"]

_GAP_TO_CLOCK = re.compile(r"\s*,?\s*(?:[-–—]+\s*)?(?:(?:at|in\s+the|during\s+the|the)\s+)?", re.IGNORECASE)
_GAP_TO_DATE = re.compile(r"\s*,?\s*(?:[-–—]+\s*)?(?:(?:on|of|this)\s+)?(?:the\s+)?", re.IGNORECASE)

_OF_THE_SPEAKER = re.compile(
    r"(?:early |late |earlier |later )?"
    r"(?:today|tonight|yesterday|tomorrow|last night|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)

_Piece = DateFound | ClockFound


def find_moments(sentence: Sentence, published: datetime | None) -> tuple[tuple[Span, Moment], ...]:
    """Return the moments of a sentence with their spans in the article, in order, not overlapping.

    Relative words are resolved against `published` and the tense of the words around them. Where that is unknown or
    leaves two days, what was said is kept (weekday, month, day); "yesterday" and its like are then left out, and so
    they are inside a quotation: they count from the day of the speech, which the article need not share.
    """
    dates = find_dates(sentence, published.date() if published else None)
    clocks = [c for c in find_clocks(sentence.text) if not any(_overlap(c, d) for d in dates)]
    pieces: list[_Piece] = sorted([*dates, *clocks], key=lambda piece: piece.start)
    found = []
    for group in _groups(sentence.text, pieces):
        if moment := _joined(group):
            start, end = group[0].start, group[-1].end
            words = " ".join(sentence.text[start:end].split())
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if not (_OF_THE_SPEAKER.match(words) and any(span.overlaps(quoted) for quoted in sentence.quoted)):
                found.append((span, replace(moment, words=words)))
    return tuple(found)


def _overlap(one: _Piece, two: _Piece) -> bool:
    return one.start < two.end and two.start < one.end


def _groups(text: str, pieces: list[_Piece]) -> list[list[_Piece]]:
    """Gather the pieces that stand together; a part of the day that stands beside no date is dropped."""
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if groups and _belongs(text, groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [group for group in groups if len(group) > 1 or isinstance(group[0], DateFound) or group[0].alone]


def _belongs(text: str, group: list[_Piece], piece: _Piece) -> bool:
    gap = text[group[-1].end : piece.start]
    dates = [p for p in group if isinstance(p, DateFound)]
    if isinstance(piece, DateFound):
        return not dates and _is_day(piece) and bool(_GAP_TO_DATE.fullmatch(gap))
    if not _GAP_TO_CLOCK.fullmatch(gap) or not all(_is_day(d) for d in dates):
        return False
    clocks = [p for p in group if isinstance(p, ClockFound)]
    return (bool(dates) or not piece.alone) and all(_overlapping(piece, clock) for clock in clocks)


def _is_day(found: DateFound) -> bool:
    moment = found.moment
    return moment.granularity == "day" and (moment.weekday is not None or moment.day is not None or bool(moment.first))


def _overlapping(one: ClockFound, two: ClockFound) -> bool:
    return any(
        one.clock[0] + shift <= two.clock[1] and two.clock[0] <= one.clock[1] + shift for shift in (-1440, 0, 1440)
    )


def _joined(group: list[_Piece]) -> Moment | None:
    """The date's days with the narrowest of the clocks."""
    moments = [piece.moment for piece in group if isinstance(piece, DateFound)]
    clocks = sorted((p for p in group if isinstance(p, ClockFound)), key=lambda c: c.clock[1] - c.clock[0])
    if not clocks:
        return moments[0]
    if not moments and not any(clock.alone for clock in clocks):
        return None
    day = moments[0] if moments else Moment(words="")
    hedge = day.hedge if day.hedge is not Hedge.EXACT else clocks[0].hedge
    return replace(day, clock=clocks[0].clock, zone=clocks[0].zone, granularity=clocks[0].granularity, hedge=hedge)
