"""Inputs by chance, of benchmarks/fuzz.py: a bounded part of them, and that what is wrong is found, named and made small."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import fuzz
from fuzz_targets import BINARY, GROUPS, TARGETS, TODAY, VALID, Target, less_of_report, read
from mutations import DEEDS, TOKENS, as_bytes, mutated, smallest

from factcheck.domain.findings import Findings
from factcheck.shelves import member, members

BOUNDED = {"understand": 150, "readers": 60, "formats": 15, "verdicts": 300}  # inputs for each target of a group


@pytest.mark.parametrize("name, count", [(name, BOUNDED[group]) for group in GROUPS for name in GROUPS[group]])
def test_inputs_by_chance_break_nothing(name: str, count: int):
    tried = fuzz.tried(TARGETS[name], "suite", count=count)
    assert tried.inputs == count
    assert tried.failures == {}


@pytest.mark.parametrize("name", members("readers"))
def test_every_reader_has_files_of_its_own_that_it_reads(name: str):
    suffix = member("readers", name).suffixes[0]
    for data in BINARY.get(name, ()):
        assert [*member("readers", name)().read(Path(f"a{suffix}"), data, today=TODAY)]
        read(name, data.decode("latin-1"))
    for text in VALID.get(name, ()):
        assert [*member("readers", name)().read(Path(f"a{suffix}"), text.encode(), today=TODAY)]
        read(name, as_bytes(text))


def test_the_same_seed_makes_the_same_inputs():
    for target in TARGETS.values():
        assert target.make(Random("3/0")) == target.make(Random("3/0"))


@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_is_done_gives_a_text(deed):
    chance = Random(1)
    made = {deed("Two boats sank.", chance, TOKENS) for _ in range(50)}
    assert len(made) > 5
    assert all(isinstance(deed(".", chance, TOKENS), str) for _ in range(50))


def test_no_input_is_longer_than_was_asked_for_or_empty():
    chance = Random(1)
    assert {0 < len(mutated(["Two boats sank.", "x"], chance, longest=40)) <= 40 for _ in range(500)} == {True}


def odd(text: str) -> None:
    if "(" in text and "½" in text:
        raise IndexError("no such word")


def test_a_bug_is_found_named_and_made_small():
    target = Target(lambda chance: mutated(["Two (half empty) boats sank."], chance), odd)
    tried = fuzz.tried(target, "1", count=2000)
    assert {what: len(text) for what, text in tried.failures.items()} == {"IndexError in test_fuzz.py odd": 2}


def test_an_input_that_takes_too_long_is_a_failure(monkeypatch):
    monkeypatch.setattr(fuzz, "LONGEST_SECONDS", 0.05)

    def runs(_: str) -> None:
        while True:
            pass

    assert fuzz.failure(runs, "x") == "TooLong"


def test_a_report_that_breaks_is_made_small_and_stays_a_report():
    text = TARGETS["formats/json"].make(Random(5))
    findings = Findings.model_validate_json(text)
    assert findings.discrepancies
    small = less_of_report(text, lambda less: bool(json.loads(less)["discrepancies"]))
    assert len(Findings.model_validate_json(small).discrepancies) == 1
    assert len(small) < len(text)


def test_the_smallest_is_found_by_leaving_out():
    assert smallest("a long line with one ½ in it", lambda text: "½" in text) == "½"


def test_failures_are_told_written_and_end_with_one(tmp_path, capsys):
    bad = fuzz.Tried(3, 1.0, 0.5, (0.25, "slow"), {"IndexError in x.py y": "(½"})
    assert fuzz.told({"readers/text": bad}, tmp_path) == 1
    out = capsys.readouterr().out
    assert "IndexError in x.py y" in out
    inputs = {json.loads(path.read_text(encoding="utf-8"))["input"] for path in tmp_path.iterdir()}
    assert inputs == {"slow", "(½"}
    assert fuzz.told({"readers/text": fuzz.Tried(3, 1.0)}, tmp_path) == 0
