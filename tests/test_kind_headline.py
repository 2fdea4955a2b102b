"""The kind `headline`: a headline that its own text contradicts; and the many that only put it shorter."""

import hashlib

import pytest
from alone import story
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.findings import Relation, Severity
from factcheck.domain.text import Article
from factcheck.kinds.headline import Kind, headline_of
from factcheck.settings.lexicons import load_lexicons
from factcheck.understand.accounts import understand

LEXICONS = load_lexicons()


class NoJudge:
    """A judge that is never asked."""

    name = "none"

    def judge(self, pairs):
        raise AssertionError(pairs)


def article(name, headline, body):
    text = f"{headline}\n\n{body}"
    return Article(name, text, name, hashlib.sha256(text.encode()).hexdigest(), name, title=headline)


def compared(*articles, origins=None, **settings):
    kind = Kind(Kind.Settings(**settings), lexicons=LEXICONS)
    return list(kind.compare(story(understand(articles, LEXICONS), origins=origins or {})))


FIRES = {
    "killed": ("Flood in Varnholm kills 21", "The flood killed 12 people in Varnholm. The dam had burst at night."),
    "injured": (
        "Train collision at Brekdal injures 60",
        "Two trains collided at Brekdal. At least 90 people were injured in the collision, doctors said.",
    ),
    "arrested": (
        "Police in Lutten arrest 14 smugglers",
        "Police in Lutten arrested 41 smugglers on Monday. They had hidden in a barn.",
    ),
    "bound": (
        "More than 300 killed in Arl dam break",
        "The dam above Arl broke at night. It killed 120 people in the town of Arl.",
    ),
    "counted things": (
        "Fire in Trosa destroys 40 houses",
        "A fire in Trosa destroyed 14 houses on Tuesday. Nobody was hurt.",
    ),
    "magnitude": (
        "Earthquake of magnitude 7.2 shakes Lutten",
        "An earthquake of magnitude 6.1 shook Lutten on Monday. Bricks fell from the town hall.",
    ),
    "outcome": ("Truce in Varnholm holds", "The truce in Varnholm was violated on Monday. Shells fell on the market."),
}
SILENT = {
    "the same": ("Flood in Varnholm kills 21", "The flood killed 21 people in Varnholm. The dam had burst at night."),
    "in words": ("Flood in Varnholm kills 12", "The flood killed twelve people in Varnholm."),
    "rounder": ("Dozens killed in Varnholm flood", "The flood killed 36 people in Varnholm."),
    "rounded": ("Nearly 2,000 flee Varnholm flood", "The flood drove 1,950 people from Varnholm. They fled on foot."),
    "a lower bound that holds": ("Varnholm flood kills at least 20", "The flood killed 31 people in Varnholm."),
    "a part": ("Three soldiers killed in Varnholm", "The blast in Varnholm killed 11 people, among them soldiers."),
    "a sum": ("Five killed in Varnholm blast", "The blast in Varnholm killed two men. It killed three women as well."),
    "a sum in one sentence": ("Five killed in Varnholm blast", "The blast in Varnholm killed two men and three women."),
    "further down": (
        "Flood in Varnholm kills 21",
        "The flood in Varnholm killed 12 people at first. Rain fell. Rain fell. In all, 21 people were killed.",
    ),
    "another fate": ("Flood in Varnholm kills 2", "The flood injured 12 people in Varnholm. A couple drowned."),
    "an earlier event, far down": (
        "Flood in Varnholm kills couple",
        "A man and his wife drowned in Varnholm. It rained. It rained. In 1997 a flood killed 30 people there.",
    ),
    "more of them": (
        "Varnholm flood toll rises to 21",
        "Rescuers in Varnholm found nine more people killed by the flood.",
    ),
    "another thing": ("Fire in Trosa destroys 40 houses", "A fire in Trosa destroyed 14 barns on Tuesday."),
    "sums of money": (
        "Halden buys Dunmore for $3 million",
        "Halden has bought Dunmore. It had spent $2 million on Vell.",
    ),
    "spans of time": ("Corrado gets nine years", "Ilse Corrado had run the bank for six years. The judge was stern."),
    "a question": ("Did the flood kill 21 in Varnholm?", "The flood killed 12 people in Varnholm, doctors said."),
    "a plan": ("Police plan to arrest 14 smugglers", "Police in Lutten arrested 41 smugglers on Monday."),
    "the same outcome": ("Truce in Varnholm holds", "The truce in Varnholm has held since Monday."),
    "a quoted outcome": ("'The truce holds', says mayor of Varnholm", "The truce in Varnholm was violated on Monday."),
    "no figure": ("Flood in Varnholm", "The flood killed 12 people in Varnholm."),
    "a title that is a sentence": (
        "The flood in Varnholm killed 21 people.",
        "The flood killed 12 people in Varnholm.",
    ),
}


@pytest.mark.parametrize(("headline", "body"), FIRES.values(), ids=FIRES)
def test_fires(headline, body):
    (found,) = compared(article("a", headline, body))
    assert (found.kind, found.relation) == ("headline", Relation.CONFLICT)
    above, below = found.sides
    assert above.evidence[0].quote == headline
    assert below.evidence[0].quote in body
    assert "one article" in found.summary


@pytest.mark.parametrize(("headline", "body"), SILENT.values(), ids=SILENT)
def test_stays_silent(headline, body):
    assert compared(article("a", headline, body)) == []


def test_the_evidence_stands_in_the_article_with_the_figures_marked():
    one = article("a", *FIRES["killed"])
    (found,) = compared(one)
    marked = [e.quote[slice(*e.span)] for side in found.sides for e in side.evidence]
    assert marked == ["21", "12 people"]
    assert all(one.text[e.start : e.end] == e.quote for side in found.sides for e in side.evidence)
    assert found.severity is Severity.HIGH


def test_a_title_that_does_not_stand_in_the_text_is_left_alone():
    text = "The flood killed 12 people in Varnholm. The dam had burst at night."
    assert compared(Article("a", text, "a", "", "a", title="Flood in Varnholm kills 21")) == []


def test_a_title_is_found_whatever_its_white_space():
    one = Article("a", "Flood in\n  Varnholm kills 21\n\nIt rained.", "a", "", "a", title="Flood in Varnholm kills 21")
    span = headline_of(one)
    assert span is not None
    assert span.of(one.text).split() == ["Flood", "in", "Varnholm", "kills", "21"]


def test_copies_of_one_text_are_one_finding():
    (found,) = compared(article("a", *FIRES["killed"]), article("b", *FIRES["killed"]), origins={"b": "a"})
    assert [[e.article for e in side.evidence] for side in found.sides] == [["a", "b"], ["a", "b"]]
    assert [side.origins for side in found.sides] == [1, 1]


@given(st.permutations(range(len(FIRES))))
def test_the_order_of_the_accounts_never_matters(order):
    kind = Kind(Kind.Settings(), lexicons=LEXICONS)
    accounts = understand([article(f"a{n}", *case) for n, case in enumerate(FIRES.values())], LEXICONS)
    shuffled = tuple(accounts[n] for n in order)
    assert list(kind.compare(story(shuffled))) == list(kind.compare(story(accounts)))
