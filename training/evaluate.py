"""Measure a model on files of labelled pairs: the area under the ROC curve, or accuracy.

usage: python -m training.evaluate FILE.jsonl.gz ... [--judge MODEL] [--aligner MODEL] [--reliability]
Each row of a file is {"a", "b", "label"}. "same_event"/"different_event", "same"/"different" and
"paraphrase"/"not_paraphrase" ask the aligner (area under the curve); the labels of inference ask the judge
(accuracy over the classes that the file's labels tell apart). MODEL is "shipped", a folder or a hub name.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from factcheck.interfaces import Classifier
from factcheck.models.classifiers import SHIPPED, make_classifier
from training.sets import Pair, read_pairs

_ALIGNED = {"same", "same_event", "paraphrase"}
_APART = {"different", "different_event", "not_paraphrase"}
_BINS = 10


def main() -> None:
    """Print one line a file, and a reliability table of it where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--judge", default=SHIPPED)
    parser.add_argument("--aligner", default=SHIPPED)
    parser.add_argument("--reliability", action="store_true")
    args = parser.parse_args()
    models = {role: make_classifier(getattr(args, role), role) for role in ("judge", "aligner")}
    for path in args.files:
        pairs = read_pairs(path)
        if {p.label for p in pairs} <= _ALIGNED | _APART:
            p, right = same_probability(models["aligner"], pairs)
            area = roc_auc_score(right, p)
            print(f"{path.name}: area under the ROC curve {area:.3f} of {len(pairs)} pairs", flush=True)
        else:
            p, right = verdicts(models["judge"], pairs)
            print(f"{path.name}: accuracy {right.mean():.3f} of {len(pairs)} pairs", flush=True)
        if args.reliability:
            print(reliability(p, right))


def same_probability(model: Classifier, pairs: Sequence[Pair]) -> tuple[np.ndarray, np.ndarray]:
    """Return the model's probability of "same" for each pair, and whether it is; shapes (len(pairs),)."""
    p = model.classify([(pair.a, pair.b) for pair in pairs])[:, model.classes.index("same")]
    return p, np.array([pair.label in _ALIGNED for pair in pairs])


def verdicts(model: Classifier, pairs: Sequence[Pair]) -> tuple[np.ndarray, np.ndarray]:
    """Return the probability of each pair's likeliest verdict, and whether that verdict is right.

    Verdicts are what the file's labels tell apart: classes that no label separates are added up, a class that no
    label allows is left out, and a label that allows several verdicts makes each of them right.
    """
    sets = sorted({pair.allowed for pair in pairs}, key=sorted)
    sets = [one for one in sets if not any(other < one for other in sets)]
    rows = model.classify([(pair.a, pair.b) for pair in pairs])
    p = np.stack([rows[:, [model.classes.index(name) for name in allowed]].sum(axis=1) for allowed in sets], axis=1)
    p /= p.sum(axis=1, keepdims=True)
    best = p.argmax(axis=1)
    return p.max(axis=1), np.array([sets[i] <= pair.allowed for i, pair in zip(best, pairs, strict=True)])


def reliability(p: np.ndarray, right: np.ndarray) -> str:
    """Return a Markdown table: of the answers given with so much probability, how many were right."""
    lines = ["| probability | pairs | mean | right |", "|---|---|---|---|"]
    edges = np.linspace(0, 1, _BINS + 1)
    for low, high in pairwise(edges):
        inside = (p >= low) & ((p < high) | (high == 1))
        if inside.any():
            share = right[inside].mean()
            lines.append(f"| {low:.1f} to {high:.1f} | {inside.sum()} | {p[inside].mean():.2f} | {share:.2f} |")
    lines.append(f"\nexpected calibration error {calibration_error(p, right):.3f}")
    return "\n".join(lines)


def calibration_error(p: np.ndarray, right: np.ndarray) -> float:
    """Return the mean gap between probability and share of right answers, by tenths, weighted by their pairs."""
    tenth = np.minimum((p * _BINS).astype(int), _BINS - 1)
    gaps = [abs(p[tenth == t].mean() - right[tenth == t].mean()) * (tenth == t).mean() for t in np.unique(tenth)]
    return float(sum(gaps))


if __name__ == "__main__":
    main()
