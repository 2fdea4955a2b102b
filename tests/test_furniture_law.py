"""The law of page furniture: lines of it, added between the paragraphs of an article, change nothing.

The articles are the seeds; the furniture is made up, of every sort that a page has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from reading import understand

from factcheck.domain.findings import Findings
from factcheck.domain.text import Article
from factcheck.intake.reading import read
from factcheck.interfaces import Encoder
from factcheck.pipeline import compare
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.text.paragraphs import paragraphs

SEEDS = read([str(Path(__file__).parent.parent / "seeds")], today=date(2020, 2, 1)).articles
LEXICONS, CONFIG = load_lexicons(), load_config()

NAMES = st.sampled_from(["Anna Lund", "Bo Lund", "Ann Other", "J. P. Voss", "Mara Okoye"])
DAYS = st.sampled_from(["May 12, 2016", "January 3, 2020", "12 June 2018"])
TITLES = st.sampled_from(
    ["How the line was built", "5 things to know about the reef", "The town that lost 40 boats", "Who owns the port?"]
)
SCENES = st.sampled_from(
    ["Waves break over the pier.", "Soldiers guard 14 of 22 boats at the pier.", "The mate is brought ashore in June."]
)
COUNTS = st.integers(1, 40)
CLOCKS = st.sampled_from(["10:15 PM ET", "9:05 GMT", "3:40 a.m."])


def lines(template: str, **parts: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    return st.fixed_dictionaries(parts).map(lambda given: template.format(**given))


FURNITURE = st.one_of(
    st.sampled_from(
        [
            "ADVERTISEMENT", "Story continues below", "Story Continued Below", "Read more", "Share this article",
            "All rights reserved.", "Sign up for our morning newsletter.", "Click here for the full list.",
            "This story has been updated.", "Check back for updates.", "___", "Photos", "Related", "YouTube",
            "See our coverage from Tuesday.", "Follow us on Twitter for the latest.", "Skip advertisement",
            "Get the morning briefing delivered to your inbox. By signing up, you agree to our privacy policy.",
            "This is a developing story and will be updated.",
        ]
    ),
    lines("Read more: {title}", title=TITLES),
    lines("More:{title}", title=TITLES),
    lines("Related: {title}", title=TITLES),
    lines("Watch: {title}", title=TITLES),
    lines("{title} Read more", title=TITLES),
    lines("( PHOTOS: {title})", title=TITLES),
    lines("{scene} (Photo: {name})", scene=SCENES, name=NAMES),
    lines("{scene} {name}/Reuters", scene=SCENES, name=NAMES),
    lines("FILE - {scene} (AP Photo/{name}, File)", scene=SCENES, name=NAMES),
    lines("Image caption {scene}", scene=SCENES),
    lines("Photos: {title} {scene} Hide Caption {count} of 40", title=TITLES, scene=SCENES, count=COUNTS),
    lines("JUST WATCHED {title} Replay More Videos ... MUST WATCH {title} 01:{count:02}", title=TITLES, count=COUNTS),
    lines("{scene} pic.twitter.com/Ab3dEf — {name} (@annother) {day}", scene=SCENES, name=NAMES, day=DAYS),
    lines("{count} of us are safe — {name} (@annother) {day}", count=COUNTS, name=NAMES, day=DAYS),
    lines("Updated {clock}, {day}", clock=CLOCKS, day=DAYS),
    lines("First published on {day} / {clock}", day=DAYS, clock=CLOCKS),
    lines("{name} contributed to this report.", name=NAMES),
    lines("Contributing: {name}; The Associated Press", name=NAMES),
    lines("Copyright {count} Harbour Press.", count=st.integers(1999, 2024)),
    lines("Follow {name} on Twitter.", name=NAMES),
)  # fmt: skip


def furnished(article: Article, added: Sequence[tuple[int, str]]) -> Article:
    """The article with lines of furniture, each in a paragraph of its own behind the one of that number."""
    rows = paragraphs(article.text)
    after: dict[int, str] = {}
    for number, line in added:
        # Above the first sentences stand the stamps by which an article is dated.
        at = rows[3 + number % (len(rows) - 3)].end
        after[at] = after.get(at, "") + f"\n\n{line}"
    text, last = "", 0
    for at in sorted(after):
        text, last = text + article.text[last:at] + after[at], at
    return replace(article, text=text + article.text[last:], places=None)


def claims(article: Article) -> list[tuple[str, ...]]:
    """What an article claims, by its words."""
    (account,) = understand([article], LEXICONS)
    words = account.article.text
    return [
        (claim.sentence.text, claim.span.of(words), claim.clause.of(words), claim.slot, str(claim.claimant and "said"))
        for claim in account.claims
    ]


def found(findings: Findings) -> list[tuple[object, ...]]:
    """What was found, by its words."""
    quotes = [sorted((e.article, e.quote) for side in d.sides for e in side.evidence) for d in findings.discrepancies]
    return sorted((d.kind, d.summary, q) for d, q in zip(findings.discrepancies, quotes, strict=True))


CLAIMS = {article.id: claims(article) for article in SEEDS}
ADDED = st.lists(st.tuples(st.integers(0, 99), FURNITURE), min_size=1, max_size=6)


@settings(max_examples=60)
@given(st.sampled_from(SEEDS), ADDED)
def test_furniture_between_paragraphs_changes_no_claim(article: Article, added: list[tuple[int, str]]) -> None:
    assert claims(furnished(article, added)) == CLAIMS[article.id]


def test_furniture_between_paragraphs_changes_no_finding(encoder: Encoder) -> None:
    plain = found(compare(SEEDS, CONFIG, lexicons=LEXICONS, encoder=encoder))
    assert plain

    @settings(max_examples=4)
    @given(st.lists(ADDED, min_size=len(SEEDS), max_size=len(SEEDS)))
    def holds(added: list[list[tuple[int, str]]]) -> None:
        articles = [furnished(article, lines) for article, lines in zip(SEEDS, added, strict=True)]
        assert found(compare(articles, CONFIG, lexicons=LEXICONS, encoder=encoder)) == plain

    holds()
