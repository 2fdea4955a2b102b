"""How likely two claims are to fill one slot: what speaks for it, and a logistic weighing of it.

The weights stand in [alignment.weights]; training/fit_alignment.py shows how they were found.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from factcheck.align.comparability import VICTIMS
from factcheck.domain.account import Claim
from factcheck.domain.values import AGREEING, Agreement, Figure, Timing, Value
from factcheck.settings.config import AlignmentSettings
from factcheck.values.times.relations import compare_moments, distance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from factcheck.align.similarity import Matrix

_USUAL_DOUBLINGS = 2  # real conflicts of figures are rarely more than fourfold,
_USUAL_STEPS = 1  # those of times rarely more than two steps of their grain

# What speaks for one slot, by the name of its weight, and how a report calls it.
GROUNDS = {
    "masked": "their wording without the values",
    "slot": "what the values are of",
    "context": "rare words in common",
    "names": "names in common",
    "particulars": "other values in common",
    "owner": "whose value it is",
    "predicate": "the deed",
    "time": "the time",
    "fate": "the fate of those counted",
    "aligner": "the aligner's reading",
}
FEATURES = tuple(GROUNDS)
_SAID = 2  # grounds that a report names
_AT_ONCE = 10_000  # pairs whose vectors are laid side by side: 30 MB


def features(
    claims: Sequence[Claim],
    pairs: Sequence[tuple[int, int]],
    *,
    slots: NDArray[np.float32],
    masked: NDArray[np.float32],
    context: Matrix,
) -> Matrix:
    """Return what speaks for two claims filling one slot: a row per pair, a column per name in FEATURES.

    `context` says how many rare words each pair has in common, shape (len(pairs),).
    """
    import numpy as np

    rows = np.zeros((len(pairs), len(FEATURES)))  # the aligner's column is for who asks it
    rows[:, 0] = products(masked, pairs)
    rows[:, 1] = products(slots, pairs)
    rows[:, 2] = context
    for n, (i, j) in enumerate(pairs):
        rows[n, 3:-1] = _signs(claims[i], claims[j])
    return rows


def products(vectors: NDArray[np.float32], pairs: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """Return the scalar product of the two rows of each pair, shape (len(pairs),)."""
    import numpy as np

    left, right = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    found = np.zeros(len(pairs), dtype=vectors.dtype)
    for at in range(0, len(pairs), _AT_ONCE):
        part = slice(at, at + _AT_ONCE)
        found[part] = np.einsum("ij,ij->i", vectors[left[part]], vectors[right[part]])
    return found


def weighed(
    claims: Sequence[Claim],
    pairs: Sequence[tuple[int, int]],
    rows: Matrix,
    *,
    settings: AlignmentSettings,
    by: Literal["rules", "aligner"],
) -> tuple[Matrix, Matrix]:
    """Return how likely each pair fills one slot, shape (len(pairs),), and what each feature adds to its log-odds,
    shape (len(pairs), len(FEATURES)), by the logistic weights of the settings.

    `by` says whose weights: those without an aligner's odds, or those beside them.
    """
    import numpy as np

    if not pairs:
        return np.zeros(0), np.zeros((0, len(FEATURES)))
    weights = settings.weights[by]["timing" if isinstance(claims[pairs[0][0]].value, Timing) else "figure"]
    parts: Matrix = rows * np.array([weights[name] for name in FEATURES])
    odds = parts.sum(axis=1) + weights["bias"]
    odds -= settings.disparity * np.array([_disparity(claims[i].value, claims[j].value) for i, j in pairs])
    return np.round(1 / (1 + np.exp(-odds)), 4), parts  # rounded: float noise must not decide anything


def grounds(parts: Matrix) -> tuple[str, ...]:
    """Return in words what spoke most for one slot; `parts` holds what each feature adds to the log-odds."""
    strongest = sorted(zip(parts.round(4).tolist(), FEATURES, strict=True), reverse=True)[:_SAID]
    return tuple(GROUNDS[name] for part, name in strongest if part > 0)


def _disparity(a: Value, b: Value) -> float:
    """How many doublings lie between two values, beyond what sources on one thing differ by."""
    if isinstance(a, Figure) and isinstance(b, Figure):
        low, high = sorted((a, b), key=_least)
        reach = low.lower if math.isinf(low.upper) else low.upper
        if 0 < reach < _least(high):
            return max(0.0, math.log2(_least(high) / reach) - _USUAL_DOUBLINGS)
    if isinstance(a, Timing) and isinstance(b, Timing):
        return max(0.0, math.log2(max(1.0, distance(a.moment, b.moment))) - _USUAL_STEPS)
    return 0.0


def _least(figure: Figure) -> float:
    """The least that is told: "as many as 20,000" tells nothing of less."""
    return figure.upper if figure.lower <= 0 else figure.lower


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
    return role if role in VICTIMS else None


def _match(a: str, b: str) -> float:
    return 0.0 if not a or not b else 1.0 if a == b else -1.0


def _time_match(a: Claim, b: Claim) -> float:
    if (a.since is None) != (b.since is None) and (a.when or b.when):
        return -1.0
    left, right = (a.since, b.since) if a.since and b.since else (a.when, b.when)
    if left is None or right is None:
        return 0.0
    agreement = compare_moments(left, right)
    return 1.0 if agreement in AGREEING else -1.0 if agreement is Agreement.DISJOINT else 0.0
