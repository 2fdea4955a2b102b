"""The decision on a pair of clashing figures: how likely they are of one thing, and what was decisive for that.

Boosted trees, averaged over several fits. They are shipped as plain tables of numbers
(models/decision.npz) with a card (models/decision.json) that holds their sha256, the names of the evidence and the
calibration; training/fit_decision.py fits them and writes both.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.align.evidence import EVIDENCE
from factcheck.errors import ModelError
from factcheck.settings.notations import object_of_json

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from factcheck.align.similarity import Matrix

SHIPPED = "shipped"  # what stands in the settings for the model that travels with the package
TABLES = ("feature", "threshold", "left", "right", "value")
_SAID = 2  # pieces of evidence that a report names
_AT_ONCE = 256  # rows: so few that what is looked up of them stays at hand


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees as tables, shape (trees, nodes): a leaf is its own left and right child.

    A row goes left where its `feature` is no larger than the `threshold`. `value` is the log-odds that
    a node adds; `baseline` what all begin with, `fits` over how many fits it is averaged.
    """

    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    baseline: float
    fits: int

    def odds(self, rows: Matrix) -> Matrix:
        """Return the log-odds of each row, shape (len(rows),)."""
        import numpy as np

        some = [rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE)]
        return np.concatenate([self._odds(one) for one in some]) if some else np.zeros(0)

    def parts(self, rows: Matrix) -> tuple[Matrix, Matrix]:
        """Return the log-odds of each row, and what each feature added to them, shape (len(rows), features).

        On its way down a tree, each step's change of value is the doing of the feature that was asked.
        """
        import numpy as np

        added = np.zeros_like(rows)
        every = np.arange(len(self.feature))
        number = np.arange(len(rows))[:, None]
        node = np.zeros((len(rows), len(every)), dtype=np.int32)
        while True:
            asked = self.feature[every, node]
            below = np.where(
                rows[number, asked] <= self.threshold[every, node], self.left[every, node], self.right[every, node]
            )
            if (below == node).all():
                break
            step = self.value[every, below] - self.value[every, node]
            np.add.at(added, (np.broadcast_to(number, asked.shape), asked), step / self.fits)
            node = below
        odds: Matrix = self.baseline + self.value[every, node].sum(axis=1) / self.fits
        return odds, added

    def _odds(self, rows: Matrix) -> Matrix:
        """As parts, of a few rows, with no account of what added to them: the nodes of all trees stand in one line."""
        import numpy as np

        trees, nodes = self.feature.shape
        first = np.arange(trees) * nodes
        feature, threshold, value = self.feature.ravel(), self.threshold.ravel(), self.value.ravel()
        below = np.stack([self.right.ravel(), self.left.ravel()]).ravel() + np.tile(np.repeat(first, nodes), 2)
        of_row, cells = np.arange(len(rows))[:, None] * rows.shape[1], rows.ravel()
        node = np.broadcast_to(first, (len(rows), trees))
        while True:
            left = cells.take(of_row + feature.take(node)) <= threshold.take(node)
            deeper = below.take(node + left * len(feature))
            if (deeper == node).all():
                break
            node = deeper
        odds: Matrix = self.baseline + value.take(node).sum(axis=1) / self.fits
        return odds


@dataclass(frozen=True, slots=True)
class Decision:
    """The model: `likely` of rows of evidence, calibrated; a `slope` of 1 and an `intercept` of 0 change nothing."""

    name: str
    trees: Trees
    slope: float = 1.0
    intercept: float = 0.0

    def likely(self, rows: Matrix) -> Matrix:
        """Return how likely each pair is of one thing and in conflict, 0 to 1, shape (len(rows),)."""
        return as_likely(self.trees.odds(rows))

    def confidence(self, likely: float) -> float:
        """Return how many of ten findings that the model holds for this likely are right, as a share."""
        import math

        odds = math.log(likely / (1 - likely)) if 0 < likely < 1 else math.copysign(20, likely - 0.5)
        return round(1 / (1 + math.exp(-(self.slope * odds + self.intercept))), 4)

    def decisive(self, row: Matrix) -> tuple[str, ...]:
        """Return in words what spoke most for this pair."""
        _, added = self.trees.parts(row[None, :])
        said: dict[str, float] = {}
        for words, part in zip(EVIDENCE.values(), added[0].round(4).tolist(), strict=True):
            said[words] = said.get(words, 0.0) + part
        strongest = sorted(said.items(), key=lambda one: (-one[1], one[0]))[:_SAID]
        return tuple(words for words, part in strongest if part > 0)


def as_likely(odds: Matrix) -> Matrix:
    """Return log-odds as shares; rounded, so that float noise decides nothing."""
    import numpy as np

    likely: Matrix = np.round(1 / (1 + np.exp(-odds)), 4)
    return likely


@lru_cache(maxsize=8)
def load_decision(model: str = SHIPPED) -> Decision:
    """Read a model: "shipped", or the path of a card. Raises ModelError when it is missing, altered or another's."""
    path = Path(__file__).parents[1] / "models" / "decision.json" if model == SHIPPED else Path(model)
    try:
        card: Mapping[str, Any] = object_of_json(path.read_text(encoding="utf-8"))
        data = path.with_suffix(".npz").read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: {error}; give the card of a decision model, or {SHIPPED!r}") from error
    if hashlib.sha256(data).hexdigest() != card.get("sha256"):
        raise ModelError(f"{path.with_suffix('.npz')}: it is not the file that its card names; install factcheck anew")
    if card.get("evidence") != list(EVIDENCE):
        raise ModelError(f"{path}: it weighs other evidence than this factcheck gathers; fit it anew")
    return _read(card, data)


def _read(card: Mapping[str, Any], data: bytes) -> Decision:
    import numpy as np

    with np.load(io.BytesIO(data), allow_pickle=False) as tables:
        columns = {table: tables[table] for table in TABLES}
    trees = Trees(**columns, baseline=float(card["baseline"]), fits=int(card["fits"]))
    return Decision(f"decision@{card['sha256'][:12]}", trees, float(card["slope"]), float(card["intercept"]))


def write_decision(path: Path, trees: Trees, *, slope: float, intercept: float, made_of: Sequence[str]) -> None:
    """Write the tables and the card of a model; `made_of` names what it was fitted on."""
    import numpy as np

    buffer = io.BytesIO()
    np.savez_compressed(buffer, **{table: getattr(trees, table) for table in TABLES})
    path.with_suffix(".npz").write_bytes(buffer.getvalue())
    card = {
        "sha256": hashlib.sha256(buffer.getvalue()).hexdigest(),
        "made_of": list(made_of),
        "baseline": trees.baseline,
        "fits": trees.fits,
        "slope": slope,
        "intercept": intercept,
        "evidence": list(EVIDENCE),
    }
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
