"""A report's findings that reviewers dismissed, or a calibrator hides: at the end, counted, with the reason."""

import pytest
from findings_samples import ONE, TWO, discrepancy, findings, side

from factcheck.domain.findings import Pardon, Suppression
from factcheck.findings import digest
from factcheck.shelves import member, members

COUNTS = discrepancy("c0ffee000001", side("250", ONE), side("700", TWO), summary="The number differs")
BY_LEARNING = Suppression(by=Pardon.CALIBRATION, reason="by 60 verdicts it is unlikely")
BY_ADA = Suppression(by=Pardon.VERDICT, reason="different things", owner="Ada")
UNLIKELY = discrepancy("c0ffee000002", side("3", ONE), side("4", TWO), summary="The bridge differs").model_copy(
    update={"suppressed": BY_LEARNING}
)
DISMISSED = discrepancy("c0ffee000003", side("5", ONE), side("6", TWO), summary="The crew differs").model_copy(
    update={"suppressed": BY_ADA}
)


def counted(*found):
    """A report of findings, some of which reviewers hide."""
    run = findings(*found)
    counts = digest.totals(run.articles, found, compared=run.totals.compared)
    return run.model_copy(update={"totals": counts})


REPORT = counted(UNLIKELY, DISMISSED, COUNTS)


def test_what_is_kept_apart_is_counted_apart():
    assert digest.outcome(REPORT) == ("1 conflict (1 medium), 1 kept apart by calibration, 1 kept apart by verdict")
    assert REPORT.totals.conflicts == 1
    assert REPORT.totals.by_relation == {"conflict": 1}
    assert digest.worst(REPORT) == [COUNTS]


@pytest.mark.parametrize("name", ["html", "markdown", "terminal", "junit", "github"])
def test_it_stays_visible_with_the_reason_after_what_counts(name):
    text = " ".join(member("formats", name)().render(REPORT).split())
    order = [text.rindex(d.summary) for d in (COUNTS, DISMISSED, UNLIKELY)]
    assert order[0] < min(order[1:])
    assert "by 60 verdicts it is unlikely" in text
    assert "Ada: different things" in text
    assert "until None" not in text


@pytest.mark.parametrize("name", members("formats"))
def test_a_report_without_any_says_nothing_of_it(name):
    text = member("formats", name)().render(counted(COUNTS))
    assert "ept apart" not in text


@pytest.mark.parametrize("name", ["html", "markdown", "terminal"])
def test_a_story_of_which_all_is_kept_apart_is_not_said_to_agree(name):
    text = member("formats", name)().render(counted(UNLIKELY))
    assert "No differences were found" not in text.split("bridge")[0]
    assert "all kept apart" in text


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_the_report_says_which_calibrator_made_it(name):
    made_by = REPORT.made_by.model_copy(update={"calibrator": "0123456789ab"})
    assert "calibrator 0123456789ab" in member("formats", name)().render(REPORT.model_copy(update={"made_by": made_by}))
    assert "calibrator" not in member("formats", name)().render(findings(COUNTS))
