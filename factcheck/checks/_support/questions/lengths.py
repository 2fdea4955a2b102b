"""Lengths of time of a draft ("for five months"), where a source tells nearly the same with another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.values.reach import within
from factcheck.checks._support.verdict import Doubt, Sight, Where, Why
from factcheck.checks._support.words.titled import in_text, titled
from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import Figure
from factcheck.settings.lexicons import Lexicons
from factcheck.text.nearness import Bag, around
from factcheck.values.figures.agreement import best_value, describe_figure
from factcheck.values.figures.bounds import bounded
from factcheck.values.figures.compounds import joined
from factcheck.values.figures.finding import find_figures
from factcheck.values.figures.numbers import read_number
from factcheck.values.figures.units import measure

# Likeness of two sentences, and of the words around two lengths in them, from which on they are of one thing: set with
# 136 drafts in view, in which it tells 19 lengths that were altered and doubts none that was not.
_ONE_THING = 0.3
_WHY = Why("No source has this length of time; one that tells nearly the same has another.", Where.NOWHERE)


@dataclass(frozen=True, slots=True)
class _Length:
    """A length of time in seconds, where it stands, and the words of matter around it."""

    figure: Figure
    place: Sight
    around: Bag

    def may_be_told_for(self, known: _Length) -> bool:
        """Whether somebody who knows a source's length may tell this one: the same, rounded, or within a bound."""
        return within(self.figure, best_value(known.figure))


class Lengths:
    """What the sources' lengths of time make of a draft's, also of those that say when something was."""

    def __init__(self, held: HeldDraft) -> None:
        self._draft = held.draft
        self._lexicons, self._nearness, self._thresholds = held.lexicons, held.nearness, held.thresholds
        told = [sentence for account in held.sources for sentence in titled(account)]
        self._known = [length for sentence in told for length in _lengths(sentence, held.lexicons)]

    def weigh(self) -> Iterator[Doubt]:
        """Yield the lengths that no source has and one has otherwise, in the order of the draft's text."""
        for sentence in self._draft.sentences:
            for said in _lengths(sentence, self._lexicons):
                quoted = any(span.overlaps(said.place.span) for span in sentence.quoted)
                if not quoted and not any(said.may_be_told_for(known) for known in self._known):
                    yield from self._otherwise(said)

    def _otherwise(self, said: _Length) -> Iterator[Doubt]:
        shown = (known for known in self._known if in_text(known.place.sentence))
        best = max(shown, key=lambda known: (self._alike(said, known), known.place.sentence.article), default=None)
        if best is not None and self._alike(said, best) >= _ONE_THING:
            yield self._doubt(said, best)

    def _alike(self, said: _Length, known: _Length) -> float:
        whole = self._nearness.of_sentences(said.place.sentence, known.place.sentence)
        return (self._nearness.likeness(said.around, known.around) + whole) / 2

    def _doubt(self, said: _Length, known: _Length) -> Doubt:
        near = self._nearness.likeness(said.around, known.around) >= self._thresholds.same_statement
        return Doubt(
            sort="length",
            slot="",
            label=describe_figure(said.figure),
            said=said.place,
            nearest=known.place,
            nearest_label=describe_figure(known.figure),
            severity=Severity.HIGH if near else Severity.MEDIUM,
            confidence=self._thresholds.value_confidence,
            why=_WHY,
        )


def _lengths(sentence: Sentence, lexicons: Lexicons) -> Iterator[_Length]:
    """Yield those that are read as figures ("two hours and 30 minutes"), then those that say when something was."""
    taken = []
    for span, figure in find_figures(sentence, lexicons, nounless=True):
        taken.append(span)
        if figure.unit == "second":
            yield _Length(figure, Sight(sentence, span), around(sentence, span))
    for length in _loose(sentence, lexicons):
        if not any(span.overlaps(length.place.span) for span in taken):
            yield length


def _loose(sentence: Sentence, lexicons: Lexicons) -> Iterator[_Length]:
    row = joined(sentence.tokens)
    for at in range(len(row)):
        number = read_number(row, at)
        unit = measure(row, number) if number and not number.ordinal else None
        if number and unit and unit.unit == "second":
            bounds = bounded(row, number, number.first, unit.last, lexicons.hedges)
            span = Span(row[bounds.first].start, row[unit.last - 1].end)
            place = Sight(sentence, span)
            low, high = bounds.lower * unit.factor, bounds.upper * unit.factor
            yield _Length(Figure(low, high, "second", bounds.hedge, place.words), place, around(sentence, span))
