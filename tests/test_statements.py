"""Whole statements without a value: who is put to the aligner, what it keeps, and what the judge makes of it."""

import pytest
from fakes import FakeClassifier
from reading import understand
from stories import CONFIG, LEXICONS, Told, article

from factcheck.align.statements import candidates, pair_statements
from factcheck.aligners.cross_encoder import Aligner
from factcheck.aligners.rules import Aligner as Rules
from factcheck.domain.findings import Relation
from factcheck.domain.story import Story
from factcheck.judges.cross_encoder import Judge
from factcheck.kinds.outcome import Kind
from factcheck.values.names.namebook import NameBook

SETTINGS = CONFIG.statements
STAYED = "The envoy stayed in Lutten until the ferry sailed."
LEFT = "The envoy left Lutten before the ferry sailed."
ELSEWHERE = "Snow closed the mountain pass above Zerifa."
SURE, UNSURE = (0.97, 0.01, 0.02), (0.4, 0.2, 0.4)


def accounts(*texts):
    told = [article(f"paper-{n}", text) for n, text in enumerate(texts, start=1)]
    return understand(told, LEXICONS, statements=True)


def statements(*texts):
    return [claim for account in accounts(*texts) for claim in account.statements]


def aligner(probability):
    return Aligner(classifier=FakeClassifier(("different", "same"), other=(1 - probability, probability)))


def findings(*texts, verdict, same=0.98):
    made = accounts(*texts)
    pairs = pair_statements([s for account in made for s in account.statements], aligner(same), SETTINGS)
    judge = Judge(classifier=FakeClassifier(("contradiction", "entailment", "neutral"), other=verdict))
    kind = Kind(Kind.Settings(), judge=judge, opposites=LEXICONS.opposites)
    return list(kind.compare(Story("story-1", "", made, pairs, book=NameBook.of({}))))


def test_a_statement_meets_the_nearest_one_of_each_other_article():
    told = statements(f"{STAYED} {ELSEWHERE}", f"{ELSEWHERE} {LEFT}")
    met = {(told[i].sentence.text, told[j].sentence.text) for i, j in candidates(told, SETTINGS)}
    assert met == {(STAYED, LEFT), (ELSEWHERE, ELSEWHERE)}


def test_statements_of_one_article_never_meet():
    assert list(candidates(statements(f"{STAYED} {LEFT}"), SETTINGS)) == []


def test_statements_that_share_no_words_never_meet():
    assert list(candidates(statements(STAYED, ELSEWHERE), SETTINGS)) == []


@pytest.mark.parametrize(("probability", "pairs"), [(0.98, 1), (0.5, 0)])
def test_pairs_that_the_aligner_takes_for_one_thing_are_kept(probability, pairs):
    kept = pair_statements(statements(STAYED, LEFT), aligner(probability), SETTINGS)
    assert [round(pair.cohesion, 2) for pair in kept] == [probability] * pairs


def test_the_rules_alone_pair_nothing():
    assert pair_statements(statements(STAYED, LEFT), Rules(), SETTINGS) == ()


def test_nothing_is_paired_of_nothing():
    assert pair_statements([], aligner(0.98), SETTINGS) == ()


def test_an_echo_is_no_pair():
    assert pair_statements(statements(STAYED, STAYED), aligner(0.98), SETTINGS) == ()


def test_plans_and_questions_tell_nothing():
    told = statements(STAYED, "The envoy plans to leave Lutten before the ferry sails.")
    assert pair_statements(told, aligner(0.98), SETTINGS) == ()


def test_statements_that_exclude_each_other_are_a_conflict_and_say_what_was_decisive():
    [found] = findings(STAYED, LEFT, verdict=SURE)
    assert (found.kind, found.relation) == ("outcome", Relation.CONFLICT)
    assert [side.evidence[0].quote for side in found.sides] == [STAYED, LEFT]
    assert "0.98" in found.why
    assert "0.97" in found.why


def test_two_speakers_make_it_contested():
    [found] = findings(
        "The envoy stayed in Lutten, General Omar Tarn said.",
        "The envoy left Lutten, Colonel Sami Harb said.",
        verdict=SURE,
    )
    assert found.relation is Relation.CONTESTED


def test_a_judge_that_is_not_sure_says_nothing():
    assert findings(STAYED, LEFT, verdict=UNSURE) == []


def test_one_sentence_is_reported_once():
    assert len(findings(STAYED, LEFT, Told("The envoy had left Lutten when the ferry sailed."), verdict=SURE)) == 1
