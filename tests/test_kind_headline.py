"""The kind `headline`: a headline that its own text contradicts; and the many that only put it shorter."""

import hashlib
import json
from datetime import date

import pytest
from alone import in_any_order, story
from fakes import FakeEncoder
from reading import understand
from stories import CONFIG

from factcheck.domain.findings import Relation, Severity
from factcheck.domain.text import Article
from factcheck.formats._parts.marked_draft import Numbered, marked, of_draft
from factcheck.gate import drafts
from factcheck.intake.reading import read
from factcheck.kinds.headline import Kind
from factcheck.pipeline import check
from factcheck.review.session import Standings
from factcheck.settings.lexicons import load_lexicons
from factcheck.shelves import member
from factcheck.text.headlines import headline_of
from factcheck.web.articles_page import articles_page
from factcheck.web.shell import PageFrame

LEXICONS = load_lexicons()


class NoJudge:
    """A judge that is never asked."""

    name = "none"
    stands_alone = True
    left_out = ()

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
    "what was wanted": (
        "Senate fails to pass health bill",
        "The Senate leader could not garner the votes needed to pass the health bill on Friday.",
    ),
    "what was kept from being": (
        "Lindal health bill fails to pass",
        "Hundreds of protesters in Lindal helped stop the senate from passing the health bill.",
    ),
    "both vague": ("Thousands of letters found in Lutten", "Police in Lutten found tens of thousands of letters."),
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


def titled(name, title, text, **known):
    return Article(name, text, name, "", f"{name}.json", title=title, **known)


@pytest.mark.parametrize(("headline", "body"), FIRES.values(), ids=FIRES)
def test_a_title_beside_the_text_fires_as_a_headline_in_it_does(headline, body):
    one = titled("a", headline, body)
    (found,) = compared(one)
    (above,), (below,) = (side.evidence for side in found.sides)
    assert (above.field, below.field) == ("title", "text")
    assert one.title[above.start : above.end] == above.quote == headline
    assert one.text[below.start : below.end] == below.quote
    (inside,) = compared(article("a", headline, body))
    assert [side.value for side in found.sides] == [side.value for side in inside.sides]
    assert found.id == inside.id


@pytest.mark.parametrize(("headline", "body"), SILENT.values(), ids=SILENT)
def test_a_title_beside_the_text_is_silent_where_a_headline_in_it_is(headline, body):
    assert compared(titled("a", headline, body)) == []


BODY = "The flood killed 12 people in Varnholm. The dam had burst at night."


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("FLOOD IN VARNHOLM KILLS 21", BODY),
        ("Flood in Varnholm kills 21?", BODY),
        ("Flood in Varnholm kills 21...", BODY),
        ("Did flood in Varnholm kill 21? - Coast News", BODY),
        ("Varnholm flood kills at least 21", f"Varnholm flood kills at least 12\n\n{BODY}"),
        ("Flood in Varnholm kills 21 | Live", f"Varnholm flood: 12 killed\n\n{BODY}"),
        ("Flood in Varnholm - Killed 21", BODY),
        ("Coast News 24", BODY),
        (" - ", BODY),
        ("Flood in Varnholm kills many people - France 24", BODY),
    ],
)
def test_a_title_beside_the_text_is_no_headline(title, text):
    assert compared(titled("a", title, text)) == []


@pytest.mark.parametrize("title", ["Flood in Varnholm kills 21 - The Coast", "BBC News | Flood in Varnholm kills 21"])
def test_a_sites_name_is_no_part_of_the_headline(title):
    (found,) = compared(titled("a", title, BODY))
    evidence = found.sides[0].evidence[0]
    assert evidence.quote == "Flood in Varnholm kills 21" == title[evidence.start : evidence.end]
    assert evidence.quote[slice(*evidence.span)] == "21"


def test_a_title_beside_the_text_is_told_where_it_stands_in_its_file(tmp_path):
    title = "Flood in Varnholm kills 21"
    rows = [{"title": title, "text": BODY}, {"title": "No flood", "text": "It rained in Lutten. Nobody was hurt."}]
    (tmp_path / "a.json").write_text(json.dumps(rows, indent=1))
    (tmp_path / "b.jsonl").write_text("\n".join(json.dumps(row) for row in reversed(rows)))
    (tmp_path / "c.csv").write_text(f"title,text\n{title},{BODY}\n")
    (tmp_path / "d.txt").write_text(f"---\nsource: Coast\ntitle: {title}\n---\n{BODY}\n")
    (tmp_path / "e.md").write_text(f'---\ntitle: "{title}"\n---\n**{BODY}**\n')
    (tmp_path / "f.json").write_text(json.dumps([rows[0], {**rows[0], "text": f"{BODY} It rained."}], indent=1))
    told = {}
    for file in sorted(tmp_path.iterdir()):
        for one in read([str(file)], today=date(2024, 5, 14)).articles:
            for found in compared(one):
                evidence = found.sides[0].evidence[0]
                told.setdefault(file.name, (evidence.line, evidence.column))
    assert told == {
        "a.json": (3, 37),
        "b.jsonl": (2, 36),
        "c.csv": (2, None),
        "d.txt": (3, 32),
        "e.md": (2, 33),
        "f.json": (None, None),
    }


def test_a_title_of_a_sidecar_stands_nowhere_in_the_articles_file(tmp_path):
    (tmp_path / "d.txt").write_text(f"---\ntitle: A flood\n---\n{BODY}\n")
    (tmp_path / "articles.toml").write_text('[d]\ntitle = "Flood in Varnholm kills 21"\n')
    (found,) = compared(*read([str(tmp_path)], today=date(2024, 5, 14)).articles)
    evidence = found.sides[0].evidence[0]
    assert (evidence.field, evidence.line, evidence.column) == ("title", None, None)


def test_the_words_of_a_title_are_marked_in_no_draft():
    """Its offsets count in the title: in the text there stand other words."""
    draft, other = (
        titled("a", "Varnholm: flood kills 21", BODY),
        titled("b", "A flood", f"{BODY} It rained in Varnholm."),
    )
    findings = check(draft, [other], CONFIG, today=date(2024, 5, 14), encoder=FakeEncoder())
    (found,) = (d for d in findings.discrepancies if d.kind == "headline")
    assert [e.field for e in of_draft(found, findings.check)] == ["text"]
    log = json.loads(member("formats", "sarif")().render(findings))
    places = [r["locations"][0]["physicalLocation"] for r in log["runs"][0]["results"] if r["ruleId"] == "headline"]
    assert [place.get("region", {}).get("charOffset") for place in places] == [None]
    assert "kills <mark" not in marked(findings.check, [[Numbered(1, found)]])
    standings = Standings(total=1, answered=0, skipped=0, by_answer={})
    page = articles_page(found, findings, {"a": BODY}, PageFrame("Ann", "token", standings))
    assert '<blockquote id="quote-1" dir="auto">Varnholm: flood kills 21' in page
    assert drafts.told_once([found], "a") == [found]


def test_a_title_is_found_whatever_its_white_space():
    one = Article("a", "Flood in\n  Varnholm kills 21\n\nIt rained.", "a", "", "a", title="Flood in Varnholm kills 21")
    headline = headline_of(one)
    assert headline is not None
    assert headline.field == "text"
    assert headline.span.of(one.text).split() == ["Flood", "in", "Varnholm", "kills", "21"]


def test_copies_of_one_text_are_one_finding():
    (found,) = compared(article("a", *FIRES["killed"]), article("b", *FIRES["killed"]), origins={"b": "a"})
    assert [[e.article for e in side.evidence] for side in found.sides] == [["a", "b"], ["a", "b"]]
    assert [side.origins for side in found.sides] == [1, 1]


def test_the_order_of_the_accounts_never_matters():
    accounts = understand([article(f"a{n}", *case) for n, case in enumerate(FIRES.values())], LEXICONS)
    in_any_order(Kind(Kind.Settings(), lexicons=LEXICONS), accounts)
