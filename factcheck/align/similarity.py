"""Likeness of bags of words, and groups of what is alike; both by scikit-learn.

To import it takes most of a second, longer than all else that is done with one draft and a dozen articles. So a few
rows are worked out here, by the same definitions: what tests hold against scikit-learn's own answers.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix: TypeAlias = NDArray[np.float64]

FEW_ROWS = 400  # merged one by one in a few tenths of a second
FEW_CELLS = 12_000_000  # of bags by words: 96 MB


@dataclass(frozen=True, slots=True)
class Spread:
    """In how many of so many bags each word is: how rare it is among more than the bags at hand."""

    bags: int
    times: Mapping[str, int]

    def rarity(self, word: str) -> float:
        """Return the inverse document frequency, see `cosines`."""
        return 1 + math.log((1 + self.bags) / (1 + self.times.get(word, 0)))


def cosines(bags: Sequence[Sequence[str]], spread: Spread | None = None) -> Matrix:
    """Return the tf-idf cosine of every pair of bags: rare words weigh more. Shape (n, n), 0 to 1.

    Term frequency 1 + ln tf, inverse document frequency 1 + ln((1 + n) / (1 + df)), unit length; n and df are those of
    a `spread` where one is given, else of the bags themselves.
    """
    import numpy as np

    if not any(bags):
        return np.zeros((len(bags), len(bags)))
    words = sorted({word for bag in bags for word in bag})
    if len(bags) * len(words) <= FEW_CELLS:
        return _cosines_of_few(bags, words, spread)
    if spread is not None:
        return _cosines_of_many(bags, words, spread)
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows: Any = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit_transform(bags)
    matrix: Matrix = (rows @ rows.T).toarray()
    return matrix


class Bags:
    """Bags of which only some pairs are asked about: their `cosines`, with no table of all pairs."""

    def __init__(self, bags: Sequence[Sequence[str]]) -> None:
        found = Counter(word for bag in bags for word in set(bag))
        rarity = {word: 1 + math.log((1 + len(bags)) / (1 + times)) for word, times in found.items()}
        self._rows = [
            _unit({w: (1 + math.log(n)) * rarity[w] for w, n in sorted(Counter(bag).items())}) for bag in bags
        ]

    def cosines(self, pairs: Sequence[tuple[int, int]]) -> Matrix:
        """Return the tf-idf cosine of each pair, as the function of that name has it, shape (len(pairs),)."""
        import numpy as np

        return np.array([_product(self._rows[i], self._rows[j]) for i, j in pairs], dtype=np.float64)


def agglomerate(distance: Matrix, similarity: float) -> tuple[tuple[int, ...], ...]:
    """Group row numbers; two groups merge while their mean similarity (1 - distance) is at least `similarity`.

    Every row is in exactly one group; groups and their members are in ascending order.
    """
    if len(distance) <= FEW_ROWS:
        return _agglomerate_few(distance, similarity)
    from sklearn.cluster import AgglomerativeClustering

    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - similarity
    )
    groups: Mapping[int, list[int]] = defaultdict(list)
    for i, label in enumerate(model.fit_predict(distance)):
        groups[int(label)].append(i)
    return tuple(sorted(tuple(group) for group in groups.values()))


def _unit(row: Mapping[str, float]) -> Mapping[str, float]:
    length = math.sqrt(sum(weight * weight for weight in row.values()))
    return {word: weight / length for word, weight in row.items()}


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _cosines_of_many(bags: Sequence[Sequence[str]], words: Sequence[str], spread: Spread) -> Matrix:
    """The same by rows that hold only the words that are there."""
    import numpy as np
    from scipy.sparse import csr_array

    column = {word: n for n, word in enumerate(words)}
    rows = [
        _unit({w: (1 + math.log(n)) * spread.rarity(w) for w, n in Counter(bag).items()}) if bag else {} for bag in bags
    ]
    ends = np.cumsum([0, *map(len, rows)])
    values = [weight for row in rows for weight in row.values()]
    places = [column[word] for row in rows for word in row]
    table: Any = csr_array((values, places, ends), shape=(len(bags), len(words)))
    matrix: Matrix = (table @ table.T).toarray()
    return matrix


def _cosines_of_few(bags: Sequence[Sequence[str]], words: Sequence[str], spread: Spread | None = None) -> Matrix:
    import numpy as np

    column = {word: n for n, word in enumerate(words)}
    rows = np.zeros((len(bags), len(words)))
    for row, bag in zip(rows, bags, strict=True):
        times = Counter(bag)
        row[[column[word] for word in times]] = 1 + np.log(list(times.values()))
    if spread is None:
        among, held = len(bags), np.count_nonzero(rows, axis=0)
    else:
        among, held = spread.bags, np.array([spread.times.get(word, 0) for word in words])
    rows *= np.log((1 + among) / (1 + held)) + 1
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = np.divide(rows, lengths, out=rows, where=lengths > 0)
    matrix: Matrix = rows @ rows.T
    return matrix


def _agglomerate_few(distance: Matrix, similarity: float) -> tuple[tuple[int, ...], ...]:
    """Merge the two nearest groups, time and again; the distance of a merged group is the mean of its members'."""
    import numpy as np

    groups: list[tuple[int, ...]] = [(i,) for i in range(len(distance))]
    apart = np.array(distance, dtype=float)
    np.fill_diagonal(apart, np.inf)
    while len(groups) > 1:
        low, high = sorted(divmod(int(apart.argmin()), len(groups)))
        if apart[low, high] >= 1 - similarity:
            break
        ours, theirs = len(groups[low]), len(groups[high])
        merged = (ours * apart[low] + theirs * apart[high]) / (ours + theirs)
        apart[low], apart[:, low] = merged, merged
        apart[low, low] = np.inf
        apart = np.delete(np.delete(apart, high, axis=0), high, axis=1)
        groups[low] = tuple(sorted(groups[low] + groups.pop(high)))
    return tuple(sorted(groups))
