"""A session never loses an answer, never answers what was not shown, and takes back whatever its reviewer wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from findings_samples import discrepancy, evidence, findings, reviewed, side
from ledgers import line
from servers import Server

from factcheck.domain.findings import Answer, Discrepancy, Dismissal, Findings, Pardon, Severity, Suppression
from factcheck.errors import LedgerError, UsageError
from factcheck.review.calibration import features
from factcheck.review.ledger import Ledger
from factcheck.review.ruling import Reviewed
from factcheck.review.session import Item, Session, ordered
from factcheck.review.verdicts import Index

Open = Callable[[str], Ledger]


def found(number: int, *, confidence: float = 0.8, **other: object) -> Discrepancy:
    """A finding with statements of its own."""
    one = evidence("one", f"Herd {number} has {number} cows.", str(number))
    two = evidence("two", f"Herd {number} is {number + 9} strong.", str(number + 9))
    made = discrepancy(f"f{number}", side("few", one), side("many", two), summary=f"Herd {number} differs")
    return made.model_copy(update={"confidence": confidence, **other})


TEN = findings(*(found(n, confidence=0.5 + n / 25) for n in range(10)))


@pytest.fixture
def desk(ledger: Ledger) -> Ledger:
    """A ledger with one run of ten findings, f0 the most doubtful, f9 the surest."""
    ledger.record(TEN)
    return ledger


def ids(items: object) -> list[str]:
    return [item.discrepancy.id for item in items]  # type: ignore[attr-defined]


def at(item: Item | None) -> str | None:
    return item.discrepancy.id if item else None


# --- the queue


def test_the_most_doubtful_comes_first_and_every_tenth_is_drawn_by_chance(desk: Ledger):
    items = Session(desk, None, "ann").items()
    (drawn,) = [n for n, item in enumerate(items) if item.sampled]
    assert drawn == 9
    rest = ids(item for item in items if not item.sampled)
    assert rest == sorted(rest)
    assert sorted(ids(items)) == [f"f{n}" for n in range(10)]


def test_the_sample_is_the_same_for_everybody_and_another_in_another_run(desk: Ledger):
    many = findings(*(found(n) for n in range(200)))
    drawn = [
        frozenset(ordered(many.discrepancies, many, by=by, sample=0.1, seed=seed)[1])  # type: ignore[arg-type]
        for by, seed in (("uncertainty", 1), ("severity", 1), ("uncertainty", 2))
    ]
    assert drawn[0] == drawn[1] != drawn[2]
    assert len(drawn[0]) == 20
    assert ids(Session(desk, 1, "ann").items()) == ids(Session(desk, 1, "bo").items())


@pytest.mark.parametrize("sample, drawn", [(0.0, 0), (1.0, 10), (0.25, 3)])
def test_as_many_are_drawn_as_was_asked_for(desk: Ledger, sample: float, drawn: int):
    items = Session(desk, None, "ann", sample=sample).items()
    assert sum(item.sampled for item in items) == drawn
    assert len(items) == 10


def test_a_queue_goes_by_severity_or_story_or_source_if_asked(ledger: Ledger):
    low, high = found(1, severity=Severity.LOW, story="ferry"), found(2, severity=Severity.HIGH, story="bridge")
    ledger.record(findings(low, high))
    assert ids(Session(ledger, None, "ann", by="severity", sample=0).items()) == ["f2", "f1"]
    assert ids(Session(ledger, None, "ann", by="story", sample=0).items()) == ["f1", "f2"]
    assert len(Session(ledger, None, "ann", by="source", sample=0).items()) == 2


def test_a_queue_is_narrowed_to_kinds_and_severities(ledger: Ledger):
    ledger.record(findings(found(1, kind="date"), found(2), found(3, severity=Severity.HIGH)))
    assert ids(Session(ledger, None, "ann", only="date", sample=0).items()) == ["f1"]
    assert sorted(ids(Session(ledger, None, "ann", only="high, date").items())) == ["f1", "f3"]
    with pytest.raises(UsageError, match="nothing of 'place' in this run; there are: conflict, date, figure, high"):
        Session(ledger, None, "ann", only="place")


def test_what_is_waived_is_not_asked_and_what_was_dismissed_is_there(ledger: Ledger):
    waived = found(1, suppressed=Suppression(by=Pardon.WAIVER, reason="known", owner="desk"))
    kept = line("u", finding="f2", answer=Answer.DISMISSED)
    ledger.add([kept])
    run = reviewed(findings(found(2), found(3)), Reviewed(Index([kept])))
    ledger.record(run.model_copy(update={"discrepancies": (waived, *run.discrepancies)}))
    session = Session(ledger, None, "ann", sample=0)
    assert {item.discrepancy.id: item.verdict for item in session.items()} == {"f2": kept, "f3": None}
    assert all(item.discrepancy.suppressed is None for item in session.items())


def test_nothing_to_review_is_no_error(ledger: Ledger):
    ledger.record(findings())
    session = Session(ledger, None, "ann")
    assert (session.current(), session.skip(), session.undo(), session.filter("x")) == (None, None, None, None)
    with pytest.raises(UsageError, match="nothing left to answer"):
        session.answer(Answer.CONFIRMED)


# --- answering


def test_an_answer_is_kept_at_once_with_all_that_it_is_known_by(desk: Ledger, url: str, open_ledger: Open):
    session = Session(desk, None, "ann")
    first = session.current()
    assert first is not None
    session.note("two herds \udc80")
    following = session.answer(Answer.DISMISSED, reason=Dismissal.DIFFERENT)
    assert at(following) == at(session.current()) != at(first)
    (kept,) = open_ledger(url).verdicts()
    assert (kept.finding, kept.answer, kept.reason) == (at(first), Answer.DISMISSED, Dismissal.DIFFERENT)
    assert (kept.reviewer, kept.note, kept.sampled) == ("ann", "two herds \\udc80", False)
    assert kept.at.tzinfo is not None
    assert kept.features == features(first.discrepancy.found)
    assert session.items()[0].verdict == kept


def test_a_note_is_of_its_item_alone(desk: Ledger):
    session = Session(desk, None, "ann")
    session.note("of the first")
    session.skip()
    session.answer(Answer.CONFIRMED)
    session.answer(Answer.CONFIRMED, note="of the third")
    assert [kept.note for kept in desk.verdicts()] == ["", "of the third"]


def test_a_reason_is_for_a_dismissal(desk: Ledger):
    with pytest.raises(UsageError, match="a reason is given for what is dismissed"):
        Session(desk, None, "ann").answer(Answer.CONFIRMED, reason=Dismissal.SAME)
    assert list(desk.verdicts()) == []


def test_when_all_is_answered_there_is_no_current_item(desk: Ledger):
    session = Session(desk, None, "ann")
    for number in range(10):
        assert session.progress().answered == number
        session.answer(Answer.UNSURE if number == 0 else Answer.CONFIRMED)
    assert session.current() is None
    assert session.progress().by_answer == {Answer.CONFIRMED: 9, Answer.UNSURE: 1}
    assert Session(desk, None, "ann").current() is None


def test_an_old_answer_to_statements_that_changed_is_shown_and_settles_nothing(desk: Ledger):
    session = Session(desk, None, "ann", sample=0)
    session.answer(Answer.DISMISSED)
    old = TEN.discrepancies[0]
    other = evidence("two", "Herd 0 is 44 strong.", "44")
    desk.record(findings(old.model_copy(update={"id": "new", "sides": (old.sides[0], side("many", other))})))
    (item,) = Session(desk, None, "ann").items()
    assert item.verdict is None
    assert item.earlier == desk.verdicts()[0]
    assert at(Session(desk, None, "ann").current()) == "new"


def test_an_answer_given_by_a_clock_that_is_ahead_can_be_answered_again_and_taken_back(desk: Ledger):
    ahead = datetime.now(UTC) + timedelta(days=400)
    of_bo = replace(line("u1", finding="f0", reviewer="bo"), at=ahead)
    desk.add([of_bo, replace(of_bo, uid="u2", finding="f1", at=datetime.max.replace(tzinfo=UTC))])
    session = Session(desk, None, "ann", sample=0)
    session.go_to("f0")
    session.answer(Answer.DISMISSED)
    assert session.items()[0].verdict == desk.verdicts()[-1]
    assert session.items()[0].verdict != of_bo
    session.undo()
    assert session.items()[0].verdict == of_bo
    session.go_to("f1")
    session.answer(Answer.DISMISSED)  # after the calendar's last moment nothing comes, and nothing breaks
    assert desk.verdicts()[-1].finding == "f1"


def test_an_old_answer_of_ones_own_that_arrives_late_is_not_taken_back_first(desk: Ledger):
    session = Session(desk, None, "ann", sample=0)
    session.answer(Answer.CONFIRMED)
    desk.add([line("u1", finding="f5")])
    assert at(session.undo()) == "f0"
    assert at(session.undo()) == "f5"
    assert session.undo() is None


# --- moving


def test_what_is_skipped_comes_again_after_the_others(desk: Ledger):
    session = Session(desk, None, "ann", sample=0)
    assert at(session.skip()) == "f1"
    assert session.progress().skipped == 1
    for _ in range(9):
        session.answer(Answer.CONFIRMED)
    assert at(session.current()) == "f0"
    session.answer(Answer.CONFIRMED)
    assert session.progress().skipped == 0


def test_a_session_goes_on_where_the_last_one_ended(desk: Ledger):
    session = Session(desk, None, "ann", sample=0)
    session.skip()
    session.answer(Answer.CONFIRMED)
    session.go_to("f6")
    session.answer(Answer.CONFIRMED)
    assert at(session.current()) == "f7"
    assert at(Session(desk, None, "ann", sample=0).current()) == "f7"
    assert at(Session(desk, None, "bo", sample=0).current()) == "f0"


def test_a_finding_that_is_not_there_cannot_be_gone_to(desk: Ledger):
    with pytest.raises(UsageError, match="no finding nowhere in this session"):
        Session(desk, None, "ann").go_to("nowhere")


@pytest.mark.parametrize(
    "words, shown",
    [
        ("herd 16", ["f7"]),
        ("STRONG  cows", "all"),
        ("strong cows 18", ["f9"]),
        ("figure", "all"),
        ("herald 15", ["f6"]),
    ],
)
def test_a_filter_shows_what_holds_all_its_words(desk: Ledger, words: str, shown: object):
    session = Session(desk, None, "ann", sample=0)
    first = session.filter(words)
    assert ids(session.items()) == ([f"f{n}" for n in range(10)] if shown == "all" else shown)
    assert at(first) == at(session.items()[0])
    session.filter("")
    assert len(session.items()) == 10
    assert session.progress().total == 10


def test_a_filter_that_nothing_matches_shows_nothing_and_a_jump_ends_it(desk: Ledger):
    session = Session(desk, None, "ann", sample=0)
    assert session.filter("zebra") is None
    assert (session.current(), list(session.items())) == (None, [])
    assert at(session.go_to("f3")) == "f3"
    assert len(session.items()) == 10


# --- taking back


def test_answers_are_taken_back_one_after_another_across_sessions(desk: Ledger):
    first = Session(desk, None, "ann", sample=0)
    for _ in range(3):
        first.answer(Answer.CONFIRMED)
    later = Session(desk, None, "ann", sample=0)
    later.answer(Answer.DISMISSED)
    assert [at(later.undo()) for _ in range(4)] == ["f3", "f2", "f1", "f0"]
    assert later.undo() is None
    assert later.progress().answered == 0
    assert at(later.current()) == "f0"
    assert len(desk.verdicts()) == 8


def test_nobody_takes_back_what_another_answered(desk: Ledger):
    Session(desk, None, "ann").answer(Answer.CONFIRMED)
    bo = Session(desk, None, "bo")
    assert bo.undo() is None
    assert bo.progress().answered == 1


def test_an_answer_that_was_given_again_is_taken_back_to_the_first(desk: Ledger):
    session = Session(desk, None, "ann", sample=0)
    session.answer(Answer.CONFIRMED)
    session.go_to("f0")
    session.answer(Answer.DISMISSED)
    item = session.undo()
    assert item is not None
    assert item.verdict is not None
    assert item.verdict.answer is Answer.CONFIRMED


# --- several reviewers


def test_what_others_answer_shows_and_what_is_shown_stays(desk: Ledger, url: str, open_ledger: Open):
    ann, bo = Session(desk, None, "ann", sample=0), Session(open_ledger(url), None, "bo", sample=0)
    assert at(ann.current()) == at(bo.current()) == "f0"
    bo.answer(Answer.DISMISSED)
    assert at(ann.current()) == "f0"
    assert ann.items()[0].verdict == bo.items()[0].verdict
    assert at(ann.answer(Answer.CONFIRMED)) == "f1"
    assert [kept.finding for kept in desk.verdicts()] == ["f0", "f0"]


def test_who_reviews_blind_sees_nobody_else(desk: Ledger):
    Session(desk, None, "bo", sample=0).answer(Answer.DISMISSED)
    ann = Session(desk, None, "ann", sample=0, blind=True)
    assert at(ann.current()) == "f0"
    assert ann.progress().answered == 0
    ann.answer(Answer.CONFIRMED)
    assert ann.items()[0].verdict == desk.verdicts()[1]


# --- failures


def test_a_server_that_goes_away_leaves_the_session_where_it_is(server: Server, open_ledger: Open):
    ledger = open_ledger(server.url())
    ledger.record(TEN)
    session = Session(ledger, None, "ann", sample=0)
    session.answer(Answer.CONFIRMED)
    session.note("kept for later")
    server.stop()
    try:
        for _ in range(2):
            with pytest.raises(LedgerError, match="see that the server runs"):
                session.answer(Answer.DISMISSED)
    finally:
        server.start()
    assert at(session.current()) == "f1"
    session.answer(Answer.DISMISSED)
    assert [(kept.finding, kept.note) for kept in ledger.verdicts()] == [("f0", ""), ("f1", "kept for later")]


def test_a_run_that_is_not_there_cannot_be_reviewed(tmp_path: Path, open_ledger: Open):
    with pytest.raises(UsageError, match="run factcheck report or check first"):
        Session(open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}"), None, "ann")


def test_findings_are_shown_as_they_were_before_any_answer(ledger: Ledger):
    kept = line("u", finding="f2", answer=Answer.DISMISSED)
    run: Findings = findings(found(2), found(3))
    ledger.record(reviewed(run, Reviewed(Index([kept]))))
    shown = {item.discrepancy.id: item.discrepancy for item in Session(ledger, None, "ann").items()}
    assert shown == {d.id: d for d in run.discrepancies}
