"""Every number that the sources of a draft give: the figures, and the bare numbers of which nothing more is known."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from factcheck.checks._support.words.titled import in_text, titled
from factcheck.domain.account import Account
from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import Figure, Hedge
from factcheck.settings.lexicons import Lexicons
from factcheck.text.once import once
from factcheck.text.tokens import tokens
from factcheck.values.figures.agreement import best_value
from factcheck.values.figures.compounds import joined
from factcheck.values.figures.finding import find_figures
from factcheck.values.figures.numbers import read_number
from factcheck.values.figures.units import measure
from factcheck.values.times.moments import find_moments

BARE = ""  # the unit of a number that stands in a score, a date, a name, or for what no rule could tell
_AGAINST = re.compile(r"to (\d+)")  # how a vote is narrowed by those against it
_DIGITS = re.compile(r"(?<![\w.,])\d{1,3}(?:, ?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


@dataclass(frozen=True, eq=False)
class Known:
    """A figure as a source gives it. Two are one only where they are one object: to compare them takes long."""

    figure: Figure
    sentence: Sentence
    span: Span

    @property
    def article(self) -> str:
        return self.sentence.article

    @property
    def shown(self) -> bool:
        """Whether it stands in the text; a title's words bear a figure out, but there is no sentence to show."""
        return in_text(self.sentence)

    @cached_property
    def printed(self) -> float | None:
        """The number as it stands there: 210 of "210 cubic metres"."""
        return said_number(self.figure.words)

    @cached_property
    def best(self) -> float:
        """The value that its words stand for."""
        return best_value(self.figure)

    @cached_property
    def values(self) -> frozenset[float]:
        """The values that may be told for it: the best, its ends, the middle."""
        figure = self.figure
        return frozenset({self.best, figure.lower, figure.upper, (figure.lower + figure.upper) / 2} - {math.inf})


def inventory(accounts: Iterable[Account], lexicons: Lexicons) -> tuple[Known, ...]:
    """Return all numbers of the accounts, their titles' too, in the order of article and text."""
    found: list[Known] = []
    for account in sorted(accounts, key=lambda a: a.article.id):
        for sentence in titled(account):
            found += _numbers(sentence, lexicons)
    return tuple(found)


@lru_cache(maxsize=4096)
def said_number(words: str) -> float | None:
    """Return the first number of some words, as it stands there: 2.5 million of "€2.5 million", 5 of "five hours"."""
    row = joined(tokens(words))
    found = next((number for at in range(len(row)) if (number := read_number(row, at))), None)
    return found.lower if found else None


@once
def _numbers(sentence: Sentence, lexicons: Lexicons) -> tuple[Known, ...]:
    return tuple(_found(sentence, lexicons))


def _found(sentence: Sentence, lexicons: Lexicons) -> Iterator[Known]:
    figures = find_figures(sentence, lexicons, nounless=True)
    yield from (Known(figure, sentence, span) for span, figure in figures)
    yield from (Known(lost, sentence, span) for span, figure in figures for lost in _losing(figure))
    start, taken = sentence.span.start, [span for span, _ in figures]
    taken += [span for span, _ in find_moments(sentence, None)]
    for span, value, unit in (*_measured(sentence), *_digits(sentence), *_words(sentence)):
        if not any(span.overlaps(other) for other in taken):
            words = sentence.text[span.start - start : span.end - start]
            yield Known(Figure(value, value, unit, Hedge.EXACT, words), sentence, span)


def _losing(vote: Figure) -> Iterator[Figure]:
    """The other side of a vote, which is read as narrowing it: 15 of "a 24-15 vote"."""
    against = (_AGAINST.fullmatch(word) for word in vote.modifiers if vote.unit == "vote")
    yield from (Figure(float(n[1]), float(n[1]), BARE, Hedge.EXACT, n[1]) for n in against if n)


_Number = tuple[Span, float, str]  # where it stands, its value, its unit


def _measured(sentence: Sentence) -> Iterator[_Number]:
    """Measures that say when something was, not how long it took: "five hours later", "in the last six weeks"."""
    row = joined(sentence.tokens)
    for at in range(len(row)):
        number = read_number(row, at)
        unit = measure(row, number) if number and not number.ordinal else None
        if number and unit and unit.unit != "count":
            span = Span(row[number.first].start, row[unit.last - 1].end)
            yield span, number.lower * unit.factor + unit.offset, unit.unit


def _digits(sentence: Sentence) -> Iterator[_Number]:
    start = sentence.span.start
    for found in _DIGITS.finditer(sentence.text):
        yield Span(start + found.start(), start + found.end()), float(re.sub(r"[, ]", "", found.group())), BARE


def _words(sentence: Sentence) -> Iterator[_Number]:
    row = joined(sentence.tokens)
    at = 0
    while at < len(row):
        number = read_number(row, at)
        if number and not number.share:
            for value in sorted({number.lower, number.upper}):
                yield Span(row[number.first].start, row[number.last - 1].end), value, BARE
        at = number.last if number else at + 1
