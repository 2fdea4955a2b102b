"""What reaches the aligner, what it tells apart, and how fast it reads.

usage: python benchmarks/pair_models.py PACK [--aligner MODEL]

PACK is a labelled pack with traps.jsonl (see factcheck/scoring.py). Prints
  candidates  the share of clear conflicts with a pair of clauses that is put to the aligner, and such pairs an article
  told apart  the area under the ROC curve of the aligner's odds, clear conflicts against traps, by kind: a trap is
              a pair that looks like a conflict and is none, for whatever reason
  speed       pairs a second of the shipped model, and its ratio to sentence-transformers' CrossEncoder on the same
              network, the same pairs and the same threads, in turn
"""

import argparse
import json
import tempfile
import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np
from sklearn.metrics import roc_auc_score

from factcheck.align.statements import candidates
from factcheck.aligners.cross_encoder import Aligner
from factcheck.domain.account import Claim
from factcheck.domain.values import Figure, Timing
from factcheck.intake.reading import read
from factcheck.models.classifiers import SHIPPED, OnnxClassifier, make_classifier
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import make_parser
from factcheck.understand.accounts import understand
from factcheck.values.marks import marked

VALUES = {"figure": Figure, "date": Timing}
ROUNDS = 5
PAIRS = 400


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--aligner", default=SHIPPED)
    given = parser.parse_args()
    lexicons, grammar = load_lexicons(), make_parser(load_config())
    claims, statements = defaultdict(list), defaultdict(list)
    for path in sorted((given.pack / "articles").glob("*.jsonl")):
        articles = read([str(path)], today=date(2100, 1, 1)).articles
        ordered = sorted(articles, key=lambda article: article.id)
        for account in understand(ordered, lexicons, parser=grammar, statements=True):
            claims[path.stem] += account.claims
            statements[path.stem] += account.statements
    gold = [row for row in lines(given.pack / "gold.jsonl") if row["strength"] == "clear" and not row["self"]]
    traps = lines(given.pack / "traps.jsonl")
    texts = reached(gold, statements)
    told_apart(gold, traps, claims, statements, Aligner(classifier=make_classifier(given.aligner, "aligner")))
    speed(make_classifier(given.aligner, "aligner"), texts[:: max(1, len(texts) // PAIRS)][:PAIRS])


def reached(gold: list[dict], statements: dict[str, list[Claim]]) -> list[tuple[str, str]]:
    """Print the candidate recall; return the candidates' texts."""
    texts, hit, articles = [], 0, 0
    for event, told in statements.items():
        pairs = set(candidates(told, load_config().statements))
        articles += len({claim.article for claim in told})
        texts += [(marked(told[i]), marked(told[j])) for i, j in sorted(pairs)]
        for row in gold:
            if row["event"] == event:
                one, two = ({i for i, claim in enumerate(told) if stands_on(claim, row[side])} for side in "ab")
                hit += any((min(i, j), max(i, j)) in pairs for i in one for j in two)
    print(
        f"candidates: {hit} of {len(gold)} clear conflicts ({hit / len(gold):.3f}); "
        f"{len(texts) / articles:.0f} pairs an article"
    )
    return texts


def told_apart(
    gold: list[dict],
    traps: list[dict],
    claims: dict[str, list[Claim]],
    statements: dict[str, list[Claim]],
    aligner: Aligner,
) -> None:
    """Print how well the odds tell conflicts from traps: of each, the likeliest pair of its two sides counts."""
    kinds, rows = [], []
    for label, entries in ((1, gold), (0, traps)):
        for row in entries:
            sort = VALUES.get(row["kind"])
            pool = claims[row["event"]] if sort else statements[row["event"]]
            told = [claim for claim in pool if sort is None or isinstance(claim.value, sort)]
            one, two = ([marked(claim) for claim in told if stands_on(claim, row[side])] for side in "ab")
            if one and two:
                rows.append((label, float(max(aligner.odds([(a, b) for a in one for b in two])))))
                kinds.append(row["kind"])
    table = np.array(rows)
    for kind in ("all", *sorted(set(kinds))):
        chosen = table[[kind in ("all", k) for k in kinds]]
        if len(set(chosen[:, 0])) > 1:
            area = roc_auc_score(chosen[:, 0], chosen[:, 1])
            print(f"told apart, {kind}: area {area:.3f} of {len(chosen)} ({int(chosen[:, 0].sum())} conflicts)")


def speed(model: OnnxClassifier, pairs: list[tuple[str, str]]) -> None:
    """Print pairs a second of the model and of a CrossEncoder of the same shape, measured in turn."""
    from sentence_transformers import CrossEncoder

    from training.train import new_model

    with tempfile.TemporaryDirectory() as folder:
        new_model(model.classes).save_pretrained(folder)
        reference = CrossEncoder(folder, device="cpu")
    ways = {"shipped": lambda: model.classify(pairs), "CrossEncoder": lambda: reference.predict(pairs)}
    times = defaultdict(list)
    for _ in range(ROUNDS + 1):
        for name, ask in ways.items():
            start = time.perf_counter()
            ask()
            times[name].append(time.perf_counter() - start)
    seconds = {name: median(taken[1:]) for name, taken in times.items()}  # the first round warms up
    rates = ", ".join(f"{name} {len(pairs) / taken:.0f}" for name, taken in seconds.items())
    print(f"speed: pairs a second: {rates}; ratio {seconds['CrossEncoder'] / seconds['shipped']:.2f}")


def stands_on(claim: Claim, places: list[list]) -> bool:
    """Whether a claim's words lie in one of the places, or fill half of it."""
    for article, start, end in places:
        shared = min(end, claim.span.end) - max(start, claim.span.start)
        if article == claim.article and shared >= 0.5 * max(1, min(end - start, claim.span.end - claim.span.start)):
            return True
    return False


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
