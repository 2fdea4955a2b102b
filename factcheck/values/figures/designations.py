"""Numbers that count nothing: dates, clock times, scores, and the numbers in names ("Route 52", "AK-47")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.domain.text import Token
from factcheck.domain.values import Hedge
from factcheck.settings.lexicons import Hedges, Nouns
from factcheck.text.tokens import MONTH
from factcheck.values.figures.counted import CALENDAR, is_person, lemma
from factcheck.values.figures.numbers import Number, word
from factcheck.values.figures.units import CURRENCIES

_MONTH = re.compile(rf"(?:{MONTH})\Z", re.IGNORECASE)
_MARKS = frozenset({".", "/", "-", "–", "—", ":", "#", "+", "=", "@", "_", "*", "("})
_CLOCK = frozenset(
    [
        "am",
        "pm",
        "a.m.",
        "p.m.",
        "a.m",
        "p.m",
        "gmt",
        "utc",
        "est",
        "edt",
        "pst",
        "pdt",
        "cet",
        "bst",
        "ist",
        "et",
        "o'clock",
        "o’clock",
        "noon",
        "hrs",
    ]
)
_YEARS = range(1000, 2100)  # a bare number of four digits in here is a year unless it plainly counts
_ROLE_LIKE = ("VV", "VB", "VH", "VD")


def counts_nothing(tokens: Sequence[Token], number: Number, hedges: Hedges) -> bool:
    """Say whether a number stands in a date, a time, a score or a name rather than for an amount."""
    return (
        _in_date(tokens, number)
        or _is_clock(tokens, number, hedges)
        or _is_score(tokens, number)
        or _is_ratio(tokens, number)
        or _is_gallery(tokens, number)
        or _is_age_group(tokens, number)
        or _names(tokens, number, hedges)
        or _is_address(tokens, number, hedges)
    )


def looks_like_year(tokens: Sequence[Token], number: Number, nouns: Nouns) -> bool:
    """Say whether four digits are a year: "in 2011", "the 2011 uprising"; "2000 people" are people."""
    plain = number.last == number.first + 1 and word(tokens, number.first).isdecimal() and not number.glued
    if not plain or number.lower not in _YEARS or len(word(tokens, number.first)) != 4:
        return False
    after = tokens[number.last] if number.last < len(tokens) else None
    counts = after is not None and after.tag in ("NN2", "NN0") and is_person(lemma(after), nouns)
    return not counts or word(tokens, number.first - 1) in (
        "in",
        "since",
        "by",
        "until",
        "from",
        "of",
        "the",
        "during",
        ",",
    )


def _is_month(tokens: Sequence[Token], at: int) -> bool:
    return 0 <= at < len(tokens) and bool(_MONTH.match(tokens[at].text)) and tokens[at].text[0].isupper()


def _in_date(tokens: Sequence[Token], number: Number) -> bool:
    before, after = number.first - 1, number.last
    if word(tokens, before) in ("the", ",") and not number.ordinal:
        before -= word(tokens, before) == "the"
    of = after + (word(tokens, after) in ("of", "-", "–"))
    if _is_month(tokens, before) or (_is_month(tokens, of) and number.upper <= 31):
        return True
    weekday = word(tokens, number.first - 1) in CALENDAR or word(tokens, number.first - 2) in CALENDAR
    return number.ordinal and weekday


def _is_clock(tokens: Sequence[Token], number: Number, hedges: Hedges) -> bool:
    after = word(tokens, number.last)
    if number.glued.split("-")[0] in ("am", "pm") or after.rstrip(".") in _CLOCK or after in _CLOCK:
        return True
    if after == "hours" and len(word(tokens, number.first)) == 4 and word(tokens, number.first).isdecimal():
        return True
    if number.first > 1 and tokens[number.first - 2].lemma in (*hedges.toll_words, "toll", "put"):
        return False  # "the toll stands at 12"
    if len(word(tokens, number.first).partition(".")[2]) == 1:
        return False  # "at 6.1"; a time has two digits after its point, "at 6.15"
    bare = after in ("", ".", ",", ";", "on", "and", "until") or after in CALENDAR
    return bare and word(tokens, number.first - 1) in ("at", "by", "until", "till") and number.upper <= 12


def _is_score(tokens: Sequence[Token], number: Number) -> bool:
    """Scores, records, phone numbers, fractions: digits tied to other digits by a mark."""
    if number.spelled or number.hedge.value == "range":
        return False
    marks = [word(tokens, number.last), word(tokens, number.first - 1)]
    neighbours = [word(tokens, number.last + 1), word(tokens, number.first - 2)]
    tied = any(m in _MARKS - {"("} and n[:1].isdecimal() for m, n in zip(marks, neighbours, strict=True))
    return tied or marks[0] in ("/", "=", "@") or marks[1] in ("/", "#", "+", "=", "@")


def _is_ratio(tokens: Sequence[Token], number: Number) -> bool:
    """As in "one in five voters", "ten out of 12 jurors": a share, and no count of voters."""
    before = [word(tokens, number.first - k) for k in (2, 1)]
    return before in (["one", "in"], ["out", "of"])


def _is_age_group(tokens: Sequence[Token], number: Number) -> bool:
    """As in "those aged 25-64", "ages 10 to 20": how old those of a group are, and no count of them."""
    ranged = number.hedge is Hedge.RANGE
    return ranged and not number.glued and word(tokens, number.first - 1) in ("aged", "ages", "age")


def _is_gallery(tokens: Sequence[Token], number: Number) -> bool:
    """As in "14 of 37 Photos: The bridge": which of how many pictures a page shows."""
    which = word(tokens, number.first - 1) == "of" and word(tokens, number.first - 2).isdecimal()
    many = word(tokens, number.last) == "of" and word(tokens, number.last + 1).isdecimal()
    return (which and word(tokens, number.last + 1) == ":") or (many and word(tokens, number.last + 3) == ":")


def _names(tokens: Sequence[Token], number: Number, hedges: Hedges) -> bool:
    """As in "Flight 370", "Boeing 737", "section 8", "number one", "Windows 10"."""
    if number.first == 0 or "," in tokens[number.first].text:
        return False  # "gave Bloom 4,120 votes": no name is written with a mark between thousands
    previous = tokens[number.first - 1]
    text = word(tokens, number.first - 1)
    if text in hedges.designators or (text == "." and word(tokens, number.first - 2) in ("no", "nos")):
        return not (text == "no" and number.spelled)
    if not previous.text[0].isupper() or text in CALENDAR or previous.tag.startswith(_ROLE_LIKE):
        return False
    if previous.tag in ("AT0", "PRP", "AV0", "DT0", "CJC", "CJS", "DPS", "PNP", "PRF", "CJT", "PUN", "PUL"):
        return False
    after = tokens[number.last] if number.last < len(tokens) else None
    general = after is not None and lemma(after) == "person"
    first_word = number.first == 1 and previous.tag != "NP0"
    return not general and not first_word and text not in ("us", "rs") and previous.text not in CURRENCIES


def _is_address(tokens: Sequence[Token], number: Number, hedges: Hedges) -> bool:
    """As in "1200 Main Street", "115th St."."""
    at = number.last
    while at < min(number.last + 4, len(tokens)) and (tokens[at].text[0].isupper() or word(tokens, at)[:1].isdecimal()):
        if word(tokens, at) in hedges.streets:
            return True
        at += 1
    return False
