"""Which articles are on one event: look-alike stories are told apart, and the order of the articles never matters."""

import pytest
from findings_samples import discrepancy, evidence, side
from hypothesis import given
from hypothesis import strategies as st
from reading import understand
from stories import CONFIG, LEXICONS, articles

from factcheck.align.stories import of_two_events, one_event, same_event_groups
from factcheck.domain.story import Story
from factcheck.values.names.namebook import NameBook

QUAKE = [
    (
        "An earthquake of magnitude 6.4 shook Palmira on Monday. Mayor Ines Vado said 12 houses in Palmira fell. Hospitals "
        "in Costa Brisa took in the wounded."
    ),
    (
        "Palmira counted its damage after an earthquake of magnitude 6.4. Ines Vado, the mayor, asked the government in "
        "Costa Brisa for tents. 12 houses fell."
    ),
]
OTHER_QUAKE = [
    (
        "An earthquake of magnitude 5.9 shook Hokuden on Monday. Governor Ken Morita said trains around Hokuden stopped. "
        "The Saburo plant was shut down."
    ),
    (
        "Trains stood still around Hokuden after an earthquake of magnitude 5.9. Governor Ken Morita sent engineers to the "
        "Saburo plant."
    ),
]
CUP = ["Rovers beat Lindal 2-1 in the cup final at Fairfield. Ivo Marsh scored both goals for Rovers."]


def groups(*texts):
    return same_event_groups(understand(articles(*texts), LEXICONS), CONFIG.event)


def test_two_look_alike_events_are_told_apart():
    assert groups(*QUAKE, *OTHER_QUAKE) == ((0, 1), (2, 3))


def test_an_article_on_another_event_stands_alone():
    assert groups(*QUAKE, *CUP) == ((0, 1), (2,))


def test_one_event_is_one_group():
    assert groups(*QUAKE) == ((0, 1),)


@pytest.mark.parametrize("texts", [["", ""], ["", *CUP], ["all small letters here", "and here"]])
def test_articles_without_names_or_figures_stand_alone(texts):
    assert groups(*texts) == ((0,), (1,))


POOL = understand(articles(*QUAKE, *OTHER_QUAKE, *CUP), LEXICONS)
GROUPS = {frozenset(POOL[i].article.id for i in group) for group in same_event_groups(POOL, CONFIG.event)}


@given(st.permutations(POOL))
def test_the_order_of_the_articles_never_matters(pool):
    found = same_event_groups(pool, CONFIG.event)
    assert {frozenset(pool[i].article.id for i in group) for group in found} == GROUPS


@given(st.lists(st.sampled_from(POOL), unique_by=lambda account: account.article.id))
def test_every_article_is_in_exactly_one_group(pool):
    found = same_event_groups(pool, CONFIG.event)
    assert sorted(i for group in found for i in group) == list(range(len(pool)))


def _sides(*articles, kind="figure"):
    said = [[evidence(article, "It sank.", "sank") for article in names] for names in articles]
    return discrepancy("x", *(side(f"{n}", *quotes) for n, quotes in enumerate(said)), kind=kind)


def _story(**likely):
    """A story of a, b, c, d with the likelihoods of pairs; the others are on one event for sure."""
    pairs = {(x, y): 1.0 for x in "abcd" for y in "abcd" if x < y}
    return Story(
        "s", "t", (), (), one_event=pairs | {(pair[0], pair[1]): p for pair, p in likely.items()}, book=NameBook.of({})
    )


TWO_EVENTS = _story(ac=0.5, ad=0.4, bc=0.5, bd=0.4)


@pytest.mark.parametrize(
    ("found", "story", "two"),
    [
        (_sides("ab", "cd"), TWO_EVENTS, True),
        (_sides("ab", "c"), TWO_EVENTS, True),
        (_sides("a", "c"), TWO_EVENTS, False),  # two articles alone may differ in much
        (_sides("ac", "bd"), TWO_EVENTS, False),
        (_sides("ab", "cd"), _story(ac=0.5, ad=0.4), False),
        (_sides("ab", "cd", kind="name"), TWO_EVENTS, False),
        (_sides("ab", "cd", kind="quote"), TWO_EVENTS, False),
        (_sides("a", "a", kind="headline"), TWO_EVENTS, False),
        (_sides("ab", "cd"), Story("s", "t", (), (), book=NameBook.of({})), False),
    ],
)
def test_a_finding_is_of_two_events_when_its_sides_have_little_in_common(found, story, two):
    assert of_two_events(found, story, CONFIG.event) is two


def test_articles_on_one_event_are_likelier_on_one_event():
    likely = one_event(POOL, CONFIG.event)
    quake, other = ("paper-1", "paper-2"), ("paper-1", "paper-3")
    assert likely[quake] > CONFIG.event.between_sides > likely[other]
    assert len(likely) == len(POOL) * (len(POOL) - 1) // 2
