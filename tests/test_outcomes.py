"""An outcome counts only where its event is named, and negation turns it over."""

import pytest
from reading import PARSER, tokens

from factcheck.judges.lexicon import Judge
from factcheck.settings.lexicons import load_lexicons
from factcheck.values.deeds.outcomes import find_outcomes


def outcomes(text):
    return {(o.event, o.side) for _, o in find_outcomes(tokens(text), load_lexicons().opposites)}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The truce largely held through the night.", ("truce", "held")),
        ("Militias repeatedly violated the ceasefire near the port.", ("truce", "broken")),
        ("The ceasefire did not hold for long.", ("truce", "broken")),
        ("Both leaders signed the agreement in Geneva.", ("deal", "signed")),
        ("The general flew home without signing the accord.", ("deal", "unsigned")),
        ("The premier refused to sign the pact.", ("deal", "unsigned")),
        ("Parliament passed the bill by nine votes.", ("vote", "passed")),
        ("The senate rejected the amendment.", ("vote", "failed")),
    ],
)
def test_fires(text, expected):
    assert expected in outcomes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The shelf held two hundred books.",
        "He signed autographs for an hour.",
        "She broke her arm on Monday.",
        "The truce was announced on Sunday.",
        "The agreement runs to forty pages.",
        "The calm sea helped the rescuers.",
        "They passed the hospital on the way.",
        "Voters queued for hours.",
    ],
)
def test_stays_silent(text):
    assert not outcomes(text)


@pytest.mark.parametrize(
    "text",
    ["He not only signed the deal but praised it.", "There is no doubt they signed the treaty."],
)
def test_some_negations_negate_nothing(text):
    assert ("deal", "signed") in outcomes(text)


@pytest.mark.parametrize(
    "left, right, contradicts",
    [
        ("The truce held.", "The truce was broken within hours.", True),
        ("The truce held.", "The ceasefire was respected on all fronts.", False),
        ("The truce held.", "Parliament rejected the bill.", False),
        ("It rained.", "It snowed.", False),
    ],
)
def test_the_judge_knows_opposites(left, right, contradicts):
    [verdict] = Judge(opposites=load_lexicons().opposites, parser=PARSER).judge([(left, right)])
    assert (verdict.contradiction > 0.5) is contradicts
    assert verdict.contradiction + verdict.entailment + verdict.neutral == pytest.approx(1)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The truce was neither broken nor violated.", {("truce", "held")}),
        ("The deal that the premier had rejected was signed.", {("deal", "signed")}),
        ("The deal, which the premier rejected in May, was signed on Monday.", {("deal", "signed")}),
        ("The deal that was signed on Monday runs for a year.", {("deal", "signed")}),
        ("The truce was broken and violated.", {("truce", "broken")}),
        ("The truce did not hold and was violated.", {("truce", "broken")}),
        ("The report did not advise rejecting the deal.", {("deal", "signed")}),
        ("The report advised rejecting the deal.", {("deal", "unsigned")}),
    ],
)
def test_a_sentence_tells_the_outcome_of_its_main_clause(text, expected):
    assert outcomes(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The truce was not broken or violated.", {("truce", "held")}),
        ("The general neither broke nor violated the truce.", {("truce", "held")}),
        ("The treaty that Krantz had not signed was rejected.", {("deal", "unsigned")}),
        ("The deal was rejected or ignored.", {("deal", "unsigned")}),
        ("He did not know the deal was signed.", {("deal", "signed")}),
        ("Krantz rejected the deal that was on the table.", {("deal", "unsigned")}),
        ("The man who signed the deal left.", {("deal", "signed")}),
    ],
)
def test_a_negation_rules_its_own_verb_and_those_that_or_joins_to_it(text, expected):
    assert outcomes(text) == expected
