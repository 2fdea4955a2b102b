"""Words as they count for likeness of deeds: what is one concept, what says nothing, how much a word says.

A verb also stands on a side of each section of `config/lexicons/contraries.toml` that has it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from factcheck.domain.account import Account
from factcheck.domain.text import Token
from factcheck.settings.lexicons import Lexicons
from factcheck.text.matter import MATTER_AND_NUMBERS
from factcheck.values.names.capitals import is_calendar
from factcheck.values.names.spelling import homes
from factcheck.values.times.days import WEEKDAYS

Words = frozenset[str]

_UNTOLD = frozenset({"’s", "'s", "mr", "mrs", "ms", "dr", "sir"})
_SHORT = 3  # letters of a day's name that tell it from the others
_WEEKDAYS = frozenset(name[:_SHORT] for name in WEEKDAYS)
_YEAR = re.compile("(1[5-9]|20)[0-9]{2}")
_LETTERS = 2  # fewer are initials and marks


class Vocabulary:
    """The lexicons as they are asked: classes of deeds, sides of contraries, phrases of verbs."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.lists = lexicons.standing
        self.classes = lexicons.deeds.classes
        self.sides: dict[str, dict[str, bool]] = {}
        for section, sides in lexicons.contraries.items():
            for side, words in sides.items():
                for word in words:
                    self.sides.setdefault(word, {})[f"({section})"] = side == "yes"
        self.phrasal = frozenset(word for word in (*self.sides, *self.lists.deliberating) if " " in word)
        self.saying = lexicons.speech.saying

    def concept(self, token: Token) -> str:
        """Return what a word counts as: "Libyan" is Libya, "killing" is to kill."""
        return homes().get(token.lemma) or self.classes.get(token.lemma, token.lemma)

    def words(self, tokens: Iterable[Token], without: frozenset[int] = frozenset()) -> Words:
        """Return the content words of a stretch; days and months with their numbers and verbs of saying are none.

        `without` are the starts of words to leave out: given names, which one text has and the other leaves out.
        """
        listed = [*tokens]
        dated = {k for n, t in enumerate(listed) if is_day(t) for k in (n - 1, n, n + 1)}
        return frozenset(
            self.concept(t)
            for n, t in enumerate(listed)
            if t.tag.startswith(MATTER_AND_NUMBERS)
            and len(t.lemma) >= _LETTERS
            and t.lemma.rstrip(".") not in _UNTOLD
            and t.start not in without
            and not (n in dated and (is_day(t) or t.tag == "CRD"))
            and not (t.tag.startswith("VV") and t.lemma in self.saying)
        )


def is_day(token: Token) -> bool:
    """Whether a word is the name of a weekday or a month."""
    return token.text[:1].isupper() and token.tag[:2] in ("NP", "NN") and is_calendar(token.lemma.rstrip("."))


def days(tokens: Iterable[Token]) -> Words:
    """Return the first weekday and the first month of a stretch, by their first letters, and the first year."""
    listed = [*tokens]
    named = [t.lemma[:_SHORT] for t in listed if is_day(t)]
    weekday = next((name for name in named if name in _WEEKDAYS), "")
    month = next((name for name in named if name not in _WEEKDAYS), "")
    dated = (t for n, t in enumerate(listed) if n and (listed[n - 1].tag.startswith("PR") or is_day(listed[n - 1])))
    year = next((t.text for t in dated if _YEAR.fullmatch(t.text)), "")
    return frozenset({weekday, month, year} - {""})


def years(named: Words) -> Words:
    """Return the years among the names of days."""
    return frozenset(filter(_YEAR.fullmatch, named))


def other_days(left: Words, right: Words) -> bool:
    """Whether two weekdays, two months or two years differ."""
    if not (left and right):
        return False
    return any(a and b and a != b for a, b in zip(_by_sort(left), _by_sort(right), strict=True))


@lru_cache(maxsize=1024)
def _by_sort(named: Words) -> tuple[Words, Words, Words]:
    """The weekdays, the years and the months among the names of days."""
    weekdays, dated = named & _WEEKDAYS, years(named)
    return weekdays, dated, named - weekdays - dated


class Weights:
    """How much a word of a story's texts says: rare ones more."""

    def __init__(self, accounts: Sequence[Account], vocabulary: Vocabulary) -> None:
        found = [vocabulary.words(s.tokens) for account in accounts for s in account.sentences]
        counts, sentences = Counter(word for words in found for word in words), max(1, len(found))
        self._weights = {word: math.log(1 + sentences / times) for word, times in counts.items()}
        self._of_none = math.log(1 + sentences)
        self._wholes: dict[Words, float] = {}

    def of(self, words: Words) -> float:
        """The weight of some words together."""
        return math.fsum([self._weights.get(word, self._of_none) for word in words]) if words else 0.0

    def covered(self, words: Words, by: Words) -> float:
        """Which share of the words, by weight, others have too: 0 to 1, 1 for none."""
        if not words:
            return 1.0
        if words not in self._wholes:
            self._wholes[words] = self.of(words)
        return self.of(words & by) / self._wholes[words]
