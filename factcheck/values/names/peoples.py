"""Which words are a people's: "Libyan", "Somalis", "Londoner", and the country that they belong to, if it is one.

The regular ones are made by rule from the names of the countries; the others stand in two places, each once: those of a
country in the lexicon `nationalities`, those of no one country in `people`, section `peoples`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from factcheck.settings.config import Lexicons
from factcheck.values.names.spelling import countries, homes, words_of

_WIDE = frozenset(  # more than a country
    {"africa", "america", "americas", "antarctica", "asia", "europe", "oceania", "caribbean", "australasia"}
)


def demonyms(lexicons: Lexicons) -> Mapping[str, str]:
    """Return the country of every people and adjective of one; no continents."""
    return _turned(tuple(lexicons.nationalities.items()))


def of_people(word: str, lexicons: Lexicons) -> bool:
    """Whether a word in small letters is a people's, of a country or of none; "UK" and "Hong Kong" are countries."""
    known = word in demonyms(lexicons) or word in lexicons.people["peoples"]
    return known and " ".join(words_of(word)) not in countries()


@lru_cache(maxsize=4)
def _turned(irregular: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    known = {word: country for word, country in homes().items() if country not in _WIDE}
    return known | {word: country for country, words in irregular for word in words}
