"""Figures taken for one quantity that are of several: a part and the whole, the confirmed and the supposed.

A whole is known by its words, "in Lindal and Varnholm" against "in Lindal", or by its parts: one article's two figures
add up to the other's. Figures whose words say nothing of the kind stay together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from factcheck.align.comparability import PART, clash, rounds
from factcheck.domain.account import Account, Claim, Name
from factcheck.domain.story import Compatible, Story
from factcheck.domain.text import Token
from factcheck.domain.values import Agreement, Course, Figure, Hedge, Moment
from factcheck.values.figures.agreement import best_value
from factcheck.values.figures.numbers import read_number
from factcheck.values.figures.shares import only_the_whole, shares_of_it
from factcheck.values.times.relations import compare_moments

ADDS_UP = "parts that add up"
HOLDERS = "counts that two people or bodies have"
SUPPOSED = "what is confirmed against what is only supposed"

_IN = frozenset({"in", "across", "throughout", "over", "inside", "within", "both"})  # before the place that is counted
_OF = frozenset({"of", "from", "for"})  # and before several, of which it says the same; of one: "the mayor of Lindal"
_BETWEEN = frozenset({"and", ",", "the", "also", "in", "both"})  # what may stand between the places of a list
_SURE = frozenset({"confirmed", "verified", "confirm", "verify"})
_SUPPOSED = frozenset({"suspected", "probable", "presumed", "possible", "suspect", "presume", "likely", "unconfirmed"})
_NEAR = 0.05  # as far as a share in words is rounded
_BY_CHANCE = 20  # below it sums come out by chance: 6 injured and 2 arrested are no 8 injured
_LISTS = 400  # claims of an article from which on sums come out by chance, too; no article of news has as many
_FEW = 2  # figures of one article that are added to a part: with more of them any sum comes out


def split(
    sides: Sequence[tuple[Claim, ...]], story: Story
) -> tuple[tuple[tuple[tuple[Claim, ...], ...], ...], tuple[Compatible, ...]]:
    """Return the claims of a dispute by quantity, each with its sides, and the pairs of two quantities with the reason.

    Of claims that nothing keeps apart no order changes: they are the one quantity.
    """
    accounts = {account.article.id: account for account in story.accounts}
    apart: dict[frozenset[str], str] = {}
    found: list[Compatible] = []
    for one, other in combinations(sides, 2):
        for a, b in ((a, b) for a in one for b in other if a.article != b.article):
            ours, theirs = (_as_its_text_tells_it(claim, accounts) for claim in (a, b))
            if clash(a, b) and (reason := _two_quantities(ours, theirs, story, accounts)):
                apart[frozenset((a.id, b.id))] = reason
                found.append(Compatible(reason, a, b))
    groups: list[list[Claim]] = []
    for claim in sorted((claim for side in sides for claim in side), key=_by_size):
        home = next((g for g in groups if not any(frozenset((claim.id, one.id)) in apart for one in g)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    told = (tuple(tuple(c for c in side if c in group) for side in sides) for group in groups)
    return tuple(tuple(side for side in group if side) for group in told), tuple(found)


def of_more_places(whole: Claim, part: Claim, story: Story) -> bool:
    """Whether the one figure is of several places, of which the other is told of some: it bears that one out never."""
    accounts = {account.article.id: account for account in story.accounts}
    return _narrower_place(part, whole, story, accounts)


def _as_its_text_tells_it(claim: Claim, accounts: dict[str, Account]) -> Claim:
    """A headline's figure as its text puts it more exactly, and says of what it is."""
    account = accounts.get(claim.article)
    if account is None or claim not in account.headline:
        return claim
    return next((told for told in account.claims if rounds(claim, told)), claim)


def _two_quantities(a: Claim, b: Claim, story: Story, accounts: dict[str, Account]) -> str | None:
    """Why two figures that clash are of two quantities, None where nothing says so."""
    part, whole = sorted((a, b), key=_by_size)
    if any(_is_supposed(x) and _is_confirmed(y) for x, y in ((a, b), (b, a))):
        return SUPPOSED
    if a.holder and b.holder and not _one_holder(a.holder, b.holder):
        return HOLDERS
    if _is_share(part, whole, accounts):
        return PART
    if _narrower_place(part, whole, story, accounts):
        return PART
    return ADDS_UP if _is_spelt_out(part, whole) or _adds_up(part, whole, story, accounts) else None


def _one_holder(one: str, other: str) -> bool:
    """Whether two names may be of one: "bloom" is also "ada bloom"."""
    short, long = sorted((set(one.split()), set(other.split())), key=len)
    return short <= long


def _is_share(part: Claim, whole: Claim, accounts: dict[str, Account]) -> bool:
    """Whether an article says of the larger figure that a share is meant, which leaves room for the smaller.

    As in "half of the 300 cases were closed" beside 150, and in "300 firms, of which a quarter closed" beside 75.
    """
    account = accounts.get(whole.article)
    if account is None or not (isinstance(whole.value, Figure) and whole.value.role is None):
        return False
    if only_the_whole(whole.sentence, whole.span):
        return True
    following = next((s.text for s in account.sentences if s.index == whole.sentence.index + 1), "")
    told = whole.sentence.text[whole.span.start - whole.sentence.span.start :]
    shares = shares_of_it(f"{told} {following}")
    return any(math.isclose(_value(part), _value(whole) * share, rel_tol=_NEAR) for share in shares)


def _narrower_place(part: Claim, whole: Claim, story: Story, accounts: dict[str, Account]) -> bool:
    """As in "31 in Lindal" against "43 in Lindal and Varnholm": some of the places that the whole lists, not all."""
    places = _places(whole, story, accounts, _IN | _OF)
    return len(places) > 1 and bool(places & part.names) and not places <= part.names


def _places(claim: Claim, story: Story, accounts: dict[str, Account], before: frozenset[str]) -> frozenset[str]:
    """The longest list of names in a figure's clause behind one of the words `before`: "in Lindal and Varnholm"."""
    tokens, account = claim.sentence.tokens, accounts.get(claim.article)
    names = account.names if account else ()
    here = sorted((n for n in names if claim.clause.overlaps(n.span) and n.sort != "person"), key=lambda n: n.span)
    found: list[frozenset[str]] = []
    for first in here:
        word = next((t.lemma for t in reversed(tokens) if t.end <= first.span.start and t.lemma != "the"), "")
        if word in before:
            found.append(frozenset(story.book.key(name.text) for name in _list_from(first, here, tokens)))
    return max(found, key=len, default=frozenset())


def _list_from(first: Name, names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """The names that are listed from one on."""
    listed = [first]
    for name in names:
        between = {t.lemma for t in tokens if listed[-1].span.end <= t.start and t.end <= name.span.start}
        if name.span.start >= listed[-1].span.end and {"and", ","} & between and between <= _BETWEEN:
            listed.append(name)
    return listed


def _adds_up(part: Claim, whole: Claim, story: Story, accounts: dict[str, Account]) -> bool:
    """Whether the article of the one gives what is missing to the other, of another place, group or time."""
    account = accounts.get(part.article)
    if account is None or len(account.claims) >= _LISTS or not (_is_exact(part) and _is_exact(whole)):
        return False
    told = (claim for claim in account.claims if _is_exact(claim) and _value(claim) >= _BY_CHANCE)
    rest = [claim for claim in told if _is_beside(claim, part)] if _value(part) >= _BY_CHANCE else []
    places = _places(whole, story, accounts, _IN)
    return any(
        math.isclose(_value(part) + sum(map(_value, others)), _value(whole))
        and not any(_is_of_the_part_alone(whole, places, part, other) for other in others)
        for number in range(1, _FEW + 1)
        for others in combinations(rest, number)
    )


def _is_spelt_out(part: Claim, whole: Claim) -> bool:
    """As in "148 passengers and 23 crew" against "171 passengers and crew"."""
    ours = [t for t in part.sentence.tokens if t.start >= part.span.end]
    theirs = [t for t in whole.sentence.tokens if t.start >= whole.span.end]
    if len(ours) < 3 or len(theirs) < 2 or not ours[0].lemma == theirs[0].lemma == "and":
        return False
    other = read_number(ours, 1)
    if other is None or other.last >= len(ours) or ours[other.last].lemma != theirs[1].lemma:
        return False
    return math.isclose(_value(part) + other.lower, _value(whole))


def _is_beside(other: Claim, part: Claim) -> bool:
    """Whether an article sets one figure off against another: of another place, group or time."""
    one, two = other.value, part.value
    if not (isinstance(one, Figure) and isinstance(two, Figure)) or other.id == part.id or one.unit != two.unit:
        return False
    if one.role is not None and two.role is not None and one.role != two.role:
        return False
    if one.role is two.role is None and one.noun != two.noun:
        return False
    groups = one.modifiers != two.modifiers or one.noun != two.noun
    places = bool(other.names - part.names) and bool(part.names - other.names)
    return groups or places or _of_other_days(other.when, part.when)


def _is_of_the_part_alone(whole: Claim, places: frozenset[str], part: Claim, other: Claim) -> bool:
    """Whether what looks like a sum is told of the very place or day of the one part, and not of the other's."""
    ours, theirs = part.names - other.names, other.names - part.names
    if places & ours and theirs and not places & theirs:
        return True
    if whole.when is None or part.when is None:
        return False
    one_day = compare_moments(whole.when, part.when) is not Agreement.DISJOINT
    return one_day and (other.when is None or compare_moments(whole.when, other.when) is Agreement.DISJOINT)


def _of_other_days(one: Moment | None, other: Moment | None) -> bool:
    return one is not None and other is not None and compare_moments(one, other) is Agreement.DISJOINT


def _is_exact(claim: Claim) -> bool:
    """Whether a figure may be added: "some 298" that is no round number is meant as exactly as it is told."""
    value = claim.value
    if not isinstance(value, Figure) or value.unit != "count" or claim.course is Course.EARLIER or claim.summed:
        return False
    return value.hedge is Hedge.EXACT


def _is_confirmed(claim: Claim) -> bool:
    return bool(_says(claim) & _SURE)


def _is_supposed(claim: Claim) -> bool:
    return bool(_says(claim) & _SUPPOSED) and not _is_confirmed(claim)


def _says(claim: Claim) -> frozenset[str]:
    value = claim.value
    return value.modifiers if isinstance(value, Figure) else frozenset()


def _value(claim: Claim) -> float:
    assert isinstance(claim.value, Figure)
    return best_value(claim.value)


def _by_size(claim: Claim) -> tuple[float, float, str]:
    value = claim.value
    assert isinstance(value, Figure)
    return value.lower, value.upper, claim.id
