"""A decision by weighed evidence: a logistic model in a card of plain numbers.

A card (models/naming.json) holds a weight and a mean for each piece of evidence, and what it was fitted on; whoever
fits a model writes it by `write_weights`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from factcheck.errors import ModelError
from factcheck.settings.notations import object_of_json

SHIPPED = "shipped"  # what stands in the settings for the card that travels with the package
_SAID = 2  # pieces of evidence that a report names
_SHIPPED_AT = Path(__file__).parents[1] / "models"


@dataclass(frozen=True, slots=True)
class Logistic:
    """The model: a row of evidence that is all `means` has the log-odds `intercept`."""

    weights: tuple[float, ...]
    means: tuple[float, ...]
    intercept: float

    def likely(self, row: Sequence[float]) -> float:
        """Return how many of ten pairs with this evidence are one, as a share; float noise decides nothing."""
        return round(1 / (1 + math.exp(-self.intercept - sum(self._parts(row)))), 4)

    def decisive(self, row: Sequence[float], words: Sequence[str]) -> tuple[str, ...]:
        """Return in `words`, one for each piece of evidence, what spoke most for it."""
        said: dict[str, float] = {}
        for word, part in zip(words, self._parts(row), strict=True):
            said[word] = said.get(word, 0.0) + round(part, 4)
        strongest = sorted(said.items(), key=lambda one: (-one[1], one[0]))[:_SAID]
        return tuple(word for word, part in strongest if part > 0)

    def _parts(self, row: Sequence[float]) -> list[float]:
        return [w * (x - mean) for w, x, mean in zip(self.weights, row, self.means, strict=True)]


@lru_cache(maxsize=8)
def load_weights(card: str, shipped: str, evidence: tuple[str, ...]) -> Logistic:
    """Read a card: "shipped" for the packaged one of the name `shipped`, or a path.

    Raises ModelError when it is missing or weighs other evidence.
    """
    path = _SHIPPED_AT / shipped if card == SHIPPED else Path(card)
    try:
        read = object_of_json(path.read_text(encoding="utf-8"))
        known: Mapping[str, Sequence[float]] = read["evidence"]
        intercept = float(read["intercept"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: {error}; give a card of weights, or {SHIPPED!r}") from error
    if tuple(known) != evidence:
        raise ModelError(f"{path}: it weighs other evidence than this factcheck gathers; fit it anew")
    return Logistic(tuple(w for w, _ in known.values()), tuple(mean for _, mean in known.values()), intercept)


def write_weights(path: Path, weights: Logistic, evidence: Sequence[str], made_of: Sequence[str]) -> None:
    """Write a card; `made_of` names what the weights were fitted on."""
    rows = zip(evidence, weights.weights, weights.means, strict=True)
    card = {
        "made_of": list(made_of),
        "intercept": round(weights.intercept, 4),
        "evidence": {name: [round(w, 4), round(mean, 4)] for name, w, mean in rows},
    }
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
