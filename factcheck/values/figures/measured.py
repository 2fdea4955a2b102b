"""Numbers with a unit: money, lengths, times, ages, percentages -> an interval in the base unit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.domain.text import Token
from factcheck.domain.values import Hedge
from factcheck.settings.lexicons import Hedges, Nouns
from factcheck.values.figures.bounds import Interval, bounded
from factcheck.values.figures.counted import NOUNS, Counted, counted, rate
from factcheck.values.figures.numbers import Number, read_number, word
from factcheck.values.figures.units import (
    CURRENCIES,
    DIMENSIONS,
    INCH,
    INCHES,
    SMALLER,
    TEMPERATURES,
    Measure,
    below_zero,
    following,
    measure,
    money,
)

# Beside these a length of time says when something was, not how long it took.
_WHEN_AFTER = frozenset(
    [
        "ago",
        "later",
        "earlier",
        "before",
        "after",
        "since",
        "hence",
        "from",
        "prior",
        "beforehand",
        "away",
        "previously",
        "left",
        "remaining",
    ]
)
_WHEN_BEFORE = frozenset(
    [
        "last",
        "past",
        "next",
        "previous",
        "recent",
        "coming",
        "first",
        "final",
        "in",
        "within",
        "after",
        "every",
        "latest",
        "since",
    ]
)
# After these it says how long, whatever it is bounded by: "lasted two hours before he gave up".
_LASTING = frozenset({"lasted", "lasting", "last", "lasts", "took", "taken", "spent", "spending", "for"})
_UNTIL = frozenset({"before", "after", "from", "since"})
_FIREARMS = frozenset(
    [
        "gun",
        "rifle",
        "pistol",
        "handgun",
        "cannon",
        "round",
        "bullet",
        "ammunition",
        "shell",
        "mortar",
        "cartridge",
        "calibre",
        "caliber",
    ]
)
_ADJECTIVAL = ("old", "long", "high", "tall", "deep", "wide")
_NEXT = frozenset({"last", "this", "next", "each", "every", "early", "late"})  # "$80 million last summer"
_TOPICS = frozenset(["talk", "speak", "write", "tell", "think", "know", "hear", "read", "dream", "ask", "sing", "say"])
_OF_WHICH_DAY = frozenset({"in", "when", "that", "which", "where", "on"})  # "it is about a day in the life"


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A figure in the making: its tokens `first` to `last`, the noun phrase beginning at `inside`."""

    first: int
    inside: int
    last: int
    lower: float
    upper: float
    unit: str
    hedge: Hedge
    noun: str = ""
    modifiers: frozenset[str] = frozenset()


def unit_of(tokens: Sequence[Token], number: Number) -> Measure | None:
    """Return the unit of a number, money included; None for a bare count."""
    unit = money(tokens, number) or measure(tokens, number)
    if unit is None and number.hedge is Hedge.VAGUE and word(tokens, number.last) == "of":
        unit = following(tokens, number.first, number.last + 1)  # "millions of dollars"
    return None if unit is None or unit.unit == "count" else unit


def hedged_one(tokens: Sequence[Token], at: int, hedges: Hedges) -> Number | None:
    """Read the "a" of "about a mile", "nearly an hour": one of a unit, where words bound it."""
    if word(tokens, at) not in ("a", "an") or not at:
        return None
    number = Number(at, at + 1, 1, 1, spelled=True)
    unit, bounds = following(tokens, at, at + 1), bounded(tokens, number, at, at + 1, hedges)
    if unit is None or unit.unit == "times" or bounds.first == at:
        return None
    return None if _is_topic(tokens, bounds.first, unit) else number


def _is_topic(tokens: Sequence[Token], first: int, unit: Measure) -> bool:
    """As in "a film about a day in the life", "they talked about a mile": what it is about, and no bound."""
    if word(tokens, first) not in ("about", "around") or word(tokens, unit.last) in {*DIMENSIONS, "from"}:
        return False
    before = tokens[first - 1] if first else None
    if before is None:
        return False
    being = before.tag.startswith("VB") and word(tokens, unit.last) in _OF_WHICH_DAY
    return before.tag in NOUNS or before.lemma in _TOPICS or being


def measured(
    tokens: Sequence[Token], number: Number, unit: Measure, hedges: Hedges, nouns: Nouns
) -> FigureMention | None:
    """Read what a number with a unit says; None when that is not sure enough."""
    number, unit = _completed(tokens, number, unit)
    if unit.unit not in CURRENCIES and _unsure(tokens, number, unit):
        return None
    bounds = bounded(tokens, replace(number, glued=unit.glued), unit.first, unit.last, hedges)
    bounds = _below_zero(tokens, bounds) if unit.unit in TEMPERATURES else bounds
    bounds = _limited(tokens, bounds) if unit.unit == "second" else bounds
    idiom = number.spelled and number.upper == 1 and bounds.hedge is Hedge.EXACT  # "one day", "one time"
    if (unit.unit == "second" and _when(tokens, bounds, unit)) or (unit.unit in ("second", "times") and idiom):
        return None
    return _with_noun(tokens, bounds, unit, nouns)


def _below_zero(tokens: Sequence[Token], bounds: Interval) -> Interval:
    """As in "-163 °C", "minus 20 degrees Celsius"."""
    if not below_zero(tokens, bounds.first) or math.isinf(bounds.upper):
        return bounds
    return replace(bounds, first=bounds.first - 1, lower=-bounds.upper, upper=-bounds.lower)


def _limited(tokens: Sequence[Token], bounds: Interval) -> Interval:
    """As in "within six months": six at most."""
    if word(tokens, bounds.first - 1) != "within" or bounds.hedge is not Hedge.EXACT:
        return bounds
    return replace(bounds, first=bounds.first - 1, lower=0.0, hedge=Hedge.AT_MOST)


def _completed(tokens: Sequence[Token], number: Number, unit: Measure) -> tuple[Number, Measure]:
    """Add the rest of "a mile and a half", "5ft 8in", "two hours and ten minutes"."""
    at = unit.last
    if [word(tokens, at + k) for k in range(3)] == ["and", "a", "half"]:
        return replace(number, lower=number.lower + 0.5, upper=number.upper + 0.5), replace(unit, last=at + 3)
    if unit.unit in CURRENCIES and word(tokens, at) in ("to", "-", "–"):
        return _up_to_more_money(tokens, number, unit)
    smaller = SMALLER.get(unit.name)
    rest = (
        read_number(tokens, at + (word(tokens, at) in ("and", ",")))
        if smaller and number.hedge is Hedge.EXACT
        else None
    )
    part = (measure(tokens, rest) or _bare_inches(tokens, rest, smaller)) if rest and not rest.ordinal else None
    if part is None or part.unit != unit.unit or rest is None or not smaller or not part.name.startswith(smaller):
        return number, unit
    value = number.lower + rest.lower * part.factor / unit.factor
    return replace(number, lower=value, upper=value), replace(unit, last=part.last)


def _bare_inches(tokens: Sequence[Token], rest: Number, smaller: str | None) -> Measure | None:
    """As in "six feet two", "6ft 2 tall": inches that are not called so."""
    whole = rest.upper < INCHES and not rest.upper % 1 and not rest.glued
    ends = rest.last >= len(tokens) or tokens[rest.last].tag == "PUN" or word(tokens, rest.last) in DIMENSIONS
    if smaller not in ("inch", "in") or word(tokens, rest.first - 1) in ("and", ",") or not (whole and ends):
        return None
    return Measure(rest.first, rest.last, "metre", INCH, name="inch")


def _up_to_more_money(tokens: Sequence[Token], number: Number, unit: Measure) -> tuple[Number, Measure]:
    """As in "$10 million to $15 million": one range; anything else stays two amounts."""
    rest = read_number(tokens, unit.last + 2)
    more = money(tokens, rest) if rest else None
    if rest is None or more is None or more.unit != unit.unit or more.first != unit.last + 1:
        return number, unit
    upper = rest.upper * more.factor / unit.factor
    if upper <= number.lower:
        return number, unit
    return replace(number, upper=upper, hedge=Hedge.RANGE), replace(unit, last=more.last)


def _unsure(tokens: Sequence[Token], number: Number, unit: Measure) -> bool:
    """Calibres and the like: "a 9 mm pistol"; and units that stand in names ("Mile 12", "50 Cent")."""
    nearby = {tokens[k].lemma for k in range(unit.last, min(unit.last + 2, len(tokens)))}
    calibre = unit.name in ("mm", "millimeter", "millimetre") and (nearby & _FIREARMS or number.upper % 1 != 0)
    named = unit.last > number.last and tokens[unit.last - 1].text[0].isupper() and unit.unit != "degree Celsius"
    return bool(calibre) or named


def _when(tokens: Sequence[Token], bounds: Interval, unit: Measure) -> bool:
    before, after = word(tokens, bounds.first - 1), word(tokens, bounds.last)
    during = word(tokens, bounds.first) == "over" and before not in ("for", "just", "well", "took", "lasted", "of")
    if before in _LASTING and after in _UNTIL:
        return False
    if bounds.hedge is Hedge.AT_MOST and word(tokens, bounds.first) == "within":
        return False
    if before == "after" and (after == "of" or _tag(tokens, bounds.last) == "VVG"):
        return False  # "after seven years of drought", "after seven years campaigning"
    return after in _WHEN_AFTER or before in _WHEN_BEFORE or during or unit.glued.startswith("time")


def _tag(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].tag if at < len(tokens) else ""


def _with_noun(tokens: Sequence[Token], bounds: Interval, unit: Measure, nouns: Nouns) -> FigureMention:
    """Find what is measured: "a five-year deal", "69 % of the voters", "a fall of 200 feet", "12 metres tall"."""
    lower, upper = bounds.lower * unit.factor + unit.offset, bounds.upper * unit.factor + unit.offset
    mention = FigureMention(bounds.first, bounds.last, bounds.last, lower, upper, unit.unit, bounds.hedge)
    hung = unit.glued if unit.glued in _ADJECTIVAL else ""
    after = word(tokens, bounds.last)
    if after in DIMENSIONS or hung:
        last = bounds.last + (after in DIMENSIONS)
        noun = counted(tokens, last, nouns) if hung else None
        if noun and noun.noun and _belongs(tokens, last, noun, unit, joined=False):
            return replace(mention, last=noun.last, noun=noun.noun, modifiers=noun.modifiers | {hung})
        return replace(mention, last=last, modifiers=frozenset({hung or after}))
    per, end = rate(tokens, bounds.last)
    if per:
        return replace(mention, last=end, modifiers=frozenset({per}))
    if after == "worth":
        after = word(tokens, bounds.last + 1)
        bounds = replace(bounds, last=bounds.last + 1)
    joined = after == "of" or (after == "in" and unit.unit in CURRENCIES)
    found = counted(tokens, bounds.last + joined, nouns)
    doing = bounds.last + 1
    if after == "of" and doing < len(tokens) and tokens[doing].tag == "VVG" and (not found or found.head != doing + 1):
        return replace(mention, last=doing + 1, noun=word(tokens, doing))  # "nine months of fighting"
    if found and found.noun and _belongs(tokens, bounds.last + joined, found, unit, joined=joined):
        return replace(mention, last=found.last, noun=found.noun, modifiers=found.modifiers)
    return mention if unit.unit == "year of age" else replace(mention, noun=_before(tokens, bounds.first))


def _belongs(tokens: Sequence[Token], at: int, found: Counted, unit: Measure, *, joined: bool) -> bool:
    """Say whether a noun after the unit is measured: so after "of" and "a five-year", not in "two years Mr Smith"."""
    if joined:
        return True
    compound = "-" in tokens[unit.last - 1].text or unit.unit in CURRENCIES
    named = found.head is not None and tokens[found.head].text[0].isupper()
    return compound and not named and tokens[at].tag not in ("VVN", "VVG", "VVD") and tokens[at].lemma not in _NEXT


def _before(tokens: Sequence[Token], first: int) -> str:
    """As in "a fall of 200 feet", "a deal worth $80 million": the noun that the measure is of."""
    link = word(tokens, first - 1)
    if link in ("of", "worth", "totaling", "totalling", "valued at") and first >= 2:
        noun = tokens[first - 2]
        return noun.lemma if noun.tag in ("NN1", "NN2") else ""
    return ""


def same_amount(one: FigureMention, two: FigureMention, *, share: float) -> bool:
    """Say whether one measure is the other in another unit: "60 metres (200 feet)", "$80m (£62m)"."""
    if one.unit in CURRENCIES and two.unit in CURRENCIES:
        return True
    middle = [(m.lower + m.upper) / 2 for m in (one, two)]
    return one.unit == two.unit and math.isclose(*middle, rel_tol=share)
