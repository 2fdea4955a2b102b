"""An answer is of what was said: it holds wherever that stands, and no longer when it is said otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from findings_samples import FULL, discrepancy, evidence, findings, reviewed, side
from hypothesis import given
from hypothesis import strategies as st
from ledgers import line

from factcheck.domain.findings import (
    Answer,
    Discrepancy,
    Dismissal,
    Evidence,
    Findings,
    Found,
    Pardon,
    Ruled,
    Suppression,
)
from factcheck.errors import UsageError
from factcheck.review.answers import Kept
from factcheck.review.ruling import Reviewed
from factcheck.review.verdicts import (
    Index,
    agreement,
    dumped,
    holds,
    loaded,
    open_to_review,
    precision_by_kind,
    standing,
    statement_key,
    statements,
    told,
    touches,
)

WIRE = evidence("wire", "Some 250 people were moved.", "250")
LOCAL = evidence("local", "About 700 people had to leave.", "700")
PAPER = evidence("paper", "Nearly 720 were brought ashore.", "720")


def found(name: str, *sides: tuple[Evidence, ...], kind: str = "figure") -> Found:
    return discrepancy(name, *(side(f"value {n}", *quotes) for n, quotes in enumerate(sides)), kind=kind).found


def ruled(one: Found, kept: Iterable[Kept]) -> Ruled:
    return Reviewed(Index(kept)).ruled(one)


def run_with(*kept: Kept) -> Findings:
    """The run FULL with the answers on it."""
    return reviewed(FULL, Reviewed(Index(kept)))


def answered(of: Found, answer: Answer = Answer.DISMISSED, uid: str = "u1", reviewer: str = "ann") -> Kept:
    return line(uid, finding=of.id, kind=of.kind, statements=statements(of), answer=answer, reviewer=reviewer)


OLD = found("old", (WIRE,), (LOCAL, PAPER))


# --- statements


@pytest.mark.parametrize(
    "quote, marked",
    [
        ("Some 250 people were moved.", "250"),
        ("some  250\npeople were moved.", "250"),
        (" SOME 250 people were\u00a0moved. ", "250"),
    ],
)
def test_a_statement_is_known_wherever_it_stands(quote: str, marked: str):
    moved = evidence("elsewhere", quote, marked).model_copy(update={"start": 40, "end": 40 + len(quote), "line": 9})
    assert statement_key(moved) == statement_key(WIRE)


@pytest.mark.parametrize(
    "quote, marked",
    [
        ("Some 260 people were moved.", "260"),
        ("Some 250 people were moved.", "250 people"),
        ("Some 250 people were not moved.", "250"),
        ("Some 250 people were moved", "250"),
    ],
)
def test_other_words_or_other_marks_are_another_statement(quote: str, marked: str):
    assert statement_key(evidence("wire", quote, marked)) != statement_key(WIRE)


# --- holding

HELD = {
    "the same": found("old", (WIRE,), (LOCAL, PAPER)),
    "another id": found("new", (WIRE,), (LOCAL, PAPER)),
    "sides the other way round": found("new", (LOCAL, PAPER), (WIRE,)),
    "one source more on a side": found("new", (WIRE,), (LOCAL, PAPER, evidence("x", "All 700 left.", "700"))),
    "one source fewer, of the same values": found("old", (WIRE,), (PAPER,)),
    "the same id with other words": found("old", (evidence("wire", "It was 250.", "250"),), (PAPER,)),
}
NOT_HELD = {
    "a statement gone, and another value": found("new", (WIRE,), (PAPER,)),
    "a statement changed beside one that stayed": found(
        "new", (WIRE,), (PAPER, evidence("local", "All 900 left.", "900"))
    ),
    "one side says something else": found("new", (WIRE,), (evidence("local", "About 90 left.", "90"),)),
    "a third side": found("new", (WIRE,), (LOCAL,), (evidence("x", "It was 9.", "9"),)),
    "two sides of what was one": found("new", (LOCAL,), (PAPER,)),
    "another kind": found("new", (WIRE,), (LOCAL, PAPER), kind="date"),
    "nothing in common": found("new", (evidence("x", "It was 9.", "9"),), (evidence("y", "It was 8.", "8"),)),
}


@pytest.mark.parametrize("now", HELD.values(), ids=HELD)
def test_an_answer_holds(now: Found):
    assert holds(answered(OLD), now)
    assert ruled(now, [answered(OLD)]).suppressed is not None


@pytest.mark.parametrize("now", NOT_HELD.values(), ids=NOT_HELD)
def test_an_answer_does_not_hold(now: Found):
    assert not holds(answered(OLD), now)
    assert ruled(now, [answered(OLD)]).suppressed is None


def test_sides_are_matched_one_to_one_even_where_the_first_guess_is_wrong():
    """Both old sides stand inside the first new one; the second new one must still find its own."""
    old = found("old", (WIRE,), (WIRE, LOCAL))
    assert holds(answered(old), found("new", (WIRE, LOCAL), (WIRE,)))
    assert not holds(answered(found("old", (WIRE, LOCAL), (WIRE, LOCAL))), found("new", (WIRE, LOCAL), (WIRE,)))


def test_while_one_reviewer_confirms_another_dismissal_hides_nothing():
    kept = [answered(OLD, Answer.CONFIRMED, "u1", "ann"), answered(OLD, Answer.DISMISSED, "u2", "ben")]
    shown = ruled(OLD, kept)
    assert shown.suppressed is None
    assert (shown.verdict.reviewer, shown.verdict.note) == ("ben", "confirmed by ann")
    own = [answered(OLD, Answer.CONFIRMED, "u1", "ben"), answered(OLD, Answer.DISMISSED, "u2", "ben")]
    assert ruled(OLD, own).suppressed is not None


@pytest.mark.parametrize("name", ["one side says something else", "a third side", "two sides of what was one"])
def test_an_answer_touches_what_changed_since(name: str):
    assert touches(answered(OLD), NOT_HELD[name])
    verdict = ruled(NOT_HELD[name], [answered(OLD)]).verdict
    assert verdict is not None
    assert not verdict.holds


@pytest.mark.parametrize("name", ["another kind", "nothing in common"])
def test_an_answer_has_nothing_to_say_to_other_statements(name: str):
    assert not touches(answered(OLD), NOT_HELD[name])
    assert ruled(NOT_HELD[name], [answered(OLD)]).verdict is None


# --- standing


def test_what_was_taken_back_does_not_stand():
    lines = [line("a"), line("b"), line("c", answer=None, withdraws="a"), line("d")]
    assert [one.uid for one in standing(lines)] == ["b", "d"]
    assert standing(lines[2:3]) == []


def test_an_earlier_answer_stands_again_when_the_later_one_is_taken_back():
    lines = [answered(OLD, uid="a"), answered(OLD, Answer.CONFIRMED, uid="b")]
    assert ruled(OLD, lines).suppressed is None
    again = ruled(OLD, [*lines, line("c", answer=None, withdraws="b")])
    assert again.suppressed is not None


# --- honouring


def test_what_was_dismissed_no_longer_counts_and_says_why():
    kept = line(
        "u", finding="f1", answer=Answer.DISMISSED, reason=Dismissal.DIFFERENT, note="two ferries", reviewer="Zoë"
    )
    now = run_with(kept)
    suppressed = now.discrepancies[0].suppressed
    assert suppressed is not None
    assert (suppressed.by, suppressed.owner, suppressed.reason) == (
        Pardon.VERDICT,
        "Zoë",
        "different things: two ferries",
    )
    assert now.totals.conflicts == FULL.totals.conflicts - 1
    assert now.totals.by_severity.get("high", 0) == FULL.totals.by_severity["high"] - 1
    assert now.totals.by_relation["conflict"] == FULL.totals.by_relation["conflict"] - 1
    assert now.totals.articles == FULL.totals.articles
    assert {d.id: d.found for d in now.discrepancies} == {d.id: d.found for d in FULL.discrepancies}


@pytest.mark.parametrize("answer", [Answer.CONFIRMED, Answer.UNSURE])
def test_what_was_not_dismissed_counts_as_before_and_shows_the_answer(answer: Answer):
    now = run_with(line("u", finding="f1", answer=answer, statements=()))
    assert now.totals == FULL.totals
    assert now.discrepancies[0].suppressed is None
    verdict = now.discrepancies[0].verdict
    assert verdict is not None
    assert (verdict.answer, verdict.reviewer, verdict.holds) == (answer, "ann", True)
    assert verdict.at == "2026-03-01T09:30:00+00:00"


def test_without_answers_nothing_changes():
    for now in (run_with(), run_with(line("u", finding="elsewhere"))):
        assert {d.id: d for d in now.discrepancies} == {d.id: d for d in FULL.discrepancies}
        assert (now.totals, now.made_by) == (FULL.totals, FULL.made_by)


def test_of_several_answers_the_last_counts():
    lines = [line("a", finding=OLD.id, answer=Answer.DISMISSED), line("b", finding=OLD.id, reviewer="bo")]
    assert ruled(OLD, lines).suppressed is None


def test_what_is_open_to_review_is_as_it_was_before_any_answer_without_what_is_settled():
    waiver, baseline = (Suppression(by=by, reason="known") for by in (Pardon.WAIVER, Pardon.BASELINE))
    one, two, three, four = (discrepancy(f"f{n}", *OLD.sides) for n in range(4))
    dismissed = Discrepancy.of(ruled(one.found, [line("u", finding="f0", answer=Answer.DISMISSED)]))
    likely = Discrepancy.of(Ruled(two.found, likely=0.1))
    settled = [Discrepancy.of(Ruled(three.found), waiver), Discrepancy.of(Ruled(four.found), baseline)]
    assert list(open_to_review(findings(dismissed, likely, *settled))) == [one, likely]


# --- the order of answers is that of their times


def at(kept: Kept, hour: int, *, zone: timezone | None = UTC) -> Kept:
    return replace(kept, at=datetime(2026, 3, 1, hour, tzinfo=zone))


@pytest.mark.parametrize(
    "earlier, later",
    [
        pytest.param(at(line("b"), 9), at(line("a", answer=Answer.DISMISSED), 10), id="by the time"),
        pytest.param(at(line("a"), 9), at(line("b", answer=Answer.DISMISSED), 9), id="at one time, by the uid"),
        pytest.param(
            at(line("b"), 11, zone=timezone(timedelta(hours=5))),
            at(line("a", answer=Answer.DISMISSED), 7),
            id="in two zones",
        ),
        pytest.param(at(line("b"), 9, zone=None), at(line("a", answer=Answer.DISMISSED), 10), id="without a zone"),
    ],
)
def test_an_old_answer_that_arrives_late_overturns_no_later_one(earlier: Kept, later: Kept):
    one = found("f1", (WIRE,), (LOCAL,))
    for lines in ([earlier, later], [later, earlier]):
        assert ruled(one, lines).suppressed is not None
        assert Index(lines).on(one) == (later, True)
        assert Index(lines).confirmed_by(one) == ()
        assert [*standing(lines)] == [earlier, later]
        assert agreement(lines).answers["ann"] == {Answer.DISMISSED: 1}


@pytest.mark.parametrize("lines", [[0, 1], [1, 0]])
def test_an_answer_that_was_taken_back_does_not_stand_whichever_line_arrives_first(lines: list[int]):
    both = [line("a", answer=Answer.DISMISSED), line("w", answer=None, withdraws="a")]
    assert ruled(found("f1", (WIRE,), (LOCAL,)), [both[n] for n in lines]).verdict is None


# --- what they come to


def test_reviewers_agree_as_far_as_they_do():
    """Cohen's own measure, worked by hand: 3 of 4 alike, by chance (3/4 * 2/4 + 1/4 * 2/4) = 1/2, so kappa is 1/2."""
    ann = [line(f"a{n}", finding=f"f{n}") for n in range(3)] + [line("a3", finding="f3", answer=Answer.DISMISSED)]
    bo = [line(f"b{n}", finding=f"f{n}", reviewer="bo") for n in range(2)]
    bo += [line(f"b{n}", finding=f"f{n}", reviewer="bo", answer=Answer.DISMISSED) for n in (2, 3)]
    stats = agreement([*ann, *bo, line("c", finding="f9", reviewer="cy")])
    assert stats.answers["ann"] == {Answer.CONFIRMED: 3, Answer.DISMISSED: 1}
    (pair,) = stats.pairs
    assert (pair.reviewers, pair.both, pair.alike) == (("ann", "bo"), 4, 3)
    assert pair.kappa == pytest.approx(0.5)


def test_agreement_is_not_defined_where_there_is_but_one_answer():
    (pair,) = agreement([line("a"), line("b", reviewer="bo")]).pairs
    assert (pair.both, pair.alike, pair.kappa) == (1, 1, None)


def test_the_last_answer_of_each_counts_and_withdrawn_ones_do_not():
    lines = [line("a"), line("b", answer=Answer.DISMISSED), line("c", reviewer="bo")]
    assert agreement([*lines, line("d", answer=None, withdraws="c")]).pairs == ()
    assert agreement(lines).answers["ann"] == {Answer.DISMISSED: 1}


def test_precision_is_of_what_was_drawn_by_chance():
    """Wilson's interval of 8 in 10 is .490 to .943 (Wilson 1927; any table of it)."""
    drawn = [
        line(f"s{n}", finding=f"s{n}", sampled=True, answer=Answer.CONFIRMED if n < 8 else Answer.DISMISSED)
        for n in range(10)
    ]
    doubtful = [line(f"d{n}", finding=f"d{n}", answer=Answer.DISMISSED) for n in range(5)]
    unsure = [line("x", finding="x", sampled=True, answer=Answer.UNSURE)]
    precision = precision_by_kind([*drawn, *doubtful, *unsure])
    assert list(precision) == ["figure"]
    of = precision["figure"]
    assert (of.right, of.answered) == (8, 10)
    assert (of.low, of.high) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))
    assert precision_by_kind(doubtful) == {}


@pytest.mark.parametrize("right", [0, 1])
def test_an_interval_stays_between_none_and_all(right: int):
    answer = Answer.CONFIRMED if right else Answer.DISMISSED
    of = precision_by_kind([line("s", sampled=True, answer=answer)])["figure"]
    assert 0 <= of.low <= of.right / of.answered <= of.high <= 1
    assert of.high - of.low > 0.5


def test_answers_are_told_in_words():
    said = told([line("a", sampled=True), line("b", reviewer="bo", answer=Answer.UNSURE)])
    assert "ann: 1 confirmed, 0 dismissed, 0 unsure" in said
    assert "ann and bo: 0 of 1 common finding answered alike, kappa 0.00" in said
    assert "figure: 1 of 1 sampled finding right" in said
    assert "is not known yet" in told([])


# --- carried

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
TIMES = st.datetimes(
    min_value=datetime(1, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3, minutes=-30))]),
)
LINES = st.builds(
    Kept,
    uid=TEXTS,
    finding=TEXTS,
    kind=TEXTS,
    summary=TEXTS,
    statements=st.lists(st.lists(TEXTS, max_size=3).map(tuple), max_size=3).map(tuple),
    answer=st.none() | st.sampled_from(Answer),
    reason=st.none() | st.sampled_from(Dismissal),
    note=TEXTS,
    reviewer=TEXTS,
    at=TIMES,
    withdraws=st.none() | TEXTS,
    sampled=st.booleans(),
    story=TEXTS,
    features=st.dictionaries(TEXTS, st.floats(allow_nan=False, allow_infinity=False) | TEXTS, max_size=4),
)


@given(st.lists(LINES, max_size=4))
def test_what_is_written_is_read_as_it_was(kept: list[Kept]):
    assert loaded(dumped(kept)) == kept
    assert dumped(loaded(dumped(kept))) == dumped(kept)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400])
def test_a_number_that_could_not_be_read_again_is_refused(number: str):
    """It would be kept as null, and a ledger that is added to alone could never be read again."""
    text = dumped([line("u1")]).replace("0.8", number)
    assert number in text
    with pytest.raises(UsageError, match="verdicts:1: is no verdict"):
        loaded(text)


def test_a_line_that_is_no_verdict_is_named():
    with pytest.raises(
        UsageError,
        match=r"^kept\.jsonl:2: is no verdict \(finding is missing\); write the file with factcheck verdicts export$",
    ):
        loaded(dumped([line("a")]) + '{"uid": "b"}\n', "kept.jsonl")
    with pytest.raises(UsageError, match=r"^a\.txt:1: is no verdict \(Invalid JSON: [^;]+\); write .* export$"):
        loaded("A ferry ran aground.\n", "a.txt")
    assert loaded("\n\n") == []
