"""What stands at the end of a Markdown report: what was weighed, not read and left out, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck.domain.findings import Findings, ReportedArticle
from factcheck.findings import digest
from factcheck.formats._parts.markdown_blocks import called, folded, shown, table
from factcheck.text.markup import markdown

_SKIPS_OPEN = 10  # as many as are read at a glance; more are folded: layout, not tuning


def appendix(findings: Findings, *, show_set_aside: bool) -> Iterator[str]:
    """Yield the blocks; `show_set_aside` adds the page furniture that was left out of each article."""
    labels = digest.labels(findings)
    yield from _compatible(findings)
    yield from _skipped(findings)
    yield from _articles(findings.articles, labels)
    if show_set_aside:
        yield from _set_aside(findings.articles, labels)
    yield from _made_by(findings)


def _compatible(findings: Findings) -> Iterator[str]:
    if findings.compatible:
        yield "## What looked like a conflict and was not"
        reasons = sorted(findings.compatible, key=lambda reason: (-reason.count, reason.reason))
        yield table(("Reason", "Pairs"), [(markdown(reason.reason), str(reason.count)) for reason in reasons])


def _skipped(findings: Findings) -> Iterator[str]:
    if findings.skipped:
        yield "## Not read"
        lines = "\n".join(f"- {markdown(skip.path)}: {markdown(skip.reason)}" for skip in findings.skipped)
        yield lines if len(findings.skipped) <= _SKIPS_OPEN else folded("Which, and why", lines)


def _articles(articles: Sequence[ReportedArticle], labels: Mapping[str, str]) -> Iterator[str]:
    if articles:
        yield "## Articles"
        yield table(
            ("Article", "Title", "Published", "Origin", "Sentences", "Claims", "File"),
            [_article_row(article, labels) for article in articles],
        )
    if copies := sum(article.origin != article.id for article in articles):
        yield (
            f"{digest.counted(copies, 'article')} with another's text (wire copy, near-identical copies): "
            "counted with it as one origin, not as a further witness."
        )
    if noted := [article for article in articles if article.notes]:
        yield "\n".join(f"- {called(a.id, labels)}: {markdown('; '.join(a.notes))}" for a in noted)


def _article_row(article: ReportedArticle, labels: Mapping[str, str]) -> Sequence[str]:
    return (
        called(article.id, labels),
        markdown(article.title or "–"),
        markdown((article.published or "unknown").removesuffix("T00:00:00")),
        "its own" if article.origin == article.id else f"same as {called(article.origin, labels)}",
        str(article.sentences),
        str(article.claims),
        markdown(article.path),
    )


def _set_aside(articles: Sequence[ReportedArticle], labels: Mapping[str, str]) -> Iterator[str]:
    yield "## Left out as page furniture"
    furnished = [article for article in articles if article.set_aside]
    if not furnished:
        yield "Nothing was left out."
    for article in furnished:
        yield f"### {called(article.id, labels)}"
        rows = [(markdown(aside.reason), shown(aside.quote, (0, 0))) for aside in article.set_aside]
        yield table(("Known by", "Text"), rows)


def _made_by(findings: Findings) -> Iterator[str]:
    yield "## How this report was made"
    yield markdown(f"{digest.made_with(findings)}.")
