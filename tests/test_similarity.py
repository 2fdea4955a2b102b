"""Likeness of bags of words, and groups of what is alike, held to a slow and plain average linkage.

Few rows are worked out without scikit-learn, many by it: both are put to every test, and to each other.
"""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.align import similarity
from factcheck.align.similarity import agglomerate, cosines


@pytest.fixture(autouse=True, params=["few", "many"])
def way(request):
    """Whether the rows count as few, or as so many that scikit-learn is asked."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "many":
            patch.setattr(similarity, "FEW_ROWS", 1)
            patch.setattr(similarity, "FEW_CELLS", 0)
        yield request.param


def average_linkage(distance, threshold):
    """Merge the two groups with the least mean distance until it is `threshold` or more: by the definition."""
    groups = [[i] for i in range(len(distance))]
    while len(groups) > 1:
        apart, a, b = min(
            (np.mean([distance[i][j] for i in a for j in b]), a, b) for a, b in itertools.combinations(groups, 2)
        )
        if apart >= threshold:
            break
        groups = sorted([*(group for group in groups if group not in (a, b)), sorted(a + b)])
    return tuple(tuple(group) for group in groups)


@st.composite
def distances(draw, most=7):
    """A symmetric matrix whose distances all differ, so that no tie leaves the groups open."""
    n = draw(st.integers(1, most))
    pairs = list(itertools.combinations(range(n), 2))
    values = draw(st.lists(st.integers(1, 9973), min_size=len(pairs), max_size=len(pairs), unique=True))
    matrix = np.zeros((n, n))
    for (i, j), value in zip(pairs, values, strict=True):
        matrix[i, j] = matrix[j, i] = value / 10007  # over a prime: means hardly ever tie
    return matrix


@given(distances(), st.floats(0.05, 0.95))
def test_groups_are_those_of_average_linkage_by_its_definition(matrix, similarity):
    assert agglomerate(matrix, similarity) == average_linkage(matrix, 1 - similarity)


@given(distances(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_never_matters(matrix, random):
    order = list(range(len(matrix)))
    random.shuffle(order)
    shuffled = agglomerate(matrix[np.ix_(order, order)], 0.5)
    assert sorted(tuple(sorted(order[i] for i in group)) for group in shuffled) == list(agglomerate(matrix, 0.5))


@given(distances())
def test_every_row_is_in_exactly_one_group_and_groups_are_in_order(matrix):
    groups = agglomerate(matrix, 0.5)
    assert sorted(i for group in groups for i in group) == list(range(len(matrix)))
    assert list(groups) == sorted(tuple(sorted(group)) for group in groups)


@pytest.mark.parametrize(("size", "groups"), [(0, ()), (1, ((0,),))])
def test_too_few_rows_to_group(size, groups):
    assert agglomerate(np.zeros((size, size)), 0.5) == groups


def test_one_pair_infinitely_far_apart_keeps_two_groups_apart():
    matrix = np.full((4, 4), 0.01)
    np.fill_diagonal(matrix, 0)
    matrix[0, 3] = matrix[3, 0] = 1e6
    groups = agglomerate(matrix, 0.1)
    assert not any({0, 3} <= set(group) for group in groups)


BAGS = st.lists(st.lists(st.sampled_from(["reef", "vote", "mine", "choir", "dam"]), max_size=6), min_size=1, max_size=6)


@given(BAGS)
def test_cosines_are_symmetric_from_0_to_1_and_1_on_the_diagonal_of_what_has_words(bags):
    matrix = cosines(bags)
    assert matrix.shape == (len(bags), len(bags))
    assert np.allclose(matrix, matrix.T)
    assert matrix.min() >= 0
    assert matrix.max() <= 1 + 1e-9
    assert np.allclose(np.diag(matrix), [1.0 if bag else 0.0 for bag in bags])


def test_a_rare_word_weighs_more_than_a_common_one():
    common = cosines([["dam", "vote"], ["dam", "mine"], ["dam", "choir"], ["dam"]])
    rare = cosines([["reef", "vote"], ["reef", "mine"], ["dam", "choir"], ["dam"]])
    assert rare[0, 1] > common[0, 1]


@pytest.mark.parametrize("bags", [[[], []], []])
def test_no_words_at_all_have_no_likeness(bags):
    assert not cosines(bags).any()


@given(BAGS)
def test_few_bags_have_the_likeness_that_scikit_learn_gives_them(bags):
    few = cosines(bags)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similarity, "FEW_CELLS", 0)
        assert np.allclose(cosines(bags), few)


@given(distances(most=12), st.floats(0.05, 0.95))
def test_few_rows_are_grouped_as_scikit_learn_groups_them(matrix, least):
    few = agglomerate(matrix, least)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similarity, "FEW_ROWS", 1)
        assert agglomerate(matrix, least) == few
