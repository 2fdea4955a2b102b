"""JUnit XML: each finding a test case, counted as CI servers count, whatever words it quotes."""

from __future__ import annotations

import pytest
from findings_samples import CHECKED, CLEAN, EMPTY, FULL, SAMPLES, discrepancy, evidence, findings, side
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml, TestCase

from factcheck.domain.findings import Findings
from factcheck.formats.junit import Format


def cases(report: Findings) -> list[TestCase]:
    whole = JUnitXml.fromstring(Format().render(report).encode())
    return [case for suite in whole for case in suite]


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_there_is_one_case_a_finding_and_one_where_there_is_none(report: Findings):
    assert len(cases(report)) == (len(report.discrepancies) or 1)


def test_what_fails_is_a_failure_what_is_suppressed_is_skipped_and_the_rest_passes():
    whole = JUnitXml.fromstring(Format().render(CHECKED).encode())
    assert (whole.tests, whole.failures, whole.skipped, whole.errors) == (6, 2, 2, 0)
    found = cases(CHECKED)
    assert [case.is_failure for case in found] == [True, True, False, False, False, False]
    assert [case.is_skipped for case in found] == [False, False, False, False, True, True]


def test_a_report_without_a_draft_fails_nothing():
    assert not any(case.is_failure or case.is_skipped for case in cases(FULL))


def test_a_failure_names_what_differs_and_shows_both_quotes():
    failed = cases(CHECKED)[0]
    (failure,) = failed.result
    assert failure.message == "high figure: The number of people moved differs: 250 or 700"
    for words in (
        "**700 people**",
        "Herald, “Ferry: one”, citing the coastguard",
        "Check: ",
        "desk/my draft:1.txt:3:39",
    ):
        assert words in failure.text
    assert failed._elem.get("file") == "desk/my draft:1.txt"
    assert failed._elem.get("line") == "3"


def test_a_skipped_case_gives_the_reason_and_the_owner_and_keeps_the_quotes():
    waived = cases(CHECKED)[4]
    assert waived.result[0].message.startswith("passes by a waiver of desk, until 2031-01-31: the owner confirmed it")
    assert "**3 years**" in waived.system_out


def test_names_of_cases_are_their_own_because_servers_fold_equal_ones():
    twins = findings(*(d.model_copy(update={"id": f"{d.id}-2"}) for d in FULL.discrepancies), *FULL.discrepancies)
    names = [(case.classname, case.name) for case in cases(twins)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("report", "name"), [(CLEAN, "desk/my draft:1.txt"), (EMPTY, "comparison")])
def test_without_findings_the_one_case_passes(report: Findings, name: str):
    (case,) = cases(report)
    assert case.is_passed
    assert case.name == name


def test_what_it_came_to_what_was_not_read_and_notices_of_waivers_are_properties():
    (suite,) = JUnitXml.fromstring(Format().render(CHECKED).encode())
    told = {item.name: item.value for item in suite.properties()}
    assert told["outcome"].startswith("6 findings, 2 of them fail the check")
    assert told["not read"].startswith("in/x|y.pdf")
    assert told["waivers and baseline"].startswith("waiver of gone")


@given(st.text(min_size=1, max_size=60))
def test_any_words_are_well_formed_xml(words: str):
    quoted = side(words, evidence("one", words, words)), side("6", evidence("two", "6", "6"))
    (case,) = cases(findings(discrepancy("x\x00", *quoted, kind=words, summary=f"]]> \ufffe {words}")))
    assert case.name.startswith("]]> \N{REPLACEMENT CHARACTER}")
