"""Make the pairs that the two models learn from.

usage: python -m training.pairs DATA [-o build/training]
DATA is a folder of labelled sets (training/sets.py). Writes {judge,aligner}.{train,heldout}.jsonl.gz; the held-out
pairs are of topics that no training pair is made from. The same DATA gives the same bytes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from training import aligner_pairs, judge_pairs
from training.sets import Row, rows, write_pairs

SEED = 20261122
_HELD_OUT = 6  # one topic in so many is kept for calibration


def main() -> None:
    """Write the pairs and say how many there are of each label."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--out", type=Path, default=Path("build/training"))
    args = parser.parse_args()
    articles = list(rows(args.data / "ecbplus_docs.train.jsonl.gz"))
    rng = Random(SEED)
    held_out = held_out_topics(articles, rng)
    learned = [a for a in articles if str(a["topic"]) not in held_out]
    kept = [a for a in articles if str(a["topic"]) in held_out]
    train = judge_pairs.training_pairs(args.data, learned, rng)
    rng.shuffle(train)
    made = {
        "judge.train": train,
        "judge.heldout": judge_pairs.news_pairs(kept, rng),
        "aligner.train": aligner_pairs.training_pairs(args.data, learned, held_out, rng),
        "aligner.heldout": aligner_pairs.news_pairs(kept, rng),
    }
    for name, pairs in made.items():
        count = write_pairs(args.out / f"{name}.jsonl.gz", pairs)
        print(f"{name}: {count} pairs; {dict(Counter(p.label for p in pairs))}")


def held_out_topics(articles: Sequence[Row], rng: Random) -> set[str]:
    """Return the topics that nothing is trained on: for calibration, and for weighing a model beside the rules."""
    topics = sorted({str(a["topic"]) for a in articles})
    return set(rng.sample(topics, max(1, len(topics) // _HELD_OUT)))


if __name__ == "__main__":
    main()
