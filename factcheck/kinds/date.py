"""Dates: two sources put one event at different times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from pydantic import Field

from factcheck.align.comparability import agreement
from factcheck.domain.account import Claim
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Compatible, Dispute, Story
from factcheck.domain.values import Agreement, Moment, Timing
from factcheck.findings.sides import Claims, agreeing_pairs, discrepancy, labelled, listed, sides_of
from factcheck.findings.successions import Tells, tells_earlier
from factcheck.settings.config import Settings
from factcheck.values.times.labels import describe_moment

_SAME = defaultdict(
    lambda: "times that cannot be compared",
    {
        Agreement.SAME: "the same time in other words",
        Agreement.CONTAINED: "a coarser or rounded time that holds the other",
    },
)
_APART = "The two times, as far as their words fix them, have no day or hour in common."
_MOVED = "An article gives the other time as the earlier one: it was moved, or is known better now."


class DateSettings(Settings):
    min_confidence: float = Field(0.5, ge=0, le=1)
    """0..1, how many of such findings are right; those below it are left out"""


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
    moves_on = True

    def __init__(self, settings: DateSettings) -> None:
        self.settings = settings

    def compare(self, story: Story) -> Iterator[Found | Compatible]:
        """See interfaces.Kind."""
        for cluster in story.clusters:
            if isinstance(cluster.claims[0].value, Timing) and len(sides_of(cluster.claims, agreement)) < 2:
                yield from agreeing_pairs(cluster.claims, agreement, _SAME)
        for dispute in story.disputes:
            if isinstance(dispute.claims[0].value, Timing) and dispute.likely >= self.settings.min_confidence:
                yield self._found(dispute, story)

    def _found(self, dispute: Dispute, story: Story) -> Found:
        sides, claims = sorted(dispute.sides, key=lambda side: min(claim.id for claim in side)), dispute.claims
        values = labelled(sides, _lead, lambda claim: describe_moment(_timing(claim).moment))
        event = _event(claims)
        moved = _moved(sides, tells_earlier(story, _one_moment))
        return discrepancy(
            story,
            "date",
            f"{_timing(claims[0]).boundary}",
            values=values,
            relation=Relation.UPDATE if moved else Relation.CONFLICT,
            severity=Severity.LOW if _clock_only(claims) else Severity.MEDIUM,
            confidence=dispute.likely,
            summary=f"When ({event}): {listed(values, story)}",
            why=_MOVED if moved else _APART,
            check=f"Look up when this happened ({event}): an official notice, an agenda, or the first agency report.",
            thing=dispute,
        )


def _moved(sides: Sequence[Claims], tells: Tells) -> bool:
    """Whether of each two times an article gives the one as what was planned or known before the other."""
    return all(tells(a, b) or tells(b, a) for a, b in combinations(sides, 2))


def _one_moment(earlier: Claim, other: Claim) -> bool:
    return isinstance(earlier.value, Timing) and agreement(earlier, other) is Agreement.SAME


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


def _event(claims: Claims) -> str:
    return Counter(_timing(claim).event or "event" for claim in claims).most_common(1)[0][0]


def _clock_only(claims: Sequence[Claim]) -> bool:
    return all(_timing(claim).moment.clock is not None and _timing(claim).moment.first is None for claim in claims)
