"""A quantity as its sources told it: which difference is a later state, which a part, which nothing but a conflict."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from stories import CONFIG, LEXICONS, Told, article, articles, findings, marked

from factcheck.domain.findings import Relation, Severity
from factcheck.pipeline import check, compare

TUESDAY, WEDNESDAY, FRIDAY = "2024-05-14", "2024-05-15", "2024-05-17"
UPDATE, CONFLICT, CONTESTED = Relation.UPDATE, Relation.CONFLICT, Relation.CONTESTED
FLOOD = "The dam above Varnholm burst on Monday. "

# Two texts with their days, and what the one difference between them is.
RELATIONS = {
    "a toll that rose to its number on a day": (
        Told(FLOOD + "The flood killed 31 people in Varnholm, the mayor said.", TUESDAY),
        Told(FLOOD + "The death toll of the flood in Varnholm rose to 43 on Friday, the mayor said.", FRIDAY),
        UPDATE,
    ),
    "as of two days, in papers of one day": (
        Told(FLOOD + "The death toll of the flood in Varnholm stood at 31 on Tuesday.", FRIDAY),
        Told(FLOOD + "The death toll of the flood in Varnholm had climbed to 43 by Thursday.", FRIDAY),
        UPDATE,
    ),
    "the dead of last week's flood": (
        Told("The number of people killed in Varnholm by last week's flood has risen to 31, the mayor said.", TUESDAY),
        Told("The flood in Varnholm last week killed 43 people, the mayor said.", FRIDAY),
        UPDATE,
    ),
    "cut to, from": (
        Told(FLOOD + "The flood killed 20 people in Varnholm.", TUESDAY),
        Told(FLOOD + "The mayor cut the death toll of the flood in Varnholm to seven from 20.", FRIDAY),
        UPDATE,
    ),
    "lowered to": (
        Told(FLOOD + "The flood killed 31 people in Varnholm.", TUESDAY),
        Told(FLOOD + "The death toll of the flood in Varnholm was lowered to 24.", FRIDAY),
        UPDATE,
    ),
    "corrected from": (
        Told(FLOOD + "The flood killed 31 people in Varnholm.", TUESDAY),
        Told(FLOOD + "The death toll of the flood in Varnholm was corrected from 31 to 24.", TUESDAY),
        UPDATE,
    ),
    "a fire of many years ago, by its date": (
        Told("The fire at the mill in Varnholm on 3 May 1961 killed 31 people.", "2011-05-03"),
        Told("On 3 May 1961 a fire at the mill in Varnholm killed 43 people.", "2012-05-03"),
        CONFLICT,
    ),
    "a fire of many years ago, by another sentence": (
        Told("The mill in Varnholm burned down on 3 May 1961. The fire injured 31 people in Varnholm.", "2011-05-03"),
        Told("The mill in Varnholm burned down on 3 May 1961. The fire injured 43 people in Varnholm.", "2012-05-03"),
        CONFLICT,
    ),
    "a fire of many years ago of which the dead are still counted": (
        Told("The fire at the mill in Varnholm on 3 May 1961 killed 31 people.", "2011-05-03"),
        Told("The fire at the mill in Varnholm on 3 May 1961 has killed 43 people so far.", "2012-05-03"),
        UPDATE,
    ),
    "two bodies": (
        Told(FLOOD + "The flood killed 31 people in Varnholm, the mayor said.", TUESDAY),
        Told(FLOOD + "The flood killed 43 people in Varnholm, the army said.", TUESDAY),
        CONTESTED,
    ),
    "the total for one place alone": (
        Told("The flood killed 3,120 people in Merania. It killed 450 people in Surland.", TUESDAY),
        Told("The flood killed 3,570 people in Merania.", TUESDAY),
        CONFLICT,
    ),
    "the whole that is smaller than its part": (
        Told("The flood killed 4,120 people in Merania.", TUESDAY),
        Told("The flood killed 3,570 people in Merania and Surland.", TUESDAY),
        CONFLICT,
    ),
    "between two places is one place": (
        Told("The train crash between Lindal and Varnholm killed 43 people.", TUESDAY),
        Told("The train crash near Lindal killed 31 people.", TUESDAY),
        CONFLICT,
    ),
    "what was added, as the count of the day": (
        Told(
            "On Saturday 61 people were killed in Zerifa, the ministry said. Another 298 deaths were added to the list.",
            WEDNESDAY,
        ),
        Told("In Zerifa 359 people were killed on Saturday, the ministry said.", WEDNESDAY),
        CONFLICT,
    ),
    "a sum of small numbers comes out by chance": (
        Told("The crash in Lindal killed six people. In the town of Brekdal a flood killed two women.", TUESDAY),
        Told("The crash in Lindal killed eight people.", TUESDAY),
        CONFLICT,
    ),
    "an earlier toll of its own by another body": (
        Told(FLOOD + "The flood killed 31 people in Varnholm, the mayor said. The army spoke of 35 dead.", TUESDAY),
        Told(FLOOD + "The flood killed 43 people in Varnholm.", TUESDAY),
        CONFLICT,
    ),
}
# Two texts that differ about no quantity: what is to be found in the reasons, if anything.
SILENT = {
    "two countries and one": (
        "The flood killed 3,120 people in Merania, the government said.",
        "The flood has killed 3,600 people in Merania and Surland, officials said.",
        "a part against the whole",
    ),
    "two countries, told the other way about": (
        "Across Surland and Merania the flood killed 3,600 people.",
        "The flood that struck Merania killed 3,120 people.",
        "a part against the whole",
    ),
    "three towns and one": (
        "The storm killed 90 people in Lindal, Varnholm and Brekdal.",
        "The storm killed 40 people in Varnholm.",
        "a part against the whole",
    ),
    "parts of one article": (
        "The flood of the river Arl killed 3,120 people in Merania. In Surland it killed 450 people.",
        "The flood of the river Arl has killed 3,570 people.",
        "parts that add up",
    ),
    "earlier deaths and those of the day": (
        "The ministry in Zerifa added 359 deaths to the toll.",
        "Another 298 deaths were added to the toll in Zerifa. The other 61 people died on Saturday.",
        None,
    ),
    "confirmed and suspected": (
        "The ministry counted 31 confirmed cases of the fever in Lindal.",
        "The ministry counted 140 suspected cases of the fever in Lindal.",
        None,  # too unlikely of one thing to be weighed
    ),
    "confirmed and probable dead": (
        "The fever has caused 31 confirmed deaths in Lindal.",
        "The fever has caused 58 probable deaths in Lindal.",
        "what is confirmed against what is only supposed",
    ),
    "rounded, of an old fire": (
        "The fire at the mill in Varnholm on 3 May 1961 killed 289 people.",
        "Nearly 300 people died in the fire at the mill in Varnholm on 3 May 1961.",
        None,
    ),
    "risen from what the other has, and by no more": (
        "The flood killed 31 people in Varnholm.",
        "The death toll of the flood in Varnholm rose to 31 on Tuesday from 12 on Monday.",
        None,
    ),
}


@pytest.mark.parametrize(("first", "second", "relation"), RELATIONS.values(), ids=RELATIONS)
def test_what_the_states_of_a_quantity_say_of_a_difference(encoder, first, second, relation):
    assert [(d.kind, d.relation) for d in findings(encoder, first, second).discrepancies] == [("figure", relation)]


@pytest.mark.parametrize(("first", "second", "reason"), SILENT.values(), ids=SILENT)
def test_two_quantities_are_no_difference(encoder, first, second, reason):
    made = findings(encoder, first, second)
    assert [f"{d.kind}: {d.summary}" for d in made.discrepancies] == []
    assert reason is None or reason in {known.reason for known in made.compatible}


# --- editions

PAGE = "https://herald.example/governors"
THREE = "Three bishops have called for a delay of the vote in Lindal: Ada Bloom, Ivo Marsh and Omar Tarn. "
FOUR = "Four bishops have called for a delay of the vote in Lindal: Ada Bloom, Ivo Marsh, Omar Tarn and Mira Oss. "
REST = "The vote on the old bridge was planned for months, and the council has met 12 times about it this year."


def edition(name, text, *, hour, url=PAGE, source="The Herald"):
    made = replace(article(name, text + REST), url=url, source=source)
    return replace(made, updated=datetime(2024, 5, 15, hour, tzinfo=UTC))


def relations(encoder, *texts):
    made = compare(texts, CONFIG, lexicons=LEXICONS, encoder=encoder)
    return {d.relation for d in made.discrepancies}, made.totals.origins


def test_a_later_edition_is_an_update_and_no_second_origin(encoder):
    assert relations(encoder, edition("a", THREE, hour=10), edition("b", FOUR, hour=18)) == ({UPDATE}, 1)
    copies = edition("a", THREE, hour=10, url=None), edition("b", FOUR, hour=18, url=None)
    assert relations(encoder, *copies) == ({UPDATE}, 1)


@pytest.mark.parametrize(
    ("hour", "more"),
    [
        (10, {}),  # nobody knows which is the later
        (18, {"url": "https://courier.example/bishops", "source": "The Courier"}),  # another paper's copy
    ],
)
def test_what_is_no_later_edition_is_a_conflict(encoder, hour, more):
    found, _ = relations(encoder, edition("a", THREE, hour=10), edition("b", FOUR, hour=hour, **more))
    assert CONFLICT in found


def test_a_draft_that_follows_the_earlier_edition_is_behind(encoder):
    draft = article("draft", THREE)
    sources = edition("a", THREE, hour=10), edition("b", FOUR, hour=18)
    made = check(draft, sources, CONFIG, today=date(2024, 5, 15), lexicons=LEXICONS, encoder=encoder)
    (figure,) = [d for d in made.discrepancies if d.kind == "figure"]
    assert figure.relation is CONFLICT
    assert "A source has a later one than the draft" in figure.why


def test_a_draft_with_yesterdays_toll_is_out_of_date(encoder):
    told = FLOOD + "The flood has killed {} people in Varnholm, the mayor said."
    sources = articles(Told(told.format(31), TUESDAY), Told(told.format(43), WEDNESDAY))
    draft = article("draft", Told(told.format(31), WEDNESDAY))
    made = check(draft, sources, CONFIG, today=date(2024, 5, 15), lexicons=LEXICONS, encoder=encoder)
    (found,) = made.discrepancies
    assert (found.relation, found.severity) == (CONFLICT, Severity.HIGH)
    assert "A source has a later one than the draft" in found.why
    latest = article("draft", Told(told.format(43), WEDNESDAY))
    assert not check(latest, sources, CONFIG, today=date(2024, 5, 15), lexicons=LEXICONS, encoder=encoder).discrepancies


# --- severity

SEVERITIES = {
    "people, a multiple": ("The flood killed {} people in Varnholm.", "310", "940", Severity.HIGH),
    "people, a few per cent": ("The flood killed {} people in Varnholm.", "310", "319", Severity.MEDIUM),
    "people, one by one": ("The flood killed {} people in Varnholm.", "31", "32", Severity.HIGH),
    "money, a good part": ("Kestrel paid ${} million for Dunmore.", "240", "310", Severity.MEDIUM),
    "money, a few per cent": ("Kestrel paid ${} million for Dunmore.", "241", "248", Severity.LOW),
    "money, a digit": ("Kestrel paid ${} million for Dunmore.", "24", "248", Severity.HIGH),
}


@pytest.mark.parametrize(("text", "one", "other", "severity"), SEVERITIES.values(), ids=SEVERITIES)
def test_severity_knows_what_differs_and_by_how_much(encoder, text, one, other, severity):
    told = [text.format(number) for number in (one, other)]
    assert [d.severity for d in findings(encoder, *told).discrepancies] == [severity]


# --- the series


def test_a_series_is_told_by_day_where_it_has_three_states(encoder):
    told = FLOOD + "The flood has killed {} people in Varnholm, the mayor said."
    days = [(43, FRIDAY), (31, TUESDAY), (38, WEDNESDAY)]
    (found,) = findings(encoder, *(Told(told.format(number), day) for number, day in days)).discrepancies
    assert found.relation is UPDATE
    assert [(rung.lower, rung.evidence.as_of) for rung in found.series] == [
        (31, TUESDAY),
        (38, WEDNESDAY),
        (43, FRIDAY),
    ]
    assert marked(found) == ["31 people", "38 people", "43 people"]


def test_an_earlier_state_that_an_article_remembers_is_part_of_the_series(encoder):
    texts = [
        Told(FLOOD + "The flood has killed 31 people in Varnholm.", TUESDAY),
        Told(FLOOD + "The flood has killed 43 people in Varnholm, up from 38.", FRIDAY),
    ]
    (found,) = findings(encoder, *texts).discrepancies
    assert [(rung.lower, rung.evidence.as_of) for rung in found.series] == [(31, TUESDAY), (38, None), (43, FRIDAY)]


def test_two_states_are_no_series(encoder):
    told = FLOOD + "The flood has killed {} people in Varnholm, the mayor said."
    (found,) = findings(encoder, Told(told.format(31), TUESDAY), Told(told.format(43), FRIDAY)).discrepancies
    assert found.series == ()
