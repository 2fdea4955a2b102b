"""A place as it is written: "Milltown, Ohio", "12 High Street, Milltown", "Elm County's Milltown"."""

from __future__ import annotations

from factcheck.domain.account import Name
from factcheck.settings.lexicons import PlaceWords
from factcheck.values.names.lines import Line

BEFORE_PLACE = frozenset("suburban nearby neighboring neighbouring north south east west central the".split())  # noqa: SIM905
NO_PLACE = frozenset({"organisation", "demonym"})


def place_at(line: Line, i: int, places: PlaceWords) -> tuple[list[Name], int]:
    """Return the names of the place that begins at token `i`, the narrowest first, and the index after it.

    Streets are left out. There are no names where no place begins.
    """
    while (line.word(i) in BEFORE_PLACE or line.tag(i) == "CRD") and i not in line.first:
        i += 1
    if i not in line.first:
        return [], i
    chain, end = _chain(line, i)
    if _street(chain[0], places):
        chain = chain[1:]
    return (chain, end) if chain and chain[0].sort not in NO_PLACE else ([], end)


def _chain(line: Line, i: int) -> tuple[list[Name], int]:
    """Collect the names of one place from `i`, the narrowest first, and the index after them."""
    place, end = line.first[i]
    chain = [place]
    if line.word(end) in ("'s", "’s") and end + 1 in line.first:
        inner, end = line.first[end + 1]
        chain = [inner, place]
    end = line.after_stop(end)
    while line.word(end) in (",", "(", "in") and end + 1 in line.first and line.first[end + 1][0].sort != "person":
        outer, end = line.first[end + 1]
        end = line.after_stop(end)
        chain.append(outer)
    return chain, end


def _street(place: Name, places: PlaceWords) -> bool:
    return place.text.split()[-1].lower().strip(".") in places.street
