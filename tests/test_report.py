"""From what was compared to the findings: totals add up, the worst comes first, ladders climb."""

from itertools import pairwise

from findings_samples import discrepancy, evidence, side
from hypothesis import given
from hypothesis import strategies as st
from reading import understand
from stories import LEXICONS, Told, articles

from factcheck.domain.findings import Discrepancy, Findings, MadeBy, Relation, Ruled, Severity
from factcheck.domain.story import Cluster, Story
from factcheck.domain.text import Skipped
from factcheck.domain.values import Figure
from factcheck.findings.assembly import assemble, told_apart, worst_first
from factcheck.values.names.namebook import NameBook

ACCOUNTS = understand(
    articles(
        "The flood killed 14 people in Varnholm.",
        "The flood killed more than 20 people in Varnholm.\n\nRead more: 25 pictures of the flood\n",
        Told("The flood killed 31 people in Varnholm. The flood killed 31 people.", ""),
    ),
    LEXICONS,
)
CLAIMS = tuple(c for account in ACCOUNTS for c in account.claims if isinstance(c.value, Figure))
STORY = Story("story-1", "The flood", ACCOUNTS, (Cluster(CLAIMS, 0.9),), {"paper-2": "paper-1"}, book=NameBook.of({}))
SIDES = (side("14", evidence("a", "14 died", "14")), side("31", evidence("b", "31 died", "31")))


MADE_BY = MadeBy(version="1", encoder="fake@1", aligner="none", judge="none", config_sha256="0" * 64)


def assembled(found=(), compatible=(), skipped=(), stories=(STORY,)):
    ruled = worst_first(map(Ruled, found))
    discrepancies = map(Discrepancy.of, ruled)
    return assemble(stories, discrepancies=discrepancies, compatible=compatible, skipped=skipped, made_by=MADE_BY)


def made(name, relation, severity, confidence=0.8):
    return discrepancy(name, *SIDES, relation=relation, severity=severity, confidence=confidence).found


def test_totals_count_what_there_is():
    found = assembled(
        [
            made("a", Relation.CONFLICT, Severity.HIGH),
            made("b", Relation.CONTESTED, Severity.LOW),
            made("c", Relation.UPDATE, Severity.HIGH),
        ]
    )
    totals = found.totals
    assert (totals.articles, totals.origins) == (3, 2)
    assert totals.sentences == sum(len(account.sentences) for account in ACCOUNTS)
    assert totals.claims == sum(len(account.claims) for account in ACCOUNTS)
    assert totals.compared == len(CLAIMS)
    assert totals.conflicts == 2
    assert totals.by_relation == {"conflict": 1, "contested": 1, "update": 1}
    assert totals.by_severity == {"high": 1, "low": 1}


MANY = [
    made(f"{relation}-{severity}-{confidence}", relation, severity, confidence)
    for relation in Relation
    for severity in Severity
    for confidence in (0.6, 0.9)
]


@given(st.permutations(MANY))
def test_conflicts_come_first_then_the_grave_then_the_sure(shuffled):
    found = assembled(shuffled).discrepancies
    ranks = [(list(Relation).index(d.relation), -d.severity.rank, -d.confidence) for d in found]
    assert ranks == sorted(ranks)
    assert assembled(MANY).model_dump_json() == assembled(shuffled).model_dump_json()


def test_findings_of_one_id_are_told_apart_by_their_quotes_and_others_stay_as_they_are():
    other = (SIDES[0], side("31", evidence("c", "In the end 31 died", "31")))
    one, two = made("a", Relation.CONFLICT, Severity.HIGH), discrepancy("a", *other).found
    alone = made("b", Relation.UPDATE, Severity.LOW)
    told = list(told_apart([one, two, alone]))
    assert len({found.id for found in told}) == 3
    assert told[2] == alone
    assert [found.sides for found in told] == [one.sides, two.sides, alone.sides]
    assert [found.id for found in told_apart([two, one])] == [told[1].id, told[0].id]


def test_the_ladder_climbs_and_quotes_each_article_once_a_value():
    (ladder,) = assembled().ladders
    assert all(low.lower <= high.lower for low, high in pairwise(ladder.rungs))
    assert [rung.evidence.article for rung in ladder.rungs] == ["paper-1", "paper-2", "paper-3"]
    assert [rung.upper for rung in ladder.rungs] == [14, None, 31]


def test_a_value_that_all_give_alike_makes_no_ladder():
    same = tuple(claim for claim in CLAIMS if claim.article == "paper-3")
    story = Story("s", "t", ACCOUNTS, (Cluster(same, 0.9),), book=NameBook.of({}))
    assert assembled(stories=(story,)).ladders == ()


def test_times_make_no_ladder():
    accounts = understand(articles("The boat sank on Sunday.", "The boat sank on Monday."), LEXICONS)
    claims = tuple(claim for account in accounts for claim in account.claims)
    assert assembled(stories=(Story("s", "t", accounts, (Cluster(claims, 0.9),), book=NameBook.of({})),)).ladders == ()


def test_what_agrees_is_counted_by_reason_the_commonest_first():
    made = assembled(compatible=["b", "a", "c", "c"])
    assert [(r.reason, r.count) for r in made.compatible] == [("c", 2), ("a", 1), ("b", 1)]


def test_articles_and_skips_are_in_order_of_their_names():
    found = assembled(skipped=[Skipped("z.txt", "empty"), Skipped("b.txt", "too long")])
    assert [s.path for s in found.skipped] == ["b.txt", "z.txt"]
    assert [a.id for a in found.articles] == ["paper-1", "paper-2", "paper-3"]


def test_an_article_is_told_with_what_was_set_aside():
    found = {a.id: a for a in assembled().articles}
    (aside,) = found["paper-2"].set_aside
    text = ACCOUNTS[1].article.text
    assert text[aside.start : aside.end] == aside.quote == "Read more: 25 pictures of the flood"
    assert found["paper-2"].origin == "paper-1"
    assert found["paper-3"].origin == "paper-3"
    assert found["paper-1"].published.startswith("2024-05-15T12:00")
    assert found["paper-3"].published is None


def test_the_report_says_what_made_it_and_can_be_read_back():
    found = assembled([made("a", Relation.CONFLICT, Severity.HIGH)])
    assert (found.made_by.encoder, found.made_by.judge) == ("fake@1", "none")
    assert found.made_by.config_sha256 == "0" * 64
    assert Findings.model_validate_json(found.model_dump_json(by_alias=True)) == found
    assert found.model_dump(by_alias=True)["schema"] == "factcheck.report/1"
