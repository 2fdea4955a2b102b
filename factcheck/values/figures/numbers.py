"""Numbers as news writes them: "2,000ft", "two and a half", "tens of thousands", "10 to 15", "fifth".

Pure grammar over tokens: it reads what a number says, not whether it counts anything (figures.py decides
that). Number words are parsed by text2num, and only in runs that hold nothing but number words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from text_to_num import text2num

from factcheck.domain.text import Token
from factcheck.domain.values import Hedge
from factcheck.text.numerals import ONES, TENS

SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mln": 1e6, "bn": 1e9, "tn": 1e12, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip

MOST = 1e21  # a larger one is no count and no measure of the news, and far larger ones are none of a float's

# What a plural of a scale may stand for: from two of it up to, not including, the next scale.
_VAGUE: dict[tuple[str, ...], tuple[float, float]] = {
    ("dozens",): (24, 99),
    ("scores",): (40, 199),
    ("hundreds",): (200, 999),
    ("thousands",): (2_000, 9_999),
    ("tens", "of", "thousands"): (20_000, 99_999),
    ("hundreds", "of", "thousands"): (200_000, 999_999),
    ("millions",): (2e6, 999e6),
    ("tens", "of", "millions"): (20e6, 99e6),
    ("hundreds", "of", "millions"): (200e6, 999e6),
    ("billions",): (2e9, 999e9),
    ("several", "dozen"): (24, 99),
    ("several", "hundred"): (200, 999),
    ("several", "thousand"): (2_000, 9_999),
    ("several", "million"): (2e6, 9e6),
    ("a", "few", "dozen"): (24, 99),
    ("a", "few", "hundred"): (200, 999),
    ("a", "few", "thousand"): (2_000, 9_999),
    ("several",): (3, 9),
    ("a", "couple", "of", "dozen"): (24, 24),
    ("a", "couple", "of", "hundred"): (200, 299),
    ("a", "couple", "of", "thousand"): (2_000, 2_999),
    ("a", "couple", "of"): (2, 2),
    ("a", "pair", "of"): (2, 2),
    ("half", "a", "dozen"): (6, 6),
    ("a", "dozen"): (12, 12),
}
_LONGEST_VAGUE = max(len(words) for words in _VAGUE)
_SHARES = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}  # percent
_WHOLES = frozenset({*range(3, 11), 20, 100, 1_000, 10_000, 100_000, 1e6})  # what a share is given of: "one in 20"
_PERIODS = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "season", "decade", "game"})
_FINITE = frozenset({"VBB", "VBD", "VHB", "VHD", "VVD", "VVB", "VDD", "VM0"})
_BEFORE_SHARE = frozenset({"PUN", "CJC", "CJS", "CJT", "AV0"})
NUMBER_WORDS = frozenset([*ONES, *TENS, "hundred", "thousand", "million", "billion"])
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_BEGINNINGS = NUMBER_WORDS | {words[0] for words in _VAGUE} | {*_ORDINALS, "a", "an", "half", "between"}
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|[1-9]\d*|0)(\.\d+)?(?:-?([a-z°%][a-z-]*))?\Z")
_ORDINAL_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,4})(?:st|nd|rd|th)(?:-(.+))?\Z")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the tokens `first` up to, not including, `last`.

    `glued` is what hangs on it without a space: "ft" of "2,000ft", "year-old" of "36-year-old", "plus".
    """

    first: int
    last: int
    lower: float
    upper: float
    hedge: Hedge = Hedge.EXACT
    glued: str = ""
    ordinal: bool = False
    spelled: bool = False
    share: bool = False


def word(tokens: Sequence[Token], at: int) -> str:
    """Return the token's text, lower case and without stray spaces; "" outside the sentence."""
    return _plain(tokens[at].text) if 0 <= at < len(tokens) else ""


@lru_cache(maxsize=65536)  # the same few words are looked at again and again by every rule
def _plain(text: str) -> str:
    return _SPACE.sub("", text.lower()).replace("‑", "-").replace("‐", "-")


def read_number(tokens: Sequence[Token], at: int) -> Number | None:
    """Return the number that begins at a token, or None. Ranges are one number; hedges are not read."""
    if not 0 <= at < len(tokens) or not _may_begin(tokens[at].text):
        return None
    number = _number(tokens, at)
    return number if number and number.upper <= MOST else None


def _number(tokens: Sequence[Token], at: int) -> Number | None:
    found = _vague(tokens, at) or _share(tokens, at) or _in_ten(tokens, at) or _ordinal(tokens, at)
    if found:
        return found
    between = word(tokens, at) == "between"
    low = _cardinal(tokens, at + between)
    if low is None:
        return None
    joiners = ("and",) if between else ("to", "-", "–", "or")
    if low.glued or word(tokens, low.last) not in joiners:
        return None if between else low
    hanging = word(tokens, low.last) == "-" and word(tokens, low.last + 1) in ("to", "or")  # "24- to 30-foot"
    high = _cardinal(tokens, low.last + 1 + hanging)
    ranged = _range(low, high, word(tokens, low.last)) if high else None
    return replace(ranged, first=at) if ranged else None if between else low


def read_low(tokens: Sequence[Token], at: int) -> Number | None:
    """Return the number that begins at a token; of a range, "31 to 43", its lower end alone."""
    number = read_number(tokens, at)
    return _cardinal(tokens, at) if number and number.hedge is Hedge.RANGE else number


@lru_cache(maxsize=65536)
def _may_begin(written: str) -> bool:
    """Say whether any rule below can read a number from a word on: most words are turned away here."""
    text = _plain(written)
    return text[:1].isdecimal() or text.partition("-")[0] in _BEGINNINGS


def _range(low: Number, high: Number, joiner: str) -> Number | None:
    """Join two numbers: "10 to 15", "2 to 3 million"; "one or two" only of neighbours; never a falling pair."""
    if high.upper >= 1e3 > low.lower and not high.upper % 1e3 and low.lower < high.upper / 1e3:
        scale = 1e3 if high.upper < 1e6 else 1e6 if high.upper < 1e9 else 1e9
        low = replace(low, lower=low.lower * scale)
    if not low.lower < high.upper or (joiner == "or" and high.upper > low.lower * 2):
        return None
    return Number(low.first, high.last, low.lower, high.upper, Hedge.RANGE, high.glued, spelled=high.spelled)


def _vague(tokens: Sequence[Token], at: int) -> Number | None:
    for length in range(_LONGEST_VAGUE, 0, -1):
        bounds = _VAGUE.get(tuple(word(tokens, at + k) for k in range(length)))
        if bounds:
            return Number(at, at + length, *bounds, Hedge.VAGUE, spelled=True)
    return None


def _share(tokens: Sequence[Token], at: int) -> Number | None:
    """As in "a third of", "two-thirds of", "half of", "half the": a share of a whole, in percent."""
    text, after = word(tokens, at), word(tokens, at + 1)
    if text == "half" and (after in ("of", "the", "its", "their", "all") or _half_of_them(tokens, at)):
        return Number(at, at + 1, 50, 50, Hedge.ABOUT, spelled=True, share=True)
    parts = text.split("-") if "-" in text else [text, after]
    last = at + 1 if "-" in text else at + 2
    times = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}.get(parts[0])
    share = _SHARES.get(parts[1].removesuffix("s")) if len(parts) == 2 else None
    if times is None or share is None or word(tokens, last) != "of" or word(tokens, last + 1) in ("a", "an", "may"):
        return None
    value = times * share
    return Number(at, last, value, value, Hedge.ABOUT, spelled=True, share=True) if value < 100 else None


def _half_of_them(tokens: Sequence[Token], at: int) -> bool:
    """As in "more than half were young": what the whole is stands before; not "the first half was"."""
    finite = at + 1 < len(tokens) and tokens[at + 1].tag in _FINITE
    before = tokens[at - 1] if at else None
    return finite and (before is None or before.tag in _BEFORE_SHARE or word(tokens, at - 1) in ("about", "around"))


def _in_ten(tokens: Sequence[Token], at: int) -> Number | None:
    """As in "four in ten voters", "nine out of 10 of them": a share of a whole, in percent; not "two in ten days"."""
    part = _cardinal(tokens, at)
    out_of = part is not None and (word(tokens, part.last), word(tokens, part.last + 1)) == ("out", "of")
    if part is None or part.glued or not (out_of or word(tokens, part.last) == "in"):
        return None
    whole = _cardinal(tokens, part.last + 1 + out_of)
    if whole is None or whole.glued or not 0 < part.upper < whole.upper or whole.upper not in _WHOLES:
        return None
    if word(tokens, whole.last).removesuffix("s") in _PERIODS:
        return None
    value = 100 * part.upper / whole.upper
    return Number(at, whole.last, value, value, Hedge.ABOUT, spelled=True, share=True)


def _ordinal(tokens: Sequence[Token], at: int) -> Number | None:
    text = word(tokens, at)
    digits = _ORDINAL_DIGITS.match(text)
    if digits:
        return _ordered(at, int(digits[1].replace(",", "")), digits[2] or "", spelled=False)
    head, _, rest = text.partition("-")
    if head in _ORDINALS:
        return _ordered(at, _ORDINALS.index(head) + 1, rest, spelled=True)
    if head in TENS and rest in _ORDINALS[:9]:
        return _ordered(at, 20 + 10 * TENS.index(head) + _ORDINALS.index(rest) + 1, "", spelled=True)
    return None


def _ordered(at: int, value: int, glued: str, *, spelled: bool) -> Number:
    return Number(at, at + 1, value, value, glued=glued, ordinal=True, spelled=spelled)


def _cardinal(tokens: Sequence[Token], at: int) -> Number | None:
    text = word(tokens, at)
    digits = _DIGITS.match(text)
    if digits:
        value = float(digits[1].replace(",", "") + (digits[2] or ""))
        found: Number | None = _with_part(tokens, Number(at, at + 1, value, value, glued=digits[3] or ""))
    else:
        found = _half(tokens, at) or _spelled(tokens, at)
    return _scaled(tokens, found) if found else None


def _with_part(tokens: Sequence[Token], number: Number) -> Number:
    """As in "2 1/2": a whole and a part of one."""
    above, stroke, below = (word(tokens, number.last + k) for k in range(3))
    if number.glued or stroke != "/" or not (above.isdecimal() and below.isdecimal() and 0 < int(above) < int(below)):
        return number
    value = number.lower + int(above) / int(below)
    return replace(number, last=number.last + 3, lower=value, upper=value)


def _half(tokens: Sequence[Token], at: int) -> Number | None:
    """As in "half a mile", "half an hour": the measure itself is left to the reader of units."""
    if (word(tokens, at), word(tokens, at + 1)) == ("a", "single"):
        return Number(at, at + 2, 1, 1, spelled=True)
    if word(tokens, at) == "half" and word(tokens, at + 1) in ("a", "an"):
        return Number(at, at + 2, 0.5, 0.5, spelled=True)
    if word(tokens, at) in ("a", "an") and [word(tokens, at + k) for k in (2, 3, 4)] == ["and", "a", "half"]:
        return Number(at, at + 1, 1, 1, spelled=True)  # "a mile and a half"
    if word(tokens, at).startswith("half-") and word(tokens, at)[5:] in SCALES:
        value = SCALES[word(tokens, at)[5:]] / 2
        return Number(at, at + 1, value, value, spelled=True)
    return None


def _spelled(tokens: Sequence[Token], at: int) -> Number | None:
    """Read a run of number words: "two hundred and fifty", "five" of "five-year", "a hundred"."""
    text: list[str] = []
    here, glued = at, ""
    if word(tokens, at) in ("a", "an") and word(tokens, at + 1) in SCALES:
        return Number(at, at + 1, 1, 1, spelled=True)
    while here < len(tokens) and not glued:
        if word(tokens, here) == "and" and text and text[-1] in SCALES and word(tokens, here + 1) in NUMBER_WORDS:
            here += 1
        parts = word(tokens, here).split("-")
        taken = [part for k, part in enumerate(parts) if part in NUMBER_WORDS and parts[:k] == text_of(parts[:k])]
        if not taken:
            break
        text += taken
        glued = "-".join(parts[len(taken) :])
        here += 1
    value = _value(text)
    return None if value is None else Number(at, here, value, value, glued=glued, spelled=True)


def text_of(parts: Sequence[str]) -> list[str]:
    """Return the number words of a compound, so that only an unbroken head of it is read as a number."""
    return [part for part in parts if part in NUMBER_WORDS]


def _value(text: Sequence[str]) -> float | None:
    try:
        return float(text2num(" ".join(text), "en")) if text and text[0] not in SCALES else None
    except ValueError:
        return None


def _scaled(tokens: Sequence[Token], number: Number) -> Number:
    """Take in what multiplies or completes the number: "million", "dozen", "and a half"."""
    last, value, glued = number.last, number.lower, number.glued
    if (word(tokens, last), word(tokens, last + 1), word(tokens, last + 2)) == ("and", "a", "half"):
        last, value = last + 3, value + 0.5
    scale, _, rest = glued.partition("-")
    if scale in SCALES:
        value, glued = value * SCALES[scale], rest
    while not glued and last < len(tokens):
        scale, _, rest = word(tokens, last).partition("-")
        if scale not in SCALES:
            break
        value, last, glued = value * SCALES[scale], last + 1, rest
    return replace(number, last=last, lower=value, upper=value, glued=glued)
