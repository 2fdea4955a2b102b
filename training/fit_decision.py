"""Fit the decision on pairs of clashing figures and times (factcheck/align/decision.py), and measure it apart.

usage: python -m training.fit_decision PACK... [-o factcheck/models/decision.json] [--folds 8] [--build build/decision]

A PACK is a folder of labelled news (factcheck/scoring.py). Every pair that the pipeline would ask about is one example;
it is a conflict when its sentences stand on the two sides of a clear one and its values are both named in what the
editor wrote of it. Pairs of a conflict that is arguable, or names other values, are left out. Of a PACK with a
`pairs.jsonl` (training/labels/) its pairs alone are examples, as far as two readers judged them alike.

What is printed is measured end to end: the topics are dealt into folds, each fold's events are compared with a model
that saw none of them ("31ecb" and "31ecbplus" are one topic). That holds of figures and dates; quotations and names are
decided by the shipped models, which may have seen a pack (training/apart.py fits all). The confidence is calibrated on
the same findings. Then the model is fitted on all topics and written, with its card.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from factcheck.align.clusters import align
from factcheck.align.comparability import hindrance
from factcheck.align.decision import Trees, write_decision
from factcheck.align.evidence import Block, evidence
from factcheck.align.pairs import blocks, candidates
from factcheck.align.stories import one_event, same_event_groups
from factcheck.domain.account import Account, Claim
from factcheck.domain.values import Course, Figure, Moment, Timing
from factcheck.intake.reading import read
from factcheck.running import Run, compare_events
from factcheck.scoring import Event, Judged, Label, Stretch, load_pack, score
from factcheck.settings.config import Config, load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.text.tokens import tokens
from factcheck.tools import make_aligner, make_encoder, make_parser
from factcheck.understand.accounts import understand
from factcheck.values.figures.numbers import read_number

TODAY = date(2026, 11, 29)
SEEDS = (0, 1, 2)
TREES, LEAVES, RATE, FEWEST, RIDGE, SHARE = 200, 8, 0.05, 20, 1.0, 0.5
_IN_CONFLICT = frozenset({"conflict", "update", "bound"})  # what readers call what an editor wants to see
_EMPTY = frozenset({"at", "early", "in", "last", "late", "of", "on", "the"})  # of the words of a time
_LOOK_ALIKE = re.compile(r"\d+(?=ecb)")  # "31ecb" and "31ecbplus" are two events of one sort
_NEAR = 0.02  # share by which a value may differ from the editor's words for it
_SUREST = 0.9999  # confidence: of a larger one the odds say no more

Comparing = Callable[[Sequence[Event]], Mapping[str, dict]]  # events in, a report of each that has one out


@dataclass(frozen=True, slots=True)
class Examples:
    """Rows of evidence and whether each pair is in conflict, of one topic."""

    topic: str
    rows: np.ndarray
    conflict: np.ndarray


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packs", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--build", type=Path, default=Path("build/decision"))
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    args.build.mkdir(parents=True, exist_ok=True)
    packs = [Pack.read(folder) for folder in args.packs]
    config = load_config()
    examples = [e for pack in packs for events in pack.readings() for e in examples_of(events, pack, config)]
    print(f"{sum(len(e.conflict) for e in examples)} pairs, {sum(int(e.conflict.sum()) for e in examples)} in conflict")
    labelled_packs = [pack for pack in packs if pack.judged is None]
    judged = measure(
        labelled_packs, partial(_learnt, examples, config, build=args.build, jobs=args.jobs), folds=args.folds
    )
    slope, intercept = calibration([one for one in judged if one.kind in {"figure", "date"}])
    if args.out:
        made_of = sorted(pack.name for pack in args.packs)
        write_decision(args.out, fit(examples), slope=slope, intercept=intercept, made_of=made_of)
        print(f"written: {args.out}")


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of labelled news: its events, the topics that some share with other packs, or judged pairs alone."""

    name: str
    events: Sequence[Event]
    topics: Mapping[str, str]
    judged: Mapping[frozenset[Stretch], bool | None] | None

    @classmethod
    def read(cls, folder: Path) -> Pack:
        topics, pairs = folder / "topics.json", folder / "pairs.jsonl"
        return cls(
            folder.name,
            load_pack(folder),
            json.loads(topics.read_text(encoding="utf-8")) if topics.exists() else {},
            _judged(pairs.read_text(encoding="utf-8").splitlines()) if pairs.exists() else None,
        )

    def topic(self, event: str) -> str:
        """Two look-alike events of one number are one topic; any other event is its own, or another pack's, too."""
        number = _LOOK_ALIKE.match(event)
        return number.group() if number else self.topics.get(event, event)

    def readings(self) -> Iterator[Sequence[Event]]:
        """Yield what is read together: each event by itself, and two look-alikes as if they were one story."""
        yield from ([event] for event in self.events)
        by_number: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            if _LOOK_ALIKE.match(event.name):
                by_number[self.topic(event.name)].append(event)
        yield from (events for events in by_number.values() if len(events) > 1)

    def mark(self, a: Claim, b: Claim, event: Event) -> bool | None:
        """Whether a pair is a clear conflict; None where nobody knows."""
        if self.judged is None:
            return labelled(a, b, event.gold)
        return self.judged.get(frozenset(Stretch(c.article, c.span.start, c.span.end) for c in (a, b)))


def _judged(lines: Iterable[str]) -> dict[frozenset[Stretch], bool | None]:
    rows = (json.loads(line) for line in lines)
    return {frozenset((Stretch(*row["a"]), Stretch(*row["b"]))): _verdict(row["read"]) for row in rows}


def _verdict(readings: Sequence[str]) -> bool | None:
    in_conflict = {reading in _IN_CONFLICT for reading in readings}
    return None if "arguable" in readings or len(in_conflict) > 1 else in_conflict.pop()


def examples_of(events: Sequence[Event], pack: Pack, config: Config) -> list[Examples]:
    """Return the pairs that the pipeline would ask about in one event, or in several that are read as one story.

    No pair of two events is in conflict.
    """
    lexicons = load_lexicons()
    reading = read([str(event.path) for event in events], today=TODAY)
    ordered = sorted(reading.articles, key=lambda a: a.id)
    accounts = understand(ordered, lexicons, parser=make_parser(config), statements=False)
    hinders = partial(hindrance, hedges=lexicons.hedges, nouns=lexicons.nouns, play=lexicons.play)
    own = {article: event for event in events for article in event.texts}
    found = []
    for group in same_event_groups(accounts, config.event):
        for block in _blocks([accounts[i] for i in group], config):
            pairs = candidates(block)
            marks = [_mark(block.claims[i], block.claims[j], own, pack) for i, j in pairs]
            kept = [n for n, mark in enumerate(marks) if mark is not None]
            if kept:
                rows = evidence(block, pairs, hinders, config.alignment)[kept]
                found.append(Examples(pack.topic(events[0].name), rows, np.array([bool(marks[n]) for n in kept])))
    return found


def _mark(a: Claim, b: Claim, own: Mapping[str, Event], pack: Pack) -> bool | None:
    return pack.mark(a, b, own[a.article]) if own[a.article] is own[b.article] else False


def _blocks(accounts: Sequence[Account], config: Config) -> Iterable[Block]:
    lexicons, encoder = load_lexicons(), make_encoder(config)
    told = [c for a in accounts for c in (*a.headline, *a.claims)] if len(accounts) > 1 else []
    claims = [c for c in told if c.course is not Course.EARLIER]
    if not claims:
        return ()
    vectors = [encoder.encode([getattr(c, text) for c in claims]) for text in ("slot", "masked", "predicate")]
    aligned = align(
        claims,
        *vectors,
        aligner=make_aligner(config),
        settings=config.alignment,
        hedges=lexicons.hedges,
        nouns=lexicons.nouns,
        play=lexicons.play,
    )
    return blocks(accounts, claims, vectors, aligned.clusters, one_event(accounts, config.event))


def labelled(a: Claim, b: Claim, gold: Sequence[Label]) -> bool | None:
    """Whether a pair is a clear conflict; None where the editors' word on it leaves that open."""
    left_open = False
    for label in gold:
        if not any(
            _on(a, one) and _on(b, other) for one, other in ((label.one, label.other), (label.other, label.one))
        ):
            continue
        named = _named(a, label.what) and _named(b, label.what)
        if named and label.verdict == "right":
            return True
        left_open = left_open or named or label.verdict != "right" or label.kind not in {"figure", "date"}
    return None if left_open else False


def _on(claim: Claim, places: Iterable[Stretch]) -> bool:
    start, end = claim.sentence.span
    return any(Stretch(claim.article, start, end).is_on(place) for place in places)


def _named(claim: Claim, what: str) -> bool:
    """Whether what an editor wrote of a conflict names a figure or a time."""
    figure, numbers = claim.value, _numbers(what)
    if isinstance(figure, Timing):
        return _named_time(figure.moment, what)
    assert isinstance(figure, Figure)
    told = [n for n in (figure.lower, figure.upper) if math.isfinite(n)]
    near = any(math.isclose(n, m, rel_tol=_NEAR) for n in numbers for m in told)
    return near or bool(numbers & _numbers(figure.words))


def _named_time(moment: Moment, what: str) -> bool:
    """Whether an editor's words name a time: by its weekday, day, month, year or hour."""
    told = set(re.findall(r"[a-z]+|\d+", what.lower()))
    days = [day for day in (moment.first, moment.last) if day]
    words = set(re.findall(r"[a-z]+|\d+", moment.words.lower())) - _EMPTY
    if moment.granularity == "day":
        words |= {day.strftime("%A").lower() for day in days}
        words |= {str(day.day) for day in days}
    return bool(words & told)


def _numbers(text: str) -> set[float]:
    """Every number in some words, in digits or not: "a dozen", "two", "several hundred", "2, 000" as some are torn."""
    told = tokens(re.sub(r"(?<=\d)([.,]) (?=\d)", r"\1", text.lower()))
    found, at = set(), 0
    while at < len(told):
        number = read_number(told, at)
        if number:
            found |= {number.lower, number.upper}
            found |= {1e6 * number.lower} if number.glued == "m" else set()
        at = number.last if number else at + 1
    return found


def fit(examples: Sequence[Examples]) -> Trees:
    """Fit the trees, averaged over seeds."""
    x = np.concatenate([e.rows for e in examples])
    y = np.concatenate([e.conflict for e in examples])
    models = [
        HistGradientBoostingClassifier(
            max_iter=TREES,
            max_leaf_nodes=LEAVES,
            learning_rate=RATE,
            min_samples_leaf=FEWEST,
            l2_regularization=RIDGE,
            max_features=SHARE,
            early_stopping=False,
            random_state=seed,
        ).fit(x, y)
        for seed in SEEDS
    ]
    tables = [_table(stage[0].nodes) for model in models for stage in model._predictors]  # noqa: SLF001
    size = max(len(table[0]) for table in tables)
    columns = [
        np.stack([_padded(table[n], size, fill) for table in tables]) for n, fill in enumerate((0, np.inf, 0, 0, 0.0))
    ]
    baseline = float(np.mean([model._baseline_prediction for model in models]))  # noqa: SLF001
    return Trees(*columns, baseline=baseline, fits=len(SEEDS))


def _table(nodes: np.ndarray) -> tuple[np.ndarray, ...]:
    """The nodes of one tree; the value of one that asks is the mean of what is below it, weighed by rows."""
    leaf = nodes["is_leaf"].astype(bool)
    own = np.arange(len(nodes), dtype=np.int32)
    left, right = (np.where(leaf, own, nodes[side]).astype(np.int32) for side in ("left", "right"))
    value = nodes["value"].astype(np.float64).copy()
    for n in reversed(range(len(nodes))):
        if not leaf[n]:
            both = [int(left[n]), int(right[n])]
            value[n] = np.average(value[both], weights=nodes["count"][both])
    feature = np.where(leaf, 0, nodes["feature_idx"]).astype(np.int32)
    return feature, np.where(leaf, np.inf, nodes["num_threshold"]), left, right, value


def _padded(column: np.ndarray, size: int, fill: float) -> np.ndarray:
    return np.concatenate([column, np.full(size - len(column), fill, dtype=column.dtype)])


def _learnt(
    examples: Sequence[Examples], config: Config, n: int, held: AbstractSet[str], *, build: Path, jobs: int
) -> Comparing:
    """Fit on all topics but those held; return what compares events by what was learnt."""
    card = build / f"fold-{n}.json"
    learnt = [e for e in examples if e.topic not in held]
    write_decision(card, fit(learnt), slope=1.0, intercept=0.0, made_of=[all_but(held)])
    alignment = config.alignment.model_copy(update={"decision": str(card)})
    return comparing(config.model_copy(update={"alignment": alignment}), jobs)


def comparing(config: Config, jobs: int) -> Comparing:
    """Return what compares events by some settings, in as many processes."""
    run = Run(config, TODAY)

    def compared(events: Sequence[Event]) -> Mapping[str, dict]:
        found = compare_events(events, run, jobs=min(jobs, max(1, len(events))))
        return {name: findings.model_dump(mode="json", by_alias=True) for name, findings in found.items()}

    return compared


def all_but(held: Iterable[str]) -> str:
    """What the card of a fold says of what it was fitted on."""
    return f"all topics but {', '.join(sorted(held))}"


def dealt(packs: Sequence[Pack], folds: int) -> list[set[str]]:
    """Deal the topics of the packs into folds."""
    topics = sorted({pack.topic(event.name) for pack in packs for event in pack.events})
    np.random.default_rng(0).shuffle(topics)
    return [set(topics[n::folds]) for n in range(folds)]


def measure(packs: Sequence[Pack], learn: Callable[[int, AbstractSet[str]], Comparing], *, folds: int) -> list[Judged]:
    """Compare every event with a model that did not see its topic; print what comes out and return the verdicts.

    `learn` gets the number of a fold and its topics, and returns what makes reports of events.
    """
    reports: dict[str, dict[str, dict]] = defaultdict(dict)
    for n, held in enumerate(dealt(packs, folds)):
        compared = learn(n, held)
        for pack in packs:
            reports[pack.name] |= compared([event for event in pack.events if pack.topic(event.name) in held])
        print(f"fold {n + 1} of {folds}", flush=True)
    judged: list[Judged] = []
    for pack in packs:
        print(f"== {pack.name}, topics apart")
        got = score(pack.events, reports[pack.name])
        print("\n".join(got.lines()), flush=True)
        judged += got.judged
    return judged


def calibration(judged: Sequence[Judged]) -> tuple[float, float]:
    """Return slope and intercept of the log-odds at which as many findings are right as the confidence says."""
    clear = [j for j in judged if j.verdict != "arguable"]
    sure = [min(j.confidence, _SUREST) for j in clear]
    odds = np.array([[math.log(confidence / (1 - confidence))] for confidence in sure])
    right = np.array([j.verdict == "right" for j in clear])
    model = LogisticRegression().fit(odds, right)
    slope, intercept = round(float(model.coef_[0][0]), 3), round(float(model.intercept_[0]), 3)
    said = 1 / (1 + np.exp(-(slope * odds[:, 0] + intercept)))
    print(f"calibration: slope {slope}, intercept {intercept}, on {len(clear)} findings apart")
    for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 1.01)):
        inside = (said >= low) & (said < high)
        if inside.any():
            print(f"  said {low:.1f} to {min(high, 1):.1f}: {inside.sum()} findings, {right[inside].mean():.2f} right")
    return slope, intercept


if __name__ == "__main__":
    main()
