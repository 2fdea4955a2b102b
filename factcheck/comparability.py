"""What keeps two claims from filling one slot, before anything is weighed: other units, roles, groups, deeds.

A hindrance is named in words that a report can show: a pair that looks like a conflict and is none is counted
by it.
"""

from __future__ import annotations

from factcheck.config import AlignmentSettings, Lexicons
from factcheck.domain import Agreement, Boundary, Claim, Figure, Outcome, Proposition, Timing
from factcheck.values.agreement import compare_figures, designations, is_part, same_counted
from factcheck.values.moment_relations import compare_moments

CLASH = frozenset({Agreement.DISJOINT, Agreement.BOUND_VIOLATED})
AGREE = frozenset({Agreement.SAME, Agreement.CONTAINED})
# Fates that are never left unsaid: of people merely counted nobody says that they were hurt.
VICTIMS = frozenset(
    {"killed", "injured", "displaced", "missing", "shot", "stabbed", "attacked", "infected", "casualty"}
)
_AGE = "year of age"
_COUNTS = {"count", "ordinal", "times"}
# Nouns that count stretches of time or play are measures: "spent four seasons", "19 years".
_STRETCHES = {"season", "year", "month", "week", "day", "game", "match", "term", "start", "appearance", "win", "loss"}

OTHER_SORT = "values of another sort"  # not worth counting: nobody would take them for a conflict
ANOTHER_DEED = "something else was done at that time or to that extent"
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
        return "the beginning against the end" if _opposite(left.boundary, right.boundary) else None
    if isinstance(left, Proposition) and isinstance(right, Proposition):
        return None if left == right else OTHER_SORT
    return None


def self_contradiction(a: Claim, b: Claim) -> bool:
    """Whether one article gives both values and they clash: then they are values of two slots."""
    return a.article == b.article and not isinstance(a.value, Outcome) and agreement(a, b) in CLASH


def one_deed(a: Claim, b: Claim, cosine: float, settings: AlignmentSettings) -> bool:
    """Days, ordinals and measures are of one thing only where one thing is done: "fell 200 feet", "sank on Monday".

    Counts say what they count, ages whose, and times of day on one story are of its one central event. `cosine` is
    that of the two deeds' vectors.
    """
    if _tells_its_slot(a, b) or a.predicate == b.predicate:
        return True
    if not (a.predicate and b.predicate):
        return isinstance(a.value, Timing) and a.value.boundary is not Boundary.AT
    return cosine >= settings.same_deed


def _tells_its_slot(a: Claim, b: Claim) -> bool:
    left, right = a.value, b.value
    if isinstance(left, Figure):
        return left.unit == _AGE or (left.unit == "count" and left.noun not in _STRETCHES)
    if isinstance(left, Timing) and isinstance(right, Timing):
        return left.moment.clock is not None and right.moment.clock is not None
    return True


def _opposite(left: Boundary, right: Boundary) -> bool:
    return {left, right} == {Boundary.START, Boundary.END}


def _between_figures(a: Claim, b: Claim, left: Figure, right: Figure, lexicons: Lexicons) -> str | None:
    if left.unit != right.unit:
        return OTHER_SORT
    if left.unit == _AGE:
        return "ages of different people" if a.owner and b.owner and a.owner != b.owner else None
    if left.unit not in _COUNTS and not (left.noun and right.noun):
        return None
    named = designations(left) & designations(right)
    if left.role is right.role is None and left.noun != right.noun and not named:
        return OTHER_SORT
    if not _one_role(left, right):
        return "another fate (killed, injured, arrested, ...)"
    if (not named and (is_part(left, right) or is_part(right, left))) or (
        left.noun != right.noun and (a.summed or b.summed)
    ):
        return "a part against the whole"
    return None if same_counted(left, right, lexicons) else _population(left, right)


def _one_role(left: Figure, right: Figure) -> bool:
    """The dead are never compared with those of whom nothing is said; who was arrested may just be counted."""
    return left.role == right.role or (None in (left.role, right.role) and not {left.role, right.role} & VICTIMS)


def _population(left: Figure, right: Figure) -> str:
    return "another group of people or things" if left.noun == right.noun else OTHER_SORT
