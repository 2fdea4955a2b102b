"""Where a named institution stands: "the Hale Center in Milltown", "Oldgate Hospital, in Milltown"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.domain.text import Sentence, Span
from factcheck.settings.lexicons import PlaceWords
from factcheck.values.names.lines import Line
from factcheck.values.places.chains import place_at


@dataclass(frozen=True, slots=True)
class Seat:
    """An institution as written, and the place it stands in from the narrowest name outwards."""

    sentence: Sentence
    institution: str
    places: tuple[str, ...]
    span: Span


def find_seats(line: Line, places: PlaceWords) -> Iterator[Seat]:
    """Yield where one sentence puts the institutions that it names; only such as stand in one place."""
    for start, (name, end) in sorted(line.first.items()):
        words = name.text.lower().split()
        i = end + (line.word(end) == ",")
        if len(words) < 2 or words[-1] not in places.institution or line.word(i) != "in":
            continue
        chain, after = place_at(line, i + 1, places)
        goes_on = line.tag(after)[:2] in ("NN", "NP", "CR") or line.word(after) in ("and", "or", "'s", "’s", "-")
        if chain and not goes_on and line.word(start - 1) not in ("and", "or"):
            yield Seat(line.sentence, name.text, tuple(place.text for place in chain), chain[0].span)
