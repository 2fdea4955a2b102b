"""The day to which a count is told: "as of Tuesday", "rose to 43 on Sunday", "had passed 200 by nightfall on Monday".

Such a day is not the one on which anything else was done: nobody rose, and nothing was reached, but a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.domain.text import Sentence, Span, Token
from factcheck.domain.values import Figure
from factcheck.settings.lexicons import Updates
from factcheck.text.clauses import clause_at
from factcheck.values.figures.numbers import read_number

_UP_TO_NUMBER = 8  # tokens between a verb of counting and its number: "rose late on Sunday night to at least 43"
_HEDGES = frozenset({"AV0", "PRP", "AT0", "AVP", "DT0", "AJC", "AJS", "CJS", "TO0"})  # "to", "more than", "at least"
_BEGINS = frozenset({"PRP", "AT0", "AV0", "DT0"})  # what may stand before a day that opens its clause
_PERFECT = frozenset({"VHD", "VHZ", "VHB"})
_UNITS = frozenset({"%", "per", "percent", "°"})


@dataclass(frozen=True, slots=True)
class _Count:
    """A verb by which a count comes to a number, both as places among the tokens."""

    verb: int
    number: int


def counted_to(
    sentence: Sentence,
    clauses: Sequence[Span],
    moments: Sequence[Span],
    figures: Sequence[tuple[Span, Figure]],
    updates: Updates,
) -> tuple[Span, ...]:
    """Return the moments of a sentence that are days of its counts, not of what was done."""
    tokens = sentence.tokens
    moments = [moment for moment in moments if not _owns(tokens, moment)]
    counts = list(_counts(tokens, clauses, moments, figures, updates))
    counted = any(figure.unit == "count" for _, figure in figures)
    return tuple(
        moment
        for moment in moments
        if (counted and _is_limit(tokens, clauses, moment))
        or any(_is_day_of(tokens, clauses, moment, count) for count in counts)
    )


def nearest(moments: Sequence[Span], value: Span) -> Span | None:
    """Return the one of several such moments that is a value's: "to 43 on Tuesday, from 31 on Monday"."""
    return min(
        moments, key=lambda m: (max(m.start - value.end, value.start - m.end), m.start < value.start), default=None
    )


def _owns(tokens: Sequence[Token], moment: Span) -> bool:
    """As in "Monday's flood": the day of the flood."""
    return any(token.tag == "POS" for token in tokens if moment.start <= token.start <= moment.end)


def _is_limit(tokens: Sequence[Token], clauses: Sequence[Span], moment: Span) -> bool:
    """As in "as of Tuesday", and "by Tuesday" of what had come about."""
    before = [token for token in tokens if token.end <= moment.start]
    words = [token.lemma for token in before[-2:]]
    if words == ["as", "of"]:
        return True
    clause = clause_at(clauses, moment.start)
    return words[-1:] == ["by"] and any(token.tag in _PERFECT for token in _inside(tokens, clause))


def _is_day_of(tokens: Sequence[Token], clauses: Sequence[Span], moment: Span, count: _Count) -> bool:
    verb = tokens[count.verb]
    clause = clause_at(clauses, verb.start)
    if clause_at(clauses, moment.start) != clause:
        return False
    if moment.start < verb.start:
        return all(token.tag in _BEGINS for token in _inside(tokens, clause) if token.end <= moment.start)
    between = [token for token in tokens if verb.end <= token.start and token.end <= moment.start]
    return not any(token.tag.startswith("VV") for token in between)


def _counts(
    tokens: Sequence[Token],
    clauses: Sequence[Span],
    moments: Sequence[Span],
    figures: Sequence[tuple[Span, Figure]],
    updates: Updates,
) -> Iterator[_Count]:
    for at, token in enumerate(tokens):
        if token.lemma in updates.counting and token.tag.startswith("VV"):
            number = _number_of(tokens, at, moments)
            subject = {t.lemma for t in _inside(tokens, clause_at(clauses, token.start)) if t.end <= token.start}
            told = not updates.counts.isdisjoint(subject)
            if number is not None and _of_count(tokens, number, figures, told=told):
                yield _Count(at, number)


def _number_of(tokens: Sequence[Token], verb: int, moments: Sequence[Span]) -> int | None:
    """The place of the number that a verb brings a count to."""
    for at in range(verb + 1, min(verb + 1 + _UP_TO_NUMBER, len(tokens))):
        token = tokens[at]
        if any(moment.start <= token.start < moment.end for moment in moments):
            continue
        if read_number(tokens, at):
            return at
        if token.tag not in _HEDGES:
            return None
    return None


def _of_count(tokens: Sequence[Token], number: int, figures: Sequence[tuple[Span, Figure]], *, told: bool) -> bool:
    """Whether the number says how many: a bare one, or one of what a toll counts; not "climbed to 300 metres"."""
    figure = next((f for span, f in figures if span.start <= tokens[number].start < span.end), None)
    if figure is not None:
        return figure.unit == "count" and (told or not figure.noun)
    read = read_number(tokens, number)
    after = tokens[read.last] if read and read.last < len(tokens) else None
    bare = after is None or not (after.tag.startswith(("NN", "AJ", "CRD")) or after.lemma in _UNITS)
    return bare and not (read and read.ordinal)


def _inside(tokens: Sequence[Token], clause: Span) -> list[Token]:
    return [token for token in tokens if clause.start <= token.start and token.end <= clause.end]
