"""The arithmetic of benchmarks/learning.py: events are answered one after another, and nothing is seen twice."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import learning as benchmark
from findings_samples import ONE, TWO, discrepancy, findings, side

from factcheck.review.learning import Example
from factcheck.scoring import Event, Label, Stretch

CHANCE = random.Random(4)
ANSWERED = [
    Example(f"{event}-{n}", f"event {event}", {"kind": kind, "log_odds": CHANCE.gauss(0, 1)}, kind == "figure")
    for event in range(8)
    for n, kind in enumerate(("figure", "figure", "date", "date"))
]


def test_after_every_event_the_rest_is_still_to_come():
    points = benchmark.taught(ANSWERED, 1, 0.3, 1.0)
    assert [p.verdicts + p.to_come for p in points] == [32] * len(points)
    assert (points[0].verdicts, points[0].with_it, points[0].recall) == (0, 0.5, 1.0)
    assert points[-1].to_come >= benchmark.FEWEST_LEFT


def test_precision_rises_where_kinds_tell_and_confidence_does_not():
    curve = benchmark.means([benchmark.taught(ANSWERED, seed, 0.3, 1.0) for seed in range(3)])
    assert [m.verdicts for m in curve] == [0, 10, 20]
    assert curve[-1].with_it == pytest.approx(1)
    assert curve[-1].without == pytest.approx(0.5)
    assert curve[-1].surest < 0.9


def test_the_gold_answers_and_what_is_arguable_stays_open():
    found = findings(
        discrepancy("right", side("250", ONE), side("700", TWO)),
        discrepancy("other", side("250", ONE), side("700", TWO.model_copy(update={"start": 900, "end": 950}))),
    )
    here = (Stretch("one", 0, len(ONE.quote)),)
    label = Label(here, (Stretch("two", 0, len(TWO.quote)),), "right")
    doubt = Label(here, (Stretch("two", 900, 950),), "arguable")
    texts = {"one": ONE.quote, "two": TWO.quote}
    event = Event("ferry", Path("ferry.jsonl"), 2, texts, (label,), ())
    assert [(e.finding, e.confirmed) for e in benchmark.answered(event, found)] == [
        ("ferry right", True),
        ("ferry other", True),  # a quote whose place is off is looked up in the text
    ]
    open_event = Event("ferry", Path("ferry.jsonl"), 2, texts, (Label(label.one, label.other, "arguable"), doubt), ())
    assert benchmark.answered(open_event, found) == []


def test_every_curve_is_drawn_with_its_name():
    curve = benchmark.means([benchmark.taught(ANSWERED, 1, 0.3, 1.0)])
    picture = benchmark.drawn({"lower": curve, "lowest": curve}, "a < b")
    assert picture.count("<polygon") == 2
    assert "lowest</text>" in picture
    assert "a &lt; b" in picture
