"""The findings as a table for spreadsheets and databases: comma-separated values as RFC 4180 has them, in UTF-8."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from factcheck.domain.findings import Discrepancy, Evidence, Findings, ReportedArticle, Side
from factcheck.findings import digest
from factcheck.text.excerpt import in_lines

# With these a spreadsheet begins a formula, in some with the wide forms, too; after an apostrophe it is text.
_BEGINS_A_FORMULA = tuple("=+-@＝＋－＠")
# Where ";" separates cells, quotation marks after a comma say nothing: there a cell may begin in the middle of words.
_BEGINS_IN_THE_MIDDLE = re.compile(r"([;\n])(?=[\s\"]*[=+\-@＝＋－＠])")
_BLANKS = ("\t", "\r", "\n")  # which some leave out before they look for one
_DIGITS = 6  # beyond this, floats differ between machines without meaning anything


class _QuoteRow(NamedTuple):
    """A quote of a side of a finding; the names are those of the columns."""

    finding: str
    story: str
    kind: str
    relation: str
    severity: str
    confidence: float
    standing: str
    answered: str
    event: str
    summary: str
    why: str
    check: str
    absent: bool
    side: int
    value: str
    origins: int
    source: str
    claimant: str | None
    as_of: str | None
    article: str
    title: str | None
    published: str | None
    updated: str | None
    url: str | None
    path: str
    line: int | None
    column: int | None
    field: str
    quote: str
    words: str
    start: int
    end: int


class Format:
    """A row for each quote on each side of each finding, the gravest first, under a header that is always there.

    What would begin a formula has an apostrophe before it, also after a ";" or a line end in a cell, where some
    spreadsheets split it. What acts on a screen is shown as U+FFFD. What was not read and how the report was made have
    no place here.
    """

    suffix: ClassVar[str] = ".csv"
    appendable: ClassVar[bool] = False

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:  # noqa: ARG002 - no place for it
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\r\n")
        writer.writerow(_QuoteRow._fields)
        writer.writerows([_cell(value) for value in row] for row in _rows(findings))
        return table.getvalue()


def _rows(findings: Findings) -> Iterator[_QuoteRow]:
    articles = {article.id: article for article in findings.articles}
    for group in digest.gathered(findings):
        for discrepancy in group:
            for number, side in enumerate(digest.sides_in_order(discrepancy, findings.check), start=1):
                for evidence in side.evidence:
                    article = articles.get(evidence.article)
                    yield _row(discrepancy, side, evidence, findings, number=number, article=article)


def _row(
    discrepancy: Discrepancy,
    side: Side,
    evidence: Evidence,
    findings: Findings,
    *,
    number: int,
    article: ReportedArticle | None,
) -> _QuoteRow:
    start, end = evidence.span
    return _QuoteRow(
        finding=discrepancy.id,
        story=discrepancy.story,
        kind=discrepancy.kind,
        relation=discrepancy.relation.value,
        severity=discrepancy.severity.value,
        confidence=discrepancy.confidence,
        standing=digest.standing(discrepancy, findings.check),
        answered=digest.answered(discrepancy),
        event=digest.of_event(discrepancy),
        summary=discrepancy.summary,
        why=discrepancy.why,
        check=discrepancy.check,
        absent=discrepancy.absent,
        side=number,
        value=side.value,
        origins=side.origins,
        source=article.source if article else "",
        claimant=evidence.claimant,
        as_of=evidence.as_of,
        article=evidence.article,
        title=article.title if article else None,
        published=article.published if article else None,
        updated=article.updated if article else None,
        url=article.url if article else None,
        path=digest.path_of(evidence.article, findings),
        line=evidence.line,
        column=evidence.column,
        field=evidence.field.value,
        quote=evidence.quote,
        words=evidence.quote[start:end],
        start=evidence.start,
        end=evidence.end,
    )


def _cell(value: str | float | None) -> str:
    """Return what stands in a cell: text that is shown as it is, never worked out."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{round(value, _DIGITS):g}"
        case int():
            return str(value)
    text = in_lines(value)
    acts = value.startswith(_BLANKS) or text.startswith(_BLANKS) or text.lstrip().startswith(_BEGINS_A_FORMULA)
    return ("'" if acts else "") + _BEGINS_IN_THE_MIDDLE.sub(r"\1'", text)
