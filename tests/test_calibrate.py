"""factcheck calibrate, from verdicts to a report: nothing changes before --adopt, and --revert goes back."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from factcheck.domain.findings import Answer, Findings
from factcheck.review.answers import Kept
from factcheck.review.calibration import features
from factcheck.review.ledger import Ledger
from factcheck.review.verdicts import statements

ONE = "The ferry left on Monday 3 May 2021. Officials said 250 people were moved from the ferry.\n"
TWO = "The ferry left on Wednesday 5 May 2021. Officials said 700 people were moved from the ferry.\n"


@pytest.fixture
def desk(program, tmp_path):
    """Two articles that are at odds over a figure and a day, reported once; returns what runs and answers."""
    (tmp_path / "in").mkdir()
    for name, text in (("one", ONE), ("two", TWO)):
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")

    def report(*flags):
        found = program("report", tmp_path / "in", "--format", "json", "--today", "2026-03-01", *flags)
        assert found.code == 0, found.err
        return Findings.model_validate(json.loads(found.out))

    def answer(found, *, count=30, dismissed="date"):
        """`count` stories, in each of which one kind is dismissed and the other confirmed."""
        ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
        for d in found.discrepancies:
            line = Kept(
                uid="",
                finding="",
                kind=d.kind,
                summary=d.summary,
                statements=(("a",), ("b",)),
                answer=Answer.DISMISSED if d.kind == dismissed else Answer.CONFIRMED,
                reason=None,
                note="",
                reviewer="Ada",
                at=datetime(2026, 3, 1, tzinfo=UTC),
                withdraws=None,
                sampled=False,
                story="",
                features=features(d.found),
            )
            ledger.add(
                [replace(line, uid=f"{d.id}{n}{dismissed}", finding=f"{d.id}{n}", story=f"s{n}") for n in range(count)]
            )
        ledger.close()

    return program, report, answer, tmp_path


def test_from_verdicts_to_a_report_and_back(desk):
    program, report, answer, folder = desk
    before = report()
    assert {d.kind for d in before.discrepancies} >= {"figure", "date"}
    answer(before)

    shown = program("calibrate")
    assert shown.code == 0
    assert "1 finding would be hidden" in shown.out
    assert "Nothing is changed" in shown.err
    assert not (folder / "calibrator.json").exists()

    adopted = program("calibrate", "--adopt")
    assert (adopted.code, adopted.out) == (0, shown.out)
    assert "In use from now on" in adopted.err
    kept = (folder / "calibrator.json").read_bytes()

    after = report()
    by_kind = {d.kind: d for d in after.discrepancies}
    assert by_kind["date"].suppressed.by == "calibration"
    assert by_kind["figure"].suppressed is None
    assert by_kind["date"].confidence < 0.3 < by_kind["date"].stated
    assert after.made_by.calibrator in adopted.err
    assert after.made_by.config_sha256 == before.made_by.config_sha256
    assert after.totals.conflicts == before.totals.conflicts - 1
    assert report() == after
    assert report("--ignore-verdicts") == before
    assert report("--set", "calibration.cutoff=0").totals == before.totals

    assert "in use already" in program("calibrate", "--adopt").err
    assert (folder / "calibrator.json").read_bytes() == kept
    assert "No calibrator" in program("calibrate", "--revert").err
    assert report() == before
    nothing = program("calibrate", "--revert")
    assert (nothing.code, "nothing to revert" in nothing.err) == (2, True)


def test_a_confirmed_finding_is_shown_whatever_the_calibrator_says(desk):
    program, report, answer, folder = desk
    before = report()
    answer(before)
    assert program("calibrate", "--adopt").code == 0
    day = next(d for d in before.discrepancies if d.kind == "date")
    ledger = Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")
    like = next(line for line in ledger.verdicts() if line.kind == "date")
    ledger.add([replace(like, uid="mine", finding=day.id, statements=statements(day.found), answer=Answer.CONFIRMED)])
    ledger.close()
    found = next(d for d in report().discrepancies if d.kind == "date")
    assert found.verdict.answer == "confirmed"
    assert found.suppressed is None


def test_a_hidden_finding_does_not_fail_a_check(desk):
    program, report, answer, folder = desk
    answer(report(), dismissed="figure")
    draft = folder / "draft.txt"
    draft.write_text(ONE, encoding="utf-8")
    asked = ("check", draft, "--against", folder / "in" / "two.txt", "--fail-on", "low", "--format", "json")
    failing = json.loads(program(*asked).out)
    assert program("calibrate", "--adopt").code == 0
    passing = json.loads(program(*asked).out)
    hidden = {d["id"] for d in passing["discrepancies"] if d["suppressed"]}
    assert hidden
    assert set(passing["check"]["failing"]) == set(failing["check"]["failing"]) - hidden
    assert json.loads(program(*asked, "--ignore-verdicts").out)["check"]["failing"] == failing["check"]["failing"]


def test_what_cannot_be_learnt_is_refused_with_the_reason(desk):
    program, report, answer, _ = desk
    none = program("calibrate")
    assert none.code == 2
    assert "there is no ledger yet" in none.err
    found = report()
    assert "0 verdicts stand" in program("calibrate", "--adopt").err
    answer(found, count=10)
    few = program("calibrate")
    assert few.code == 2
    assert "it takes 50" in few.err
    answer(found, count=40, dismissed="none")
    same = program("calibrate")
    assert same.code == 2
    assert "all " in same.err
    both = program("calibrate", "--adopt", "--revert")
    assert both.code == 2


def test_a_broken_calibrator_stops_a_run_with_a_way_on(desk):
    program, report, _, folder = desk
    before = report()
    (folder / "calibrator.json").write_text("{", encoding="utf-8")
    broken = program("report", folder / "in")
    assert broken.code == 2
    assert "--ignore-verdicts" in broken.err
    assert report("--ignore-verdicts") == before
