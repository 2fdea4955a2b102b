"""Time zones as articles name them: "NZDT", "Eastern time", "Moscow time", "New Zealand time".

The names are CLDR's (by Babel) and those of the tz database, the offsets the tz database's. A name of zones that lie
more than an hour apart ("Australia time") has no offset; "local time" names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale
from babel.core import get_global

# Minutes. Initials that mean several zones stand for the one that English-language news means most.
INITIALS = {
    "GMT": 0, "UTC": 0, "BST": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180,
    "IST": 330, "PKT": 300, "HKT": 480, "SGT": 480, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660,
    "ET": -300, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360,
    "PT": -480, "PST": -480, "PDT": -420,
}  # fmt: skip
_HALVES = (datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 7, 1, tzinfo=UTC))  # one of them lies in summer
_ONE_ZONE = 60  # minutes by which the zones of one name may differ: summer time is mixed up as easily
_BEHIND = re.compile(
    r"\s+(?P<words>(?:[A-Z][\w.'’-]*\s+){1,4})(?:(?:standard|daylight|summer)\s+)?[Tt]ime\b"
    r"|,?\s*\(?(?P<initials>[A-Z]{2,5})(?!\w)\)?"
)
_SEASON = re.compile(r" (?:standard|daylight|summer)$")


def zone_behind(text: str, at: int) -> tuple[int, int] | None:
    """Return the end and the offset, in minutes, of a zone that is named right behind a time that ends at `at`."""
    match = _BEHIND.match(text, at)
    if match is None:
        return None
    if match["initials"]:
        named = match["initials"]
        offset = INITIALS[named] if named in INITIALS else _initials().get(named)
    else:
        offset = _names().get(_SEASON.sub("", " ".join(match["words"].lower().split())))
    return None if offset is None else (match.end(), offset)


@lru_cache(maxsize=1)
def _initials() -> Mapping[str, int]:
    """The initials that are those of one offset alone."""
    pairs = ((zone, half) for zone in _zones().values() for half in _HALVES)
    found = ((half.astimezone(zone).tzname() or "", _minutes(zone, half)) for zone, half in pairs)
    return _of_one_offset(found, apart=0)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, int]:
    """Names of regions, cities and countries in lower case; where one means two things, the first of these counts."""
    return {
        **_of_one_offset(_of_countries(), apart=_ONE_ZONE),
        **_of_one_offset(_of_cities(), apart=_ONE_ZONE),
        **_of_one_offset(_of_regions(), apart=_ONE_ZONE),
    }


def _of_regions() -> Iterator[tuple[str, int]]:
    regions, named = get_global("meta_zones"), Locale("en").meta_zones
    for key, zone in _zones().items():
        for words in named.get(regions.get(key, ""), {}).get("long", {}).values():
            yield _SEASON.sub("", words.lower().removesuffix(" time")), _standard(zone)


def _of_cities() -> Iterator[tuple[str, int]]:
    yield from ((key.split("/")[-1].replace("_", " ").lower(), _standard(zone)) for key, zone in _zones().items())


def _of_countries() -> Iterator[tuple[str, int]]:
    countries, named = get_global("zone_territories"), Locale("en").territories
    for key, zone in _zones().items():
        if country := named.get(countries.get(key, "")):
            yield country.lower(), _standard(zone)


@lru_cache(maxsize=1)
def _zones() -> Mapping[str, ZoneInfo]:
    found = {}
    for key in sorted(available_timezones()):
        try:
            found[key] = ZoneInfo(key)
        except (ZoneInfoNotFoundError, ValueError):
            continue  # a machine's own files of zones may be broken or lack some
    return found


def _of_one_offset(found: Iterable[tuple[str, int]], *, apart: int) -> dict[str, int]:
    """Return the earliest offset of each name whose offsets lie at most so many minutes apart."""
    offsets: dict[str, set[int]] = {}
    for name, offset in found:
        offsets.setdefault(name, set()).add(offset)
    return {name: min(known) for name, known in offsets.items() if max(known) - min(known) <= apart}


def _standard(zone: ZoneInfo) -> int:
    return min(_minutes(zone, half) for half in _HALVES)


def _minutes(zone: ZoneInfo, moment: datetime) -> int:
    offset = moment.astimezone(zone).utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0
