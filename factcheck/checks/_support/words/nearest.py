"""The sentences of some sources that tell most of what a sentence of a draft tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.checks._support.words.bag_index import BagIndex
from factcheck.domain.text import Sentence
from factcheck.text.nearness import Nearness, matter_of

_NEAREST = 6  # sentences of the sources that are looked at, and
_COVERED = 0.15  # the least share of the draft's sentence that one has,
_FEWEST = 3  # and the fewest of its words of matter
_DIGITS = 9  # of a nearness that count: what is equal but for the last ones stands in the order of the sources


@dataclass(frozen=True, slots=True)
class NearSentence:
    """The number of a sentence of the sources, which share of the draft's it `covered`, and which of it the draft's."""

    n: int
    covered: float
    covers: float


class NearestSentences:
    """Finds them, for all sentences of the sources at once."""

    def __init__(self, told: Sequence[Sentence], nearness: Nearness) -> None:
        self._nearness = nearness
        self._bags = [matter_of(sentence.tokens) for sentence in told]
        self._wholes = [nearness.weight(bag) or 1.0 for bag in self._bags]
        self._index = BagIndex(self._bags, nearness)

    def to(self, sentence: Sentence) -> list[NearSentence]:
        """Return the nearest, the nearest first."""
        matter = matter_of(sentence.tokens)
        whole = self._nearness.weight(matter)
        if not whole or not self._bags:
            return []
        shared, alike = self._index.shared(matter), self._index.likenesses(matter)
        scores = (shared / whole + alike) / 2
        ranked = sorted((-round(float(scores[n]), _DIGITS), int(n)) for n in (shared >= _COVERED * whole).nonzero()[0])
        near = [n for _, n in ranked if len(matter & self._bags[n]) >= _FEWEST][:_NEAREST]
        return [NearSentence(n, float(shared[n]) / whole, float(shared[n]) / self._wholes[n]) for n in near]
