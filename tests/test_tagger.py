"""The tagger is faster than the package's own and says the same."""

import pytest
from HanTa import HanoverTagger

from factcheck.text.tagger import english_tagger

SENTENCES = (
    "The ferry left the harbour on Tuesday with 42 passengers .",
    "Rebels led by Omar Quillfeather have left the town , which was left in ruins .",
    "Can the can be opened ?",
    "WORKERS STRIKE AT PLANT AS TALKS FAIL",
    "Xqzwv brumbled the zzyx .",
    "‘ Ça va ’ , she said — twice",
    "Saw saws saw sawing saws .",
    "5 % of 2,000 36-year-olds voted ; the rest did n't .",
    "的 新闻 : 🙂",
    "Left",
    "$",
)


@pytest.fixture(scope="module")
def both():
    return HanoverTagger.HanoverTagger("morphmodel_en.pgz"), english_tagger()


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("casesensitive", [True, False])
def test_tags_and_lemmas_are_those_of_the_package(both, sentence, casesensitive):
    own, ours = (tagger.tag_sent(sentence.split(), taglevel=1, casesensitive=casesensitive) for tagger in both)
    assert ours == own


def test_an_empty_sentence_has_no_tags(both):
    assert [tagger.tag_sent([]) for tagger in both] == [[], []]


def test_saying_it_twice_changes_nothing(both):
    words = SENTENCES[1].split()
    assert both[1].tag_sent(words) == both[1].tag_sent(words)
