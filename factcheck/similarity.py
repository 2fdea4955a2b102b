"""Likeness of bags of words, and groups of what is alike; both by scikit-learn, imported late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix: TypeAlias = NDArray[np.float64]


def cosines(bags: Sequence[Sequence[str]]) -> Matrix:
    """Return the tf-idf cosine of every pair of bags: rare words weigh more. Shape (n, n), 0 to 1."""
    import numpy as np

    if not any(bags):
        return np.zeros((len(bags), len(bags)))
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows: Any = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit_transform(bags)
    matrix: Matrix = (rows @ rows.T).toarray()
    return matrix


def agglomerate(distance: Matrix, similarity: float) -> tuple[tuple[int, ...], ...]:
    """Group row numbers; two groups merge while their mean similarity (1 - distance) is at least `similarity`.

    Every row is in exactly one group; groups and their members are in ascending order.
    """
    from sklearn.cluster import AgglomerativeClustering

    if len(distance) < 2:
        return tuple((i,) for i in range(len(distance)))
    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - similarity
    )
    groups: Mapping[int, list[int]] = defaultdict(list)
    for i, label in enumerate(model.fit_predict(distance)):
        groups[int(label)].append(i)
    return tuple(sorted(tuple(group) for group in groups.values()))
