"""What is looked up, so that not everything need be tried, is what trying everything finds."""

from __future__ import annotations

from datetime import date

from alone import ENCODER, story
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import PARSER, sentences, understand
from stories import LEXICONS, Told, article

from factcheck.checks import unsupported
from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.questions.times import Times
from factcheck.checks._support.values.calendar import Calendar, _same_days
from factcheck.checks._support.words.bag_index import BagIndex, best_of
from factcheck.domain.text import Span
from factcheck.gate.meetings import inside
from factcheck.text.in_order import InOrder
from factcheck.text.nearness import Nearness
from factcheck.values.speech.borrowing import _Texts
from factcheck.values.speech.utterances import Utterance, Word

SPANS = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 40), st.integers(0, 20))
BAGS = st.frozensets(st.sampled_from(["dyke", "river", "breach", "Ada", "mill", "14"]), max_size=5)
ROWS = st.lists(st.sampled_from("abc"), max_size=8)
NEARNESS = Nearness(sentences("a", "The river broke the dyke. Ada saw the river. The mill stood by the river."))


@given(st.lists(SPANS, max_size=20), SPANS)
def test_what_meets_a_stretch_is_found_in_its_order(spans: list[Span], asked: Span):
    found = InOrder(enumerate(spans), span_of=lambda one: one[1]).meeting(asked)
    assert found == [one for one in enumerate(spans) if one[1].start <= asked.end and asked.start <= one[1].end]
    assert all(one in found for one in enumerate(spans) if inside(asked, one[1]) or inside(one[1], asked))


@given(st.lists(BAGS, max_size=12), BAGS)
def test_the_likeness_of_many_is_that_of_each(bags: list[frozenset[str]], asked: frozenset[str]):
    index = BagIndex(bags, NEARNESS)
    for bag, likeness, shared in zip(bags, index.likenesses(asked), index.shared(asked), strict=True):
        assert abs(likeness - NEARNESS.likeness(asked, bag)) < 1e-9
        assert abs(shared - NEARNESS.weight(asked & bag)) < 1e-9


@given(st.lists(BAGS, min_size=1, max_size=12), BAGS)
def test_the_best_of_many_is_that_of_the_highest_rank(bags: list[frozenset[str]], asked: frozenset[str]):
    def rank(one: tuple[int, frozenset[str]]) -> tuple[float, int]:
        return NEARNESS.likeness(asked, one[1]), -one[0]

    numbered = list(enumerate(bags))
    assert best_of(numbered, BagIndex(bags, NEARNESS).likenesses(asked), rank) == max(numbered, key=rank)


TOLD = (
    """The dyke broke on Monday. It was built in 1963 and mended on 4 May 2019. Rain fell from 12 to 14 May. On Tuesday
night the mill stood under water. In June it will be sold. It was shut over the weekend. By 3 a.m. on 15 May all were
out. Last year 14 came. A flood came in the spring of 2018. On 4 May 2019 the mill was dry.""",
    "The river rose on Sunday, 12 May. The dyke broke late on Monday. On May 14 it closed. The summer of 2018 was dry.",
)


def test_what_is_on_the_days_of_a_time_is_what_each_by_itself_would_be():
    accounts = understand([article(f"paper-{n}", Told(text, "2024-05-15")) for n, text in enumerate(TOLD)], LEXICONS)
    calendar = Calendar(accounts, date(2024, 5, 15))
    assert len(calendar.known) > 12
    for asked in calendar.known:
        found = [calendar.known[n] for n in calendar._on_its_days(asked)]
        assert found == [known for known in calendar.known if _same_days(asked, known)]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_nearest_time_is_the_one_that_ranks_highest(data: st.DataObject):
    accounts = understand([article(f"paper-{n}", Told(text, "2024-05-15")) for n, text in enumerate(TOLD)], LEXICONS)
    held = HeldDraft(accounts[0], story(accounts), unsupported.UnsupportedSettings(), LEXICONS, PARSER, ENCODER)
    calendar, times = held.calendar, Times(held)
    asked = data.draw(st.sampled_from(calendar.known))
    among = data.draw(st.lists(st.sampled_from(calendar.known), min_size=1, max_size=6))
    assert times._nearest(asked, among) is max(among, key=lambda known: times._rank(asked, known))
    assert times._likest(asked, among) == max(times._likeness(asked, known) for known in among)


def said(*keys: str) -> Utterance:
    words = (Word(key, Span(n, n + 1), "NN1", 0, broken=False, capital=False) for n, key in enumerate(keys))
    return Utterance("a", tuple(words), marked=True)


@given(st.lists(ROWS, max_size=6), ROWS.filter(bool))
def test_words_stand_where_they_stand_in_a_row(rows: list[list[str]], asked: list[str]):
    tried = any(row[n : n + len(asked)] == asked for row in rows for n in range(len(row) - len(asked) + 1))
    assert _Texts([said(*row) for row in rows]).have(tuple(asked)) == tried
