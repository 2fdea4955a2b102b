"""The findings as Web Annotations (W3C Recommendation of 2017) on the words that differ, as JSON-LD."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import ClassVar

from factcheck.domain.findings import Discrepancy, Evidence, Findings, ReportedArticle, Side
from factcheck.domain.text import Part
from factcheck.findings import digest
from factcheck.formats._parts.linked import name_of_finding, name_of_text, name_part, page_of, written
from factcheck.formats._parts.web_annotations import (
    AnnotatingProgram,
    AnnotationCollection,
    AnnotationPage,
    LinkBody,
    PositionSelector,
    QuotedTarget,
    QuoteSelector,
    ReadState,
    TextBody,
    WebAnnotation,
)
from factcheck.text.excerpt import one_line

Articles = Mapping[str, ReportedArticle]


class Format:
    """A collection of one page: an annotation for each side of a finding, linked with those of its other sides.

    Its targets are the quotes of that side: the page where there is an address of one, else the text, by its SHA-256.
    """

    suffix: ClassVar[str] = ".annotations.jsonld"
    appendable: ClassVar[bool] = False

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:  # noqa: ARG002 - no place for it
        items = tuple(_annotations(findings))
        name = f"urn:factcheck:report:{_identity(findings, items)}"
        page = AnnotationPage(id=f"{name}:1", part_of=name, items=items) if items else None
        unread = (f"Not read: {skip.path}: {skip.reason}" for skip in findings.skipped)
        notices = findings.check.notices if findings.check else ()
        collection = AnnotationCollection(
            id=name,
            label=tuple(map(one_line, (digest.headline(findings), *unread, *notices))),
            generator=AnnotatingProgram(name=one_line(f"factcheck {findings.made_by.version}")),
            total=len(items),
            first=page,
            last=page.id if page else None,
        )
        return written(collection)


def _identity(findings: Findings, items: tuple[WebAnnotation, ...]) -> str:
    """Return what tells a collection from that of other articles, or of other findings on them."""
    told = "".join([*sorted(article.sha256 for article in findings.articles), written(items)])
    return hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _annotations(findings: Findings) -> Iterator[WebAnnotation]:
    articles = {article.id: article for article in findings.articles}
    for group in digest.gathered(findings):
        for discrepancy in group:
            sides = digest.sides_in_order(discrepancy, findings.check)
            names = [name_of_finding(discrepancy, number) for number in range(1, len(sides) + 1)]
            for name, side in zip(names, sides, strict=True):
                others = [other for other in names if other != name]
                yield WebAnnotation(
                    id=name,
                    body=tuple(_bodies(discrepancy, side, others, findings)),
                    target=tuple(_target(evidence, articles) for evidence in side.evidence),
                )


def _bodies(
    discrepancy: Discrepancy, side: Side, others: list[str], findings: Findings
) -> Iterator[TextBody | LinkBody]:
    yield TextBody(purpose="describing", value=one_line(side.value))
    told = [one_line(line) for line in (f"{discrepancy.summary}.", *digest.told(discrepancy, findings))]
    yield TextBody(purpose="commenting", value="\n".join(told), language="en")
    for tag in (discrepancy.kind, discrepancy.relation.value, f"severity {discrepancy.severity}"):
        yield TextBody(purpose="tagging", value=one_line(tag), language="en")
    for other in others:
        yield LinkBody(source=other)


def _target(evidence: Evidence, articles: Articles) -> QuotedTarget:
    article = articles.get(evidence.article)
    selector = tuple(_selectors(evidence))
    if article is None:
        return QuotedTarget(source=f"urn:factcheck:article:{name_part(evidence.article)}", selector=selector)
    page, text = page_of(article), name_of_text(article)
    return QuotedTarget(source=page or text, state=ReadState(cached=text) if page else None, selector=selector)


def _selectors(evidence: Evidence) -> Iterator[QuoteSelector | PositionSelector]:
    """Yield the differing words, else the quote, as what they are; of a text, not of a title, also where they stand."""
    start, end = evidence.span
    quote = evidence.quote
    if not 0 <= start < end <= len(quote):
        start, end = 0, len(quote)
    yield QuoteSelector(exact=quote[start:end], prefix=quote[:start] or None, suffix=quote[end:] or None)
    if evidence.field is Part.TEXT and evidence.start >= 0:
        yield PositionSelector(start=evidence.start + start, end=evidence.start + end)
