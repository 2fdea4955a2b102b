"""Fit the decision on pairs of quotations (factcheck/align/one_utterance.py), and measure it apart.

usage: python -m training.fit_quotations PACK... [-o factcheck/models/quotations.json] [--folds 6]

A PACK is a folder of labelled news (factcheck/scoring.py). Every pair of quoted sentences that the kind `quote` would
ask about is one example; it is a conflict when the two stand on the two sides of a clear conflict of quotations. Pairs
on a conflict that is arguable or of another kind are left out.

What is printed is what the kind finds with topics apart, as by training/fit_decision.py, at several cut-offs; it is all
of that kind. The confidence is calibrated on the lowest. Then the model is fitted on all topics and written.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from factcheck.align.one_utterance import OneUtterance, write_one_utterance
from factcheck.align.sayings import Sayings
from factcheck.align.wordings import evidence
from factcheck.domain.findings import Found
from factcheck.domain.story import Story
from factcheck.domain.text import Sentence
from factcheck.grouping import make_stories
from factcheck.intake.reading import read
from factcheck.kinds.quote import Kind, QuoteSettings
from factcheck.scoring import Event, Judged, Label, Stretch, Verdict
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import Tools, make_tools
from factcheck.understand.accounts import understand
from factcheck.values.speech.voices import Voices
from training.fit_decision import TODAY, Comparing, Examples, Pack, calibration, measure

LEXICONS = load_lexicons()
STIFFNESS = 0.05  # the smaller, the nearer to zero the weights are held; .1 and .03 find as much
CUTS = (0.6, 0.5, 0.4, 0.3)  # probabilities from which on pairs are taken for one utterance
_RULED: dict[Verdict, bool | None] = {"right": True, "arguable": None, "wrong": False}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packs", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("--folds", type=int, default=6)
    args = parser.parse_args()
    packs = [Pack.read(folder) for folder in args.packs]
    tools = make_tools(load_config(), LEXICONS, None, ["kinds"])
    stories = {event.path: stories_of(event, tools) for pack in packs for event in pack.events}
    examples = [examples_of(event, pack, stories[event.path]) for pack in packs for event in pack.events]
    print(f"{sum(len(e.conflict) for e in examples)} pairs, {sum(int(e.conflict.sum()) for e in examples)} in conflict")
    judged: list[Judged] = []
    for least in CUTS:
        print(f"==== from {least} on")
        judged = measure(packs, partial(_learnt, examples, stories, least), folds=args.folds)
        print({verdict: sum(one.verdict == verdict for one in judged) for verdict in _RULED})
    slope, intercept = calibration(judged)
    if args.out:
        made_of = sorted(pack.name for pack in args.packs)
        write_one_utterance(args.out, fit(examples, slope=slope, intercept=intercept), made_of=made_of)
        print(f"written: {args.out}")


def _learnt(
    examples: Sequence[Examples], stories: Mapping[Path, Sequence[Story]], least: float, _: int, held: AbstractSet[str]
) -> Comparing:
    """Fit on all topics but those held; return what compares events by what was learnt."""
    kind = Kind(QuoteSettings(likely=least), lexicons=LEXICONS)
    kind.model = fit([e for e in examples if e.topic not in held])

    def comparing(events: Sequence[Event]) -> Mapping[str, dict]:
        return {
            e.name: {"discrepancies": [_shown(f) for s in stories[e.path] for f in kind.compare(s)]} for e in events
        }

    return comparing


def _shown(found: Found) -> dict:
    """A finding as far as a score asks for it."""
    sides = [side.model_dump(mode="json") for side in found.sides]
    return {"kind": found.kind, "confidence": found.confidence, "sides": sides}


def stories_of(event: Event, tools: Tools) -> Sequence[Story]:
    reading = read([str(event.path)], today=TODAY)
    ordered = sorted(reading.articles, key=lambda article: article.id)
    accounts = understand(ordered, tools.lexicons, parser=tools.parser, statements=False)
    return make_stories(accounts, tools, [])


def examples_of(event: Event, pack: Pack, stories: Sequence[Story]) -> Examples:
    """Return the pairs that the kind would ask about in one event."""
    rows: list[list[float]] = []
    marks: list[bool] = []
    for story in stories:
        sayings, voices = Sayings.of(story.sources), Voices(story.sources, story.book, LEXICONS)
        for (i, j), aligned in sayings.candidates():
            mark = marked(sayings.sentences[i], sayings.sentences[j], event)
            if aligned.altered and mark is not None:
                rows.append(evidence(sayings, (i, j), aligned, voices))
                marks.append(mark)
    return Examples(pack.topic(event.name), np.array(rows), np.array(marks, dtype=bool))


def marked(a: Sentence, b: Sentence, event: Event) -> bool | None:
    """Whether two sentences are in a clear conflict of quotations; None where the editors' word leaves that open."""
    labels = list(_on(a, b, event.gold))
    if labels:
        return True if any(one.kind == "quote" and one.verdict == "right" for one in labels) else None
    return next((_RULED[one.verdict] for one in _on(a, b, event.rulings)), False)


def _on(a: Sentence, b: Sentence, labels: Sequence[Label]) -> Iterator[Label]:
    """Yield the labels on whose two sides two sentences stand."""
    ours, theirs = (Stretch(one.article, *one.span) for one in (a, b))
    for label in labels:
        for left, right in ((label.one, label.other), (label.other, label.one)):
            if any(map(ours.is_on, left)) and any(map(theirs.is_on, right)):
                yield label
                break


def fit(examples: Sequence[Examples], *, slope: float = 1.0, intercept: float = 0.0) -> OneUtterance:
    """Fit the weights, on evidence brought to one scale, and give them back for the evidence as it is."""
    told = [e for e in examples if len(e.rows)]
    x, y = np.concatenate([e.rows for e in told]), np.concatenate([e.conflict for e in told])
    means, spread = x.mean(axis=0), np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)
    model = LogisticRegression(C=STIFFNESS, max_iter=2000).fit((x - means) / spread, y)
    weights = model.coef_[0] / spread
    rounded = (tuple(round(float(n), 4) for n in numbers) for numbers in (weights, means))
    return OneUtterance(*rounded, round(float(model.intercept_[0]), 4), slope, intercept)


if __name__ == "__main__":
    main()
