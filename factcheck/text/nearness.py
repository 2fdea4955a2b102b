"""How near two stretches of text are, by the words of matter that they share: rare words weigh more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from factcheck.domain.text import Sentence, SentencePlace, Span, Token
from factcheck.text.matter import MATTER, MATTER_AND_NUMBERS

Bag = frozenset[str]

_WINDOW = 7  # words on either side of a value that tell of what it is a value


class Nearness:
    """Likeness of bags of lemmas, as rare as they are in some sentences.

    What is worked out once is kept: a draft's words are held against those of every sentence of its sources.
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        holders = Counter(word for sentence in sentences for word in matter_of(sentence.tokens))
        self._weights = {word: _rarity(len(sentences), number) for word, number in holders.items()}
        self._of_none = _rarity(len(sentences), 0)
        self._wholes: dict[Bag, float] = {}
        self._bags: dict[SentencePlace, Bag] = {}

    def likeness(self, one: Bag, other: Bag) -> float:
        """Return the weight of the shared words against that of both bags (Dice), 0 to 1."""
        both = self._whole(one) + self._whole(other)
        return 2 * self.weight(one & other) / both if both else 0.0

    def of_sentences(self, one: Sentence, other: Sentence) -> float:
        """Return the likeness of two whole sentences, their numbers counted as words."""
        return self.likeness(self.bag(one), self.bag(other))

    def weight(self, words: Bag) -> float:
        """Return the sum of 1 + ln((1 + n) / (1 + df)) over the words."""
        return math.fsum([self._weights.get(word, self._of_none) for word in words])

    def bag(self, sentence: Sentence) -> Bag:
        """Return the lemmas of the words of matter of a sentence, numbers among them."""
        if sentence.place not in self._bags:
            self._bags[sentence.place] = matter_of(sentence.tokens)
        return self._bags[sentence.place]

    def _whole(self, words: Bag) -> float:
        if words not in self._wholes:
            self._wholes[words] = self.weight(words)
        return self._wholes[words]


def _rarity(sentences: int, holders: int) -> float:
    return math.log((1 + sentences) / (1 + holders)) + 1


def matter_of(tokens: Iterable[Token], tags: tuple[str, ...] = MATTER_AND_NUMBERS) -> Bag:
    """Return the lemmas of the words of matter, numbers among them unless `tags` leave them out."""
    return frozenset(t.lemma for t in tokens if t.tag.startswith(tags) and any(c.isalnum() for c in t.lemma))


def around(sentence: Sentence, span: Span, *, numbers: bool = False) -> Bag:
    """Return the lemmas of matter near the words at `span` and of those words themselves.

    With `numbers`, those beside the words tell what is spoken of as well.
    """
    row = sentence.tokens
    inside = [n for n, t in enumerate(row) if span.overlaps(Span(t.start, t.end))]
    if not inside:
        return frozenset()
    low, high = inside[0], inside[-1] + 1
    beside = (*row[max(0, low - _WINDOW) : low], *row[high : high + _WINDOW])
    return matter_of(row[low:high], MATTER) | matter_of(beside, MATTER_AND_NUMBERS if numbers else MATTER)
