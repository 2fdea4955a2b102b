"""The kind `list`: one list whose members differ; and the many lists that only look so."""

import alone
import pytest
from reading import sentences

from factcheck.domain.findings import Relation, Severity
from factcheck.settings.lexicons import load_lexicons
from factcheck.values.lists.listings import find_listings
from factcheck.values.names.finding import find_names

LEXICONS = load_lexicons()


def compared(*texts, **changed):
    return alone.compared("list", texts, origins={}, **changed)


CROSSING = {
    "who finances a council, in the passive and the active": (
        "The Vardo council is financed by Norway, Sweden and Denmark.",
        "Norway, Sweden and Finland finance the Vardo council.",
    ),
    "backed and supported": (
        "The general is backed by Egypt, Jordan and Norway, diplomats in Vardo said.",
        "The general has long been supported by Norway, Egypt and Peru.",
    ),
    "the example of the manual": (
        "The council is backed by Norland, Estmark and Vell.",
        "The council is backed by Norland, Estmark and Tarn.",
    ),
    "the dead, named": (
        "The victims were named as Ada Bloom, Ian Rayt and Erik Holm.",
        "Police identified the victims as Ada Bloom, Ian Rayt and Jonas Velt.",
    ),
    "places hit worst": (
        "The villages of Tarvik and Solmar were worst hit, the mayor said.",
        "The most affected villages were identified as Tarvik, Brenna and Holt.",
    ),
    "a counted list and a longer one": (
        "Three groups, Clearwater, Greenpath and Oakline, filed suit over the dam.",
        "Clearwater, Greenpath, Oakline and Riverkeep filed suit over the dam on Monday.",
    ),
    "signatories": (
        "The Lutten treaty was signed by Peru, Chile and Bolivia.",
        "The Lutten treaty was signed by Peru, Chile and Ecuador.",
    ),
    "belts": (
        "Dunmore retained his VBA, VBO and VBF titles in Trosa.",
        "Dunmore retained his VBA, VBO and VBC titles in Trosa.",
    ),
}
SHORTER = {
    "one leaves out a backer": (
        "The Vardo council is backed by Norway, Sweden, Denmark and Finland.",
        "The Vardo council is backed by Norway, Sweden and Finland.",
    ),
    "one leaves out a backer, in a relative clause": (
        "General Tarn, who is backed militarily by Egypt, Jordan and Peru, has left Vardo.",
        "Norway says that General Tarn is supported by Peru and Egypt.",
    ),
    "one leaves out a region": (
        "Phone calls between Norway, Sweden and Denmark were disrupted on Friday.",
        "On Friday phone calls between Norway and Denmark were disrupted.",
    ),
}
FIRES = {**CROSSING, **SHORTER}
SILENT = {
    "the same list in another order": (
        "The Vardo council is backed by Norway, Sweden and Denmark.",
        "The Vardo council is backed by Denmark, Norway and Sweden.",
    ),
    "an open list": (
        "The Vardo council is backed by Norway, Sweden and Denmark.",
        "The Vardo council is backed by countries including Norway, Sweden and Finland.",
    ),
    "such as": (
        "The Vardo council is backed by Norway, Sweden and Denmark.",
        "The Vardo council is backed by states such as Norway, Sweden and Finland.",
    ),
    "among others": (
        "The Vardo council is backed by Norway, Sweden and Denmark.",
        "The Vardo council is backed by Norway, Sweden and Finland, among others.",
    ),
    "and others": (
        "The Vardo council is backed by Norway, Sweden and Denmark.",
        "The Vardo council is backed by Norway, Sweden and Finland and other states.",
    ),
    "another owner": (
        "The Vardo council is backed by Norway, Sweden and Denmark.",
        "The Trosa senate is backed by Norway, Sweden and Finland.",
    ),
    "another deed": (
        "The Vardo council is backed by Norway, Sweden and Denmark.",
        "The Vardo council is opposed by Norway, Sweden and Finland.",
    ),
    "doer against object": (
        "The Vardo council is backed by Norway, Sweden and Denmark.",
        "The Vardo council backs Norway, Sweden and Finland.",
    ),
    "denied": (
        "The Vardo council is backed by Norway, Sweden and Denmark.",
        "The Vardo council is not backed by Norway, Sweden and Finland.",
    ),
    "another day": (
        "The Lutten bridge was inspected by Ada Bloom and Ian Rayt on 3 May 2024.",
        "The Lutten bridge was inspected by Ada Bloom and Erik Holm on 9 May 2024.",
    ),
    "more in the same article": (
        "The Vardo council is backed by Norway, Sweden and Denmark.",
        "The Vardo council is also backed by Sweden and Finland.",
    ),
    "the fuller list stands beside the shorter": (
        "The Vardo council is backed by Norway, Sweden and Denmark.",
        "The Vardo council is backed by Norway and Sweden. The Vardo council is backed by Norway, Sweden and Denmark.",
    ),
    "spellings": (
        "The victims were named as Ilse Krantz, Ada Bloom and Erik Holm.",
        "The victims were named as Ilse Kranz, Ada Bloom and Erik Holm.",
    ),
    "surnames": (
        "The victims were named as Ada Bloom and Ian Rayt.",
        "The victims were named as Bloom and Rayt.",
    ),
    "given names": (
        "The bodies of Ada Bloom and Erik Holm were found at their home in Lutten.",
        "Erik and Ada Bloom were found dead at their home in Lutten.",
    ),
    "short forms of countries": (
        "The Vardo council is backed by the United States, Norway and Sweden.",
        "The Vardo council is backed by America, Norway and Sweden.",
    ),
    "peoples for countries": (
        "Norway, Sweden and Denmark back the Vardo council.",
        "The Vardo council is backed by Norwegians, Swedes and Danes.",
    ),
    "nothing in common": (
        "The Vardo council is backed by Norway, Sweden and Denmark.",
        "The Vardo council is backed by Peru, Chile and Bolivia.",
    ),
    "worst hit and hit": (
        "The most affected villages were Tarvik, Brenna and Holt.",
        "The villages were Tarvik, Brenna and Solmar.",
    ),
    "names that only go with another noun": (
        "The talks were led by Ada Bloom and Norland aide Ian Rayt.",
        "The talks were led by Ada Bloom and Estmark.",
    ),
    "a cast": (
        "The film about Vardo stars Ada Bloom, Ian Rayt and Erik Holm.",
        "The film about Vardo stars Ada Bloom, Ian Rayt and Jonas Velt.",
    ),
    "one article alone": (
        "The Vardo council is backed by Norway, Sweden and Denmark. The Vardo council is backed by Norway, Sweden and Peru.",
    ),
}


@pytest.mark.parametrize("texts", CROSSING.values(), ids=CROSSING)
def test_each_side_has_a_member_that_the_other_lacks(texts):
    (found,) = compared(*texts)
    assert (found.kind, found.relation, found.severity) == ("list", Relation.CONFLICT, Severity.MEDIUM)
    assert {e.article for side in found.sides for e in side.evidence} == {"a0", "a1"}


@pytest.mark.parametrize("texts", SHORTER.values(), ids=SHORTER)
def test_a_shorter_list_is_shown_as_undetermined(texts):
    (found,) = compared(*texts)
    assert (found.kind, found.relation, found.severity) == ("list", Relation.UNDETERMINED, Severity.LOW)


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_stays_silent(texts):
    assert compared(*texts) == []


def test_one_disagreement_of_many_articles_is_one_finding():
    (found,) = compared(
        "The treaty of Lutten was signed by Peru, Chile and Bolivia.",
        "The treaty of Lutten was signed by Peru, Chile and Ecuador.",
        "Officials said the treaty of Lutten was signed by Chile, Ecuador and Peru.",
        "The treaty of Lutten was signed by Peru, Chile and Brazil.",
    )
    assert [side.value for side in found.sides] == [
        "Peru, Chile and Ecuador",
        "Peru, Chile and Bolivia",
        "Peru, Chile and Brazil",
    ]
    assert [side.origins for side in found.sides] == [2, 1, 1]


def test_the_evidence_is_the_sentence_with_the_list_marked():
    texts = (
        "So it was. The deal was signed by Peru, Chile and Cuba.",
        "The deal was signed by Peru, Chile and Brazil.",
    )
    (found,) = compared(*texts)
    for side in found.sides:
        for e in side.evidence:
            assert texts[int(e.article[1])][e.start : e.end] == e.quote
            assert e.quote[slice(*e.span)] == side.value


STANDINGS = {
    "The deal was signed by Peru and Chile.": ("doer", "sign", ""),
    "Peru and Chile signed the deal.": ("doer", "sign", ""),
    "The victims were Ada Bloom, 34, and Ian Rayt, 20.": ("named", "victim", "victim"),
    "Officials said the towns of Tarvik and Solmar were flooded.": ("object", "flood", "town"),
    "The ferry between Tarvik and Solmar sank.": ("between", "ferry", ""),
}


@pytest.mark.parametrize(("text", "standing"), STANDINGS.items())
def test_a_list_knows_what_it_is_a_list_of(text, standing):
    (sentence,) = sentences("a", text)
    (found,) = find_listings(sentence, find_names((sentence,), LEXICONS.nouns, LEXICONS.titles), LEXICONS.deeds)
    assert (found.standing.role, found.standing.governor, found.standing.noun) == standing


POOL = [text for pair in (*CROSSING.values(), *SHORTER.values()) for text in pair]


def test_the_order_of_the_accounts_never_matters():
    alone.in_any_order(alone.kind("list"), alone.accounts(POOL))
