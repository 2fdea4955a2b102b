"""What was found in each story: kept with it, ruled anew and put together when it is asked for."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.archive.store import among, sql
from factcheck.domain.findings import Discrepancy, Findings, Ladder, MadeBy, Reason, ReportedStory, Ruled
from factcheck.findings.assembly import worst_first
from factcheck.findings.digest import totals
from factcheck.interfaces import Reviewing
from factcheck.models.kept import sealed, unsealed

if TYPE_CHECKING:
    from sqlalchemy import Connection


def keep(connection: Connection, story: int, findings: Findings | None, made: str, today: str) -> None:
    """Keep what was found in a story in place of what was found before; a finding that is new is of this day."""
    packed = zlib.compress(findings.model_dump_json(by_alias=True).encode()) if findings else None
    values = {
        "story": story,
        "made": made,
        "title": findings.stories[0].title if findings else "",
        "report": None if packed is None else sealed(_key(story), packed),
    }
    sql(
        connection,
        "UPDATE archive_stories SET due = 0, made = :made, title = :title, report = :report WHERE number = :story",
        values,
    )
    sql(connection, "DELETE FROM archive_findings WHERE story = :story", values)
    if ids := sorted({one.id for one in findings.discrepancies} if findings else ()):
        given = [{"story": story, "id": one, "since": today} for one in ids]
        sql(connection, "INSERT INTO archive_findings (story, id) VALUES (:story, :id)", given)
        seen = "INSERT INTO archive_seen (id, since) VALUES (:id, :since) ON CONFLICT (id) DO NOTHING"
        sql(connection, seen, given)


def kept(connection: Connection, stories: Collection[int]) -> list[Findings]:
    """Return what is kept of stories, in their order; nothing of one whose row is damaged."""
    rows = among(connection, "SELECT number, report FROM archive_stories WHERE number {among} ORDER BY number", stories)
    whole = ((number, unsealed(_key(number), report)) for number, report in rows if report is not None)
    return [Findings.model_validate_json(zlib.decompress(data)) for _, data in whole if data is not None]


def damaged(connection: Connection, stories: Collection[int]) -> list[int]:
    """Return of some stories those whose report is damaged: to be compared again."""
    rows = among(connection, "SELECT number, report FROM archive_stories WHERE number {among} ORDER BY number", stories)
    return [number for number, report in rows if report is not None and unsealed(_key(number), report) is None]


def _key(story: int) -> bytes:
    return f"story {story}".encode()


def of_story(findings: Findings, story: int) -> Findings:
    """Return the findings with the names of the archive for their stories: a run of its own counts from one."""
    names = {one.id: f"story-{story}" if n == 0 else f"story-{story}.{n + 1}" for n, one in enumerate(findings.stories)}
    found = (replace(one.found, story=names[one.story]) for one in findings.discrepancies)
    return Findings(
        made_by=findings.made_by,
        articles=findings.articles,
        stories=tuple(ReportedStory(id=names[s.id], title=s.title, articles=s.articles) for s in findings.stories),
        skipped=findings.skipped,
        discrepancies=tuple(Discrepancy.of(Ruled(one)) for one in found),
        ladders=tuple(Ladder(story=names[o.story], quantity=o.quantity, rungs=o.rungs) for o in findings.ladders),
        compatible=findings.compatible,
        totals=findings.totals,
    )


def together(
    reports: Sequence[Findings], made_by: MadeBy, reviewing: Reviewing, only: Collection[str] | None = None
) -> Findings:
    """Put the reports of several stories into one, with the reviewers' word as it is now; `only` these ids."""
    every = (d.found for report in reports for d in report.discrepancies if only is None or d.id in only)
    discrepancies = tuple(map(Discrepancy.of, worst_first(map(reviewing.ruled, every))))
    articles = tuple(sorted((one for report in reports for one in report.articles), key=lambda one: one.id))
    reasons: Counter[str] = Counter()
    for report in reports:
        reasons.update({reason.reason: reason.count for reason in report.compatible})
    return Findings(
        made_by=made_by,
        articles=articles,
        stories=tuple(story for report in reports for story in report.stories),
        skipped=tuple(skip for report in reports for skip in report.skipped),
        discrepancies=discrepancies,
        ladders=tuple(ladder for report in reports for ladder in report.ladders),
        compatible=tuple(Reason(reason=r, count=n) for r, n in sorted(reasons.items(), key=lambda x: (-x[1], x[0]))),
        totals=totals(articles, discrepancies, compared=sum(report.totals.compared for report in reports)),
    )
