"""GitHub's annotations: one line a finding, which a runner reads back as what was meant and nothing else."""

from __future__ import annotations

import re

import pytest
from findings_samples import CHECKED, CLEAN, EMPTY, FULL, SAMPLES, discrepancy, evidence, findings, side
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.findings import Findings
from factcheck.formats.github import Format
from factcheck.text.excerpt import one_line

COMMAND = re.compile(r"::(error|warning|notice) ([^\n]*?)::([^\n]*)")


def unescaped(text: str, *, of_property: bool = False) -> str:
    """As the runner reads it (actions/runner, ActionCommand)."""
    pairs = [("%0D", "\r"), ("%0A", "\n"), *([("%3A", ":"), ("%2C", ",")] if of_property else []), ("%25", "%")]
    for escaped, plain in pairs:
        text = text.replace(escaped, plain)
    return text


def commands(report: Findings) -> list[tuple[str, dict[str, str], str]]:
    """Read what a runner would: per line a sort, its properties and its message."""
    read = []
    for line in Format().render(report).split("\n")[:-1]:
        match = COMMAND.fullmatch(line)
        assert match, line
        properties = dict(pair.split("=", 1) for pair in match[2].split(","))
        read.append((match[1], {k: unescaped(v, of_property=True) for k, v in properties.items()}, unescaped(match[3])))
    return read


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_there_is_one_command_a_finding_and_one_for_what_it_came_to(report: Findings):
    notices = len(report.check.notices) if report.check else 0
    assert len(commands(report)) == len(report.discrepancies) + len(report.skipped) + notices + 1


def test_what_fails_is_an_error_and_comes_first_and_what_is_suppressed_a_notice():
    sorts = [sort for sort, properties, _ in commands(CHECKED) if "file" in properties]
    assert sorts == ["error", "error", "warning", "notice", "notice", "notice"]
    messages = [message for _, properties, message in commands(CHECKED) if "file" in properties]
    assert [re.search(r"id (\w+)", m)[1] for m in messages] == ["fails", "acts", "warns", "wider", "waived", "known"]


def test_a_report_without_a_draft_has_no_errors():
    assert {sort for sort, _, _ in commands(FULL)} == {"warning", "notice"}


def test_a_command_stands_at_the_words_of_the_draft():
    _, properties, message = commands(CHECKED)[0]
    assert properties == {
        "file": "desk/my draft:1.txt", "line": "3", "col": "39", "endLine": "3", "endColumn": "49",
        "title": "factcheck: figure, high",
    }  # fmt: skip
    assert "**700 people**" in message
    assert "in/one.txt:1:6: Herald, “Ferry: one”, citing the coastguard" in message


def test_words_across_two_lines_have_no_end_column():
    _, properties, _ = commands(CHECKED)[2]
    assert "endColumn" not in properties


def test_a_message_cannot_begin_a_command_of_its_own():
    text = Format().render(CHECKED)
    assert all(line.startswith("::") for line in text.splitlines())
    assert "%250A::error::x" in text
    assert not re.search(r"(?m)^::error::[xy]", text)


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_words_come_back_as_they_were_meant(summary: str, path: str):
    sides = side("5", evidence("one", "It was 5.", "5")), side("6", evidence("two", "It was 6.", "6"))
    report = findings(discrepancy("x", *sides, summary=summary))
    named = tuple(a.model_copy(update={"path": path}) for a in report.articles)
    _, properties, message = commands(report.model_copy(update={"articles": named}))[0]
    assert properties["file"] == one_line(path)
    assert message.split("\n")[0] == one_line(summary)


@pytest.mark.parametrize("report", [CLEAN, EMPTY])
def test_without_findings_it_says_what_was_compared(report: Findings):
    sort, properties, message = commands(report)[-1]
    assert (sort, properties) == ("notice", {"title": "factcheck"})
    assert re.match(r"No findings; 5 of 6 claims|Found no conflicts in 3 articles", message)
