"""A draft and its sources as errors are planted by them: sentences with what they hold, and the words to draw on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.domain.account import Name
from factcheck.domain.text import Article, Sentence, Span
from factcheck.domain.values import Figure, Moment
from factcheck.frames.grammar import Grammar
from factcheck.frames.sentences import read_sentences
from factcheck.interfaces import Parser
from factcheck.planting.forms import Forms
from factcheck.settings.lexicons import Lexicons, Words
from factcheck.text.boilerplate import set_aside
from factcheck.text.paragraphs import ENDED
from factcheck.text.sentences import sentences
from factcheck.values.figures.finding import find_figures
from factcheck.values.names.finding import find_names
from factcheck.values.times.moments import find_moments

# Which sort of name both readings of it leave: that of its capitals and lists, and that of the parser.
_SORTS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "region"}
_AGREEING = {
    "person": {"person", "other"},
    "organisation": {"organisation"},
    "place": {"place", "other"},
    "region": {"place", "other"},
}
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LONGEST_TELLER = 6  # words; who is named by more is described, and by what is true of nobody else


@dataclass(frozen=True)
class DraftPassage:
    """One whole sentence, and what is found in it; `names` have the sort "" where it is in doubt.

    With `quoting`, its quotations are altered, and nothing else.
    """

    sentence: Sentence
    grammar: Grammar
    names: tuple[Name, ...]
    figures: tuple[tuple[Span, Figure], ...]
    moments: tuple[tuple[Span, Moment], ...]
    quoting: bool = False

    def low(self, token: int) -> str:
        """The word of a number in small letters; "" beyond either end."""
        tokens = self.sentence.tokens
        return tokens[token].text.lower().replace("’", "'") if 0 <= token < len(tokens) else ""

    def span(self, first: int, last: int | None = None) -> Span:
        """Where a word, or words up to another, stand."""
        tokens = self.sentence.tokens
        return Span(tokens[first].start, tokens[first if last is None else last].end)

    def of(self, span: Span) -> str:
        """The words of a stretch of the text."""
        return span.moved(-self.sentence.span.start).of(self.sentence.text)

    def inside(self, span: Span) -> tuple[int, ...]:
        """The words that a stretch touches, by their numbers."""
        return tuple(i for i, t in enumerate(self.sentence.tokens) if span.overlaps(Span(t.start, t.end)))

    def free(self, span: Span) -> bool:
        """Whether the words of a stretch may be altered: none of them stands in quotation marks, or each does."""
        if self.quoting:
            return any(q.start <= span.start and span.end <= q.end for q in self.sentence.quoted)
        return not any(q.overlaps(Span(span.start - 1, span.end + 1)) for q in self.sentence.quoted)

    def led(self, span: Span) -> bool:
        """Whether a "the" stands right before a stretch."""
        return self.low(self.inside(span)[0] - 1) == "the"

    def tellers(self) -> Iterator[tuple[Span, str]]:
        """Yield who is named as saying something, with the words that another sentence can name them by."""
        tokens, grammar = self.sentence.tokens, self.grammar
        for first, last in grammar.tellers():
            named = any(grammar.tags[i].startswith("NN") for i in range(first, last + 1))
            plain = all(tokens[i].text[0].isalpha() for i in range(first, last + 1))
            if named and plain and last - first < _LONGEST_TELLER and self.free(self.span(first, last)):
                words = self.of(self.span(first, last))
                proper = grammar.tags[first].startswith("NNP") or (
                    grammar.entities[first] and tokens[first].tag != "AT0"
                )
                yield self.span(first, last), words if proper else words[:1].lower() + words[1:]


@dataclass(frozen=True)
class Stock:
    """What a draft and its sources offer: who says something, every number that is told, and names by their sort.

    A name that is of one sort here and of another there, or anywhere in doubt, is none of them. Those that stand behind
    a "the" are `led` by it.
    """

    names: Mapping[str, tuple[str, ...]]
    led: frozenset[str]
    tellers: tuple[str, ...]
    numbers: frozenset[str]
    forms: Forms
    lexicons: Lexicons

    @classmethod
    def of(cls, passages: Sequence[DraftPassage], lexicons: Lexicons) -> Stock:
        """Return what these passages offer, each thing once, in the order of the alphabet."""
        tellers = {" ".join(words.split()) for passage in passages for _, words in passage.tellers()}
        told = (m for p in passages for t in p.sentence.tokens for m in _DIGITS.findall(t.text))
        return cls(
            _by_sort([name for passage in passages for name in passage.names], lexicons.titles.given),
            frozenset(name.text for passage in passages for name in passage.names if passage.led(name.span)),
            tuple(sorted(tellers)),
            frozenset(number.replace(",", "") for number in told),
            Forms(lexicons.planting),
            lexicons,
        )


def passages_of(article: Article, parser: Parser, lexicons: Lexicons) -> tuple[DraftPassage, ...]:
    """Return the sentences of an article that end as sentences do: no headline and no line of a table is among them.

    `parser` must sort names.
    """
    aside = set_aside(article.text, lexicons.furniture)
    found = read_sentences(sentences(article.id, article.text, aside, places=article.stands), parser, lexicons)
    names = find_names(found, lexicons.nouns, lexicons.titles)
    whole = [sentence for sentence in found if ENDED.search(sentence.text)]
    parses = parser.parse([sentence.tokens for sentence in whole])
    made = []
    for sentence, parse in zip(whole, parses, strict=True):
        grammar = Grammar(sentence, parse, lexicons)
        moments = find_moments(sentence, article.published)
        figures = [one for one in find_figures(sentence, lexicons) if not any(one[0].overlaps(s) for s, _ in moments)]
        here = tuple(_read(sentence, grammar, name) for name in names if sentence.span.overlaps(name.span))
        made.append(DraftPassage(sentence, grammar, here, tuple(figures), tuple(moments)))
    return tuple(made)


def _by_sort(names: Sequence[Name], given: Words) -> Mapping[str, tuple[str, ...]]:
    """The names of each sort. A person who has a word in common with a place or a body needs a known given name."""
    sorts: dict[str, set[str]] = defaultdict(set)
    for name in names:
        sorts[" ".join(name.text.split())].add(name.sort)
    elsewhere = {word for text, found in sorts.items() if found - {"person", ""} for word in text.split()}
    doubtful = {t for t in sorts if elsewhere & {*t.split()} and t.split()[0].lower() not in given}
    return {
        sort: tuple(sorted(t for t in sorts if sorts[t] == {sort} and not (sort == "person" and t in doubtful)))
        for sort in _AGREEING
    }


def _read(sentence: Sentence, grammar: Grammar, name: Name) -> Name:
    """The name with the sort on which both readings of it agree; "" where they do not."""
    inside = [i for i, t in enumerate(sentence.tokens) if name.span.start <= t.start and t.end <= name.span.end]
    read = {grammar.entities[i] for i in inside}
    sort = _SORTS.get(read.pop(), "") if len(read) == 1 else ""
    whole = sort != "organisation" or len(inside) > 1  # "Council" by itself may be any
    return replace(name, sort=sort if whole and name.sort in _AGREEING.get(sort, ()) else "")
