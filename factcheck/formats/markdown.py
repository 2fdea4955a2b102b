"""The report for people: Markdown that reads well on GitHub and in a plain editor.

Everything that comes from an article, a file name or a settings file is escaped: it is shown, never obeyed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from factcheck.domain.findings import (
    Discrepancy,
    DraftCheck,
    Evidence,
    Findings,
    Ladder,
    Relation,
    ReportedStory,
    Rung,
    Side,
)
from factcheck.findings import digest
from factcheck.formats._parts.course import CourseRow, rows
from factcheck.formats._parts.markdown_appendix import appendix
from factcheck.formats._parts.markdown_blocks import called, folded, shown, table
from factcheck.text.markup import hypertext, markdown

# Layout, not tuning: what still reads on a page.
_ROWS_PER_SIDE = 4
_WORST = 3
_BAR = 20
_SECTIONS = {Relation.CONFLICT: "Conflicts", Relation.CONTESTED: "Contested", Relation.UPDATE: "Updates"}


class Format:
    """Opens with the worst; then story by story; then what was weighed, left out, and how it was made.

    Of a checked draft it opens with the verdict; then come the findings that fail, the others, the suppressed.
    """

    suffix: ClassVar[str] = ".md"
    appendable: ClassVar[bool] = False

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:
        labels = digest.labels(findings)
        if findings.check:
            blocks = [*_checked(findings, findings.check, labels)]
        else:
            blocks = [*_opening(findings)]
            for story in findings.stories:
                blocks += _story(story, findings, labels)
            blocks += _kept_apart(findings, labels)
        blocks += appendix(findings, show_set_aside=show_set_aside)
        return "\n\n".join(blocks) + "\n"


def _opening(findings: Findings) -> Iterable[str]:
    yield "# What the articles disagree about"
    yield f"Compared: {digest.scale(findings)}."
    yield f"Found: **{digest.outcome(findings)}**."
    if findings.made_by.only:
        yield f"Narrowed to {markdown('; '.join(findings.made_by.only))}: other differences are not shown."
    if not findings.discrepancies and not findings.made_by.only:
        yield "Nothing was found on which these articles disagree. That is no proof that they are right."
    yield from _worst(digest.worst(findings))


def _worst(worst: Sequence[Discrepancy]) -> Iterable[str]:
    if worst:
        yield "The worst first:"
        yield "\n".join(
            f"{place}. [{markdown(d.summary)}](#finding-{digest.anchor(d)}) "
            f"({markdown(d.kind)}, {d.severity}, {d.confidence:.2f})"
            for place, d in enumerate(worst, start=1)
        )


def _checked(findings: Findings, check: DraftCheck, labels: Mapping[str, str]) -> Iterable[str]:
    failing, passing, suppressed = digest.gathered(findings)
    yield f"# {markdown(check.path)} against its sources"
    yield f"**{'Fails the check' if failing else 'Passes the check'}**: {digest.verdict(findings, check)}."
    if covered := digest.covered(check):
        yield f"{covered}."
    yield from _worst([*failing, *passing][:_WORST])
    for heading, found in (
        ("Fails the check", failing),
        ("Does not fail the check", passing),
        ("Does not count", suppressed),
    ):
        if found:
            yield f"## {heading}"
            for discrepancy in found:
                yield from _finding(discrepancy, labels, check)
    if check.notices:
        yield "## To be noted"
        yield "\n".join(f"- {markdown(notice)}" for notice in check.notices)


def _story(story: ReportedStory, findings: Findings, labels: Mapping[str, str]) -> Iterable[str]:
    every = [d for d in findings.discrepancies if d.story == story.id]
    found = digest.counting(every)
    yield f"## {markdown(story.title) or 'Story'}"
    yield f"{digest.counted(len(story.articles), 'article')}: {', '.join(called(a, labels) for a in story.articles)}."
    if not found:
        yield "Its differences are all kept apart, at the end." if every else digest.nothing_found(story)
    for relation, heading in _SECTIONS.items():
        if of_it := digest.of_relation(found, relation):
            yield f"### {heading}"
            for discrepancy in of_it:
                yield from _finding(discrepancy, labels)
    yield from _undetermined(digest.of_relation(found, Relation.UNDETERMINED), labels)
    yield from _spellings(digest.of_relation(found, Relation.VARIANT), labels)
    yield from _ladders([ladder for ladder in findings.ladders if ladder.story == story.id], labels)


def _kept_apart(findings: Findings, labels: Mapping[str, str]) -> Iterable[str]:
    if found := digest.kept_apart(findings.discrepancies):
        yield "## Kept apart"
        told = "\n\n".join(block for discrepancy in found for block in _finding(discrepancy, labels))
        yield folded(
            f"{digest.counted(len(found), 'finding')} that no longer {'counts' if len(found) == 1 else 'count'}", told
        )


def _finding(discrepancy: Discrepancy, labels: Mapping[str, str], check: DraftCheck | None = None) -> Iterable[str]:
    yield f'<a id="finding-{digest.anchor(discrepancy)}"></a>'
    yield f"#### {markdown(discrepancy.summary)}"
    if event := digest.of_event(discrepancy):
        yield f"Of: {markdown(event)}"
    yield table(
        ("Value", "Claimant", "Source", "As of", "Quote"),
        [row for side in digest.sides_in_order(discrepancy, check) for row in _side_rows(side, labels, check)],
    )
    if discrepancy.series:
        yield table(("Day", "Value", "", "Source"), [_course_row(row) for row in rows(discrepancy.series, labels)])
    last = digest.answered(discrepancy)
    reviewed = f"- **Reviewed:** {markdown(last)}\n" if last else ""
    stands = digest.standing(discrepancy, check)
    standing = f"- **{'Verdict' if check else 'Standing'}:** {markdown(stands)}\n" if stands else ""
    yield (
        f"- **Why:** {markdown(discrepancy.why)}\n"
        f"- **To check:** {markdown(discrepancy.check)}\n{reviewed}{standing}"
        f"- {markdown(discrepancy.kind)}, {discrepancy.relation}; severity {discrepancy.severity}; "
        f"confidence {discrepancy.confidence:.2f}; id {markdown(discrepancy.id)}"
    )


def _side_rows(side: Side, labels: Mapping[str, str], check: DraftCheck | None) -> Iterable[Sequence[str]]:
    """The first row bears the side's label; the others the words of their own source, which may put it otherwise."""
    label = f"**{markdown(side.value) or '–'}**"
    said = sorted(side.evidence, key=lambda evidence: check is not None and evidence.article != check.draft)
    for place, evidence in enumerate(said[:_ROWS_PER_SIDE]):
        value = (place and markdown(_words(evidence))) or label
        claimant, as_of = (markdown(known or "") or "–" for known in (evidence.claimant, evidence.as_of))
        yield value, claimant, _source(evidence, labels, check), as_of, shown(evidence.quote, evidence.span)
    if rest := said[_ROWS_PER_SIDE:]:
        sources = sorted({called(evidence.article, labels) for evidence in rest})
        yield label, "", ", ".join(sources), "", f"and {digest.counted(len(rest), 'more quote')}"


def _course_row(row: CourseRow) -> Sequence[str]:
    return markdown(row.day), markdown(row.value), row.bar(_BAR), markdown(", ".join(row.sources))


def _words(evidence: Evidence) -> str:
    start, end = evidence.span
    return evidence.quote[start:end]


def _undetermined(found: list[Discrepancy], labels: Mapping[str, str]) -> Iterable[str]:
    if found:
        yield folded(
            f"{digest.counted(len(found), 'difference')} that could not be decided "
            "(for want of a date, a context or a common measure)",
            "\n\n".join(block for discrepancy in found for block in _finding(discrepancy, labels)),
        )


def _spellings(found: list[Discrepancy], labels: Mapping[str, str]) -> Iterable[str]:
    if found:
        yield "### Spellings"
        yield "\n".join(f"- {' / '.join(_spelling(side, labels) for side in d.sides)}" for d in found)


def _spelling(side: Side, labels: Mapping[str, str]) -> str:
    sources = dict.fromkeys(called(evidence.article, labels) for evidence in side.evidence)
    return f"**{markdown(side.value)}** ({', '.join(sources)})"


def _ladders(ladders: Sequence[Ladder], labels: Mapping[str, str]) -> Iterable[str]:
    if ladders:
        yield "### Figures, lowest to highest"
    for ladder in sorted(ladders, key=lambda one: (one.quantity, [(rung.lower, rung.value) for rung in one.rungs])):
        lowest, highest = ladder.rungs[0], ladder.rungs[-1]
        yield folded(
            f"{hypertext(ladder.quantity)}: lowest {hypertext(lowest.value)}, highest {hypertext(highest.value)}",
            table(("Value", "Source", "As of", "Quote"), [_rung_row(rung, labels) for rung in ladder.rungs]),
        )


def _rung_row(rung: Rung, labels: Mapping[str, str]) -> Sequence[str]:
    evidence = rung.evidence
    return (
        markdown(rung.value),
        called(evidence.article, labels),
        markdown(evidence.as_of or "–"),
        shown(evidence.quote, evidence.span),
    )


def _source(evidence: Evidence, labels: Mapping[str, str], check: DraftCheck | None) -> str:
    """Name the article; where a draft was checked, with the line, so that it can be mended."""
    label = called(evidence.article, labels)
    return f"{label}, line {evidence.line}" if check and evidence.line else label
