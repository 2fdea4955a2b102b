"""JSON Lines: each line is whole by itself, and all together are the JSON report."""

from __future__ import annotations

import json

import pytest
from findings_samples import CHECKED, CLEAN, EMPTY, FULL, SAMPLES, discrepancy, evidence, findings, side
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.findings import Discrepancy, Findings
from factcheck.formats.json import Format as Json
from factcheck.formats.jsonl import Format


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_the_lines_put_together_are_the_json_report(report: Findings):
    head, *found = lines(Format().render(report))
    assert head.pop("line") == "report"
    assert head.pop("in_words")
    assert {one.pop("line") for one in found} <= {"finding"}
    assert {**head, "discrepancies": found} == json.loads(Json().render(report))


def test_the_first_line_says_what_made_it_of_which_articles_and_what_was_not_read():
    head = lines(Format().render(EMPTY))[0]
    assert list(head)[:4] == ["line", "in_words", "schema", "made_by"]
    assert head["in_words"].startswith("Found no conflicts in 3 articles")
    assert [article["id"] for article in head["articles"]] == ["one", "two", "three"]
    assert head["skipped"][0]["path"] == "in/x|y.pdf"


def test_without_findings_there_is_one_line():
    assert len(lines(Format().render(CLEAN))) == 1


def test_reports_may_follow_each_other():
    both = lines(Format().render(CHECKED) + Format().render(CLEAN))
    assert [one["line"] for one in both] == ["report", *["finding"] * 6, "report"]


def test_a_line_comes_back_as_its_finding():
    for told, found in zip(lines(Format().render(FULL))[1:], FULL.discrepancies, strict=True):
        assert Discrepancy.model_validate({key: value for key, value in told.items() if key != "line"}) == found


@given(st.text(min_size=1, max_size=60))
def test_any_words_stay_on_their_line(words: str):
    quoted = side(words, evidence("one", words, words)), side("6", evidence("two", "6", "6"))
    text = Format().render(findings(discrepancy("x", *quoted, summary=f"{words}\u2028\x85\n")))
    assert len(lines(text)) == 2
