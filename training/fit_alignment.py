"""Fit the weights of [alignment.weights]: when do two claims fill one slot?

Labels without hand work, from where real sources agree:
  same slot       two articles of one event give the same rare value in a comparable sort of claim
  another slot    one article gives two different values; or the articles are of two look-alike events

usage: python training/fit_alignment.py DOCS.jsonl.gz
DOCS holds one article a line: {"id", "event", "topic", "sentences"}. Prints the weights and, for topics left
out in turn, the area under the ROC curve.
"""

import gzip
import hashlib
import json
import sys
from collections import Counter, defaultdict

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from factcheck.claims import understand
from factcheck.comparability import agreement, hindrance, one_deed, self_contradiction
from factcheck.config import load_config, load_lexicons
from factcheck.domain import Agreement, Article, Figure, Timing
from factcheck.likeness import FEATURES, features
from factcheck.pipeline import make_encoder
from factcheck.similarity import cosines


def main(path: str) -> None:
    config, lexicons = load_config(), load_lexicons()
    encoder = make_encoder(config)
    topics = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            topics[str(row["topic"])].append(row)
    table = {Figure: ([], [], []), Timing: ([], [], [])}
    for topic, rows in sorted(topics.items()):
        event = {row["id"]: row["event"] for row in rows}
        accounts = understand([_article(row) for row in sorted(rows, key=lambda r: r["id"])], lexicons)
        claims = [c for account in accounts for c in account.claims if isinstance(c.value, (Figure, Timing))]
        deeds = encoder.encode([c.predicate for c in claims])
        labels = dict(_labels(claims, event, lexicons, deeds, config.alignment))
        if not labels:
            continue
        pairs = sorted(labels)
        x = features(
            claims,
            pairs,
            slots=encoder.encode([c.slot for c in claims]),
            masked=encoder.encode([c.masked for c in claims]),
            context=cosines([sorted(c.context | c.names) for c in claims]),
        )
        for pair, row in zip(pairs, x, strict=True):
            xs, ys, groups = table[type(claims[pair[0]].value)]
            xs.append(row)
            ys.append(labels[pair])
            groups.append(topic)
    for sort, (xs, ys, groups) in table.items():
        _report(sort.__name__, np.array(xs), np.array(ys), groups)


def _labels(claims, event, lexicons, deeds, settings):
    rarity = Counter((event[c.article], _value(c)) for c in claims)
    for i, a in enumerate(claims):
        for j in range(i):
            b = claims[j]
            if type(a.value) is not type(b.value) or a.sentence == b.sentence or hindrance(a, b, lexicons):
                continue
            if not one_deed(a, b, float(deeds[i] @ deeds[j]), settings):
                continue
            if a.article == b.article:
                if self_contradiction(a, b, agreement(a, b)):
                    yield (i, j), 0
            elif event[a.article] != event[b.article]:
                if (i * 7919 + j) % 5 == 0:  # a fifth of them: they are the easy and the many
                    yield (i, j), 0
            elif agreement(a, b) is Agreement.SAME and _rare(a, rarity, event):
                yield (i, j), 1


def _rare(claim, rarity, event) -> bool:
    value = claim.value
    if isinstance(value, Figure) and value.unit == "count" and value.upper <= 3:
        return False
    return rarity[event[claim.article], _value(claim)] <= (12 if isinstance(value, Figure) else 8)


def _value(claim) -> str:
    value = claim.value
    if isinstance(value, Figure):
        return f"{value.lower:g} {value.upper:g} {value.unit} {value.role}"
    m = value.moment
    return f"{m.first} {m.last} {m.clock} {m.weekday} {m.month} {m.day}"


def _article(row) -> Article:
    text = "\n".join(row["sentences"])
    return Article(row["id"], text, row["id"], hashlib.sha256(text.encode()).hexdigest(), "")


def _report(name, x, y, groups) -> None:
    print(f"{name}: {len(y)} pairs, {int(y.sum())} of one slot")
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000)
    folds = GroupKFold(5)
    p = cross_val_predict(model, x, y, groups=groups, cv=folds, method="predict_proba")[:, 1]
    print(f"  area under the curve, topics left out: {roc_auc_score(y, p):.3f}")
    for n, feature in enumerate(FEATURES):
        print(f"  {feature:12} alone {roc_auc_score(y, x[:, n]):.3f}  weight {model.fit(x, y).coef_[0][n]:.2f}")
    print(f"  bias {model.intercept_[0]:.2f}")


if __name__ == "__main__":
    main(sys.argv[1])
