"""What comes of asking every question: of the same words one doubt is told."""

from __future__ import annotations

import pytest
from alone import ENCODER, LEXICONS, story, understood
from reading import PARSER

from factcheck.checks import unsupported
from factcheck.checks._support import asking
from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.verdict import Borne, Doubt, Sight, Where, Why
from factcheck.domain.findings import Severity
from factcheck.domain.text import Span

ACCOUNTS = understood(["Rao sold two boats in May.", "Rao sold three boats in June."])
HELD = HeldDraft(ACCOUNTS[0], story(ACCOUNTS, draft="a0"), unsupported.UnsupportedSettings(), LEXICONS, PARSER, ENCODER)
HERE, THERE = (Sight(account.sentences[0], Span(0, 3)) for account in ACCOUNTS)


def doubted(start: int, end: int, sort: str) -> Doubt:
    said = Sight(ACCOUNTS[0].sentences[0], Span(start, end))
    return Doubt(sort, "", said.words, said, THERE, "Rao", Severity.LOW, 0.5, Why("", Where.NOWHERE))


def borne(start: int, end: int) -> Borne:
    return Borne(Sight(ACCOUNTS[0].sentences[0], Span(start, end)), THERE, "")


def asked(monkeypatch: pytest.MonkeyPatch, *questions: list[Borne | Doubt], last: list[Borne | Doubt] | None = None):
    """What comes of questions that answer so."""

    def question(answers):
        return lambda held: type("Question", (), {"weigh": lambda self: answers})()

    monkeypatch.setattr(asking, "QUESTIONS", tuple(map(question, questions)))
    monkeypatch.setattr(asking, "LAST_RESORTS", (question(last),) if last else ())
    return list(asking.verdicts(HELD))


def test_of_the_same_words_the_first_doubt_is_told(monkeypatch):
    first, second, third = doubted(4, 8, "figure"), doubted(9, 18, "figure"), doubted(0, 8, "name")
    assert asked(monkeypatch, [first, second], [third]) == [first, second]


def test_what_stands_in_doubted_words_is_not_borne_out(monkeypatch):
    phrase = doubted(0, 18, "quotation")
    assert asked(monkeypatch, [phrase], [borne(9, 12)]) == [phrase]


def test_a_doubt_of_words_that_are_borne_out_is_told(monkeypatch):
    known, exchanged = borne(9, 12), doubted(9, 12, "exchange")
    assert asked(monkeypatch, [known], [exchanged]) == [known, exchanged]


def test_a_last_resort_has_nothing_to_say_of_what_is_borne_out(monkeypatch):
    known, elsewhere = borne(9, 12), doubted(22, 25, "word")
    assert asked(monkeypatch, [known], last=[doubted(9, 12, "word"), elsewhere]) == [known, elsewhere]


def test_every_question_is_asked_once():
    every = [*asking.QUESTIONS, *asking.LAST_RESORTS]
    assert len(every) == len(set(every))


def test_what_is_read_of_both_is_read_once():
    assert HELD.numbers is HELD.numbers
    assert HELD.passages is HELD.passages
    assert HELD.people is HELD.people
