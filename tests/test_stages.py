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
from factcheck.domain.findings import Answer, Discrepancy, Found, Pardon, Ruled, Suppression, Verdict
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


def test_what_reviewers_and_gate_say_has_no_place_in_what_a_kind_found():
    assert not {"verdict", "suppressed", "stated"} & set(Found.__dataclass_fields__)


def called(shelf=""):
    """What each file of the package, or of one of its folders, calls: names of functions, methods and classes."""
    for path in sorted((PACKAGE / shelf).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                yield path.relative_to(PACKAGE).as_posix(), name


def test_nothing_that_is_reported_is_patched():
    assert {path for path, name in called() if name == "model_copy"} <= {"cli/options.py"}  # of settings


@pytest.mark.parametrize("shelf", ["kinds", "checks"])
def test_no_kind_makes_a_claim(shelf):
    assert "Claim" not in {name for _, name in called(shelf)}
