"""Which claims are held against which: all of a few; of many so few each that the work grows with the claims."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import understand
from stories import LEXICONS, articles

from factcheck.align.neighbours import ALL, BY_SLOT, BY_WORDS, MOST, held, linked

SYLLABLES = ("ka", "lo", "mer", "tun", "vis", "bar", "del", "os", "rin", "hel")


def place(number):
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:03}").capitalize()


@pytest.fixture(scope="module")
def claims():
    """Claims of two articles that both tell how many houses each of many towns lost."""
    told = [" ".join(f"The flood wrecked {n + more} houses in {place(n)}." for n in range(20, 420)) for more in (0, 7)]
    return [claim for account in understand(articles(*told), LEXICONS) for claim in account.claims]


def test_of_a_few_claims_all_are_held_against_all(claims):
    assert held(claims, [3, 5, 8]) == [(3, 5), (3, 8), (5, 8)]
    assert len(held(claims, range(ALL))) == ALL * (ALL - 1) // 2


def test_of_many_claims_none_is_held_against_more_than_a_few(claims):
    assert len(claims) > 2 * ALL
    pairs = held(claims, range(len(claims)))
    assert pairs == sorted(set(pairs))
    assert all(i < j for i, j in pairs)
    assert len(pairs) <= len(claims) * (2 * BY_WORDS + BY_SLOT)


def test_of_many_claims_those_that_share_a_rare_word_are_held_against_each_other(claims):
    pairs = set(held(claims, range(len(claims))))
    towns = {}
    for n, claim in enumerate(claims):
        towns.setdefault(claim.sentence.text.split()[-1], []).append(n)
    assert towns
    assert all(tuple(two) in pairs for two in towns.values())


LINKS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.floats(0, 1)), max_size=40)


@given(LINKS, st.integers(1, 8))
def test_what_is_linked_is_in_one_group_unless_that_grew_too_large(links, most):
    links = [(i, j, likely) for i, j, likely in links if i != j]
    groups = linked(links, most)
    assert sorted(n for group in groups for n in group) == sorted({n for i, j, _ in links for n in (i, j)})
    assert all(len(group) <= max(most, 1) for group in groups)
    where = {n: at for at, group in enumerate(groups) for n in group}
    whole = linked(links)
    if all(len(group) <= most for group in whole):
        assert groups == whole
        assert all(where[i] == where[j] for i, j, _ in links)


def test_the_loosest_links_are_cut_first():
    assert linked([(1, 2, 0.9), (2, 3, 0.6), (3, 4, 0.8)], 2) == [[1, 2], [3, 4]]
    assert MOST > 2
