"""Aligners: the rules have no opinion; a model's is the same whichever text comes first, and never beyond all doubt."""

import numpy as np
import pytest
from fakes import FakeClassifier
from hypothesis import given
from hypothesis import strategies as st

from factcheck.aligners import cross_encoder, rules
from factcheck.errors import ModelError

CLASSES = ("different", "same")
CROWD, RIVERS = "The march drew [figure] people.", "The river rose by [figure]."
TEXTS = st.text(max_size=6)


class ByLength(FakeClassifier):
    """Minds the order: says "same" the more surely, the longer the first text."""

    def classify(self, pairs):
        self.asked += pairs
        same = np.array([1 / (2 + len(b)) if a else 0.9 for a, b in pairs], dtype=np.float32)
        return np.stack([1 - same, same], axis=1)


def odds(probability, classes=CLASSES):
    row = [probability if name == "same" else 1 - probability for name in classes]
    return cross_encoder.Aligner(classifier=FakeClassifier(classes, other=row)).odds([(CROWD, RIVERS)])[0]


def test_the_rules_have_no_opinion():
    found = rules.Aligner().odds([(CROWD, RIVERS), (CROWD, CROWD)])
    assert found.shape == (2,)
    assert np.isnan(found).all()


def test_no_pair_has_no_odds():
    classifier = FakeClassifier(CLASSES)
    assert rules.Aligner().odds([]).shape == (0,)
    assert cross_encoder.Aligner(classifier=classifier).odds([]).shape == (0,)
    assert classifier.asked == []


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_which_text_comes_first_makes_no_difference(pairs):
    aligner = cross_encoder.Aligner(classifier=ByLength(CLASSES))
    assert np.array_equal(aligner.odds(pairs), aligner.odds([(b, a) for a, b in pairs]))


@pytest.mark.parametrize("classes", [CLASSES, ("same", "different"), ("open", "same", "different")])
def test_the_class_called_same_is_what_counts_wherever_it_stands(classes):
    row = [0.75 if name == "same" else 0.25 / (len(classes) - 1) for name in classes]
    found = cross_encoder.Aligner(classifier=FakeClassifier(classes, other=row)).odds([(CROWD, RIVERS)])
    assert found == pytest.approx([np.log(3)])


def test_odds_keep_the_order_of_the_pairs():
    pairs = [(RIVERS, CROWD), (CROWD, RIVERS + "!"), (CROWD, CROWD)]
    answers = {tuple(sorted(pair)): [1 - p, p] for pair, p in zip(pairs, (0.9, 0.1, 0.5), strict=True)}
    found = cross_encoder.Aligner(classifier=FakeClassifier(CLASSES, answers)).odds(pairs)
    assert found == pytest.approx([np.log(9), -np.log(9), 0], abs=1e-6)


@pytest.mark.parametrize("sure", [0.0, 1.0])
def test_a_model_that_is_wholly_sure_still_leaves_some_doubt(sure):
    assert np.isfinite(odds(sure))
    assert abs(odds(sure)) < 10
    assert np.sign(odds(sure)) == np.sign(sure - 0.5)


@given(st.floats(0, 1, width=32), st.floats(0, 1, width=32))
def test_the_surer_the_higher(low, high):
    low, high = sorted((low, high))
    assert odds(low) <= odds(high)


def test_a_model_without_the_class_is_refused_before_it_is_asked():
    classifier = FakeClassifier(("contradiction", "entailment"), other=[0.5, 0.5])
    with pytest.raises(ModelError, match=r"fake-classifier@1.*contradiction, entailment.*\"same\"; set aligner\.model"):
        cross_encoder.Aligner(classifier=classifier).odds([(CROWD, RIVERS)])
    assert classifier.asked == []


def test_the_model_names_the_aligner():
    assert cross_encoder.Aligner(classifier=FakeClassifier(CLASSES)).name == "fake-classifier@1"
    assert rules.Aligner().name == "rules"
