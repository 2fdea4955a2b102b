"""From what was compared to the findings: the one object that is written out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factcheck.domain.account import Account, Claim
from factcheck.domain.findings import (
    Discrepancy,
    DraftCheck,
    Findings,
    Found,
    Ladder,
    MadeBy,
    Reason,
    Relation,
    ReportedArticle,
    ReportedSetAside,
    ReportedSkip,
    ReportedStory,
    Ruled,
    Rung,
)
from factcheck.domain.story import Story
from factcheck.domain.text import Skipped
from factcheck.domain.values import Figure
from factcheck.findings.digest import totals
from factcheck.findings.sides import fingerprint, rung_of
from factcheck.values.figures.agreement import describe_figure


def told_apart(found: Sequence[Found]) -> Iterator[Found]:
    """Tell findings apart by their quotes that differ but share a fingerprint, as on two truces in one run."""
    shared = Counter(one.id for one in found)
    for one in found:
        quotes = [side.evidence[0].quote for side in one.sides]
        yield one if shared[one.id] == 1 else replace(one, id=fingerprint(one.kind, one.id, quotes))


def worst_first(ruled: Iterable[Ruled]) -> tuple[Ruled, ...]:
    """Return the findings in the order of a report: conflicts first, then the graver, then the surer."""
    return tuple(sorted(ruled, key=rank))


def rank(ruled: Ruled) -> tuple[int, int, float, str]:
    """Return the place of a finding in a report."""
    found = ruled.found
    return list(Relation).index(found.relation), -found.severity.rank, -ruled.confidence, found.id


def assemble(
    stories: Sequence[Story],
    *,
    discrepancies: Iterable[Discrepancy],
    compatible: Iterable[str],
    skipped: Iterable[Skipped],
    made_by: MadeBy,
    check: DraftCheck | None = None,
) -> Findings:
    """Put the report together. `compatible` holds a reason for each pair that was no conflict."""
    discrepancies = tuple(discrepancies)
    reasons = Counter(compatible)
    articles = sorted((_article(a, story) for story in stories for a in story.told), key=lambda a: a.id)
    compared = sum(len(cluster.claims) for story in stories for cluster in story.clusters)
    return Findings(
        made_by=made_by,
        articles=tuple(articles),
        stories=tuple(
            ReportedStory(id=s.id, title=s.title, articles=tuple(a.article.id for a in s.told)) for s in stories
        ),
        skipped=tuple(ReportedSkip(path=s.path, reason=s.reason) for s in sorted(skipped, key=lambda s: s.path)),
        discrepancies=discrepancies,
        ladders=tuple(ladder for story in stories for ladder in _ladders(story)),
        compatible=tuple(Reason(reason=r, count=n) for r, n in sorted(reasons.items(), key=lambda x: (-x[1], x[0]))),
        totals=totals(articles, discrepancies, compared=compared),
        check=check,
    )


def _article(account: Account, story: Story) -> ReportedArticle:
    article = account.article
    return ReportedArticle(
        id=article.id,
        source=article.source,
        title=article.title,
        published=article.published.isoformat() if article.published else None,
        updated=article.updated.isoformat() if article.updated else None,
        path=article.path,
        url=article.url,
        sha256=article.sha256,
        origin=story.origins.get(article.id, article.id),
        sentences=len(account.sentences),
        claims=len(account.claims),
        notes=(*article.notes, *account.notes),
        set_aside=tuple(
            ReportedSetAside(start=s.span.start, end=s.span.end, quote=s.span.of(article.text), reason=s.reason)
            for s in account.set_aside
        ),
    )


def _ladders(story: Story) -> Iterator[Ladder]:
    """Every figure that sources give differently, lowest first."""
    for cluster in story.clusters:
        rungs: dict[str, Rung] = {}
        for claim in sorted(cluster.claims, key=_lowest):
            if isinstance(claim.value, Figure):
                label = describe_figure(claim.value)
                rungs.setdefault(f"{label} {claim.article}", rung_of(claim, claim.value))
        if len({(rung.lower, rung.upper) for rung in rungs.values()}) > 1:
            yield Ladder(story=story.id, quantity=cluster.claims[0].slot, rungs=tuple(rungs.values()))


def _lowest(claim: Claim) -> tuple[float, float, str]:
    value = claim.value
    return (value.lower, value.upper, claim.id) if isinstance(value, Figure) else (0.0, 0.0, claim.id)
