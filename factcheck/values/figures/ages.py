"""Ages said by a number alone: "aged 36", "Ada Bloom, 36,", "a man, 81, died"; "36-year-old" is read as a unit."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Token
from factcheck.domain.values import Hedge
from factcheck.settings.lexicons import Hedges, Nouns
from factcheck.values.figures.counted import CALENDAR, is_person, lemma
from factcheck.values.figures.measured import FigureMention
from factcheck.values.figures.numbers import Number, word

AGE = "year of age"  # the unit
_AFTER_AGE = frozenset(
    ["of", "from", "who", "was", "were", "is", "are", "has", "had", "said", "told", "a", "an", "the"]
)
_LIMITS = frozenset({"under", "over", "above", "below", "before", "by", "from", "until", "after", "children", "those"})
_ANY_AGE = 120  # years; whatever follows a name between commas and is more is no age


def stated_age(tokens: Sequence[Token], number: Number, hedges: Hedges, nouns: Nouns) -> FigureMention | None:
    """Return the age that a number by itself is, None for any other number."""
    if number.ordinal or number.upper > _ANY_AGE or number.upper % 1 or (number.glued and number.glued != "years"):
        return None
    if _said(tokens, number):
        before = word(tokens, number.first - 1)
        limit = word(tokens, number.first - 2 - 2 * (before == "of")) in _LIMITS
        return None if limit else _of_age(number, number.first - 1 - (before == "of"))
    if number.spelled or number.hedge is not Hedge.EXACT or number.upper < 1 or len(word(tokens, number.first)) > 3:
        return None
    return _of_age(number, number.first) if _beside_a_name(tokens, number, hedges, nouns) else None


def _said(tokens: Sequence[Token], number: Number) -> bool:
    """As in "aged 36", "at the age of 36"."""
    before = word(tokens, number.first - 1)
    said = before == "aged" or (before == "age" and word(tokens, number.first - 2) in ("at", ","))
    said = said or [word(tokens, number.first - k) for k in (3, 2, 1)] == ["the", "age", "of"]
    return said and number.hedge is Hedge.EXACT and word(tokens, number.last) not in ("and", "or", "to")


def _beside_a_name(tokens: Sequence[Token], number: Number, hedges: Hedges, nouns: Nouns) -> bool:
    """As in "Ada Bloom, 36,", "Ada Bloom (36)", "a man, 81, died"."""
    before, after = word(tokens, number.first - 1), word(tokens, number.last)
    brackets, commas = (before, after) == ("(", ")"), before == "," and after in (",", ".", "", ";")
    if number.first < 2 or not (brackets or commas):
        return False
    owner = tokens[number.first - 2]
    full_name = number.first >= 3 and tokens[number.first - 3].tag == "NP0"
    told = _goes_on(tokens, number.last + 1)
    if _is_name(owner) and owner.lemma not in hedges.streets:
        return full_name or told
    person = owner.tag == "NN1" and owner.text.islower() and is_person(lemma(owner), nouns)
    return told and after == "," and ((full_name and _is_capital(owner)) or person)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows an age follows: "of Ostby", "died", "and Malik, 29,"."""
    if word(tokens, at) == "and":
        return word(tokens, at + 2) == "," and tokens[at + 1].text[0].isupper()
    return word(tokens, at) in _AFTER_AGE or (at < len(tokens) and tokens[at].tag in ("VVD", "VVZ", "VHZ", "VHD"))


def _is_name(token: Token) -> bool:
    """Say whether a token may end a person's name: "Buckley", "III"; no month or weekday."""
    return (token.tag == "NP0" or token.text.isupper()) and token.text[0].isupper() and token.lemma not in CALENDAR


def _is_capital(token: Token) -> bool:
    """As in "Ivar Stone, 21, of": a surname that is a common noun, too."""
    return token.tag in ("NN1", "AJ0") and token.text[0].isupper() and token.lemma not in CALENDAR


def _of_age(number: Number, first: int) -> FigureMention:
    return FigureMention(first, number.last, number.last, number.lower, number.upper, AGE, Hedge.EXACT)
