"""Where a named person was born: "Jane Roe, born in Milltown", "Milltown native Jane Roe"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.domain.account import Name
from factcheck.settings.lexicons import PlaceWords
from factcheck.values.names.lines import Line
from factcheck.values.places.chains import NO_PLACE, place_at
from factcheck.values.places.residence import Residence

_REACH = 10  # tokens between "born" and "in": "born Jane Alice Roe on May 3, 1930, in"
_LINKS = frozenset({"was", "is", ",", "who"})


def find_births(line: Line, places: PlaceWords) -> Iterator[Residence]:
    """Yield the birthplaces that one sentence gives to people named in it."""
    for start, (name, end) in sorted(line.first.items()):
        if name.sort in ("person", "other"):
            found = _born(line, name, end, places) or _native_before(line, name, start)
            found = found or _native_after(line, name, end, places)
            if found:
                yield found


def _born(line: Line, name: Name, end: int, places: PlaceWords) -> Residence | None:
    i = end
    while line.word(i) in _LINKS and i - end < 3:
        i += 1
    if i == end or line.word(i) != "born":
        return None
    for k in range(i + 1, i + _REACH):
        if line.word(k) == "in" and (found := _at(line, name, k + 1, places)):
            return found
        if line.tag(k).startswith(("V", "CJ")) or line.word(k) in ("to", "into", ";", "."):
            return None
    return None


def _native_before(line: Line, name: Name, start: int) -> Residence | None:
    if line.word(start - 1) != "native" or start - 1 not in line.last:
        return None
    place, _ = line.last[start - 1]
    if place.sort in NO_PLACE:
        return None
    return Residence(line.sentence, name.text, (place.text,), place.span, sure=True)


def _native_after(line: Line, name: Name, end: int, places: PlaceWords) -> Residence | None:
    """Read "Roe, a native of Milltown", "Roe, a Milltown native", "Roe is a native of Milltown"."""
    if line.word(end) not in (",", "is", "was") or line.word(end + 1) not in ("a", "an"):
        return None
    if line.word(end + 2) == "native" and line.word(end + 3) == "of":
        return _at(line, name, end + 4, places)
    if end + 2 in line.first:
        place, after = line.first[end + 2]
        if line.word(after) == "native" and place.sort not in NO_PLACE:
            return Residence(line.sentence, name.text, (place.text,), place.span, sure=True)
    return None


def _at(line: Line, name: Name, i: int, places: PlaceWords) -> Residence | None:
    chain, end = place_at(line, i, places)
    if not chain or line.tag(end)[:2] in ("NN", "NP") or line.word(end) in ("'s", "’s", "-", "or"):
        return None
    return Residence(line.sentence, name.text, tuple(place.text for place in chain), chain[0].span, sure=True)
