"""Figures: two sources count or measure one thing differently."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pydantic import Field

from factcheck.config import Lexicons, Settings
from factcheck.domain import (
    Agreement,
    Claim,
    Cluster,
    Compatible,
    Discrepancy,
    Figure,
    Hedge,
    Relation,
    Severity,
    Status,
    Story,
)
from factcheck.interfaces import Judge
from factcheck.sides import Claims, agreeing_pairs, clashing_pairs, contested, discrepancy, labelled, sides_of
from factcheck.values.figures.agreement import compare_figures, describe_figure, plural

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
_UNSURE = {Status.PLANNED, Status.HOPED, Status.CONDITIONAL, Status.QUESTION}


class FigureSettings(Settings):
    """Thresholds of the kind `figure`; see [kinds.figure] in config/default.toml."""

    min_confidence: float = Field(ge=0, le=1)


class Kind:
    """A count or a measure of one thing that the sources put differently.

    Each figure is read as an interval over what is counted ("at least 40", "tens of thousands", "about 2,000
    ft"), and two figures differ when their intervals cannot both hold. Editors care because a figure is what
    readers remember and what corrections are written about.

    Example: "the flood killed at least 40 people in Varnholm" against "the flood in Varnholm killed 31 people".
    A lower bound that another source's count exceeds at least twofold is shown too, with lower severity: both
    can hold, but one of them is hardly current.

    No discrepancy: rounding and conversion (2,000 ft and 609 m); a bound that holds the other figure ("at
    least 40" and 47); other roles (killed, injured); other populations, unless one includes the other and is
    smaller; other scopes ("on Sunday", "since April"); parts that add up; ages of different people; a noun that
    the articles count for several things; plans.
    """

    Settings = FigureSettings

    def __init__(self, settings: FigureSettings, *, lexicons: Lexicons, judge: Judge) -> None:  # noqa: ARG002
        self.settings = settings
        self.lexicons = lexicons

    def compare(self, story: Story) -> Iterator[Discrepancy | Compatible]:
        """See interfaces.Kind."""
        for cluster in story.clusters:
            if isinstance(cluster.claims[0].value, Figure):
                yield from self._weigh(cluster, story)

    def _weigh(self, cluster: Cluster, story: Story) -> Iterator[Discrepancy | Compatible]:
        claims = [claim for claim in cluster.claims if not _unsure(claim)]
        sides = sides_of(claims, compare_claims)
        if len(sides) < 2:
            yield from agreeing_pairs(claims, compare_claims, _SAME)
            return
        confidence = self._confidence(cluster, sides)
        if confidence < self.settings.min_confidence:
            return
        pairs = list(clashing_pairs(sides, compare_claims))
        far_below = all(agreement is Agreement.FAR_BELOW for _, _, agreement in pairs)
        relation = _relation(sides)
        values = labelled(_ascending(sides), _lead, lambda claim: describe_figure(_figure(claim)))
        yield discrepancy(
            story,
            "figure",
            _slot(cluster),
            values=values,
            relation=relation,
            severity=_severity(sides, far_below=far_below),
            confidence=confidence,
            summary=f"{_first_upper(_quantity(cluster))}: {' against '.join(values)}",
            why=_why(relation, far_below=far_below),
            check=f"Look up {_quantity(cluster)}: the original source, the day it counts to, and who is included.",
            cluster=cluster,
        )

    def _confidence(self, cluster: Cluster, sides: Sequence[Claims]) -> float:
        hedged = sum(_figure(c).hedge is Hedge.VAGUE for side in sides for c in side)
        return max(0.0, min(0.99, cluster.cohesion - 0.1 * bool(hedged)))


def compare_claims(a: Claim, b: Claim) -> Agreement:
    """Compare the figures of two claims of one slot."""
    return compare_figures(_figure(a), _figure(b))


def _ascending(sides: Sequence[Claims]) -> list[Claims]:
    return sorted(sides, key=lambda side: (_figure(side[0]).lower, _figure(side[0]).upper))


def _lead(side: Claims) -> Claim:
    """The claim that puts the side's figure as most of it does."""
    usual = Counter(describe_figure(_figure(claim)) for claim in side).most_common(1)[0][0]
    return next(claim for claim in side if describe_figure(_figure(claim)) == usual)


def _figure(claim: Claim) -> Figure:
    assert isinstance(claim.value, Figure)
    return claim.value


def _quantity(cluster: Cluster) -> str:
    """What is counted or measured, in words: "people killed", "age of Ada Bloom", "distance (fall)"."""
    claim, figure = cluster.claims[0], _figure(cluster.claims[0])
    nouns = Counter(_figure(c).noun for c in cluster.claims if _figure(c).noun).most_common(1)
    noun = nouns[0][0] if nouns else ""
    if figure.role in _PEOPLE:
        return f"{'people' if noun in ('', 'person') else plural(noun)} {figure.role}"
    if figure.unit == "count":
        return f"number of {plural(noun)}"
    if figure.unit == "year of age":
        return f"age of {claim.owner.title()}" if claim.owner else "age"
    measure = _MEASURES.get(figure.unit, "amount" if figure.unit.isupper() else figure.unit)
    return f"{measure} ({claim.predicate})" if claim.predicate else measure


def _unsure(claim: Claim) -> bool:
    """Whether the figure need not come true; an order counts what came before: "he will be the fifth coach"."""
    certain = _figure(claim).unit == "ordinal" and claim.status is Status.PLANNED
    return claim.status in _UNSURE and not certain


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _slot(cluster: Cluster) -> str:
    first = _figure(cluster.claims[0])
    return f"{first.unit} {first.role or ''}"


def _relation(sides: Sequence[Claims]) -> Relation:
    """Later and larger tolls move on; other claimants contest; a growing toll of unknown days stays undetermined."""
    claims = [claim for side in sides for claim in side]
    grows = _figure(claims[0]).role in _PEOPLE
    if grows and _moved_on(sides):
        return Relation.UPDATE
    if contested(sides):
        return Relation.CONTESTED
    undated = any(claim.as_of is None for claim in claims)
    return Relation.UNDETERMINED if grows and undated and any(c.cumulative for c in claims) else Relation.CONFLICT


def _moved_on(sides: Sequence[Claims]) -> bool:
    """Whether each larger toll was given on a later day than every smaller one."""
    ordered = sorted(sides, key=lambda side: _figure(side[0]).lower)
    for low, high in pairwise(ordered):
        earlier, later = [c.as_of for c in low], [c.as_of for c in high]
        if None in earlier or None in later or max(d for d in earlier if d) >= min(d for d in later if d):
            return False
    return True


def _severity(sides: Iterable[Claims], *, far_below: bool) -> Severity:
    figures = [_figure(claim) for side in sides for claim in side]
    if far_below:
        return Severity.LOW
    return Severity.HIGH if figures[0].role in _PEOPLE else Severity.MEDIUM


def _why(relation: Relation, *, far_below: bool) -> str:
    if far_below:
        return "The lower bound holds, but another source counts at least twice as many: one of them is hardly current."
    if relation is Relation.UPDATE:
        return "The larger figure was given on a later day: the count has gone on."
    if relation is Relation.UNDETERMINED:
        return "The intervals do not overlap, but the count was going on and not every report tells its day."
    return "The intervals, with what their hedges allow, do not overlap: the figures cannot all be right."
