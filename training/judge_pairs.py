"""The judge's pairs: three-way inference, with what news has and public sets lack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from training.rewrites import echo, rewritten, words_of
from training.sets import NLI, Pair, Row, overlap, read_pairs, rows

# Pairs of a set, None for all. Longer sets of made-up people are cut, so that news and plain speech lead.
INFERENCE: dict[str, int | None] = {
    "lingnli": None,
    "snli_sub": None,
    "mnli29k": None,
    "cad_snli": None,
    "conjnli": 8_000,
    "cannot": 10_000,
    "rte_glue": None,
    "curriculum_part": 8_000,
}
_ECHOED = 6_000  # pairs
# Sets whose second texts are rewritten, and how many of their pairs.
_REWRITTEN = {"rte_glue": 2_400, "mnli29k": 5_000, "lingnli": 5_000}
_FURTHER = {"entailment": "contradiction", "neutral": "neutral"}  # label -> label with an excluded second text
_CURRICULUM = {"comparative", "counting", "negation", "quantifier", "boolean", "lexical", "syntactic_alternation"}
_LONGEST = 120  # words in both texts together: longer pairs cost most and teach least
_OPEN_COUSINS = (0.2, 0.6)  # overlap of words of two details of one event: neither the same sentence nor none at all


def training_pairs(data: Path, articles: Sequence[Row], rng: Random) -> list[Pair]:
    """Return what the judge learns from: the public sets in `data`, and pairs made of them and of the articles."""
    pairs = [*_inference(data, rng), *_rewritten_further(data, rng), *_paraphrases(data, rng)]
    pairs += news_pairs(articles, rng)
    return [*pairs, *_echoes(pairs, rng)]


def _echoes(pairs: Sequence[Pair], rng: Random) -> Iterator[Pair]:
    """A sentence and its near echo, which public sets lack.

    Without them a model takes the smallest difference of wording for a planted contradiction.
    """
    for pair in rng.sample(pairs, min(_ECHOED, len(pairs))):
        text, other = rng.sample([pair.a, echo(pair.a, rng)], 2)
        yield Pair(text, other, "entailment")


def _rewritten_further(data: Path, rng: Random) -> Iterator[Pair]:
    """What excludes an implied statement excludes what implied it; what excludes an open statement is as open.

    So the two texts differ in more than the rewrite, and a "not" alone is no sign of either.
    """
    for name, at_most in _REWRITTEN.items():
        pairs = [p for p in read_pairs(data / f"{name}.train.jsonl.gz") if p.label in _FURTHER and p.b.endswith(".")]
        pairs = [p for p in pairs if len(p.a.split()) <= _LONGEST // 2]
        for pair in rng.sample(pairs, min(at_most, len(pairs))):
            for step in rewritten(pair.b, words_of(pair.b), rng, at_most=1):
                if step.label == "contradiction" and pair.b in (step.a, step.b):
                    yield Pair(pair.a, step.b if step.a == pair.b else step.a, _FURTHER[pair.label])


def _inference(data: Path, rng: Random) -> Iterator[Pair]:
    for name, at_most in INFERENCE.items():
        path = data / f"{name}.train.jsonl.gz"
        pairs = [pair for pair in read_pairs(path) if pair.allowed <= set(NLI)]
        if name == "curriculum_part":
            tasks = [str(r["id"]).split("/")[0] for r in rows(path)]  # all its labels are of inference
            pairs = [p for p, task in zip(pairs, tasks, strict=True) if task in _CURRICULUM]
        pairs = [p for p in pairs if len(p.a.split()) + len(p.b.split()) <= _LONGEST]
        yield from pairs if at_most is None else rng.sample(pairs, min(at_most, len(pairs)))


def _paraphrases(data: Path, rng: Random) -> Iterator[Pair]:
    """News paraphrases exclude each other never; news sentences that are no paraphrases imply each other never."""
    for row in rows(data / "msrp.train.jsonl.gz"):
        a, b = rng.sample([str(row["a"]), str(row["b"])], 2)
        yield Pair(a, b, "not_contradiction" if row["label"] == "paraphrase" else "not_entailment")
    for row in rows(data / "sts_news.train.jsonl.gz"):
        score = float(str(row["label"]))
        if score >= 4.6:  # "the same" on a scale from 0 to 5
            yield Pair(str(row["a"]), str(row["b"]), "not_contradiction")
        elif score <= 2:
            yield Pair(str(row["a"]), str(row["b"]), "not_entailment")


def news_pairs(articles: Sequence[Row], rng: Random) -> list[Pair]:
    """Return rewrites of each sentence, and details of one event side by side, which leave each other open."""
    made: list[Pair] = []
    events: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        for text in map(str, article["sentences"]):
            if 6 <= len(text.split()) <= 45:
                made += rewritten(text, words_of(text), rng, at_most=3)
                events[str(article["event"])].append(text)
    for sentences in events.values():
        for text in sentences:
            other = rng.choice(sentences)
            low, high = _OPEN_COUSINS
            if low <= overlap(text, other) <= high or (text != other and rng.random() < 0.3):
                made.append(Pair(text, other, "neutral"))
    rng.shuffle(made)
    return made
