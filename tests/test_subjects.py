"""Who the subject of a clause is, without owners and what hangs on it."""

import alone
import pytest

from factcheck.values.deeds.subjects import head_nouns

PARTITIVE = ("group", "number")
HEADS = {
    "Rao's opponent": {"opponent"},
    "The company’s losses": {"loss"},
    "His brother's wife": {"wife"},
    "The two islands' pact": {"pact"},
    "The brother of the mayor": {"brother"},
    "In Tarn the mayor of Ley": {"mayor"},
    "On Friday, the appeal court": {"appeal", "court"},
    "The mayor, Paul Krantz,": {"mayor", "paul", "krantz"},
    "The man who fell": {"man"},
    "Timber exports": {"timber", "export"},
    "A group of farmers": {"farmer"},
    "Neither of the two drivers": {"driver"},
    "The mayor met the bishop and": {"mayor"},
    "They": set(),
}


@pytest.mark.parametrize("phrase", HEADS)
def test_only_the_nouns_that_name_the_subject_are_its_heads(phrase):
    (account,) = alone.understood([f"{phrase} signed the petition on Monday."])
    tokens = [t for t in account.sentences[0].tokens if t.end <= len(phrase)]
    assert {t.lemma for t in head_nouns(tokens, PARTITIVE)} == HEADS[phrase]
