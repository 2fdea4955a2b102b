"""The decision on a pair of quotations: how likely they render one utterance in other words, and what was decisive.

A logistic regression, shipped as plain numbers (models/quotations.json); training/fit_quotations.py fits and writes it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from factcheck.align.wordings import EVIDENCE
from factcheck.errors import ModelError
from factcheck.settings.notations import object_of_json

SHIPPED = "shipped"  # what stands in the settings for the model that travels with the package
_SAID = 2  # pieces of evidence that a report names


@dataclass(frozen=True, slots=True)
class OneUtterance:
    """The model: each piece of evidence adds its `weights` times what it has beyond its `means` to the log-odds.

    A `slope` of 1 and an `intercept` of 0 leave the probability as it is.
    """

    weights: tuple[float, ...]
    means: tuple[float, ...]
    bias: float
    slope: float = 1.0
    intercept: float = 0.0

    def likely(self, row: Sequence[float]) -> float:
        """Return how likely a pair is one utterance in two wordings, 0 to 1; rounded, so that noise decides nothing."""
        return round(_share(self.bias + sum(self._added(row))), 4)

    def confidence(self, likely: float) -> float:
        """Return how many of ten findings that the model holds for this likely are right, as a share."""
        odds = math.log(likely / (1 - likely)) if 0 < likely < 1 else math.copysign(20, likely - 0.5)
        return round(_share(self.slope * odds + self.intercept), 4)

    def decisive(self, row: Sequence[float]) -> tuple[str, ...]:
        """Return in words what spoke most for this pair."""
        said: dict[str, float] = {}
        for words, part in zip(EVIDENCE.values(), self._added(row), strict=True):
            said[words] = said.get(words, 0.0) + round(part, 4)
        strongest = sorted(said.items(), key=lambda one: (-one[1], one[0]))[:_SAID]
        return tuple(words for words, part in strongest if part > 0)

    def _added(self, row: Sequence[float]) -> list[float]:
        return [w * (x - mean) for w, x, mean in zip(self.weights, row, self.means, strict=True)]


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


@lru_cache(maxsize=8)
def load_one_utterance(model: str = SHIPPED) -> OneUtterance:
    """Read a model: "shipped", or the path of a card. Raises ModelError when it is missing or weighs other evidence."""
    path = Path(__file__).parents[1] / "models" / "quotations.json" if model == SHIPPED else Path(model)
    try:
        card: Mapping[str, Any] = object_of_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: {error}; give the card of a model of quotations, or {SHIPPED!r}") from error
    known = card.get("evidence", {})
    if list(known) != list(EVIDENCE):
        raise ModelError(f"{path}: it weighs other evidence than this factcheck gathers; fit it anew")
    return OneUtterance(
        tuple(float(one["weight"]) for one in known.values()),
        tuple(float(one["mean"]) for one in known.values()),
        *(float(card[number]) for number in ("bias", "slope", "intercept")),
    )


def write_one_utterance(path: Path, model: OneUtterance, *, made_of: Sequence[str]) -> None:
    """Write the card of a model; `made_of` names what it was fitted on."""
    numbers = zip(EVIDENCE, model.weights, model.means, strict=True)
    card = {
        "made_of": list(made_of),
        "bias": model.bias,
        "slope": model.slope,
        "intercept": model.intercept,
        "evidence": {name: {"weight": weight, "mean": mean} for name, weight, mean in numbers},
    }
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
