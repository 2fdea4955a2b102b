"""What a story's own words tell of its places: which names are places, and which place holds or adjoins which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from itertools import pairwise

from factcheck.settings.lexicons import PlaceWords
from factcheck.values.names.lines import Line, plain
from factcheck.values.names.spelling import alike, countries

_REACH = 5  # tokens between a place and what holds it: "Oldgate section of the city of Milltown"
_SHORT = 5  # letters: below that the likeness of two words proves nothing


class Level(Enum):
    """How wide a place is: two homes exclude each other only where they are told equally precisely."""

    COUNTRY = "country"
    REGION = "region"
    COUNTY = "county"
    CITY = "great city"
    TOWN = "town"


class Gazetteer:
    """The places of a story. Made by `Gazetteer.of`; the order of the lines never matters."""

    def __init__(self, known: frozenset[str], beside: Mapping[str, frozenset[str]], places: PlaceWords) -> None:
        self._known = known
        self._beside = beside
        self._places = places

    @classmethod
    def of(cls, lines: Iterable[Line], places: PlaceWords) -> Gazetteer:
        known: set[str] = set()
        beside: dict[str, set[str]] = defaultdict(set)
        for line in lines:
            known |= {plain(name.text) for name in line.names if name.sort == "place"}
            for inner, outer in _pairs(line, places):
                beside[inner].add(outer)
        return cls(frozenset(known), {place: frozenset(others) for place, others in beside.items()}, places)

    def knows(self, place: str) -> bool:
        """Whether some article uses a name as a place's."""
        return plain(place) in self._known or self.level(place) is not Level.TOWN

    def level(self, place: str) -> Level:
        """How wide a place is, as its name tells; what no list knows is a town."""
        name = plain(place)
        if name in countries():
            return Level.COUNTRY
        if name in self._places.great_city:
            return Level.CITY
        if name in self._places.region:
            return Level.REGION
        return Level.COUNTY if {"county", "province", "parish", "district"} & set(name.split()) else Level.TOWN

    def exclude(self, left: Sequence[str], right: Sequence[str]) -> bool:
        """Whether nobody can be of both: two chains from the narrowest place outwards ("Milltown", "Ohio")."""
        one, other = [plain(p) for p in left], [plain(p) for p in right]
        if self.level(left[0]) is not self.level(right[0]) or _one_place(one[0], other[0]):
            return False
        return not (self._holds(one[0], other) or self._holds(other[0], one) or self._told_together(one[0], other[0]))

    def _holds(self, inner: str, chain: Sequence[str]) -> bool:
        """Whether the narrowest place of the chain is, or holds, the inner one, or the chain names the inner one."""
        return chain[0] in self._around(inner) or _one_place(chain[0], inner) or inner in chain

    def _told_together(self, one: str, other: str) -> bool:
        return other in self._beside.get(one, ()) or one in self._beside.get(other, ())

    def _around(self, place: str) -> set[str]:
        """Everything that holds a place, by way of what holds that."""
        found: set[str] = set()
        open_ = [place]
        while open_:
            for outer in self._beside.get(open_.pop(), frozenset()) - found:
                found.add(outer)
                open_.append(outer)
        return found


def _one_place(one: str, other: str) -> bool:
    """Whether two names may be one place's: a spelling, or one with a word more ("East Milltown")."""
    a, b = set(one.split()), set(other.split())
    if a <= b or b <= a:
        return True
    if len(a ^ b) != 2:
        return False
    left, right = min(a - b), min(b - a)
    return min(len(left), len(right)) >= _SHORT and alike(left, right)


def _pairs(line: Line, places: PlaceWords) -> Iterable[tuple[str, str]]:
    """Yield (inner, outer) for tied names: "X, Y", "X in Y", "X section of Y", "Y's X", "moved from X to Y"."""
    starts = sorted(line.first)
    for start, following in pairwise(starts):
        name, end = line.first[start]
        other, _ = line.first[following]
        end = line.after_stop(end)
        between = [line.word(i) for i in range(end, following)]
        if not between or len(between) > _REACH:
            continue
        if between in (["'s"], ["’s"], ["'"]) or _before_part(between, places):
            yield plain(other.text), plain(name.text)
        if between in ([","], ["("]) or _holding(between, places) or _moved(line, start, between, places):
            yield plain(name.text), plain(other.text)


def _moved(line: Line, start: int, between: Sequence[str], places: PlaceWords) -> bool:
    """Whether somebody went from the first place to live in the second: "moved from Milltown to Oldgate"."""
    return between == ["to"] and line.word(start - 1) == "from" and line.lemma(start - 2) in places.move


def _before_part(between: Sequence[str], places: PlaceWords) -> bool:
    """Whether the words make the second name a part of the first: "Melbourne suburb of Bayfield"."""
    rest = [word for word in between if word not in ("'s", "’s", "the", "of", "in")]
    return bool(rest) and all(word in places.part for word in rest)


def _holding(between: Sequence[str], places: PlaceWords) -> bool:
    """Whether the words make the first name a part of the second: "in", "is in", "section of the", ", a suburb of"."""
    words = [word for word in between if word not in (",", "the", "a", "an", "just", "nearby", "of", "is", "lies")]
    known = (*places.part, *places.holds, *places.side, "miles", "km")
    return any(word in known for word in between) and all(word in known for word in words)
