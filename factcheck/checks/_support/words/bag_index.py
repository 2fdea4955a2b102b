"""Which of many bags of words is nearest to one, found for all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from factcheck.text.nearness import Bag, Nearness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Item = TypeVar("Item")

_ROUNDING = 1e-9  # by which sums of one set of weights differ, in whatever order they are added up


class BagIndex:
    """Many bags by their words: how near each of them is to one, found for all at once, but for the last digits."""

    def __init__(self, bags: Sequence[Bag], nearness: Nearness) -> None:
        import numpy as np

        holders: dict[str, list[int]] = defaultdict(list)
        for place, bag in enumerate(bags):
            for word in bag:
                holders[word].append(place)
        self._holders = {word: np.array(places) for word, places in holders.items()}
        self._wholes = np.array([nearness.weight(bag) for bag in bags], dtype=np.float64)
        self._nearness = nearness

    def shared(self, bag: Bag) -> NDArray[np.float64]:
        """Return the weight of the words that each bag shares with one, shape (number of bags,)."""
        import numpy as np

        found = np.zeros(len(self._wholes))
        for word in sorted(bag & self._holders.keys()):
            found[self._holders[word]] += self._nearness.weight(frozenset((word,)))
        return found

    def likenesses(self, bag: Bag) -> NDArray[np.float64]:
        """Return the likeness of each bag to one, see Nearness.likeness, shape (number of bags,)."""
        import numpy as np

        both = self._wholes + self._nearness.weight(bag)
        return np.divide(2 * self.shared(bag), both, out=np.zeros(len(both)), where=both > 0)


def best_of(items: Sequence[Item], scores: NDArray[np.float64], rank: Callable[[Item], Any]) -> Item:
    """Return the item of the highest rank, of those whose scores, right but for the last digits, are the highest.

    A rank begins with the score. Raises ValueError where there are no items.
    """
    import numpy as np

    likeliest: list[int] = np.flatnonzero(scores >= scores.max() - _ROUNDING).tolist()
    return max((items[n] for n in likeliest), key=rank)
