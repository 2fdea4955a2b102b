"""No model: the weighed signs of align/likeness.py decide alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Aligner:
    """Has no opinion of its own on any pair."""

    name = "rules"

    def odds(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """See interfaces.Aligner."""
        import numpy as np

        return np.full(len(pairs), np.nan)
