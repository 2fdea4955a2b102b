"""From the claims of a quantity to its series, and what that says of a difference: a conflict, or a later state.

A later day alone makes a later state only of what goes on: people are counted on while the event is young, and
whatever is said to be still counted; the dead of a fire twenty years ago are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from itertools import pairwise

from factcheck.domain.account import Account, Claim
from factcheck.domain.findings import Relation, Rung
from factcheck.domain.series import Series, State, Succession
from factcheck.domain.story import Cluster, Story
from factcheck.domain.values import AGREEING, Course, Figure, Hedge, Timing
from factcheck.findings.sides import Claims, contested, rung_of
from factcheck.findings.successions import LaterEdition, Tells, later_edition, tells_earlier
from factcheck.values.figures.agreement import compare_figures

PEOPLE = frozenset({"killed", "injured", "displaced", "missing", "held", "arrested", "rescued"})
_FOUND_IN_TIME = frozenset({"missing"})  # a count that falls as it is worked down
_NO_COURSE = frozenset({"year of age", "ordinal"})  # what does not change while a story goes on
_SHOWN = 3  # states from which on there is a course to be seen


def series_of(sides: Sequence[Claims], story: Story, *, others: AbstractSet[str], running_days: int) -> Series:
    """Return the series of a quantity of which `sides` are the accounts that exclude each other, the lowest first.

    The claims with the ids `others` are of another quantity. An event that is more than `running_days` past when it is
    told of is closed.
    """
    made = [_states(side, story, running_days) for side in sides]
    known = {*others, *(state.claim.id for side in made for state in side)}
    beside = [claim for claim in _of_one_quantity(sides, story) if claim.id not in known]
    told = [*(state for side in made for state in side), *_states(tuple(beside), story, running_days)]
    return Series(tuple(made), tuple(sorted(told, key=_by_day)))


def relation_of(series: Series, story: Story) -> tuple[Relation, Succession | None]:
    """Return what the difference is, and by what it is a later state.

    Other claimants contest; a count that was going on stays undetermined while its days are unknown.
    """
    tells, later = tells_earlier(story, one_count), later_edition(story)
    passages = [passage(low, high, tells, later) for low, high in pairwise(series.sides)]
    if all(passages):
        return Relation.UPDATE, Succession.TOLD if Succession.TOLD in passages else passages[0]
    sides = [tuple(state.claim for state in side) for side in series.sides]
    if contested(sides):
        return Relation.CONTESTED, None
    states = [state for side in series.sides for state in side]
    undated = any(state.claim.as_of is None for state in states)
    running = any(state.running for state in states)
    both_hold = all(
        compare_figures(a.value, b.value) in AGREEING
        for one, other in pairwise(series.sides)
        for a in one
        for b in other
    )
    return Relation.UNDETERMINED if both_hold or (undated and running) else Relation.CONFLICT, None


def current(series: Series, story: Story) -> Series:
    """Return the series without the sides that another one is known to have left behind: they contradict nobody.

    A draft's side stays, and so do all where fewer than two would be left.
    """
    tells, later = tells_earlier(story, one_count), later_edition(story)
    kept = tuple(
        side
        for n, side in enumerate(series.sides)
        if any(state.article == story.draft for state in side)
        or not any(passage(side, higher, tells, later) for higher in series.sides[n + 1 :])
    )
    return replace(series, sides=kept) if len(kept) > 1 else series


def passage(low: Sequence[State], high: Sequence[State], tells: Tells, edition: LaterEdition) -> Succession | None:
    """By what one of two sides is known to be a later state of the other, None if it is not."""
    lower, higher = tuple(state.claim for state in low), tuple(state.claim for state in high)
    if tells(higher, lower) or tells(lower, higher):
        return Succession.TOLD
    if _all_later(high, low, edition, days=False) or _all_later(low, high, edition, days=False):
        return Succession.EDITION
    role = low[0].value.role or high[0].value.role
    closed = any(state.closed for state in (*low, *high))
    grows = (role in PEOPLE and not closed) or any(state.running for state in (*low, *high))
    falls = role in _FOUND_IN_TIME and not closed
    if (grows and _all_later(high, low, edition)) or (falls and _all_later(low, high, edition)):
        return Succession.COUNTED
    revised = any(state.claim.course is Course.REVISED for state in low)
    return Succession.REVISED if revised and _all_later(low, high, edition) else None


def rungs(series: Series) -> tuple[Rung, ...]:
    """Return the series as a report shows it; nothing where too few states differ in value or day."""
    if series.told[0].value.unit in _NO_COURSE:
        return ()
    different = {(state.value.lower, state.value.upper, state.day) for state in series.told}
    if len(different) < _SHOWN:
        return ()
    return tuple(rung_of(_as_shown(state), state.value) for state in series.told)


def _as_shown(state: State) -> Claim:
    earlier = state.claim.course is Course.EARLIER
    return replace(state.claim, as_of=state.day) if earlier else state.claim


def one_count(earlier: Claim, other: Claim) -> bool:
    """Whether what an article gives as the earlier count is the count of another article."""
    one, two = earlier.value, other.value
    if not (isinstance(one, Figure) and isinstance(two, Figure)) or one.role != two.role:
        return False
    return (one.role is not None or one.noun == two.noun) and compare_figures(one, two) in AGREEING


def _all_later(later: Iterable[State], former: Sequence[State], edition: LaterEdition, *, days: bool = True) -> bool:
    """Whether each state of the one side is later than each of the other; a draft's borrowed one has no say."""
    pairs = [(a, b) for a in later for b in former if _has_say(a) and _has_say(b)]
    return bool(pairs) and all(edition(a.article, b.article) or (days and _is_later(a, b)) for a, b in pairs)


def _is_later(later: State, former: State) -> bool:
    return later.day is not None and former.day is not None and later.day > former.day


def _has_say(state: State) -> bool:
    return state.day is not None or state.claim.as_of is None


def _states(side: Claims, story: Story, running_days: int) -> tuple[State, ...]:
    accounts = {account.article.id: account for account in story.accounts}
    borrowed = any(claim.article != story.draft and claim.as_of for claim in side)
    return tuple(
        State(
            claim,
            claim.value,
            None if borrowed and claim.article == story.draft else _day(claim, accounts.get(claim.article)),
            story.origins.get(claim.article, claim.article),
            _is_closed(claim, accounts.get(claim.article), running_days),
        )
        for claim in side
        if isinstance(claim.value, Figure)
    )


def _day(claim: Claim, account: Account | None) -> date | None:
    """The day to which a value counts; what is only called earlier is not of the day on which it was called so."""
    published = account.article.published or account.article.updated if account else None
    of_article = published is not None and claim.as_of == published.date()
    return None if claim.course is Course.EARLIER and of_article else claim.as_of


def _is_closed(claim: Claim, account: Account | None, running_days: int) -> bool:
    """Whether what is counted was long past when it was told: by the figure's own day, else by all that are told."""
    told = claim.as_of
    if told is None:
        return False
    if claim.when and claim.when.last:
        return (told - claim.when.last).days > running_days
    days = list(_days(account)) if account else []
    return bool(days) and all((told - day).days > running_days for day in days)


def _days(account: Account) -> Iterator[date]:
    """The days that an article tells of, as far as they are known."""
    for claim in account.claims:
        if isinstance(claim.value, Timing) and claim.value.moment.last:
            yield claim.value.moment.last


def _of_one_quantity(sides: Sequence[Claims], story: Story) -> Iterator[Claim]:
    """The other claims of the quantity: those of its clusters, and what the articles give as its earlier states."""
    known = {claim.id for side in sides for claim in side}
    articles = {claim.article for side in sides for claim in side}
    first = sides[0][0]
    for cluster in story.clusters:
        if any(claim.id in known for claim in cluster.claims):
            yield from _alike(cluster, first)
    for account in story.accounts:
        if account.article.id in articles:
            yield from (claim for claim in account.claims if claim.course is Course.EARLIER and _one_sort(claim, first))


def _alike(cluster: Cluster, first: Claim) -> Iterator[Claim]:
    return (claim for claim in cluster.claims if _one_sort(claim, first))


def _one_sort(claim: Claim, first: Claim) -> bool:
    one, two = claim.value, first.value
    if not (isinstance(one, Figure) and isinstance(two, Figure)) or (one.unit, one.role) != (two.unit, two.role):
        return False
    if one.hedge is Hedge.VAGUE or (claim.holder and first.holder and claim.holder != first.holder):
        return False  # "tens of thousands" is no state that a course could be read from
    return one.role is not None or one.noun == two.noun


def _by_day(state: State) -> tuple[date, float, float, str]:
    return state.claim.as_of or date.max, state.value.lower, state.value.upper, state.claim.id
