"""Compounds that other programs tore apart with stray spaces: "five - year", "twenty - three", "40. 3 million"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Token
from factcheck.values.figures.numbers import NUMBER_WORDS, SCALES, word

_DIMENSIONS = frozenset({"long", "high", "tall", "deep", "wide", "thick"})
_HANGING = frozenset(
    [*NUMBER_WORDS, *["year", "month", "week", "day", "hour", "minute", "mile", "foot", "time", "year-old"]]
)


def joined(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Mend compounds torn apart by stray spaces: "five - year", "twenty - three", "40. 3 million"."""
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
        mended.append(one)
        at += 1
    return tuple(mended)


def _hangs(one: str, three: str) -> bool:
    """Say whether a hyphen ties two words to one measure: "five-year", "10-metre-long"."""
    return (one in NUMBER_WORDS and three in _HANGING) or (one[:1].isdigit() and "-" in one and three in _DIMENSIONS)


def _is_torn_decimal(tokens: Sequence[Token], at: int) -> bool:
    """As in "40. 3 million": a decimal only where a scale or a percent sign follows, else two sentences perhaps."""
    digits = word(tokens, at).isdigit() and word(tokens, at + 1) == "." and word(tokens, at + 2).isdigit()
    return digits and word(tokens, at + 3) in (*SCALES, "%", "percent", "per")
