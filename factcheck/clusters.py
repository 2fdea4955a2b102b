"""Which claims of several articles fill one slot: are values of the same thing.

Agglomerative clustering with average linkage over the probability that two claims fill one slot, so the order
of input never matters. Two claims that cannot (other unit, other role, or two different values given by one
article) stand infinitely far apart: one such pair keeps two groups apart for good.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
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
from factcheck.values.agreement import compare_figures, same_counted
from factcheck.similarity import agglomerate, cosines
from factcheck.values.moments import compare_moments

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from factcheck.similarity import Matrix

_NEVER = 1e6  # the distance of two claims that cannot fill one slot: no average with it stays under a threshold
_CLASH = {Agreement.DISJOINT, Agreement.BOUND_VIOLATED}
_VICTIMS = {"killed", "injured", "displaced", "missing"}
_AGREE = {Agreement.SAME, Agreement.CONTAINED}


def same_slot_clusters(
    claims: Sequence[Claim],
    slots: NDArray[np.float32],
    masked: NDArray[np.float32],
    *,
    settings: AlignmentSettings,
    lexicons: Lexicons,
) -> tuple[Cluster, ...]:
    """Cluster the claims of one story. Row i of `slots` and `masked` is the vector of claim i's two texts.

    Clusters of one article alone are left out: there is nothing to compare. Sorted by their first claim.
    """
    import numpy as np

    if not claims:
        return ()
    context = cosines([sorted(claim.context | claim.names) for claim in claims])
    found: list[Cluster] = []
    for block in _blocks(claims):
        pairs = [(i, j) for n, i in enumerate(block) for j in block[:n] if _linkable(claims[i], claims[j], lexicons)]
        if not pairs:
            continue
        rows = features(claims, pairs, slots=slots, masked=masked, context=context)
        likely = probability(rows, settings)
        found += _clusters(claims, block, pairs, np.asarray(likely), settings)
    return tuple(sorted(found, key=lambda cluster: cluster.claims[0].id))


FEATURES = ("masked", "slot", "context", "names", "particulars", "owner", "predicate", "time")


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


def probability(rows: Matrix, settings: AlignmentSettings) -> Matrix:
    """Return how likely each pair fills one slot, by the logistic weights of the settings."""
    import numpy as np

    weights = np.array([settings.weights[name] for name in FEATURES])
    odds: Matrix = rows @ weights + settings.bias
    return np.round(1 / (1 + np.exp(-odds)), 4)  # rounded: float noise must not decide anything


def _signs(a: Claim, b: Claim) -> tuple[float, ...]:
    """The features that are no cosine: 1 speaks for one slot, -1 against, 0 is silent."""
    union = a.names | b.names
    return (
        len(a.names & b.names) / len(union) if union else 0.0,
        min(len(a.particulars & b.particulars), 2) / 2,
        _match(a.owner, b.owner),
        _match(a.predicate, b.predicate),
        _time_match(a, b),
    )


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
        return left.unit == right.unit and _one_role(left, right) and _counted_alike(left, right, lexicons)
    if isinstance(left, Timing) and isinstance(right, Timing):
        return {left.boundary, right.boundary} != {Boundary.START, Boundary.END}
    if isinstance(left, Proposition) and isinstance(right, Proposition):
        return left == right
    return True


def self_contradiction(a: Claim, b: Claim) -> bool:
    """Whether one article gives both values and they clash: then they are values of two slots."""
    return a.article == b.article and not isinstance(a.value, Outcome) and agreement(a, b) in _CLASH


def _linkable(a: Claim, b: Claim, lexicons: Lexicons) -> bool:
    return may_share_slot(a, b, lexicons) and not self_contradiction(a, b)


def _one_role(left: Figure, right: Figure) -> bool:
    """The dead are never compared with those of whom nothing is said; who was arrested may just be counted."""
    return left.role == right.role or (None in (left.role, right.role) and not {left.role, right.role} & _VICTIMS)


def _counted_alike(left: Figure, right: Figure, lexicons: Lexicons) -> bool:
    """Counts must be of one noun; what is measured is often unsaid ("fell 200 feet")."""
    if left.unit in {"count", "ordinal", "times"}:
        return same_counted(left, right, lexicons)
    return not left.noun or not right.noun or same_counted(left, right, lexicons)


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
    pairs: Sequence[tuple[int, int]],
    likely: Matrix,
    settings: AlignmentSettings,
) -> Iterable[Cluster]:
    import numpy as np

    place = {index: n for n, index in enumerate(block)}
    distance = np.full((len(block), len(block)), _NEVER)
    np.fill_diagonal(distance, 0)
    for (i, j), p in zip(pairs, likely, strict=True):
        bonus = settings.agreement_bonus if agreement(claims[i], claims[j]) is Agreement.SAME else 0
        distance[place[i], place[j]] = distance[place[j], place[i]] = 1 - min(1.0, p + bonus)
    for group in agglomerate(distance, settings.same_slot):
        members = tuple(sorted((claims[block[n]] for n in group), key=lambda claim: claim.id))
        if len({claim.article for claim in members}) > 1:
            yield Cluster(members, _cohesion(distance, group))


def _cohesion(distance: Matrix, group: Sequence[int]) -> float:
    inside = [1 - distance[i, j] for n, i in enumerate(group) for j in group[:n]]
    return round(float(sum(inside) / len(inside)), 4)
