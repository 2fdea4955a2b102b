"""Fit the weights by which two spellings are taken for one name (align/naming_evidence.py), and measure them apart.

usage: python -m training.fit_naming PACK... [-o factcheck/models/naming.json] [--folds 8] [--build build/naming]

Every pair of words that the kind `name` would weigh is one example; it is one name when its mentions stand on the two
sides of a clear conflict and what the editor wrote of that names both words. Arguable ones are left out. What is
printed is measured end to end with topics apart, as by training/fit_decision.py, whose packs and folds these are. The
probability is calibrated on topics that the weights did not see. Of the kinds printed only `name` is apart from its
topics: the others are decided by the shipped models (training/apart.py fits all).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from factcheck.align.naming_evidence import EVIDENCE, Gathering
from factcheck.align.namings import Mention, Naming, mentions, namings
from factcheck.align.weights import Logistic, write_weights
from factcheck.domain.story import Story
from factcheck.grouping import make_stories
from factcheck.intake.reading import read
from factcheck.scoring import Event, Label, Stretch
from factcheck.settings.config import Config, load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import make_tools
from factcheck.understand.accounts import understand
from factcheck.values.names.spelling import words_of
from training.fit_decision import TODAY, Comparing, Examples, Pack, all_but, comparing, dealt, measure

STRENGTH = 0.3  # of the weights against the pull to none (scikit-learn's C)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packs", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--build", type=Path, default=Path("build/naming"))
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    args.build.mkdir(parents=True, exist_ok=True)
    packs = [pack for pack in map(Pack.read, args.packs) if pack.judged is None]
    config = load_config()
    examples = [examples_of(event, pack, config) for pack in packs for event in pack.events]
    print(f"{sum(len(e.conflict) for e in examples)} pairs, {sum(int(e.conflict.sum()) for e in examples)} of one name")
    folds = dealt(packs, args.folds)

    def learnt(n: int, held: AbstractSet[str]) -> Comparing:
        card = args.build / f"fold-{n}.json"
        write_weights(card, fit([e for e in examples if e.topic not in held], folds), tuple(EVIDENCE), [all_but(held)])
        model = {"name": {"model": str(card.absolute())}}
        return comparing(config.model_copy(update={"kinds": {**config.kinds, **model}}), args.jobs)

    judged = [one for one in measure(packs, learnt, folds=args.folds) if one.kind == "name"]
    for low, high in ((0.5, 0.55), (0.55, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        inside = [one.verdict for one in judged if low <= one.confidence < high]
        counts = ", ".join(f"{inside.count(v)} {v}" for v in ("right", "wrong", "arguable"))
        print(f"  said {low:.2f} to {min(high, 1):.2f}: {counts}")
    if args.out:
        made_of = sorted(pack.name for pack in packs)
        write_weights(args.out, fit(examples, folds), tuple(EVIDENCE), made_of)
        print(f"written: {args.out}")


def examples_of(event: Event, pack: Pack, config: Config) -> Examples:
    """Return the pairs that the kind would weigh in one event, but for those of which nobody knows."""
    rows, marks = [], []
    for row, mark in _marked(event, config):
        if mark is not None:
            rows.append(row)
            marks.append(mark)
    return Examples(
        pack.topic(event.name), np.array(rows).reshape(len(rows), len(EVIDENCE)), np.array(marks, dtype=bool)
    )


def _marked(event: Event, config: Config) -> Iterator[tuple[list[float], bool | None]]:
    titles = load_lexicons().titles
    for story in _stories(event, config):
        told = mentions(story.accounts)
        weighing = Gathering(told, story.accounts, titles)
        for naming in namings(told):
            yield weighing.row(naming), labelled(naming, [*event.gold, *event.rulings])


def _stories(event: Event, config: Config) -> Sequence[Story]:
    lexicons = load_lexicons()
    tools = make_tools(config, lexicons, None, [])
    articles = sorted(read([str(event.path)], today=TODAY).articles, key=lambda a: a.id)
    return make_stories(understand(articles, lexicons, parser=tools.parser), tools, [])


def labelled(naming: Naming, labels: Sequence[Label]) -> bool | None:
    """Whether two words are a clear conflict of names; None where the editors' word leaves that open."""
    left_open = False
    for label in labels:
        sides = ((label.one, label.other), (label.other, label.one))
        if any(_on(naming.mentions[0], a) and _on(naming.mentions[1], b) for a, b in sides) and _named(naming, label):
            if label.verdict == "right":
                return True
            left_open |= label.verdict == "arguable"
    return None if left_open else False


def _on(found: Sequence[Mention], places: Sequence[Stretch]) -> bool:
    stretches = [Stretch(m.article, *m.sentence.span) for m in found]
    return any(one.is_on(place) for one in stretches for place in places)


def _named(naming: Naming, label: Label) -> bool:
    """Whether what an editor wrote of a conflict has both words; a label of names with nothing written has any."""
    if not label.what:
        return label.kind == "name"
    parts = (*label.what.split(), *label.what.replace("/", " ").replace("-", " ").split())
    return set(naming.words) <= {word for part in parts for word in words_of(part)}


def fit(
    examples: Sequence[Examples], folds: Sequence[set[str]], *, judged: Sequence[Examples] | None = None
) -> Logistic:
    """Fit the weights, and stretch them so that the probability holds for topics that they did not see.

    It holds for the `judged` examples, where others were fitted on: the fitted ones are then weighed so that either
    answer counts as much.
    """
    x, y, raw = *_table(examples), []
    seen, even = [], judged is not None
    for held in folds:
        out = [e for e in (examples if judged is None else judged) if e.topic in held]
        if out:
            rows, marks = _table(out)
            raw.append(_odds(_fit(*_table([e for e in examples if e.topic not in held]), even=even), rows))
            seen.append(marks)
    calibrated = LogisticRegression(C=1e3).fit(np.concatenate(raw)[:, None], np.concatenate(seen))
    slope, intercept = float(calibrated.coef_[0][0]), float(calibrated.intercept_[0])
    model = _fit(x, y, even=even)
    print(f"  calibration: slope {slope:.2f}, intercept {intercept:.2f}", flush=True)
    return Logistic(tuple(slope * w for w in model.weights), model.means, slope * model.intercept + intercept)


def _table(examples: Sequence[Examples]) -> tuple[np.ndarray, np.ndarray]:
    return np.concatenate([e.rows for e in examples]), np.concatenate([e.conflict for e in examples])


def _odds(model: Logistic, rows: np.ndarray) -> np.ndarray:
    return (rows - np.array(model.means)) @ np.array(model.weights) + model.intercept


def _fit(x: np.ndarray, y: np.ndarray, *, even: bool = False) -> Logistic:
    scaler = StandardScaler().fit(x)
    model = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced" if even else None).fit(
        scaler.transform(x), y
    )
    weights = model.coef_[0] / scaler.scale_
    return Logistic(tuple(weights.tolist()), tuple(scaler.mean_.tolist()), float(model.intercept_[0]))


if __name__ == "__main__":
    main()
