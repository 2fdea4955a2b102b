"""What keeps two claims from filling one slot, before anything is weighed: other units, roles, groups, deeds.

A hindrance is named in words that a report can show: a pair that looks like a conflict and is none is counted
by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import combinations

from factcheck.domain.account import Claim
from factcheck.domain.values import CLASHING, Agreement, Boundary, Figure, Moment, Outcome, Proposition, Timing
from factcheck.settings.config import AlignmentSettings, Lexicons
from factcheck.values.figures.agreement import ANYBODY, compare_figures, designations, is_part, same_counted
from factcheck.values.marks import particular
from factcheck.values.names.spelling import homes
from factcheck.values.times.relations import compare_moments, distance

# Fates that are never left unsaid: of people merely counted nobody says that they were hurt.
VICTIMS = frozenset(
    {"killed", "injured", "displaced", "missing", "shot", "stabbed", "attacked", "infected", "casualty"}
)
_AGE = "year of age"
_AGE_SLIP = 5  # years: sources that differ on an age differ by a birthday or a slip, not by a generation
_IN_ORDER = {"first", "second", "third", "last", "next", "final", "opening", "previous", "past"}
_A_LITTLE = 1.5  # hours, see times.relations.distance
_STRANGERS = "of different people"
_COUNTS = {"count", "ordinal", "times"}
# Nouns that count stretches of time or play are measures: "spent four seasons", "19 years".
_STRETCHES = {"season", "year", "month", "week", "day", "game", "match", "term", "start", "appearance", "win", "loss"}

OTHER_SORT = "values of another sort"  # not worth counting: nobody would take them for a conflict
ANOTHER_DEED = "something else was done at that time or to that extent"
COUNTED_TWICE = "a noun that articles count more than once, for different things"
PART = "a part against the whole"
ALSO_GIVEN = "the same article gives the other value too, for another thing"


def agreement(a: Claim, b: Claim) -> Agreement:
    """How the values of two claims of one slot stand to each other."""
    left, right = a.value, b.value
    if isinstance(left, Figure) and isinstance(right, Figure):
        return compare_figures(left, right)
    if isinstance(left, Timing) and isinstance(right, Timing):
        return compare_moments(left.moment, right.moment)
    if isinstance(left, Outcome) and isinstance(right, Outcome):
        return Agreement.SAME if left == right else Agreement.DISJOINT
    return Agreement.SAME


def hindrance(a: Claim, b: Claim, lexicons: Lexicons) -> str | None:
    """Return why two claims cannot fill one slot, or None if they may."""
    left, right = a.value, b.value
    if isinstance(left, Figure) and isinstance(right, Figure):
        return _between_figures(a, b, left, right, lexicons)
    if isinstance(left, Timing) and isinstance(right, Timing):
        if {left.boundary, right.boundary} == {Boundary.START, Boundary.END}:
            return "the beginning against the end"
        return _STRANGERS if _of_strangers(a, b) else None
    if isinstance(left, Proposition) and isinstance(right, Proposition):
        return None if left == right else OTHER_SORT
    return None


def self_contradiction(a: Claim, b: Claim, how: Agreement) -> bool:
    """Whether one article gives both values and they clash: then they are values of two slots."""
    return a.article == b.article and not isinstance(a.value, Outcome) and how in CLASHING


def narrower(part: Claim, whole: Claim) -> bool:
    """Whether one claim counts a narrower group than the other, and fewer: "two speedboats" of "three boats"."""
    small, large = part.value, whole.value
    return isinstance(small, Figure) and isinstance(large, Figure) and is_part(small, large)


def one_deed(a: Claim, b: Claim, cosine: float, settings: AlignmentSettings) -> bool:
    """Days, ordinals and measures are of one thing only where one thing is done: "fell 200 feet", "sank on Monday".

    Counts say what they count, ages whose, and times of day a little apart are of the story's one central event.
    `cosine` is that of the two deeds' vectors.
    """
    if _tells_its_slot(a, b):
        return True
    if a.predicate and b.predicate:
        return a.predicate == b.predicate or (cosine >= settings.same_deed and not _turned(a.predicate, b.predicate))
    at = isinstance(a.value, Timing) and a.value.boundary is Boundary.AT
    return a.predicate == b.predicate and not at  # both unnamed will do: "open since 1987", "founded in 1990"


def counted_twice(claims: Sequence[Claim], share: float) -> frozenset[str]:
    """Return the nouns that name no one quantity in this story: more than `share` of the articles that count them do
    so twice, with values that clash (touchdowns of two players, cars of two roads).
    """
    counts: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        value = claim.value
        if isinstance(value, Figure) and value.unit == "count" and value.role is None and value.noun:
            counts[value.noun][claim.article].append(value)
    return frozenset(
        noun for noun, articles in counts.items() if sum(map(_clashing, articles.values())) > share * len(articles)
    )


def _clashing(figures: Sequence[Figure]) -> bool:
    return any(compare_figures(a, b) in CLASHING for a, b in combinations(figures, 2))


def _tells_its_slot(a: Claim, b: Claim) -> bool:
    left, right = a.value, b.value
    if isinstance(left, Figure) and isinstance(right, Figure):
        anybody = left.role is right.role is None and left.noun in ANYBODY
        return left.unit == _AGE or (left.unit == "count" and left.noun not in _STRETCHES and not anybody)
    if isinstance(left, Timing) and isinstance(right, Timing):
        clocks = _tells_clock(left.moment) and _tells_clock(right.moment)
        return clocks and distance(left.moment, right.moment) <= _A_LITTLE
    return True


def _turned(one: str, other: str) -> bool:
    """Whether one verb is turned two ways by the word after it: "check in" and "check out", convicted of two crimes."""
    (verb, _, way), (same, _, another) = one.partition(" "), other.partition(" ")
    return verb == same and bool(way and another)


def _tells_clock(moment: Moment) -> bool:
    """Whether a time of day is told, not just a part of it: "at 10 a.m.", no "Friday night"."""
    return moment.clock is not None and moment.granularity != "part"


def _other_time(a: Claim, b: Claim) -> bool:
    """Whether one figure is of a day and the other of all that came since, or both are of days that differ."""
    if (a.since is None) != (b.since is None):
        return (a.when if a.since is None else b.when) is not None
    return a.when is not None and b.when is not None and compare_moments(a.when, b.when) is Agreement.DISJOINT


def _of_strangers(a: Claim, b: Claim) -> bool:
    """Whether the values belong to two people, neither of whom the other sentence names."""
    if not (a.person and b.person):
        return False
    return not (_words({a.person}) & _words(b.names) or _words({b.person}) & _words(a.names))


def _is_statistic(figure: Figure, lexicons: Lexicons) -> bool:
    """Whether a figure is of sport: players, games and seasons have lines of the same sort, equal in all but values."""
    words = {figure.noun, *figure.words.lower().split()}
    return not words.isdisjoint(_one_or_many(lexicons.play["statistics"]))


@lru_cache(maxsize=4)
def _one_or_many(nouns: tuple[str, ...]) -> frozenset[str]:
    return frozenset(nouns) | {f"{noun}s" for noun in nouns}


def _others_agree(a: Claim, b: Claim, left: Figure, right: Figure) -> bool:
    """Whether the two sentences share a value beside the two that are compared."""
    return bool((a.particulars & b.particulars) - {particular(left), particular(right)})


def _words(names: AbstractSet[str]) -> set[str]:
    return {homes().get(word, word) for name in names for word in name.split()}


def _between_figures(a: Claim, b: Claim, left: Figure, right: Figure, lexicons: Lexicons) -> str | None:
    if left.unit != right.unit:
        return OTHER_SORT
    if left.unit == _AGE:
        others = a.owner != b.owner
        return "ages of different people" if others or abs(left.lower - right.lower) > _AGE_SLIP else None
    if _other_time(a, b):
        return "of another day or another stretch of time"
    if (left.modifiers | right.modifiers) & _IN_ORDER:
        return "the first or the last of several"
    if left.unit != "count" and _of_strangers(a, b):
        return _STRANGERS
    if _is_statistic(left, lexicons) and _is_statistic(right, lexicons) and not _others_agree(a, b, left, right):
        return "of another line of statistics: no other value of it is the same"
    if left.unit not in _COUNTS and not (left.noun and right.noun):
        return None
    if left.role != right.role and left.noun != right.noun:
        return OTHER_SORT
    named = designations(left) & designations(right)
    if left.role is right.role is None and left.noun != right.noun and not named:
        return OTHER_SORT
    if not _one_role(left, right):
        return "another fate (killed, injured, arrested, ...)"
    if (not named and (is_part(left, right) or is_part(right, left))) or (
        left.noun != right.noun and (a.summed or b.summed)
    ):
        return PART
    return None if same_counted(left, right, lexicons) else _population(left, right)


def _one_role(left: Figure, right: Figure) -> bool:
    """The dead are never compared with those of whom nothing is said; who was arrested may just be counted."""
    return left.role == right.role or (None in (left.role, right.role) and not {left.role, right.role} & VICTIMS)


def _population(left: Figure, right: Figure) -> str:
    return "another group of people or things" if left.noun == right.noun else OTHER_SORT
