"""How far and which way from a place something is: "150 nautical miles west of Aden", "30 km north-east of a port"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcheck.domain.account import Claim
from factcheck.domain.text import Span
from factcheck.domain.values import Figure
from factcheck.settings.lexicons import PlaceWords
from factcheck.values.names.lines import Line, plain

_HYPHENS = "-‐‑"
_BETWEEN = 6  # tokens between a distance and its direction: "(19 miles) to the"
_TO_DIRECTION = frozenset({"(", ")", "[", "]", "to", "the", "due", "about", "away", "offshore", ","})
_PARTS = 5  # tokens of a direction: "south - south - west"
_TO_ANCHOR = re.compile(r"the|a|city|town|capital|port|village|coast|coastal|island|downtown|central|of|,")
_BEFORE_ANCHOR = 6  # tokens between "of" and the place: "the coast of the island of"
_HALF_TURN = 180.0


@dataclass(frozen=True, slots=True)
class Bearing:
    """A distance in metres (lower, upper), degrees clockwise from north, and the place both are counted from.

    `point` is the direction in words.
    """

    claim: Claim
    metres: tuple[float, float]
    degrees: float
    point: str
    anchor: str
    span: Span


def find_bearings(line: Line, claims: Sequence[Claim], places: PlaceWords) -> Iterator[Bearing]:
    """Yield the bearings of one sentence, given its claims."""
    compass = _compass(places)
    names = {degrees: name for name, degrees in compass.items()}
    points = {name.replace(" ", ""): degrees for name, degrees in compass.items()}
    seen: set[tuple[float, str]] = set()
    for claim in sorted(claims, key=lambda c: c.span):
        value = claim.value
        if not isinstance(value, Figure) or value.unit != "metre":
            continue
        read = _direction(line, claim.span.end, points)
        anchor = _anchor(line, read[1]) if read else None
        if read and anchor and (read[0], anchor[0]) not in seen:
            seen.add((read[0], anchor[0]))
            span = Span(claim.span.start, anchor[1])
            yield Bearing(claim, (value.lower, value.upper), read[0], names[read[0]], anchor[0], span)


def turn(left: Bearing, right: Bearing) -> float:
    """The angle between two directions, 0 to 180 degrees."""
    angle = abs(left.degrees - right.degrees) % (2 * _HALF_TURN)
    return min(angle, 2 * _HALF_TURN - angle)


def as_far(left: Bearing, right: Bearing, *, tolerance: float) -> bool:
    """Whether two distances are about one: neither exceeds the other by more than the share `tolerance`."""
    widened = 1 + tolerance
    return left.metres[0] <= right.metres[1] * widened and right.metres[0] <= left.metres[1] * widened


def _direction(line: Line, at: int, points: Mapping[str, float]) -> tuple[float, int] | None:
    """Return the direction that follows a distance ending at offset `at`, and the index after it."""
    first = next((i for i, t in enumerate(line.tokens) if t.start >= at), len(line.tokens))
    brackets = 0
    for i in range(first, min(first + _BETWEEN + 1, len(line.tokens))):
        word = line.word(i)
        brackets += (word in "([/") - (word in ")]")
        if brackets <= 0 and (read := _point(line, i, points)):
            return read
        if brackets <= 0 and word not in _TO_DIRECTION:
            return None
    return None


def _point(line: Line, i: int, points: Mapping[str, float]) -> tuple[float, int] | None:
    """Read "northeast", "north - east", "south-south-west", "south east"; the longest reading counts."""
    words: list[str] = []
    best = None
    for k in range(i, i + _PARTS):
        word = re.sub(rf"[{_HYPHENS}]", " ", line.word(k)).strip()
        if word:
            words += [part.removesuffix("ern") for part in word.split()]
        degrees = points.get("".join(words))
        if degrees is not None and word:
            best = degrees, k + 1
        if not any(point.startswith("".join(words)) for point in points):
            break
    return best


def _anchor(line: Line, i: int) -> tuple[str, int] | None:
    """Return the place that a direction is told from, and where it ends: "of the port of Aden"."""
    if line.word(i) not in ("of", "off", "from"):
        return None
    for k in range(i + 1, min(i + 2 + _BEFORE_ANCHOR, len(line.tokens))):
        if k in line.first:
            name, end = line.first[k]
            if name.sort in ("organisation", "demonym", "person") or line.word(end) in ("'s", "’s"):
                return None
            return plain(name.text), name.span.end
        if not _TO_ANCHOR.fullmatch(line.word(k)):
            return None
    return None


@lru_cache(maxsize=4)
def _compass(places: PlaceWords) -> Mapping[str, float]:
    """The degrees of each point of the compass, in the order of the lexicon."""
    return {name: float(degrees) for name, degrees in places.compass}
