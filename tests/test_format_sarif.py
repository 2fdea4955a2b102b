"""SARIF: valid by the official schema, at the right words, with what is suppressed told apart and shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from findings_samples import ACTING, CHECKED, DRAFT, FULL, SAMPLES, checked, discrepancy, evidence, findings, side
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.findings import ChangedSetting, Findings, Relation
from factcheck.formats.sarif import Format
from factcheck.shelves import kinds

SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)


def run(report: Findings) -> dict[str, Any]:
    log = json.loads(Format().render(report))
    VALIDATOR.validate(log)
    return log["runs"][0]


def results(report: Findings) -> dict[str, Any]:
    return {r["partialFingerprints"]["factcheckFinding/v1"]: r for r in run(report)["results"]}


def region(result: dict[str, Any]) -> dict[str, Any]:
    return result["locations"][0]["physicalLocation"]["region"]


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_every_report_is_valid_by_the_standards_schema(report: Findings):
    assert len(run(report)["results"]) == len(report.discrepancies)


def test_the_schema_refuses_what_is_no_sarif():
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({"version": "2.1.0", "runs": [{"results": []}]})


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_words_stay_valid_and_quoted_as_they_are(words: str):
    report = findings(
        discrepancy("x", side(words, evidence("one", words, words)), side("6", evidence("two", "6", "6")))
    )
    assert region(results(report)["x"])["snippet"]["text"] == words


def test_every_kind_is_a_rule_with_its_manual_page_and_each_result_points_at_its_own():
    whole = run(FULL)
    rules = whole["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {*kinds()}
    assert all(rule["help"]["text"] for rule in rules)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in whole["results"])


def test_a_kind_that_is_not_on_the_shelf_is_a_rule_without_a_page():
    odd = findings(discrepancy("x", *FULL.discrepancies[0].sides, kind="zodiac"))
    assert {"id": "zodiac"} in run(odd)["tool"]["driver"]["rules"]


def test_a_result_stands_at_the_drafts_words_and_leads_to_the_others():
    result = results(CHECKED)["fails"]
    assert result["level"] == "error"
    assert region(result) == {
        "startLine": 3, "startColumn": 39, "endLine": 3, "endColumn": 49, "snippet": {"text": "700 people"},
    }  # fmt: skip
    (other,) = result["relatedLocations"]
    assert other["physicalLocation"]["artifactLocation"]["uri"] == "in/one.txt"
    assert "Some **250** people" in other["message"]["text"]
    for words in ("**700 people**", "**250**", "Look up the coastguard's count", "fails the check"):
        assert words in result["message"]["text"]


def test_words_across_two_lines_end_on_the_second():
    assert region(results(CHECKED)["warns"]) == {
        "startLine": 7, "startColumn": 20, "endLine": 8, "endColumn": 7, "snippet": {"text": "left on\nMonday"},
    }  # fmt: skip


def test_offsets_are_given_where_they_count_from_the_beginning_of_the_file():
    whole = checked(*CHECKED.discrepancies, first_line=1)
    place = region(results(whole)["fails"])
    assert DRAFT[place["charOffset"] : place["charOffset"] + place["charLength"]] == "700 people"
    assert all("charOffset" not in region(result) for result in results(CHECKED).values())


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("desk/my draft:1.txt", "desk/my%20draft%3A1.txt"),
        ("/srv/wires/é.txt", "file:///srv/wires/%C3%A9.txt"),
        ("../wires/50%.txt", "../wires/50%25.txt"),
        ("odd\udcff.txt", "odd%FF.txt"),
    ],
)
def test_a_path_is_a_uri_that_stays_relative(path: str, uri: str):
    articles = tuple(a.model_copy(update={"path": path}) for a in CHECKED.articles)
    result = results(CHECKED.model_copy(update={"articles": articles}))["fails"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
    assert "\udcff" in path or unquote(uri).removeprefix("file://") == path


def test_levels_follow_severity_and_what_is_undecided_or_a_spelling_is_a_note():
    levels = {name: result["level"] for name, result in results(FULL).items()}
    assert (levels["f1"], levels["f2"], levels["f3"]) == ("error", "warning", "note")
    assert {levels[d.id] for d in FULL.discrepancies if d.relation in (Relation.UNDETERMINED, Relation.VARIANT)} == {
        "note"
    }


def test_a_waived_result_bears_the_reason_and_who_answers_for_it():
    (pardon,) = results(CHECKED)["waived"]["suppressions"]
    assert (pardon["kind"], pardon["status"]) == ("external", "accepted")
    assert pardon["justification"].startswith("the owner confirmed it")
    assert pardon["properties"] == {"by": "waiver", "owner": "desk", "expires": "2031-01-31"}


def test_results_say_whether_the_baseline_had_them():
    states = {name: result.get("baselineState") for name, result in results(CHECKED).items()}
    new = dict.fromkeys(("fails", "acts", "warns", "wider"), "new")
    assert states == {**new, "known": "unchanged", "waived": None}
    assert results(CHECKED)["known"]["suppressions"]
    assert "suppressions" not in results(CHECKED)["fails"]


def test_without_a_baseline_nothing_is_called_new_and_with_one_that_held_none_of_it_all_is():
    assert all("baselineState" not in result for result in results(FULL).values())
    used = ChangedSetting(key="gate.baseline", value='"known.json"', origin="--baseline")
    fresh = FULL.model_copy(update={"made_by": FULL.made_by.model_copy(update={"changed": (used,)})})
    assert all(result["baselineState"] == "new" for result in results(fresh).values())


def test_a_message_holds_no_link_and_no_placeholder_of_others():
    text = results(CHECKED)["acts"]["message"]["text"]
    assert "](" in ACTING
    assert "](" not in text
    assert "{{0}}" in text


def test_what_was_not_read_and_notices_of_waivers_are_told():
    (invocation,) = run(CHECKED)["invocations"]
    (unread,) = invocation["toolExecutionNotifications"]
    assert unread["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "in/x%7Cy.pdf"
    assert "waiver of gone" in invocation["toolConfigurationNotifications"][0]["message"]["text"]
    assert run(CHECKED)["properties"]["failing"] == ["fails", "acts"]
