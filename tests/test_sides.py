"""From the claims of one slot to sides: precise values decide, vague ones belong to none, names are stable."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import understand
from stories import LEXICONS, Told, article

from factcheck.domain.findings import Relation, Severity
from factcheck.domain.story import Story
from factcheck.domain.values import AGREEING, Agreement, Figure
from factcheck.findings.sides import (
    TELLING,
    clashing_pairs,
    contested,
    discrepancy,
    evidence_at,
    evidence_of,
    excluding,
    fingerprint,
    in_a_row,
    joined,
    labelled,
    listed,
    side,
    sides_of,
    told,
)
from factcheck.values.figures.agreement import compare_figures
from factcheck.values.names.namebook import NameBook

(ACCOUNT,) = understand([article("paper-1", "It rained. The flood killed 14 people, Omar Tarn said.")], LEXICONS)
(TEMPLATE,) = (claim for claim in ACCOUNT.claims if isinstance(claim.value, Figure))
STORY = Story(
    "story-1", "The flood", (ACCOUNT,), (), {"paper-1": "paper-1", "paper-2": "paper-1"}, book=NameBook.of({})
)


def claim(paper, lower, upper=None, *, n=0):
    """A claim of one slot: `lower` to `upper` people, by one article."""
    value = replace(TEMPLATE.value, lower=lower, upper=lower if upper is None else upper, words=f"{lower}-{upper}")
    sentence = replace(TEMPLATE.sentence, article=f"paper-{paper}")
    return replace(TEMPLATE, id=f"paper-{paper}:{lower}:{upper}:{n}", sentence=sentence, value=value)


def compare(a, b):
    return compare_figures(a.value, b.value)


def values(sides):
    return [[(c.article, c.value.lower) for c in one] for one in sides]


CLAIMS = st.lists(
    st.builds(
        lambda paper, lower, width, n: claim(paper, lower, lower + width, n=n),
        st.integers(1, 4),
        st.integers(1, 60),
        st.sampled_from([0, 0, 0, 5, 40]),
        st.integers(0, 2),
    ),
    max_size=7,
    unique_by=lambda c: c.id,
)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_the_claims_never_matters(claims, random):
    assert sides_of(random.sample(claims, len(claims)), compare) == sides_of(claims, compare)


@given(CLAIMS)
def test_what_a_side_may_hold(claims):
    """Its claims agree, no claim is on two sides, and every side clashes with another one across articles."""
    sides = sides_of(claims, compare)
    assert len(sides) != 1
    ids = [c.id for one in sides for c in one]
    assert len(ids) == len(set(ids))
    for one in sides:
        assert all(compare(a, b) in AGREEING for a, b in combinations(one, 2))
        assert any(
            compare(a, b) in TELLING and a.article != b.article for other in sides if other is not one
            for a in one for b in other
        )  # fmt: skip


@given(CLAIMS)
def test_clashing_pairs_are_of_two_articles_and_exclude_each_other(claims):
    for a, b, agreement in clashing_pairs(sides_of(claims, compare), compare):
        assert a.article != b.article
        assert agreement is compare(a, b)
        assert agreement in TELLING


def test_a_vague_value_that_fits_both_sides_belongs_to_none():
    sides = sides_of([claim(1, 14), claim(2, 31), claim(3, 10, 40)], compare)
    assert values(sides) == [[("paper-1", 14)], [("paper-2", 31)]]


def test_a_vague_value_that_fits_one_side_joins_it():
    sides = sides_of([claim(1, 14), claim(2, 31), claim(3, 25, 40)], compare)
    assert values(sides) == [[("paper-1", 14)], [("paper-2", 31), ("paper-3", 25)]]


def test_a_side_that_clashes_with_no_other_article_is_left_out():
    assert sides_of([claim(1, 14), claim(1, 31)], compare) == ()
    assert sides_of([claim(1, 14), claim(2, 14)], compare) == ()


def test_evidence_is_one_quote_an_article_with_the_words_marked():
    made = side((claim(2, 14, n=1), claim(1, 14), claim(1, 14, n=2)), "14 people", STORY)
    assert [e.article for e in made.evidence] == ["paper-2", "paper-1"]
    for evidence in made.evidence:
        assert ACCOUNT.article.text[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote[slice(*evidence.span)] == "14 people"
        assert evidence.claimant == "Omar Tarn"


def test_articles_of_one_origin_count_once():
    assert side((claim(1, 14), claim(2, 14)), "14 people", STORY).origins == 1
    assert side((claim(1, 14), claim(3, 14)), "14 people", STORY).origins == 2


def test_evidence_says_as_of_when():
    (account,) = understand([article("paper-1", Told("The flood killed 14 people.", ""))], LEXICONS)
    assert evidence_of(TEMPLATE).as_of == "2024-05-15"
    assert evidence_of(account.claims[0]).as_of is None
    assert evidence_of(account.claims[0]).claimant is None


def test_equal_labels_are_told_apart_and_the_leading_claim_stands_first():
    a, b, c = claim(1, 14), claim(2, 31), claim(3, 31)
    named = labelled([(a,), (b, c)], lead=lambda claims: claims[-1], label=lambda _: "many")
    assert named == {"many": (a,), "many (2)": (c, b)}


@given(st.lists(st.text(max_size=8), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_fingerprint_is_of_the_values_in_any_order(said, random):
    first = fingerprint("figure", "flood killed", said)
    assert first == fingerprint("figure", "flood killed", [*random.sample(said, len(said)), said[0]])
    assert len(first) == 12
    assert first != fingerprint("date", "flood killed", said)
    assert first != fingerprint("figure", "flood", said)


def test_a_discrepancy_is_put_together_of_its_sides():
    made = discrepancy(
        STORY,
        "figure",
        "killed",
        values={"14 people": (claim(1, 14),), "31 people": (claim(3, 31),)},
        relation=Relation.CONFLICT,
        severity=Severity.HIGH,
        confidence=0.876,
        summary="s",
        why="w",
        check="c",
    )
    assert [s.value for s in made.sides] == ["14 people", "31 people"]
    assert (made.story, made.confidence) == ("story-1", 0.88)
    assert made.id == fingerprint("figure", "killed", ["31 31 count", "14 14 count"])  # in whatever words


def test_agreement_and_clash_leave_out_what_cannot_be_compared():
    assert not AGREEING & TELLING
    assert Agreement.NOT_COMPARABLE not in AGREEING | TELLING


def always(left, right):
    return left != right


def test_what_a_kind_reads_for_itself_carries_the_sentence_the_marked_words_and_the_day():
    sentence = ACCOUNT.sentences[-1]
    made = told(ACCOUNT, sentence, TEMPLATE.span)
    assert (made.sentence, made.span, made.article) == (sentence, TEMPLATE.span, "paper-1")
    assert made.as_of == ACCOUNT.article.published.date()
    shown = evidence_of(made)
    assert (shown.quote[slice(*shown.span)], shown.as_of, shown.claimant) == ("14 people", "2024-05-15", None)


def test_values_that_exclude_each_other_are_kept_those_of_most_articles_first():
    found = {"a": [claim(1, 1)], "b": [claim(3, 1), claim(2, 1)], "c": [claim(4, 1)]}
    kept = excluding(found, lambda left, right: {left, right} == {"a", "b"})
    assert [(value, [c.article for c in claims]) for value, claims in kept.items()] == [
        ("b", ["paper-2", "paper-3"]),
        ("a", ["paper-1"]),
    ]


def test_an_article_that_gives_both_values_reconciles_them_unless_that_is_asked_not_to_count():
    found = {"a": [claim(1, 1), claim(2, 1)], "b": [claim(2, 1)]}
    assert excluding(found, always) == {}
    assert set(excluding(found, always, reconciled=False)) == {"a", "b"}
    assert excluding({"a": [claim(1, 1)], "b": [claim(1, 1)]}, always, reconciled=False) == {}


def test_a_sentence_as_evidence_marks_the_words_whose_offsets_are_the_articles():
    made = evidence_at(ACCOUNT.sentences[-1], TEMPLATE.span, claimant="Omar Tarn")
    assert made.quote[slice(*made.span)] == "14 people"
    assert (made.article, made.claimant, made.as_of) == ("paper-1", "Omar Tarn", None)


PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12)


@given(PAIRS)
def test_joined_groups_are_what_can_be_reached_by_pairs(pairs):
    """Checked against the naive algorithm: merge any two groups that overlap until none do."""
    naive = [frozenset(pair) for pair in pairs]
    while overlapping := next(((a, b) for a, b in combinations(naive, 2) if a & b), None):
        naive = [group for group in naive if group not in overlapping] + [frozenset.union(*overlapping)]
    assert joined(pairs) == tuple(sorted(naive, key=min))


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_never_matters(pairs, random):
    assert joined(random.sample(pairs, len(pairs))) == joined(pairs)


def citing(lower, *keys):
    from factcheck.domain.account import Claimant
    from factcheck.domain.text import Span

    made = claim("courier", lower)
    return tuple(replace(made, claimant=Claimant(key, Span(0, 1), key) if key else None) for key in keys)


@pytest.mark.parametrize(
    "sides, expected",
    [
        ([("police",), ("mayor",)], True),
        ([("police",), ("mayor",), ("police",)], False),
        ([("police",), ("",)], False),
        ([("health ministry",), ("health ministry in lindal",)], False),
        ([("health ministry",), ("health ministry spokesman",)], True),
        ([("police", "mayor"), ("union",), ("union", "firm")], False),
        ([("police", "mayor"), ("union",), ("firm",)], True),
    ],
)
def test_a_value_is_contested_where_no_two_sides_cite_the_same(sides, expected):
    assert contested([citing(n, *keys) for n, keys in enumerate(sides)]) is expected


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"14": "12", "31": "3"}, "14 against 31"),
        ({"14": "12", "31": "d"}, "31 in the draft, 14 in the sources"),
        ({"31": "d1", "14": "2", "40": "3"}, "31 in the draft, 14 and 40 in the sources"),
        ({"14": "d1", "31": "d2"}, "14 against 31"),  # the draft has both
    ],
)
def test_values_in_a_row_say_which_is_the_drafts(values, said):
    claims = {value: tuple(claim(paper, int(value)) for paper in papers) for value, papers in values.items()}
    assert listed(claims, replace(STORY, draft="paper-d")) == said
    assert listed(claims, STORY) == " against ".join(values)


def test_of_many_values_the_first_are_named_and_the_others_counted():
    assert in_a_row(["4", "5"], " against ") == "4 against 5"
    assert in_a_row([*"abcdefgh"], ", ") == "a, b, c, d, e, f, g, h"
    assert in_a_row([*"abcdefghijk"], ", ") == "a, b, c, d, e, f, g, h and 3 more"
