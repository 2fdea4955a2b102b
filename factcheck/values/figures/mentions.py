"""One number with the words around it -> a mention: a count, a share, a place in an order, a measure or an age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.domain.text import Token
from factcheck.domain.values import Hedge
from factcheck.settings.lexicons import Hedges, Nouns
from factcheck.values.figures.ages import stated_age
from factcheck.values.figures.agreement import RESTRICTING
from factcheck.values.figures.bounds import bounded
from factcheck.values.figures.counted import Counted, complement, counted, is_model, is_person, rate
from factcheck.values.figures.designations import looks_like_year
from factcheck.values.figures.measured import FigureMention, measured, unit_of
from factcheck.values.figures.numbers import Number, word
from factcheck.values.figures.units import measure
from factcheck.values.figures.unsaid import unsaid
from factcheck.values.names.peoples import of_people

_DETERMINED = frozenset(
    {"the", "a", "an", "his", "her", "its", "their", "my", "our", "this", "that", "'s", "’s", "was", "in"}
)

_GRAMMATICAL_PERSONS = 3  # "told in the third person"


def mention_at(tokens: Sequence[Token], number: Number, hedges: Hedges, nouns: Nouns) -> FigureMention | None:
    """Read what a number counts, measures, orders or shares; None where that is not sure enough."""
    if number.ordinal:
        return _ordered(tokens, number, hedges, nouns)
    if number.share:
        return _share(tokens, number, hedges, nouns)
    age = stated_age(tokens, number, hedges, nouns)
    unit = None if age else unit_of(tokens, number)
    if unit:
        return measured(tokens, number, unit, hedges, nouns)
    if age or looks_like_year(tokens, number, nouns):
        return age
    return _count(tokens, number, hedges, nouns)


def _ordered(tokens: Sequence[Token], number: Number, hedges: Hedges, nouns: Nouns) -> FigureMention | None:
    """As in "the fifth title", "his fourth-year", "the third-biggest city": the place of something in an order."""
    determiner = word(tokens, number.first - 1)
    if determiner not in _DETERMINED and number.first:
        return None
    ranked = number.glued.endswith("est") or number.glued in ("most", "straight", "consecutive")
    if number.glued and not ranked and number.glued != "year":
        return None
    if number.glued == "year":
        return _ordinal(number, number.last, "year", frozenset())
    team = _plural_name(tokens, number.last)
    at = number.last + bool(team)
    found = counted(tokens, at, nouns)
    if found is None or found.head is None or found.plural or _orders_nothing(number, found, hedges):
        return None
    words = tokens[at : found.last]
    if not number.spelled and words[0].text[0].isupper() and not of_people(words[0].lemma, nouns):
        return None  # "the 8th Circuit ruling"
    if words[-1].text[0].isupper() or (len(words) > 1 and words[0].lemma in hedges.unordered):
        return None
    ranks = frozenset({number.glued}) if ranked else frozenset()
    such = frozenset({word(tokens, found.last)} & RESTRICTING)
    return _ordinal(number, found.last, found.noun, found.modifiers | ranks | team | such)


def _orders_nothing(number: Number, found: Counted, hedges: Hedges) -> bool:
    """As in "the first lady", "the third person"; but "the 193rd person" is one of so many."""
    of_grammar = found.noun != "person" or number.upper <= _GRAMMATICAL_PERSONS
    return found.noun in hedges.unordered and of_grammar


def _plural_name(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """The "sixers" of "the fifth Sixers coach": a plural that is a name narrows the noun after it."""
    pair = tokens[at : at + 2]
    names = len(pair) > 1 and pair[0].text[0].isupper() and pair[0].tag == "NN2" and pair[1].tag == "NN1"
    return frozenset({pair[0].text.lower()}) if names and pair[1].text.islower() else frozenset()


def _ordinal(number: Number, last: int, noun: str, modifiers: frozenset[str]) -> FigureMention:
    value = number.lower
    return FigureMention(number.first, number.last, last, value, value, "ordinal", Hedge.EXACT, noun, modifiers)


def _share(tokens: Sequence[Token], number: Number, hedges: Hedges, nouns: Nouns) -> FigureMention | None:
    """As in "a third of the voters": a percentage in words, as loose as words are."""
    found = counted(tokens, number.last, nouns)
    alone = Counted(number.last, "", frozenset(), plural=True, head=None)  # "more than half were young"
    found = found or (alone if word(tokens, number.first) == "half" else None)
    if found is None or not found.plural:
        return None
    bounds = bounded(tokens, number, number.first, number.last, hedges)
    last, noun, modifiers = found.last, found.noun, found.modifiers
    upper = min(bounds.upper, 100.0)
    return FigureMention(bounds.first, number.last, last, bounds.lower, upper, "percent", bounds.hedge, noun, modifiers)


def _count(tokens: Sequence[Token], number: Number, hedges: Hedges, nouns: Nouns) -> FigureMention | None:
    millions = measure(tokens, number) if number.glued == "m" else None
    if millions and millions.unit == "count":
        number = replace(number, lower=number.lower * millions.factor, upper=number.upper * millions.factor, glued="")
    if word(tokens, number.last) in ("%", "°"):
        return None
    if number.glued not in ("", "plus"):
        return _hung(tokens, number, hedges)
    after_hedge = bounded(tokens, number, number.first, number.last, hedges)
    found = counted(tokens, max(after_hedge.last, number.last), nouns)
    found = unsaid(tokens, number, nouns) or found
    if found and not _agrees(tokens, number, found):
        return None
    last = found.last if found else after_hedge.last
    bounds = bounded(tokens, number, number.first, last, hedges)
    noun, modifiers = (found.noun, found.modifiers) if found else ("", frozenset())
    if number.upper == 1 and not _is_clear_one(tokens, number, found, hedges, nouns, first=bounds.first):
        return None
    first, more = _another(tokens, bounds.first)
    per, end = rate(tokens, bounds.last)
    whole = complement(tokens, bounds.last, nouns)
    narrowed = modifiers | more | {text for text in (per, whole) if text}
    return FigureMention(
        first,
        after_hedge.last,
        max(end, bounds.last),
        bounds.lower,
        bounds.upper,
        "count",
        bounds.hedge,
        noun,
        narrowed,
    )


def _hung(tokens: Sequence[Token], number: Number, hedges: Hedges) -> FigureMention | None:
    """As in "the 28-nation bloc", "a 300-page report": what hangs on the number is counted, what follows narrows it."""
    after = tokens[number.last] if number.last < len(tokens) else None
    if after is None or not number.glued.isalpha() or number.glued in hedges.hung or number.upper <= 1:
        return None
    if "-" not in tokens[number.last - 1].text or not after.tag.startswith(("NN", "AJ", "VV")):
        return None
    bounds = bounded(tokens, replace(number, glued=""), number.first, number.last, hedges)
    noun, narrowed = number.glued, frozenset({after.lemma})
    return FigureMention(
        bounds.first, number.last, number.last, bounds.lower, bounds.upper, "count", bounds.hedge, noun, narrowed
    )


def _agrees(tokens: Sequence[Token], number: Number, found: Counted) -> bool:
    """As in "737 jet" counts nothing; a capitalised noun is a name unless it is a people's."""
    if number.upper > 1 and not found.plural:
        return False
    if found.head is None or not tokens[found.head].text[0].isupper():
        return True
    if found.last < len(tokens) and tokens[found.last].text[0].isupper():
        return False  # "10,500 Writers Guild members"
    return is_model(tokens[found.head]) or is_people_name(tokens[found.head])


def is_people_name(token: Token) -> bool:
    """Say whether a capitalised noun may name people: letters only and not all capitals ("Libyans")."""
    return token.text.isalpha() and not token.text.isupper()


def _is_clear_one(
    tokens: Sequence[Token], number: Number, found: Counted | None, hedges: Hedges, nouns: Nouns, *, first: int
) -> bool:
    """As in "one person", "at least one civilian"; not "one of the", "one day", "the one"."""
    if found is None:
        return not number.spelled  # "kills 1": only a role will make it a figure
    if found.head is None or found.noun in hedges.uncounted or found.plural or "such" in found.modifiers:
        return False
    if word(tokens, number.last) == "of" or word(tokens, first - 1) in (
        "the",
        "this",
        "that",
        "no",
        "any",
        "each",
        "every",
    ):
        return False
    return is_person(found.noun, nouns) or first < number.first


def _another(tokens: Sequence[Token], first: int) -> tuple[int, frozenset[str]]:
    """As in "another 12", "a further 12", "the other two": not the ones counted before."""
    before = word(tokens, first - 1)
    if before in ("another", "further", "additional", "other", "remaining"):
        return first - 1, frozenset({"other" if before != "remaining" else before})
    return first, frozenset()
