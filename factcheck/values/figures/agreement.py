"""How two figures of one slot stand to each other: interval algebra with the rounding that news allows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from factcheck.domain.values import Agreement, Figure, Hedge
from factcheck.settings.lexicons import Hedges, Nouns
from factcheck.values.figures.bounds import ABOUT, digits, step
from factcheck.values.figures.plurals import plural
from factcheck.values.figures.units import CURRENCIES
from factcheck.values.names.peoples import demonyms, of_people

# Rounding to fewer digits is compatible only this far: 1,950 may be given as 2,000, but 1,600 is not.
_ROUNDING = 0.1
# A lower bound that holds but is at most half of the other value says that the one knew far less.
_FAR = 2.0
ANYBODY = frozenset({"person", "victim", "life", "death", ""})
_NEVER_ROUNDED = frozenset({"ordinal", "year of age", "times", "category", "vote"})
_TO_WHOLE = frozenset({"percent", "percentage point", "magnitude"})  # 69.5 may be given as 70, never 69 as 70
_SMALL_COUNT = 20
_COUNTED_BY_HAND = 99  # the last number of two digits
_CONVERSION = 0.01  # a converted measure is rounded again: 2,000 feet is 609.6 m and printed as 609
_ONE_OF_A_KIND = frozenset({"other", "more", "another", "remaining", "additional", "further"})
_DIMENSIONS = frozenset({"tall", "high", "deep", "wide", "long", "thick"})
RESTRICTING = frozenset({"from", "with", "without", "who", "whose", "to"})  # "the second coach from Merania"
_EXCLUSIVE = (("male", "female"), ("civilian", "fighter"), ("child", "fighter"))


def compare_figures(a: Figure, b: Figure) -> Agreement:
    """Say how two figures of one slot agree. Symmetric; a figure is SAME as itself."""
    if a.unit != b.unit:
        return Agreement.NOT_COMPARABLE
    if (a.lower, a.upper) == (b.lower, b.upper):
        return Agreement.SAME if a.hedge is b.hedge else Agreement.CONTAINED
    if _overlap(a, b) and not (_touching(a, b) or _touching(b, a)):
        return Agreement.FAR_BELOW if _far_below(a, b) or _far_below(b, a) else Agreement.CONTAINED
    bound = {Hedge.AT_LEAST, Hedge.AT_MOST} & {a.hedge, b.hedge}
    if bound or (_short_of(a) and _short_of(b)) or _overshot(a, b) or _overshot(b, a):
        return Agreement.BOUND_VIOLATED
    return Agreement.CONTAINED if _rounded(a, b) else Agreement.DISJOINT


def total(figures: Sequence[Figure], *, nouns: Nouns | None = None) -> Figure | None:
    """Return the sum of counts or amounts of one unit and one role, or None where they do not add up to one thing.

    Different nouns add up only to persons: when the role befalls persons, or when `nouns` knows them as such.
    """
    if not figures or len({(f.unit, f.role) for f in figures}) > 1 or figures[0].unit in _NEVER_ROUNDED | _TO_WHOLE:
        return None
    noun = _common_noun(figures, nouns)
    if noun is None:
        return None
    lower, upper = math.fsum(f.lower for f in figures), math.fsum(f.upper for f in figures)
    words = " + ".join(f.words for f in figures)
    return Figure(lower, upper, figures[0].unit, _summed(figures), words, noun, frozenset(), figures[0].role)


def describe_figure(figure: Figure) -> str:
    """Return a stable label: the figure's own words, with noun and role where they do not say so themselves."""
    said = figure.words.lower()
    parts = [figure.words]
    if figure.unit == "year of age" and not any(w in said for w in ("year", "month", "week", "age")):
        parts.append("years old")
    if figure.unit == "count" and not any(c.isalpha() for c in said.replace("million", "").replace("thousand", "")):
        parts.append(figure.noun and (figure.noun if figure.upper == 1 else plural(figure.noun)))
    if figure.role and figure.role not in said and not _says_role(said, figure.role):
        parts.append("lost" if (figure.noun, figure.role) == ("life", "killed") else figure.role)
    return " ".join(part for part in parts if part)


def same_counted(a: Figure, b: Figure, hedges: Hedges, nouns: Nouns) -> bool:
    """Say whether the counted nouns can be the same thing.

    Without a noun only an equal role says so; modifiers and nouns that exclude each other say no.
    """
    if _excluded(a, b, nouns):
        return False
    mine, theirs = designations(a), designations(b)
    if mine and theirs:
        return bool(mine & theirs)
    if (mine or theirs) and a.modifiers and b.modifiers and not a.modifiers & b.modifiers:
        return False
    if a.noun == b.noun and a.noun:
        return True
    fates = ("", "life", *hedges.fates)  # "28 deaths" and "28 people killed" are one
    if a.noun in fates or b.noun in fates:
        return a.role is not None and a.role == b.role
    return _persons_alike(a.noun, b.noun, nouns)


def designations(figure: Figure) -> frozenset[str]:
    """Return the model names among what is counted ("ak-47"): they say more than the noun, "rifles" or "guns"."""
    words = figure.modifiers | {figure.noun}
    return frozenset(w for w in words if any(c.isdigit() for c in w) and any(c.isalpha() for c in w) and " " not in w)


def is_part(part: Figure, whole: Figure) -> bool:
    """Say whether one figure counts a narrower group and is smaller: 11 Yemeni pirates of 23 pirates, 280 civilians
    of 1,000 people. That the part is larger than the whole would be a discrepancy.
    """
    narrower = whole.modifiers < part.modifiers or (whole.noun in ANYBODY and part.noun not in ANYBODY)
    return narrower and whole.modifiers <= part.modifiers and best_value(part) < best_value(whole)


def _overlap(a: Figure, b: Figure) -> bool:
    (a_low, a_high), (b_low, b_high) = _loose(a), _loose(b)
    return a_low <= b_high and b_low <= a_high


def _loose(figure: Figure) -> tuple[float, float]:
    """Vague words reach a little beyond their bounds; so does a converted measure."""
    share = (
        ABOUT if figure.hedge is Hedge.VAGUE else _CONVERSION if figure.unit[0].islower() and _is_measure(figure) else 0
    )
    return figure.lower - abs(figure.lower) * share, figure.upper + (abs(figure.upper) * share if share else 0)


def _is_measure(figure: Figure) -> bool:
    return figure.unit not in _NEVER_ROUNDED | _TO_WHOLE | {"count"}


def _touching(least: Figure, other: Figure) -> bool:
    """As in "nearly 300" and "more than 300" share only the point that both leave out."""
    return least.hedge is Hedge.AT_LEAST and _short_of(other) and other.upper <= least.lower


def _short_of(figure: Figure) -> bool:
    below = math.isclose(figure.lower, figure.upper * (1 - ABOUT), rel_tol=1e-6)
    return figure.hedge is Hedge.ABOUT and below


def _overshot(short: Figure, other: Figure) -> bool:
    """As in "nearly $80 million" and $82 million: whoever knew of more would not have said "nearly"."""
    return _short_of(short) and other.hedge is Hedge.EXACT and other.lower > short.upper


def _far_below(least: Figure, other: Figure) -> bool:
    return least.hedge is Hedge.AT_LEAST and least.lower > 0 and best_value(other) >= _FAR * least.lower


def best_value(figure: Figure) -> float:
    """Return the value that the words stand for: the bound itself, or the middle of what they allow."""
    if figure.hedge in (Hedge.AT_LEAST, Hedge.VAGUE, Hedge.RANGE):
        return figure.lower
    if figure.hedge is Hedge.AT_MOST or _short_of(figure):
        return figure.upper
    return (figure.lower + figure.upper) / 2


def _rounded(a: Figure, b: Figure) -> bool:
    """Say whether the coarser of two values is the finer one rounded."""
    if a.unit in _NEVER_ROUNDED:
        return False
    one, two = best_value(a), best_value(b)
    if a.unit in _TO_WHOLE:
        whole = (one % 1 == 0) != (two % 1 == 0)
        return whole and abs(one - two) <= 0.5
    if a.unit == "count" and min(one, two) < _SMALL_COUNT:
        return False
    if _counted_out(a) and _counted_out(b):
        return False
    coarser = max(_step(a), _step(b))
    return abs(one - two) <= coarser / 2 and abs(one - two) <= _ROUNDING * max(abs(one), abs(two))


def _counted_out(figure: Figure) -> bool:
    """Whether money or things are put in two digits without a hedge: 82 is nothing that one rounds to 80.

    Millions of things ("80 million viewers") are estimates, and measures may have been converted.
    """
    counted = figure.unit == "count" and best_value(figure) <= _COUNTED_BY_HAND
    two_digits = len(digits(figure.words)) == len("82")
    return figure.hedge is Hedge.EXACT and two_digits and (counted or figure.unit in CURRENCIES)


def _step(figure: Figure) -> float:
    """Return the last significant digit's worth in the base unit."""
    said = step(figure.words)
    value = best_value(figure)
    if said is None:
        said = step(f"{value:.0f}") or (1.0, value)
    return said[0] * abs(value / said[1]) if said[1] else said[0]


def _summed(figures: Sequence[Figure]) -> Hedge:
    hedges = {f.hedge for f in figures}
    if any(math.isinf(f.upper) for f in figures):
        return Hedge.AT_LEAST
    if len(hedges) == 1:
        return hedges.pop()
    return Hedge.ABOUT if hedges <= {Hedge.EXACT, Hedge.ABOUT} else Hedge.RANGE


def _common_noun(figures: Sequence[Figure], nouns: Nouns | None) -> str | None:
    found = {f.noun for f in figures}
    if len(found) == 1:
        return found.pop()
    if figures[0].role not in (None, "seized"):
        return "person"
    return "person" if nouns and all(_groups(noun, nouns) for noun in found) else None


def _says_role(said: str, role: str) -> bool:
    signs = {
        "killed": ("dead", "death", "fatal", "lives"),
        "injured": ("wounded", "hurt", "injur"),
        "held": ("hostage",),
    }
    return any(sign in said for sign in signs.get(role, ()))


def _groups(noun: str, nouns: Nouns) -> frozenset[str]:
    """The sorts of persons that a noun stands for; a country's people is one of the peoples."""
    found = {sort for sort, known in nouns.sorts.items() if noun in known}
    return frozenset(found | {"peoples"} if noun in demonyms(nouns) else found)


def _excluded(a: Figure, b: Figure, nouns: Nouns) -> bool:
    """Say whether the words around the nouns keep the two apart."""
    one, two = a.modifiers, b.modifiers
    if a.unit == "ordinal" and one & RESTRICTING != two & RESTRICTING:
        return True
    if (one & _ONE_OF_A_KIND) != (two & _ONE_OF_A_KIND) or _starting("per ", one) != _starting("per ", two):
        return True
    if _starting("of ", one) and _starting("of ", two) and _starting("of ", one) != _starting("of ", two):
        return True
    if (one & _DIMENSIONS) and (two & _DIMENSIONS) and not one & two & _DIMENSIONS:
        return True
    country = demonyms(nouns)
    mine, theirs = ({country.get(m, m) for m in (*f.modifiers, f.noun) if of_people(m, nouns)} for f in (a, b))
    if mine and theirs and not mine & theirs:
        return True
    groups = [set().union(*(_groups(m, nouns) for m in (*f.modifiers, f.noun))) for f in (a, b)]
    return any((x in g and y in h) or (y in g and x in h) for x, y in _EXCLUSIVE for g, h in [groups])


def _starting(words: str, modifiers: frozenset[str]) -> frozenset[str]:
    return frozenset(m for m in modifiers if m.startswith(words))


def _persons_alike(one: str, two: str, nouns: Nouns) -> bool:
    mine, theirs = _groups(one, nouns), _groups(two, nouns)
    general = {"general", "male", "female"}
    return bool(mine and theirs and (mine & general or theirs & general))
