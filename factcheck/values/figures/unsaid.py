"""Counts whose noun is not said beside them: "a mother of three", "15 French", "12 Somali and 11 Yemeni pirates"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.domain.text import Token
from factcheck.settings.lexicons import Nouns
from factcheck.values.figures.counted import PARENTS, Counted, counted
from factcheck.values.figures.numbers import Number, read_number, word
from factcheck.values.names.peoples import of_people


def unsaid(tokens: Sequence[Token], number: Number, nouns: Nouns) -> Counted | None:
    """Return what a number counts where words around it tell that and no noun behind it does; None for any other."""
    return _children(tokens, number, nouns) or _people(tokens, number, nouns)


def of_parent(tokens: Sequence[Token], first: int) -> bool:
    """Say whether a number tells how many children somebody has: "a married father of two"."""
    return word(tokens, first - 1) == "of" and first > 1 and tokens[first - 2].lemma in PARENTS


def _children(tokens: Sequence[Token], number: Number, nouns: Nouns) -> Counted | None:
    """As in "a mother of three"; not "the mother of two guards"; a name behind it is that of the parent."""
    if not of_parent(tokens, number.first) or number.upper == 1 or word(tokens, number.last) == "of":
        return None
    found = counted(tokens, number.last, nouns)
    named = found is not None and found.head is not None and tokens[found.head].tag == "NP0"
    if found is not None and not named:
        return None
    return Counted(number.last, PARENTS[tokens[number.first - 2].lemma], frozenset(), plural=True, head=None)


def _people(tokens: Sequence[Token], number: Number, nouns: Nouns) -> Counted | None:
    """As in "15 French, two Swiss and one Belgian", "12 Somali and 11 Yemeni pirates".

    A word that is adjective and noun counts people, unless a noun for all stands after the last of a list.
    """
    at = number.last
    if not _may_be_adjective(tokens, at, nouns):
        return None
    after = counted(tokens, at + 1, nouns) if _may_be_noun(tokens, at + 1) else None
    if after is not None and after.head is not None:
        return None  # "two Spanish ships"
    people = word(tokens, at)
    shared = _after_list(tokens, at + 1, nouns)
    if shared is not None:
        return replace(shared, last=at + 1, modifiers=frozenset({people}))
    return Counted(at + 1, people, frozenset(), plural=number.upper != 1, head=at)


def _may_be_adjective(tokens: Sequence[Token], at: int, nouns: Nouns) -> bool:
    """Whether a word is a people's in a form that an adjective may have: "Spanish", no "Libyans" and no "US"."""
    people = word(tokens, at)
    plural = people.endswith("s") and of_people(people.removesuffix("s"), nouns)
    return of_people(people, nouns) and not plural and not tokens[at].text.isupper()


def _may_be_noun(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].tag.startswith(("NN", "NP", "AJ", "CRD", "UNC"))


def _after_list(tokens: Sequence[Token], at: int, nouns: Nouns) -> Counted | None:
    """The noun after the last of a list of peoples, where none of these is a noun: ", two Irish and one Greek ship"."""
    while word(tokens, at) in (",", "and"):
        number = read_number(tokens, at + 1 + (word(tokens, at + 1) == "and"))
        if number is None:
            return None
        after = counted(tokens, number.last, nouns)
        adjective = _may_be_adjective(tokens, number.last, nouns)
        if after and after.noun and after.head != number.last:
            return replace(after, plural=True) if adjective else None
        if not adjective:
            return None
        at = number.last + 1
    return None
