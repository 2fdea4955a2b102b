"""Status and negation of a clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import sentences

from factcheck.domain.text import Span
from factcheck.domain.values import Status
from factcheck.settings.lexicons import load_lexicons
from factcheck.text.clauses import clause_at, clauses
from factcheck.values.speech.overruling import is_unsaid
from factcheck.values.speech.status import status_of

LEXICONS = load_lexicons()


def status(text, clause=None):
    sentence = sentences("a", text)[0]
    at = text.index(clause) if clause else 0
    return status_of(sentence, Span(at, at + len(clause)) if clause else sentence.span, LEXICONS.statuses)


FIRES = [
    ("The two envoys will meet on Monday.", Status.PLANNED),
    ("The envoys won't meet on Monday.", Status.PLANNED),
    ("The envoys are to meet in Oslo.", Status.PLANNED),
    ("The envoys are set to meet in Oslo.", Status.PLANNED),
    ("The army plans to leave the port.", Status.PLANNED),
    ("The ship is expected to dock at noon.", Status.PLANNED),
    ("The talks are due to begin on Monday.", Status.PLANNED),
    ("He hopes to win the seat.", Status.HOPED),
    ("They came with the hope of signing a truce.", Status.HOPED),
    ("It is hoped that both will sign.", Status.HOPED),
    ("The plan aims to end the strike.", Status.HOPED),
    ("The firm seeks to buy its rival.", Status.HOPED),
    ("The man allegedly fired twice.", Status.ALLEGED),
    ("The state is accused of arming the rebels.", Status.ALLEGED),
    ("He is suspected of killing two people.", Status.ALLEGED),
    ("The army claims that it took the town.", Status.ALLEGED),
    ("The firm reportedly lost the contract.", Status.ALLEGED),
    ("The gang is believed to be local.", Status.ALLEGED),
    ("The ship purportedly carried arms.", Status.ALLEGED),
    ("The army denied shelling the port.", Status.DENIED),
    ("The minister denies that he was paid.", Status.DENIED),
    ("The government rejected claims of torture.", Status.DENIED),
    ("If they sign, the war ends.", Status.CONDITIONAL),
    ("The deal could end the war.", Status.CONDITIONAL),
    ("He would go there.", Status.CONDITIONAL),
    ("The talks may resume next week.", Status.CONDITIONAL),
    ("They stay unless the truce holds.", Status.CONDITIONAL),
    ("Will they sign?", Status.QUESTION),
    ("It is unclear whether they signed.", Status.QUESTION),
]
ASSERTED = [
    "The envoys met on Monday.",
    "The flood was due to heavy rain.",
    "The storm claimed 20 lives.",
    "The club claimed its third title.",
    "The group claimed responsibility for the blast.",
    "The suspect was denied bail.",
    "They denied him entry.",
    "The minister did not deny the report.",
    "The bid was rejected.",
    "They could not agree on a date.",
    "It rained hard in May.",
    "May was the wettest month.",
    "He acted as if he were king.",
    "The set was sold to a collector.",
    "The plan was signed.",
    "Even if late, he came.",
    "His will was read on Friday.",
    "The charges were dropped.",
    "The accused man stayed at home.",
    "He found hope in the church.",
    "The aim was clear.",
    "They hit the target.",
    "Few of them moved to town.",
    "The due date passed.",
    "The claimant left.",
    "The seekers returned.",
    "A reported figure rose.",
    "He is to blame.",
    "A mighty wind blew.",
    "They went to the beach.",
]


@pytest.mark.parametrize(("text", "expected"), FIRES)
def test_the_status_is_read_from_the_clause(text, expected):
    assert status(text)[0] is expected


@pytest.mark.parametrize("text", ASSERTED)
def test_words_that_only_look_like_a_status_assert(text):
    assert status(text)[0] is Status.ASSERTED


NEGATED = [
    "They did not sign the deal.",
    "He hasn't signed.",
    "He never signed.",
    "No deal was signed.",
    "Nobody was hurt.",
    "None of the men was hurt.",
    "They left without signing a deal.",
    "They failed to sign the deal.",
    "The general refused to sign.",
    "He was unable to travel.",
    "They could not agree.",
    "The truce was not yet signed.",
    "They have yet to sign.",
    "Neither side signed.",
]
NOT_NEGATED = [
    "They signed the deal.",
    "He not only signed but danced.",
    "There is no doubt that he signed.",
    "They cannot but accept the terms.",
    "He did not sign until Tuesday.",
    "They did not fail to sign.",
    "The deal, which did not include fuel, was signed.",
    "They signed on Monday, but not in Oslo.",
    "No fewer than 30 people died.",
    "Not less than 30 people died.",
    "They came whether or not it rained.",
    "Room No. 5 was searched.",
    "It was none other than the king.",
    "The minister did not deny the report.",
    "He signed it, not his brother.",
    "They signed without fail.",
]


@pytest.mark.parametrize("text", NEGATED)
def test_negation_of_the_main_statement_counts(text):
    assert status(text)[1]


@pytest.mark.parametrize("text", NOT_NEGATED)
def test_negative_words_that_negate_nothing_do_not(text):
    assert not status(text)[1]


@pytest.mark.parametrize(
    ("text", "clause", "expected"),
    [
        ("The envoys met, and the king will not come.", "The envoys met", (Status.ASSERTED, False)),
        ("The envoys met, and the king will not come.", "and the king will not come.", (Status.PLANNED, True)),
        ("He left because talks allegedly failed.", "He left", (Status.ASSERTED, False)),
        ("If it rains, they stay in the town.", "they stay in the town.", (Status.ASSERTED, False)),
    ],
)
def test_words_outside_the_clause_do_not_count(text, clause, expected):
    assert status(text, clause) == expected


# What is said of a value by what stands around it; the value's words are between asterisks.
UNSAID = [
    "The general did not say that *30* people died.",
    "The general did not say *30* people died.",
    "Nobody said that *30* people died.",
    "No one said that *30* people died.",
    "The ministry has not confirmed that *30* people died.",
    "Officials could not say *30* people had died.",
    "The mayor would not say *30* people had died.",
    "Nobody can say *30* people died.",
    "It is not true that *30* people died.",
    "It is false that *30* people died.",
    "It was not the case that *30* people died.",
]
SAID = [
    "The general said that *30* people died.",
    "It is true that *30* people died.",
    "It is not false that *30* people died.",
    "It was the case that *30* people died.",
    "The general did not know that *30* people died.",
    "Officials can confirm that *30* people died.",
    "The mayor would later say *30* people died.",
    "Rao could not swim, but said *30* people died.",
    "The general did not say how, but *30* people died.",
    "The general did not say that anybody fled; *30* people died.",
    "The general did not say who was hurt, and *30* people died.",
    "The general did not say that anybody fled, and *30* people died.",
    "It was not the case of *30* men that she met.",
]
UPHELD = [
    "The deal that Krantz had rejected was *signed*.",
    "The deal that Krantz had not read was *signed*.",
    "The deal that Krantz denied having read was *signed*.",
    "The man who had not slept *thanked* them.",
    "The man who had allegedly lied *met* them.",
    "Krantz, who had not read it, *signed* the deal.",
    "They *signed* the deal that was on the table.",
]
NEGATED_THERE = [
    "The man who had not *met* them left.",
    "The ship was *neither* lost nor damaged.",
    "The man who left did not *meet* them.",
]


def told_at(marked):
    start, end = marked.index("*"), marked.rindex("*") - 1
    (sentence,) = sentences("a", marked.replace("*", ""))
    return sentence, Span(start, end)


def status_at(marked):
    sentence, value = told_at(marked)
    return status_of(sentence, clause_at(clauses(sentence), value.start), LEXICONS.statuses, value=value)


@pytest.mark.parametrize("marked", UNSAID)
def test_what_nobody_says_is_unsaid(marked):
    assert is_unsaid(*told_at(marked), LEXICONS.statuses)


@pytest.mark.parametrize("marked", SAID)
def test_a_denial_of_something_else_leaves_it_said(marked):
    assert not is_unsaid(*told_at(marked), LEXICONS.statuses)


@pytest.mark.parametrize("marked", UPHELD)
def test_what_a_relative_clause_says_is_of_its_own_words(marked):
    assert status_at(marked) == (Status.ASSERTED, False)


@pytest.mark.parametrize("marked", NEGATED_THERE)
def test_a_value_is_negated_by_its_own_clause(marked):
    assert status_at(marked) == (Status.ASSERTED, True)


def test_there_are_more_silent_cases_than_firing_ones():
    assert len(SAID) >= len(UNSAID)
    assert len(UPHELD) >= len(NEGATED_THERE)


@given(
    st.lists(
        st.sampled_from(
            [
                "not",
                "no",
                "n't",
                "never",
                "if",
                "will",
                "would",
                "without",
                "until",
                "who",
                ",",
                ".",
                "deny",
                "claim",
                "he",
                "signs",
                "to",
            ]
        ),
        min_size=1,
    )
)
def test_any_run_of_words_has_a_status(words):
    result = status(" ".join(words))
    assert isinstance(result[0], Status)
    assert isinstance(result[1], bool)
