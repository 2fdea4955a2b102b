"""What each word of a sentence is, as its parse tells: the tags of the BNC C5 tagset, and lemmas."""

import pytest
from reading import PARSER, tokens

from factcheck.frames.words import read_words
from factcheck.settings.limits import LONGEST_WORD
from factcheck.text import tokens as words


def tags(sentence):
    return " ".join(token.tag for token in tokens(sentence))


def lemmas(sentence):
    return " ".join(token.lemma for token in tokens(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She has said it.", "PNP VHZ VVN PNP PUN"),
        ("They were being told.", "PNP VBD VBG VVN PUN"),
        ("He doesn't know.", "PNP VDZ XX0 VVI PUN"),
        ("They would have gone.", "PNP VM0 VHI VVN PUN"),
        ("It plans to sign.", "PNP VVZ TO0 VVI PUN"),
        ("Half of the town", "DT0 PRF AT0 NN1"),
        ("It’s gone, and we’ve lost.", "PNP VBZ VVN PUN CJC PNP VHB VVN PUN"),
        ("He’d go, but I’m here.", "PNP VM0 VVI PUN CJC PNP VBB AV0 PUN"),
        ("They’ll see Tarn’s men.", "PNP VM0 VVI NP0 POS NN2 PUN"),
        ("Six people, including two guards, fled.", "CRD NN0 PUN PRP CRD NN2 PUN VVD PUN"),
        ("They are following a storm.", "PNP VBB VVG AT0 NN1 PUN"),
        ("It rained because the front had moved.", "PNP VVD CJS AT0 NN1 VHD VVN PUN"),
        ("The officer who said that he had seen it", "AT0 NN1 PNQ VVD CJT PNP VHD VVN PNP"),
        ("No bridge and every road fell.", "AT0 NN1 CJC AT0 NN1 VVD PUN"),
        ("Her first two sons", "DPS ORD CRD NN2"),
        ("Three people died at 4 p.m. yesterday.", "CRD NN0 VVD PRP CRD AV0 AV0 PUN"),
        ("Nobody saw them themselves.", "PNI VVD PNP PNX PUN"),
        ("More rain fell.", "DT0 NN1 VVD PUN"),
    ],
)
def test_each_word_has_its_tag(sentence, expected):
    assert tags(sentence) == expected


def test_what_has_a_subject_of_its_own_is_a_verb_whatever_the_parser_took_it_for():
    (parse,) = PARSER.parse([words.tokens("The dam above Varnholm burst on Monday.")])
    assert parse.tags[4] == "NN"
    assert tokens("The dam above Varnholm burst on Monday.")[4].tag == "VVD"


@pytest.mark.parametrize("sentence", ["The injured man slept.", "One of the injured slept."])
def test_a_participle_beside_a_noun_or_instead_of_one_is_an_adjective(sentence):
    injured = next(token for token in tokens(sentence) if token.text == "injured")
    assert (injured.tag, injured.lemma) == ("AJ0", "injured")


def test_a_participle_of_a_verb_is_none():
    assert tags("The man was injured.").split()[3] == "VVN"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He could've won't.", "he can have will not ."),
        ("They're hoping for lower taxes.", "they be hope for low tax ."),
        ("She hopes it won’t.", "she hope it will not ."),
        ("An aide of the Tories", "a aide of the tory"),
        ("Having failed, it’s over.", "have fail , it be over ."),
        ("“Yes,” he said.", "“ yes , ” he say ."),
    ],
)
def test_lemmas_are_as_the_word_lists_have_them(sentence, expected):
    assert lemmas(sentence) == expected


def test_a_word_longer_than_the_parser_sees_keeps_all_of_its_letters():
    word = "a" * (LONGEST_WORD + 10)
    assert tokens(f"The {word} fell.")[1].lemma == word


def test_no_sentence_has_no_words():
    assert read_words([], PARSER) == []
    assert read_words([()], PARSER) == [()]
