"""A sentence as tokens with its names in place: what finders by the words around a name read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck.domain.account import Name
from factcheck.domain.text import Sentence, Token
from factcheck.values.names.spelling import words_of

_ABBREVIATION = 5  # letters of the longest shortened state ("calif"): a full stop behind a longer name ends a sentence


@dataclass(frozen=True)
class Line:
    """One sentence and the names in it, by the index of the token at which each begins."""

    sentence: Sentence
    names: tuple[Name, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    @cached_property
    def first(self) -> dict[int, tuple[Name, int]]:
        """The token index at which a name begins -> the name and the index after it."""
        at = {token.start: i for i, token in enumerate(self.tokens)}
        ends = {token.end: i + 1 for i, token in enumerate(self.tokens)}
        return {
            at[name.span.start]: (name, ends[name.span.end])
            for name in self.names
            if name.span.start in at and name.span.end in ends
        }

    @cached_property
    def last(self) -> dict[int, tuple[Name, int]]:
        """The token index after a name -> the name and the index at which it begins."""
        return {end: (name, start) for start, (name, end) in self.first.items()}

    def word(self, i: int) -> str:
        """The lower-case word at `i`, "" outside of the sentence."""
        return self._words[i] if 0 <= i < len(self._words) else ""

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return tuple(token.text.lower() for token in self.tokens)

    def lemma(self, i: int) -> str:
        return self.tokens[i].lemma if 0 <= i < len(self.tokens) else ""

    def tag(self, i: int) -> str:
        return self.tokens[i].tag if 0 <= i < len(self.tokens) else ""

    def after_stop(self, end: int) -> int:
        """Step over the full stop of a shortened name ("Mich.", "N. Y.")."""
        short = end in self.last and max(map(len, self.last[end][0].text.replace(".", " ").split())) <= _ABBREVIATION
        return end + 1 if short and self.word(end) == "." else end


def lines(sentences: Sequence[Sentence], names: Iterable[Name]) -> Iterator[Line]:
    """Yield the sentences with their names."""
    ordered = sorted(names, key=lambda n: n.span)
    at = 0
    for sentence in sentences:
        while at < len(ordered) and ordered[at].span.start < sentence.span.start:
            at += 1
        end = at
        while end < len(ordered) and ordered[end].span.end <= sentence.span.end:
            end += 1
        yield Line(sentence, tuple(ordered[at:end]))
        at = end


def plain(name: str) -> str:
    """A name for comparison, without marks, accents and articles."""
    return " ".join(words_of(name))
