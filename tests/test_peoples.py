"""Which words are a people's: one source for each, whoever asks."""

import pytest
from alone import LEXICONS

from factcheck.values.figures.counted import is_person
from factcheck.values.names.peoples import demonyms, of_people
from factcheck.values.names.sorts import is_people


@pytest.mark.parametrize("word", ["libyan", "somalis", "dutch", "briton", "honduran", "kurd", "londoner", "filipina"])
def test_a_people(word):
    assert of_people(word, LEXICONS.nouns)
    assert is_people(word.title(), LEXICONS.nouns, LEXICONS.titles)
    assert is_person(word, LEXICONS.nouns)


@pytest.mark.parametrize(
    "word", ["libya", "us", "u.k.", "uk", "hong kong", "new zealand", "europe", "table", "western"]
)
def test_no_people(word):
    assert not of_people(word, LEXICONS.nouns)


def test_every_word_stands_in_one_place():
    peoples, of_peoples = LEXICONS.nouns.peoples, LEXICONS.titles.of_peoples
    told = [*LEXICONS.nouns.nationalities, *peoples, *of_peoples]
    assert len(told) == len(set(told))
    assert not (peoples | of_peoples) & demonyms(LEXICONS.nouns).keys()
