"""What is asked of an archive's tables: articles as they were read, stories as they stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.archive.nearest import number_of_articles
from factcheck.archive.signs import place_of
from factcheck.archive.store import among, sql
from factcheck.archive.told import ArchiveStatus, StoryOf
from factcheck.domain.text import Article, Skipped
from factcheck.errors import UsageError
from factcheck.intake.reading import Reading
from factcheck.models.kept import unsealed
from factcheck.understand.packing import unpacked

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ALIKE = ("text", "title", "source", "published", "updated", "author", "url")  # what a correction is a correction of
_DAMAGED = "its row in the archive is damaged; add its file again"
_NO_DAY = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class News:
    """Of articles those that the archive does not have so; `corrections` stand in the place of another text."""

    articles: tuple[Article, ...]
    corrections: int


def news(connection: Connection, articles: Sequence[Article]) -> News:
    """Return what of some articles is to be added: of several texts in one place the latest edition."""
    latest: dict[str, Article] = {}
    for article in articles:
        known = latest.get(place_of(article))
        if known is None or _edition(article) >= _edition(known):
            latest[place_of(article)] = article
    asked = "SELECT place, packed FROM archive_articles WHERE place {among}"
    kept = {place: _article(place, packed) for place, packed in among(connection, asked, latest)}
    wanted = [place for place, article in latest.items() if place not in kept or _replaces(article, kept[place])]
    return News(tuple(latest[place] for place in wanted), sum(place in kept for place in wanted))


def _replaces(article: Article, kept: Article | None) -> bool:
    if kept is None:  # damaged
        return True
    if kept.stamp and article.stamp and article.stamp < kept.stamp:
        return False
    moved = kept.path != article.path and not Path(kept.path).exists()
    same_name = replace(article, source=kept.source) if article.source == article.id else article
    return moved or any(getattr(kept, field) != getattr(same_name, field) for field in _ALIKE)


def _edition(article: Article) -> datetime:
    return article.stamp or _NO_DAY


def _article(place: str, packed: bytes) -> Article | None:
    whole = unsealed(place.encode(), packed)
    made = unpacked(whole) if whole is not None else None
    return made if isinstance(made, Article) else None


# --- stories ------------------------------------------------------------------------------------


def articles(connection: Connection, story: int) -> Reading:
    """Return the articles of a story, sorted by id, and those whose row is damaged."""
    asked = "SELECT id, place, path, packed FROM archive_articles WHERE story = :story ORDER BY id"
    rows = [(_article(place, packed), path) for _, place, path, packed in sql(connection, asked, {"story": story})]
    return Reading(
        tuple(sorted((article for article, _ in rows if article), key=lambda article: article.id)),
        tuple(Skipped(path, _DAMAGED) for article, path in rows if article is None),
    )


def members(connection: Connection, story: int) -> Sequence[Any]:
    """Return what tells one state of a story's articles from another."""
    asked = "SELECT number, sha256 FROM archive_articles WHERE story = :story ORDER BY number"
    return [tuple(row) for row in sql(connection, asked, {"story": story})]


def standing(connection: Connection, story: int, where: str) -> int:
    """Return the story that one of this number goes on in. Raises UsageError where there is none."""
    asked = "SELECT number, gone_to FROM archive_stories WHERE number = :story"
    number: int | None = story
    while number is not None:
        row = sql(connection, asked, {"story": number}).one_or_none()
        if row is None:
            break
        if row[1] is None and members(connection, row[0]):
            return int(row[0])
        number = row[1]
    raise UsageError(f"{where}: there is no story {story} in this archive; see factcheck archive stories")


def stories_of(connection: Connection, numbers: Collection[int]) -> list[int]:
    rows = among(connection, "SELECT DISTINCT story FROM archive_articles WHERE number {among} ORDER BY story", numbers)
    return [int(story) for (story,) in rows if story is not None]


def due(connection: Connection) -> list[int]:
    rows = sql(connection, "SELECT number FROM archive_stories WHERE due = 1 ORDER BY number")
    return [int(number) for (number,) in rows]


def made_otherwise(connection: Connection, made: str, only: Collection[int] | None = None) -> list[int]:
    """Return the stories that other settings, or another version, compared; `only` of these numbers."""
    asked = "SELECT number FROM archive_stories WHERE report IS NOT NULL AND made <> :made"
    if only is None:
        rows = sql(connection, f"{asked} ORDER BY number", {"made": made}).all()
    else:
        rows = among(connection, f"{asked} AND number {{among}} ORDER BY number", only, {"made": made})
    return [int(number) for (number,) in rows]


def since(connection: Connection, day: date | None) -> list[int]:
    """Return the stories that have a finding which was seen first since a day; all that have any without one."""
    asked = """SELECT DISTINCT story FROM archive_findings JOIN archive_seen USING (id)
               WHERE archive_seen.since >= :day ORDER BY story"""
    return [int(story) for (story,) in sql(connection, asked, {"day": day.isoformat() if day else ""})]


def seen_since(connection: Connection, day: date) -> frozenset[str]:
    """Return the findings that were seen first since a day."""
    rows = sql(connection, "SELECT id FROM archive_seen WHERE since >= :day", {"day": day.isoformat()})
    return frozenset(str(found) for (found,) in rows)


def unseen(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Return of findings those that no story ever had."""
    known = {str(found) for (found,) in among(connection, "SELECT id FROM archive_seen WHERE id {among}", ids)}
    return [found for found in dict.fromkeys(ids) if found not in known]


def unposted(connection: Connection, target: str, *, refused: bool) -> tuple[list[int], frozenset[str]]:
    """Return the stories with findings that a target does not have, and the ids of these; or those it refused, too."""
    asked = """SELECT f.story, f.id FROM archive_findings f WHERE NOT EXISTS
               (SELECT 1 FROM archive_posts p WHERE p.target = :target AND p.finding = f.id AND p.refused <= :most)"""
    found = sql(connection, asked, {"target": target, "most": 0 if refused else 1}).all()
    return sorted({int(story) for story, _ in found}), frozenset(str(one) for _, one in found)


def latest(connection: Connection, count: int) -> tuple[list[int], dict[str, date]]:
    """Return the stories of the findings that were seen first last, so many, and the days of these by their ids."""
    asked = """SELECT f.story, f.id, s.since FROM archive_findings f JOIN archive_seen s ON s.id = f.id
               ORDER BY s.since DESC, f.id LIMIT :count"""
    found = sql(connection, asked, {"count": count}).all()
    return sorted({int(story) for story, *_ in found}), {str(one): date.fromisoformat(day) for _, one, day in found}


def stories(connection: Connection, least: int, limit: int | None) -> list[StoryOf]:
    """Return the stories of at least so many articles, the one that changed last first."""
    asked = """SELECT s.number, s.title, count(*), count(DISTINCT a.source), min(a.published), max(a.published),
                      min(a.number)
               FROM archive_articles a JOIN archive_stories s ON s.number = a.story
               GROUP BY s.number, s.title, s.changed HAVING count(*) >= :least
               ORDER BY s.changed DESC, s.number DESC LIMIT :limit"""
    rows = sql(connection, asked, {"least": least, "limit": 2**31 if limit is None else limit}).all()
    counted = "SELECT story, count(*) FROM archive_findings WHERE story {among} GROUP BY story"
    findings = dict(map(tuple, among(connection, counted, [row[0] for row in rows])))
    named = "SELECT number, coalesce(title, id) FROM archive_articles WHERE number {among}"
    titles = dict(map(tuple, among(connection, named, [row[6] for row in rows])))
    return [
        StoryOf(number, title or titles[first], several, sources, findings.get(number, 0), _day(old), _day(new))
        for number, title, several, sources, old, new, first in rows
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def status(connection: Connection, where: str, made: str, search: str) -> ArchiveStatus:
    """Say how much there is; every row is looked at."""

    def count(asked: str) -> int:
        return int(sql(connection, asked, {"made": made} if ":made" in asked else None).scalar_one())

    rows = sql(connection, "SELECT place, path, packed FROM archive_articles ORDER BY path")
    return ArchiveStatus(
        where=where,
        articles=number_of_articles(connection),
        stories=count("SELECT count(DISTINCT story) FROM archive_articles"),
        several=count("SELECT count(*) FROM (SELECT story FROM archive_articles GROUP BY story HAVING count(*) > 1) t"),
        findings=count("SELECT count(*) FROM archive_findings"),
        due=count("SELECT count(*) FROM archive_stories WHERE due = 1"),
        otherwise=count("SELECT count(*) FROM archive_stories WHERE report IS NOT NULL AND made <> :made"),
        refused=count("SELECT count(DISTINCT finding) FROM archive_posts WHERE refused = 1"),
        damaged=tuple(path for place, path, packed in rows if unsealed(place.encode(), packed) is None),
        search=search,
    )
