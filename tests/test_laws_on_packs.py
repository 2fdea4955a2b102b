"""Laws that hold whatever the news is, tested on real packs: what must not change a finding changes none.

The events are drawn by a seed from the packs beside the checkout; where there are none, nothing is tested.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from html import escape
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from stories import CONFIG, LEXICONS

from factcheck.domain.findings import Evidence, Findings, Relation
from factcheck.domain.text import Article
from factcheck.intake.reading import read
from factcheck.models.kept import Table
from factcheck.pipeline import compare
from factcheck.understand.memory import Memory

BENCH = Path(__file__).parents[2] / "shared" / "bench"
DRAWN = {"wire-dev": 4, "ecb-dev": 2}  # events of each pack: what fits into a minute
SEED = 29
TODAY = date(2026, 11, 29)
WORDS = dict(enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 2))
DIGITS = {word: str(number) for number, word in WORDS.items()}
_NAMED = "|".join(DIGITS)
# A count of things that follow at once: no day, no age, no number of a model.
_COUNTED = re.compile(rf"(?<=[a-z] )({_NAMED}|[2-9]|1[0-2])(?= (?:people|children|[a-z]{{3,}}s)\b)")
_COUNT = re.compile(rf"(?<=[a-z] )({_NAMED}|[1-9]\d{{0,2}}(?:,\d{{3}})*)(?= (?:people|children|dead|[a-z]{{3,}}s)\b)")
# Where a law is known to fail, and why.
_BY_A_HAIR = (
    "the evidence of the decision says how many articles there are, how many give each value and where they stand: a pair "
    "that is held for a conflict by a hair's breadth falls out when these change"
)
_HEADLINE = "a plain text's first line is read as its headline, that of a page without a title is not"
KNOWN = {
    "agrees": dict.fromkeys(("12ecbplus", "beirut", "peshawar"), _BY_A_HAIR),
    "dissents": dict.fromkeys(("12ecb", "12ecbplus", "florence", "peshawar"), _BY_A_HAIR),
    "digits": dict.fromkeys(("12ecbplus", "18ecb", "florence", "peshawar"), _BY_A_HAIR),
    "places": {"12ecbplus": _BY_A_HAIR, "35ecb": _BY_A_HAIR},
    "page": {"35ecbplus": _HEADLINE},
}

Rerun = Callable[[Sequence[Article]], Findings]


def drawn() -> list[Path]:
    """The events that are tested, by the seed."""
    of_packs = [(sorted((BENCH / pack / "articles").glob("*.jsonl")), count) for pack, count in DRAWN.items()]
    return [path for paths, count in of_packs for path in Random(SEED).sample(paths, min(count, len(paths)))]


@cache
def articles_of(path: Path) -> tuple[Article, ...]:
    return tuple(read([str(path)], today=TODAY).articles)


@pytest.fixture(scope="module")
def rerun(encoder, tmp_path_factory) -> Rerun:
    """Compares articles, with the memory of a run as it is shipped: an article that is as it was is not read again."""
    memory = Memory(Table(tmp_path_factory.mktemp("memory") / "accounts.sqlite", "accounts"))
    return cache(lambda articles: compare(articles, CONFIG, lexicons=LEXICONS, encoder=encoder, memory=memory))


pytestmark = pytest.mark.skipif(not drawn(), reason=f"no packs in {BENCH}")


def on_events(law: str = "") -> pytest.MarkDecorator:
    """Test a law on the events that were drawn; where it is known to fail, that is expected."""
    known = KNOWN.get(law, {})
    marks = {name: pytest.mark.xfail(reason=why, strict=False) for name, why in known.items()}
    events = [pytest.param(path, id=path.stem, marks=marks.get(path.stem, ())) for path in drawn()]
    return pytest.mark.parametrize("event", events)


def apart(findings: Findings, without: str = "") -> set[tuple[str, frozenset[tuple[str, str]]]]:
    """The values that are held against each other, two and two, by kind and article; but for one article's."""
    return {
        (d.kind, frozenset(((a.article, _marked(a)), (b.article, _marked(b)))))
        for d in findings.discrepancies
        if d.relation is not Relation.VARIANT
        for one, other in combinations(d.sides, 2)
        for a in one.evidence
        for b in other.evidence
        if without not in {a.article, b.article}
    }


def _marked(evidence: Evidence) -> str:
    """The value as the article words it: its numbers, where there are some."""
    words = evidence.quote[slice(*evidence.span)].lower()
    return " ".join(re.findall(r"\d[\d,.]*", words)) or words


def shown(findings: Findings, copies: dict[str, str] | None = None) -> set[tuple[object, ...]]:
    """What an editor sees of each finding: kind, relation, and of each side its value, origins and statements."""
    known = copies or {}
    return {
        (
            d.kind,
            d.relation,
            frozenset(
                (side.value, side.origins, frozenset((known.get(e.article, e.article), e.start) for e in side.evidence))
                for side in d.sides
            ),
        )
        for d in findings.discrepancies
    }


def told_in(found: Findings, articles: Sequence[Article]) -> list[tuple[Article, int]]:
    """The statements of figures and dates that findings rest on."""
    known = {article.id: article for article in articles}
    return sorted(
        {
            (known[e.article], e.start)
            for d in found.discrepancies
            if d.kind in {"figure", "date"}
            for side in d.sides
            for e in side.evidence
        },
        key=lambda one: (one[0].id, one[1]),
    )


def paragraph(article: Article, at: int) -> str:
    """The paragraph that this offset is in, with a full stop: without one it would be furniture if it stood twice."""
    start = article.text.rfind("\n\n", 0, at) + 1
    end = article.text.find("\n\n", at)
    text = article.text[start : end if end >= 0 else None].strip()
    return text if text[-1] in '.!?”"' else f"{text}."


def another(name: str, text: str, like: Article) -> Article:
    """An article of its own that was published when another was."""
    return replace(like, id=name, path=f"{name}.txt", source=name.title(), title=None, text=text, places=None)


def reworded(text: str) -> str:
    """Digits for words and words for digits, of two to twelve of something."""
    return _COUNTED.sub(lambda found: DIGITS.get(found[0]) or WORDS[int(found[0])], text)


def dissenting(text: str) -> str:
    """Nearly thrice as many of whatever is counted: further off than any hedge reaches."""
    return _COUNT.sub(lambda found: str(int(DIGITS.get(found[0], found[0]).replace(",", "")) * 3 - 1), text)


@on_events()
def test_the_order_of_input_never_matters(rerun, event):
    articles = articles_of(event)
    turned = tuple(Random(SEED).sample(articles, len(articles)))
    assert rerun(turned).model_dump_json() == rerun(articles).model_dump_json()


@on_events()
def test_a_copy_of_an_article_changes_no_finding(rerun, event):
    articles = articles_of(event)
    copied = Random(SEED).choice(articles)
    more = rerun((*articles, replace(copied, id="zz-copy", path="zz-copy.txt", source="Zz")))
    assert shown(more, {"zz-copy": copied.id}) == shown(rerun(articles))


@on_events()
def test_an_article_on_another_story_adds_and_removes_nothing(rerun, event):
    articles = articles_of(event)
    other = Random(SEED).choice(articles_of(next(path for path in drawn() if path != event)))
    assert shown(rerun((*articles, other))) == shown(rerun(articles))


@on_events("agrees")
def test_one_more_source_that_agrees_removes_no_conflict_between_others(rerun, event):
    articles = articles_of(event)
    before = rerun(articles)
    for article, at in _some(told_in(before, articles)):
        text = reworded(paragraph(article, at))
        after = rerun((*articles, another("zz-agrees", text, article)))
        assert apart(before) <= apart(after)


@on_events("dissents")
def test_one_more_source_that_dissents_removes_no_conflict_between_others(rerun, event):
    articles = articles_of(event)
    before = rerun(articles)
    for article, at in _some(told_in(before, articles)):
        text = dissenting(paragraph(article, at))
        after = rerun((*articles, another("zz-dissents", text, article)))
        assert apart(before) <= apart(after)


@on_events("digits")
def test_digits_and_words_are_one(rerun, event):
    articles = articles_of(event)
    before = rerun(articles)
    after = rerun(tuple(replace(a, text=reworded(a.text), places=None) for a in articles))
    assert disputed(after) == disputed(before)


@on_events("places")
def test_the_last_two_paragraphs_may_change_places(rerun, event):
    articles = articles_of(event)
    moved = Random(SEED).choice(articles)
    *parts, last = moved.text.split("\n\n")
    text = "\n\n".join([*parts[:-1], last, *parts[-1:]])
    after = rerun(tuple(replace(a, text=text, places=None) if a is moved else a for a in articles))
    assert disputed(after) == disputed(rerun(articles))


@on_events("page")
def test_a_text_is_the_same_as_its_page(rerun, event, tmp_path):
    articles = articles_of(event)
    for n, article in enumerate(articles):
        parts = [" ".join(part.split()) for part in article.text.split("\n\n") if part.strip()]
        (tmp_path / f"{n:02}.txt").write_text("\n\n".join(parts), encoding="utf-8")
        page = "".join(f"<p>{escape(part)}</p>\n" for part in parts)
        (tmp_path / f"{n:02}.html").write_text(f"<html><body><article>{page}</article></body></html>", encoding="utf-8")
    found = []
    for kind in ("txt", "html"):
        files = read([str(path) for path in sorted(tmp_path.glob(f"*.{kind}"))], today=TODAY).articles
        found.append(rerun(tuple(replace(f, published=a.published) for f, a in zip(files, articles, strict=True))))
    assert disputed(found[0]) == disputed(found[1])


def disputed(findings: Findings) -> set[tuple[object, ...]]:
    """Who is held against whom, by kind and article: of values there may be other words."""
    return {
        (d.kind, d.relation, frozenset(frozenset(e.article for e in side.evidence) for side in d.sides))
        for d in findings.discrepancies
    }


def _some(told: Sequence[tuple[Article, int]]) -> Sequence[tuple[Article, int]]:
    return Random(SEED).sample(told, min(2, len(told)))
