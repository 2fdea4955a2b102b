"""The kind `name`: one name spelt in several ways, one officer with several ranks; and everything that is neither."""

import alone
import pytest

from factcheck.domain.findings import Relation, Severity
from factcheck.settings.lexicons import load_lexicons

LEXICONS = load_lexicons()


def compared(*texts, **changed):
    return alone.compared("name", texts, **changed)


FIRES = {
    "surname": (
        ("The talks were led by Omar al-Serrano.", "The talks were led by Omar al-Sarrano."),
        {"Omar al-Serrano", "Omar al-Sarrano"},
    ),
    "first name": (("It was won by Khalifa Mansur.", "It was won by Khalifar Mansur."), {"Khalifa Mansur", "Khalifar Mansur"}),
    "bare against full": (
        ("The ceasefire talks in Elden were left by envoy Omar Serrano.", "The talks in Elden were left early by envoy Sarrano."),
        {"Omar Serrano", "Sarrano"},
    ),
    "glued article": (("They arrested Paul LaMarchetta.", "They arrested Paul Marchetta."), {"Paul LaMarchetta", "Paul Marchetta"}),
    "organisation's common word": (
        ("It was sold by Greenleaf Distribution Ltd.", "It was sold by Greenleaf Distributors Ltd."),
        {"Greenleaf Distribution Ltd.", "Greenleaf Distributors Ltd."},
    ),
    "letters that changed places": (
        ("It was signed by general manager Otto Reimann.", "General manager Riemann told the club that it was signed.", "Otto Reimann signed."),
        {"Otto Reimann", "Riemann"},
    ),
    "first names that sound alike": (("The victim, Sherri Bloom, was 36.", "The victim was named as Sherry Bloom, 36."), {"Sherri Bloom", "Sherry Bloom"}),
    "single name in one context": (
        ("The larger boat, a trawler named Zahiruddin, was searched.", "Sailors searched the trawler Zahiraddin, the larger boat."),
        {"Zahiruddin", "Zahiraddin"},
    ),
    "storm": (("The roof was lost to Hurricane George.", "The roof was lost to Hurricane Georges."), {"Hurricane George", "Hurricane Georges"}),
    "rank": (
        ('"We fired," said Commander Raj Nair.', '"We fired," said Commodore Raj Nair.'),
        {"Commander Raj Nair", "Commodore Raj Nair"},
    ),
    "rank, abbreviated": (("It was led by Col. Ada Bloom.", "It was led by Capt. Ada Bloom."), {"Col. Ada Bloom", "Capt. Ada Bloom"}),
    "one article has both, the others decide": (
        ("They found Ian Rayt. Later Rayte was flown out.", "They found Ian Rayt.", "They found Ian Rayte."),
        {"Ian Rayt", "Ian Rayte"},
    ),
}  # fmt: skip
SILENT = {
    "different first names": ("They met Ann Johnson.", "They met Ray Johnston."),
    "a family": ("They met Ann Bloom.", "They met Ray Bloom."),
    "siblings by gender": ("They met Erik Holm.", "They met Erika Holm."),
    "both in one article": ("They met Ilse Krantz and Ilse Kranz.", "They met Ilse Krantz."),
    "countries": ("They flew to Niger.", "They flew to Nigeria."),
    "peoples": ("Somali pirates took the ship.", "Somalian pirates took the ship.", "The Somalis took the ship."),
    "country and people": ("They left Yemen.", "They were Yemeni sailors."),
    "short form": ("It was won by Khalifa Mansur.", "It was won by Mansur.", "It was won by Gen. Mansur."),
    "acronym": ("The Union of River Pilots (URP) left.", "The URP left."),
    "abbreviation": ("They climbed Mount Elden for Bright Corp.", "They climbed Mt. Elden for Bright Corporation."),
    "ampersand": ("He worked at Bright & Sons.", "He worked at Bright and Sons."),
    "capitals": ("It was sold by GreenLeaf Ltd.", "It was sold by Greenleaf Ltd."),
    "accents": ("They met José Muñoz.", "They met Jose Munoz."),
    "hyphens": ("They met Anne-Marie Bloom.", "They met Anne Marie Bloom."),
    "particle": ("They met Omar al-Sarrano.", "They met Omar Sarrano."),
    "possessive": ("They met Ada Bloom's men.", "They met Ada Bloom."),
    "plural": ("He plays as a Boston Ranger now.", "He plays for the Boston Rangers now."),
    "British and American": ("They asked the Defence Ministry.", "They asked the Defense Ministry."),
    "same rank": (
        "It was led by Gen. Ada Bloom.",
        "It was led by General Ada Bloom.",
        "It was led by Lt. Gen. Ada Bloom.",
    ),
    "rank and role": ("It was led by Gen. Ada Bloom.", "It was led by rebel commander Ada Bloom."),
    "rank and office": ("They met Gen. Ada Bloom.", "They met President Ada Bloom."),
    "ranks of two people": ("They met Commander Raj Nair.", "They met Commodore Ila Nair."),
    "single names that are short": ("The village of Marin is small.", "Prices rose, Martin wrote."),
    "a nickname": ("They met Thomas Bloom.", "They met Tom Bloom."),
    "words that are common ones, too": (
        "They saw the Blue Tower. The tower fell.",
        "They saw the Blue Power. Its power is low.",
    ),
    "a plural in a law's name": ("It breaks the Harbour Seals Act.", "It breaks the Harbour Seal Act."),
    "clubs of one city": ("They met the Elden Rovers.", "They met the Elden Rangers."),
    "an organisation and its people": ("They joined the Democrats of Elden.", "The Elden Democratic vote fell."),
    "a place and a person": ("They drove to Marston.", "They heard Dr Ada Marsden."),
    "one article alone": ("They found Ian Rayt. Later they flew Rayte out.",),
}


TWO_RANKS = [
    ("Major General Ada Bloom took it.", "Brigadier General Ada Bloom took it."),
    ("Lt. Gen. Ada Bloom took it.", "Gen. Ada Bloom took it.", "Maj. Gen. Ada Bloom took it."),
    ("It was led by Rear Admiral Ivo Marsh.", "It was led by Vice Admiral Ivo Marsh."),
    ("They met Staff Sergeant Ivo Marsh.", "They met Master Sergeant Ivo Marsh."),
    ("They met Deputy Secretary Ivo Marsh.", "They met Under Secretary Ivo Marsh."),
    ("They met Assistant Secretary Ivo Marsh.", "They met Undersecretary Ivo Marsh."),
    (
        "Lieutenant Colonel Omar Serrano led the patrol near Elden.",
        "Major Omar Sarrano led the patrol near Elden.",
    ),
    (
        "Major General Nasim Sullayman was shot near the airport of Elden.",
        "Brigadier General Nassim Suleyman was shot near the airport of Elden.",
    ),
]
ONE_RANK = [
    ("Major General Ada Bloom took it.", "General Ada Bloom took it.", "Gen. Ada Bloom took it."),
    ("Detective Chief Inspector Ada Bloom came.", "Chief Inspector Ada Bloom came.", "Inspector Ada Bloom came."),
    ("They met Deputy Secretary Ivo Marsh.", "They met Secretary Ivo Marsh."),
    (
        "They met Under Secretary Ivo Marsh.",
        "They met Undersecretary Ivo Marsh.",
        "They met Under-Secretary Ivo Marsh.",
    ),
    ("They met Press Secretary Ivo Marsh.", "They met Deputy Secretary Ivo Marsh."),
    ("Maj. Gen. Ada Bloom took it.", "Major General Ada Bloom took it."),
    ("Major General Ada Bloom took it.", "Brigadier General Rosa Bloom took it."),
    ("Major General Ada Bloom took it.", "Brigadier General Ada Marsh took it."),
    ("Major General Ahmed Sullayman was shot.", "Brigadier General Hamid Suleyman was shot."),
    ("Major General Erik Sullayman was shot.", "Brigadier General Erika Suleyman was shot."),
    ("Major General Ada Bloom met Brigadier General Ada Bloom, her aunt.", "Major General Ada Bloom met her aunt."),
]


def ranks(texts):
    return [found for found in compared(*texts) if "ranks" in found.summary]


@pytest.mark.parametrize("texts", TWO_RANKS)
def test_two_ranks_of_one_officer_are_told(texts):
    (found,) = ranks(texts)
    assert (found.relation, found.severity) == (Relation.VARIANT, Severity.LOW)
    assert len(found.sides) == 2


@pytest.mark.parametrize("texts", ONE_RANK)
def test_a_rank_in_short_and_the_ranks_of_two_are_no_two_ranks(texts):
    assert ranks(texts) == []


@pytest.mark.parametrize(("texts", "values"), FIRES.values(), ids=FIRES)
def test_fires(texts, values):
    (found,) = compared(*texts)
    assert {side.value for side in found.sides} == values
    assert (found.kind, found.relation, found.severity) == ("name", Relation.VARIANT, Severity.LOW)


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_stays_silent(texts):
    assert compared(*texts) == []


def test_the_evidence_is_the_first_mention_of_each_article_with_the_name_marked():
    texts = ("So it was. They met Ilse Krantz. Then Ilse Krantz left.", "They met Ilse Krantz.", "They met Ilse Kranz.")
    (found,) = compared(*texts)
    common, rare = found.sides
    assert [e.article for e in common.evidence] == ["a0", "a1"]
    assert common.origins == rare.origins == 1
    for side in found.sides:
        for e in side.evidence:
            assert texts[int(e.article[1])][e.start : e.end] == e.quote
            assert e.quote[slice(*e.span)] in ("Ilse Krantz", "Ilse Kranz")
    assert common.evidence[0].start == len("So it was. ")


def test_the_id_is_the_same_whatever_else_is_in_the_run():
    alone = compared("They met Ilse Krantz.", "They met Ilse Kranz.")
    more = compared("They met Ilse Krantz.", "They met Ilse Kranz.", "Ada Bloom and Ilse Krantz came by boat.")
    assert alone[0].id == more[0].id


POOL = [
    "They met Ilse Krantz.",
    "They met Ilse Kranz.",
    "It was led by Col. Ada Bloom.",
    "It was led by Capt. Ada Bloom.",
    "Kranz left.",
]


def test_the_order_of_the_accounts_never_matters():
    alone.in_any_order(alone.kind("name"), alone.accounts(POOL))
