"""The drafts with planted errors: most are found, and a clean draft passes."""

from pathlib import Path

import pytest

from benchmarks import drafts
from factcheck.domain.findings import Severity
from factcheck.settings.config import load_config

STORIES = sorted(path.parent for path in (Path(__file__).parent / "drafts").glob("*/expected.toml"))


@pytest.fixture(scope="module")
def tally(encoder):
    return drafts.measured(STORIES, encoder, load_config())


def test_there_are_enough_drafts_and_half_of_them_are_clean(tally):
    assert tally.drafts >= 20
    assert tally.clean * 2 == tally.drafts


def test_four_of_five_planted_errors_are_found(tally):
    assert tally.found.total() / tally.planted.total() >= 0.8, tally.lines


def test_nine_of_ten_clean_drafts_have_no_high_finding(tally):
    assert tally.clean_without_high / tally.clean >= 0.9, tally.lines


def test_false_alarms_are_few(tally):
    """In drafts with and without errors: hardly a high one, and less than one a draft in all."""
    assert tally.alarms[Severity.HIGH] <= 2, tally.lines
    assert tally.alarms.total() < tally.drafts, tally.lines


def test_the_table_says_what_was_counted(tally):
    text = "\n".join(drafts.table(tally))
    assert f"| **all** | {tally.planted.total()} | {tally.found.total()} |" in text
    assert f"{tally.clean} clean drafts" in text
