"""A review key by key, over a real ledger: what each key keeps, what it tells, and what it must not do."""

from __future__ import annotations

from pathlib import Path

import pytest
from findings_samples import side
from reviewing import FEW, MANY, MOVED, PLACE, THRICE, dialogue_of, ledger_of, quoted

from factcheck.domain.findings import Answer, Dismissal
from factcheck.errors import LedgerError
from factcheck.review.dialogue import KEYS, REASONS, Dialogue, Wants
from factcheck.review.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return ledger_of(tmp_path)


@pytest.fixture
def dialogue(ledger: Ledger) -> Dialogue:
    return dialogue_of(ledger)


def press(dialogue: Dialogue, *keys: str) -> Dialogue:
    for key in keys:
        dialogue.press(key)
    return dialogue


def kept(ledger: Ledger) -> list[tuple]:
    return [(line.finding, line.answer, line.reason, line.note) for line in ledger.verdicts()]


def at(dialogue: Dialogue) -> str | None:
    return dialogue.item.discrepancy.id if dialogue.item else None


def test_the_doubtful_comes_first(dialogue):
    assert at(dialogue) == MOVED.id
    assert dialogue.place() == "Finding 1 of 3 · 0 answered"


@pytest.mark.parametrize("key, answer", [("c", Answer.CONFIRMED), ("u", Answer.UNSURE)])
def test_one_key_answers_is_kept_at_once_and_goes_on(ledger, dialogue, key, answer):
    press(dialogue, key)
    assert kept(ledger) == [(MOVED.id, answer, None, "")]
    assert at(dialogue) == PLACE.id
    assert dialogue.message == f"{answer.value.capitalize()}: {MOVED.summary}"
    assert dialogue.place() == "Finding 2 of 3 · 1 answered"
    assert dialogue.share() == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    "key, reason",
    [
        *zip("12345", Dismissal, strict=True),
        ("s", Dismissal.SAME),
        ("d", Dismissal.DIFFERENT),
        ("u", Dismissal.UPDATE),
        ("n", Dismissal.NOT_COMPARABLE),
        ("m", Dismissal.MISREAD),
    ],
)
def test_a_dismissal_takes_one_more_key_for_its_reason(ledger, dialogue, key, reason):
    press(dialogue, "d", key)
    assert kept(ledger) == [(MOVED.id, Answer.DISMISSED, reason, "")]
    assert dialogue.message == f"Dismissed ({reason}): {MOVED.summary}"


@pytest.mark.parametrize("key", ["enter", "c", "z", "q", "6", " "])
def test_without_a_reason_nothing_is_dismissed(ledger, dialogue, key):
    press(dialogue, "d", key)
    assert kept(ledger) == []
    assert dialogue.wants is Wants.REASON
    assert dialogue.message == "A dismissal needs its reason."


def test_a_dismissal_is_left_with_escape(ledger, dialogue):
    press(dialogue, "d", "escape", "s")
    assert kept(ledger) == []
    assert at(dialogue) == PLACE.id


def test_every_key_is_told_and_the_reasons_have_ten(dialogue):
    assert set(KEYS) == set("cduszn/?q")
    assert set(REASONS) == set("12345sdunm")


@pytest.mark.parametrize("key", ["x", "C", "enter", "\x1b[", "é"])
def test_any_other_key_answers_nothing(ledger, dialogue, key):
    press(dialogue, key)
    assert kept(ledger) == []
    assert at(dialogue) == MOVED.id
    assert dialogue.message.startswith("There is no key")


def test_what_is_skipped_comes_again(ledger, dialogue):
    press(dialogue, "s", "c", "c")
    assert at(dialogue) == MOVED.id
    assert dialogue.place() == "Finding 1 of 3 · 2 answered, 1 skipped"
    press(dialogue, "s")
    assert dialogue.message == "No other is open."


def test_answers_are_taken_back_one_after_the_other(ledger, dialogue):
    press(dialogue, "c", "d", "u", "u")
    assert dialogue.item is None
    for found in (THRICE, PLACE, MOVED):
        assert at(press(dialogue, "z")) == found.id
        assert dialogue.message == "Taken back; answer it again, or skip it."
        assert "Answered" not in dict(dialogue.card().facts)
    press(dialogue, "z")
    assert dialogue.message == "There is no answer of yours to take back."
    assert dialogue.progress.answered == 0
    assert len(kept(ledger)) == 6


def test_what_an_earlier_session_answered_is_taken_back_too(ledger, dialogue):
    press(dialogue, "c", "c")
    later = dialogue_of(ledger)
    assert at(press(later, "z", "z")) == MOVED.id


def test_another_reviewers_answer_is_not_taken_back(ledger, dialogue):
    press(dialogue, "c")
    other = press(dialogue_of(ledger, "Ben"), "z")
    assert other.message == "There is no answer of yours to take back."


def test_a_note_is_kept_with_the_answer_and_only_with_that(ledger, dialogue):
    press(dialogue, "n")
    assert dialogue.wants is Wants.NOTE
    dialogue.enter("  ask the desk, “both” ")
    assert dialogue.card().facts[-1] == ("Note", "ask the desk, “both”")
    press(dialogue, "c", "c")
    assert [line[3] for line in kept(ledger)] == ["ask the desk, “both”", ""]


def test_a_note_that_is_left_is_not_kept(ledger, dialogue):
    press(dialogue, "n")
    dialogue.back()
    press(dialogue, "c")
    assert kept(ledger)[0][3] == ""


def test_a_filter_shows_what_has_all_its_words_until_it_is_ended(ledger, dialogue):
    press(dialogue, "/")
    dialogue.enter("taken hotels")
    assert at(dialogue) == PLACE.id
    assert dialogue.place() == "Finding 1 of 1 · 0 answered · only: taken hotels"
    press(dialogue, "c")
    assert dialogue.item is None
    assert dialogue.nothing_open().startswith("No open finding has “taken hotels”")
    press(dialogue, "/")
    dialogue.enter("")
    assert at(dialogue) in {MOVED.id, THRICE.id}
    assert dialogue.place().endswith("of 3 · 1 answered")


def test_taking_back_what_a_filter_hides_ends_the_filter(dialogue):
    press(dialogue, "c", "/")
    dialogue.enter("hotels")
    press(dialogue, "z")
    assert at(dialogue) == MOVED.id
    assert dialogue.place() == "Finding 1 of 3 · 0 answered"


def test_a_filter_that_nothing_passes_says_so_and_answers_nothing(ledger, dialogue):
    press(dialogue, "/")
    dialogue.enter("zeppelin")
    for key in "cudsn":
        press(dialogue, key)
        assert dialogue.message.startswith("No open finding has “zeppelin”")
    assert kept(ledger) == []


def test_help_is_shown_until_the_next_key_and_that_key_counts(ledger, dialogue):
    assert press(dialogue, "?").helping
    assert not press(dialogue, "x").helping
    assert dialogue.message == ""
    press(dialogue, "?", "c")
    assert len(kept(ledger)) == 1


def test_quitting_keeps_the_place(ledger, dialogue):
    press(dialogue, "c", "s", "q")
    assert dialogue.wants is Wants.NOTHING
    assert at(dialogue_of(ledger)) == THRICE.id


def test_when_all_is_answered_that_is_said(ledger, dialogue):
    press(dialogue, "c", "c", "c")
    assert dialogue.card() is None
    assert dialogue.nothing_open() == "All 3 findings are answered. z takes the last answer back, q quits."
    assert dialogue.share() == 1
    press(dialogue, "c")
    assert len(kept(ledger)) == 3


def test_one_finding_is_not_counted_as_several(tmp_path):
    from reviewing import run_of

    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    run = run_of()
    ledger.record(run.model_copy(update={"discrepancies": run.discrepancies[:1]}))
    dialogue = dialogue_of(ledger)
    press(dialogue, "c")
    assert dialogue.nothing_open() == "The one finding is answered. z takes the last answer back, q quits."


def test_a_run_without_findings_has_nothing_to_review(tmp_path):
    from reviewing import run_of

    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    ledger.record(run_of().model_copy(update={"discrepancies": ()}))
    dialogue = dialogue_of(ledger)
    assert dialogue.nothing_open() == "This run has no findings to review. Press q to quit."
    assert dialogue.place() == "0 open of 0 · 0 answered"


def test_blind_shows_kind_and_confidence_of_what_was_just_answered_alone(ledger):
    dialogue = dialogue_of(ledger, blind=True)
    assert "figure" not in str(dialogue.card().tags)
    press(dialogue, "c")
    assert "[figure, confidence 0.51]" in dialogue.message
    assert "place" not in str(dialogue.card().tags)


def test_a_blind_reviewer_does_not_see_what_another_answered(ledger, dialogue):
    press(dialogue, "c")
    blind = dialogue_of(ledger, "Ben", blind=True)
    assert at(blind) == MOVED.id
    assert "Answered" not in dict(blind.card().facts)


def test_what_another_answers_meanwhile_is_seen(ledger, dialogue):
    press(dialogue_of(ledger, "Ben"), "d", "m")
    dialogue.look()
    assert at(dialogue) == MOVED.id
    assert dict(dialogue.card().facts)["Answered"].startswith("dismissed (misread) by Ben")
    assert dialogue.progress.answered == 1


def test_an_answer_to_values_that_changed_since_is_shown(ledger, dialogue, tmp_path):
    press(dialogue, "d", "s")
    lower = quoted("two", "The ministry put the number of people moved at more than 700 people.", "700 people")
    changed = MOVED.model_copy(update={"id": "aaaaaaaaaaa9", "sides": (side("250", FEW), side("700", lower))})
    from reviewing import run_of

    ledger.record(run_of(changed))
    facts = dict(dialogue_of(ledger).card().facts)
    assert facts["Earlier"].startswith("dismissed (same after all) by Ana on ")
    assert MOVED.summary in facts["Earlier"]
    assert "Answered" not in facts


class Failing(Ledger):
    """A ledger whose disk is full while `full`."""

    full = False

    def add(self, verdicts):
        if self.full:
            raise LedgerError("ledger.sqlite: disk full; free some space")
        super().add(verdicts)

    def keep_place(self, run, reviewer, finding):
        if self.full:
            raise LedgerError("ledger.sqlite: disk full; free some space")
        super().keep_place(run, reviewer, finding)


def test_an_error_of_the_ledger_is_told_and_nothing_is_lost(tmp_path):
    ledger_of(tmp_path)
    ledger = Failing(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    dialogue = dialogue_of(ledger)
    press(dialogue, "n")
    dialogue.enter("mind this")
    ledger.full = True
    for keys in ("c", "u", "ds", "s"):
        press(dialogue, *keys)
        assert dialogue.message == "Not done: ledger.sqlite: disk full; free some space"
        assert at(dialogue) == MOVED.id
    ledger.full = False
    press(dialogue, "c")
    assert kept(ledger) == [(MOVED.id, Answer.CONFIRMED, None, "mind this")]


def test_the_quotes_of_a_finding_stand_in_its_card(dialogue):
    assert [s.quotes[0].quote.marked for s in dialogue.card().sides] == ["250", "more than 700 people"]
    assert MANY.quote in dialogue.card().sides[1].quotes[0].marked.replace("«", "").replace("»", "")
