"""The judge that asks a model: the mean of both directions, whatever the order of the model's classes."""

from itertools import permutations

import pytest
from fakes import FakeClassifier, FakeParser
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.story import Judgement
from factcheck.errors import ModelError
from factcheck.judges.cross_encoder import Judge
from factcheck.shelves import handed, member

NLI = ("contradiction", "entailment", "neutral")
HELD, BROKEN, RAIN = "The truce held.", "The truce was broken.", "It rained."
SHARES = st.lists(st.floats(0, 1), min_size=3, max_size=3).filter(sum).map(lambda row: [p / sum(row) for p in row])


def judged(pairs, classifier):
    return Judge(classifier=classifier).judge(pairs)


def parts(verdict):
    return (verdict.contradiction, verdict.entailment, verdict.neutral)


def test_a_verdict_is_the_mean_of_both_directions():
    answers = {(HELD, BROKEN): [0.9, 0.0, 0.1], (BROKEN, HELD): [0.5, 0.2, 0.3]}
    [verdict] = judged([(HELD, BROKEN)], FakeClassifier(NLI, answers))
    assert parts(verdict) == pytest.approx((0.7, 0.1, 0.2))


@given(SHARES, SHARES)
def test_which_statement_comes_first_makes_no_difference(there, back):
    classifier = FakeClassifier(NLI, {(HELD, BROKEN): there, (BROKEN, HELD): back})
    one, other = judged([(HELD, BROKEN), (BROKEN, HELD)], classifier)
    assert one == other
    assert sum(parts(one)) == pytest.approx(1)


@pytest.mark.parametrize("classes", list(permutations(NLI)))
def test_the_classes_may_stand_in_any_order(classes):
    row = dict(zip(NLI, (0.7, 0.1, 0.2), strict=True))
    [verdict] = judged([(HELD, BROKEN)], FakeClassifier(classes, other=[row[name] for name in classes]))
    assert parts(verdict) == pytest.approx((0.7, 0.1, 0.2))


def test_verdicts_keep_the_order_of_the_pairs():
    sure = {(HELD, BROKEN): [1, 0, 0], (BROKEN, HELD): [1, 0, 0], (HELD, HELD): [0, 1, 0]}
    verdicts = judged([(HELD, HELD), (HELD, RAIN), (HELD, BROKEN)], FakeClassifier(NLI, sure, other=[0, 0, 1]))
    assert verdicts == [Judgement(0, 1, 0), Judgement(0, 0, 1), Judgement(1, 0, 0)]


@pytest.mark.parametrize(
    "classes", [("entailment", "neutral"), ("same", "different"), ("label_0",), ("entailment", "not_entailment")]
)
def test_a_model_that_lacks_a_class_is_refused_before_it_is_asked(classes):
    classifier = FakeClassifier(classes, other=[0] * len(classes))
    with pytest.raises(ModelError, match=r"lacks contradiction.*; set judge\.model .*\"lexicon\""):
        judged([(HELD, BROKEN)], classifier)
    assert classifier.asked == []


@pytest.mark.parametrize("name", ["cross_encoder", "lexicon"])
def test_no_pair_has_no_verdict(name):
    from stories import LEXICONS

    class_, classifier = member("judges", name), FakeClassifier(NLI)
    assert (
        list(
            class_(
                **handed(class_, {"opposites": LEXICONS.opposites, "parser": FakeParser(), "classifier": classifier})
            ).judge([])
        )
        == []
    )
    assert classifier.asked == []


def test_the_model_names_the_judge():
    assert Judge(classifier=FakeClassifier(NLI)).name == "fake-classifier@1"
