"""A review line by line: the same keys, all of it in plain lines, and a pipe can give the answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from reviewing import MOVED, PLACE, THRICE, dialogue_of, ledger_of

from factcheck.domain.findings import Answer, Dismissal
from factcheck.review.ledger import Ledger
from factcheck.review.plain import converse


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return ledger_of(tmp_path)


def told(ledger: Ledger, *lines: str, **options) -> list[str]:
    said: list[str] = []
    converse(dialogue_of(ledger, **options), (f"{line}\n" for line in lines), said.append)
    return said


def kept(ledger: Ledger) -> list[tuple]:
    return [(line.finding, line.answer, line.reason, line.note) for line in ledger.verdicts()]


def test_a_finding_is_told_whole_in_plain_lines(ledger):
    assert told(ledger) == [
        "",
        "Finding 1 of 3 · 0 answered.",
        "high severity, conflict, figure, confidence 0.51.",
        "Story: The ferry a|b `c` <script>alert(1)</script> [x](http://evil.example) **bold** $x$ & \\ new line # end",
        "The number of people moved differs: 250 or 700",
        "Side 1 of 2: 250 (1 origin)",
        "  Herald, “Ferry: one”, citing the coastguard, as of 2021-05-04, in/one.txt:1:6",
        "    Before: Weather was poor and the harbour had warned captains twice.",
        "    Quote: “Some «250» people were moved, the coastguard said.”",
        "    After: Buses took them to a school.",
        "Side 2 of 2: more than 700 (1 origin)",
        "  Courier, in/two.txt:1:48",
        "    Before: A ferry ran aground near Orlund.",
        "    Quote: “The ministry put the number of people moved at «more than 700 people».”",
        "    After: They were taken to hotels overnight.",
        "Why: The two intervals do not meet.",
        "Check: Look up the coastguard's count.",
        "Answer (c d u s z n / ? q)?",
    ]


def test_answers_may_come_through_a_pipe(ledger):
    said = told(ledger, "c", "d2", "n both are rumours", "d update", "q", "c")
    assert kept(ledger) == [
        (MOVED.id, Answer.CONFIRMED, None, ""),
        (PLACE.id, Answer.DISMISSED, Dismissal.DIFFERENT, ""),
        (THRICE.id, Answer.DISMISSED, Dismissal.UPDATE, "both are rumours"),
    ]
    assert said[-2] == "All 3 findings are answered. z takes the last answer back, q quits."


def test_what_a_key_asks_for_is_asked_on_a_line_of_its_own(ledger):
    said = told(ledger, "d", "3", "n", "ask the desk", "c", "/", "rescue")
    assert kept(ledger) == [
        (MOVED.id, Answer.DISMISSED, Dismissal.UPDATE, ""),
        (PLACE.id, Answer.CONFIRMED, None, "ask the desk"),
    ]
    assert (
        "Why? 1/s same after all  2/d different things  3/u update  4/n not comparable  5/m misread  An empty line goes back."
        in said
    )
    assert "Note? An empty line leaves none." in said
    assert "Finding 1 of 1 · 2 answered · only: rescue." in said


@pytest.mark.parametrize("line", ["clear", "cc", "unsure?", "x", "qq", "C", "d9", "dismiss", "z 2"])
def test_a_line_that_only_begins_like_a_key_answers_nothing(ledger, line):
    said = told(ledger, line)
    assert kept(ledger) == []
    assert said[-2].startswith("There is no key")


def test_an_empty_line_tells_the_finding_again(ledger):
    said = told(ledger, "")
    half = len(said) // 2
    assert said[:half] == said[half:]
    assert kept(ledger) == []


def test_a_dismissal_is_left_with_an_empty_line(ledger):
    told(ledger, "d", "", "s")
    assert kept(ledger) == []


def test_a_dismissal_without_its_reason_is_asked_again(ledger):
    said = told(ledger, "d", "because")
    assert kept(ledger) == []
    assert said[-2] == "A dismissal needs its reason."
    assert said[-1].startswith("Why? ")


def test_what_stands_behind_a_key_is_no_key_when_nothing_is_open(ledger):
    said = told(ledger, "c", "c", "c", "n q", "du", "z")
    assert said.count("All 3 findings are answered. z takes the last answer back, q quits.") == 3
    assert [line.answer for line in ledger.verdicts()][3:] == [None]


def test_the_keys_are_told(ledger):
    said = told(ledger, "?")
    assert "z  take back the last answer, and the one before ..." in said
    assert said[-1] == "Answer (c d u s z n / ? q)?"


def test_answers_are_taken_back(ledger):
    said = told(ledger, "c", "c", "z", "z", "z")
    assert [line.answer for line in ledger.verdicts()] == [Answer.CONFIRMED, Answer.CONFIRMED, None, None]
    assert said.count("Taken back; answer it again, or skip it.") == 2
    assert "There is no answer of yours to take back." in said


def test_the_end_of_the_lines_ends_it_and_the_next_goes_on(ledger):
    told(ledger, "c", "s")
    assert told(ledger)[1] == "Finding 3 of 3 · 1 answered."


def test_blind_tells_neither_kind_nor_confidence_until_it_is_answered(ledger):
    said = told(ledger, "c", blind=True)
    assert said[2] == "high severity, conflict."
    assert "Confirmed [figure, confidence 0.51]: The number of people moved differs: 250 or 700" in said


def test_a_finding_of_the_sample_is_told_as_one(ledger):
    assert told(ledger, sample=1.0)[2].endswith(", random sample.")
