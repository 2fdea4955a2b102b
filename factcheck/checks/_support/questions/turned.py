"""A value and the one before it, the wrong way round: "2.2 percent, against 1.6 percent the quarter before"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.values.inventory import said_number
from factcheck.checks._support.values.reach import same_number
from factcheck.checks._support.verdict import Doubt, Sight, Where, Why, confidence_of
from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence, Span
from factcheck.settings.lexicons import Lexicons
from factcheck.text.excerpt import shortened
from factcheck.text.nearness import Bag, around, matter_of
from factcheck.values.figures.finding import find_figures

_AGAINST = frozenset({"against", "versus", "than", "compared", "compare", "after", "from"})
_NO_UNIT = frozenset({"", "ordinal", "times", "second", "year of age"})
_BETWEEN = 6  # words between the two values
_SHOWN = 9  # words of a side that a summary shows

_TURNED = Why("The source has the two values the other way round: the one is now, the other was before.", Where.CROSSED)


@dataclass(frozen=True, slots=True)
class _BeforeAndNow:
    """What something is now and what it was before, as one sentence gives them."""

    now: float
    before: float
    unit: str
    place: Sight
    nouns: Bag


class Turned:
    """What the sources make of two values of which the draft says that the one came after the other."""

    def __init__(self, held: HeldDraft) -> None:
        self._draft = held.draft
        self._lexicons, self._nearness, self._thresholds = held.lexicons, held.nearness, held.thresholds
        told = (sentence for account in held.sources for sentence in account.sentences)
        self._courses = [course for sentence in told for course in _courses(sentence, held.lexicons)]

    def weigh(self) -> Iterator[Doubt]:
        """Yield the pairs of values that are turned, in the order of the draft's text."""
        for sentence in self._draft.sentences:
            for said in _courses(sentence, self._lexicons):
                if doubt := self._weighed(said):
                    yield doubt

    def _weighed(self, said: _BeforeAndNow) -> Doubt | None:
        if any(same_number(k.now, said.now) and same_number(k.before, said.before) for k in self._courses):
            return None
        turned = (k for k in self._courses if same_number(k.now, said.before) and same_number(k.before, said.now))
        known = next((k for k in turned if k.unit == said.unit and self._of_one_thing(said, k)), None)
        if known is None:
            return None
        return Doubt(
            sort="exchange",
            slot=said.unit,
            label=shortened(said.place.words, words=_SHOWN),
            said=said.place,
            nearest=known.place,
            nearest_label=shortened(known.place.words, words=_SHOWN),
            severity=Severity.HIGH,
            confidence=confidence_of(_TURNED, self._thresholds),
            why=_TURNED,
        )

    def _of_one_thing(self, said: _BeforeAndNow, known: _BeforeAndNow) -> bool:
        ours, theirs = (around(one.place.sentence, one.place.span) for one in (said, known))
        return bool(said.nouns & known.nouns) and self._nearness.likeness(ours, theirs) >= self._thresholds.borne_out


def _courses(sentence: Sentence, lexicons: Lexicons) -> Iterator[_BeforeAndNow]:
    """The values of one unit side by side, of which the second is what the first is held against."""
    found = find_figures(sentence, lexicons, nounless=True)
    for (one, now), (other, before) in pairwise(found):
        between = [t.lemma for t in sentence.tokens if one.end <= t.start and t.end <= other.start]
        numbers = said_number(now.words), said_number(before.words)
        if now.unit != before.unit or now.unit in _NO_UNIT or len(between) > _BETWEEN or None in numbers:
            continue
        if not _AGAINST & set(between) or "to" in between or _word_before(sentence, one) == "from":
            continue
        place = Sight(sentence, Span(one.start, other.end))
        first, second = numbers
        assert first is not None
        assert second is not None
        if first != second:
            yield _BeforeAndNow(first, second, now.unit, place, matter_of(sentence.tokens, ("NN", "NP")))


def _word_before(sentence: Sentence, span: Span) -> str:
    return next((t.lemma for t in reversed(sentence.tokens) if t.end <= span.start), "")
