"""Figures: two sources count or measure one thing differently."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from pydantic import Field

from factcheck.align.comparability import clash
from factcheck.domain.account import Claim
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Compatible, Dispute, Story
from factcheck.domain.values import AGREEING, Agreement, Course, Figure
from factcheck.findings.sides import (
    Claims,
    agreeing_pairs,
    contested,
    discrepancy,
    labelled,
    listed,
    sides_of,
)
from factcheck.findings.successions import Tells, is_later, tells_earlier
from factcheck.settings.config import Settings
from factcheck.values.figures.agreement import compare_figures, describe_figure
from factcheck.values.figures.plurals import befallen, plural

_FOUND_IN_TIME = {"missing"}  # a count that falls as it is worked down
_PEOPLE = {"killed", "injured", "displaced", "missing", "held", "arrested", "rescued"}
_MEASURES = {
    "metre": "distance",
    "gram": "weight",
    "second": "duration",
    "metre per second": "speed",
    "square metre": "area",
    "litre": "volume",
    "degree Celsius": "temperature",
    "percent": "share",
    "ordinal": "rank",
}
_SAME = defaultdict(
    lambda: "figures that cannot be compared",
    {
        Agreement.SAME: "the same figure in other words",
        Agreement.CONTAINED: "a rounder or wider figure that holds the other",
        Agreement.FAR_BELOW: "a lower bound that holds",
    },
)


_MOVED_ON = {
    Course.EARLIER: "An article gives the other figure as the earlier one: the count has moved on.",
    Course.RUNNING: "The larger figure was given on a later day: the count has gone on.",
    Course.REVISED: "The smaller figure was given on a later day, and as a revised one.",
}


class FigureSettings(Settings):
    min_confidence: float = Field(0.0, ge=0, le=1)
    """0..1, how many of such findings are right; those below it are left out"""


class Kind:
    """A count or a measure of one thing that the sources put differently.

    Each figure is read as an interval over what is counted ("at least 40", "tens of thousands", "about 2,000
    ft"), and two figures differ when their intervals cannot both hold. Editors care because a figure is what
    readers remember and what corrections are written about.

    Example: "the flood killed at least 40 people in Varnholm" against "the flood in Varnholm killed 31 people".
    A bound that holds, but that another source's count goes beyond by 5 in 100 or more, is shown too, with lower
    severity: one of the two is hardly current. Which figures are of one thing a model decides that was trained on
    labelled news; `why` says what was decisive.

    No discrepancy: rounding and conversion (2,000 ft and 609 m); other roles (killed, injured); other populations,
    unless one includes the other and is smaller; other scopes ("on Sunday", "since April"); parts that add up; ages
    of different people; a noun that the articles count for several things; plans; what a correction takes back. An
    update: a count of people, or one said to be going on, that is larger on a later day ("so far", "as of
    Tuesday"); a revised one that is smaller on a later day; one that the other article gives as the earlier ("43,
    up from 31").
    """

    Settings = FigureSettings

    def __init__(self, settings: FigureSettings) -> None:
        self.settings = settings

    def compare(self, story: Story) -> Iterator[Found | Compatible]:
        """See interfaces.Kind."""
        for cluster in story.clusters:
            if isinstance(cluster.claims[0].value, Figure) and len(sides_of(cluster.claims, compare_claims)) < 2:
                yield from agreeing_pairs(cluster.claims, compare_claims, _SAME)
        for dispute in story.disputes:
            if isinstance(dispute.claims[0].value, Figure) and dispute.likely >= self.settings.min_confidence:
                yield self._found(dispute, story)

    def _found(self, dispute: Dispute, story: Story) -> Found:
        sides, quantity = _ascending([_in_order(side) for side in dispute.sides]), _quantity(dispute)
        relation, course = _relation(sides, tells_earlier(story, _one_count))
        values = labelled(sides, _lead, lambda claim: describe_figure(_figure(claim)))
        behind = _left_behind(sides)
        return discrepancy(
            story,
            "figure",
            _slot(dispute),
            values=values,
            relation=relation,
            severity=_severity(sides, far_below=behind),
            confidence=dispute.likely,
            summary=f"{_first_upper(quantity)}: {listed(values, story)}",
            why=_why(relation, course, far_below=behind),
            check=f"Look up {quantity}: the original source, the day it counts to, and who is included.",
            thing=dispute,
        )


def compare_claims(a: Claim, b: Claim) -> Agreement:
    """Compare the figures of two claims of one slot."""
    return compare_figures(_figure(a), _figure(b))


def _in_order(side: Claims) -> Claims:
    return tuple(sorted(side, key=lambda claim: claim.id))


def _left_behind(sides: Sequence[Claims]) -> bool:
    """Whether nothing but bounds that hold, and fall short of the other figure, makes the difference."""
    pairs = ((a, b) for one, other in combinations(sides, 2) for a in one for b in other)
    return all(clash(a, b) in (Agreement.FAR_BELOW, None) for a, b in pairs)


def _ascending(sides: Sequence[Claims]) -> list[Claims]:
    return sorted(sides, key=lambda side: (_figure(side[0]).lower, _figure(side[0]).upper))


def _lead(side: Claims) -> Claim:
    """The claim that puts the side's figure as most of it does."""
    usual = Counter(describe_figure(_figure(claim)) for claim in side).most_common(1)[0][0]
    return next(claim for claim in side if describe_figure(_figure(claim)) == usual)


def _figure(claim: Claim) -> Figure:
    assert isinstance(claim.value, Figure)
    return claim.value


def _quantity(dispute: Dispute) -> str:
    """What is counted or measured, in words: "people killed", "age of Ada Bloom", "distance (fall)"."""
    claim, figure = dispute.claims[0], _figure(dispute.claims[0])
    nouns = Counter(_figure(c).noun for c in dispute.claims if _figure(c).noun).most_common(1)
    noun = nouns[0][0] if nouns else ""
    if figure.role in _PEOPLE:
        return befallen(noun, figure.role)
    if figure.unit == "count":
        return f"number of {plural(noun)}"
    if figure.unit == "year of age":
        return f"age of {claim.owner.title()}" if claim.owner else "age"
    measure = _MEASURES.get(figure.unit, "amount" if figure.unit.isupper() else figure.unit)
    return f"{measure} ({claim.predicate})" if claim.predicate else measure


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _slot(dispute: Dispute) -> str:
    first = _figure(dispute.claims[0])
    return f"{first.unit} {first.role or ''}"


def _relation(sides: Sequence[Claims], tells: Tells) -> tuple[Relation, Course]:
    """Return the relation, and what made it an update; `sides` ascend.

    A count that was going on moves up with the days, a revised one either way, and an article that gives the other
    figure as the earlier one says so itself. Other claimants contest; a count of unknown days stays undetermined.
    """
    claims = [claim for side in sides for claim in side]
    courses = [_moved_on(low, high, tells) for low, high in pairwise(sides)]
    if all(courses):
        return Relation.UPDATE, Course.EARLIER if Course.EARLIER in courses else courses[0] or Course.RUNNING
    if contested(sides):
        return Relation.CONTESTED, Course.SETTLED
    undated = any(claim.as_of is None for claim in claims)
    running = any(_is_running(claim) for claim in claims)
    both_hold = all(compare_claims(a, b) in AGREEING for one, other in pairwise(sides) for a in one for b in other)
    return Relation.UNDETERMINED if both_hold or (undated and running) else Relation.CONFLICT, Course.SETTLED


def _moved_on(low: Claims, high: Claims, tells: Tells) -> Course | None:
    """By what one of two figures is known to be a later state of the other, None if it is not."""
    if tells(high, low) or tells(low, high):
        return Course.EARLIER
    role = _figure(low[0]).role
    grows = role in _PEOPLE or any(map(_is_running, high))
    if (grows and is_later(high, low)) or (role in _FOUND_IN_TIME and is_later(low, high)):
        return Course.RUNNING
    revised = any(claim.course is Course.REVISED for claim in low)
    return Course.REVISED if revised and is_later(low, high) else None


def _is_running(claim: Claim) -> bool:
    return claim.course in (Course.RUNNING, Course.REVISED) and _figure(claim).unit == "count"


def _one_count(earlier: Claim, other: Claim) -> bool:
    """Whether what an article gives as the earlier count is the count of another article."""
    one, two = earlier.value, other.value
    if not (isinstance(one, Figure) and isinstance(two, Figure)) or one.role != two.role:
        return False
    return (one.role is not None or one.noun == two.noun) and compare_figures(one, two) in AGREEING


def _severity(sides: Iterable[Claims], *, far_below: bool) -> Severity:
    figures = [_figure(claim) for side in sides for claim in side]
    if far_below:
        return Severity.LOW
    return Severity.HIGH if figures[0].role in _PEOPLE else Severity.MEDIUM


def _why(relation: Relation, course: Course, *, far_below: bool) -> str:
    if relation is Relation.UPDATE:
        return _MOVED_ON[course]
    if far_below:
        return "The bound holds, but the other figure goes beyond it: one of them is hardly current."
    if relation is Relation.UNDETERMINED:
        return "The intervals do not overlap, but the count was going on and not every report tells its day."
    return "The intervals, with what their hedges allow, do not overlap: the figures cannot all be right."
