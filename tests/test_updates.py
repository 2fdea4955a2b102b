"""Stories that move on, through the whole pipeline: what is an update, what a conflict, what nobody can tell."""

import pytest
from stories import Told, check_silent, findings

from factcheck.domain.findings import Relation

TUESDAY, FRIDAY, UNKNOWN = "2024-05-14", "2024-05-17", ""
FIRST = "Heavy rain burst the dam above Varnholm. The flood killed 31 people in Varnholm, the mayor said."
BURST = "The dam above Varnholm burst on Monday. "
AS_OF_TUESDAY = "The dam burst on Monday. As of Tuesday, the flood had killed 31 people in Varnholm, the mayor said."
TRIAL = "The trial of the banker Ilse Corrado begins in Lutten on May 3."
RIFLES = "Customs officers at the port of Lusimbo seized 320 rifles from a container of tiles."
CONTAINER = "A container of tiles at the port of Lusimbo held weapons. "

UPDATE, CONFLICT, UNDETERMINED = Relation.UPDATE, Relation.CONFLICT, Relation.UNDETERMINED

DAYS = {"later": (TUESDAY, FRIDAY), "same": (TUESDAY, TUESDAY), "none": (UNKNOWN, UNKNOWN)}
# The two texts, and the relation when the second came out on a later day, on the same day, and when no day is known.
RELATIONS = {
    "no word of growth": (FIRST, "The flood killed 43 people in Varnholm.", (UPDATE, CONFLICT, CONFLICT)),
    "has risen to": (
        FIRST,
        "The death toll of the flood in Varnholm has risen to 43.",
        (UPDATE, CONFLICT, UNDETERMINED),
    ),
    "climbed to": (FIRST, "The death toll in Varnholm climbed to 43 on Friday.", (UPDATE, CONFLICT, UNDETERMINED)),
    "now stands at": (
        FIRST,
        "The toll of the flood in Varnholm now stands at 43 dead.",
        (UPDATE, CONFLICT, UNDETERMINED),
    ),
    "so far": (FIRST, "The flood in Varnholm has killed at least 40 people so far.", (UPDATE, CONFLICT, UNDETERMINED)),
    "rose from and to": (FIRST, "The death toll in Varnholm rose from 31 to 43.", (UPDATE, UPDATE, UPDATE)),
    "rose to, from": (FIRST, "The death toll in Varnholm rose to 43 from 31.", (UPDATE, UPDATE, UPDATE)),
    "up from": (FIRST, "The flood has killed 43 people in Varnholm, up from 31.", (UPDATE, UPDATE, UPDATE)),
    "an earlier count": (
        FIRST,
        "The flood has killed 43 people in Varnholm, up from an earlier count of 31.",
        (UPDATE, UPDATE, UPDATE),
    ),
    "earlier, in a sentence of its own": (
        FIRST,
        "The flood killed 43 people in Varnholm. Officials had earlier put the death toll at 31.",
        (UPDATE, UPDATE, UPDATE),
    ),
    "another earlier count": (
        FIRST,
        "The flood has killed 43 people in Varnholm, up from 12.",
        (UPDATE, CONFLICT, CONFLICT),
    ),
    "revised down": (FIRST, "The number of dead in Varnholm was revised down to 24.", (UPDATE, CONFLICT, UNDETERMINED)),
    "lower, down from": (
        FIRST,
        "The mayor put the death toll of the flood in Varnholm at 24, down from 31.",
        (UPDATE, UPDATE, UPDATE),
    ),
    "lower without a word": (FIRST, "The flood killed 24 people in Varnholm.", (CONFLICT, CONFLICT, CONFLICT)),
    "as of an earlier day": (
        AS_OF_TUESDAY,
        "The flood has killed 43 people in Varnholm.",
        (UPDATE, UPDATE, UNDETERMINED),
    ),
    "as of two days": (
        AS_OF_TUESDAY,
        "As of Thursday, the flood had killed 43 people in Varnholm.",
        (UPDATE, UPDATE, UNDETERMINED),
    ),
    "as of one day": (
        AS_OF_TUESDAY,
        "As of Tuesday, the flood had killed 43 people in Varnholm.",
        (CONFLICT, CONFLICT, UNDETERMINED),
    ),
    "things, counted on": (
        RIFLES,
        CONTAINER + "Customs officers have seized 450 rifles from it so far.",
        (UPDATE, CONFLICT, UNDETERMINED),
    ),
    "things, once": (RIFLES, CONTAINER + "Customs officers seized 450 rifles from it.", (CONFLICT,) * 3),
    "a date that was moved": (
        TRIAL,
        "The trial of the banker Ilse Corrado, originally scheduled for May 3, begins in Lutten on May 10.",
        (UPDATE, UPDATE, UPDATE),
    ),
    "a date without a word": (
        TRIAL,
        "The trial of the banker Ilse Corrado begins in Lutten on May 10.",
        (CONFLICT,) * 3,
    ),
    "what was corrected is not what is told": (
        FIRST,
        "The flood killed 43 people in Varnholm.\n\nAn earlier version of this article said that it killed 24 people.",
        (UPDATE, CONFLICT, CONFLICT),
    ),
    "the corrected value": (
        FIRST,
        "The flood has shaken the town.\n\nThis version corrects the death toll in Varnholm to 43.",
        (UPDATE, CONFLICT, UNDETERMINED),
    ),
}
# The second article takes back, denies or only remembers the value that clashes with the first one's.
SILENT = {
    "an earlier version": (
        "The flood killed 31 people in Varnholm.\n\n"
        "An earlier version of this article said that the flood killed 43 people in Varnholm."
    ),
    "a correction": (
        "The flood killed 31 people in Varnholm.\n\n"
        "Correction: A previous version of this story misstated the number of people killed in Varnholm as 43."
    ),
    "wrongly said": (
        "The flood killed 31 people in Varnholm. Police wrongly said that 43 people were killed in Varnholm."
    ),
    "not this": "The flood killed 31 people in Varnholm, not 43 people as first reported.",
    "rather than": "The flood killed 31 people in Varnholm rather than 43 people.",
    "risen from": "The death toll in Varnholm rose to 31 from 12.",
    "revised from": "The mayor revised the death toll of the flood in Varnholm to 31, down from 43.",
    "earlier put": "The flood killed 31 people in Varnholm. Officials had earlier put the death toll at 12.",
    "an earlier version, with the right value after it": (
        "The flood killed 31 people in Varnholm.\n\n"
        "An earlier version of this article said that 43 people died in Varnholm; in fact 31 people died in Varnholm."
    ),
}
SILENT_DATES = {
    "an earlier version": (
        "The trial of the banker Ilse Corrado begins in Lutten on May 3.\n\n"
        "An earlier version of this article said that the trial of Corrado begins on May 10."
    ),
    "not on": "The trial of the banker Ilse Corrado begins in Lutten on May 3, not on May 10.",
    "originally": "The trial of the banker Ilse Corrado, originally scheduled for April 20, begins in Lutten on May 3.",
}


@pytest.mark.parametrize("known", DAYS, ids=DAYS)
@pytest.mark.parametrize("case", RELATIONS.values(), ids=RELATIONS)
def test_how_two_values_of_one_thing_stand_to_each_other(encoder, case, known):
    first, second, expected = case
    days, relation = DAYS[known], expected[list(DAYS).index(known)]
    earlier = FRIDAY if first is AS_OF_TUESDAY and days[0] else days[0]
    texts = Told(first, earlier), Told((BURST if "flood" in first else "") + second, days[1] and max(earlier, days[1]))
    made = findings(encoder, *texts)
    assert [d.relation for d in made.discrepancies] == [relation]


@pytest.mark.parametrize("second", SILENT.values(), ids=SILENT)
def test_a_value_taken_back_is_no_claim(encoder, second):
    check_silent(encoder, [Told(FIRST, FRIDAY), Told(BURST + second, FRIDAY)])


@pytest.mark.parametrize("second", SILENT_DATES.values(), ids=SILENT_DATES)
def test_a_day_taken_back_is_no_claim(encoder, second):
    check_silent(encoder, [Told(TRIAL, TUESDAY), Told(second, TUESDAY)])


def test_an_earlier_day_is_shown_with_the_evidence(encoder):
    (found,) = findings(
        encoder, Told(AS_OF_TUESDAY, FRIDAY), Told(BURST + RELATIONS["so far"][1], FRIDAY)
    ).discrepancies
    assert [side.evidence[0].as_of for side in found.sides] == [TUESDAY, FRIDAY]


def test_a_name_misspelled_in_an_earlier_version_is_no_spelling_of_this_one(encoder):
    note = "\n\nAn earlier version of this article misspelled the name of the mayor, Ilse Korrado."
    texts = [
        "The mayor of Varnholm, Ilse Corrado, closed the old bridge.",
        "Mayor Ilse Corrado closed a bridge in Varnholm.",
    ]
    check_silent(encoder, [texts[0], texts[1] + note])
