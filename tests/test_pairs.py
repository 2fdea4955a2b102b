"""What is in dispute between articles: whatever the order of input, and whoever else has a say."""

from dataclasses import replace
from functools import partial
from itertools import permutations

import pytest
from fakes import FakeEncoder
from reading import understand
from stories import CONFIG, LEXICONS, article, articles, findings

from factcheck.align.clusters import align
from factcheck.align.comparability import clash, hindrance, never_of_one
from factcheck.align.decision import load_decision
from factcheck.align.evidence import EVIDENCE, evidence
from factcheck.align.pairs import blocks, candidates, disputes, joined
from factcheck.align.stories import one_event
from factcheck.aligners import rules
from factcheck.domain.values import Agreement, Figure
from factcheck.pipeline import compare

LISTS = {"hedges": LEXICONS.hedges, "nouns": LEXICONS.nouns, "play": LEXICONS.play}
HINDERS = partial(hindrance, **LISTS)
FLOOD = [
    "The river Arl burst its banks. The flood killed 14 people in Varnholm, the mayor said.",
    "The river Arl burst its banks. The flood in Varnholm killed 31 people, the police said.",
    "The river Arl burst its banks. The flood in Varnholm killed 31 people, the army said.",
]


def blocks_of(*texts):
    accounts = understand(articles(*texts), LEXICONS)
    claims = [claim for account in accounts for claim in account.claims]
    vectors = [FakeEncoder().encode([getattr(c, field) for c in claims]) for field in ("slot", "masked", "predicate")]
    clusters = align(claims, *vectors, aligner=rules.Aligner(), settings=CONFIG.alignment, **LISTS).clusters
    return list(blocks(accounts, claims, vectors, clusters, one_event(accounts, CONFIG.event)))


def figures(*texts):
    told = (claim for account in understand(articles(*texts), LEXICONS) for claim in account.claims)
    return [claim for claim in told if isinstance(claim.value, Figure)]


def words(dispute):
    return [sorted({claim.value.words for claim in side}) for side in dispute.sides]


def test_evidence_has_a_column_a_name():
    for block in blocks_of(*FLOOD):
        pairs = candidates(block)
        assert evidence(block, pairs, HINDERS, CONFIG.alignment).shape == (len(pairs), len(EVIDENCE))


def test_candidates_are_of_two_articles_and_clash():
    (block,) = blocks_of(*FLOOD)
    pairs = candidates(block)
    assert len(pairs) == 2
    for i, j in pairs:
        a, b = block.claims[i], block.claims[j]
        assert a.article != b.article
        assert clash(a, b) is Agreement.DISJOINT


def test_two_figures_of_one_plan_are_candidates_and_a_plan_and_a_fact_are_not():
    plans = ("The city will build a bridge for $27 million.", "Aria will build the bridge for $72 million.")
    (block,) = blocks_of(*plans)
    assert candidates(block) == [(0, 1)]
    (block,) = blocks_of(plans[0], "The city built a bridge for $72 million.")
    assert candidates(block) == []
    (block,) = blocks_of(plans[0], "The city will sell a bridge for $72 million.")
    assert candidates(block) == []


def test_supporters_stand_on_the_side_of_their_value():
    (block,) = blocks_of(*FLOOD)
    likely = dict.fromkeys(candidates(block), 0.9)
    ((_, sides),) = joined(block, likely, 0.2)
    assert sorted(len(side) for side in sides) == [1, 2]


def test_a_third_value_is_a_third_side():
    (block,) = blocks_of(*FLOOD[:2], "The river Arl burst its banks. The flood in Varnholm killed 52 people.")
    ((_, sides),) = joined(block, dict.fromkeys(candidates(block), 0.9), 0.2)
    assert len(sides) == 3


def test_the_same_two_figures_told_again_are_one_dispute():
    texts = [f"{text} {text.rpartition('. ')[2]}" for text in FLOOD[:2]]
    (block,) = blocks_of(*texts)
    likely = dict.fromkeys([(0, 2), (1, 3)], 0.9)
    assert {block.claims[i].article for i in (0, 1)} == {"paper-1"}
    ((_, sides),) = joined(block, likely, 0.2)
    assert sorted(map(sorted, sides)) == [[0, 1], [2, 3]]


def test_nothing_below_the_least_is_taken_up():
    (block,) = blocks_of(*FLOOD)
    assert list(joined(block, dict.fromkeys(candidates(block), 0.1), 0.2)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The flood killed 14 people.", "The flood injured 31 people."),
        ("Jonas Velt, 34, fell on Mount Arrin.", "Mira Oss, 39, fell on Mount Arrin."),
        ("The flood killed 14 people.", "The road is 31 miles long."),
    ],
)
def test_some_are_never_of_one_thing(one, other):
    a, b = figures(one, other)
    assert never_of_one(a, b)


def test_a_bound_left_behind_is_told_and_one_that_is_met_is_not():
    a, b = figures("The flood killed at least 20 people.", "The flood killed 23 people.")
    assert clash(a, b) is Agreement.FAR_BELOW
    a, b = figures("The flood killed at least 20 people.", "The flood killed 20 people.")
    assert clash(a, b) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("At least 40 people were killed.", "About 40 people were killed."),
        ("More than 40 people were killed.", "Some 40 people were killed."),
        ("At least a dozen houses burned.", "About a dozen houses burned."),
        ("At most 40 people were killed.", "About 42 people were killed."),
    ],
)
def test_a_bound_is_not_left_behind_by_what_is_told_as_about_it(one, other):
    a, b = figures(one, other)
    assert clash(a, b) is None


@pytest.mark.parametrize("field", ["text", "title"])
def test_a_headline_takes_part(encoder, field):
    headline, text = "Flood in Varnholm kills 14 people", "The river Arl burst its banks, the mayor of Varnholm said."
    told = article("paper-1", f"{headline}\n\n{text}" if field == "text" else text)
    found = compare([replace(told, title=headline), *articles(*FLOOD)[1:]], CONFIG, lexicons=LEXICONS, encoder=encoder)
    (one,) = (d for d in found.discrepancies if d.kind == "figure")
    first = one.sides[0].evidence[0]
    assert (first.quote, first.field) == (headline, field)


def test_a_round_figure_of_a_headline_is_of_what_its_text_says(encoder):
    headline = "More than 400 dead in Lindal and Varnholm flood"
    text = "The combined death toll of the flood in Lindal and Varnholm reached 431 on Monday, officials said."
    other = (
        "The flood that struck Lindal a week ago has killed 377 people in Lindal, the agency said on Monday. "
        "Over the border in Varnholm 54 people are known to have died in the flood."
    )
    told = [replace(article("paper-1", f"{headline}\n\n{text}"), title=headline), article("paper-2", other)]
    found = compare(told, CONFIG, lexicons=LEXICONS, encoder=encoder)
    assert [d.summary for d in found.discrepancies if d.relation == "conflict"] == []


def test_a_vague_headline_adds_nothing_to_what_its_text_counts(encoder):
    headline, text = "Scores killed in Varnholm flood", "The flood in Varnholm killed 61 people, the mayor said."
    told = replace(article("paper-1", f"{headline}\n\n{text}"), title=headline)
    found = compare([told, *articles("", FLOOD[1])[1:]], CONFIG, lexicons=LEXICONS, encoder=encoder)
    said = {e.quote for d in found.discrepancies for side in d.sides for e in side.evidence}
    assert headline not in said


def test_a_headlines_date_does_not():
    (one,) = understand([replace(article("a", FLOOD[0]), title="Flood in Varnholm on Monday kills 14")], LEXICONS)
    assert [claim.value.words for claim in one.headline] == ["14"]


@pytest.fixture(scope="module")
def disputed(encoder):
    return lambda *texts: [
        (d.kind, sorted(side.value for side in d.sides)) for d in findings(encoder, *texts).discrepancies
    ]


def test_the_order_of_input_never_matters(disputed):
    found = [disputed(*order) for order in permutations(FLOOD)]
    assert found[0]
    assert all(one == found[0] for one in found)


def test_one_more_source_that_agrees_removes_nothing(disputed):
    assert disputed(*FLOOD) == disputed(*FLOOD[:2])


def test_one_more_source_that_dissents_removes_no_conflict_between_others(disputed):
    (found,) = disputed(*FLOOD, "The river Arl burst its banks. The flood in Varnholm killed 52 people.")
    assert found == ("figure", ["14 people killed", "31 people killed", "52 people killed"])


def test_the_shipped_decision_finds_the_dispute(encoder):
    accounts = understand(articles(*FLOOD), LEXICONS)
    claims = [claim for account in accounts for claim in account.claims]
    vectors = [encoder.encode([getattr(c, field) for c in claims]) for field in ("slot", "masked", "predicate")]
    clusters = align(claims, *vectors, aligner=rules.Aligner(), settings=CONFIG.alignment, **LISTS).clusters
    found = [
        dispute
        for block in blocks(accounts, claims, vectors, clusters, one_event(accounts, CONFIG.event))
        for dispute in disputes(block, load_decision(), HINDERS, CONFIG.alignment)
    ]
    assert [sorted(words(d)) for d in found] == [[["14 people"], ["31 people"]]]
    assert found[0].grounds
