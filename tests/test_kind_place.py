"""The kind `place`: homes, birthplaces, seats, bearings and deaths that exclude each other; and everything that only seems to."""

import alone
import pytest

from factcheck.domain.findings import Relation, Severity


def compared(*texts, **changed):
    return alone.compared("place", texts, read=alone.understood, **changed)


HOMES = {
    "age": ("Police held Jon Hale, 36, of Milltown.", "Police held Jon Hale, 36, of Oldgate.", {"Milltown", "Oldgate"}),
    "surname alone in one": (
        "They met Jon Hale, 36, of Milltown. It was late.",
        "Jon Hale left. Hale, 36, of Oldgate, was held.",
        {"Milltown", "Oldgate"},
    ),
    "lives in": (
        "Mary Hale, who lives in Milltown, was hurt.",
        "Mary Hale, 59, of Oldgate, was hurt.",
        {"Milltown", "Oldgate"},
    ),
    "lives with": (
        "Mary Hale, who lives in Milltown with her husband, was hurt.",
        "Mary Hale, 59, of Oldgate, was hurt.",
        {"Milltown", "Oldgate"},
    ),
    "two people in one sentence": (
        "The dead are Mary Hale, 59, of Milltown and Jon Frost, 40, of Brambury.",
        "The dead are Mary Hale, 59, of Oldgate, and Jon Frost, 40, of Brambury.",
        {"Milltown", "Oldgate"},
    ),
    "lived a way off": (
        "Mary Hale, who lived a mile away in Milltown, was hurt.",
        "Mary Hale, aged 59, of Oldgate, was hurt.",
        {"Milltown", "Oldgate"},
    ),
    "resident": (
        "The prize went to Milltown resident Mary Hale.",
        "Mary Hale, a resident of Oldgate, won the prize.",
        {"Milltown", "Oldgate"},
    ),
    "a man of a known town": (
        "Milltown man Jon Hale was held in Milltown.",
        "Jon Hale, a 36-year-old Oldgate man, was held in Oldgate.",
        {"Milltown", "Oldgate"},
    ),
    "street and town": (
        "Jon Hale, 36, of Mill Street, Brambury, was fined.",
        "Jon Hale, 36, of Oldgate, was fined.",
        {"Brambury", "Oldgate"},
    ),
    "known as a place elsewhere": (
        "Hale, of Milltown, was held. Police in Milltown met Jon Hale.",
        "Jon Hale, 36, of Oldgate, was held.",
        {"Milltown", "Oldgate"},
    ),
    "two large cities": ("Mary Hale, 40, of Chicago, sued.", "Mary Hale, 40, of Dallas, sued.", {"Chicago", "Dallas"}),
}
BIRTHS = {
    "born in": (
        "Mary Hale was born on May 3, 1930, in Milltown, the youngest of five.",
        "Mary Hale, born in Oldgate, sang for years.",
        {"Milltown", "Oldgate"},
    ),
    "native": (
        "The prize went to Milltown native Mary Hale.",
        "Mary Hale, a native of Oldgate, won the prize.",
        {"Milltown", "Oldgate"},
    ),
}
SEATS = {
    "hospital": (
        "He was flown to Saint Orla Hospital in Milltown.",
        "Saint Orla Hospital, in Oldgate, took him in.",
        {"Milltown", "Oldgate"},
    ),
}
BEARINGS = {
    "opposite": (
        "Gunmen fired on the trawler 90 miles east of Port Ansel at dawn.",
        "The trawler came under fire from gunmen 90 miles west of Port Ansel at dawn.",
        {"east", "west"},
    ),
    "converted and hyphenated": (
        "The quake struck 30 km (19 miles) north-east of Brambury and shook houses.",
        "The quake that shook houses struck 19 miles southwest of the town of Brambury.",
        {"northeast", "southwest"},
    ),
    "a quarter turn": (
        "The ferry sank 12 nautical miles north of Ansel Island in a storm.",
        "The ferry sank in a storm about 12 nautical miles east of Ansel Island.",
        {"north", "east"},
    ),
}
DEATHS = {
    "way": (
        "Mary Hale died at the scene.",
        "Mary Hale died on the way to the hospital.",
        {"at the scene", "on the way to hospital or there"},
    ),
    "pronounced at the scene": (
        "Mary Hale was pronounced dead at the scene.",
        "Mary Hale was taken to Brambury Hospital, where she later died.",
        {"at the scene", "on the way to hospital or there"},
    ),
    "at home": (
        "Mary Hale died early on Sunday at her home in Milltown.",
        "Mary Hale died on Sunday at a hospital in Milltown.",
        {"at home", "on the way to hospital or there"},
    ),
    "at once": (
        "Mary Hale was killed instantly.",
        "Mary Hale died in hospital.",
        {"at the scene", "on the way to hospital or there"},
    ),
    "the only victim, not named": (
        "The driver died at the scene.",
        "The driver died in hospital, officers said.",
        {"at the scene", "on the way to hospital or there"},
    ),
}
FIRES = {**HOMES, **BIRTHS, **SEATS, **BEARINGS, **DEATHS}
SILENT = {
    "town and state": ("Jon Hale, 36, of Milltown, was held.", "Jon Hale, 36, of Ohio, was held."),
    "one in the other": (
        "Jon Hale, 36, of Milltown, was held.",
        "Jon Hale, 36, of Northam, was held.",
        "There was a fire at Milltown in Northam.",
    ),
    "a section of": (
        "Jon Hale, 36, of Oldgate, was held.",
        "Jon Hale, 36, of Milltown, was held.",
        "Houses in the Oldgate section of Milltown burned.",
    ),
    "is in": (
        "Jon Hale, 36, of Oldgate, was held.",
        "Jon Hale, 36, of Milltown, was held.",
        "They came to Oldgate. Oldgate is in Milltown.",
    ),
    "a suburb of": (
        "Jon Hale, 36, of Oldgate, was held.",
        "Jon Hale, 36, of Milltown, was held.",
        "They came to Oldgate, a suburb of Milltown.",
    ),
    "near": (
        "Jon Hale, 36, of Oldgate, was held.",
        "Jon Hale, 36, of Milltown, was held.",
        "They came to Oldgate, near Milltown.",
    ),
    "a quarter of a large city": ("Mary Hale, 40, of Harlow Hill, sued.", "Mary Hale, 40, of Brooklyn, sued."),
    "the same with its state": ("Jon Hale, 36, of Milltown, was held.", "Jon Hale, 36, of Milltown, Ohio, was held."),
    "a point of the compass more": (
        "Jon Hale, 36, of East Milltown, was held.",
        "Jon Hale, 36, of Milltown, was held.",
    ),
    "a move": (
        "Jon Hale, 36, of Milltown, was held.",
        "Jon Hale, 36, of Oldgate, was held. In May Hale moved from Milltown to Oldgate.",
    ),
    "a former home": ("Jon Hale, 36, of Milltown, was held.", "Jon Hale, a former Oldgate resident, was held."),
    "lived there until": (
        "Jon Hale, 36, of Milltown, was held.",
        "Jon Hale, who lived in Oldgate until 2010, was held.",
    ),
    "had lived": ("Jon Hale, 36, of Milltown, was held.", "Jon Hale, who had lived in Oldgate, was held."),
    "a birthplace": ("Jon Hale, 36, of Milltown, was held.", "Jon Hale, an Oldgate native, was held."),
    "an organisation": (
        "Jon Hale, 36, of Milltown, was held.",
        "Jon Hale, of the University of Oldgate, spoke.",
        "Hale, of Oldgate Police, came.",
    ),
    "a firm that nobody calls a place": (
        "Mary Hale, 40, of Milltown, spoke.",
        "Mary Hale, of Brightwater, spoke for the firm.",
    ),
    "two homes in one article": (
        "Jon Hale, 36, of Milltown, left. Hale, who lives in Oldgate, was held.",
        "Jon Hale, 36, of Oldgate, was held.",
    ),
    "another person": ("Jon Hale, 36, of Milltown, was held.", "Ann Hale, 36, of Oldgate, was held."),
    "one article alone": ("Jon Hale, 36, of Milltown, left. Later Jon Hale, who lives in Oldgate, came.",),
    "a street with a number": (
        "Jon Hale, 36, of Flat 3, 12 Mill Street, Milltown, was held.",
        "Jon Hale, 36, of Milltown, was held.",
    ),
    "two houses of one institution": (
        "He left Saint Orla Hospital in Milltown for Saint Orla Hospital in Oldgate.",
        "He was flown to Saint Orla Hospital in Oldgate.",
    ),
    "a firm's branches": ("He robbed Northern Bank in Milltown.", "He robbed Northern Bank in Oldgate."),
    "another institution": (
        "He was flown to Saint Orla Hospital in Milltown.",
        "He was flown to Saint Bede Hospital in Oldgate.",
    ),
    "neighbouring points": (
        "The quake struck 30 km south of Brambury and shook houses.",
        "The quake struck 30 km southeast of Brambury and shook houses.",
    ),
    "another distance": (
        "The quake struck 30 km south of Brambury and shook houses.",
        "The quake was felt in houses 90 km north of Brambury.",
    ),
    "another anchor": (
        "The quake struck 30 km south of Brambury and shook houses.",
        "The quake struck 30 km north of Milltown and shook houses.",
    ),
    "another thing": (
        "The quake struck 30 km south of Brambury.",
        "A museum of old clocks stands 30 km north of Brambury.",
    ),
    "both in one article": (
        "The quake shook houses 30 km south of Brambury and houses 30 km north of Brambury.",
        "The quake shook houses 30 km north of Brambury.",
    ),
    "pronounced dead in hospital": (
        "Mary Hale died at the scene.",
        "Mary Hale was taken to hospital, where she was pronounced dead.",
        "Mary Hale was pronounced dead at Brambury Hospital.",
    ),
    "scene and home": ("Mary Hale died at the scene.", "Mary Hale died at her home."),
    "born to somebody": (
        "Mary Hale was born in Milltown.",
        "Mary Hale was born to a miner who worked in Oldgate.",
    ),
    "born in a year": ("Mary Hale was born in Milltown.", "Mary Hale was born in 1930."),
    "another victim": ("Mary Hale died at the scene.", "Jon Frost died in hospital."),
    "several dead": (
        "Three people were killed. The driver died at the scene.",
        "Three people were killed. The driver died in hospital.",
    ),
    "driver and passenger": ("The driver died at the scene.", "A passenger died in hospital."),
    "hurt, not dead": ("Mary Hale was treated at the scene.", "Mary Hale was in hospital."),
    "not so": ("Mary Hale did not die at the scene.", "Mary Hale died in hospital."),
}


@pytest.mark.parametrize("case", FIRES.values(), ids=FIRES)
def test_fires(case):
    *texts, values = case
    (found,) = compared(*texts)
    assert {side.value for side in found.sides} == values
    assert (found.kind, found.relation, found.severity) == ("place", Relation.CONFLICT, Severity.MEDIUM)
    for side in found.sides:
        for e in side.evidence:
            assert texts[int(e.article[1])][e.start : e.end] == e.quote
            assert e.quote[slice(*e.span)].strip()


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_stays_silent(texts):
    assert compared(*texts) == []


def test_one_disagreement_is_one_finding_with_every_home_and_the_place_is_marked():
    texts = [f"Police held Jon Hale, 36, of {town}." for town in ("Milltown", "Oldgate", "Brambury", "Milltown")]
    (found,) = compared(*texts)
    assert [(side.value, [e.article for e in side.evidence]) for side in found.sides] == [
        ("Milltown", ["a0", "a3"]),
        ("Brambury", ["a2"]),
        ("Oldgate", ["a1"]),
    ]
    assert {e.quote[slice(*e.span)] for side in found.sides for e in side.evidence} == {
        "Milltown",
        "Brambury",
        "Oldgate",
    }


POOL = [text for case in (HOMES["age"], BEARINGS["opposite"], DEATHS["way"]) for text in case[:-1]]


def test_the_order_of_the_accounts_never_matters():
    assert len(alone.in_any_order(alone.kind("place"), alone.understood(POOL))) == 3
