"""A finding is of one type a stage, whole from the beginning: found, ruled, and judged, as it stands in a report."""

import ast
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest
from findings_samples import FULL, ONE, TWO, discrepancy, side
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import factcheck
from factcheck.domain.findings import Answer, Discrepancy, Pardon, Ruled, Suppression, Verdict
from factcheck.interfaces import UNREVIEWED

PACKAGE = Path(factcheck.__file__).parent
FOUND = discrepancy("f1", side("250", ONE), side("700", TWO)).found
VERDICT = Verdict(answer=Answer.CONFIRMED, reviewer="Ada", at="2026-03-01T12:00:00+00:00")
HIDDEN = Suppression(by=Pardon.CALIBRATION, reason="unlikely")
WAIVED = Suppression(by=Pardon.WAIVER, reason="known", owner="desk", expires="2031-01-31")
LIKELY = st.none() | st.floats(0, 1)


@pytest.mark.parametrize("wrong", [{"sides": FOUND.sides[:1]}, {"confidence": 1.1}, {"confidence": -0.1}])
def test_no_finding_is_of_one_side_or_surer_than_sure(wrong):
    with pytest.raises(ValueError, match="no finding"):
        replace(FOUND, **wrong)


def test_no_stage_is_changed():
    for stage, error in ((FOUND, FrozenInstanceError), (Ruled(FOUND), FrozenInstanceError)):
        with pytest.raises(error):
            setattr(stage, "id" if stage is FOUND else "likely", None)
    with pytest.raises(ValidationError):
        Discrepancy.of(Ruled(FOUND)).verdict = VERDICT


@given(
    LIKELY,
    st.sampled_from([None, VERDICT]),
    st.sampled_from([None, HIDDEN]),
    st.sampled_from([None, WAIVED]),
)
def test_a_report_says_every_word_on_a_finding_and_what_was_found_can_be_read_from_it(likely, verdict, hidden, pardon):
    reported = Discrepancy.of(Ruled(FOUND, verdict, likely, hidden), pardon)
    assert reported.found == FOUND
    assert reported.verdict == verdict
    assert reported.suppressed == (pardon or hidden)
    assert (reported.confidence, reported.stated) == ((0.8, None) if likely is None else (likely, 0.8))


def test_where_nobody_reviews_a_finding_stands_as_its_kind_states_it():
    for reported in FULL.discrepancies:
        assert Discrepancy.of(UNREVIEWED.ruled(reported.found)) == reported
    assert UNREVIEWED.calibrator is None


def calls(shelf=""):
    """Every call of a function, method or class in the package, or in one of its folders."""
    for path in sorted((PACKAGE / shelf).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield node


def name_of(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_no_finding_is_patched():
    """What is copied with a change are settings and the report around the findings."""
    copied = {ast.unparse(call.func.value) for call in calls() if name_of(call) == "model_copy"}
    assert copied <= {"config", "config.encoder", "config.parser", "findings", "findings.made_by"}


@pytest.mark.parametrize("shelf", ["kinds", "checks"])
def test_no_kind_makes_a_claim(shelf):
    assert "Claim" not in {name_of(call) for call in calls(shelf)}
