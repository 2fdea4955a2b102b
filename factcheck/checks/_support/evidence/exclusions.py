"""Which words exclude each other, as the lists of contraries and of families tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from factcheck.settings.lexicons import Lexicons, Words

_NONE: Words = frozenset()


class Exclusions:
    """Looks words up, as they are written there: lemmas in small letters."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons

    def contrary(self, words: Iterable[str], others: Words) -> bool:
        """Whether one of some words is a contrary of one of others: "increase", "decrease"."""
        return any(others & self._contraries.get(word, _NONE) for word in words)

    def of_one_family(self, words: Iterable[str], others: Words) -> bool:
        """Whether one of some words takes the place of one of others: "charge", "convict"."""
        return any(others & self._families.get(word, _NONE) for word in words)

    @cached_property
    def _contraries(self) -> Mapping[str, Words]:
        against: dict[str, set[str]] = defaultdict(set)
        for sides in self._lexicons.contraries.values():
            for side, words in sides.items():
                others = {word for other, found in sides.items() if other != side for word in found}
                for word in words:
                    against[word] |= others
        return {word: frozenset(others) for word, others in against.items()}

    @cached_property
    def _families(self) -> Mapping[str, Words]:
        others: dict[str, set[str]] = defaultdict(set)
        for words in self._lexicons.families.values():
            for word in words:
                others[word] |= {*words} - {word}
        return {word: frozenset(found) for word, found in others.items()}
