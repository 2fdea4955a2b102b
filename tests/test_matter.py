"""The words that carry a sentence's matter, the marked ones left out."""

import pytest
from reading import understand
from stories import LEXICONS, article

from factcheck.domain.text import Span
from factcheck.text.matter import matter_beside

TEXT = "The old ferry of Harlow slowly sank in 12 minutes."


def beside(words):
    (account,) = understand([article("paper-1", TEXT)], LEXICONS)
    (sentence,) = account.sentences
    start = TEXT.index(words)
    return matter_beside(sentence, Span(start, start + len(words)))


CASES = {
    "nothing of matter": ("The", {"old", "ferry", "harlow", "sink", "minute"}),
    "a number": ("12", {"old", "ferry", "harlow", "sink", "minute"}),
    "two words": ("old ferry", {"harlow", "sink", "minute"}),
    "a verb": ("sank", {"old", "ferry", "harlow", "minute"}),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_lemmas_of_nouns_names_verbs_and_adjectives_beside_the_marked_words(marked, expected):
    assert beside(marked) == expected
