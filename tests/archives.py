"""What the tests of the archive share: articles of three events, archives without models, and what must hold of one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from fakes import FakeEncoder
from reading import sentences

from factcheck.align.stories import groups_by, signs_of
from factcheck.archive import Archive
from factcheck.archive.nearest import signs_kept
from factcheck.archive.signs import at_home
from factcheck.archive.store import sql
from factcheck.domain.findings import Findings
from factcheck.domain.text import Article
from factcheck.intake.reading import Reading
from factcheck.review.recording import Keeping
from factcheck.running import Run
from factcheck.settings.config import ArchiveSettings, FetchSettings, load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.text.boilerplate import repeated_lines, set_aside

TODAY = date(2026, 3, 1)
LEXICONS = load_lexicons()
EVENTS = {
    "quake": (
        "An earthquake of magnitude 6.4 shook Palmira on Monday. Mayor Ines Vado said {} people in Palmira were killed. Hospitals in Costa Brisa took in the wounded.",
        "Palmira counted its damage after an earthquake of magnitude 6.4. Ines Vado, the mayor, asked the government in Costa Brisa for tents. {} people were killed in Palmira.",
        "In Palmira {} people were killed by an earthquake of magnitude 6.4, Mayor Ines Vado said. Costa Brisa sent tents.",
    ),
    "tremor": (
        "An earthquake of magnitude 5.9 shook Hokuden on Monday. Governor Ken Morita said trains around Hokuden stopped and {} people were hurt. The Saburo plant was shut down.",
        "Trains stood still around Hokuden after an earthquake of magnitude 5.9. Governor Ken Morita sent engineers to the Saburo plant. {} people were hurt in Hokuden.",
    ),
    "cup": (
        "Rovers beat Lindal 2-1 in the cup final at Fairfield. Ivo Marsh scored both goals for Rovers before {} people.",
        "Before {} people at Fairfield Rovers won the cup final against Lindal by 2-1. Both goals were Ivo Marsh's.",
    ),
}


def article(event: str, version: int, number: int = 12, *, name: str = "", day: int = 2) -> Article:
    """An article on an event in one of its wordings, with a number that others may give otherwise."""
    text = EVENTS[event][version].format(number)
    name = name or f"{event}-{version}"
    sha = hashlib.sha256(text.encode()).hexdigest()
    published = datetime(2026, 2, day, 12, tzinfo=UTC)
    return Article(name, text, f"The {name.title()}", sha, f"/wires/{name}.txt", published=published)


def opened(
    url: str, cache: Path, *, keeping: Keeping | None = None, fetch: FetchSettings | None = None, **settings: object
) -> Archive:
    """An archive whose encoder is a small one without weights; it loads addresses where `fetch` says how."""
    config = load_config()
    config = config.model_copy(
        update={
            "fetch": fetch or config.fetch,
            "cache": config.cache.model_copy(update={"folder": str(cache)}),
            "archive": ArchiveSettings(**settings),  # type: ignore[arg-type]
        }
    )
    return Archive(url, Run(config, TODAY, keeping=keeping, fetches=fetch is not None), encoder=FakeEncoder())


def add(archive: Archive, *articles: Article):
    return archive.add_articles(Reading(tuple(articles), ()))


def place(archive: Archive, articles: Sequence[Article]) -> None:
    """Put articles into their stories and compare nothing."""
    archive._placed([at_home(one) for one in articles])


def stories(archive: Archive) -> set[frozenset[str]]:
    """The archive's stories, as the ids of their articles."""
    with archive._store.reading() as connection:
        rows = sql(connection, "SELECT story, id FROM archive_articles").all()
    return {frozenset(name for story, name in rows if story == one) for one, _ in rows}


def in_one_run(articles: Sequence[Article]) -> set[frozenset[str]]:
    """The stories that one run over the articles makes."""
    repeated = repeated_lines([one.text for one in articles])
    signs = [
        signs_of(sentences(one.id, one.text, set_aside(one.text, LEXICONS.furniture, repeated=repeated)))
        for one in articles
    ]
    groups = groups_by(signs, load_config().event)
    return {frozenset(articles[i].id for i in group) for group in groups}


def found(findings: Findings) -> list[tuple[str, str]]:
    return sorted((one.id, one.summary) for one in findings.discrepancies)


def check_whole(archive: Archive) -> None:
    """Fail unless all that the tables say of articles, names and stories fits together."""
    with archive._store.reading() as connection:
        rows = sql(connection, "SELECT number, place, story, signs FROM archive_articles").all()
        standing = {n for (n,) in sql(connection, "SELECT number FROM archive_stories WHERE gone_to IS NULL")}
        assert {story for *_, story, _ in rows} <= standing
        signs = {number: signs_kept(place, kept) for number, place, _, kept in rows}
        names = {tuple(row) for row in sql(connection, "SELECT word, article FROM archive_names")}
        assert names == {(word, number) for number, one in signs.items() for word in one.names}
        spread = {(bag, word): n for bag, word, n in sql(connection, "SELECT * FROM archive_spread")}
        assert spread == _spread(signs.values())
        of_story = Counter(story for *_, story, _ in rows)
        for number, due, report in sql(connection, "SELECT number, due, report FROM archive_stories").all():
            assert due in {0, 1}
            assert due or (report is not None) == (of_story[number] > 1), number
        with_findings = {story for (story,) in sql(connection, "SELECT DISTINCT story FROM archive_findings")}
        assert with_findings <= {story for story, n in of_story.items() if n > 1}


def _spread(signs: Iterable[object]) -> dict[tuple[str, str], int]:
    every = list(signs)
    counted = Counter(
        (bag, word) for one in every for bag in ("names", "figures", "opening") for word in set(getattr(one, bag))
    )
    return {**counted, **({("", ""): len(every)} if every else {})}


def renamed(article: Article, name: str) -> Article:
    return replace(article, id=name, path=f"/wires/{name}.txt", source=f"The {name.title()}")
