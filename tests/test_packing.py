"""Accounts and findings come back from their bytes as they were, and nothing but values of the domain can."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import understand

from factcheck.comparing import Comparing
from factcheck.domain.account import Claimant, Name
from factcheck.domain.text import Part, Places, Span, Verbatim
from factcheck.domain.values import Boundary, Figure, Hedge, Status
from factcheck.grouping import gathered
from factcheck.intake.reading import read
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import make_tools
from factcheck.understand.packing import packed, unpacked

ATOMS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text())
WRITTEN = st.one_of(  # which hour of a night that has one twice, nobody compares and nothing keeps
    st.dates(),
    st.times().map(lambda one: one.replace(fold=0)),
    st.datetimes(timezones=st.sampled_from([None, UTC, timezone(timedelta(hours=-3.5))])).map(
        lambda one: one.replace(fold=0)
    ),
)
SPANS = st.builds(Span, st.integers(0, 99), st.integers(100, 200))
VALUES = st.recursive(
    st.one_of(ATOMS, WRITTEN, SPANS, st.frozensets(st.text()), st.sampled_from([*Status, *Hedge, *Part, *Boundary])),
    lambda inner: st.one_of(
        st.lists(inner).map(tuple),
        st.dictionaries(st.text(), inner),
        st.builds(Name, SPANS, st.text(), st.text()),
        st.builds(Claimant, st.text(), SPANS),
    ),
)


@given(VALUES)
def test_what_is_packed_comes_back_of_the_same_types(value):
    again = unpacked(packed(value))
    assert again == value
    assert repr(again) == repr(value) or "frozenset" in repr(value)


def test_one_equals_true_and_neither_becomes_the_other():
    value = (1, True, 1.0, 0, False, 0.0, -0.0, None, "", math.inf)
    assert repr(unpacked(packed(value))) == repr(value)


def test_a_figure_that_has_no_end_and_half_a_pair_come_back():
    value = (
        Figure(3.0, math.inf, "count", Hedge.AT_LEAST, "\ud83d at least 3"),
        Places((Verbatim(0, 4, 9),) if len(Verbatim._fields) == 3 else (), (0, 7)),
        datetime(2021, 5, 4, 9, 30, tzinfo=UTC),
        date(2021, 5, 4),
        time(9, 30),
    )
    assert unpacked(packed(value)) == value


def test_what_was_found_in_articles_comes_back_as_it_was():
    articles = read(["seeds"], today=date(2100, 1, 1)).articles
    tools = make_tools(load_config(), load_lexicons(), None, ["kinds"])
    (group,) = gathered(understand(articles, tools.lexicons), tools, [])
    (weighed,) = Comparing(tools).weighed([group])
    value = (weighed.found, weighed.compatible, weighed.story.clusters, weighed.story.disputes)
    assert all(value)
    assert unpacked(packed(value)) == value


def test_what_is_equal_is_kept_once():
    one, other = Span(3, 9), Span(3, 9)
    first, second = unpacked(packed((one, other)))
    assert first is second
    assert len(packed(tuple(Span(3, 9) for _ in range(500)))) < 2000


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, object(), PurePosixPath("/x"), timedelta(1), [1]])
def test_what_no_account_is_made_of_is_refused(value):
    with pytest.raises(TypeError, match="is nothing that an account or a finding is made of"):
        packed((value,))


@given(st.data())
def test_damage_anywhere_is_noticed_or_harmless(data):
    """Without the seal that a cache puts before it."""
    whole = packed((Span(1, 2), "text", Status.ASSERTED))
    at = data.draw(st.integers(0, len(whole) - 1))
    unpacked(whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :])
    unpacked(whole[:at])
