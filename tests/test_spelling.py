"""When two words, and two whole names, can be one name spelt twice."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.checks._support.evidence.one_word import OneWord
from factcheck.domain.text import Token
from factcheck.settings.lexicons import load_lexicons
from factcheck.values.names.spelling import alike, alike_alone, core, countries, stems_alike, traces, words_of

GIVEN = {"erik", "erika", "john", "joan", "mario", "maria", "steven", "stephen", "paul", "paula", "george"}

ONE_WORD = [
    ("serraj", "sarraj"),
    ("khalifa", "khalifar"),
    ("petersen", "peterson"),
    ("osborn", "osborne"),
    ("marchetta", "lamarchetta"),
    ("steven", "stephen"),
    ("george", "georges"),
    ("qaddafi", "gaddafi"),
]
TWO_WORDS = [
    ("niger", "nigeria"),
    ("austria", "australia"),
    ("iran", "iraq"),
    ("somali", "somalian"),
    ("yemen", "yemeni"),
    ("erik", "erika"),
    ("paul", "paula"),
    ("mario", "maria"),
    ("john", "joan"),
    ("laker", "lakers"),
    ("1998", "1999"),
    ("lee", "leigh"),
    ("dayton", "boston"),
    ("slovakia", "slovenia"),
    ("mali", "malia"),
]


@pytest.mark.parametrize(("left", "right"), ONE_WORD)
def test_fires_on_spellings_of_one_word(left, right):
    assert alike(left, right, given=GIVEN)
    assert alike(right, left, given=GIVEN)


@pytest.mark.parametrize(("left", "right"), TWO_WORDS)
def test_stays_silent_on_two_words(left, right):
    assert not alike(left, right, given=GIVEN)
    assert not alike_alone(left, right)


@pytest.mark.parametrize(
    ("left", "right"), [("serraj", "sarraj"), ("zahiruddin", "zahiraddin"), ("whitcombe", "witcombe")]
)
def test_a_lone_word_fires_on_one_slip(left, right):
    assert alike_alone(left, right)


@pytest.mark.parametrize(
    ("left", "right"), [("marin", "martin"), ("brown", "bran"), ("rait", "raite"), ("george", "georges")]
)
def test_a_lone_word_needs_more_than_a_word_in_a_name(left, right):
    assert not alike_alone(left, right)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.N.", "united nations"),
        ("the UN's", "united nations"),
        ("U.S.", "united states"),
        ("Mt. Elden", "mount elden"),
        ("St Elden", "saint elden"),
        ("Bright & Sons Ltd.", "bright and sons limited"),
        ("A. B. Marsh", "ab marsh"),
        ("A.B. Marsh", "ab marsh"),
        ("José Muñoz Jr.", "jose munoz"),
        ("Ministry of Defence", "ministry of defense"),
        ("O’Dell’s", "odell"),
    ],
)
def test_marks_accents_case_and_short_forms_make_no_other_name(text, words):
    assert " ".join(words_of(text)) == words


def test_the_transliterated_article_is_no_part_of_the_core():
    assert core(words_of("al-Masri")) == core(words_of("Al Masri")) == core(words_of("Masri")) == ("masri",)


def test_words_of_one_stem_are_told_from_words_of_one_beginning():
    assert stems_alike("distribution", "distributors")
    assert not stems_alike("national", "nautical")
    assert not stems_alike("international", "interior")


def test_countries_know_the_names_that_the_press_uses():
    assert {"turkey", "ivory coast", "niger", "nigeria"} <= countries()


@given(
    st.text(alphabet="abcdehiklmnorstuy", min_size=4, max_size=10),
    st.text(alphabet="abcdehiklmnorstuy", min_size=4, max_size=10),
)
def test_likeness_is_mutual(left, right):
    assert alike(left, right) == alike(right, left)
    assert alike_alone(left, right) == alike_alone(right, left)


@given(st.text(alphabet="aeiklmrst", min_size=5, max_size=9), st.integers(0, 8), st.sampled_from("aeiklmrst"))
def test_lone_words_that_are_alike_share_a_block(word, at, letter):
    left, right = word[:at], word[at + 1 :]
    swapped = left + right[:1] + word[at : at + 1] + right[1:]
    for other in (left + letter + right, left + letter + word[at:], left + right, swapped):
        assert not alike_alone(word, other) or traces(word) & traces(other)


def test_lone_words_share_a_block_with_few_others():
    letters = "abcdefghijklmnop"
    words = [f"family{a}{b}{c}" for a in letters for b in letters for c in letters[:4]]
    blocks = Counter(block for word in words for block in traces(word))
    assert max(blocks.values()) < len(words) / 20


@given(st.text(max_size=30))
def test_any_text_has_words_that_stay_as_they_are(text):
    words = words_of(text)
    assert words_of(" ".join(words)) == words or any(len(w) == 1 for w in words)


@pytest.mark.parametrize(
    ("one", "other", "tag", "is_one"),
    [
        ("Jim", "James", "NP0", True),
        ("Will", "William", "NP0", True),
        ("Will", "William", "VM0", False),  # "Will Rao come?"
        ("then-US", "U.S.", "NP0", True),
        ("Jim", "John", "NP0", False),
    ],
)
def test_two_words_are_one_in_whatever_form(one, other, tag, is_one):
    words = OneWord(load_lexicons())
    whole = Token(0, len(other), other, other.lower(), "NP0")
    words.forms(Token(0, len(one), one, one.lower(), "NN1"))  # another word of the same letters decides nothing
    assert words.is_one(Token(0, len(one), one, one.lower(), tag), whole) is is_one
