"""A clause has a verb of its own; lists of nouns are never cut."""

import pytest
from reading import tokens

from factcheck.domain.text import Sentence, Span
from factcheck.text.clauses import clause_at, clauses


def cut(text):
    sentence = Sentence("a", 0, Span(0, len(text)), text, tokens(text))
    return [span.of(text) for span in clauses(sentence)]


@pytest.mark.parametrize(
    "text, parts",
    [
        ("The army took the port but rebels held the airport.", 2),
        ("Shells killed nine people and wounded forty, while the mayor fled to the coast.", 3),
        ("The minister, who resigned on Friday, had served for two years.", 2),
        ("Rain fell; the river rose.", 2),
        ("She said that the bridge had collapsed.", 2),
    ],
)
def test_each_statement_gets_its_own_clause(text, parts):
    assert len(cut(text)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Egypt, Jordan and the Emirates back the general.",
        "Police seized four rifles, two pistols and a knife.",
        "More than forty people died.",
        "The old stone bridge over the river collapsed on Monday.",
        "Prices rose by three per cent in May.",
    ],
)
def test_lists_and_phrases_stay_whole(text):
    assert cut(text) == [text]


def test_clauses_cover_every_word():
    text = "The truce began on Sunday, but both sides broke it within hours, according to officials."
    assert "".join(cut(text)).replace(" ", "") == text.replace(" ", "")


def test_a_sentence_without_words_is_its_own_clause():
    assert clauses(Sentence("a", 0, Span(0, 0), "", ())) == (Span(0, 0),)


def test_clause_at_finds_the_clause_of_an_offset():
    spans = (Span(0, 5), Span(6, 9))
    assert clause_at(spans, 7) == Span(6, 9)
    assert clause_at(spans, 99) == Span(6, 9)
