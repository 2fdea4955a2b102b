"""The decision on a pair: the shipped model is whole and weighs what is gathered; what a tree says, and what was decisive."""

import json

import numpy as np
import pytest

from factcheck.align.decision import Decision, Trees, load_decision, write_decision
from factcheck.align.evidence import EVIDENCE
from factcheck.errors import ModelError

WIDTH = len(EVIDENCE)
NAMES = list(EVIDENCE)


def stump(feature, threshold, low, high, *, baseline=0.0):
    """A tree of one question: `low` where the feature is no larger than the threshold, `high` where it is."""
    return Trees(
        feature=np.array([[feature, 0, 0]], dtype=np.int32),
        threshold=np.array([[threshold, np.inf, np.inf]]),
        left=np.array([[1, 1, 2]], dtype=np.int32),
        right=np.array([[2, 1, 2]], dtype=np.int32),
        value=np.array([[(low + high) / 2, low, high]]),
        baseline=baseline,
        fits=1,
    )


def row(**known):
    return np.array([[known.get(name.replace(" ", "_"), 0.0) for name in NAMES]])


def test_a_tree_answers_by_its_threshold():
    trees = stump(NAMES.index("wording"), 0.5, -2.0, 2.0, baseline=1.0)
    assert trees.odds(np.concatenate([row(wording=0.5), row(wording=0.6)])).tolist() == [-1.0, 3.0]


def test_what_a_feature_added_and_the_rest_make_the_odds():
    trees = stump(NAMES.index("deed"), 0.5, -2.0, 1.0)
    odds, added = trees.parts(row(deed=1.0))
    assert added[0, NAMES.index("deed")] == pytest.approx(1.5)
    assert odds[0] == pytest.approx(added.sum() + trees.value[0, 0])


def test_the_shipped_model_adds_up():
    decision = load_decision()
    rows = np.random.default_rng(1).random((20, WIDTH))
    odds, added = decision.trees.parts(rows)
    root = decision.trees.value[:, 0].sum() / decision.trees.fits
    assert odds == pytest.approx(decision.trees.baseline + root + added.sum(axis=1))
    assert ((decision.likely(rows) >= 0) & (decision.likely(rows) <= 1)).all()


def test_no_pairs_no_answers():
    assert load_decision().likely(np.zeros((0, WIDTH))).shape == (0,)


def test_the_decisive_evidence_is_told_in_words():
    decision = Decision("made here", stump(NAMES.index("names"), 0.5, -1.0, 1.0))
    assert decision.decisive(row(names=1.0)[0]) == ("names in common",)
    assert decision.decisive(row()[0]) == ()


def test_confidence_rises_with_the_likelihood():
    decision = load_decision()
    said = [decision.confidence(likely) for likely in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)]
    assert said == sorted(said)
    assert len(set(said)) == len(said)


def test_what_is_written_is_read(tmp_path):
    card = tmp_path / "card.json"
    write_decision(card, stump(0, 0.5, -1.0, 1.0), slope=2.0, intercept=-1.0, made_of=["this test"])
    decision = load_decision(str(card))
    assert decision.trees.odds(row(wording=1.0)).tolist() == [1.0]
    assert (decision.slope, decision.intercept) == (2.0, -1.0)


def test_an_altered_model_is_refused(tmp_path):
    card = tmp_path / "card.json"
    write_decision(card, stump(0, 0.5, -1.0, 1.0), slope=1.0, intercept=0.0, made_of=[])
    card.with_suffix(".npz").write_bytes(b"something else")
    with pytest.raises(ModelError, match="not the file that its card names"):
        load_decision(str(card))


def test_a_model_of_other_evidence_is_refused(tmp_path):
    card = tmp_path / "card.json"
    write_decision(card, stump(0, 0.5, -1.0, 1.0), slope=1.0, intercept=0.0, made_of=[])
    told = json.loads(card.read_text()) | {"evidence": ["the phase of the moon"]}
    card.write_text(json.dumps(told))
    with pytest.raises(ModelError, match="other evidence"):
        load_decision(str(card))


def test_a_missing_model_says_what_to_give(tmp_path):
    with pytest.raises(ModelError, match="give the card of a decision model"):
        load_decision(str(tmp_path / "none.json"))
