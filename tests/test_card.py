"""What a reviewer is shown: both sides whole, the differing words marked without colour, nothing that acts on a screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from findings_samples import LONG, NASTY, THREE, discrepancy, evidence, side
from reviewing import FEW, HERALD, MANY, MOVED, TEXTS, ledger_of, run_of

from factcheck.domain.findings import Answer, Discrepancy, Dismissal, DraftCheck
from factcheck.review.cards import Card, Cards, said
from factcheck.review.session import Item, Session


def card_of(found: Discrepancy = MOVED, texts=TEXTS, **options) -> Card:
    return Cards(run_of(found), texts).card(Item(found, False, None, None), **options)


def test_a_card_has_all_that_an_editor_needs():
    card = card_of()
    herald, courier = card.sides
    assert card.tags == ("high severity", "conflict", "figure, confidence 0.51")
    assert card.summary == MOVED.summary
    assert (herald.value, courier.value) == ("250", "more than 700")
    assert herald.quotes[0].who == "Herald, “Ferry: one”, citing the coastguard, as of 2021-05-04"
    assert herald.quotes[0].place == "in/one.txt:1:6"
    assert herald.quotes[0].marked == "Some «250» people were moved, the coastguard said."
    assert card.facts == (("Why", MOVED.why), ("Check", MOVED.check))


def test_a_quote_is_shown_with_its_neighbours_where_the_article_was_kept():
    quote = card_of().sides[0].quotes[0]
    assert quote.before == "Weather was poor and the harbour had warned captains twice."
    assert quote.after == "Buses took them to a school."


@pytest.mark.parametrize("texts", [{}, {"one": "Another text.", "two": ""}, {"one": HERALD.replace("Some", "some")}])
def test_without_the_text_that_was_quoted_no_neighbours_are_shown(texts):
    assert all((q.before, q.after) == ("", "") for s in card_of(texts=texts).sides for q in s.quotes)


def test_a_draft_has_its_neighbours_from_the_check_and_comes_first():
    findings = run_of(MOVED)
    check = DraftCheck(draft="two", path="in/two.txt", text=TEXTS["two"], first_line=1, claims=5, met=2)
    card = Cards(findings.model_copy(update={"check": check}), {}).card(Item(MOVED, False, None, None))
    assert [s.value for s in card.sides] == ["more than 700", "250"]
    assert card.sides[0].quotes[0].before == "A ferry ran aground near Orlund."
    assert card.sides[1].quotes[0].before == ""


def test_a_blind_reviewer_sees_neither_kind_nor_confidence():
    telling = MOVED.model_copy(update={"why": "The figures do not meet. Taken for one thing (0.51)."})
    card = card_of(telling, hidden=True)
    assert card.tags == ("high severity", "conflict")
    assert card.facts == (("Check", MOVED.check),)
    assert "0.51" not in str(card)


def test_words_of_an_article_do_not_act_on_the_screen():
    found = discrepancy("b1", side(f"{NASTY}\x1b[2J", THREE), side("9\u202e", FEW), summary=f"{NASTY}\x07\u202e")
    assert not {"\x1b", "\x07", "\u202e", "\n"} & set(repr_of(card_of(found)))


def repr_of(card: Card) -> str:
    quotes = [text for s in card.sides for q in s.quotes for text in (q.who, q.place, q.before, q.marked, q.after)]
    return "".join([card.story, card.summary, *(s.value for s in card.sides), *quotes, *(t for _, t in card.facts)])


def test_of_a_very_long_quote_the_differing_words_are_shown():
    card = card_of(discrepancy("b1", side("700", evidence("two", LONG, "700 people")), side("9", FEW)))
    assert "«700 people»" in card.sides[0].quotes[0].marked
    assert card.sides[0].quotes[0].marked.startswith("…")


def test_a_span_that_marks_nothing_leaves_the_quote_whole():
    bare = FEW.model_copy(update={"span": (3, 3)})
    card = card_of(discrepancy("b1", side("250", bare), side("9", MANY)))
    assert card.sides[0].quotes[0].marked == FEW.quote


def test_an_answer_a_note_and_an_earlier_answer_are_told(tmp_path: Path):
    ledger = ledger_of(tmp_path, MOVED)
    Session(ledger, None, "Ben").answer(Answer.DISMISSED, reason=Dismissal.UPDATE, note="the evening\ncount")
    given = ledger.verdicts()[-1]
    day = given.at.date().isoformat()
    words = f"dismissed (update) by Ben on {day}: “the evening count”"
    assert said(given) == words
    facts = dict(Cards(run_of(MOVED), {}).card(Item(MOVED, False, given, given), note="ask again").facts)
    assert facts["Answered"] == words
    assert facts["Earlier"] == f"{words} – on “{MOVED.summary}”; values have changed since"
    assert facts["Note"] == "ask again"
