"""Which figures make another one is looked up, and found where trying every pair finds it."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.checks._support.values.inventory import Known
from factcheck.checks._support.values.pools import Addends, by_sentence
from factcheck.checks._support.values.reach import Reach
from factcheck.domain.text import Part, Sentence, Span
from factcheck.domain.values import Figure, Hedge

VALUES = st.lists(st.integers(1, 60), max_size=12)
MADE = {
    "with_sum": lambda low, high: low + high,
    "with_difference": lambda low, high: high - low,
    "with_share": lambda low, high: 100 * low / high,
    "with_rise": lambda low, high: 100 * (high - low) / low,
}


def known(value: float, index: int = 0, field: Part = Part.TEXT) -> Known:
    sentence = Sentence("a", index, Span(0, 9), f"{value} men", (), field=field)
    return Known(Figure(value, value, "count", Hedge.EXACT, f"{value} men", "man"), sentence, Span(0, 9))


@pytest.mark.parametrize("way", MADE)
@given(values=VALUES, wanted=st.integers(0, 200), half=st.sampled_from([0.001, 0.5, 3.0]))
def test_every_pair_that_makes_what_is_wanted_is_found(way, values, wanted, half):
    reach = Reach(wanted - half - 1e-7, wanted + half + 1e-7)
    found = [(one.best, other.best) for one, other in getattr(Addends([*map(known, values)]), way)(reach)]
    tried = [tuple(sorted(pair)) for pair in combinations(values, 2)]
    assert sorted(found) == sorted(pair for pair in tried if reach.holds(MADE[way](*pair)))


def test_a_title_is_another_sentence_than_the_first():
    told = [known(3), known(4), known(5, field=Part.TITLE), known(6, index=1)]
    assert [[one.best for one in several] for several in by_sentence(told).values()] == [[3, 4], [5], [6]]
    assert [[one.best for one in pool.figures] for pool in Addends(told).sentences] == [[3, 4]]
