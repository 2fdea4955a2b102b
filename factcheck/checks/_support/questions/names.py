"""The people, bodies, outlets and places of a draft, held against every word of its sources.

Two questions of each: does any source mention it at all; and where the sources tell the same, who or what stands there?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.names.mentions import Mentions, name_words
from factcheck.checks._support.names.rivals import Rivals
from factcheck.checks._support.names.slots import Filling, Slot, names_of
from factcheck.checks._support.verdict import SHOWN, Doubt, Sight, Where, Why, confidence_of
from factcheck.domain.account import Name
from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence
from factcheck.text.excerpt import shortened
from factcheck.text.matter import matter_beside
from factcheck.values.names.capitals import SHOUTED
from factcheck.values.names.spelling import alike, core, words_of
from factcheck.values.speech.people import People

_PERHAPS = frozenset({"person", "other"})  # sorts of names that may be a person's
_NOWHERE = Why("No source has the name in any form: not in full, not in short, not as an acronym or an adjective.")
_ELSEWHERE = Why(
    "Where the sources tell this, another stands there, and nowhere do they tell it with the one of the draft.",
    Where.ELSEWHERE,
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A name of the draft; `filling` is the slot that it fills, if one."""

    name: Name
    sentence: Sentence
    filling: Filling | None
    person: bool

    @property
    def sort(self) -> str | None:
        """A place, a body, or the name of whoever is a person or is credited; None for all else."""
        if self.name.sort == "place":
            return "place"
        credited = self.filling is not None and self.filling.slot is Slot.CREDIT
        if credited or self.person or self.name.sort == "person":
            return "name"
        spoken = SHOUTED.fullmatch(self.name.text) is not None  # "TV" and "SUV" are words
        return "body" if self.name.sort == "organisation" and not spoken else None

    @property
    def keys(self) -> frozenset[str]:
        """The name and its last word alone: one finding for "Sir Edmund Fairley" and a later "Fairley"."""
        words = words_of(self.name.text)
        return frozenset({" ".join(words), *words[-1:]})

    @property
    def is_scene(self) -> bool:
        """Whether a place says where: "in Milltown" does, "Rao of Milltown" says who somebody is."""
        return self.filling is not None and self.filling.slot not in (Slot.OF, Slot.CREDIT)


class Names:
    """What the sources' names make of a draft's."""

    def __init__(self, held: HeldDraft) -> None:
        self._passages, self._book, self._given = held.passages, held.book, held.lexicons.titles.given
        self._people = People({held.draft.article.id: held.draft}, held.book, held.lexicons.titles)
        self._mentions = Mentions(held.sources, held.lexicons)
        self._rivals = Rivals(held.passages, held.thresholds)
        self._thresholds = held.thresholds

    def weigh(self) -> Iterator[Doubt]:
        """Yield the names that no source has, and those that stand where the sources have another, once each."""
        told: set[str] = set()
        for sentence in self._passages.draft.sentences:
            for said in self._said(sentence):
                doubt = None if told & said.keys else self._nowhere(said) or self._elsewhere(said)
                if doubt is not None:
                    told |= said.keys
                    yield doubt

    def _said(self, sentence: Sentence) -> Iterator[_Named]:
        draft = self._passages.draft
        filled = {one.name.span: one for one in self._passages.fillings(draft, sentence)}
        persons = {name.span for name in self._people.among(sentence)}
        for name in names_of(draft, sentence):
            yield _Named(name, sentence, filled.get(name.span), name.span in persons)

    def _nowhere(self, said: _Named) -> Doubt | None:
        if said.sort is None:
            return None
        instead = self._spelt_alike(said)
        if instead is None and (self._known(said.name) or (said.sort == "place" and not said.is_scene)):
            return None
        nearest, label = instead or self._nearest(said)
        return Doubt(
            sort=said.sort,
            slot="",
            label=said.name.text,
            said=Sight(said.sentence, said.name.span),
            nearest=nearest,
            nearest_label=label,
            severity=Severity.HIGH if said.sort == "name" else Severity.MEDIUM,
            confidence=self._thresholds.name_confidence,
            why=_NOWHERE,
        )

    def _elsewhere(self, said: _Named) -> Doubt | None:
        rival = self._rivals.of(said.filling) if said.filling else None
        if rival is None:
            return None
        return Doubt(
            sort="place",
            slot="",
            label=said.name.text,
            said=Sight(said.sentence, said.name.span),
            nearest=Sight(rival.filling.sentence, rival.filling.name.span),
            nearest_label=rival.filling.name.text,
            severity=Severity.MEDIUM,
            confidence=confidence_of(_ELSEWHERE, self._thresholds),
            why=_ELSEWHERE,
        )

    def _known(self, name: Name) -> bool:
        return self._mentions.has(name) or self._book.key(name.text) in self._keys

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(self._book.key(name.text) for one in self._passages.sources for name in one.names)

    def _spelt_alike(self, said: _Named) -> tuple[Sight, str] | None:
        """The name of a source that the draft never has and that is nearly its own, in words that are like its own."""
        if said.name.sort == "other" or set(core(name_words(said.name.text))) <= self._mentions.words:
            return None
        matter = matter_beside(said.sentence, said.name.span)
        for other, sentence, beside in self._new:
            if other.sort == said.name.sort and matter & beside and self._is_slip(said.name.text, other.text):
                return Sight(sentence, other.span), other.text
        return None

    @cached_property
    def _new(self) -> Sequence[tuple[Name, Sentence, frozenset[str]]]:
        """The sources' names that the draft never has, with the sentence of each and the words of matter beside."""
        told = ((name, one.sentence) for one in self._passages.all for name in names_of(one.account, one.sentence))
        new = ((name, sentence) for name, sentence in told if self._passages.is_new(name.text))
        return [(name, sentence, matter_beside(sentence, name.span)) for name, sentence in new]

    def _is_slip(self, ours: str, theirs: str) -> bool:
        """Whether a name is a slip for another; of spellings of one name the kind `name` tells."""
        one, two = (" ".join(core(name_words(text))) for text in (ours, theirs))
        return fuzz.ratio(one, two) >= self._thresholds.similar and not alike(one, two, given=self._given)

    def _nearest(self, said: _Named) -> tuple[Sight, str]:
        """The passage that is nearest, and in it a name of the same sort that the draft never has."""
        likeness, best = self._passages.nearest(said.sentence, said.name.span)
        sorts = _PERHAPS if said.sort == "name" and said.name.sort in _PERHAPS else {said.name.sort}
        others = (n for n in names_of(best.account, best.sentence) if n.sort in sorts)
        other = next((name for name in others if self._passages.is_new(name.text)), None)
        if other is not None and likeness >= self._thresholds.borne_out:
            return Sight(best.sentence, other.span), other.text
        return Sight(best.sentence, best.sentence.span), shortened(best.sentence.text, words=SHOWN)
