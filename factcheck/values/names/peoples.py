"""Which words are a people's: "Libyan", "Somalis", "Londoner", and the country that they belong to, if it is one.

The regular ones are made by rule from the names of the countries; the others stand in the lexicon `nouns`: those of a
country in its section `nationalities`, those of no one country in `peoples`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from factcheck.settings.lexicons import Nouns
from factcheck.values.names.spelling import countries, homes, words_of

_WIDE = frozenset(  # more than a country
    {"africa", "america", "americas", "antarctica", "asia", "europe", "oceania", "caribbean", "australasia"}
)


@lru_cache(maxsize=4)
def demonyms(nouns: Nouns) -> Mapping[str, str]:
    """Return the country of every people and adjective of one; no continents."""
    known = {word: country for word, country in homes().items() if country not in _WIDE}
    return {**known, **nouns.nationalities}


def of_people(word: str, nouns: Nouns) -> bool:
    """Whether a word in small letters is a people's, of a country or of none; "UK" and "Hong Kong" are countries."""
    known = word in demonyms(nouns) or word in nouns.peoples
    return known and " ".join(words_of(word)) not in countries()
