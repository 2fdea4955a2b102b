"""A trained model reads both statements together, their values masked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.errors import ModelError
from factcheck.interfaces import Classifier

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SAME = "same"
_FAR = 0.001  # probability nearer to 0 or 1 than which no model knows


class Aligner:
    """Asks a classifier that has a class "same". Which text comes first makes no difference."""

    def __init__(self, *, classifier: Classifier) -> None:
        self._classifier = classifier

    @property
    def name(self) -> str:
        return self._classifier.name

    @cached_property
    def _column(self) -> int:
        classes = self._classifier.classes
        if _SAME not in classes:
            raise ModelError(
                f"the model {self._classifier.name!r} has the classes {', '.join(classes)}, and an aligner needs one "
                f'called "{_SAME}"; set aligner.model to another model, or aligner.name to "rules"'
            )
        return classes.index(_SAME)

    def odds(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """See interfaces.Aligner."""
        import numpy as np

        if not pairs:
            return np.zeros(0)
        column = self._column  # first: a model that cannot align is refused before it is asked
        ordered = [(a, b) if a <= b else (b, a) for a, b in pairs]
        p = np.clip(self._classifier.classify(ordered)[:, column].astype(np.float64), _FAR, 1 - _FAR)
        odds: NDArray[np.float64] = np.log(p / (1 - p))
        return odds
