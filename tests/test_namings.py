"""Pairs of words in names that can be one, and the evidence on them."""

import alone
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.align.naming_evidence import EVIDENCE, Gathering
from factcheck.align.namings import mentions, namings
from factcheck.settings.lexicons import load_lexicons

TITLES = load_lexicons().titles


def pairs(*texts):
    return {naming.words for naming in namings(mentions(alone.accounts(texts)))}


def evidence(*texts):
    accounts = alone.accounts(texts)
    told = mentions(accounts)
    (naming,) = namings(told)
    return dict(zip(EVIDENCE, Gathering(told, accounts, TITLES).row(naming), strict=True))


PAIRED = {
    "last words": ("They met Ilse Krantz.", "They met Otto Kranz."),
    "one of them alone": ("They met Ilse Krantz.", "They met Kranz."),
    "letters that changed places": ("They met Ilse Krnatz.", "They met Ilse Krantz."),
    "first words of equal names": ("They met Ilse Krantz.", "They met Ada Krantz."),
    "words inside a body's name": ("It left the Bright Rivers Trust Ltd.", "It left the Bright River Trust Ltd."),
    "an initial between them": ("They met Ilse B. Krantz.", "They met Else Krantz."),
    "an article that has both": ("They met Ilse Krantz. Kranz left.", "They met Ilse Krantz."),
}
NOT_PAIRED = {
    "equal names": ("They met Ilse Krantz.", "They met Krantz."),
    "the plural of a name": ("They met Ilse Krantz.", "They met the Ilse Krantzs of this world."),
    "an initial": ("They met I. Krantz.", "They met Ilse Krantz."),
    "words with nothing in common": ("They met Ilse Krantz.", "They met Otto Bloom."),
    "one article alone": ("They met Ilse Krantz and Kranz.", "They left."),
    "articles that all have both": ("They met Krantz and Kranz.", "They met Krantz and Kranz."),
    "accents and capitals": ("They met Ilse Müller.", "They met Ilse Muller."),
    "two words of one name": ("They met Rosa Maria Bloom.", "They met Maria Bloom."),
    "British and American": ("They use Novacolour.", "They use Novacolor."),
    "the article al-": ("They met Omar al-Sarrano.", "They met Omar Sarrano."),
}


@pytest.mark.parametrize("texts", PAIRED.values(), ids=PAIRED)
def test_words_that_can_be_one_are_paired(texts):
    assert len(pairs(*texts)) == 1


@pytest.mark.parametrize("texts", NOT_PAIRED.values(), ids=NOT_PAIRED)
def test_others_are_not(texts):
    assert pairs(*texts) == set()


@pytest.mark.parametrize(
    ("texts", "known"),
    [
        (("They met Ilse Krantz.", "They met Ilse Kranz."), {"one letter": 1, "others equal": 1, "both": 0}),
        (("They met Ilse Krantz.", "They met Otto Kranz."), {"others equal": 0, "others differ": 1}),
        (("They met Ilse Krantz.", "They met Kranz."), {"one alone": 1, "last": 1}),
        (("They met Ilse Krantz.", "They met Ada Krantz."), {"first": 1, "near": 0, "last": 0}),
        (("They met Ilse Krantz. Kranz left.", "They met Krantz."), {"any both": 1, "both": 1}),
        (("They met Bill Krantz.", "They met William Krantz."), {"short form": 1, "first": 1}),
        (("They met Ann Krantz.", "They met Ray Kranz."), {"given differ": 1}),
        (("They met Chairwoman Krantz.", "They met Chairwoman Kranz."), {"title": 1}),
        (("The ferry sank off Elden, Krantz said.", "Off Elden a ferry sank, Kranz said."), {"names": 1, "title": 0}),
    ],
)
def test_what_is_known_of_a_pair(texts, known):
    found = evidence(*texts)
    assert {name: found[name] for name in known} == known


POOL = ["They met Ilse Krantz.", "They met Ilse Kranz.", "Kranz left Elden.", "Else Krantz left Eldon."]


@given(st.permutations(range(len(POOL))))
def test_the_order_of_the_accounts_never_matters(order):
    def weighed(accounts):
        told = mentions(accounts)
        weighing = Gathering(told, accounts, TITLES)
        return [(naming.place, naming.words, weighing.row(naming)) for naming in namings(told)]

    accounts = alone.accounts(POOL)
    assert weighed([accounts[n] for n in order]) == weighed(accounts)


def test_of_very_many_like_names_each_is_held_against_some():
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    families = [a + b + c for a in ("Kar", "Mar") for b in syllables for c in ("nov", "nof", "nova")]
    one, other = (" ".join(f"They met Ilse {name}{end}." for name in families) for end in ("", "k"))
    found = namings(mentions(alone.accounts((one, other))))
    assert len(families) < len(found) < 100 * len(families)  # 259,000 are all pairs
