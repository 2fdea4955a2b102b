"""Dates: two sources put one event at different times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from pydantic import Field

from factcheck.domain.account import Claim
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Cluster, Compatible, Story
from factcheck.domain.values import Agreement, Moment, Status, Timing
from factcheck.findings.sides import Claims, agreeing_pairs, discrepancy, labelled, listed, sides_of
from factcheck.findings.successions import Tells, tells_earlier
from factcheck.settings.config import Settings
from factcheck.values.times.labels import describe_moment
from factcheck.values.times.relations import compare_moments, distance

_SAME = defaultdict(
    lambda: "times that cannot be compared",
    {
        Agreement.SAME: "the same time in other words",
        Agreement.CONTAINED: "a coarser or rounded time that holds the other",
    },
)
_TODAY = {"today", "yesterday", "tomorrow", "tonight", "this"}
_ONE_DAY = 0.5  # in the steps of times.relations.distance: pairs of days
_APART = "The two times, as far as their words fix them, have no day or hour in common."
_MOVED = "An article gives the other time as the earlier one: it was moved, or is known better now."
_UNSURE = {Status.HOPED, Status.CONDITIONAL, Status.QUESTION}


class DateSettings(Settings):
    min_confidence: float = Field(0.55, ge=0, le=1)
    """0..1, mean probability inside the slot; findings below it are left out"""
    right: float = Field(0.35, ge=0, le=1)
    """0..1, share of such findings that are right: 11 of 35 on news that no rule had seen, 19 of 45 with the pack in
    view. The probability of the slot does not rank them, so that the confidence is this share of it
    """


class Kind:
    """A time at which one event happened, began or ended, that the sources put differently.

    Relative times ("Sunday", "last April") are resolved against the publication date with the verb's tense;
    where that date is unknown only what the words themselves fix is compared. Editors care because a wrong
    day puts a cause after its effect.

    Example: "negotiations on Jan. 12" against "talks that began on Monday, January 13".

    No discrepancy: coarser against finer ("January", "late January"); hedged clock times that overlap; time
    zones that agree; relative times without a publication date; the beginning against the end; a time that a
    correction takes back. An update: an article gives the other's time as the one planned or known before
    ("originally scheduled for May 3").
    """

    Settings = DateSettings

    def __init__(self, settings: DateSettings) -> None:
        self.settings = settings

    def compare(self, story: Story) -> Iterator[Found | Compatible]:
        """See interfaces.Kind."""
        for cluster in story.clusters:
            if isinstance(cluster.claims[0].value, Timing):
                yield from self._weigh(cluster, story)

    def _weigh(self, cluster: Cluster, story: Story) -> Iterator[Found | Compatible]:
        claims = [claim for claim in cluster.claims if claim.status not in _UNSURE]
        sides = sides_of(claims, _compare)
        if len(sides) < 2:
            yield from agreeing_pairs(claims, _compare, _SAME)
            return
        if cluster.cohesion < self.settings.min_confidence:
            return
        values = labelled(sides, _lead, lambda claim: describe_moment(_timing(claim).moment))
        event = _event(cluster)
        moved = _moved(sides, tells_earlier(story, _one_moment))
        yield discrepancy(
            story,
            "date",
            f"{_timing(cluster.claims[0]).boundary}",
            values=values,
            relation=Relation.UPDATE if moved else Relation.CONFLICT,
            severity=Severity.LOW if _clock_only(claims) else Severity.MEDIUM,
            confidence=min(0.99, cluster.cohesion) * self.settings.right,
            summary=f"When ({event}): {listed(values, story)}",
            why=_MOVED if moved else _APART,
            check=f"Look up when this happened ({event}): an official notice, an agenda, or the first agency report.",
            thing=cluster,
        )


def _moved(sides: Sequence[Claims], tells: Tells) -> bool:
    """Whether of each two times an article gives the one as what was planned or known before the other."""
    return all(tells(a, b) or tells(b, a) for a, b in combinations(sides, 2))


def _one_moment(earlier: Claim, other: Claim) -> bool:
    return isinstance(earlier.value, Timing) and _compare(earlier, other) is Agreement.SAME


def _compare(a: Claim, b: Claim) -> Agreement:
    """Compare two times of one event; a day either way of "today" may be the page's time zone."""
    left, right = _timing(a).moment, _timing(b).moment
    agreement = compare_moments(left, right)
    if agreement is Agreement.DISJOINT and (_deictic(left) or _deictic(right)) and distance(left, right) <= _ONE_DAY:
        return Agreement.NOT_COMPARABLE
    return agreement


def _deictic(moment: Moment) -> bool:
    """Whether the words point from the day of writing, which a page's stamp gives in a zone of its own."""
    return bool(_TODAY & set(moment.words.lower().split()))


def _timing(claim: Claim) -> Timing:
    assert isinstance(claim.value, Timing)
    return claim.value


def _lead(side: Claims) -> Claim:
    """The claim with the most precise time."""
    return min(side, key=lambda claim: _vagueness(_timing(claim).moment))


def _vagueness(moment: Moment) -> tuple[int, int, int, str]:
    """What the words leave open: days, then hours; a full date leaves less open than a weekday."""
    days = (moment.last - moment.first).days if moment.first and moment.last else 0 if moment.day else 7
    clock = moment.clock[1] - moment.clock[0] if moment.clock else 24 * 60
    return (days, clock, -len(moment.words), moment.words)


def _event(cluster: Cluster) -> str:
    return Counter(_timing(claim).event or "event" for claim in cluster.claims).most_common(1)[0][0]


def _clock_only(claims: Sequence[Claim]) -> bool:
    return all(_timing(claim).moment.clock is not None and _timing(claim).moment.first is None for claim in claims)
