"""Which claims of several articles fill one slot: are values of the same thing.

Agglomerative clustering with average linkage over the probability that two claims fill one slot, so the order
of input never matters. Two claims that cannot (other unit, other role, or two different values given by one
article) stand infinitely far apart: one such pair keeps two groups apart for good.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from factcheck.config import AlignmentSettings, Lexicons
from factcheck.domain import (
    Agreement,
    Boundary,
    Claim,
    Cluster,
    Figure,
    Outcome,
    Proposition,
    Timing,
    Value,
)
from factcheck.values.agreement import compare_figures, is_part, same_counted
from factcheck.similarity import agglomerate, cosines
from factcheck.values.moment_relations import compare_moments, distance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from factcheck.similarity import Matrix

_NEVER = 1e6  # the distance of two claims that cannot fill one slot: no average with it stays under a threshold
_CLASH = {Agreement.DISJOINT, Agreement.BOUND_VIOLATED}
_USUAL_DOUBLINGS = 2  # real conflicts are rarely more than fourfold
_AGE = "year of age"
_COUNTS = {"count", "ordinal", "times"}
# Fates that are never left unsaid: of people merely counted nobody says that they were hurt.
_VICTIMS = {"killed", "injured", "displaced", "missing", "shot", "stabbed", "attacked", "infected", "casualty"}
# Nouns that count stretches of time or play are measures: "spent four seasons", "19 years".
_STRETCHES = {"season", "year", "month", "week", "day", "game", "match", "term", "start", "appearance", "win", "loss"}
_AGREE = {Agreement.SAME, Agreement.CONTAINED}
# An article gives another's value too if its own is the same; a rounder figure will do, a month for a day will not.
_GIVEN: Mapping[type, Set[Agreement]] = {Figure: _AGREE, Timing: {Agreement.SAME}}


def same_slot_clusters(
    claims: Sequence[Claim],
    slots: NDArray[np.float32],
    masked: NDArray[np.float32],
    deeds: NDArray[np.float32],
    *,
    settings: AlignmentSettings,
    lexicons: Lexicons,
) -> tuple[Cluster, ...]:
    """Cluster the claims of one story. Row i of `slots`, `masked` and `deeds` is the vector of claim i's texts.

    Clusters of one article alone are left out: there is nothing to compare. Sorted by their first claim.
    """
    import numpy as np

    if not claims:
        return ()
    context = cosines([sorted(claim.context | claim.names) for claim in claims])
    found: list[Cluster] = []
    for block in _blocks(claims):
        pairs = [(i, j) for n, i in enumerate(block) for j in block[:n] if may_share_slot(claims[i], claims[j], lexicons)]
        if pairs:
            rows = features(claims, pairs, slots=slots, masked=masked, context=context)
            likely = probability(claims, pairs, rows, settings)
            done = {(i, j) for i, j in pairs if one_deed(claims[i], claims[j], float(deeds[i] @ deeds[j]), settings)}
            found += _clusters(claims, block, dict(zip(pairs, likely.tolist(), strict=True)), done, settings)
    return tuple(sorted(found, key=lambda cluster: cluster.claims[0].id))


FEATURES = ("masked", "slot", "context", "names", "particulars", "owner", "predicate", "time", "fate")


def features(
    claims: Sequence[Claim],
    pairs: Sequence[tuple[int, int]],
    *,
    slots: NDArray[np.float32],
    masked: NDArray[np.float32],
    context: Matrix,
) -> Matrix:
    """Return what speaks for two claims filling one slot: a row per pair, a column per name in FEATURES."""
    import numpy as np

    left, right = np.array(pairs).T
    rows = np.zeros((len(pairs), len(FEATURES)))
    rows[:, 0] = np.einsum("ij,ij->i", masked[left], masked[right])
    rows[:, 1] = np.einsum("ij,ij->i", slots[left], slots[right])
    rows[:, 2] = context[left, right]
    for n, (i, j) in enumerate(pairs):
        rows[n, 3:] = _signs(claims[i], claims[j])
    return rows


def probability(
    claims: Sequence[Claim], pairs: Sequence[tuple[int, int]], rows: Matrix, settings: AlignmentSettings
) -> Matrix:
    """Return how likely each pair fills one slot, by the logistic weights of the settings; shape (len(pairs),)."""
    import numpy as np

    weights = settings.weights["timing" if isinstance(claims[pairs[0][0]].value, Timing) else "figure"]
    odds: Matrix = rows @ np.array([weights[name] for name in FEATURES]) + weights["bias"]
    odds -= settings.disparity * np.array([_disparity(claims[i].value, claims[j].value) for i, j in pairs])
    return np.round(1 / (1 + np.exp(-odds)), 4)  # rounded: float noise must not decide anything


def _disparity(a: Value, b: Value) -> float:
    """How many doublings lie between two values, beyond what sources on one thing differ by."""
    if isinstance(a, Figure) and isinstance(b, Figure):
        low, high = sorted((a, b), key=lambda f: f.lower)
        reach = low.lower if math.isinf(low.upper) else low.upper
        if 0 < reach < high.lower:
            return max(0.0, math.log2(high.lower / reach) - _USUAL_DOUBLINGS)
    if isinstance(a, Timing) and isinstance(b, Timing):
        return math.log2(max(1.0, distance(a.moment, b.moment)))
    return 0.0


def _signs(a: Claim, b: Claim) -> tuple[float, ...]:
    """The features that are no cosine: 1 speaks for one slot, -1 against, 0 is silent."""
    union = a.names | b.names
    return (
        len(a.names & b.names) / len(union) if union else 0.0,
        min(len(a.particulars & b.particulars), 2) / 2,
        _match(a.owner, b.owner),
        _match(a.predicate, b.predicate),
        _time_match(a, b),
        float(_fate(a) is not None and _fate(a) == _fate(b)),
    )


def _fate(claim: Claim) -> str | None:
    """What befell the counted people, if that was harm: one story mostly has one toll."""
    role = claim.value.role if isinstance(claim.value, Figure) else None
    return role if role in _VICTIMS else None


def _match(a: str, b: str) -> float:
    return 0.0 if not a or not b else 1.0 if a == b else -1.0


def _time_match(a: Claim, b: Claim) -> float:
    if (a.since is None) != (b.since is None) and (a.when or b.when):
        return -1.0
    left, right = (a.since, b.since) if a.since and b.since else (a.when, b.when)
    if left is None or right is None:
        return 0.0
    agreement = compare_moments(left, right)
    return 1.0 if agreement in _AGREE else -1.0 if agreement is Agreement.DISJOINT else 0.0


def _blocks(claims: Sequence[Claim]) -> list[list[int]]:
    """Split claims into groups that alone can share a slot, so that cost does not grow with all pairs."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        blocks[_block(claim.value)].append(i)
    return [block for _, block in sorted(blocks.items())]


def _block(value: Value) -> str:
    match value:
        case Figure():
            return f"figure {value.unit} {value.role if value.role in _VICTIMS else ''}"
        case Timing():
            return "timing"
        case Outcome():
            return f"outcome {value.event}"
        case Proposition():
            return f"proposition {value.verb}"


def may_share_slot(a: Claim, b: Claim, lexicons: Lexicons) -> bool:
    """Whether two claims give values of one sort, so that they could fill one slot at all."""
    left, right = a.value, b.value
    if isinstance(left, Figure) and isinstance(right, Figure):
        if left.unit == _AGE and a.owner and b.owner and a.owner != b.owner:
            return False
        if left.noun != right.noun and (a.summed or b.summed):
            return False
        return left.unit == right.unit and _one_role(left, right) and _counted_alike(left, right, lexicons)
    if isinstance(left, Timing) and isinstance(right, Timing):
        return {left.boundary, right.boundary} != {Boundary.START, Boundary.END}
    if isinstance(left, Proposition) and isinstance(right, Proposition):
        return left == right
    return True


def self_contradiction(a: Claim, b: Claim) -> bool:
    """Whether one article gives both values and they clash: then they are values of two slots."""
    return a.article == b.article and not isinstance(a.value, Outcome) and agreement(a, b) in _CLASH


def one_deed(a: Claim, b: Claim, cosine: float, settings: AlignmentSettings) -> bool:
    """Days, ordinals and measures are of one thing only where one thing is done: "fell 200 feet", "sank on Monday".

    Counts say what they count, ages whose, and times of day on one story are of its one central event.
    """
    value = a.value
    told = isinstance(value, Figure) and (
        value.unit == _AGE or (value.unit == "count" and value.noun not in _STRETCHES)
    )
    clocks = isinstance(value, Timing) and isinstance(b.value, Timing) and value.moment.clock and b.value.moment.clock
    if told or clocks or not isinstance(value, Figure | Timing) or a.predicate == b.predicate:
        return True
    if not (a.predicate and b.predicate):
        return isinstance(value, Timing) and value.boundary is not Boundary.AT
    return cosine >= settings.same_deed


def _one_role(left: Figure, right: Figure) -> bool:
    """The dead are never compared with those of whom nothing is said; who was arrested may just be counted."""
    return left.role == right.role or (None in (left.role, right.role) and not {left.role, right.role} & _VICTIMS)


def _counted_alike(left: Figure, right: Figure, lexicons: Lexicons) -> bool:
    """Counts must be of one noun, by name where no fate tells whom is meant; a measure's noun is often unsaid."""
    if left.unit not in _COUNTS and not (left.noun and right.noun):
        return True
    if left.role is right.role is None and left.noun != right.noun:
        return False
    if is_part(left, right) or is_part(right, left):
        return False
    return same_counted(left, right, lexicons)


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


def _clusters(
    claims: Sequence[Claim],
    block: Sequence[int],
    likely: Mapping[tuple[int, int], float],
    one_deed: Set[tuple[int, int]],
    settings: AlignmentSettings,
) -> Iterable[Cluster]:
    import numpy as np

    place = {index: n for n, index in enumerate(block)}
    apart = np.full((len(block), len(block)), _NEVER)
    np.fill_diagonal(apart, 0)
    known = _also_given(claims, likely, settings.same_slot)
    for (i, j), p in likely.items():
        agreed = agreement(claims[i], claims[j])
        if (i, j) not in one_deed or agreed in _CLASH and (known[j, claims[i].article] or known[i, claims[j].article]):
            continue
        bonus = settings.agreement_bonus if agreed is Agreement.SAME else 0
        apart[place[i], place[j]] = apart[place[j], place[i]] = 1 - min(1.0, p + bonus)
    told = isinstance(claims[block[0]].value, Outcome)
    for group in agglomerate(apart, settings.same_outcome if told else settings.same_slot):
        members = tuple(sorted((claims[block[n]] for n in group), key=lambda claim: claim.id))
        if len({claim.article for claim in members}) > 1:
            yield Cluster(members, _cohesion(apart, group))


def _also_given(
    claims: Sequence[Claim], likely: Mapping[tuple[int, int], float], same_slot: float
) -> Mapping[tuple[int, str], bool]:
    """Which claims' values an article gives too: (claim, article) -> True.

    An article that gives the other's value in the same slot, beside a value of its own that clashes, speaks of
    two things: "six rifles" from this boat, "fourteen" from all five. That holds inside one article, too.
    """
    given: dict[tuple[int, str], bool] = defaultdict(bool)
    for (i, j), p in likely.items():
        if p >= same_slot and agreement(claims[i], claims[j]) in _GIVEN.get(type(claims[i].value), ()):
            given[i, claims[j].article] = given[j, claims[i].article] = True
    for i, claim in enumerate(claims):
        given[i, claim.article] = not isinstance(claim.value, Outcome)
    return given


def _cohesion(distance: Matrix, group: Sequence[int]) -> float:
    inside = [1 - distance[i, j] for n, i in enumerate(group) for j in group[:n]]
    return round(float(sum(inside) / len(inside)), 4)
