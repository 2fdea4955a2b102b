"""Times of day in a sentence: "about 1:30 a.m.", "2200 GMT", "shortly after 7 p.m.", "Sunday night".

A clock is a pair of minutes after midnight, both included; the upper passes 1440 where the stretch ends on the next
day. A part of the day stands for a clock only beside a date, except the few that are times of their own ("dawn").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.domain.values import Hedge
from factcheck.text.numerals import DOZEN
from factcheck.values.times.days import WEEKDAYS
from factcheck.values.times.zones import INITIALS, zone_behind

Clock = tuple[int, int]

DAY = 1440  # minutes

# Minutes that a writer's words leave open. "About 1:30" is rounded to ten minutes or so, "about 2 a.m." to the hour's
# third; "shortly after" stays in the quarter of an hour, a plain "after 2 a.m." within the hour it names.
_ABOUT_MINUTES = 10
_ABOUT_HOUR = 20
_SHORTLY = 15
_WITHIN = 60

# Parts of the day, wide: people say "2 a.m. on Sunday morning", and "Saturday night" for Sunday at 3 a.m.
_PARTS: dict[str, Clock] = {
    "early morning": (0, 9 * 60),
    "mid morning": (8 * 60, 12 * 60),
    "late morning": (9 * 60, 13 * 60),
    "morning": (0, 12 * 60),
    "early afternoon": (11 * 60, 16 * 60),
    "mid afternoon": (13 * 60, 17 * 60),
    "late afternoon": (14 * 60, 19 * 60),
    "afternoon": (11 * 60, 19 * 60),
    "early evening": (16 * 60, 21 * 60),
    "late evening": (19 * 60, 25 * 60),
    "evening": (16 * 60, 24 * 60),
    "late night": (20 * 60, 30 * 60),
    "night": (17 * 60, 30 * 60),
    "overnight": (0, 30 * 60),
    "early": (0, 11 * 60),
    "late": (14 * 60, 28 * 60),
}
_PARTS_ALONE: dict[str, Clock] = {
    "at dawn": (3 * 60, 8 * 60),
    "before dawn": (0, 7 * 60),
    "in the early hours": (0, 7 * 60),
    "in the small hours": (0, 6 * 60),
}

_WORD_HOUR = "|".join(DOZEN)
_HALF = r"(?P<{0}>[ap])(?:\.\s?m\.?|\s?m)(?!\w)"
_TIME = r"(?P<h{0}>\d{{1,2}}|" + _WORD_HOUR + r")(?:(?:\s?:\s?|\.\s?)(?P<m{0}>[0-5]\d))?"
_ZONE_NAME = rf"(?P<zone>{'|'.join(INITIALS)})(?!\w)"
_ZONE = rf"(?:,?\s*(?P<open>\()?(?:{_ZONE_NAME}|local(?:\s+time)?(?!\w))(?(open)\)))?"
_STATED_ZONE = rf",?\s*(?P<open>\()?{_ZONE_NAME}(?(open)\))"
_24_HOURS = r"(?P<h24>[01]\d|2[0-4]|\d(?=\s?:))\s?[:.]?\s?(?P<m24>[0-5]\d)"
_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
_BEFORE = r"(?<![\d.,:/$£€-])(?<!:\s)\b"
_HEDGE = (
    r"(?:(?P<hedge>about|around|approximately|roughly|circa|some\s?time\s+around"
    r"|(?:just|shortly|soon|moments|minutes|right|a\s+little|a\s+bit)\s+(?:after|before|past)"
    r"|(?:just\s+)?(?:past|before|after)|by)\s+)?"
)

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "between 9 and 10 p.m.", "9-10 p.m.", "from 9 a.m. to 5 p.m."
        (
            rf"(?:between\s+|from\s+)?{_BEFORE}{_TIME.format('')}\s*(?:{_HALF.format('half0')})?\s*"
            rf"(?:and|to|until|-|–)\s*{_TIME.format('2')}\s*{_HALF.format('half')}{_ZONE}"
        ),
        # "about 1: 30 a. m.", "11am EST", "two a.m."
        rf"{_HEDGE}{_BEFORE}{_TIME.format('')}\s*{_HALF.format('half')}{_ZONE}",
        # "ten o'clock in the morning", "10 in the morning", "9 at night"
        (
            rf"(?:at\s+{_HEDGE}{_BEFORE}{_TIME.format('')}|{_BEFORE}{_TIME.format('3')}\s+o['’]\s?clock)\s+"
            r"(?:in\s+the\s+(?P<daypart>morning|afternoon|evening)|at\s+night)"
        ),
        # "at 9:25 on Thursday morning": the part of the day says which half; at night the small hours stay open
        (
            rf"(?<=\bat\s){_HEDGE}{_BEFORE}{_TIME.format('')}(?=\s+(?:on\s+)?{_WEEKDAY}\s+"
            r"(?P<daypart>morning|afternoon|evening)\b)"
        ),
        # "noon", "shortly before midnight"
        rf"{_HEDGE}(?:12\s+)?\b(?P<named_hour>noon|midday|midnight)\b{_ZONE}",
        # "2200 GMT", "22:00 UTC", "1100 hrs IST": four digits are a time where the zone says so,
        rf"{_HEDGE}{_BEFORE}{_24_HOURS}\s*(?:hours|hrs|hr|h)?(?!\w){_STATED_ZONE}",
        # or "hours" behind a preposition ("1100 hours of footage" is a length), as are "at 22:00" and "09:30"
        rf"(?:(?<=\bat\s)|(?<=\bfrom\s)|(?<=\buntil\s)){_HEDGE}{_BEFORE}{_24_HOURS}\s*(?:hours|hrs|hr|h)(?!\w)(?!\s+of\b){_ZONE}",
        rf"(?:(?<=\bat\s)|(?<=\bfrom\s)|(?<=\buntil\s)){_HEDGE}{_BEFORE}(?P<h24>0\d|1[3-9]|2[0-4]):(?P<m24>[0-5]\d)(?![\w.:]){_ZONE}",
    )
)
# Each of the patterns asks for one of these; most sentences have none.
_MAY_HOLD = re.compile(
    r"\d|[ap](?:\.\s?m|\s?m)(?!\w)|noon|midday|night|dawn|hours|morning|evening|early|late", re.IGNORECASE
)
_HOURS_FROM = re.compile(r"\bhours?\s+$", re.IGNORECASE)  # "two hours | before 2 a.m." is not that time
_DAY_PART = re.compile(
    r"\b(?:(?P<prefix>early|mid|late)[\s-]+)?(?P<part>morning|afternoon|evening|night|overnight)(?:['’]s)?\b"
    r"|\b(?P<loose>early|late)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\b(?:at|before)\s+dawn\b|\bin\s+the\s+(?:early|small)\s+hours\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ClockFound:
    """A time of day at `start` to `end` of the text read. `alone`: it is a moment without a date beside it."""

    start: int
    end: int
    clock: Clock
    hedge: Hedge = Hedge.EXACT
    zone: int | None = None
    granularity: str = "minute"
    alone: bool = True


def find_clocks(text: str) -> list[ClockFound]:
    """Return the times of day in `text`, in order, not overlapping."""
    found: list[ClockFound] = []
    if not _MAY_HOLD.search(text):
        return found
    for candidate in _candidates(text):
        if not any(candidate.start < other.end and other.start < candidate.end for other in found):
            found.append(candidate)
    return sorted(found, key=lambda clock: clock.start)


def _candidates(text: str) -> Iterator[ClockFound]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _HOURS_FROM.search(text[: match.start()]) and (clock := _read(match)):
                yield clock
    for match in _ALONE.finditer(text):
        alone = _PARTS_ALONE[" ".join(match.group().lower().split())]
        yield ClockFound(*match.span(), alone, Hedge.RANGE, granularity="part")
    for match in _DAY_PART.finditer(text):
        words = [match[name].lower() for name in ("prefix", "part", "loose") if match[name]]
        part = _PARTS.get(" ".join(words)) or _PARTS[words[-1]]
        yield ClockFound(*match.span(), part, Hedge.RANGE, granularity="part", alone=False)


def _read(match: re.Match[str]) -> ClockFound | None:
    groups = match.groupdict()
    clock = _minutes(groups)
    if clock is None:
        return None
    (start, end), zone = match.span(), groups.get("zone")
    offset = INITIALS[zone.upper()] if zone else None
    if offset is None and (named := zone_behind(match.string, end)):
        end, offset = named
    if clock[0] != clock[1]:
        return ClockFound(start, end, clock, Hedge.RANGE, offset)
    to_the_hour = clock[0] % 60 == 0 and not groups.get("m")
    hedged, hedge = _hedged(clock[0], (groups.get("hedge") or "").lower(), to_the_hour=to_the_hour)
    return ClockFound(start, end, hedged, hedge, offset)


def _minutes(groups: dict[str, str | None]) -> Clock | None:
    if groups.get("h24"):
        return _by_24_hours(groups)
    if named := groups.get("named_hour"):
        return (0, 0) if named.lower() == "midnight" else (DAY // 2, DAY // 2)
    half = groups.get("half") or ("a" if (groups.get("daypart") or "").lower() == "morning" else "p")
    if groups.get("h3"):
        groups = {"h": groups["h3"], "m": groups["m3"]}
    upper = _by_12_hours(groups.get("h2") or groups["h"], groups.get("m2" if groups.get("h2") else "m"), half)
    if not groups.get("h2"):
        return None if upper is None else (upper, upper)
    lower = _by_12_hours(groups["h"], groups.get("m"), groups.get("half0") or half)
    if lower is None or upper is None:
        return None
    if lower > upper and not groups.get("half0"):
        lower = (lower + DAY // 2) % DAY  # "11 to 1 p.m." begins before noon
    return lower, upper if lower <= upper else upper + DAY


def _by_12_hours(hour: str | None, minute: str | None, half: str) -> int | None:
    spoken = (hour or "").lower()
    number = DOZEN.index(spoken) + 1 if spoken in DOZEN else int(spoken)
    if not 1 <= number <= 12:
        return None
    return (number % 12 + (12 if half.lower() == "p" else 0)) * 60 + int(minute or 0)


def _by_24_hours(groups: dict[str, str | None]) -> Clock:
    minute = (int(groups["h24"] or 0) * 60 + int(groups["m24"] or 0)) % DAY
    return minute, minute


def _hedged(minute: int, hedge: str, *, to_the_hour: bool) -> tuple[Clock, Hedge]:
    if hedge == "by":
        return (minute, minute), Hedge.AT_MOST
    if not hedge:
        return (minute, minute), Hedge.EXACT
    if hedge.endswith(("after", "before", "past")):
        reach = _WITHIN if hedge in {"after", "before"} else _SHORTLY
        lower, upper = sorted((minute, minute + (-reach if hedge.endswith("before") else reach)))
        return _from_midnight(lower, upper), Hedge.RANGE
    grace = _ABOUT_HOUR if to_the_hour else _ABOUT_MINUTES
    return _from_midnight(minute - grace, minute + grace), Hedge.ABOUT


def _from_midnight(lower: int, upper: int) -> Clock:
    """Keep the lower end inside the day; the upper may pass midnight."""
    return (lower + DAY, upper + DAY) if lower < 0 else (lower, upper)
