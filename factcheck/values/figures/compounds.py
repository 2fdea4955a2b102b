"""Words that were torn apart by stray spaces or run together: "five - year", "40. 3 million", "USD34", "5-foot-8"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.domain.text import Token
from factcheck.values.figures.counted import PARENTS
from factcheck.values.figures.numbers import NUMBER_WORDS, SCALES, word
from factcheck.values.figures.units import CURRENCIES

_DIMENSIONS = frozenset({"long", "high", "tall", "deep", "wide", "thick"})
_HANGING = frozenset(
    [*NUMBER_WORDS, *["year", "month", "week", "day", "hour", "minute", "mile", "foot", "time", "year-old"]]
)
_RUN_TOGETHER = re.compile(rf"({'|'.join(sorted(CURRENCIES))}|[Cc]ategory(?=-))-?(\d[\d,]*(?:\.\d+)?[a-z]*)\Z")
_OF_HOW_MANY = re.compile(rf"({'|'.join(PARENTS)})-(of)-(\d+|{'|'.join(NUMBER_WORDS)})\Z", re.IGNORECASE)
_FEET = r"\w+-(?:foot|feet|ft)"
_HEIGHT = re.compile(rf"({_FEET})-(\d+|{'|'.join(NUMBER_WORDS)})(?:-inch(?:es)?)?\Z", re.IGNORECASE)  # "six-foot-two"
_INCHES = re.compile(rf"(?:\d+|{'|'.join(NUMBER_WORDS)})(?:-inch(?:es)?)?\Z", re.IGNORECASE)
_SCALED = re.compile(rf"\d+(?:{'|'.join(SCALES)}|m|k|b)\Z")
_AFTER_DECIMALS = (*SCALES, "%", "percent", "per")


def joined(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Mend what was torn apart by stray spaces or run together: "twenty - three", "40. 3 million", "USD34"."""
    tokens = tuple(part for token in tokens for part in _parted(token))
    mended: list[Token] = []
    at = 0
    while at < len(tokens):
        one = tokens[at]
        if word(tokens, at + 1) == "-" and _hangs(word(tokens, at), word(tokens, at + 2)):
            three = tokens[at + 2]
            one = Token(one.start, three.end, f"{one.text}-{three.text}", f"{one.lemma}-{three.lemma}", "AJ0")
            at += 2
        elif _is_torn_decimal(tokens, at):
            one = Token(one.start, tokens[at + 2].end, f"{one.text}.{tokens[at + 2].text}", one.lemma, one.tag)
            at += 2
        elif _is_height(tokens, at):
            mended.append(one)
            one = _inches(tokens[at + 2], tokens[at + 2].text)
            at += 2
        mended.append(one)
        at += 1
    return tuple(mended)


def _hangs(one: str, three: str) -> bool:
    """Say whether a hyphen ties two words to one measure: "five-year", "10-metre-long"."""
    return (one in NUMBER_WORDS and three in _HANGING) or (one[:1].isdecimal() and "-" in one and three in _DIMENSIONS)


def _parted(token: Token) -> Iterator[Token]:
    """The "USD" and "34" of "USD34", the "mother", "of" and "two" of "mother-of-two", "six-foot" and "two-inch"."""
    if height := _HEIGHT.match(token.text):
        middle = token.start + height.end(1)
        yield Token(token.start, middle, height[1], height[1].lower(), "AJ0")
        yield _inches(replace(token, start=middle + 1), height[2])
        return
    if family := _OF_HOW_MANY.match(token.text):
        for part, c5 in ((1, "NN1"), (2, "PRF"), (3, "CRD")):
            start, end = (token.start + k for k in family.span(part))
            yield Token(start, end, family[part], family[part].lower(), c5)
        return
    found = _RUN_TOGETHER.match(token.text)
    if found is None:
        yield token
        return
    middle, digits = token.start + found.end(1), token.start + found.start(2)
    yield Token(token.start, middle, found[1], found[1].lower(), "NN1")
    yield Token(digits, token.end, found[2], found[2], "CRD")


def _is_height(tokens: Sequence[Token], at: int) -> bool:
    """As in "5-foot-8": feet, and inches that hang on them."""
    tied = word(tokens, at + 1) == "-" and tokens[at].end == tokens[at + 1].start
    feet = re.fullmatch(_FEET, word(tokens, at)) is not None
    return tied and feet and _INCHES.match(word(tokens, at + 2)) is not None


def _inches(token: Token, text: str) -> Token:
    said = f"{text.partition('-')[0]}-inch"
    return Token(token.start, token.end, said, said.lower(), "AJ0")


def _is_torn_decimal(tokens: Sequence[Token], at: int) -> bool:
    """As in "40. 3 million": a decimal only where a scale or a percent sign follows, else two sentences perhaps."""
    if not (word(tokens, at).isdecimal() and word(tokens, at + 1) == "."):
        return False
    rest, _, hung = word(tokens, at + 2).partition("-")
    if not hung and not rest.isdecimal():  # "EUR1.2bn"
        return bool(_SCALED.match(rest)) and tokens[at].end == tokens[at + 1].start
    return rest.isdecimal() and (hung == "magnitude" or (not hung and word(tokens, at + 3) in _AFTER_DECIMALS))
