"""What keeps two claims from filling one slot, before anything is weighed: other units, roles, groups, deeds.

A hindrance is named in words that a report can show: a pair that looks like a conflict and is none is counted
by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from factcheck.domain.account import Claim
from factcheck.domain.values import (
    CLASHING,
    TELLING,
    Agreement,
    Boundary,
    Figure,
    Hedge,
    Moment,
    Outcome,
    Proposition,
    Timing,
)
from factcheck.settings.config import AlignmentSettings
from factcheck.settings.lexicons import Hedges, Nouns, Play
from factcheck.values.figures.ages import AGE
from factcheck.values.figures.agreement import ANYBODY, compare_figures, designations, is_part, same_counted
from factcheck.values.figures.margins import is_margin
from factcheck.values.marks import particular
from factcheck.values.names.spelling import homes
from factcheck.values.times.relations import compare_moments, distance

# Fates that are never left unsaid: of people merely counted nobody says that they were hurt.
VICTIMS = frozenset(
    {"killed", "injured", "displaced", "missing", "shot", "stabbed", "attacked", "infected", "casualty"}
)
_AGE_SLIP = 5  # years: sources that differ on an age differ by a birthday or a slip, not by a generation
_AGE_NOW = frozenset({",", "(", "—", "–", "aged", "is"})  # right before an age that somebody has on the day of writing
_LEVEL = frozenset({"from", "to", "at"})  # "fell by 2 per cent from 6": a change, and what it is a change of
_A_YEAR = 366  # days
_IN_ORDER = {"first", "second", "third", "last", "next", "final", "opening", "previous", "past"}
_TODAY = {"today", "yesterday", "tomorrow", "tonight", "this"}
_ONE_DAY = 0.5  # in the steps of times.relations.distance: pairs of days
_NAMED = 3  # words behind "Sunday's" up to the noun that it belongs to, and about a time of which it is told
_A_LITTLE = 1.5  # hours, see times.relations.distance
_STRANGERS = "of different people"
_COUNTS = {"count", "ordinal", "times"}
# Nouns that count stretches of time or play are measures: "spent four seasons", "19 years".
_STRETCHES = {"season", "year", "month", "week", "day", "game", "match", "term", "start", "appearance", "win", "loss"}

_BOUNDS = {Hedge.AT_LEAST, Hedge.AT_MOST}
_BEHIND = 0.05  # share of a figure by which a bound must fall short of it

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
        return compare_times(left.moment, right.moment)
    if isinstance(left, Outcome) and isinstance(right, Outcome):
        return Agreement.SAME if left == right else Agreement.DISJOINT
    return Agreement.SAME


def hindrance(a: Claim, b: Claim, *, hedges: Hedges, nouns: Nouns, play: Play) -> str | None:
    """Return why two claims cannot fill one slot, or None if they may: the first of the hindrances that holds."""
    left, right = a.value, b.value
    if isinstance(left, Figure) and isinstance(right, Figure):
        figures = _TwoFigures(a, b, left, right, hedges, nouns, play)
        return next((reason for reason, holds in _of_figures(figures) if holds(figures)), None)
    if isinstance(left, Timing) and isinstance(right, Timing):
        return next((reason for reason, holds in _OF_TIMES if holds(a, b)), None)
    if isinstance(left, Proposition) and isinstance(right, Proposition):
        return None if left == right else OTHER_SORT
    return None


def clash(a: Claim, b: Claim) -> Agreement | None:
    """How two figures or times exclude each other, were they of one thing; None where they do not.

    A bound that holds, and is left behind by 5 in 100 or more, counts: both are right, and one is hardly current.
    """
    left, right = a.value, b.value
    if isinstance(left, Timing) and isinstance(right, Timing):
        how = compare_times(left.moment, right.moment)
        return how if how in TELLING else None
    if not (isinstance(left, Figure) and isinstance(right, Figure)):
        return None
    how = compare_figures(left, right)
    behind = how is Agreement.CONTAINED and _left_behind(left, right)
    return Agreement.FAR_BELOW if behind else how if how in TELLING else None


def compare_times(a: Moment, b: Moment) -> Agreement:
    """Compare two times; a day either way of "today" may be the page's time zone."""
    how = compare_moments(a, b)
    near = how is Agreement.DISJOINT and distance(a, b) <= _ONE_DAY
    return Agreement.NOT_COMPARABLE if near and (_deictic(a) or _deictic(b)) else how


def _deictic(moment: Moment) -> bool:
    """Whether the words point from the day of writing, which a page's stamp gives in a zone of its own."""
    return not _TODAY.isdisjoint(moment.words.lower().split())


def never_of_one(a: Claim, b: Claim) -> bool:
    """Whether two values are of two things whatever else is known: the killed and the injured, two people's ages, a
    change and a level, a margin and a count.
    """
    left, right = a.value, b.value
    if isinstance(left, Timing) and isinstance(right, Timing):
        return _of_boundaries(a, b)
    if not (isinstance(left, Figure) and isinstance(right, Figure)) or left.unit != right.unit:
        return True
    if is_margin(a.sentence.tokens, a.span) != is_margin(b.sentence.tokens, b.span):
        return True
    if {"by"} < {_last_before(a), _last_before(b)} <= _LEVEL | {"by"}:
        return True
    fates = {left.role, right.role} & VICTIMS
    return len(fates) > 1 or (left.unit == AGE and bool(a.owner and b.owner) and a.owner != b.owner)


def rounds(headline: Claim, told: Claim) -> bool:
    """Whether a headline only puts a figure of its text more roundly: "scores killed" of 61, "over 400" of 431."""
    left, right = headline.value, told.value
    if not (isinstance(left, Figure) and isinstance(right, Figure)) or left.unit != right.unit:
        return False
    one_thing = left.role == right.role and (left.role is not None or left.noun == right.noun)
    return one_thing and compare_figures(left, right) is Agreement.CONTAINED


def _left_behind(one: Figure, other: Figure) -> bool:
    """Whether one of two counts is a bound that holds and that the other goes beyond."""
    hedges = {one.hedge, other.hedge}
    if one.unit != "count" or Hedge.VAGUE in hedges or not hedges & _BOUNDS:
        return False
    if one.hedge is other.hedge:
        return one.lower != other.lower
    bound, told = (one, other) if one.hedge in _BOUNDS else (other, one)
    short = told.lower - bound.lower if bound.hedge is Hedge.AT_LEAST else bound.upper - told.upper
    return short > _BEHIND * max(1, told.lower)


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
        return left.unit == AGE or (left.unit == "count" and left.noun not in _STRETCHES and not anybody)
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


def _is_statistic(figure: Figure, play: Play) -> bool:
    """Whether a figure is of sport: players, games and seasons have lines of the same sort, equal in all but values."""
    words = {figure.noun, *figure.words.lower().split()}
    return not words.isdisjoint(_one_or_many(play))


@lru_cache(maxsize=4)
def _one_or_many(play: Play) -> frozenset[str]:
    return play.statistics | {f"{noun}s" for noun in play.statistics}


def _others_agree(a: Claim, b: Claim, left: Figure, right: Figure) -> bool:
    """Whether the two sentences share a value beside the two that are compared."""
    return bool((a.particulars & b.particulars) - {particular(left), particular(right)})


def _words(names: AbstractSet[str]) -> set[str]:
    return {homes().get(word, word) for name in names for word in name.split()}


@dataclass(frozen=True, slots=True)
class _TwoFigures:
    """Two claims of figures, and what stands in the lexicons."""

    a: Claim
    b: Claim
    left: Figure
    right: Figure
    hedges: Hedges
    nouns: Nouns
    play: Play

    @property
    def named_alike(self) -> bool:
        """Whether both counted things bear one designation: "MiG-29s" and "fighters (MiG-29)"."""
        return bool(designations(self.left) & designations(self.right))

    @property
    def one_noun(self) -> bool:
        return self.left.noun == self.right.noun

    @property
    def counted(self) -> bool:
        return self.left.unit in _COUNTS or bool(self.left.noun and self.right.noun)


def _of_a_noun(claim: Claim, other: Claim) -> bool:
    """Whether a time is the genitive of a thing that the other is not told of: "Sunday's riot", "called Monday"."""
    at = claim.span.end - claim.sentence.span.start
    if claim.sentence.text[at : at + 1] not in {"'", "’"}:
        return False
    after = [t for t in claim.sentence.tokens if t.start > claim.span.end][:_NAMED]
    things = {t.lemma for t in after if t.tag.startswith(("NN", "VV"))}
    row = other.sentence.tokens
    before = [t for t in row if t.end <= other.span.start][-_NAMED:]
    behind = [t for t in row if t.start >= other.span.end][:_NAMED]
    return not things & {claim.predicate, other.predicate, *(t.lemma for t in (*before, *behind))}


def _of_boundaries(a: Claim, b: Claim) -> bool:
    ends = {value.boundary for value in (a.value, b.value) if isinstance(value, Timing)}
    return ends == {Boundary.START, Boundary.END}


def _of_another_age(f: _TwoFigures) -> bool:
    """Whether two ages are of two people, or of one at two times; beside one full name each they are not."""
    if f.a.owner != f.b.owner:
        return True
    if sorted(f"{f.left.lower:.0f}") == sorted(f"{f.right.lower:.0f}") or _as_of_now(f.a, f.b):
        return False
    return abs(f.left.lower - f.right.lower) > _AGE_SLIP


def _as_of_now(a: Claim, b: Claim) -> bool:
    """Whether both ages are those that one full name has on the days of writing, and these are not years apart."""
    if " " not in a.owner or (a.as_of and b.as_of and abs((a.as_of - b.as_of).days) > _A_YEAR):
        return False
    return all(_last_before(claim) in _AGE_NOW for claim in (a, b))


def _last_before(claim: Claim) -> str:
    return next((t.lemma for t in reversed(claim.sentence.tokens) if t.end <= claim.span.start), "")


def _of_two_statistics(f: _TwoFigures) -> bool:
    both = _is_statistic(f.left, f.play) and _is_statistic(f.right, f.play)
    return both and not _others_agree(f.a, f.b, f.left, f.right)


def _of_other_counted(f: _TwoFigures) -> bool:
    unsaid = f.left.role is f.right.role is None
    return not f.one_noun and (f.left.role != f.right.role or (unsaid and not f.named_alike))


def _of_part_and_whole(f: _TwoFigures) -> bool:
    narrower_one = not f.named_alike and (is_part(f.left, f.right) or is_part(f.right, f.left))
    return narrower_one or (not f.one_noun and (f.a.summed or f.b.summed))


# Reason and test, the gravest first: the first that holds is what a report names.
_Hindrance = tuple[str, Callable[[_TwoFigures], bool]]
_OF_TIMES: tuple[tuple[str, Callable[[Claim, Claim], bool]], ...] = (
    ("the beginning against the end", _of_boundaries),
    ("the time of what a noun names, not of the deed", lambda a, b: _of_a_noun(a, b) != _of_a_noun(b, a)),
    (_STRANGERS, _of_strangers),
)
_OF_AGES: tuple[_Hindrance, ...] = (("ages of different people", _of_another_age),)
_OF_ALL: tuple[_Hindrance, ...] = (
    ("of another day or another stretch of time", lambda f: _other_time(f.a, f.b)),
    ("the first or the last of several", lambda f: bool((f.left.modifiers | f.right.modifiers) & _IN_ORDER)),
    (_STRANGERS, lambda f: f.left.unit != "count" and _of_strangers(f.a, f.b)),
    ("of another line of statistics: no other value of it is the same", _of_two_statistics),
)
_OF_COUNTED: tuple[_Hindrance, ...] = (
    (OTHER_SORT, _of_other_counted),
    ("another fate (killed, injured, arrested, ...)", lambda f: not _one_role(f.left, f.right)),
    (PART, _of_part_and_whole),
    (
        "another group of people or things",
        lambda f: f.one_noun and not same_counted(f.left, f.right, f.hedges, f.nouns),
    ),
    (OTHER_SORT, lambda f: not same_counted(f.left, f.right, f.hedges, f.nouns)),
)


def _of_figures(f: _TwoFigures) -> tuple[_Hindrance, ...]:
    """The hindrances that two figures can have, by what they measure or count."""
    if f.left.unit != f.right.unit:
        return ((OTHER_SORT, lambda _: True),)
    if f.left.unit == AGE:
        return _OF_AGES
    return (*_OF_ALL, *_OF_COUNTED) if f.counted else _OF_ALL


def _one_role(left: Figure, right: Figure) -> bool:
    """The dead are never compared with those of whom nothing is said; who was arrested may just be counted."""
    return left.role == right.role or (None in (left.role, right.role) and not {left.role, right.role} & VICTIMS)
