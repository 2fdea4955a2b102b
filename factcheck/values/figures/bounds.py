"""The words that bound a number: "more than", "nearly", "or so" -> an interval.

How far an approximation reaches is a convention, not a measurement. A tenth is what newsrooms' own rounding
allows (1,950 is "about 2,000", 1,700 is not), and is what tables of hedges for event databases use.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcheck.domain.text import Token
from factcheck.domain.values import Hedge
from factcheck.settings.lexicons import Hedges
from factcheck.values.figures.numbers import SCALES, Number, word

ABOUT = 0.1  # "about N" is N give or take this share of it; "nearly N" reaches down, "just over N" up by it
SMALL = 10  # below this a tenth is less than one: "about three" is then N give or take one
_HEDGES = {
    "at_least": Hedge.AT_LEAST,
    "at_most": Hedge.AT_MOST,
    "about": Hedge.ABOUT,
    "nearly": Hedge.ABOUT,
    "just_over": Hedge.ABOUT,
    "exactly": Hedge.EXACT,
}  # in order of strength: "at least some 200" is at least 200
_MOVING = frozenset({"go", "rise", "climb", "jump", "move", "come", "shoot", "creep"})  # "has gone up to six" is six
_STACKED = 2  # "at least some", "up to about": no more than two hedges stand before a number


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of a number as written, in the tokens `first` to `last`, hedges included."""

    first: int
    last: int
    lower: float
    upper: float
    hedge: Hedge


def bounded(tokens: Sequence[Token], number: Number, first: int, last: int, hedges: Hedges) -> Interval:
    """Widen a number by the hedges before token `first` and after its own end or after token `last`."""
    found: list[str] = ["after_at_least"] if number.glued == "plus" else []
    for _ in range(_STACKED):
        before = _before(tokens, first, hedges)
        if before:
            found.append(before[0])
            first = before[1]
    for end in (number.last, last):
        after = _after(tokens, end, hedges)
        if after:
            found.append(after[0])
            last = max(last, after[1])
            break
    names = [name.removeprefix("after_") for name in found]
    strongest = next((name for name in _HEDGES if name in names), "")
    lower, upper, hedge = _widened(number, strongest)
    return Interval(first, last, lower, upper, hedge)


def _widened(number: Number, section: str) -> tuple[float, float, Hedge]:
    low, high = number.lower, number.upper
    spread = 1.0 if high < SMALL and high % 1 == 0 else high * ABOUT
    hedge = _HEDGES.get(section, number.hedge)
    match section:
        case "at_least":
            return low, math.inf, hedge
        case "at_most":
            return 0.0, high, hedge
        case "about":
            return max(low - spread, 0.0), high + spread, hedge
        case "nearly":
            return low * (1 - ABOUT), high, hedge
        case "just_over":
            return low, high * (1 + ABOUT), hedge
    if number.hedge is Hedge.ABOUT:
        return low * (1 - ABOUT), high * (1 + ABOUT), hedge
    return low, high, number.hedge


@lru_cache(maxsize=8)
def _phrases(hedges: Hedges, *, after: bool) -> list[tuple[list[str], str]]:
    """Return the hedges as (words, section), longest first, so that "no more than" is not "more than"."""
    wanted = [f"after_{name}" for name in ("about", "at_least", "at_most")] if after else list(_HEDGES)
    pairs = [(phrase.split(), name) for name in wanted for phrase in getattr(hedges, name)]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def _before(tokens: Sequence[Token], end: int, hedges: Hedges) -> tuple[str, int] | None:
    last = word(tokens, end - 1)
    for phrase, name in _phrases(hedges, after=False):
        start = end - len(phrase)
        if phrase[-1] == last and start >= 0 and [word(tokens, start + k) for k in range(len(phrase))] == phrase:
            moved = phrase == ["up", "to"] and start > 0 and tokens[start - 1].lemma in _MOVING
            return None if moved else (name, start)
    return None


def _after(tokens: Sequence[Token], start: int, hedges: Hedges) -> tuple[str, int] | None:
    for phrase, name in _phrases(hedges, after=True):
        end = start + len(phrase)
        if [word(tokens, start + k) for k in range(len(phrase))] == phrase and not _opens_another(tokens, end):
            return name, end
    return None


_WRITTEN = re.compile(r"(\d{1,3}(?:, ?\d{3})+|\d+)(\.\d+)?[\s-]*([a-z]+)?")


def digits(words: str) -> str:
    """Return the digits of the first number in `words`, its point included: "82" of "$82 million"; "" without one."""
    found = _WRITTEN.search(words.lower())
    return re.sub(r"[, ]", "", found[1]) + (found[2] or "") if found else ""


def step(words: str) -> tuple[float, float] | None:
    """Return (worth of the last significant digit, value) of the first number in `words`, by its digits.

    Trailing zeros of whole numbers from 20 up are rounding ("2,000" is good to a thousand); smaller ones
    are counted one by one. None if it is not written in digits.
    """
    found = _WRITTEN.search(words.lower())
    if not found:
        return None
    whole = re.sub(r"\D", "", found[1])
    scale = {"m": 1e6, "k": 1e3}.get(found[3] or "", SCALES.get(found[3] or "", 1))
    value = float(whole + (found[2] or "")) * scale
    if found[2]:
        return float(10.0 ** -(len(found[2]) - 1)) * scale, value
    zeros = len(whole) - len(whole.rstrip("0")) if int(whole) >= 20 else 0
    return math.pow(10, zeros) * scale, value


def _opens_another(tokens: Sequence[Token], at: int) -> bool:
    """Whether what looked like a hedge bounds the next number: "14 ships and more than 300 sailors"."""
    return at < len(tokens) and (word(tokens, at) == "than" or tokens[at].tag == "CRD")
