"""The deed that a time or a measure belongs to: the word that governs it, and its class."""

import pytest
from reading import tokens

from factcheck.domain.text import Span
from factcheck.settings.lexicons import load_lexicons
from factcheck.values.deeds.deeds import deed_of, governing_word, lasting_deed

LEXICONS = load_lexicons()
DEEDS = LEXICONS.deeds


def deed(text, words, *, by_noun=False):
    found, span = tokens(text), Span(text.index(words), text.index(words) + len(words))
    return deed_of(governing_word(found, span), found, span, DEEDS, by_noun=by_noun)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The boat sank on Sunday", "Sunday", "sink"),
        ("On Sunday the boat sank", "Sunday", "sink"),
        ("The boat capsized on Sunday", "Sunday", "sink"),
        ("Sunday's talks ended early", "Sunday", "meet"),
        ("She was charged after a shooting on Friday", "Friday", "shoot"),
        ("The army launched an offensive to take the city in April", "April", "launch"),
        ("The talks began on Monday", "Monday", "meet"),
        ("The mayor hosted negotiations on Monday", "Monday", "meet"),
        ("The mayor hosted a series of talks on Monday", "Monday", "meet"),
        ("He walked home on Monday", "Monday", "walk"),
        ("A day in May", "May", ""),
    ],
)
def test_the_word_that_a_time_belongs_to(text, words, expected):
    assert deed(text, words) == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Talks began on Monday", "They hosted negotiations on Monday"),
        ("He was murdered on Monday", "He died on Monday"),
        ("The bomb exploded on Monday", "The attack took place on Monday"),
        ("She resigned on Monday", "She quit on Monday"),
    ],
)
def test_words_of_one_class_are_one_deed(left, right):
    assert deed(left, "Monday") == deed(right, "Monday")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("He was arrested on Monday", "He was charged on Monday"),
        ("The ship sailed on Monday", "The ship sank on Monday"),
        ("She was born on Monday", "She died on Monday"),
        ("The deal was announced on Monday", "The deal was signed on Monday"),
    ],
)
def test_other_deeds_stay_apart(left, right):
    assert deed(left, "Monday") != deed(right, "Monday")


def test_what_begins_and_ends_is_named_by_its_noun():
    assert deed("Fighting wracked the city until Monday", "Monday", by_noun=True) == "war"


def test_no_word_is_no_deed():
    assert deed_of(None, tokens("A day in May"), Span(9, 12), DEEDS, by_noun=False) == ""
    assert governing_word((), Span(0, 1)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police spent two hours negotiating with the man", "meet"),
        ("They closed the street for two hours while they searched it", "search"),
        ("The standoff that lasted two hours ended", "siege"),
        ("The siege of the bank in Varnholm lasted for almost two hours, police said", "siege"),
        ("The outage has lasted two hours", "outage"),
        ("It lasted two hours", ""),
        ("He walked two hours and slept", ""),
        ("Their last two hours were calm", ""),
        ("She waited two hours for a train, singing", ""),
    ],
)
def test_what_took_a_length_of_time_is_told_beside_it(text, expected):
    span = Span(text.index("two hours"), text.index("two hours") + len("two hours"))
    assert lasting_deed(tokens(text), span, DEEDS) == expected
