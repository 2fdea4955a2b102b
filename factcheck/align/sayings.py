"""All that the articles of a story quote, sentence by sentence, and which of it may be of one utterance.

Candidates are quoted sentences of two articles that share a word of matter and a part of their weight. A word weighs
the more, the fewer sentences of an article have it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from factcheck.domain.account import Account
from factcheck.domain.text import Sentence
from factcheck.values.speech.renderings import Rendering, rendering
from factcheck.values.speech.utterances import Passage, keys_of, passages, utterances

Pair = tuple[int, int]

_COVERED = 0.2  # share of the shorter one's weight below which two quotations have too little in common
_COMMON = 100  # quotations that have a word, from which on it says nothing: no story may grow with all pairs of them
_DECIMALS = 6  # so that float noise ranks nothing


@dataclass(frozen=True)
class Sayings:
    """The quoted sentences of a story, by number, in the order of the articles and their texts.

    `marked` says which stand in quotation marks rather than in a transcript, `following` which sentence of one
    utterance goes on with which; `weights` how much each word says.
    """

    sentences: Sequence[Sentence]
    passages: Sequence[Passage]
    marked: Sequence[bool]
    following: Mapping[int, int]
    weights: Mapping[str, float]

    @classmethod
    def of(cls, accounts: Sequence[Account]) -> Sayings:
        """Collect what accounts quote; their order never matters."""
        by_place = {(s.article, s.index): s for account in accounts for s in account.sentences}
        found: list[Passage] = []
        marked: list[bool] = []
        following: dict[int, int] = {}
        for account in sorted(accounts, key=lambda a: a.article.id):
            for utterance in utterances(account):
                first = len(found)
                found += passages(utterance)
                marked += [utterance.marked] * (len(found) - first)
                following.update(pairwise(range(first, len(found))))
        return cls([by_place[one.place] for one in found], found, marked, following, _weights(accounts))

    def article(self, i: int) -> str:
        return self.passages[i].place[0]

    @cached_property
    def preceding(self) -> Mapping[int, int]:
        return {after: before for before, after in self.following.items()}

    @cached_property
    def _bags(self) -> Sequence[Counter[str]]:
        return [Counter(word.key for word in passage.words) for passage in self.passages]

    @cached_property
    def _total(self) -> Sequence[float]:
        return [sum(self.weights[key] * times for key, times in bag.items()) for bag in self._bags]

    @cached_property
    def covered(self) -> Mapping[Pair, float]:
        """The share of the lighter one's weight that both have, of those that have enough in common."""
        holders: dict[str, list[int]] = defaultdict(list)
        for n, passage in enumerate(self.passages):
            for key in {word.key for word in passage.words if word.matters}:
                holders[key].append(n)
        met = {pair for held in holders.values() if len(held) <= _COMMON for pair in combinations(held, 2)}
        found = {pair: self._common(*pair) / (min(self._total[n] for n in pair) or 1.0) for pair in sorted(met)}
        return {pair: share for pair, share in found.items() if share >= _COVERED}

    def _common(self, i: int, j: int) -> float:
        small, large = sorted((self._bags[i], self._bags[j]), key=len)
        return sum(self.weights[key] * min(times, large[key]) for key, times in small.items() if key in large)

    def alike(self, i: int, j: int) -> float:
        """The share of the weight of both that they have in common, 0 to 1."""
        lighter = min(self._total[i], self._total[j])
        share = 2 * self.covers(i, j) * lighter / (self._total[i] + self._total[j] or 1.0)
        return round(share, _DECIMALS)

    def covers(self, i: int | None, j: int | None) -> float:
        """The share of the lighter one's weight that both have; 0 where they have too little in common."""
        return self.covered.get((min(i, j), max(i, j)), 0.0) if i is not None and j is not None else 0.0

    @cached_property
    def nearest(self) -> Mapping[tuple[int, str], Sequence[float]]:
        """How alike those of an article are to a quotation, by its number and the article, the most alike first."""
        met: dict[tuple[int, str], list[float]] = defaultdict(list)
        for i, j in self.covered:
            alike = self.alike(i, j)
            met[i, self.article(j)].append(alike)
            met[j, self.article(i)].append(alike)
        return {key: sorted(found, reverse=True) for key, found in met.items()}

    def candidates(self) -> Iterator[tuple[Pair, Rendering]]:
        """Yield the pairs of two articles that may be of one utterance, and how their words are aligned."""
        for i, j in self.covered:
            if self.article(i) != self.article(j) and (self.marked[i] or self.marked[j]):
                aligned = rendering(self.passages[i], self.passages[j])
                if aligned is not None:
                    yield (i, j), aligned


def _weights(accounts: Sequence[Account]) -> Mapping[str, float]:
    times: dict[str, Counter[str]] = defaultdict(Counter)
    for account in accounts:
        for sentence in account.sentences:
            for word in {key for token in sentence.tokens for key in keys_of(token.text)}:
                times[word][account.article.id] += 1
    mean = sum(len(account.sentences) for account in accounts) / max(1, len(accounts))
    weights: dict[str, float] = defaultdict(lambda: math.log1p(mean))
    weights.update({word: math.log1p(mean * len(by) / by.total()) for word, by in times.items()})
    return weights
