"""What the sources have where a draft has a place: another one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from factcheck.checks._support.names.mentions import name_words
from factcheck.checks._support.names.passages import Passages, SourcePassage
from factcheck.checks._support.names.slots import Filling, Slot, is_part
from factcheck.checks._support.verdict import SupportThresholds
from factcheck.domain.text import Sentence
from factcheck.text.nearness import Bag, around, matter_of
from factcheck.values.deeds.vocabulary import days, other_days

_FEWEST = 2  # words that two statements share, whatever their likeness


@dataclass(frozen=True, slots=True)
class Rival:
    """The name of a source in the slot of a draft's, and how like the two statements are, 0 to 1."""

    filling: Filling
    likeness: float


class Rivals:
    """Finds the rivals of a draft's places in the passages of its sources."""

    def __init__(self, passages: Passages, thresholds: SupportThresholds) -> None:
        self._passages, self._thresholds = passages, thresholds

    def of(self, ours: Filling) -> Rival | None:
        """Return the likeliest rival of a name; None where a source may tell the same with the name itself."""
        if ours.slot in (Slot.OF, Slot.CREDIT) or is_part(ours):
            return None
        statement = _DraftClause(ours, self._passages)
        telling = [passage for passage in self._passages.all if self._has(ours, passage)]
        if any(statement.may_be_in(passage) >= self._thresholds.borne_out for passage in telling):
            return None
        others = [p for p in self._passages.all if p not in telling]
        rivals = [
            Rival(theirs, statement.likeness(theirs, passage))
            for passage in others
            for theirs in passage.fillings
            if self._instead(ours, theirs) and not self._told_as_well(ours, theirs, passage)
        ]
        best = max(rivals, key=lambda rival: rival.likeness, default=None)
        return best if best and best.likeness >= self._thresholds.same_thing else None

    def _has(self, ours: Filling, passage: SourcePassage) -> bool:
        """Whether a passage has the draft's name."""
        return set(name_words(ours.name.text)) <= passage.words

    def _instead(self, ours: Filling, theirs: Filling) -> bool:
        """Whether a source's name can stand for the draft's and is surely another."""
        if theirs.slot is not ours.slot or _is_beside(theirs, ours) or is_part(theirs):
            return False
        dated = other_days(days(ours.sentence.tokens), days(theirs.sentence.tokens))
        return not dated and self._passages.gazetteer.exclude([ours.name.text], [theirs.name.text])

    def _told_as_well(self, ours: Filling, theirs: Filling, passage: SourcePassage) -> bool:
        """Whether another sentence of the draft tells the same as the source, with the source's name."""
        words, nearness = set(name_words(theirs.name.text)), self._passages.nearness
        return any(
            words <= spelt
            and sentence is not ours.sentence
            and nearness.likeness(matter, passage.matter) >= self._thresholds.same_thing
            for sentence, spelt, matter in self._drafted
        )

    @cached_property
    def _drafted(self) -> tuple[tuple[Sentence, frozenset[str], Bag], ...]:
        draft = self._passages.draft
        return tuple((s, frozenset(name_words(s.text)), matter_of(s.tokens)) for s in draft.sentences)


class _DraftClause:
    """What the draft says with a name in a slot: the whole sentence, and the words around the name."""

    def __init__(self, ours: Filling, passages: Passages) -> None:
        self._ours, self._passages, self._nearness = ours, passages, passages.nearness
        self._own = passages.own(ours.sentence, ours.name.span)

    @cached_property
    def _whole(self) -> Bag:
        return matter_of(self._ours.sentence.tokens) - self._own

    @cached_property
    def _beside(self) -> Bag:
        return around(self._ours.sentence, self._ours.name.span) - self._own

    def may_be_in(self, passage: SourcePassage) -> float:
        """Return how like a passage that has the name is to the statement, 0 to 1."""
        return max(self._nearness.likeness(part, passage.matter) for part in (self._whole, self._beside))

    def likeness(self, theirs: Filling, passage: SourcePassage) -> float:
        """Return how like the statement with the other name is, 0 to 1."""
        own = self._passages.own(theirs.sentence, theirs.name.span)
        return max(
            self._like(self._whole, passage.matter - own),
            self._like(self._beside, around(theirs.sentence, theirs.name.span) - own),
        )

    def _like(self, one: Bag, other: Bag) -> float:
        return self._nearness.likeness(one, other) if len(one & other) >= _FEWEST else 0.0


def _is_beside(one: Filling, other: Filling) -> bool:
    """Whether a name stands beside the other, too: "White House spokeswoman Ada Rao" and "the White House"."""
    return bool(set(name_words(one.name.text)) & set(name_words(other.sentence.text)))
