"""What tells apart the offices of one sort: "defence" the secretary, "solicitor" the general."""

from __future__ import annotations

from factcheck.checks._support.people.office_phrases import OfficePhrase
from factcheck.settings.lexicons import Lexicons
from factcheck.values.names.peoples import of_people
from factcheck.values.names.spelling import countries

Words = frozenset[str]


class Charges:
    """Reads the charge of an office."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._titles, self._nouns, self._places = lexicons.titles, lexicons.nouns, lexicons.places
        self._seats = dict(lexicons.places.stands_for)
        self._sorts = sorted(tuple(title.split()) for title in lexicons.titles.charged)

    def of(self, office: OfficePhrase) -> tuple[str, Words]:
        """Return the sort of an office and the words that tell it from others of the sort; none if there are none.

        Two offices of one sort that share no such word exclude each other.
        """
        words = {office.head, *office.which}
        sort = next((sort for sort in self._sorts if sort[-1] == office.head and set(sort) <= words), None)
        if sort is None or any(f"{word} {office.head}" in ranks for ranks in self._titles.services for word in words):
            return "", frozenset()
        beside = office.which or office.of
        return " ".join(sort), frozenset(word for word in beside if word not in sort and self._tells(word))

    def _tells(self, word: str) -> bool:
        known = (countries(), self._places.region, self._places.great_city, self._seats)
        whence = any(word in names for names in known) or of_people(word, self._nouns)
        return not whence and word not in self._titles.uncharged
