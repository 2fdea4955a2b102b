"""Cards of weights: what they say, and which are refused."""

import json

import pytest

from factcheck.align.naming_evidence import CARD, EVIDENCE
from factcheck.align.weights import SHIPPED, Logistic, load_weights, write_weights
from factcheck.errors import ModelError

MADE = Logistic(weights=(2.0, -1.0), means=(0.5, 1.0), intercept=0.0)


def test_evidence_that_is_as_usual_decides_nothing():
    assert MADE.likely([0.5, 1.0]) == 0.5


def test_each_piece_of_evidence_speaks_by_its_weight():
    assert MADE.likely([1.5, 1.0]) > MADE.likely([0.5, 1.0]) > MADE.likely([0.5, 3.0])


def test_what_spoke_most_is_said_in_words_and_nothing_that_spoke_against_it():
    assert MADE.decisive([1.5, 0.0], ["letters", "rest"]) == ("letters", "rest")
    assert MADE.decisive([1.5, 2.0], ["letters", "rest"]) == ("letters",)


def test_a_card_is_read_as_it_was_written(tmp_path):
    write_weights(tmp_path / "card.json", MADE, ["a", "b"], ["pack"])
    assert load_weights(str(tmp_path / "card.json"), CARD, ("a", "b")) == MADE
    assert json.loads((tmp_path / "card.json").read_text(encoding="utf-8"))["made_of"] == ["pack"]


def test_a_card_of_other_evidence_is_refused(tmp_path):
    write_weights(tmp_path / "card.json", MADE, ["a", "b"], ["pack"])
    with pytest.raises(ModelError, match="other evidence"):
        load_weights(str(tmp_path / "card.json"), CARD, ("a", "c"))


@pytest.mark.parametrize("text", ["", "[]", '{"evidence": {}}', '{"intercept": 1, "evidence": [1]}'])
def test_what_is_no_card_is_refused(tmp_path, text):
    (tmp_path / "card.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="card"):
        load_weights(str(tmp_path / "card.json"), CARD, ())


def test_the_shipped_card_weighs_the_evidence_that_is_gathered():
    assert len(load_weights(SHIPPED, CARD, tuple(EVIDENCE)).weights) == len(EVIDENCE)
