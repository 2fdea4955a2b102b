"""Findings as an editor shows them: diagnostics, hovers and the edit that waives one. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from lsprotocol import types
from pygls.workspace import PositionCodec

from factcheck.domain.findings import Discrepancy, DraftCheck, Evidence, Findings, Severity
from factcheck.domain.text import Span
from factcheck.findings import digest
from factcheck.lsp.places import joined, line_and_column, place
from factcheck.settings.notations import from_toml
from factcheck.text.excerpt import excerpt, one_line
from factcheck.text.markup import markdown, markdown_part

SOURCE = "factcheck"
DAYS = 30  # a waiver made in an editor counts for a month
_REASON = "TODO: say why"
_QUOTE = 300  # characters of a source's quote
_TITLE = 60  # characters of a finding's summary in a menu
_SEVERITIES = {
    Severity.HIGH: types.DiagnosticSeverity.Error,
    Severity.MEDIUM: types.DiagnosticSeverity.Warning,
    Severity.LOW: types.DiagnosticSeverity.Information,
}

ReadLines = Callable[[Path], Sequence[str]]  # the lines of a source's file, [] where it cannot be read


@dataclass(frozen=True, slots=True)
class Note:
    """A finding where it stands in a document: `span` is in characters of its lines, joined."""

    span: Span
    finding: Discrepancy
    diagnostic: types.Diagnostic
    hover: str


def notes(findings: Findings, lines: Sequence[str], *, codec: PositionCodec, read_lines: ReadLines) -> list[Note]:
    """Return a note for each finding of a checked draft, whose document has these lines."""
    assert findings.check
    return [
        _note(d, findings, findings.check, lines, codec=codec, read_lines=read_lines)
        for d in digest.ranked(findings.discrepancies)
    ]


def remark(text: str, lines: Sequence[str], codec: PositionCodec) -> types.Diagnostic:
    """Return what is to be said of a document as a whole: on its first line, for information."""
    first = Span(0, len(lines[0]))
    return types.Diagnostic(_range(lines, first, codec), text, types.DiagnosticSeverity.Information, source=SOURCE)


def inside(notes: Iterable[Note], span: Span) -> Iterator[Note]:
    """Yield the notes that a stretch of the document touches."""
    return (note for note in notes if note.span.start <= span.end and span.start <= note.span.end)


def waiver(text: str, table: str, finding: str, owner: str, today: date) -> str | None:
    """Return what to add to the end of a settings file for a finding to pass; None where that would break the file."""
    fields = {"finding": finding, "reason": _REASON, "owner": owner}
    rows = [f"[[{table}]]", *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())]
    rows.append(f"expires = {today + timedelta(days=DAYS):%Y-%m-%d}")
    gap = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
    added = gap + "\n".join(rows) + "\n"
    try:
        from_toml(text + added)
    except ValueError:
        return None
    return added


def waiver_title(finding: Discrepancy) -> str:
    """Say in a menu what would be waived."""
    summary = one_line(finding.summary)
    return f"Waive with reason: {summary if len(summary) <= _TITLE else summary[: _TITLE - 1].rstrip() + '…'}"


def _note(
    finding: Discrepancy,
    findings: Findings,
    check: DraftCheck,
    lines: Sequence[str],
    *,
    codec: PositionCodec,
    read_lines: ReadLines,
) -> Note:
    ours, *others = digest.draft_first(finding, check.draft)
    span = place(ours, lines)
    labels, paths = digest.labels(findings), {article.id: article.path for article in findings.articles}

    def location(evidence: Evidence) -> types.Location | None:
        if evidence.article == check.draft:
            return None
        return _location(Path(paths.get(evidence.article, evidence.article)), evidence, codec, read_lines)

    said = [(evidence, location(evidence), labels.get(evidence.article, evidence.article)) for evidence in others]
    lines_said = [one_line(finding.summary), f"Check: {one_line(finding.check)}"]
    if finding.suppressed:
        lines_said.append(f"It {one_line(digest.standing(finding, check))}.")
    diagnostic = types.Diagnostic(
        range=_range(lines, span, codec),
        message="\n".join(lines_said),
        severity=types.DiagnosticSeverity.Hint if finding.suppressed else _SEVERITIES[finding.severity],
        code=finding.kind,
        source=SOURCE,
        related_information=[
            types.DiagnosticRelatedInformation(where, f"{label}: “{_quote(evidence)}”")
            for evidence, where, label in said
            if where
        ],
        data={"finding": finding.id},
    )
    return Note(span, finding, diagnostic, _hover(finding, check, said))


def _hover(finding: Discrepancy, check: DraftCheck, said: Iterable[tuple[Evidence, types.Location | None, str]]) -> str:
    """The quotes of the sources, for whoever rests the pointer on the words: Markdown."""
    rows = [f"**{markdown(finding.summary)}**", ""]
    for evidence, where, label in said:
        cut = excerpt(evidence.quote, evidence.span, limit=_QUOTE)
        marked = f"**{markdown(cut.marked)}**" if cut.marked.strip() else ""
        name = markdown(label)
        link = f"[{name}]({where.uri}#L{where.range.start.line + 1})" if where else name
        given = [
            markdown(part) for part in (evidence.claimant and f"citing {evidence.claimant}", evidence.as_of) if part
        ]
        rows.append(f"- {', '.join([link, *given])}: “{markdown_part(cut.before)}{marked}{markdown_part(cut.after)}”")
    rows += ["", f"Check: {markdown(finding.check)}", ""]
    return "\n".join([*rows, markdown(f"{finding.id} {digest.standing(finding, check)}")])


def _quote(evidence: Evidence) -> str:
    cut = excerpt(evidence.quote, evidence.span, limit=_QUOTE)
    return cut.before + cut.marked + cut.after


def _location(path: Path, evidence: Evidence, codec: PositionCodec, read_lines: ReadLines) -> types.Location:
    """Where a source says it; the file alone, where no line of it is known."""
    lines = read_lines(path) if evidence.line else []
    span = place(evidence, lines) if lines else Span(0, 0)
    return types.Location(path.absolute().as_uri(), _range(lines or [""], span, codec))


def _range(lines: Sequence[str], span: Span, codec: PositionCodec) -> types.Range:
    start, end = (types.Position(*line_and_column(lines, offset)) for offset in span)
    return types.Range(codec.position_to_client_units(lines, start), codec.position_to_client_units(lines, end))


def span_of(lines: Sequence[str], given: types.Range, codec: PositionCodec) -> Span:
    """Return the offsets of a range that an editor gives."""
    starts = [len(joined(lines[:line])) + (line > 0) for line in range(len(lines) + 1)]
    here = codec.range_from_client_units(lines, given)
    return Span(*(min(starts[at.line] + at.character, len(joined(lines))) for at in (here.start, here.end)))
