"""Which articles of an archive may be on a given one's event, and how likely each is, in sub-linear time.

Two ways lead to candidates: names that few articles have, in a table of the archive, and an index of vectors. Whether a
candidate is on the event is decided as everywhere (align/stories.py), with words as rare as they are in the archive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import TYPE_CHECKING

from factcheck.align.similarity import Spread
from factcheck.align.stories import Signs, likely_by
from factcheck.archive.signs import unpacked_signs
from factcheck.archive.store import among, sql
from factcheck.models.kept import unsealed
from factcheck.settings.config import ArchiveSettings, EventSettings

if TYPE_CHECKING:
    from sqlalchemy import Connection

NOTHING = Signs((), (), ())


def number_of_articles(connection: Connection) -> int:
    found = sql(connection, "SELECT articles FROM archive_spread WHERE bag = '' AND word = ''").scalar_one_or_none()
    return int(found or 0)


def spreads(connection: Connection, signs: Iterable[Signs]) -> Mapping[str, Spread]:
    """Return how rare in the archive the words of some articles are, by the sort of sign."""
    every, total = list(signs), number_of_articles(connection)
    found: dict[str, Spread] = {}
    for bag in ("names", "figures", "opening"):
        words = {word for one in every for word in getattr(one, bag)}
        rows = among(
            connection,
            "SELECT word, articles FROM archive_spread WHERE bag = :bag AND word {among}",
            words,
            {"bag": bag},
        )
        found[bag] = Spread(total, {word: int(times) for word, times in rows})
    return found


def by_names(connection: Connection, signs: Signs, settings: ArchiveSettings) -> list[int]:
    """Return the articles that have most of an article's rare names: what is rarer counts more, by the square."""
    rare = spreads(connection, [Signs(signs.names, (), ())])["names"]
    chosen: list[str] = []
    looked_at = 0
    for word in sorted(set(signs.names), key=lambda word: (rare.times.get(word, 0), word)):
        looked_at += rare.times.get(word, 0)
        if looked_at > settings.postings:
            break
        chosen.append(word)
    score: dict[int, float] = defaultdict(float)
    for word, article in among(connection, "SELECT word, article FROM archive_names WHERE word {among}", chosen):
        score[article] += rare.rarity(word) ** 2
    return nlargest(settings.candidates, score, key=lambda number: (score[number], number))


def signs_in(connection: Connection, numbers: Collection[int]) -> dict[int, Signs]:
    """Return the signs of articles by their numbers, as far as they are there; empty ones where a row is damaged."""
    rows = among(connection, "SELECT number, place, signs FROM archive_articles WHERE number {among}", numbers)
    return {number: signs_kept(place, kept) for number, place, kept in rows}


def signs_kept(place: str, kept: bytes) -> Signs:
    whole = unsealed(place.encode(), kept)
    return (unpacked_signs(whole) if whole is not None else None) or NOTHING


def likely(
    connection: Connection, signs: Signs, candidates: Sequence[int], event: EventSettings
) -> Mapping[int, float]:
    """Return how likely each candidate that is there is on the event of an article with these signs."""
    found = signs_in(connection, candidates)
    if not found:
        return {}
    several = [signs, *found.values()]
    row = likely_by(several, event, spreads(connection, several))[0, 1:]
    return dict(zip(found, map(float, row), strict=True))
