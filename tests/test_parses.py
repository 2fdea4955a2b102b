"""A parse is whole: every token hangs, over others, on a root."""

import pytest

from factcheck.domain.parses import Parse


def parse(*heads):
    blank = ("",) * len(heads)
    return Parse(heads, blank, blank, blank, blank)


def test_what_hangs_on_what():
    # "two boats sank off Varnholm ."
    made = parse(1, 2, 2, 2, 3, 2)
    assert list(made.above(4)) == [3, 2]
    assert list(made.above(2)) == []
    assert made.below() == [[], [0], [1, 3, 5], [4], [], []]
    assert len(made) == 6


def test_there_may_be_several_roots_or_none_at_all():
    assert list(parse(0, 1, 1).above(2)) == [1]
    assert len(parse()) == 0


@pytest.mark.parametrize("heads", [(1, 0), (1, 2, 0), (0, 2, 1), (0, 3), (-1,)])
def test_what_hangs_on_nothing_is_no_parse(heads):
    with pytest.raises(ValueError, match=r"circle|none of the sentence"):
        parse(*heads)


def test_every_token_has_all_parts():
    with pytest.raises(ValueError, match="one head, label"):
        Parse((0,), ("ROOT",), ("NN",), (), ("",))


def test_a_long_chain_is_no_circle():
    assert len(list(parse(0, *range(5000)).above(5000))) == 5000
