"""Fit the weights of [alignment.weights]: when do two claims fill one slot?

Labels without hand work, from where real sources agree:
  same slot       two articles of one event give the same rare value in a comparable sort of claim
  another slot    one article gives two different values; or the articles are of two look-alike events

usage: python -m training.fit_alignment DOCS.jsonl.gz [--aligner MODEL]
DOCS holds one article a line: {"id", "event", "topic", "sentences"}. Prints the weights of the rules and, for topics
left out in turn, the area under the ROC curve; then, on the topics that no model was trained on, the weights of
the aligner beside the rules. MODEL is "shipped", a card, a folder or a hub name.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from factcheck.align.comparability import agreement, hindrance, one_deed, self_contradiction
from factcheck.align.likeness import FEATURES, features
from factcheck.align.similarity import Bags
from factcheck.aligners.cross_encoder import Aligner
from factcheck.domain.account import Claim
from factcheck.domain.values import Agreement, Figure, Timing
from factcheck.models.classifiers import SHIPPED, make_classifier
from factcheck.settings.config import AlignmentSettings, load_config
from factcheck.settings.lexicons import Lexicons, load_lexicons
from factcheck.tools import make_encoder, make_parser
from factcheck.understand.accounts import understand
from factcheck.values.marks import marked
from training.aligner_pairs import article_of
from training.pairs import SEED, held_out_topics
from training.sets import Row, rows

_SIGNS = FEATURES[:-1]  # the rules' own features: the last is the aligner's
_EASY = 5  # one in so many pairs across look-alike events is taken: they are the easy and the many


@dataclass
class _Table:
    """The labelled pairs of one sort of claim."""

    signs: list[np.ndarray] = field(default_factory=list)
    odds: list[float] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)


def main() -> None:
    """Print weights and areas."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--aligner", default=SHIPPED)
    args = parser.parse_args()
    articles = list(rows(args.docs))
    held_out = held_out_topics(articles, Random(SEED))
    tables = _tables(articles, Aligner(classifier=make_classifier(args.aligner, "aligner")), asked=held_out)
    for sort, table in tables.items():
        _report_rules(sort, table)
        _report_aligner(table, held_out)


def _tables(articles: Sequence[Row], aligner: Aligner, *, asked: set[str]) -> Mapping[str, _Table]:
    config, lexicons = load_config(), load_lexicons()
    parser = make_parser(config)
    encoder = make_encoder(config)
    by_topic: dict[str, list[Row]] = defaultdict(list)
    for row in articles:
        by_topic[str(row["topic"])].append(row)
    tables = {"figure": _Table(), "timing": _Table()}
    for topic, group in sorted(by_topic.items()):
        event = {str(row["id"]): str(row["event"]) for row in group}
        of_topic = [article_of(row) for row in sorted(group, key=lambda r: str(r["id"]))]
        accounts = understand(of_topic, lexicons, parser=parser)
        claims = [c for account in accounts for c in account.claims if isinstance(c.value, Figure | Timing)]
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
            context=Bags([sorted(c.context | c.names) for c in claims]).cosines(pairs),
        )
        texts = [(marked(claims[i]), marked(claims[j])) for i, j in pairs]
        odds = aligner.odds(texts) if topic in asked else np.zeros(len(pairs))
        for pair, row, odd in zip(pairs, x, odds, strict=True):
            table = tables["timing" if isinstance(claims[pair[0]].value, Timing) else "figure"]
            table.signs.append(row[:-1])
            table.odds.append(float(odd))
            table.labels.append(labels[pair])
            table.topics.append(topic)
    return tables


def _labels(
    claims: Sequence[Claim],
    event: Mapping[str, str],
    lexicons: Lexicons,
    deeds: np.ndarray,
    settings: AlignmentSettings,
) -> Iterator[tuple[tuple[int, int], int]]:
    rarity = Counter((event[c.article], _value(c)) for c in claims)
    for i, a in enumerate(claims):
        for j in range(i):
            b = claims[j]
            if (
                type(a.value) is not type(b.value)
                or a.sentence == b.sentence
                or hindrance(a, b, hedges=lexicons.hedges, nouns=lexicons.nouns, play=lexicons.play)
            ):
                continue
            if not one_deed(a, b, float(deeds[i] @ deeds[j]), settings):
                continue
            if a.article == b.article:
                if self_contradiction(a, b, agreement(a, b)):
                    yield (i, j), 0
            elif event[a.article] != event[b.article]:
                if (i * 7919 + j) % _EASY == 0:
                    yield (i, j), 0
            elif agreement(a, b) is Agreement.SAME and _rare(a, rarity, event):
                yield (i, j), 1


def _rare(claim: Claim, rarity: Counter[tuple[str, str]], event: Mapping[str, str]) -> bool:
    value = claim.value
    if isinstance(value, Figure) and value.unit == "count" and value.upper <= 3:
        return False
    return rarity[event[claim.article], _value(claim)] <= (12 if isinstance(value, Figure) else 8)


def _value(claim: Claim) -> str:
    value = claim.value
    if isinstance(value, Figure):
        return f"{value.lower:g} {value.upper:g} {value.unit} {value.role}"
    assert isinstance(value, Timing)
    m = value.moment
    return f"{m.first} {m.last} {m.clock} {m.weekday} {m.month} {m.day}"


def _report_rules(name: str, table: _Table) -> None:
    """Print what the rules' features are worth."""
    x, y = np.array(table.signs), np.array(table.labels)
    print(f"{name}: {len(y)} pairs, {int(y.sum())} of one slot")
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000)
    p = cross_val_predict(model, x, y, groups=table.topics, cv=GroupKFold(5), method="predict_proba")[:, 1]
    print(f"  rules, topics left out in turn: area under the curve {roc_auc_score(y, p):.3f}")
    model.fit(x, y)
    for n, feature in enumerate(_SIGNS):
        print(f"  {feature:12} alone {roc_auc_score(y, x[:, n]):.3f}  weight {model.coef_[0][n]:.2f}")
    print(f"  bias {model.intercept_[0]:.2f}")


def _report_aligner(table: _Table, held_out: set[str]) -> None:
    """Print what the aligner is worth alone and beside the rules, on the topics that it was not trained on.

    The rules keep their weights, here fitted on the other topics; found are the aligner's weight and what it adds to
    the bias.
    """
    inside = np.array([topic in held_out for topic in table.topics])
    x, y = np.array(table.signs), np.array(table.labels)
    odds, told = np.array(table.odds)[inside], y[inside]
    rules = LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000).fit(x[~inside], y[~inside])
    offset = rules.decision_function(x[inside])
    share = np.where(told == 1, 0.5 / told.sum(), 0.5 / (len(told) - told.sum()))  # both labels count the same

    def loss(settings: np.ndarray) -> float:
        weight, bias = settings
        return float((share * np.logaddexp(0, np.where(told == 1, -1, 1) * (offset + weight * odds + bias))).sum())

    weight, bias = minimize(loss, [0.0, 0.0], method="Nelder-Mead").x
    both = offset + weight * odds
    areas = ", ".join(
        f"{name} {roc_auc_score(told, z):.3f}" for name, z in (("rules", offset), ("aligner", odds), ("both", both))
    )
    print(f"  on {len(told)} pairs of {len(held_out)} topics no model saw: area under the curve: {areas}")
    print(f"  beside the rules: aligner = {weight:.2f}, bias {bias:+.2f}")


if __name__ == "__main__":
    main()
