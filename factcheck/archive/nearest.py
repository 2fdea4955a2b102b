"""Which articles of an archive may be on a given one's event, and how likely each is, in sub-linear time.

Two ways lead to candidates: names that few articles have, in a table of the archive, and an index of vectors. Whether a
candidate is on the event is decided as everywhere (align/stories.py), with words as rare as they are in the archive.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from factcheck.align.similarity import Spread
from factcheck.align.stories import Signs, likely_by
from factcheck.archive.signs import unpacked_signs
from factcheck.archive.store import among, sql
from factcheck.models.kept import unsealed
from factcheck.settings.config import ArchiveSettings, EventSettings

if TYPE_CHECKING:
    from sqlalchemy import Connection

_BAGS = ("names", "figures", "opening")
_SCALE = 1000  # weights are whole numbers, whose sums are the same in whatever order a store adds them up
_HELD = {"sqlite": "json_each(:weights)", "postgresql": "json_each_text(CAST(:weights AS json))"}
_BY_NAMES = """SELECT n.article FROM {held} w JOIN archive_names n ON n.word = w.key
               GROUP BY n.article ORDER BY sum(CAST(w.value AS BIGINT)) DESC, n.article DESC LIMIT :most"""
NOTHING = Signs((), (), ())


def number_of_articles(connection: Connection) -> int:
    found = sql(connection, "SELECT articles FROM archive_spread WHERE bag = '' AND word = ''").scalar_one_or_none()
    return int(found or 0)


def signs_kept(place: str, kept: bytes) -> Signs:
    whole = unsealed(place.encode(), kept)
    return (unpacked_signs(whole) if whole is not None else None) or NOTHING


class Snapshot:
    """An archive as it is while no article comes or goes: each word and each article is looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._articles = number_of_articles(connection)
        self._times: dict[str, dict[str, int]] = {bag: {} for bag in _BAGS}
        self._signs: dict[int, Signs | None] = {}

    def spreads(self, signs: Iterable[Signs]) -> Mapping[str, Spread]:
        """Return how rare in the archive the words of some articles are, by the sort of sign."""
        every = list(signs)
        return {bag: self._spread(bag, {word for one in every for word in getattr(one, bag)}) for bag in _BAGS}

    def by_names(self, signs: Signs, settings: ArchiveSettings) -> list[int]:
        """Return the articles that have most of an article's rare names, `settings.candidates` at most, the best first.

        What is rarer counts more, by the square, in thousandths; of equal ones the newer comes first.
        """
        rare = self._spread("names", {*signs.names})
        weights: dict[str, int] = {}
        looked_at = 0
        for word in sorted({*signs.names}, key=lambda word: (rare.times[word], word)):
            looked_at += rare.times[word]
            if looked_at > settings.postings:
                break
            weights[word] = round(_SCALE * rare.rarity(word) ** 2)
        asked = _BY_NAMES.format(held=_HELD[self._connection.dialect.name])
        rows = sql(self._connection, asked, {"weights": json.dumps(weights), "most": settings.candidates})
        return [int(article) for (article,) in rows]

    def likely(self, signs: Signs, candidates: Sequence[int], event: EventSettings) -> Mapping[int, float]:
        """Return how likely, 0 to 1, each candidate that is there is on the event of an article with these signs."""
        found = self._signs_of(candidates)
        if not found:
            return {}
        several = [signs, *found.values()]
        row = likely_by(several, event, self.spreads(several))[0, 1:]
        return dict(zip(found, map(float, row), strict=True))

    def _signs_of(self, numbers: Sequence[int]) -> dict[int, Signs]:
        """The signs of articles by their numbers, as far as they are there; empty ones where a row is damaged."""
        asked = "SELECT number, place, signs FROM archive_articles WHERE number {among}"
        new = [number for number in numbers if number not in self._signs]
        self._signs |= dict.fromkeys(new)
        self._signs |= {n: signs_kept(place, kept) for n, place, kept in among(self._connection, asked, new)}
        return {number: signs for number in numbers if (signs := self._signs[number]) is not None}

    def _spread(self, bag: str, words: Collection[str]) -> Spread:
        asked = "SELECT word, articles FROM archive_spread WHERE bag = :bag AND word {among}"
        known = self._times[bag]
        new = [word for word in words if word not in known]
        known |= dict.fromkeys(new, 0)
        known |= {word: int(times) for word, times in among(self._connection, asked, new, {"bag": bag})}
        return Spread(self._articles, {word: known[word] for word in words})
