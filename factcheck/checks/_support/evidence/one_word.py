"""Whether two words are one, however each is written: "U.N." and "UN", "Sen." and "Senator", "Jim" and "James"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from factcheck.checks._support.people.homes import PARTIES
from factcheck.domain.text import Token
from factcheck.settings.lexicons import Lexicons
from factcheck.values.names.spelling import words_of

_FEWEST = 2  # letters of a part of a word that counts by itself: not the party of "R-Calif."
_JOINERS = frozenset({"of", "the", "and", "for"})  # an acronym has no letter of them
_SHORTENED = 3  # letters of the shortest word with a stop that is the beginning of another


class OneWord:
    """Knows the forms of a word: its lemma, its parts between hyphens, what a short form or a capital stands for."""

    def __init__(self, lexicons: Lexicons) -> None:
        places = lexicons.places
        lists = lexicons.titles.abbreviations, places.states, places.stands_for
        self._in_full = {**PARTIES, **{word: full for pairs in lists for word, full in pairs}}
        self._given: dict[str, set[str]] = defaultdict(set)
        for short, full in lexicons.titles.short_for:
            self._given[short].add(full)
        self._forms: dict[tuple[str, str, str], frozenset[str]] = {}

    def forms(self, token: Token) -> frozenset[str]:
        """Return all of them; two words that share one are one."""
        key = token.text, token.lemma, token.tag
        if key not in self._forms:
            known = [full for part in parts(token) for full in (part, *self._in_full.get(part, "").split())]
            given = [full for part in parts(token) if token.tag == "NP0" for full in self._given.get(part, ())]
            self._forms[key] = frozenset((token.lemma, *known, *given))
        return self._forms[key]

    def is_one(self, one: Token, other: Token) -> bool:
        """Say whether two words are one, or one of them is the beginning of the other, cut off by a stop."""
        return bool(self.forms(one) & self.forms(other)) or _cut(one.text, other.text) or _cut(other.text, one.text)

    def stands_in(self, token: Token, others: Iterable[Token]) -> bool:
        """Say whether any of other words is this one."""
        return any(self.is_one(token, other) for other in others)


def parts(token: Token) -> list[str]:
    """Return the parts of a word that count by themselves, as names are compared: not the letters of "R-S"."""
    return [word for part in token.text.split("-") for word in words_of(part) if len(word) >= _FEWEST]


def of_initials(token: Token, others: Sequence[Token]) -> bool:
    """Say whether a word in capitals is made of the initials of words with capitals that follow each other."""
    letters = token.text.replace(".", "")
    if len(letters) < _FEWEST or not (letters.isupper() and letters.isalpha()):
        return False
    told = (other for other in others if other.text not in _JOINERS)
    runs = groupby(told, key=lambda other: other.text[:1].isupper())
    return any(letters in "".join(other.text[0] for other in run) for capital, run in runs if capital)


def _cut(short: str, whole: str) -> bool:
    head = short.removesuffix(".")
    return short != head and len(head) >= _SHORTENED and whole.startswith(head)
