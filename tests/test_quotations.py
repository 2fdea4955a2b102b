"""Sayings held against each other: which are asked about, what is known of two, and what the model makes of it."""

import json
from itertools import pairwise
from pathlib import Path

import alone
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.align.one_utterance import OneUtterance, load_one_utterance, write_one_utterance
from factcheck.align.sayings import Sayings
from factcheck.align.wordings import EVIDENCE, evidence
from factcheck.errors import ModelError
from factcheck.scoring import Event, Label, Stretch
from factcheck.values.speech.voices import Voices
from training.fit_decision import Examples
from training.fit_quotations import fit, marked

WIDTH = len(EVIDENCE)
ROWS = st.lists(st.floats(0, 5), min_size=WIDTH, max_size=WIDTH)


def candidates(*texts):
    """The candidates of some articles, by the words of both, and what is known of each."""
    story = alone.story(alone.accounts(texts))
    voices = Voices(story.accounts, story.book, alone.LEXICONS)
    sayings = Sayings.of(story.sources)
    return {
        pair: (aligned, dict(zip(EVIDENCE, evidence(sayings, pair, aligned, voices), strict=True)))
        for pair, aligned in sayings.candidates()
    }


def known(*texts):
    ((_, found),) = candidates(*texts).values()
    return found


def model(**weights):
    return OneUtterance(tuple(weights.get(name.replace(" ", "_"), 0.0) for name in EVIDENCE), (0.0,) * WIDTH, 0.0)


# --- what is asked about -----------------------------------------------------------------------------------


def test_what_shares_a_word_of_matter_is_asked_about():
    assert list(candidates('"The old mill burns," Rao said.', '"The mill is on fire," Weller said.')) == [(0, 1)]


@pytest.mark.parametrize(
    "texts",
    [
        ('"It was over by then," Rao said.', '"It was a flood by then," Weller said.'),
        ('"The old mill burns," Rao said.', "Weller said that the old mill burns."),
        ('"The old mill burns," Rao said. "The old mill burnt," Weller said.', "Nobody else spoke of it."),
    ],
    ids=["small words alone", "not quoted", "one article"],
)
def test_the_rest_is_not(texts):
    assert candidates(*texts) == {}


# --- how the words are aligned -----------------------------------------------------------------------------


def differing(*texts):
    ((aligned, _),) = candidates(*texts).values()
    return [tuple(" ".join(word.key for word in side) for side in (d.left, d.right)) for d in aligned.altered]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (('"The dyke broke at noon," Rao said.', '"The dyke burst at noon," Rao said.'), [("broke", "burst")]),
        (('"Look, the dyke broke at noon," Rao said.', '"The dyke broke at noon, all of it," Rao said.'), []),
        (('"My dyke broke at noon," Rao said.', '"Our dyke broke at noon," Rao said.'), [("my", "our")]),
        (('"The dyke broke," Rao said, "at noon."', '"The dyke broke in two at noon," Rao said.'), []),
        (('"The dyke broke at noon," Rao said.', '"The [old] dyke broke at noon," Rao said.'), []),
    ],
    ids=["inside", "trimmed at both ends", "where both begin", "over he said", "in brackets"],
)
def test_where_words_differ(texts, expected):
    assert differing(*texts) == expected


# --- what is known of two ----------------------------------------------------------------------------------


def test_who_speaks_is_known():
    one = known('"The old mill burns," Ada Rao said.', '"The mill burns," Ada Rao said.')
    two = known('"The old mill burns," Ada Rao said.', '"The mill burns," Tom Weller said.')
    nobody = known('"The old mill burns." So it was.', '"The mill burns," Tom Weller said.')
    assert [(found["one speaker"], found["two speakers"]) for found in (one, two, nobody)] == [(1, 0), (0, 1), (0, 0)]


def test_what_is_quoted_before_and_after_counts():
    beside = candidates('"We sold it. The mill burns," Rao said.', '"We sold it. The old mill burnt," Rao said.')
    apart = candidates('"We left. The mill burns," Rao said.', '"It rained. The old mill burnt," Rao said.')
    assert max(found["neighbour"] for _, found in beside.values()) == 1
    assert max(found["neighbour"] for _, found in apart.values()) == 0


def test_a_nearer_quotation_of_the_other_article_is_known():
    found = candidates(
        '"The mill burns to the ground," Rao said. She left. Nobody in the town at the river had seen her all day long, '
        'or asked for her, or called her on the telephone. "The mill is ours," Weller said.',
        '"The mill burns to the ground," Rao said.',
    )
    assert [(known["rank"], known["given"]) for _, (_, known) in sorted(found.items())] == [(0, 0), (1, 1)]


@given(ROWS, st.integers(0, WIDTH - 1))
def test_a_quotation_is_as_likely_as_its_evidence_adds_up_to(row, n):
    """More of what speaks for a pair never makes it less likely."""
    shipped = load_one_utterance()
    more = [x + 1 if at == n else x for at, x in enumerate(row)]
    change = shipped.likely(more) - shipped.likely(row)
    assert change * shipped.weights[n] >= 0


# --- the model ---------------------------------------------------------------------------------------------


def test_the_decisive_evidence_is_told_in_words():
    row = [1.0] * WIDTH
    assert model(one_speaker=2.0, run=1.0, repeated=-3.0).decisive(row) == (
        "who speaks",
        "the words that they share in a row",
    )
    assert model(repeated=-3.0).decisive(row) == ()


def test_the_confidence_grows_with_the_likelihood():
    shipped = load_one_utterance()
    said = [shipped.confidence(likely) for likely in (0.0, 0.2, 0.5, 0.8, 1.0)]
    assert all(low <= high for low, high in pairwise(said))


def test_a_model_comes_back_as_it_was_written(tmp_path):
    card, made = tmp_path / "made.json", model(run=0.5)
    write_one_utterance(card, made, made_of=["this test"])
    assert load_one_utterance(str(card)) == made
    assert json.loads(card.read_text(encoding="utf-8"))["made_of"] == ["this test"]


def test_a_model_of_other_evidence_is_refused(tmp_path):
    card = tmp_path / "other.json"
    card.write_text('{"evidence": {"the weather": {"weight": 1, "mean": 0}}}', encoding="utf-8")
    with pytest.raises(ModelError, match="weighs other evidence"):
        load_one_utterance(str(card))


def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(ModelError, match="give the card of a model of quotations"):
        load_one_utterance(str(tmp_path / "none.json"))


# --- what teaches it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "verdict", "expected"),
    [("quote", "right", True), ("quote", "arguable", None), ("figure", "right", None), (None, None, False)],
)
def test_a_pair_is_marked_by_what_the_editors_said_of_it(kind, verdict, expected):
    one, other = (account.sentences[0] for account in alone.accounts(["The mill burns.", "The mill burnt."]))
    places = [(Stretch(s.article, *s.span),) for s in (other, one)]
    gold = (Label(*places, verdict, kind),) if kind else ()
    assert marked(one, other, Event("e", Path("e"), 2, {}, gold, ())) is expected


def test_what_speaks_for_a_conflict_in_the_examples_speaks_for_it_in_the_model():
    rows = np.tile(np.linspace(0, 1, 40)[:, None], (1, WIDTH))
    fitted = fit([Examples("t", rows, rows[:, 0] > 0.5)])
    assert fitted.likely(rows[-1].tolist()) > 0.5 > fitted.likely(rows[0].tolist())
