"""A word of a draft for which its sources have one that excludes it: "convicted" for "charged", "after" for "before".

No tree is read: where a sentence of a source tells much the same, and has the other word among the same words, it is
the one that stands there. Which words exclude each other is in two lists: contraries.toml, whose words a "not" turns
into each other, and families.toml.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck.checks._support.bag_index import BagIndex
from factcheck.checks._support.verdict import Doubt, Sight, SupportThresholds, Where, Why
from factcheck.domain.account import Account
from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence, Span, Token
from factcheck.settings.lexicons import Lexicons
from factcheck.text.nearness import Bag, Nearness, around, matter_of
from factcheck.values.speech.negation import negated_words

# Set with 40 real drafts in view, not fitted: with two words shared it finds three more of the 100 errors of one half
# and raises two false alarms on clean drafts; with three the alarms are gone. On 20 not in view it raises a low one.
_NEAREST = 5  # sentences of the sources that are looked at
_DIGITS = 9  # of that which count: what is equal but for the last ones stands in the order of the sources
_TELLING = 0.2  # mean of coverage and likeness from which on a sentence may tell the same
_AMONG = 0.4  # likeness of the words around two words from which on they stand in one place,
_SHARED = 3  # and how many of these words are the same
_WORDS = ("VV", "NN", "AJ", "AV", "PR", "CJ", "DT", "CR", "OR")  # how the tags of what may be put for another begin
_UNTIL = frozenset({"until", "till"})

_INSTEAD = Why(
    "Where a source tells this, it has a word that excludes the draft's; none has the draft's word there.",
    Where.ELSEWHERE,
)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word, its forms as the lists have them, and whether it stands under a negation."""

    token: Token
    forms: frozenset[str]
    negated: bool
    until: bool


@dataclass(frozen=True, slots=True)
class _Instead:
    """A source's word in the place of a draft's, and how alike the words around them are, 0 to 1."""

    ours: _Placed
    theirs: _Placed
    sentence: Sentence
    likeness: float


class Substitutes:
    """Finds them in the sentences of the sources that are nearest to the draft's."""

    def __init__(
        self, sources: Sequence[Account], lexicons: Lexicons, nearness: Nearness, thresholds: SupportThresholds
    ) -> None:
        self._sources, self._lexicons, self._nearness = sources, lexicons, nearness
        self._thresholds = thresholds

    def weigh(self, draft: Account) -> Iterator[Doubt]:
        """Yield the word of each sentence for which a source most plainly has another, if any."""
        named = [name.span for name in draft.names]
        for sentence in draft.sentences:
            placed = [one for one in self._placed(sentence) if one.forms & self._listed]
            free = [one for one in placed if not _within(one.token, (*sentence.quoted, *named))]
            found = self._instead(sentence, free) if free else []
            if found:
                yield self._doubt(sentence, max(found, key=lambda one: (one.likeness, -one.ours.token.start)))

    def _instead(self, sentence: Sentence, free: Sequence[_Placed]) -> list[_Instead]:
        near = self._nearest(sentence)
        have = frozenset(form for one in self._placed(sentence) for form in one.forms)
        found = []
        for ours in free:
            words = around(sentence, Span(ours.token.start, ours.token.end)) - ours.forms
            told = max(
                (self._alike(words, ours, s, p)[0] for s in near for p in self._placed(s) if _is(ours, p)), default=0.0
            )
            for other in near:
                for theirs in self._placed(other):
                    if not self._excludes(ours, theirs) or theirs.forms & have:
                        continue
                    alike, shared = self._alike(words, theirs, other, theirs)
                    if alike >= _AMONG and alike > told and shared >= _SHARED:
                        found.append(_Instead(ours, theirs, other, alike))
        return found

    def _alike(self, words: Bag, one: _Placed, sentence: Sentence, placed: _Placed) -> tuple[float, int]:
        """How alike the words around a source's word are to those around the draft's, and how many are the same."""
        others = around(sentence, Span(placed.token.start, placed.token.end)) - one.forms
        return self._nearness.likeness(words, others), len(words & others)

    def _excludes(self, ours: _Placed, theirs: _Placed) -> bool:
        if ours.token.tag[:1] != theirs.token.tag[:1] or ours.forms & theirs.forms:
            return False
        if any(form in self._contraries and theirs.forms & self._contraries[form] for form in ours.forms):
            return ours.negated == theirs.negated
        open_ = ours.negated or theirs.negated or ours.until or theirs.until
        return not open_ and any(theirs.forms & self._families.get(form, frozenset()) for form in ours.forms)

    def _nearest(self, sentence: Sentence) -> list[Sentence]:
        """The sentences that tell most of what the draft's tells."""
        matter = matter_of(sentence.tokens)
        whole = self._nearness.weight(matter)
        if not whole:
            return []
        scores = (self._index.shared(matter) / whole + self._index.likenesses(matter)) / 2
        ranked = sorted((-round(float(scores[n]), _DIGITS), n) for n in (scores >= _TELLING).nonzero()[0])
        return [self._told[n] for _, n in ranked[:_NEAREST]]

    def _placed(self, sentence: Sentence) -> list[_Placed]:
        key = sentence.article, sentence.span
        if key not in self._read:
            tokens, negated = sentence.tokens, negated_words(sentence.tokens, self._lexicons)
            self._read[key] = [
                _Placed(t, frozenset({t.lemma, t.text.lower()}), k in negated, k > 0 and tokens[k - 1].lemma in _UNTIL)
                for k, t in enumerate(tokens)
                if t.tag.startswith(_WORDS)
            ]
        return self._read[key]

    @cached_property
    def _read(self) -> dict[tuple[str, Span], list[_Placed]]:
        """What is known already by `_placed`."""
        return {}

    @cached_property
    def _told(self) -> list[Sentence]:
        return [sentence for account in self._sources for sentence in account.sentences]

    @cached_property
    def _index(self) -> BagIndex:
        return BagIndex([matter_of(sentence.tokens) for sentence in self._told], self._nearness)

    @cached_property
    def _contraries(self) -> Mapping[str, frozenset[str]]:
        against: dict[str, set[str]] = defaultdict(set)
        for sides in self._lexicons.contraries.values():
            for side, words in sides.items():
                others = {word for other, found in sides.items() if other != side for word in found}
                for word in words:
                    against[word] |= others
        return {word: frozenset(others) for word, others in against.items()}

    @cached_property
    def _families(self) -> Mapping[str, frozenset[str]]:
        others: dict[str, set[str]] = defaultdict(set)
        for words in self._lexicons.families.values():
            for word in words:
                others[word] |= {*words} - {word}
        return {word: frozenset(found) for word, found in others.items()}

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset({*self._contraries, *self._families})

    def _doubt(self, sentence: Sentence, found: _Instead) -> Doubt:
        said, known = (
            Sight(s, Span(one.token.start, one.token.end))
            for s, one in ((sentence, found.ours), (found.sentence, found.theirs))
        )
        return Doubt(
            sort="word",
            slot=found.ours.token.lemma,
            label=said.words,
            said=said,
            nearest=known,
            nearest_label=known.words,
            severity=Severity.MEDIUM,
            confidence=self._thresholds.changed_confidence,
            why=_INSTEAD,
        )


def _is(ours: _Placed, theirs: _Placed) -> bool:
    """Whether a source has the draft's own word, as much denied."""
    return bool(ours.forms & theirs.forms) and ours.negated == theirs.negated


def _within(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.start < span.end for span in spans)
