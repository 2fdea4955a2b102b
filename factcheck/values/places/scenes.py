"""Where something is or is done: "flew to Milltown", "its plant in Oldgate"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.domain.text import Sentence, Span
from factcheck.settings.lexicons import PlaceWords
from factcheck.values.names.lines import Line
from factcheck.values.places.chains import place_at

_TO, _AT = "to", "at"
_NO_END = ("NN", "NP", "CR")  # how tags begin behind a name that is but a part: "in Week 16", "in Milltown harbour"
_WAYS = {"in": _AT, "at": _AT, "near": _AT, "outside": _AT, "to": _TO, "into": _TO, "for": _TO, "from": "from"}


@dataclass(frozen=True, slots=True)
class Scene:
    """A place as written from the narrowest name outwards, the word it belongs to, and which `way` it lies.

    `head` is the lemma of the noun or verb right before the preposition.
    """

    sentence: Sentence
    head: str
    way: str
    places: tuple[str, ...]
    span: Span


def find_scenes(line: Line, places: PlaceWords) -> Iterator[Scene]:
    """Yield the places of one sentence that stand right behind a noun or verb and a preposition; no lists of places."""
    for i, token in enumerate(line.tokens):
        way = _WAYS.get(token.text.lower())
        if way is None or i == 0 or not token.tag.startswith(("PR", "TO")):
            continue
        head = line.tokens[i - 1]
        chain, after = place_at(line, i + 1, places)
        listed = line.word(after) in ("and", "or", "'s", "’s", "-") or line.tag(after)[:2] in _NO_END
        if chain and not listed and head.tag.startswith(("NN", "VV")):
            yield Scene(line.sentence, head.lemma, way, tuple(place.text for place in chain), chain[0].span)
