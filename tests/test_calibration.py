"""An adopted calibrator: what it makes of findings, and how it is put to use and taken back."""

import json

import pytest
from findings_samples import FULL, ONE, THREE, TWO, discrepancy, evidence, findings, reviewed, side
from ledgers import line

from factcheck.domain.findings import Answer, Pardon
from factcheck.errors import ConfigError, UsageError
from factcheck.review.calibration import Calibrator, Weight, adopt, features, in_use, revert
from factcheck.review.ruling import Reviewed
from factcheck.review.verdicts import Index, statements


def formula(bias=0.0, *, log_odds=0.0, **kinds):
    number = Weight(mean=0, scale=1, weight=log_odds)
    return Calibrator(
        confirmed=40, dismissed=20, stories=5, bias=bias, numbers={"log_odds": number}, words={"kind": kinds}
    )


HIDES_DATES = formula(1.0, date=-4.0)
FIGURE = discrepancy("f1", side("250", ONE), side("700", TWO))
DAY = discrepancy("d1", side("Monday", ONE), side("Friday", TWO), kind="date")


def said(found, name):
    return next(d for d in found.discrepancies if d.id == name)


def calibrated(run, formula, *, cutoff, kept=()):
    """A run as it is reported when a formula is in use."""
    return reviewed(run, Reviewed(Index(kept), formula, cutoff))


def answered(answer, *, holds=True):
    """An answer to DAY, or to what it said before one of its statements changed."""
    left, right = statements(DAY.found)
    said = (left, right if holds else ("other",))
    return line("u", finding="d1" if holds else "before", kind="date", statements=said, answer=answer, reviewer="Ada")


# --- features


def test_every_finding_has_the_same_features_and_words_are_words():
    known = [features(d.found) for d in FULL.discrepancies]
    assert len({frozenset(one) for one in known}) == 1
    assert {n for n, v in known[0].items() if isinstance(v, str)} == {"kind", "relation"}


def test_features_say_how_many_and_whether_hedged():
    found = features(discrepancy("f", side("about 250", ONE), side("700", TWO, THREE)).found)
    assert (found["sides"], found["hedged"], found["dated"], found["same_claimant"]) == (2, 1, 0, 0)
    assert found["evidence"] == pytest.approx(1.584963)
    assert features(FIGURE.found)["hedged"] == 0


def test_shared_words_leave_out_what_differs():
    one = evidence("a", "Some 250 sheep were moved inland.", "250", claimant="The Herder", as_of="2026-03-01")
    two = evidence("b", "They moved 300 sheep inland.", "300", claimant="the herder", as_of="2026-03-08T10:00:00")
    found = features(discrepancy("f", side("250", one), side("300", two)).found)
    assert found["shared_words"] == pytest.approx(0.75)  # moved, sheep, inland; but not they
    assert (found["same_claimant"], found["dated"], found["days_apart"]) == (1, 1, 3)
    apart = evidence("b", "Nobody heard of it: 300.", "300", claimant="a shepherd", as_of="2026-03-01")
    other = features(discrepancy("f", side("250", one), side("300", apart)).found)
    assert (other["shared_words"], other["same_claimant"], other["days_apart"]) == (0, 0, 0)


def test_features_are_of_the_confidence_as_stated_whatever_was_made_of_it():
    assert features(said(calibrated(findings(FIGURE), formula(-3), cutoff=0.3), "f1").found) == features(FIGURE.found)


# --- what it does to a run


def test_the_unlikely_are_kept_apart_with_the_reason_and_the_others_shown():
    found = calibrated(findings(FIGURE, DAY), HIDES_DATES, cutoff=0.3)
    hidden, shown = said(found, "d1"), said(found, "f1")
    assert hidden.suppressed.by is Pardon.CALIBRATION
    assert "calibration.cutoff" in hidden.suppressed.reason
    assert HIDES_DATES.identity in hidden.suppressed.reason
    assert (hidden.confidence, hidden.stated) == (0.05, 0.8)
    assert (shown.suppressed, shown.confidence, shown.stated) == (None, 0.73, 0.8)
    assert found.made_by.calibrator == HIDES_DATES.identity


@pytest.mark.parametrize(
    "kept, hidden",
    [
        ([answered(Answer.CONFIRMED)], False),
        ([answered(Answer.CONFIRMED, holds=False)], True),
        ([answered(Answer.UNSURE)], True),
        ([], True),
    ],
)
def test_a_confirmed_verdict_wins_as_long_as_it_holds(kept, hidden):
    found = calibrated(findings(DAY), HIDES_DATES, cutoff=0.3, kept=kept)
    assert (said(found, "d1").verdict is not None) is bool(kept)
    assert (said(found, "d1").suppressed is not None) is hidden


@pytest.mark.parametrize("last", [Answer.DISMISSED, Answer.UNSURE])
def test_while_one_reviewer_confirms_it_neither_the_cutoff_nor_another_hides_a_finding(last):
    kept = [answered(Answer.CONFIRMED), line("z", finding="d1", kind="date", answer=last, reviewer="Ben")]
    found = calibrated(findings(DAY), HIDES_DATES, cutoff=0.3, kept=kept)
    shown = said(found, "d1")
    assert (shown.suppressed, shown.verdict.answer, shown.verdict.note) == (None, last, "confirmed by Ada")


def test_what_somebody_answers_for_stays_his():
    found = calibrated(findings(DAY), HIDES_DATES, cutoff=0.3, kept=[answered(Answer.DISMISSED)])
    hidden = said(found, "d1")
    assert (hidden.suppressed.by, hidden.suppressed.owner) == (Pardon.VERDICT, "Ada")
    assert (hidden.confidence, hidden.stated) == (0.05, 0.8)


def test_without_a_calibrator_nothing_changes_and_what_one_did_is_undone():
    plain = calibrated(FULL, None, cutoff=0.3)
    assert {d.id: d for d in plain.discrepancies} == {d.id: d for d in FULL.discrepancies}
    assert calibrated(calibrated(FULL, HIDES_DATES, cutoff=0.9), None, cutoff=0.9) == plain
    once = calibrated(FULL, HIDES_DATES, cutoff=0.3)
    assert calibrated(once, HIDES_DATES, cutoff=0.3) == once


def test_the_surer_come_first():
    lower = discrepancy("d1", *DAY.sides, kind="date", confidence=0.99)
    assert [d.id for d in calibrated(findings(lower, FIGURE), HIDES_DATES, cutoff=0.3).discrepancies] == ["f1", "d1"]


def test_at_the_cutoff_a_finding_is_shown():
    assert said(calibrated(findings(FIGURE), formula(0), cutoff=0.5), "f1").suppressed is None
    assert said(calibrated(findings(FIGURE), formula(0), cutoff=0.51), "f1").suppressed is not None


# --- adopting


def test_adopting_is_taken_back_one_by_one(tmp_path):
    path = tmp_path / ".factcheck" / "calibrator.json"
    assert in_use(path) is None
    assert adopt(path, formula(1))
    first = path.read_bytes()
    assert adopt(path, formula(2))
    assert in_use(path) == formula(2)
    assert not adopt(path, formula(2))
    assert revert(path) == formula(1)
    assert path.read_bytes() == first
    assert revert(path) is None
    assert in_use(path) is None
    with pytest.raises(UsageError, match="nothing to revert"):
        revert(path)


def test_the_file_is_plain_numbers_of_a_version(tmp_path):
    path = tmp_path / "calibrator.json"
    adopt(path, HIDES_DATES)
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == "factcheck.calibrator/1"


@pytest.mark.parametrize(
    "text, told",
    [
        ("{}", "adopted"),
        ("no json", "Invalid JSON"),
        ('{"schema": "factcheck.calibrator/2", "adopted": []}', "schema"),
        ('{"schema": "factcheck.calibrator/1", "adopted": [], "run": "me"}', "run"),
        ('{"schema": "factcheck.calibrator/1", "adopted": [{"bias": "nan"}]}', "adopted.0"),
    ],
)
def test_what_is_no_calibrator_is_refused_with_a_way_on(tmp_path, text, told):
    path = tmp_path / "calibrator.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=told) as error:
        in_use(path)
    assert "--ignore-verdicts" in str(error.value)


def test_a_finding_that_no_formula_knows_has_the_probability_of_the_rest():
    assert formula(0.0, date=3.0).probability({"kind": "unheard of"}) == 0.5
    assert formula(1000.0).probability({}) == 1.0
