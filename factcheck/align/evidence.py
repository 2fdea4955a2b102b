"""What is known of two clashing values that bears on whether they are of one thing: the evidence of the decision.

Nothing here forbids anything: what elsewhere keeps two claims out of one cluster is one piece of evidence among others.
The names and their order belong to the shipped model (align/decision.py); training/fit_decision.py fits it on them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.align.comparability import agreement
from factcheck.align.likeness import features, products, weighed
from factcheck.align.neighbours import Pair
from factcheck.domain.account import Claim
from factcheck.domain.story import Cluster
from factcheck.domain.values import AGREEING, Agreement, Figure, Moment, Status, Timing
from factcheck.settings.config import AlignmentSettings
from factcheck.values.figures.agreement import compare_figures
from factcheck.values.times.relations import distance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from factcheck.align.similarity import Matrix

# Every piece of evidence, and how a report calls it.
EVIDENCE: Mapping[str, str] = {
    "wording": "their wording without the values",
    "slot": "what the values are of",
    "deed": "the deed",
    "context": "rare words in common",
    "names": "names in common",
    "particulars": "other values in common",
    "likely": "what the claims are about",
    "cohesion": "how alike all claims of the thing are",
    "cluster": "how many claims speak of the thing",
    "clustered": "whether other articles speak of it",
    "hindered": "a sign that they are of two things",
    "rank": "how many other claims are more alike",
    "farthest": "how many other claims are more alike",
    "behind": "a claim that is more alike",
    "behind most": "a claim that is more alike",
    "given": "whether the other article gives this value, too",
    "given beside": "whether the other article gives this value, too",
    "supported": "how many articles give each value",
    "support": "how many articles give each value",
    "articles": "the number of articles",
    "near the top": "where in the articles they stand",
    "farther down": "where in the articles they stand",
    "one event": "whether the articles are on one event",
    "claims": "how many values of this sort the articles give",
    "people": "whether they are of people named",
    "attributed": "who says so",
    "values": "how many values of this thing are told",
    "told twice": "whether articles tell several values of this thing",
    "unasserted": "whether both are told as facts",
    "ratio": "how far apart the values are",
    "smaller": "the size of the values",
    "larger": "the size of the values",
    "fate unsaid": "the fate of those counted",
    "time": "whether they are times",
    "one deed": "the deed",
    "clocks": "how exactly the times are told",
    "days known": "how exactly the times are told",
}
_SUPPORTING = 0.9  # likeness over which an equal value elsewhere is taken for the same one
_FAR = 9.0  # of a ratio that cannot be told


@dataclass(frozen=True)
class Block:
    """The figures of one unit, or the times, of one story and their vectors, one row a claim.

    `held` are the pairs that are held against each other, and `context` how many rare words each has in common.
    `positions` says how far down in its article each claim stands, 0 to 1, `events` how likely two articles are on one
    event.
    """

    claims: Sequence[Claim]
    slots: NDArray[np.float32]
    masked: NDArray[np.float32]
    deeds: NDArray[np.float32]
    held: Sequence[Pair]
    context: Matrix
    positions: Sequence[float]
    events: Mapping[tuple[str, str], float]
    articles: int
    clusters: Mapping[str, Cluster] = field(default_factory=dict)

    def together(self, i: int, j: int) -> bool:
        """Whether the clusters take two claims for one thing."""
        cluster = self.clusters.get(self.claims[i].id)
        return cluster is not None and cluster is self.clusters.get(self.claims[j].id)

    def likeness(self, i: int, j: int) -> float:
        """How alike two claims that are held against each other are, but for their values."""
        return self.alike[self.place[min(i, j), max(i, j)]]

    @cached_property
    def place(self) -> Mapping[Pair, int]:
        """Where each pair stands in `held`."""
        return {pair: n for n, pair in enumerate(self.held)}

    @cached_property
    def wording(self) -> NDArray[np.float32]:
        """How alike the two of each pair are worded, but for their values."""
        return products(self.masked, self.held)

    @cached_property
    def alike(self) -> list[float]:
        """How alike the two of each pair are in all, but for their values."""
        alike: list[float] = ((self.wording + products(self.slots, self.held) + self.context) / 2).tolist()
        return alike

    @cached_property
    def of_article(self) -> Mapping[str, list[int]]:
        """The claims of each article, by number."""
        return grouped(range(len(self.claims)), lambda i: self.claims[i].article)

    @cached_property
    def nearest(self) -> Mapping[tuple[int, str], list[int]]:
        """The claims of another article that a claim is held against, the most alike first, by claim and article."""
        met: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
        for (i, j), alike in zip(self.held, self.alike, strict=True):
            if self.claims[i].article != self.claims[j].article:
                met[i, self.claims[j].article].append((-round(alike, 6), j))
                met[j, self.claims[i].article].append((-round(alike, 6), i))
        return {key: [j for _, j in sorted(there)] for key, there in met.items()}

    @cached_property
    def given(self) -> Sequence[tuple[float, float] | Moment]:
        """What each claim gives, equal where values are equal."""
        return [_value(claim) for claim in self.claims]

    @cached_property
    def support(self) -> Sequence[int]:
        """How many other articles give the value of each claim, in much the same words."""
        by: dict[int, set[str]] = defaultdict(set)
        for (i, j), alike in zip(self.held, self.alike, strict=True):
            if alike > _SUPPORTING and self.given[i] == self.given[j]:
                by[i].add(self.claims[j].article)
                by[j].add(self.claims[i].article)
        return [len(by[i] - {claim.article}) for i, claim in enumerate(self.claims)]

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, set[tuple[float, float] | Moment]]]:
        """The values that are told of each thing by each article."""
        told: dict[str, dict[str, set[tuple[float, float] | Moment]]] = defaultdict(lambda: defaultdict(set))
        for claim, value in zip(self.claims, self.given, strict=True):
            told[_thing(claim)][claim.article].add(value)
        return told

    @cached_property
    def spread(self) -> Mapping[str, tuple[int, float]]:
        """How many values are told of each thing, and the share of its articles that tell more than one."""
        return {
            thing: (len(set().union(*by.values())), sum(len(values) > 1 for values in by.values()) / len(by))
            for thing, by in self.values.items()
        }


def grouped(items: Sequence[int] | range, key: Callable[[int], str]) -> dict[str, list[int]]:
    """Group numbers by a key; the order inside a group is kept."""
    groups: dict[str, list[int]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def evidence(
    block: Block, pairs: Sequence[Pair], hinders: Callable[[Claim, Claim], str | None], settings: AlignmentSettings
) -> Matrix:
    """Return what is known of each pair that is held, shape (len(pairs), len(EVIDENCE)), in the order of the names."""
    import numpy as np

    context = block.context[[block.place[pair] for pair in pairs]]
    likeness = features(block.claims, pairs, slots=block.slots, masked=block.masked, context=context)
    likely, _ = weighed(block.claims, pairs, likeness, settings=settings, by="rules")
    support = block.support
    rows = []
    for (i, j), row, chance in zip(pairs, likeness, likely, strict=True):
        a, b = block.claims[i], block.claims[j]
        known = {
            "wording": row[0],
            "slot": row[1],
            "context": row[2],
            "names": row[3],
            "particulars": row[4],
            "deed": float(block.deeds[i] @ block.deeds[j]),
            "likely": chance,
            "hindered": float(hinders(a, b) is not None),
            **_clustered(block, a, b),
            **_standing(block, i, j),
            "supported": min(support[i], support[j]),
            "support": (support[i] + support[j] + 2) / block.articles,
            "articles": block.articles,
            "near the top": min(block.positions[i], block.positions[j]),
            "farther down": max(block.positions[i], block.positions[j]),
            "one event": block.events.get((min(a.article, b.article), max(a.article, b.article)), -1.0),
            "claims": len(block.of_article[a.article]) + len(block.of_article[b.article]),
            "people": bool(a.person) + bool(b.person),
            "attributed": (a.claimant is not None) + (b.claimant is not None),
            **_told(block, a, b),
            "unasserted": (a.status is not Status.ASSERTED) + (b.status is not Status.ASSERTED),
            "time": isinstance(a.value, Timing),
            "one deed": _one_deed(a, b),
            **_apart(a, b),
        }
        rows.append([float(known[name]) for name in EVIDENCE])
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(EVIDENCE))


def _clustered(block: Block, a: Claim, b: Claim) -> dict[str, float]:
    one, other = block.clusters.get(a.id), block.clusters.get(b.id)
    together = one if one is not None and one is other else None
    return {
        "cohesion": together.cohesion if together else 0.0,
        "cluster": len(together.claims) if together else 0,
        "clustered": (one is not None) + (other is not None),
    }


def _standing(block: Block, i: int, j: int) -> dict[str, float]:
    """How two claims stand to the others of their articles: which are more alike, and which give the same value."""
    there, here = (block.nearest[i, block.claims[j].article], block.nearest[j, block.claims[i].article])
    ranks = (there.index(j), here.index(i))
    alike = block.likeness(i, j)
    behind = sorted((alike - block.likeness(i, there[0]), alike - block.likeness(j, here[0])))
    given = max(_given(block, i, there), _given(block, j, here))
    return {
        "rank": sum(ranks),
        "farthest": max(ranks),
        "behind most": behind[0],
        "behind": behind[1],
        "given": given,
        "given beside": alike - given,
    }


def _given(block: Block, i: int, others: Sequence[int]) -> float:
    """How alike the claim of another article is that gives the same value; -1 where none does."""
    alike = (block.likeness(i, j) for j in others if _agree(block.claims[i], block.claims[j]) in AGREEING)
    return next(alike, -1.0)


def _agree(a: Claim, b: Claim) -> Agreement:
    if not isinstance(a.value, Figure):
        return agreement(a, b)
    left, right = _figure(a), _figure(b)
    apart = left.upper < right.lower or right.upper < left.lower
    return Agreement.DISJOINT if apart else compare_figures(left, right)  # rounding aside, which takes its time


def _told(block: Block, a: Claim, b: Claim) -> dict[str, float]:
    """How many values are told of the things that two claims speak of, and by how many articles more than one."""
    (values, twice), (others, also) = block.spread[_thing(a)], block.spread[_thing(b)]
    return {"values": max(values, others), "told twice": max(twice, also)}


def _thing(claim: Claim) -> str:
    if isinstance(claim.value, Timing):
        return claim.value.event
    figure = _figure(claim)
    return figure.noun or figure.role or ""


def _value(claim: Claim) -> tuple[float, float] | Moment:
    """What makes two values equal; the words of a time do not matter."""
    value = claim.value
    return (
        replace(value.moment, words="") if isinstance(value, Timing) else (_figure(claim).lower, _figure(claim).upper)
    )


def _apart(a: Claim, b: Claim) -> dict[str, float]:
    """How far two values of one sort lie apart, and how exactly each is told."""
    if isinstance(a.value, Timing) and isinstance(b.value, Timing):
        return _times_apart(a.value, b.value)
    small, large = sorted((_figure(a), _figure(b)), key=lambda figure: (figure.lower, figure.upper))
    reach, top = (f.upper if math.isfinite(f.upper) else f.lower for f in (small, large))
    return {
        "ratio": math.log((max(top, 0.0) + 1) / (reach + 1)) if reach >= 0 else _FAR,
        "smaller": math.log1p(max(0.0, small.lower)),
        "larger": math.log1p(max(0.0, large.lower)),
        "fate unsaid": (small.role is None) + (large.role is None),
        "clocks": 0,
        "days known": 0,
    }


def _times_apart(one: Timing, other: Timing) -> dict[str, float]:
    return {
        "ratio": distance(one.moment, other.moment),
        "smaller": 0,
        "larger": 0,
        "fate unsaid": one.boundary is not other.boundary,
        "clocks": (one.moment.clock is not None) + (other.moment.clock is not None),
        "days known": (one.moment.first is not None) + (other.moment.first is not None),
    }


def _one_deed(a: Claim, b: Claim) -> float:
    """1 where both do one deed, -1 where they do two, 0 where one names none."""
    return float((a.predicate == b.predicate) * 2 - 1) if a.predicate and b.predicate else 0.0


def _figure(claim: Claim) -> Figure:
    assert isinstance(claim.value, Figure)
    return claim.value
