"""One origin: copies of a text and wire copy fold together; two accounts of one event do not."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.align.origins import origins
from factcheck.domain.text import Article

AGENCIES = ("reuters", "ap", "the associated press", "associated press", "afp", "agence france-presse")
WORDS = [f"word{number}" for number in range(4000)]


def prose(seed: int, count: int = 120) -> str:
    return " ".join(random.Random(seed).sample(WORDS, count)) + "."


def article(name: str, text: str, published: datetime | None = None, author: str | None = None) -> Article:
    return Article(name, text, name, name, name, published=published, author=author)


def fold(*articles: Article) -> dict[str, str]:
    return origins(articles, same_origin=0.6, shingle_words=5, agencies=AGENCIES)


WIRE = prose(1)
HALF = " ".join(WIRE.split()[:60]) + " " + prose(2, 80)

ONE_ORIGIN = [
    (WIRE, WIRE),
    (WIRE, "A headline of our own\n\n" + WIRE.replace("word", "Word")),
    (WIRE, " ".join(WIRE.split()[:70])),
    ("OSLO (Reuters) - " + HALF, "OSLO (Reuters) - " + WIRE),
    ("AP — " + HALF, "By Ann Other, Associated Press\n\n" + WIRE),
    (HALF + "\n\n(AFP)", "PARIS (Agence France-Presse) - " + WIRE),
]
TWO_ORIGINS = [
    (prose(3), prose(4)),
    ("OSLO (AP) — " + prose(3), "OSLO (AP) — " + prose(4)),
    (HALF, WIRE),
    ("OSLO (Reuters) - " + HALF, "OSLO (AFP) - " + WIRE),
    ("The minister told Reuters that " + HALF, "Reuters reported that " + WIRE),
    ("An ap for phones\n\n" + HALF, "An ap for phones\n\n" + WIRE),
    ("", ""),
    ("Short words here.", prose(5)),
]


@pytest.mark.parametrize(("one", "two"), ONE_ORIGIN)
def test_copies_are_one_origin(one: str, two: str) -> None:
    assert fold(article("a", one), article("b", two)) == {"a": "a", "b": "a"}


@pytest.mark.parametrize(("one", "two"), TWO_ORIGINS)
def test_accounts_of_their_own_stay_apart(one: str, two: str) -> None:
    assert fold(article("a", one), article("b", two)) == {"a": "a", "b": "b"}


def test_the_earliest_stands_for_the_origin_then_the_lowest_id() -> None:
    early, late = datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 2)  # noqa: DTZ001 - mixed on purpose
    assert set(fold(article("a", WIRE), article("b", WIRE, late), article("c", WIRE, early)).values()) == {"c"}
    assert set(fold(article("b", WIRE), article("a", WIRE)).values()) == {"a"}


def test_a_text_printed_everywhere_is_still_one_origin() -> None:
    copies = [article(f"a{number:03}", WIRE) for number in range(120)]
    assert set(fold(*copies).values()) == {"a000"}


@settings(max_examples=30, deadline=None)
@given(st.permutations([article(f"a{n}", text) for n, text in enumerate([WIRE, HALF, prose(7), WIRE + HALF, "", "x"])]))
def test_order_never_matters(shuffled: list[Article]) -> None:
    assert fold(*shuffled) == fold(*sorted(shuffled, key=lambda one: one.id))
