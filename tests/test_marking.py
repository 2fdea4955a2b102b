"""What the aligner reads: the sentence on one line, the compared figure or time hidden, everything else in place."""

import pytest
from reading import understand
from stories import LEXICONS, articles

from factcheck.domain.values import Figure, Timing
from factcheck.values.marks import marked


def texts(text, value):
    """The marked text of each claim with such a value."""
    [account] = understand(articles(text), LEXICONS)
    return [marked(claim) for claim in account.claims if isinstance(claim.value, value)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The flood killed 14 people in Varnholm.", "The flood killed 31 people in Varnholm."),
        ("The flood killed 14 people in Varnholm.", "The flood killed fourteen people in Varnholm."),
        ("Officers at Lusimbo seized 320 rifles.", "Officers at Lusimbo seized 2,450 rifles."),
    ],
)
def test_statements_that_differ_in_their_figure_alone_read_the_same(left, right):
    assert texts(left, Figure) == texts(right, Figure) != []


def test_the_words_around_stay():
    assert texts("The flood killed 14 people in Varnholm.", Figure) == ["The flood killed [figure] person in Varnholm."]


def test_a_time_is_hidden_under_a_mark_of_its_own():
    [text] = texts("The talks in Lutten began on May 6.", Timing)
    assert "6" not in text
    assert "[time]" in text
    assert text.startswith("The talks in Lutten began")


def test_each_figure_of_a_sentence_is_hidden_by_itself():
    """The other one is what tells the two statements apart."""
    found = texts("The flood killed 14 people and injured 52 others in Varnholm.", Figure)
    assert len(found) == 2
    assert ["52" in text for text in found] == [True, False]
    assert ["14" in text for text in found] == [False, True]
    assert all(text.count("[figure]") == 1 for text in found)


def test_only_the_sentence_of_the_claim_is_read_wherever_it_stands():
    before = "Rain fell for a week. The dam above Varnholm burst.\n\n"
    sentence = "The flood killed 14 people in Varnholm."
    assert texts(before + sentence + " Nobody was warned.", Figure) == texts(sentence, Figure)


@pytest.mark.parametrize("blank", ["  ", "\t", "\u00a0"])
def test_the_text_is_on_one_line_with_single_blanks(blank):
    assert texts(f"The flood{blank}killed 14 people.", Figure) == ["The flood killed [figure] person."]


@pytest.mark.parametrize("sentence", ["The ceasefire around Zerifa has held.", "Merania backs General Omar Tarn."])
def test_other_values_stay_as_words(sentence):
    """Their words are the statement itself."""
    [account] = understand(articles(sentence), LEXICONS)
    others = [claim for claim in account.claims if not isinstance(claim.value, Figure | Timing)]
    assert others
    assert {marked(claim) for claim in others} == {sentence}


def test_a_statement_is_its_clause_with_every_value_hidden():
    told = articles("On May 6, the flood killed 14 people, and the dam burst.")
    [account] = understand(told, LEXICONS, statements=True)
    texts = [marked(claim) for claim in account.statements]
    assert texts[0].startswith("On [time], the flood killed [figure] person")
    assert not any(digit in text for digit in "146" for text in texts)


def test_statements_are_made_only_where_they_are_asked_for():
    [account] = understand(articles("The dam above Varnholm burst."), LEXICONS)
    assert account.statements == ()
