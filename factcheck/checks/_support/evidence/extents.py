"""What speaks for a draft's saying something of more, or of fewer, than its sources do: "all" for "most".

Of each quantifier of a draft the source is sought that tells the same of another share, and the one that tells it of
the like. How much speaks for the first is evidence, which a logistic model weighs: what beside the two is alike in
meaning (vectors), and which words they share. The names of the evidence and their order belong to the shipped card
(models/extents.json); training/fit_extents.py fits it on clean drafts, whose quantifiers it takes for others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.checks._support.evidence.quantifiers import HowMany, Quantifier, quantifiers
from factcheck.checks._support.words.titled import in_text, titled
from factcheck.domain.account import Account
from factcheck.interfaces import Encoder
from factcheck.text.nearness import Nearness

CARD = "extents.json"  # of the shipped weights

# Every piece of evidence, in the order of the card, and how a report calls it.
EVIDENCE: Mapping[str, str] = {
    "sentences": "how much the two sentences are alike",
    "shared": "the words beside the two that they share",
    "quoted": "whether the source quotes it",
    "agreeing sentences": "how little the nearest source says the like of as many",
    "lead": "that what tells it of others is nearer than what tells it of as many",
}
_NOTHING = 0.2  # likeness where no source has a quantifier
# By how much less near what bears a draft out is still as near as what gainsays it: with 0 12 errors of this sort were
# told from .5 on, with .15 19, each time beside 2 sentences without one (150 stories in view; docs/check.md).
_AS_NEAR = 0.15
_BY_SENTENCES, _BY_WORDS = 0.5, 0.3  # what these count for nearness beside the likeness of the words; set, not fitted


@dataclass(frozen=True, slots=True)
class _NearQuantifier:
    """A quantifier of a source beside one of the draft; of no source where `known` is None."""

    known: Quantifier | None = None
    alike: float = _NOTHING
    sentences: float = _NOTHING
    shared: float = 0.0

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands: article, and start in its text."""
        return (self.known.sentence.article, self.known.span.start) if self.known else ("", 0)

    @property
    def near(self) -> float:
        """How near the two are, all in all."""
        return self.alike + _BY_SENTENCES * self.sentences + _BY_WORDS * self.shared


@dataclass(frozen=True, slots=True)
class OtherExtent:
    """A quantifier of a draft, the one of a source that tells the nearest of another share, and the evidence."""

    said: Quantifier
    known: Quantifier
    row: tuple[float, ...]


class ExtentEvidence:
    """Gathers it."""

    def __init__(self, sources: Sequence[Account], nearness: Nearness, encoder: Encoder) -> None:
        self._known = [one for account in sources for sentence in titled(account) for one in quantifiers(sentence)]
        self._nearness, self._encoder = nearness, encoder

    def of(self, draft: Account) -> Iterator[OtherExtent]:
        """Yield the draft's own quantifiers that a source may gainsay, sentence by sentence."""
        said = _own(draft)
        vectors = _VectorsBeside([*said, *self._known], self._encoder) if said and self._known else None
        for one in said:
            if vectors and (found := self._beside(one, vectors)):
                yield found

    def of_each(self, draft: Account, among: Sequence[HowMany]) -> Iterator[tuple[OtherExtent, bool]]:
        """Yield every quantifier as it stands and as though it said each of `among`; and whether that is another."""
        said = _own(draft)
        vectors = _VectorsBeside([*said, *self._known], self._encoder)
        for one in said:
            for many in sorted({one.many, *among}):
                if found := self._beside(replace(one, many=many), vectors):
                    yield found, many is not one.many

    def _beside(self, said: Quantifier, vectors: _VectorsBeside) -> OtherExtent | None:
        met = [self._met(said, known, vectors) for known in self._known]
        other = _nearest(one for one in met if one.known and _gainsays(one.known, said))
        same = _nearest(one for one in met if one.known and one.known.many is said.many)
        if other.known is None or same.near >= other.near - _AS_NEAR:
            return None  # what says it of as many bears it out
        evidence = {
            "sentences": other.sentences,
            "shared": other.shared,
            "quoted": other.known.quoted,
            "agreeing sentences": same.sentences,
            "lead": other.near - same.near,
        }
        return OtherExtent(said, other.known, tuple(float(evidence[name]) for name in EVIDENCE))

    def _met(self, said: Quantifier, known: Quantifier, vectors: _VectorsBeside) -> _NearQuantifier:
        return _NearQuantifier(
            known,
            alike=vectors.alike(said.told, known.told),
            sentences=vectors.alike(said.sentence.text, known.sentence.text),
            shared=self._nearness.likeness(said.matter, known.matter),
        )


def _gainsays(known: Quantifier, said: Quantifier) -> bool:
    """Whether a source's text says another share; who says of some what is true of most says less, and no wrong."""
    only_less = (said.many, known.many) == (HowMany.SOME, HowMany.MOST)
    return known.many is not said.many and not only_less and in_text(known.sentence)


def _own(draft: Account) -> list[Quantifier]:
    """Return the quantifiers of a draft that stand in no quotation."""
    return [one for sentence in draft.sentences for one in quantifiers(sentence) if not one.quoted]


def _nearest(met: Iterable[_NearQuantifier]) -> _NearQuantifier:
    """Return the nearest; of two that are as near the first by article and place, whatever order they come in."""
    return min(met, key=lambda one: (-one.near, one.place), default=_NearQuantifier())


class _VectorsBeside:
    """What stands beside some quantifiers, and their sentences, as vectors."""

    def __init__(self, of: Sequence[Quantifier], encoder: Encoder) -> None:
        texts = sorted({text for one in of for text in (one.told, one.sentence.text)})
        self._at = {text: n for n, text in enumerate(texts)}
        vectors = encoder.encode(texts)
        self._alike = vectors @ vectors.T

    def alike(self, one: str, other: str) -> float:
        """Return the cosine of two texts, -1 to 1."""
        return float(self._alike[self._at[one], self._at[other]])
