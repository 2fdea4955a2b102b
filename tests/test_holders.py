"""Whose count it is: nobody has another's votes, and what one has in two articles is one quantity."""

from datetime import date

import alone
import pytest
from reading import understand
from stories import CONFIG, LEXICONS, Told, article, articles, findings

from factcheck.align.parts import split
from factcheck.domain.findings import Relation
from factcheck.domain.values import Figure
from factcheck.pipeline import check

HELD = {
    "subject": ("Ada Bloom received 4,120 votes in Lindal.", [(4120, "ada bloom")]),
    "for": ("The count in Lindal was 4,120 votes for Ada Bloom.", [(4120, "ada bloom")]),
    "given to": ("The final count gives Ada Bloom 4,120 votes.", [(4120, "ada bloom")]),
    "and another": (
        "Ada Bloom received 4,120 votes and Ivo Marsh 3,980.",
        [(4120, "ada bloom"), (3980, "ivo marsh")],
    ),
    "to, for": (
        "Ada Bloom won Lindal with 4,120 votes to 3,980 for Ivo Marsh.",
        [(4120, "ada bloom"), (3980, "ivo marsh")],
    ),
    "beaten by": (
        "Ada Bloom beat Ivo Marsh by 4,120 votes to 3,980.",
        [(4120, "ada bloom"), (3980, "ivo marsh")],
    ),
    "a parent, told after": ("Ada Bloom, a married mother of three, sang.", [(3, "ada bloom")]),
    "a parent, told before": ("The song of mother-of-two Ada Bloom was heard.", [(2, "ada bloom")]),
    "a parent, told by a verb": ("Ivo Marsh is a father of two.", [(2, "ivo marsh")]),
}
NOT_HELD = {
    "another's parent": "Ada Bloom sang to a mother of two.",
    "a parent who is not named": "A father of two met Ada Bloom.",
    "what a parent's guards are": "Ada Bloom, the mother of two guards, sang.",
    "a place": "In Lindal 4,120 votes were cast.",
    "who says so": "Ada Bloom said that 4,120 votes were cast.",
    "who counts": "Ada Bloom counted 4,120 votes.",
    "two": "Ada Bloom and Ivo Marsh received 4,120 votes.",
    "what somebody does": "Ada Bloom opened 12 schools in Lindal.",
    "who is killed": "Ada Bloom lost 12 people of her crew; the flood killed 12 people.",
}
NIGHT = "With 62 per cent of precincts reporting in Lindal County, Ada Bloom led Ivo Marsh by 20,300 votes to 18,700."
BOARD = "Ada Bloom won Lindal County with 31,140 votes to 29,950 for Ivo Marsh."
STATE = "In Lindal County, Ivo Marsh received {} votes and Ada Bloom 31,140."
FIRES = {
    "of the second": ((BOARD, STATE.format("24,950")), "Ivo Marsh"),
    "a digit lost": (
        (
            BOARD,
            "Lindal County gave Ivo Marsh 29,950 votes. Ada Bloom received 3,140 votes.",
            STATE.format("29,950"),
        ),
        "Ada Bloom",
    ),
}
SILENT = {
    "two names, one each": (
        "In Lindal County, Ada Bloom received 31,140 votes.",
        "In Lindal County, Ivo Marsh received 29,950 votes.",
    ),
    "both in both": (BOARD, STATE.format("29,950")),
    "short names": (BOARD, "In Lindal County Bloom received 31,140 votes. Marsh received 29,950 votes."),
    "a name and all": (BOARD, "In Lindal County 61,090 votes were cast, the election board said."),
}


def held(text):
    (account,) = understand(articles(text), LEXICONS)
    return [(claim.value.lower, claim.holder) for claim in account.claims if isinstance(claim.value, Figure)]


@pytest.mark.parametrize(("text", "expected"), HELD.values(), ids=HELD)
def test_a_sentence_says_who_has_a_count(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize("text", NOT_HELD.values(), ids=NOT_HELD)
def test_nobody_has_what_a_sentence_does_not_give_them_outright(text):
    assert {holder for _, holder in held(text)} == {""}


@pytest.mark.parametrize(("texts", "name"), FIRES.values(), ids=FIRES)
def test_two_counts_that_one_name_has_are_held_against_each_other(encoder, texts, name):
    (found,) = findings(encoder, *texts).discrepancies
    assert found.relation is Relation.CONFLICT
    assert found.summary.startswith(f"Number of votes of {name}")


@pytest.mark.parametrize(("first", "second"), SILENT.values(), ids=SILENT)
def test_counts_of_two_names_are_not(encoder, first, second):
    assert [d.summary for d in findings(encoder, first, second).discrepancies if d.kind == "figure"] == []


def test_an_interim_count_is_no_conflict_with_the_last(encoder):
    made = findings(encoder, Told(NIGHT, "2024-05-14"), Told(BOARD, "2024-05-17"))
    assert {d.relation for d in made.discrepancies} <= {Relation.UPDATE}
    three = findings(encoder, Told(NIGHT, "2024-05-14"), Told(BOARD, "2024-05-17"), STATE.format("24,950"))
    (found,) = [d for d in three.discrepancies if d.relation is Relation.CONFLICT]
    assert "18,700" not in found.summary
    assert 18700 in {rung.lower for rung in found.series}


def test_a_draft_that_gives_each_the_others_votes_is_found_out(encoder):
    sources = articles(BOARD, STATE.format("29,950"))
    draft = article("draft", "In Lindal County, Ada Bloom received 29,950 votes and Ivo Marsh 31,140.")
    made = check(draft, sources, CONFIG, today=date(2024, 5, 15), lexicons=LEXICONS, encoder=encoder)
    assert sorted(d.summary.split(":")[0] for d in made.discrepancies if d.kind == "figure") == [
        "Number of votes of Ada Bloom",
        "Number of votes of Ivo Marsh",
    ]


@pytest.mark.parametrize(
    ("one", "other", "quantities"),
    [
        ("Half of the 240 claims were settled.", "Rao said 120 claims were settled.", 2),
        ("About 240 claims were made, of which a quarter came late.", "Some 60 claims came late.", 2),
        ("About 240 claims were made. A third of them came late.", "Some 80 claims came late.", 2),
        ("Half of the 240 claims were settled.", "Rao said 310 claims were settled.", 1),
        ("About 240 claims were made, of which a quarter came late.", "Some 90 claims came late.", 1),
        ("All 240 claims were settled.", "Rao said 120 claims were settled.", 1),
        ("The 240 claims were settled.", "Rao said 120 claims were settled.", 1),
    ],
)
def test_a_share_that_is_told_of_a_number_is_a_quantity_of_its_own(one, other, quantities):
    accounts = understand(articles(one, other), LEXICONS)
    counts = [[c for c in a.claims if isinstance(c.value, Figure) and c.value.unit == "count"] for a in accounts]
    assert len(split([(claims[0],) for claims in counts], alone.story(accounts))[0]) == quantities
