"""What the sources mention: whether a name of a draft stands in any of them, in any form in which news writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from factcheck.domain.account import Account, Name
from factcheck.settings.lexicons import Lexicons
from factcheck.values.names.capitals import SHOUTED
from factcheck.values.names.peoples import demonyms
from factcheck.values.names.spelling import core, countries, words_of

_SHORT_STATE_OF = re.compile(r"(?:\b[RDI]-|, )([A-Z][A-Za-z.]{1,8})")  # "R-Calif.", "D-N.H.", "Lindal, Mass."
_WORD = re.compile(r"[^\s,;:!?()\[\]{}\"“”«»/|–—]+")
_PAGE = re.compile(r"\b(\w{3,})\.(?:com|org|net|co)\b")
_SHORTEST, _LONGEST = 2, 6  # letters of an acronym
_FEWEST = 2  # letters: a single one is an initial, a party or half of "A&E"
_JOINERS = frozenset({"of", "the", "and", "for", "on", "in", "de", "du", "&"})  # an acronym has no letter of them
_SHORT_STATE = 5  # letters of the longest shortened state ("calif")

Words = frozenset[str]


class Mentions:
    """The words of some articles, outlets and authors among them, and what follows from those words.

    An acronym follows from the long form and the other way round, a country from its people, its capital or its seat of
    power, these from the country, a shortened state from the state and the state from its short form ("R-Calif.").
    """

    def __init__(self, sources: Sequence[Account], lexicons: Lexicons) -> None:
        self._titles, self._nouns, self._places = lexicons.titles, lexicons.nouns, lexicons.places
        self._texts = [text for account in sources for text in _texts(account)]

    @cached_property
    def words(self) -> Words:
        """Every word of the sources as names are compared, and of an outlet's page ("Harbour.com") its name."""
        pages = (page for text in self._texts for page in _PAGE.findall(text))
        return frozenset(word for text in (*self._texts, *pages) for word in name_words(text))

    def has(self, name: Name) -> bool:
        """Whether the sources mention it. Of a person the last word decides, of all else any that tells it apart."""
        words = self.telling(name)
        if not words or self._follows(name):
            return True
        if name.sort == "person" and len(words) > 1:
            return self.has_word(words[-1])
        return any(self.has_word(word) for word in words)

    def telling(self, name: Name) -> tuple[str, ...]:
        """The words of a name that tell it apart: not "association", "eastern", "airport", nor single letters.

        Where somebody is from is no part of it: "Ada Rao of Ohio".
        """
        known = self._titles.organisations | self._titles.places | _JOINERS
        own = name.text.partition(" of ")[0] if name.sort == "person" else name.text
        words = core(name_words(own))
        return tuple(word for word in words if len(word) >= _FEWEST and word not in known and word.isalpha())

    def has_word(self, word: str) -> bool:
        """Whether a word stands there, if as a plural or a short form of a state."""
        if word in self.words or f"{word}s" in self.words or word.removesuffix("s") in self.words:
            return True
        short = len(word) <= _SHORT_STATE and word in self._places.region
        return short and any(one.startswith(word[:1]) and _runs_through(word, one) for one in self.words)

    def _follows(self, name: Name) -> bool:
        plain = " ".join(words_of(name.text))
        known = plain in self.words or plain in self._states
        return known or self._as_acronym(name.text) or self._country_known(plain)

    @cached_property
    def _states(self) -> Words:
        """The states that the texts name by a short form, beside a party or a town."""
        states = dict(self._places.states)
        short = (match[1].replace(".", "").lower() for text in self._texts for match in _SHORT_STATE_OF.finditer(text))
        return frozenset(states[word] for word in short if word in states)

    def _as_acronym(self, text: str) -> bool:
        """Whether one side spells out what the other has by its first letters."""
        letters = text.replace(".", "")
        if SHOUTED.fullmatch(letters) and len(letters) <= _LONGEST:
            return letters.lower() in self._initials
        return bool(short_forms(text) & self._acronyms)

    @cached_property
    def _acronyms(self) -> Words:
        return frozenset(acronym for text in self._texts for acronym in acronyms(text))

    @cached_property
    def _initials(self) -> Words:
        """The first letters of every run of capitalised words."""
        found: set[str] = set()
        for text in self._texts:
            run = ""
            for token in _WORD.findall(text):
                if token.lower() in _JOINERS:
                    continue
                run = (run + token[0])[-_LONGEST:].lower() if token[0].isupper() else ""
                found |= {run[-size:] for size in range(_SHORTEST, len(run) + 1)}
        return frozenset(found)

    def _country_known(self, place: str) -> bool:
        """Whether a country, its people or its capital is spoken of, for a country as for its capital."""
        country = place if place in countries() else dict(self._places.stands_for).get(place)
        return country is not None and country in self._countries

    @cached_property
    def _countries(self) -> Words:
        of_people, seats = demonyms(self._nouns), dict(self._places.stands_for)
        text = f" {' '.join(' '.join(words_of(text)) for text in self._texts)} "
        named = {country for country in countries() if f" {country} " in text}
        named |= {country for seat, country in seats.items() if f" {seat} " in text}
        return frozenset(named | {of_people[word] for word in self.words if word in of_people})


@lru_cache(maxsize=16_384)
def short_forms(text: str) -> frozenset[str]:
    """Return, in capitals, the acronym that a name may have by its first letters, and every acronym in it."""
    parts = [part for part in re.split(r"[\s-]+", text) if part and part.lower() not in _JOINERS]
    made = "".join(part[0] for part in parts).upper() if _SHORTEST <= len(parts) <= _LONGEST else ""
    return frozenset({made, *acronyms(text)} - {""})


def acronyms(text: str) -> frozenset[str]:
    """Return the words of a text that are written in capitals alone, without full stops."""
    words = (token.replace(".", "") for token in _WORD.findall(text))
    return frozenset(word for word in words if SHOUTED.fullmatch(word))


@lru_cache(maxsize=16_384)
def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as names are compared, each by itself: of "U.S. District" "united", too."""
    return tuple(word for token in _WORD.findall(text) for word in words_of(token))


def _texts(account: Account) -> Iterable[str]:
    article = account.article
    return filter(None, (article.text, article.title, article.source, article.author, article.url))


def _runs_through(short: str, word: str) -> bool:
    """Whether the letters of a short form stand in a word in their order: "la" in "louisiana"."""
    letters = iter(word)
    return all(letter in letters for letter in short)
