"""The earlier value of a count beside the newer one: "43, up from 31", "rose from 31 to 43", "a first count of 31"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Sentence, Span, Token
from factcheck.domain.values import Figure
from factcheck.settings.lexicons import Hedges, Updates
from factcheck.values.figures.bounds import bounded
from factcheck.values.figures.numbers import Number, read_low, word
from factcheck.values.speech.phrases import ending_at

_REACH = 14  # tokens between a verb of change and its "from": "rose on Tuesday evening to at least 43 from"
_ARTICLES = frozenset({"a", "an", "the"})


def find_earlier(
    sentence: Sentence, found: Sequence[tuple[Span, Figure]], hedges: Hedges, updates: Updates
) -> tuple[tuple[Span, Figure], ...]:
    """Return the earlier values of the counts `found` whose role is known, with their spans in the article's text."""
    tokens, earlier = sentence.tokens, []
    if not any(_tells_a_toll(figure) for _, figure in found):
        return ()
    for at in range(1, len(tokens)):
        number = earlier_number(tokens, at, hedges, updates)
        main = _newer(found, tokens[at].start) if number else None
        if number and main:
            bounds = bounded(tokens, number, number.first, number.last, hedges)
            span = Span(tokens[bounds.first].start, tokens[bounds.last - 1].end)
            words = sentence.text[span.start - sentence.span.start : span.end - sentence.span.start]
            figure = Figure(
                bounds.lower, bounds.upper, main.unit, bounds.hedge, words, main.noun, main.modifiers, main.role
            )
            earlier.append((span, figure))
    return tuple(earlier)


def earlier_number(tokens: Sequence[Token], at: int, hedges: Hedges, updates: Updates) -> Number | None:
    """Return the number that begins at a token if the words before it make it the earlier one of two."""
    number = read_low(tokens, at)
    if number is None or number.ordinal or number.share or number.glued:
        return None
    first = bounded(tokens, number, at, number.last, hedges).first
    first -= word(tokens, first - 1) in _ARTICLES
    if ending_at(tokens, first, updates.before_earlier):
        return number
    changes = {token.lemma for token in tokens[max(0, first - _REACH) : max(0, first - 1)] if token.tag[:2] == "VV"}
    return number if word(tokens, first - 1) == "from" and changes & updates.change else None


def _newer(found: Sequence[tuple[Span, Figure]], at: int) -> Figure | None:
    """The count nearest to offset `at` that tells what befell the counted."""
    tolls = [(s, f) for s, f in found if _tells_a_toll(f) and not s.start <= at < s.end]
    return min(tolls, key=lambda one: abs(one[0].start - at))[1] if tolls else None


def _tells_a_toll(figure: Figure) -> bool:
    return figure.unit == "count" and bool(figure.role)
