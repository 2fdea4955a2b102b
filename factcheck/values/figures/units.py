"""Units of measure and money beside a number, each converted to one base unit of its family.

Base units: "metre", "gram", "second", "metre per second", "square metre", "litre", "degree Celsius",
"year of age", "percent", "percentage point", "magnitude", "times"; money keeps its ISO 4217 code. Units
that differ between countries and are rarely told apart in news ("ton", "gallon", "pound") stay by themselves.
Conversion factors: NIST Special Publication 811, appendix B.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.domain.text import Token
from factcheck.values.figures.numbers import Number, word

_YEAR = 365.25 * 86_400
_FACTORS: dict[str, dict[str, float]] = {
    "metre": {
        "metre": 1, "meter": 1, "kilometre": 1e3, "kilometer": 1e3, "km": 1e3, "kms": 1e3, "centimetre": 0.01,
        "centimeter": 0.01, "cm": 0.01, "millimetre": 1e-3, "millimeter": 1e-3, "mm": 1e-3, "foot": 0.3048,
        "feet": 0.3048, "ft": 0.3048, "inch": 0.0254, "yard": 0.9144, "mile": 1609.344, "mi": 1609.344,
        "nautical mile": 1852,
    },
    "gram": {
        "gram": 1, "gramme": 1, "kg": 1e3, "kilo": 1e3, "kilogram": 1e3, "kilogramme": 1e3, "tonne": 1e6,
        "metric ton": 1e6, "lb": 453.592, "lbs": 453.592, "ounce": 28.3495, "oz": 28.3495, "milligram": 1e-3,
    },
    "second": {
        "second": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": 86_400, "week": 7 * 86_400,
        "month": _YEAR / 12, "year": _YEAR, "yr": _YEAR, "decade": 10 * _YEAR,
    },
    "metre per second": {
        "mph": 0.44704, "mile per hour": 0.44704, "mile an hour": 0.44704, "kph": 1 / 3.6, "km/h": 1 / 3.6,
        "kmh": 1 / 3.6, "km per hour": 1 / 3.6, "km an hour": 1 / 3.6, "kilometre per hour": 1 / 3.6,
        "kilometer per hour": 1 / 3.6, "kilometre an hour": 1 / 3.6, "kilometer an hour": 1 / 3.6,
        "knot": 1852 / 3600, "metre per second": 1, "meter per second": 1,
    },
    "square metre": {
        "square metre": 1, "square meter": 1, "square foot": 0.092903, "sq ft": 0.092903, "square kilometre": 1e6,
        "square kilometer": 1e6, "sq km": 1e6, "square km": 1e6, "square mile": 2_589_988, "acre": 4046.86,
        "hectare": 1e4, "square yard": 0.836127,
    },
    "litre": {"litre": 1, "liter": 1, "millilitre": 1e-3, "milliliter": 1e-3, "cubic metre": 1e3, "cubic meter": 1e3},
    "degree Celsius": {
        "°c": 1, "° c": 1, "degree celsius": 1, "degree c": 1, "degree centigrade": 1, "°f": 5 / 9, "° f": 5 / 9,
        "degree fahrenheit": 5 / 9, "degree f": 5 / 9, "c": 1, "celsius": 1, "fahrenheit": 5 / 9, "f": 5 / 9,
    },
    "percent": {"%": 1, "percent": 1, "per cent": 1, "pct": 1, "pc": 1},
    "percentage point": {"percentage point": 1},
    "magnitude": {"magnitude": 1},
    "times": {"time": 1, "times": 1, "fold": 1},
    "ton": {"ton": 1},
    "gallon": {"gallon": 1},
    "pound": {"pound": 1},
    "barrel": {"barrel": 1},
    "USD": {"dollar": 1, "us dollar": 1, "american dollar": 1, "usd": 1, "buck": 1},
    "EUR": {"euro": 1, "eur": 1},
    "GBP": {"pound sterling": 1, "british pound": 1, "gbp": 1, "pence": 0.01, "penny": 0.01, "p": 0.01},
    "INR": {"rupee": 1, "indian rupee": 1, "inr": 1},
    "PKR": {"pakistani rupee": 1},
    "JPY": {"yen": 1},
    "CNY": {"yuan": 1, "renminbi": 1},
    "CHF": {"swiss franc": 1},
    "CAD": {"canadian dollar": 1},
    "AUD": {"australian dollar": 1},
    "RUB": {"rouble": 1, "ruble": 1},
    "SEK": {"swedish krona": 1, "swedish kronor": 1},
    "KRW": {"won": 1},
}  # fmt: skip
_UNITS = {name: (unit, factor) for unit, names in _FACTORS.items() for name, factor in names.items()}
_LONGEST = max(len(name.split()) for name in _UNITS)
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "rs": "INR", "rs.": "INR"}
_DOLLARS = {"a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "us": "USD", "u.s.": "USD", "nz": "NZD", "hk": "HKD"}
_DOLLARS |= {"s": "SGD"}
CURRENCIES = frozenset(unit for unit in _FACTORS if unit.isupper()) | frozenset(_DOLLARS.values())
SCALED = {"m": 1e6, "k": 1e3, "b": 1e9, "mn": 1e6}  # letters after an amount of money
SMALLER = {"foot": "inch", "ft": "in", "hour": "minute", "year": "month", "minute": "second", "pound": "ounce"}
INCH, INCHES = 0.0254, 12  # in metres; to a foot
UNIT_OF_QUANTITY = {"magnitude": "magnitude", "temperature": "degree"}  # what their values are in, where none is told
TEMPERATURES = frozenset({"degree Celsius", "degree"})
_OF_TEMPERATURE = frozenset({"temperature", "thermometer", "thermostat"})
_APART = frozenset({"above", "below", "higher", "lower", "warmer", "colder", "hotter", "cooler", "more", "less"})
_MINUS = frozenset({"-", "−", "–"})
FREEZING = -160 / 9  # 0 °F in °C
DIMENSIONS = frozenset(
    ["tall", "high", "deep", "wide", "long", "thick", "away", "down", "up", "off", "offshore", "broad"]
)
_AGED = ("old", "of age")


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit in the tokens `first` to `last` around its number: base value = number x factor + offset."""

    first: int
    last: int
    unit: str
    factor: float = 1
    offset: float = 0
    glued: str = ""
    name: str = ""


def currency_of(noun: str) -> str | None:
    """Return the ISO 4217 code of a noun for money ("euro"), None of any other."""
    unit, _ = _UNITS.get(noun, ("", 1.0))
    return unit if unit in CURRENCIES else None


def money(tokens: Sequence[Token], number: Number) -> Measure | None:
    """Read the currency before a number ("$", "US$", "Rs") or the ISO code before it, and "m", "k" after it."""
    at = number.first - 1
    unit = _SYMBOLS.get(word(tokens, at)) or _code(tokens, at)
    if word(tokens, at - 1) == "$" and word(tokens, at) in _DOLLARS and tokens[at - 1].end == tokens[at].start:
        at, unit = at - 1, _DOLLARS[word(tokens, at)]
    if unit is None:
        return None
    before = word(tokens, at - 1)
    if unit == "USD" and before in _DOLLARS and tokens[at - 1].end == tokens[at].start:
        at, unit = at - 1, _DOLLARS[before]
    scale, _, glued = number.glued.partition("-")
    if scale and scale not in SCALED and scale != "plus":
        scale, glued = "", number.glued
    return Measure(at, number.last, unit, SCALED.get(scale, 1), glued=glued)


def _code(tokens: Sequence[Token], at: int) -> str | None:
    """The ISO 4217 code that a token is, in its capitals."""
    return tokens[at].text if 0 <= at < len(tokens) and tokens[at].text in CURRENCIES else None


def measure(tokens: Sequence[Token], number: Number) -> Measure | None:
    """Read the unit that hangs on a number or follows it; None when there is none that is known."""
    if number.glued:
        return _glued(tokens, number)
    plain = _magnitude(tokens, number) or _factor(tokens, number) or following(tokens, number.first, number.last)
    return plain or _degrees(tokens, number)


def below_zero(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a sign stands before a number: "-163", "minus 20"; not "10 - 20"."""
    sign, before = at - 1, at - 2
    dash = word(tokens, sign) in _MINUS and tokens[sign].end == tokens[at].start
    return word(tokens, sign) == "minus" or (dash and (before < 0 or tokens[before].end < tokens[sign].start))


def following(tokens: Sequence[Token], first: int, at: int) -> Measure | None:
    """Read the unit whose words begin at a token: the longest known, in singular or plural."""
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        words = [word(tokens, at + k) for k in range(length)]
        found = _UNITS.get(_singular(words))
        if found and not (length == 1 and words[0] in ("c", "f", "in", "pc", "m", "p")):
            return _aged(tokens, _made(first, at + length, _singular(words), *found))
        head, _, rest = words[0].partition("-")
        if length == 1 and rest and head in _UNITS and _UNITS[head][0] != "times":
            return _aged(tokens, _made(first, at + 1, head, *_UNITS[head], glued=rest))
    if word(tokens, at) == "km" and word(tokens, at + 1) == "/" and word(tokens, at + 2) == "h":
        return _made(first, at + 3, "km/h", *_UNITS["km/h"])
    return None


def _singular(words: Sequence[str]) -> str:
    """Put the plural noun of a unit's words into the singular ("square miles", "degrees celsius")."""
    plural = {"feet": "foot", "inches": "inch", "pounds": "pound"}
    one = [plural.get(w, w[:-1] if len(w) > 3 and w.endswith("s") and w != "celsius" else w) for w in words]
    return " ".join(one)


def _made(first: int, last: int, name: str, unit: str, factor: float, *, glued: str = "") -> Measure:
    offset = FREEZING if unit == "degree Celsius" and factor != 1 else 0.0
    return Measure(first, last, unit, factor, offset, glued, name)


def _aged(tokens: Sequence[Token], found: Measure) -> Measure:
    """As in "36 years old", "36 years of age" and "36-year-old" are ages, not lengths of time."""
    after = word(tokens, found.last)
    old = found.glued == "old" or after == "old" or (after, word(tokens, found.last + 1)) == ("of", "age")
    if found.unit != "second" or not old:
        return found
    last = found.last + (0 if found.glued == "old" else 1 if after == "old" else 2)
    return Measure(found.first, last, "year of age", found.factor / _YEAR)


def _glued(tokens: Sequence[Token], number: Number) -> Measure | None:
    head, _, rest = number.glued.partition("-")
    if head in ("nautical", "square", "cubic") and rest:
        unit, _, rest = rest.partition("-")
        head = f"{head} {unit}"
    if head == "km" and word(tokens, number.last) == "/" and word(tokens, number.last + 1) == "h":
        return _made(number.first, number.last + 2, "km/h", *_UNITS["km/h"])
    if head == "m" and number.spelled is False:
        return _metres_or_millions(tokens, number)
    name = "inch" if head == "in" else _singular(head.split())
    if name == "time" and not rest:
        return Measure(number.first, number.last, "times", glued="")
    sure = name not in ("c", "f") or below_zero(tokens, number.first)  # "-12C", but "5C" may be anything
    if name not in _UNITS or not sure:
        return None
    if word(tokens, number.last) == "per" and word(tokens, number.last + 1) == "hour" and f"{name} per hour" in _UNITS:
        return _made(number.first, number.last + 2, name, *_UNITS[f"{name} per hour"])
    return _aged(tokens, _made(number.first, number.last, name, *_UNITS[name], glued=rest))


def _metres_or_millions(tokens: Sequence[Token], number: Number) -> Measure | None:
    """As in "12m tall" is metres, "2m people" is millions of them; anything else is not sure enough."""
    after = word(tokens, number.last)
    if after in DIMENSIONS or number.glued.partition("-")[2] in DIMENSIONS:
        return Measure(number.first, number.last, "metre", name="m")
    if number.last < len(tokens) and tokens[number.last].tag in ("NN2", "NN0"):
        return Measure(number.first, number.last, "count", 1e6)
    return None


def _degrees(tokens: Sequence[Token], number: Number) -> Measure | None:
    """As in "minus 20 degrees", "temperatures of minus 20", "temperatures fell to 12 degrees": of a scale not told.

    Degrees by themselves may be those of a circle or of a university.
    """
    told = any(token.lemma in _OF_TEMPERATURE for token in tokens)
    cold = below_zero(tokens, number.first)
    told = told and word(tokens, number.last + 1) not in _APART
    if (told or cold) and _singular([word(tokens, number.last)]) == "degree":
        return Measure(number.first, number.last + 1, "degree")
    after = tokens[number.last] if number.last < len(tokens) else None
    bare = after is None or not (after.tag.startswith("NN") or after.text in ("%", "°"))
    return Measure(number.first, number.last, "degree") if told and cold and bare else None


def _factor(tokens: Sequence[Token], number: Number) -> Measure | None:
    """As in "rose by a factor of 10"; no "factor" of things that are counted."""
    before = [word(tokens, number.first - k) for k in (3, 2, 1)]
    counts = number.last < len(tokens) and tokens[number.last].tag.startswith("NN")
    return Measure(number.first - 2, number.last, "times") if before == ["a", "factor", "of"] and not counts else None


def _magnitude(tokens: Sequence[Token], number: Number) -> Measure | None:
    """As in "magnitude 7.0", "magnitude of 7.0", "magnitude-7.0", "7.0 on the Richter scale"."""
    before = number.first - 1 - (word(tokens, number.first - 1) in ("of", "-"))
    if word(tokens, before) == "magnitude":
        return Measure(before, number.last, "magnitude")
    if [word(tokens, number.last + k) for k in range(3)] == ["on", "the", "richter"]:
        return Measure(number.first, number.last + 3, "magnitude")
    return None
