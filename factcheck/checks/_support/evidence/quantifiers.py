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
    """Of how many something is said, the fewest first; `ALONE` is of one, and of nobody else."""

    NONE = 0
    ALONE = 1
    SOME = 2
    MOST = 3
    ALL = 4


_NUMBER = r"(?:(?<![\d.,$])\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_OF = r"\s+of\s+(?:it|them|those|these|that|whom|which|the|its|their|his|her|our)\b"
_LARGE = r"(?:(?:vast|overwhelming|large|big|great|good|clear|sizable|significant)\s+)"
_PART = r"(?:parts?|portions?|shares?|chunks?)"
_BEHIND_MOST = r"(?=\s+(?:of\b|[a-z-]+\s+\w+|\w+s\b))"  # "most of it", "most big companies", "most pilots"
_BEHIND_SOME = r"(?:\s+of\b|(?=\s+[a-z])(?!\s+(?:two|three|four|five|six|ten|dozen|hundred)\b))"  # "some 300": about
_WHOLE = r"(?:all|every|everyone|everybody|everything|the\s+(?:whole|entire)|entirely|fully|completely|wholly)"
_ALL = r"all(?![-\w])(?!\s+(?:right|along|the\s+more|of\s+a\s+sudden|but)\b)"
_IN_ALL = r"(?<=\bin\s)all(?:,|\s+\d)"  # "in all, 240 came"
# The first that fits some words counts.
_PATTERNS = (
    (HowMany.SOME, rf"(?:\bnot|n['’]t)\s+(?:(?!at\b)\w+\s+){{0,2}}?(?:{_WHOLE}|both|each)\b"),
    (HowMany.NONE, r"\b(?:none|no\s+one|nobody)\b"),
    (HowMany.MOST, rf"\b(?:nearly|almost|virtually|practically)\s+{_WHOLE}\b|\ball\s+but\s+\w+\s+of\b"),
    (HowMany.MOST, rf"\b{_LARGE}{_PART}\s+of\b|\b(?:the\s+|an?\s+)?{_LARGE}?(?:majority|bulk)\s+of\b"),
    (HowMany.MOST, r"\bmore\s+than\s+half\b|\b(?:two[\s-]thirds|three[\s-]quarters)\s+of\b"),
    (HowMany.MOST, rf"\bmost{_BEHIND_MOST}|\bmuch\s+of\b|\bmostly\b"),
    (HowMany.SOME, rf"\b{_NUMBER}{_OF}"),
    (HowMany.SOME, rf"\ban?\s+(?:{_LARGE}|small\s+)?number\s+of\b|\b{_LARGE}numbers\s+of\b"),
    (HowMany.SOME, rf"\b(?:parts?|(?:an?|small|some)\s+{_PART}|(?<!\bfirst\s)(?<!\bsecond\s)half)\s+of\b"),
    (HowMany.SOME, r"\b(?:a\s+(?:third|quarter|fifth|fraction|minority|handful|few)|dozens|hundreds|scores)\s+of\b"),
    (HowMany.SOME, rf"\b(?:some|many|several|few){_BEHIND_SOME}|\bsome(?=[.,;)]|$)"),
    (HowMany.ALL, rf"\b(?!{_IN_ALL})(?:{_ALL}|everyone|everybody|everything|in\s+full)\b"),
    (HowMany.ALL, r"\b(?:every|both|each(?!\s+other\b))(?=\s+\w)"),
    (HowMany.ALL, r"(?<!\bon\s)\bthe\s+(?:whole|entire)(?=\s+\w)|\b(?:entirely|fully|completely|wholly)\b"),
    (HowMany.ALONE, r"(?<=\w\s)alone(?=\s+(?:had|has|was|is|did|can|\w+ed)\b)"),
)
_QUANTIFIERS = tuple((many, re.compile(pattern, re.IGNORECASE)) for many, pattern in _PATTERNS)
_DENIED = re.compile(
    r"(?:\bnot|\bno|\bnot\s+an?|n['’]t|\balmost)\s+$", re.IGNORECASE
)  # "not much of", "no more than half"
_IN_PHRASES = re.compile(r"\b(?:at|after|above|of)\s+$", re.IGNORECASE)  # "at all"
_ASKED = re.compile(r"\b(?:how|as|so|too)\s+$", re.IGNORECASE)  # "how many", "as much of"
_COUNTS = ("many", "much", "few")
_DEGREE = re.compile(r"(?:entirely|fully|completely|wholly|mostly)$", re.IGNORECASE)
_TIMES = frozenset({
    "second", "minute", "hour", "day", "night", "week", "weekend", "month", "year", "decade", "time", "moment",
    "morning", "afternoon", "evening", "spring", "summer", "autumn", "winter", "season",
})  # fmt: skip
_BEFORE_SUPERLATIVES = ("DPS", "AT0", "POS", "ORD", "VB", "VM")  # tags: "his most senior aide", "would most likely"
_NAMES_A_NUMBER = ("NN", "NP")  # tags: "Article 50 of the treaty"
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
            if not _only_looks_so(sentence, span, found):
                yield _quantifier(sentence, span, many)


def _only_looks_so(sentence: Sentence, span: Span, found: re.Match[str]) -> bool:
    """Whether they say how often or to what degree, are denied or asked, or belong to a superlative or a phrase."""
    words, ahead = found[0].lower(), sentence.text[: found.start()]
    before = next((t for t in reversed(sentence.tokens) if t.end <= span.start), None)
    behind = next((t for t in sentence.tokens if t.start >= span.end), None)
    if _DENIED.search(ahead) or (words.startswith(_COUNTS) and _ASKED.search(ahead)):
        return True
    if words[0].isdigit() and before is not None and before.tag.startswith(_NAMES_A_NUMBER):
        return True
    if words == "all" and _IN_PHRASES.search(ahead) and (behind is None or behind.text != "of"):
        return True
    if behind is None:
        return False
    superlative = before is not None and (before.tag.startswith(_BEFORE_SUPERLATIVES) or before.text in ("'s", "’s"))
    if words == "most" and (superlative or behind.tag.startswith("AV")):
        return True
    return behind.lemma in _TIMES or (bool(_DEGREE.search(words)) and behind.tag.startswith(("AJ", "AV")))


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
