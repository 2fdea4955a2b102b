"""A trained model of inference reads both statements together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from factcheck.domain.story import Judgement
from factcheck.domain.text import Skipped
from factcheck.errors import ModelError
from factcheck.interfaces import Classifier

_NEEDED = ("contradiction", "entailment", "neutral")


class Judge:
    """Asks a classifier with the three classes of inference, in both directions, and takes the mean of both."""

    stands_alone = True
    left_out: Sequence[Skipped] = ()

    def __init__(self, *, classifier: Classifier) -> None:
        self._classifier = classifier

    @property
    def name(self) -> str:
        return self._classifier.name

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        """See interfaces.Judge."""
        if not pairs:
            return []
        columns = self._columns  # first: a model that cannot judge is refused before it is asked
        both = [*pairs, *((b, a) for a, b in pairs)]
        rows = self._classifier.classify(both)[:, columns].astype(float)
        means = (rows[: len(pairs)] + rows[len(pairs) :]) / 2
        return [Judgement(*map(float, row)) for row in means]

    @cached_property
    def _columns(self) -> list[int]:
        classes = self._classifier.classes
        if missing := set(_NEEDED) - set(classes):
            raise ModelError(
                f"the model {self._classifier.name!r} has the classes {', '.join(classes)} and lacks "
                f'{", ".join(sorted(missing))}; set judge.model to a model of inference, or judge.name to "lexicon"'
            )
        return [classes.index(name) for name in _NEEDED]
