"""Three sentences are seen, the quote among them, wherever it stands."""

from __future__ import annotations

import pytest

from factcheck.domain.text import Span
from factcheck.text.surroundings import surroundings

TEXT = "The boat left. It was late.\n\nNobody saw it go. The crew slept. Morning came."


def around(quote: str, text: str = TEXT) -> tuple[str, str]:
    start = text.index(quote)
    return surroundings(text, Span(start, start + len(quote)))


@pytest.mark.parametrize(
    "quote, before, after",
    [
        pytest.param(
            "Nobody saw it go.", "It was late.", "The crew slept.", id="one on either side, across paragraphs"
        ),
        pytest.param("The boat left.", "", "It was late. Nobody saw it go.", id="at the beginning, two that follow"),
        pytest.param("Morning came.", "Nobody saw it go. The crew slept.", "", id="at the end, two that precede"),
        pytest.param("saw it", "It was late. Nobody", "go. The crew slept.", id="the rest of the quote's own sentence"),
        pytest.param(
            "It was late.\n\nNobody saw it go.", "", "The crew slept.", id="two quoted sentences want one more"
        ),
        pytest.param(TEXT, "", "", id="a quote of everything has nothing around it"),
        pytest.param(
            "The boat left. It was late.\n\nNobody saw it go.", "", "", id="three quoted sentences are enough"
        ),
    ],
)
def test_three_sentences_are_seen(quote, before, after):
    assert around(quote) == (before, after)


def test_a_far_away_sentence_is_not_read_and_no_word_is_cut():
    words = "Lorem ipsum dolor sit amet " * 400
    before, after = around("The crew slept.", f"{words}. The crew slept. {words}")
    assert before.split()[0] in words.split()
    assert after.split()[-1] in words.split()
    assert len(before) < 1600
    assert len(after) < 1600
