"""Ages of one person, whose name may be spelt in two ways, are compared; those of two people never are."""

import pytest
from reading import understand
from stories import CONFIG, LEXICONS, articles

from factcheck.align.comparability import hindrance, never_of_one
from factcheck.align.naming_evidence import CARD, EVIDENCE
from factcheck.align.one_name import with_one_owner
from factcheck.align.weights import SHIPPED, load_weights

WEIGHTS = load_weights(SHIPPED, CARD, tuple(EVIDENCE))


def ages(*texts):
    """The two ages of which one may be wrong: the first that each of two articles tells."""
    accounts = understand(articles(*texts), LEXICONS)
    claims = [claim for account in accounts for claim in account.claims]
    owned = with_one_owner(claims, accounts, LEXICONS.titles, WEIGHTS, CONFIG.alignment.one_owner)
    told = [claim for claim in owned if getattr(claim.value, "unit", "") == "year of age"]
    one = told[0]
    return one, next(claim for claim in told if claim.article != one.article)


ONE_PERSON = {
    "digits the other way round": ("The driver, Ada Bloom, 34, died.", "Ada Bloom, 43, died."),
    "decades": ("The driver, Ada Bloom, 34, died.", "The driver, Ada Bloom (61), died at once."),
    "two spellings of a first name": (
        "The driver of the van, Mohammed Sarran, 34, died near Elden.",
        "The driver of the van, Muhammad Sarran, 43, died near Elden.",
    ),
    "two spellings of a last name": (
        "The driver of the van, Omar Serrano, 27, died near Elden.",
        "The driver of the van, Omar Sarrano, 72, died near Elden.",
    ),
    "a birthday": ("The driver, Ada Bloom, 34, died.", "Ada Bloom, 35, died."),
}
TWO_AGES = {
    "brothers": (
        "The driver of the van, Mohammed Sarran, 34, died. His brother Mahmoud Sarran, 29, was hurt.",
        "Mahmoud Sarran, 29, was hurt.",
    ),
    "sisters": ("Ada Bloom, 34, died.", "Rosa Bloom, 43, died."),
    "two of one sound": ("Erik Bloom, 34, died.", "Erika Bloom, 43, died."),
    "a surname alone": ("Bloom, 34, died in the van.", "Bloom, 61, was her neighbour."),
    "at another time": ("Ada Bloom, 61, died.", "At the age of 12 Ada Bloom moved to Elden."),
    "a girl then": ("Ada Bloom, 61, died.", "The then 17-year-old Ada Bloom moved to Elden."),
}


@pytest.mark.parametrize("texts", ONE_PERSON.values(), ids=ONE_PERSON)
def test_ages_of_one_person_are_compared(texts):
    one, other = ages(*texts)
    assert not never_of_one(one, other)
    assert hindrance(one, other, hedges=LEXICONS.hedges, nouns=LEXICONS.nouns, play=LEXICONS.play) is None


@pytest.mark.parametrize("texts", TWO_AGES.values(), ids=TWO_AGES)
def test_ages_of_two_people_or_of_two_times_are_not(texts):
    one, other = ages(*texts)
    kept = hindrance(one, other, hedges=LEXICONS.hedges, nouns=LEXICONS.nouns, play=LEXICONS.play)
    assert kept == "ages of different people" or one.owner != other.owner
