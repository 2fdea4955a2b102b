"""Where a named person lives: "Jane Roe, 36, of Milltown", "Milltown resident Jane Roe", "who lives in Milltown"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.domain.account import Name
from factcheck.domain.text import Sentence, Span
from factcheck.settings.lexicons import PlaceWords
from factcheck.values.names.lines import Line
from factcheck.values.places.chains import BEFORE_PLACE, NO_PLACE, place_at

_AGE = re.compile(r"\d{1,3}(?:\s?[-‐‑]\s?years?\s?[-‐‑]\s?old)?")
_COMMAS = {",", "("}
_ADVERBS = {"AV0", "AVP", "CRD", "DT0", "AT0", "NN1", "NN2", "AJ0"}  # "who lived half a mile away in"
_NEAR = 6  # tokens between "lives" and "in", or in an apposition before its head
_GONE = {"until", "for", "as", "when", "before", "during"}


@dataclass(frozen=True, slots=True)
class Residence:
    """A person as written, and the place from the narrowest name outwards; `sure` where the words leave no other sense.

    "of Milltown" may also tell a team or a firm: it counts where the story knows Milltown as a place.
    """

    sentence: Sentence
    person: str
    places: tuple[str, ...]
    span: Span
    sure: bool


def find_residences(line: Line, places: PlaceWords) -> Iterator[Residence]:
    """Yield the homes that one sentence gives to people named in it, former ones left out."""
    for start, (name, end) in sorted(line.first.items()):
        if name.sort in ("person", "other"):
            found = _of(line, name, start, end, places) or _who_lives(line, name, end, places)
            found = found or _dweller_before(line, name, start, places) or _dweller_after(line, name, end, places)
            if found and len(name.text.split()) <= 5:
                yield found


def _of(line: Line, name: Name, start: int, end: int, places: PlaceWords) -> Residence | None:
    """Read "Jane Roe, 36, of Milltown" and "Jane Roe, of Milltown"."""
    i, aged = _after_age(line, end)
    aged = aged or bool(_AGE.fullmatch(line.word(start - 1)) and line.word(start - 1)[-1:] == "d")
    if not aged and not (name.sort == "person" and line.word(end) == ","):
        return None
    if line.word(i) != "of" and not (aged and line.word(i) == "from" and line.word(i - 1) == ","):
        return None
    if not aged and line.word(i - 1) != ",":
        return None
    return _at(line, name, i + 1, places, sure=aged)


def _who_lives(line: Line, name: Name, end: int, places: PlaceWords) -> Residence | None:
    """Read "Roe, who lives in Milltown", "Roe lived nearby in Milltown", "Roe, a nurse living in Milltown"."""
    i, _ = _after_age(line, end)
    i += line.word(i) == ","
    who = line.word(i) == "who"
    i += who
    while line.word(i) in ("now", "currently", "still", "has", "had", "been", "was", "is"):
        i += 1
    verb = line.tokens[i] if i < len(line.tokens) else None
    if verb is None or verb.lemma not in places.dwell or not verb.tag.startswith("VV"):
        return None
    if verb.tag in ("VVD", "VVN") and line.word(i - 1) in ("had", "been", "has"):
        return None
    for k in range(i + 1, i + _NEAR):
        if line.word(k) == "in" and (k + 1 in line.first or line.word(k + 1) in BEFORE_PLACE):
            return _at(line, name, k + 1, places, sure=True)
        if line.tag(k) not in _ADVERBS:
            return None
    return None


def _dweller_before(line: Line, name: Name, start: int, places: PlaceWords) -> Residence | None:
    """Read "Milltown resident Jane Roe", "a Milltown man, Jon Roe"."""
    head = start - 1 - (line.word(start - 1) == ",")
    if line.lemma(head) not in places.dweller or head not in line.last or line.tag(head) == "NN2":
        return None
    place, at = line.last[head]
    if place.sort in NO_PLACE or line.word(at - 1) in places.former or line.word(at - 1) in ("and", "-"):
        return None
    sure = line.lemma(head) == "resident"
    return Residence(line.sentence, name.text, (place.text,), place.span, sure)


def _dweller_after(line: Line, name: Name, end: int, places: PlaceWords) -> Residence | None:
    """Read "Roe, a 36-year-old Milltown resident", "Roe is a resident of Milltown"."""
    i, _ = _after_age(line, end)
    if line.word(i) not in (",", "is", "was"):
        i -= 1
    if line.word(i) not in (",", "is", "was") or line.word(i + 1) not in ("a", "an"):
        return None
    for k in range(i + 2, i + 2 + _NEAR):
        if line.word(k) in places.former or line.word(k) in (",", "of", "who", "and", "."):
            return None
        if line.lemma(k) == "resident" and line.word(k + 1) == "of":
            return _at(line, name, k + 2, places, sure=True)
        if k in line.first:
            place, after = line.first[k]
            if line.lemma(after) in places.dweller and place.sort not in NO_PLACE:
                return Residence(line.sentence, name.text, (place.text,), place.span, line.lemma(after) == "resident")
            return None
    return None


def _after_age(line: Line, i: int) -> tuple[int, bool]:
    """Step over ", 36," or ", aged 36," behind a name; and over one comma where no age stands."""
    k = i + (line.word(i) in _COMMAS)
    k += line.word(k) in ("age", "aged")
    if line.tag(k) == "CRD" and _AGE.fullmatch(line.word(k)):
        k += 1
        return k + (line.word(k) in (",", ")")), True
    return (i + 1 if line.word(i) == "," else i), False


def _at(line: Line, name: Name, i: int, places: PlaceWords, *, sure: bool) -> Residence | None:
    chain, end = place_at(line, i, places)
    if not chain or _goes_on(line, end) or _gone(line, end):
        return None
    return Residence(line.sentence, name.text, tuple(place.text for place in chain), chain[0].span, sure)


def _goes_on(line: Line, end: int) -> bool:
    """Whether the name only begins a longer phrase: "of Milltown police", "of Milltown and Oldgate"."""
    if line.word(end) in ("and", "or") and end + 1 in line.first:
        return not _after_age(line, line.first[end + 1][1])[1]
    return line.tag(end)[:2] in ("NN", "NP", "CR") or line.word(end) in ("'s", "’s", "'", "-", "&", "/")


def _gone(line: Line, end: int) -> bool:
    """Whether the home is told of a time: "lived in Milltown until 1990"."""
    words = [line.word(i) for i in range(end, end + 2)]
    return words[0] in _GONE or (words[0] in ("in", "from") and line.tag(end + 1) == "CRD")
