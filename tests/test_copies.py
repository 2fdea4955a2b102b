"""A copy of an article is one voice with it: it is compared with nothing, and shown wherever the other is."""

from dataclasses import replace
from datetime import date

import pytest
from stories import CONFIG, Told, article, articles

from factcheck.pipeline import check, compare

FLOOD = [
    "The river Arl burst its banks. The flood killed 14 people in Varnholm, the mayor said.",
    "The river Arl burst its banks. The flood in Varnholm killed 31 people, the police said.",
]


@pytest.fixture(scope="module")
def run(encoder):
    return lambda *articles: compare(articles, CONFIG, encoder=encoder)


def copy_of(one, name="zz"):
    return replace(one, id=name, path=f"{name}.txt", source="The Echo")


def sides(findings):
    return [(d.id, d.confidence, [(s.value, s.origins) for s in d.sides]) for d in findings.discrepancies]


@pytest.mark.parametrize("copied", [0, 1])
def test_a_copy_changes_no_side(run, copied):
    told = articles(*FLOOD)
    assert sides(run(*told))
    assert sides(run(*told, copy_of(told[copied]))) == sides(run(*told))


def test_a_copy_is_shown_beside_what_it_copies(run):
    told = articles(*FLOOD)
    (found,) = run(*told, copy_of(told[1])).discrepancies
    assert [[e.article for e in side.evidence] for side in found.sides] == [["paper-1"], ["paper-2", "zz"]]
    one, other = found.sides[1].evidence
    assert (other.quote, other.span, other.line, other.column) == (one.quote, one.span, one.line, one.column)


def test_a_copy_is_among_the_articles_and_has_their_origin(run):
    told = articles(*FLOOD)
    report = run(*told, copy_of(told[1]))
    assert [(a.id, a.origin) for a in report.articles] == [("paper-1",) * 2, ("paper-2",) * 2, ("zz", "paper-2")]
    assert [story.articles for story in report.stories] == [("paper-1", "paper-2", "zz")]


def test_the_same_text_of_another_day_is_no_copy(run):
    told = articles(FLOOD[0], Told(FLOOD[0], "2024-05-17"))
    assert [len(story.articles) for story in run(*told).stories] == [2]


def test_two_copies_and_nothing_else_are_a_story_without_findings(run):
    (one,) = articles(FLOOD[0])
    report = run(one, copy_of(one))
    assert (len(report.articles), report.discrepancies) == (2, ())


def test_a_draft_that_is_a_copy_of_a_source_is_still_the_draft(encoder):
    source, other = articles(*FLOOD)
    draft = replace(article("draft", FLOOD[0]), title=source.title)
    findings = check(draft, [source, other], CONFIG, today=date(2024, 5, 20), encoder=encoder)
    assert any("draft" in {e.article for side in d.sides for e in side.evidence} for d in findings.discrepancies)
