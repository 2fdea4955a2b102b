"""What a finding's confidence means: how many of the findings at each confidence are right, and where to cut off.

usage: python benchmarks/confidence.py PACK [--jobs N] [--svg FILE]

PACK is a labelled pack of two events or more, each read by itself with the default settings. Printed are: the
findings by confidence and how many of them are right; precision and recall of all findings at or above each
confidence (drawn to the file of --svg); both again with the cut-off of each event chosen on the others; and the Brier
score (mean squared error) of the confidence as it is, of a logistic calibrator (log-odds of the confidence, kind) and
of the mean share, the last two fitted on the other events. Arguable findings are left out.
"""

import argparse
import html
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from quality import laid_out, measured
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from factcheck.scoring import Judged, load_pack
from factcheck.settings.config import load_config

BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.01)
WIDTH, HEIGHT, MARGIN = 480, 320, 48  # pixels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--svg", type=Path, help="where to draw precision against recall")
    given = parser.parse_args()
    score = measured(load_pack(given.pack), load_config(), given.jobs)
    judged, gold = score.judged, score.totals["gold"]
    rows = [("confidence", "findings", "right", "share"), *_reliability(judged)]
    print(laid_out(rows, markdown=True))
    points = curve(judged, gold)
    rows = [("cut-off", "precision", "recall"), *((f"{c:.2f}", f"{p:.2f}", f"{r:.2f}") for c, p, r in points)]
    print("\n" + laid_out(rows, markdown=True))
    kept = chosen_on_others(judged, gold)
    figures = f"precision {precision(kept):.3f}, recall {recall(kept, gold):.3f}"
    print(f"\ncut-off of each event chosen on the others: {figures}")
    for name, brier in brier_scores(judged).items():
        print(f"Brier score, {name}: {brier:.3f}")
    if given.svg:
        given.svg.write_text(drawn(points, f"{given.pack.name}: every cut-off"), encoding="utf-8")


def precision(judged: Sequence[Judged]) -> float:
    """Share of the right among the right and the wrong; 1 when there are none."""
    right = sum(j.verdict == "right" for j in judged)
    wrong = sum(j.verdict == "wrong" for j in judged)
    return right / (right + wrong) if right + wrong else 1.0


def recall(judged: Sequence[Judged], gold: int) -> float:
    """Share of the `gold` conflicts that the findings stand on."""
    return len({(j.event, n) for j in judged for n in j.found}) / gold


def curve(judged: Sequence[Judged], gold: int) -> list[tuple[float, float, float]]:
    """Return (cut-off, precision, recall) for each confidence that a finding has, lowest first."""
    cuts = sorted({j.confidence for j in judged})
    above = [[j for j in judged if j.confidence >= cut] for cut in cuts]
    return [(cut, precision(kept), recall(kept, gold)) for cut, kept in zip(cuts, above, strict=True)]


def chosen_on_others(judged: Sequence[Judged], gold: int) -> list[Judged]:
    """Return what is kept of each event with the cut-off that has the best F1 on the other events."""
    kept: list[Judged] = []
    for event in sorted({j.event for j in judged}):
        others = [j for j in judged if j.event != event]
        best = max(curve(others, gold), key=lambda point: (_f1(*point[1:]), -point[0]))[0]
        kept += [j for j in judged if j.event == event and j.confidence >= best]
    return kept


def brier_scores(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the mean squared error of three guesses at "right", each event's guessed from the others."""
    sure = [j for j in judged if j.verdict != "arguable"]
    right = np.array([j.verdict == "right" for j in sure], dtype=float)
    calibrated, share = np.zeros(len(sure)), np.zeros(len(sure))
    for event in {j.event for j in sure}:
        inside = np.array([j.event == event for j in sure])
        share[inside] = right[~inside].mean()
        model = make_pipeline(DictVectorizer(), LogisticRegression())
        model.fit([_features(j) for j, i in zip(sure, inside, strict=True) if not i], right[~inside])
        calibrated[inside] = model.predict_proba([_features(j) for j, i in zip(sure, inside, strict=True) if i])[:, 1]
    stated = np.array([j.confidence for j in sure])
    guesses = {"as stated": stated, "calibrated": calibrated, "mean share": share}
    return {name: float(((guess - right) ** 2).mean()) for name, guess in guesses.items()}


def drawn(points: Sequence[tuple[float, float, float]], title: str) -> str:
    """Return precision (up) against recall (right) as an SVG picture, a dot per cut-off."""
    wide, high = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN

    def at(precision: float, recall: float) -> tuple[float, float]:
        return MARGIN + recall * wide, HEIGHT - MARGIN - precision * high

    places = [at(p, r) for _, p, r in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"><title>{cut:.2f}: precision {p:.2f}, recall {r:.2f}</title></circle>'
        for (cut, p, r), (x, y) in zip(points, places, strict=True)
    )
    ticks = "".join(
        f'<text x="{at(0, t)[0]:.0f}" y="{HEIGHT - MARGIN + 16}" text-anchor="middle">{t:g}</text>'
        f'<text x="{MARGIN - 6}" y="{at(t, 0)[1] + 4:.0f}" text-anchor="end">{t:g}</text>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{WIDTH / 2}" y="20" text-anchor="middle">{html.escape(title)}</text>',
        f'<path d="M{MARGIN},{MARGIN} V{HEIGHT - MARGIN} H{WIDTH - MARGIN}" fill="none" stroke="gray"/>',
        f'<g font-size="12">{ticks}</g>',
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" text-anchor="middle">recall</text>',
        f'<text transform="translate(14 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">precision</text>',
        f'<polyline points="{path}" fill="none" stroke="steelblue" stroke-width="2"/>',
        f'<g fill="steelblue">{dots}</g>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _reliability(judged: Sequence[Judged]) -> list[tuple[str, ...]]:
    rows = []
    for low, high in pairwise(BINS):
        inside = [j for j in judged if low <= j.confidence < high and j.verdict != "arguable"]
        right = sum(j.verdict == "right" for j in inside)
        share = f"{right / len(inside):.2f}" if inside else "-"
        rows.append((f"{low:.1f} to {min(high, 1):.1f}", str(len(inside)), str(right), share))
    return rows


def _features(judged: Judged) -> dict[str, float]:
    bounded = min(max(judged.confidence, 0.01), 0.99)
    return {"log-odds": float(np.log(bounded / (1 - bounded))), f"kind {judged.kind}": 1.0}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    main()
