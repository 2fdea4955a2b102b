"""Fit the weights of [event.weights]: when are two articles on one event?

Each topic of the collection holds two events that look alike (two earthquakes, two dismissals), and is read as one
run of factcheck would be: words that all its articles have weigh little. Every pair of articles of a topic is one
example, the features are the cosines of factcheck/align/stories.py, the label is whether both are on one event.

usage: python training/fit_event_gate.py DOCS.jsonl.gz
DOCS holds one article a line: {"id", "event", "topic", "sentences"}. Prints the weights; the area under the ROC curve
with topics left out in turn; and how the grouping itself errs at several thresholds, with the weights fitted on the
other topics and with those as shipped: how many pairs of one event are split (conflicts are missed), how
many pairs of two events are merged (conflicts are invented), and how many pairs are split when an event is read alone.
"""

import gzip
import hashlib
import json
import sys
from collections import defaultdict
from itertools import combinations

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from factcheck.align.stories import likenesses, same_event_groups
from factcheck.domain.text import Article
from factcheck.settings.config import EventSettings, load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import make_parser
from factcheck.understand.accounts import understand

FEATURES = ("names", "figures", "opening")
THRESHOLDS = (0.3, 0.4, 0.44, 0.48, 0.52, 0.56, 0.6, 0.7)
FOLDS = 5


def main(path: str) -> None:
    topics = _topics(path)
    table = [(topic, *_examples(*read)) for topic, read in topics.items()]
    x = np.concatenate([rows for _, rows, _ in table])
    y = np.concatenate([same for _, _, same in table])
    groups = np.concatenate([[topic] * len(same) for topic, _, same in table])
    model = _fit(x, y)
    print(f"{len(topics)} topics, {len(y)} pairs of articles, {int(y.sum())} on one event")
    print(f"bias {model.intercept_[0]:.1f}")
    for n, name in enumerate(FEATURES):
        print(f"{name:8} weight {model.coef_[0][n]:5.1f}   alone: area under the curve {roc_auc_score(y, x[:, n]):.3f}")
    held_out = {}
    scores = np.zeros(len(y))
    for train, test in GroupKFold(FOLDS).split(x, y, groups):
        fold = _fit(x[train], y[train])
        scores[test] = fold.predict_proba(x[test])[:, 1]
        held_out |= dict.fromkeys(set(groups[test]), fold)
    print(f"together, topics left out: area under the curve {roc_auc_score(y, scores):.3f}")
    default = load_config().event
    print("threshold   fitted, topics left out                 as shipped")
    for threshold in THRESHOLDS:
        fitted = {topic: _settings(held_out[topic], threshold) for topic in topics}
        kept = dict.fromkeys(topics, default.model_copy(update={"same_event": threshold}))
        print(f"{threshold:9.2f}   {_rates(topics, fitted)}   {_rates(topics, kept)}")


def _topics(path):
    """Return topic -> (accounts, events), the accounts read together; topics of one event teach nothing."""
    rows = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            rows[str(row["topic"])].append(row)
    lexicons, parser = load_lexicons(), make_parser(load_config())
    topics = {}
    for topic, found in sorted(rows.items()):
        ordered = sorted(found, key=lambda row: row["id"])
        events = [row["event"] for row in ordered]
        if len(set(events)) > 1:
            topics[topic] = (understand([_article(row) for row in ordered], lexicons, parser=parser), events)
    return topics


def _article(row) -> Article:
    text = "\n".join(row["sentences"])
    return Article(row["id"], text, row["id"], hashlib.sha256(text.encode()).hexdigest(), "")


def _examples(accounts, events):
    matrices = likenesses(accounts)
    pairs = list(combinations(range(len(accounts)), 2))
    rows = np.array([[matrices[name][i, j] for name in FEATURES] for i, j in pairs])
    return rows, np.array([events[i] == events[j] for i, j in pairs])


def _fit(x, y):
    return LogisticRegression(C=100, class_weight="balanced").fit(x, y)


def _settings(model, threshold) -> EventSettings:
    weights = dict(zip(FEATURES, model.coef_[0].tolist(), strict=True))
    changed = {"same_event": threshold, "bias": float(model.intercept_[0]), "weights": weights}
    return load_config().event.model_copy(update=changed)


def _rates(topics, settings) -> str:
    """Say how often the grouping splits one event and merges two, in pairs of articles."""
    split, merged, alone = Share(), Share(), Share()
    for topic, (accounts, events) in topics.items():
        groups = same_event_groups(accounts, settings[topic])
        home = {i: n for n, group in enumerate(groups) for i in group}
        for i, j in combinations(range(len(accounts)), 2):
            (split if events[i] == events[j] else merged).count((home[i] == home[j]) != (events[i] == events[j]))
        for event in sorted(set(events)):
            one = [account for account, of in zip(accounts, events, strict=True) if of == event]
            groups = same_event_groups(one, settings[topic])
            home = {i: n for n, group in enumerate(groups) for i in group}
            for i, j in combinations(range(len(one)), 2):
                alone.count(home[i] != home[j])
    return f"split {split}  merged {merged}  split alone {alone}"


class Share:
    """How many of how many, shown in per cent."""

    def __init__(self) -> None:
        self.hits = self.all = 0

    def count(self, hit: bool) -> None:  # noqa: FBT001
        self.hits += hit
        self.all += 1

    def __str__(self) -> str:
        return f"{100 * self.hits / max(1, self.all):4.1f}%"


if __name__ == "__main__":
    main(sys.argv[1])
