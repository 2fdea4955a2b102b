"""The kind `actor`: nationalities and doers that exclude each other; and everything that only seems to."""

import alone
import pytest

from factcheck.domain.findings import Relation


def compared(*texts, **changed):
    return alone.compared("actor", texts, read=alone.understood, **changed)


PEOPLE = {
    "before the name": (
        "The avalanche killed Australian climber Jane Hale.",
        "The avalanche killed Danish climber Jane Hale.",
        {"Australia", "Denmark"},
    ),
    "after the name": (
        "Jane Hale, a 36-year-old Kenyan runner, won.",
        "It was won by Ethiopian runner Jane Hale.",
        {"Kenya", "Ethiopia"},
    ),
    "demonym alone": (
        "Police held Frenchman Paul Hale.",
        "Paul Hale, a Belgian, was held by police.",
        {"France", "Belgium"},
    ),
    "two words": (
        "A rope saved New Zealand skier Jane Hale.",
        "A rope saved South African skier Jane Hale.",
        {"New Zealand", "South Africa"},
    ),
    "age and demonym alone": (
        "Police named Jane Hale, a 36-year-old Australian, on Monday.",
        "Police on Monday named Danish climber Jane Hale.",
        {"Australia", "Denmark"},
    ),
    "was a": ("Jane Hale was a Swedish tourist.", "Norwegian tourist Jane Hale came late.", {"Sweden", "Norway"}),
    "age and noun": (
        "A 41-year-old Polish driver lost control of the lorry on the bridge.",
        "The lorry fell off the bridge when a 41-year-old Czech driver lost control.",
        {"Poland", "Czechia"},
    ),
}
GROUPS = {
    "whole against parts": (
        "The frigate held 19 Kenyan smugglers on Monday.",
        "Among the smugglers held by the frigate were 12 Kenyans and 7 Tanzanians.",
        {"Kenya", "Kenya and Tanzania"},
    ),
    "parts told by countries": (
        "The frigate held 19 Kenyan smugglers on Monday.",
        "Of the smugglers that the frigate held, 12 are reportedly from Kenya and 7 from Tanzania.",
        {"Kenya", "Kenya and Tanzania"},
    ),
    "another people": (
        "The storm drowned 14 Spanish fishermen off the cape.",
        "Off the cape, 14 Portuguese fishermen drowned in the storm.",
        {"Spain", "Portugal"},
    ),
    "two peoples in one number": (
        "Rangers arrested 30 Kenyan and Ugandan smugglers.",
        "Rangers arrested 30 Ugandan smugglers.",
        {"Kenya and Uganda", "Uganda"},
    ),
}
DOERS = {
    "active": (
        "Witnesses said Jane Hale stabbed Paul Frost.",
        "Ann Reed stabbed Paul Frost, witnesses said.",
        {"Jane Hale", "Ann Reed"},
    ),
    "passive": (
        "Paul Frost was shot by Jane Hale.",
        "Jane is free again. Ann Reed shot Paul Frost.",
        {"Jane Hale", "Ann Reed"},
    ),
    "a work": (
        "The play was lit well. David Hale directed “Winter Harbour”.",
        "“Winter Harbour” was directed by Ann Reed.",
        {"David Hale", "Ann Reed"},
    ),
}
SHOT, HALE = (
    "The man shot dead by a guard outside the bank late Saturday was Ivo Marsh, 31, the coroner said. It happened in Lindal.",
    "About 60 people came to Lindal for Paul Hale, 39, who was shot dead by a guard outside the bank on Saturday night.",
)
VICTIMS = {
    "shot dead": (SHOT, HALE, {"Ivo Marsh", "Paul Hale"}),
    "killed": (
        "Jane Hale was killed on Sunday when a lorry hit her bicycle in Lindal.",
        "The cyclist killed by a lorry in Lindal on Sunday was Ann Reed, her club said. Her bicycle was hit by the lorry.",
        {"Jane Hale", "Ann Reed"},
    ),
}
FIRES = {**PEOPLE, **GROUPS, **DOERS, **VICTIMS}
SILENT = {
    "one victim": (SHOT, HALE.replace("Paul Hale", "Ivo Marsh")),
    "a victim without the given name": (SHOT, HALE.replace("Paul Hale", "Marsh")),
    "two spellings": (SHOT, HALE.replace("Paul Hale", "Iwo Marsch")),
    "a maiden name": (SHOT, HALE.replace("Paul Hale", "Ivo Brandt")),
    "two dead": (SHOT, f"{HALE} Two men were killed, the sheriff said."),
    "two named": (SHOT, f"{HALE} Ivo Marsh was shot dead, too."),
    "the other one by his surname": (SHOT, f"{HALE} Marsh died in hospital."),
    "a third article has both": (SHOT, HALE, "Ivo Marsh and Paul Hale were shot dead in Lindal."),
    "another day": (SHOT, HALE.replace("Saturday", "Thursday")),
    "no day": (SHOT, HALE.replace(" on Saturday night", "")),
    "another place": (SHOT, HALE.replace("Lindal", "Orsk")),
    "told of otherwise": (SHOT, "Paul Hale, 39, was shot dead by a neighbour in Lindal on Saturday night."),
    "another deed": (SHOT, "Paul Hale, 39, was killed in Lindal on Saturday when his car left the road."),
    "a suspect": (SHOT, "Paul Hale, 39, was arrested in Lindal by a guard outside the bank on Saturday night."),
    "a kin": (SHOT, "The brother of Paul Hale was shot dead by a guard outside the bank in Lindal on Saturday night."),
    "the doer": (SHOT, "The man was shot dead in Lindal by Paul Hale, a guard outside the bank, on Saturday night."),
    "only feared": (
        SHOT,
        "It is not true that Paul Hale was shot dead by a guard outside the bank in Lindal on Saturday.",
    ),
    "English and British": ("They met English climber Jane Hale.", "They met British climber Jane Hale."),
    "born elsewhere": (
        "They met Danish climber Jane Hale.",
        "They met Swedish climber Jane Hale.",
        "Jane Hale is a Swedish-born Danish climber.",
    ),
    "of two nations": (
        "They met Indian surgeon Jane Hale.",
        "They met American surgeon Jane Hale.",
        "The Indian-American surgeon left.",
    ),
    "lives abroad": (
        "They met Danish climber Jane Hale.",
        "They met Swedish climber Jane Hale.",
        "Hale, a Dane living in Sweden, came.",
    ),
    "both in one article": (
        "They met Danish climber Jane Hale. Swedish climber Jane Hale left.",
        "They met Swedish climber Jane Hale.",
    ),
    "for whom she works": ("They met Danish coach Jane Hale.", "They met Swedish climber Jane Hale."),
    "an office": ("They met Danish Prime Minister Jane Hale.", "They met Swedish ambassador Jane Hale."),
    "a broader word": ("They met European climber Jane Hale.", "They met Danish climber Jane Hale."),
    "the noun's own adjective": ("They met Danish furniture maker Jane Hale.", "They met Swedish driver Jane Hale."),
    "the noun's own adjective, behind the name": (
        "They met Jane Hale, a German car dealer.",
        "They met Swedish driver Jane Hale.",
    ),
    "both nations": ("They met Jane Hale, a British and Australian climber.", "They met Australian climber Jane Hale."),
    "both nations of a citizen": ("They met Jane Hale, a French and Greek citizen.", "They met Greek cook Jane Hale."),
    "a ship's flag": ("They boarded the Danish tanker Jane Hale.", "They boarded the Swedish tanker Jane Hale."),
    "two people": ("They met Danish climber Jane Hale.", "They met Swedish climber Ann Hale."),
    "a surname alone": ("They met Danish climber Hale.", "They met Swedish climber Hale."),
    "a birthplace": ("They met Danish climber Jane Hale.", "Jane Hale, a Swedish native, came."),
    "other ages": (
        "A 41-year-old Polish driver lost control of the lorry on the bridge.",
        "The lorry fell off the bridge when a 42-year-old Czech driver lost control.",
    ),
    "same age, other matter": ("A 41-year-old Polish driver won the lottery.", "A 41-year-old Czech driver swam home."),
    "other numbers": (
        "The frigate held 19 Kenyan smugglers on Monday.",
        "Among the smugglers held by the frigate were 12 Kenyans and 9 Tanzanians.",
    ),
    "the same in parts": (
        "The frigate held 19 Kenyan and Tanzanian smugglers.",
        "The frigate held smugglers, 12 Kenyans and 7 Tanzanians.",
    ),
    "few": ("Rangers arrested two Kenyan smugglers.", "Rangers arrested two Ugandan smugglers."),
    "things": ("The frigate held 19 Kenyan ships on Monday.", "The frigate held 19 Ugandan ships on Monday."),
    "same number, other matter": ("A storm drowned 14 Spanish fishermen.", "A court freed 14 Portuguese miners."),
    "a part of the whole": (
        "The storm drowned 14 English fishermen off the cape.",
        "Off the cape, 14 British fishermen drowned in the storm.",
    ),
    "done by both": (
        "Jane Hale shot Paul Frost.",
        "Ann Reed shot Paul Frost.",
        "Jane Hale and Ann Reed were charged over it.",
    ),
    "done more than once": ("Jane Hale met Paul Frost.", "Ann Reed met Paul Frost."),
    "to somebody else": ("Jane Hale shot Paul Frost.", "Ann Reed shot Mary Frost."),
    "only suspected": ("Jane Hale shot Paul Frost.", "Police suspect that Ann Reed shot Paul Frost."),
    "denied": ("Jane Hale shot Paul Frost.", "Ann Reed had not shot Paul Frost."),
    "planned": ("Jane Hale shot Paul Frost.", "Ann Reed would have shot Paul Frost."),
    "spelt in full or short": ("Jane Hale shot Paul Frost.", "Hale shot Frost."),
    "one article alone": ("They met Danish climber Jane Hale. Later came Swedish climber Jane Hale.",),
}


@pytest.mark.parametrize("case", FIRES.values(), ids=FIRES)
def test_fires(case):
    *texts, values = case
    (found,) = compared(*texts)
    assert {side.value for side in found.sides} == values
    assert (found.kind, found.relation) == ("actor", Relation.CONFLICT)
    for side in found.sides:
        for e in side.evidence:
            assert texts[int(e.article[1])][e.start : e.end] == e.quote
            assert e.quote[slice(*e.span)].strip()


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_stays_silent(texts):
    assert compared(*texts) == []


def test_an_article_that_contradicts_itself_on_a_group_stands_on_both_sides():
    texts = [
        "The frigate held 19 Kenyan smugglers. Of the smugglers the frigate held 12 are Kenyans and 7 Tanzanians.",
        "Among the smugglers held by the frigate were 12 Kenyans and 7 Tanzanians.",
    ]
    (found,) = compared(*texts)
    assert {side.value: len(side.evidence) for side in found.sides} == {"Kenya and Tanzania": 2, "Kenya": 1}


POOL = [text for case in (PEOPLE["before the name"], GROUPS["another people"]) for text in case[:-1]]


def test_the_order_of_the_accounts_never_matters():
    assert len(alone.in_any_order(alone.kind("actor"), alone.understood(POOL))) == 2
