"""Figures: two sources count or measure one thing differently."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from pydantic import Field

from factcheck.align.comparability import clash
from factcheck.align.parts import of_more_places, split
from factcheck.domain.account import Claim
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.series import Succession
from factcheck.domain.story import Compatible, Dispute, Story
from factcheck.domain.values import Agreement, Figure
from factcheck.findings.series import PEOPLE, current, relation_of, rungs, series_of
from factcheck.findings.sides import Claims, agreeing_pairs, discrepancy, labelled, listed, sides_of
from factcheck.findings.successions import NEW_EDITION
from factcheck.settings.config import Settings
from factcheck.values.figures.ages import AGE
from factcheck.values.figures.agreement import best_value, compare_figures, describe_figure
from factcheck.values.figures.plurals import befallen, plural

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
    Succession.TOLD: "An article gives the other figure as the earlier one: the count has moved on.",
    Succession.EDITION: NEW_EDITION,
    Succession.COUNTED: "The other figure was given on a later day, and the count goes on.",
    Succession.REVISED: "The smaller figure was given on a later day, and as a revised one.",
}
_COUNTED_ONE_BY_ONE = 100  # below it nobody rounds and each one counts: 31 dead or 32 is no slight difference


class FigureSettings(Settings):
    min_confidence: float = Field(0.5, ge=0, le=1)
    """0..1, how many of such findings are right; those below it are left out: from .75 on ordinary stories would have
    nine right and one wrong, not ten and eight, but 310 dead against 940 would not be told; see docs/quality.md"""
    running_days: int = Field(90, ge=0)
    """days that an event is past from which on a later day alone makes no update: tolls of floods and quakes are
    counted on for weeks, the missing for months; what is told of years later is closed
    """
    slight: float = Field(0.05, ge=0, le=1)
    """share of the larger figure up to which a difference counts one step less grave: it misleads nobody about the size
    of a thing; of less than 100 each one counts
    """
    many_times: float = Field(8, gt=1)
    """times the smaller figure from which on a difference counts one step graver: a digit is lost, which makes about a
    tenth of it, or a unit mistaken
    """


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
    unless one includes the other and is smaller; other scopes ("on Sunday", "since April"); the toll of one place
    against that of two; parts that add up; what is confirmed against what is suspected; the votes of two candidates;
    ages of different people; a noun that the articles count for several things; plans; what a correction takes back.

    An update: a figure that the other article gives as the earlier ("43, up from 31"); a later edition of one article;
    a count of people, or one said to be going on, that is larger on a later day ("so far", "rose to 43 on Tuesday"); a
    revised one that is smaller on a later day. A later day alone makes none of what is long past: the dead of a fire of
    1961, told in 2011 and in 2012. With three states or more the finding shows the quantity by day.

    Severity: high for what befell people, else medium. A difference of a few per cent counts one step less, because it
    misleads nobody about the size of a thing, unless each one is counted (31 dead or 32); a multiple of ten one step
    more, because a digit was lost. A bound that is only left behind is low.
    """

    Settings = FigureSettings
    moves_on = True

    def __init__(self, settings: FigureSettings) -> None:
        self.settings = settings

    def compare(self, story: Story) -> Iterator[Found | Compatible]:
        """See interfaces.Kind."""
        for cluster in story.clusters:
            if isinstance(cluster.claims[0].value, Figure) and len(sides_of(cluster.claims, compare_claims)) < 2:
                agreeing = agreeing_pairs(cluster.claims, compare_claims, _SAME)
                yield from (pair for pair in agreeing if not _of_other_places(pair, story))
        told: set[tuple[str, str, int]] = set()
        for dispute in story.disputes:
            if isinstance(dispute.claims[0].value, Figure) and dispute.likely >= self.settings.min_confidence:
                for weighed in self._weigh(dispute, story):
                    if isinstance(weighed, Compatible) or _is_new(weighed, told):
                        yield weighed

    def _weigh(self, dispute: Dispute, story: Story) -> Iterator[Found | Compatible]:
        """Tell of each quantity that its sources are at odds about, and which figures were of two of them."""
        quantities, apart = split(dispute.sides, story)
        yield from apart
        for sides in quantities:
            if len(sides) > 1:
                own = {claim.id for side in sides for claim in side}
                others = frozenset(claim.id for claim in dispute.claims if claim.id not in own)
                yield self._found(replace(dispute, sides=sides), story, others)

    def _found(self, dispute: Dispute, story: Story, others: frozenset[str]) -> Found:
        """Put a finding together; `others` are claims that are known to be of another quantity."""
        sides, quantity = _ascending([_in_order(side) for side in dispute.sides]), _quantity(dispute)
        series = series_of(sides, story, others=others, running_days=self.settings.running_days)
        relation, passage = relation_of(series, story)
        if relation is not Relation.UPDATE:
            series = current(series, story)
            sides = [tuple(state.claim for state in side) for side in series.sides]
            relation, passage = relation_of(series, story)
        values = labelled(sides, _lead, lambda claim: describe_figure(_figure(claim)))
        behind = _left_behind(sides)
        return discrepancy(
            story,
            "figure",
            _slot(dispute),
            values=values,
            relation=relation,
            severity=self._severity(sides, far_below=behind),
            confidence=dispute.likely,
            summary=f"{_first_upper(quantity)}: {listed(values, story)}",
            why=_why(relation, passage, far_below=behind),
            check=f"Look up {quantity}: the original source, the day it counts to, and who is included.",
            thing=dispute,
            series=rungs(series),
        )

    def _severity(self, sides: Sequence[Claims], *, far_below: bool) -> Severity:
        """How much harm a wrong figure does: by what befell people, then by how far the figures are apart."""
        if far_below:
            return Severity.LOW
        figures = [_figure(claim) for side in sides for claim in side]
        low, high = min(map(best_value, figures)), max(map(best_value, figures))
        rank = (Severity.HIGH if any(f.role in PEOPLE for f in figures) else Severity.MEDIUM).rank
        rank += low > 0 and high >= self.settings.many_times * low
        rank -= low >= _COUNTED_ONE_BY_ONE and high - low <= self.settings.slight * high
        return list(Severity)[max(0, min(rank, Severity.HIGH.rank))]


def _of_other_places(pair: Compatible, story: Story) -> bool:
    """Whether two equal figures are of several places and of some of them: neither bears out the other."""
    one, other = pair.left, pair.right
    if not (isinstance(one, Claim) and isinstance(other, Claim)):
        return False
    return of_more_places(one, other, story) or of_more_places(other, one, story)


def _is_new(found: Found, told: set[tuple[str, str, int]]) -> bool:
    """Whether not all of a finding was told before: what is left of two disputes may be the same two sides."""
    places = {
        (found.id, evidence.article, evidence.start + evidence.span[0])
        for side in found.sides
        for evidence in side.evidence
    }
    new = not places <= told
    told |= places
    return new


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
    if figure.role in PEOPLE:
        return befallen(noun, figure.role)
    if figure.unit == "count":
        return f"number of {plural(noun)}{f' of {claim.holder.title()}' if claim.holder else ''}"
    if figure.unit == AGE:
        return f"age of {claim.owner.title()}" if claim.owner else "age"
    measure = _MEASURES.get(figure.unit, "amount" if figure.unit.isupper() else figure.unit)
    return f"{measure} ({claim.predicate})" if claim.predicate else measure


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _slot(dispute: Dispute) -> str:
    first = _figure(dispute.claims[0])
    return f"{first.unit} {first.role or ''}{dispute.claims[0].holder}"


def _why(relation: Relation, passage: Succession | None, *, far_below: bool) -> str:
    if passage:
        return _MOVED_ON[passage]
    if far_below:
        return "The bound holds, but the other figure goes beyond it: one of them is hardly current."
    if relation is Relation.UNDETERMINED:
        return "The intervals do not overlap, but the count was going on and not every report tells its day."
    return "The intervals, with what their hedges allow, do not overlap: the figures cannot all be right."
