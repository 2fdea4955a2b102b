"""Of how many a sentence says something: which words say so, which only look so, and what counts as said beside them."""

import pytest
from reading import sentences

from factcheck.checks._support.evidence.quantifiers import HowMany, quantifiers

READ = {
    "The report was not fully read.": [("not fully", HowMany.SOME)],
    "The town was almost entirely rebuilt.": [("almost entirely", HowMany.MOST)],
    "All but two of the pilots signed.": [("All but two of", HowMany.MOST)],
    "They paid for most of the staff at all of the sites.": [("most", HowMany.MOST), ("all", HowMany.ALL)],
    "All of the pilots signed.": [("All", HowMany.ALL)],
    "Every pilot signed, and each of them was paid.": [("Every", HowMany.ALL), ("each", HowMany.ALL)],
    "Not everyone signed.": [("Not everyone", HowMany.SOME)],
    "Nearly all pilots signed.": [("Nearly all", HowMany.MOST)],
    "The bulk of the money is gone.": [("The bulk of", HowMany.MOST)],
    "They hid large parts of it.": [("large parts of", HowMany.MOST)],
    "Most pilots signed; most of the crews did not.": [("Most", HowMany.MOST), ("most", HowMany.MOST)],
    "Two-thirds of the pilots signed.": [("Two-thirds of", HowMany.MOST)],
    "Three of the pilots signed, and 14 of them left.": [("Three of the", HowMany.SOME), ("14 of them", HowMany.SOME)],
    "A small number of pilots signed.": [("A small number of", HowMany.SOME)],
    "Dozens of pilots signed on some.": [("Dozens of", HowMany.SOME), ("some", HowMany.SOME)],
    "None signed, and no one was paid.": [("None", HowMany.NONE), ("no one", HowMany.NONE)],
    "Rao alone had signed.": [("alone", HowMany.ALONE)],
    "The letter was written entirely by Rao.": [("entirely", HowMany.ALL)],
}
UNREAD = [
    "Article 50 of the treaty was read out.",
    "It rose by 5.3 of the points.",
    "His most senior aide and Europe's most wanted man signed.",
    "She would most likely sign.",
    "Not much of it is left, no more than half.",
    "They praised each other in the first half of 2014.",
    "On the whole it was all right, an all-time high.",
    "Some 300 pilots signed.",  # about 300
    "He did not sign at all, after all.",
    "The most senior pilot signed.",
    "In all, 240 pilots signed.",
    "The strike is all but over.",
    "The plan is entirely premature.",  # to what degree
    "The highest number of deaths was in May.",
    "One of the pilots signed.",
    "She never said how many pilots signed.",
    "He signed several hours later, as he does every day.",
]


def read(text):
    (sentence,) = sentences("a", text)
    return list(quantifiers(sentence))


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=READ)
def test_words_that_say_of_how_many_are_read(text, expected):
    found = sorted(read(text), key=lambda one: one.span.start)
    assert [(one.span.of(text), one.many) for one in found] == expected


@pytest.mark.parametrize("text", UNREAD)
def test_words_that_only_look_so_are_not(text):
    assert read(text) == []


def test_what_is_said_goes_to_the_nearest_breaks():
    (one,) = read("The harbour was shut on Friday, all of the pilots signed the letter, and the mayor left.")
    assert (one.told, sorted(one.matter)) == ("of the pilots signed the letter", ["letter", "pilot", "sign"])


def test_where_breaks_leave_too_little_the_words_before_count():
    (one,) = read("The pilots signed the letter, all of them.")
    assert one.told.startswith("The pilots signed the letter")


def test_what_stands_in_quotation_marks_is_quoted():
    (one,) = read("“All of the pilots signed,” said Rao.")
    assert one.quoted
