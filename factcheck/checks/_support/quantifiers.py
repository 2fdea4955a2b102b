"""The words of a sentence that say of how many it holds: "all", "most of", "three of the", "no one", "alone"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from factcheck.domain.text import Sentence, Span, Token
from factcheck.text.excerpt import shortened
from factcheck.text.matter import MATTER
from factcheck.text.nearness import Bag, matter_of


class HowMany(IntEnum):
    """Of how many something is said, from none to all; `ALONE` is of one, and of nobody else."""

    NONE = 0
    SOME = 1
    MOST = 2
    ALL = 3
    ALONE = 4


_NUMBER = r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_OF = r"\s+of\s+(?:it|them|those|these|that|whom|which|the|its|their|his|her|our)\b"
_LARGE = r"(?:(?:vast|overwhelming|large|larger|big|bigger|great|greater|good|clear|sizable|significant|better)\s+)"
_PART = r"(?:parts?|portions?|shares?|chunks?)"
_BEHIND_MOST = r"(?=\s+(?:of\b|[a-z-]+\s+\w+|\w+s\b))"  # "most of it", "most big companies", "most pilots"
_BEHIND_SOME = r"(?:\s+of\b|(?=\s+(?:[a-z]|[A-Z][a-z]+\s?[a-z]+s\b)))"  # "some 300" is about 300
# The first that fits some words counts.
_PATTERNS = (
    (HowMany.SOME, r"\bnot\s+(?:all|every|everyone|everybody|everything)\b"),
    (HowMany.NONE, r"\b(?:none|no\s+one|nobody)\b"),
    (HowMany.MOST, r"\b(?:nearly|almost|virtually|practically)\s+(?:all|every|everyone|everybody)\b"),
    (HowMany.MOST, rf"\b{_LARGE}{_PART}\s+of\b|\b(?:the\s+|an?\s+)?{_LARGE}?(?:majority|bulk)\s+of\b"),
    (HowMany.MOST, r"\bmore\s+than\s+half\b|\b(?:two[\s-]thirds|three[\s-]quarters)\s+of\b"),
    (HowMany.MOST, rf"(?<!\bthe\s)\bmost{_BEHIND_MOST}|\bmuch\s+of\b|\bmostly\b"),
    (HowMany.SOME, rf"\b{_NUMBER}{_OF}"),
    (HowMany.SOME, rf"\ban?\s+(?:{_LARGE}|small\s+)?number\s+of\b|\b{_LARGE}numbers\s+of\b"),
    (HowMany.SOME, rf"\b(?:parts?|(?:an?|small|some)\s+{_PART}|half)\s+of\b"),
    (HowMany.SOME, r"\ba\s+(?:third|quarter|fifth|fraction|minority|handful|few)\s+of\b"),
    (HowMany.SOME, rf"\b(?:some|many|several|few|dozens|hundreds|scores){_BEHIND_SOME}|\bsome(?=[.,;)]|$)"),
    (
        HowMany.ALL,
        r"\b(?:(?!(?<=\bin\s)all(?:,|\s+\d))all(?!\s+but\b)|everyone|everybody|everything|in\s+full)\b|\b(?:every|each|both)(?=\s+\w)",
    ),
    (HowMany.ALL, r"\bthe\s+(?:whole|entire)(?=\s+\w)|\b(?:entirely|fully|completely|wholly)\b"),
    (HowMany.ALONE, r"(?<=\w)\s+alone(?=\s+(?:had|has|was|is|did|can|\w+ed)\b)"),
)
_QUANTIFIERS = tuple((many, re.compile(pattern, re.IGNORECASE)) for many, pattern in _PATTERNS)
_NO_QUANTIFIER = re.compile(
    r"(?:\b(?:at|after|above|over|for|how|as|so|too|first\s+of)|n't)\s+$", re.IGNORECASE
)  # "how many"
_DEGREE = re.compile(r"\b(?:entirely|fully|completely|wholly|mostly)$", re.IGNORECASE)
_TIMES = frozenset(
    "second minute hour day night week weekend month year decade time moment morning afternoon evening".split()  # noqa: SIM905
)
_BREAKS = frozenset({",", ";", ":", "(", ")", "—", "–"})
_WINDOW = 12  # words on either side that tell of what it is said
_FEWEST = 3  # words that tell it; where breaks leave fewer, those before them count, too
_SHOWN = 10  # words that a finding shows


@dataclass(frozen=True)
class Quantifier:
    """Words that say of how many something is said.

    `beside` are the words to the nearest breaks; `shown` is what a finding shows.
    """

    sentence: Sentence
    span: Span
    many: HowMany
    beside: tuple[Token, ...]
    shown: str

    @cached_property
    def told(self) -> str:
        """The words beside it."""
        return " ".join(token.text for token in self.beside)

    @cached_property
    def matter(self) -> Bag:
        """Those of matter among them."""
        return matter_of(self.beside, MATTER)

    @property
    def quoted(self) -> bool:
        return any(quote.start <= self.span.start < quote.end for quote in self.sentence.quoted)


def quantifiers(sentence: Sentence) -> Iterator[Quantifier]:
    """Yield the quantifiers of a sentence, by the list."""
    taken: list[Span] = []
    for many, pattern in _QUANTIFIERS:
        for found in pattern.finditer(sentence.text):
            span = Span(sentence.span.start + found.start(), sentence.span.start + found.end())
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            if not _NO_QUANTIFIER.search(sentence.text[: found.start()]) and not _of_time_or_degree(sentence, span):
                yield _quantifier(sentence, span, many)


def _of_time_or_degree(sentence: Sentence, span: Span) -> bool:
    """Whether it says when or how long, as "every day", "several hours", or to what degree, as "entirely premature"."""
    behind = next((token for token in sentence.tokens if token.start >= span.end), None)
    adverb = _DEGREE.search(sentence.text[: span.end - sentence.span.start])
    if behind is None:
        return False
    return behind.lemma in _TIMES or (adverb is not None and behind.tag.startswith(("AJ", "AV")))


def _quantifier(sentence: Sentence, span: Span, many: HowMany) -> Quantifier:
    before = [t for t in sentence.tokens if t.end <= span.start][-_WINDOW:]
    after = _to_the_break([t for t in sentence.tokens if t.start >= span.end][:_WINDOW])
    near = _to_the_break(before[::-1])[::-1]
    few = sum(token.text[0].isalnum() for token in (*near, *after)) < _FEWEST
    beside = [*(before if few else near), *after]
    whole = (
        Span(min(span.start, *(t.start for t in beside)), max(span.end, *(t.end for t in beside))) if beside else span
    )
    words = sentence.text[whole.start - sentence.span.start : whole.end - sentence.span.start]
    return Quantifier(
        sentence=sentence,
        span=span,
        many=many,
        beside=tuple(beside),
        shown=shortened(words.strip(" ,;"), words=_SHOWN),
    )


def _to_the_break(tokens: Sequence[Token]) -> list[Token]:
    stop = next((n for n, token in enumerate(tokens) if token.text in _BREAKS), len(tokens))
    return list(tokens[:stop])
