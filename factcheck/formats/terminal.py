"""The report for a terminal: plain text, 80 columns; nothing needs colour, the differing words may be bold."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from typing import ClassVar

from factcheck.domain.findings import Discrepancy, DraftCheck, Findings, Relation, ReportedStory
from factcheck.findings import digest
from factcheck.formats._parts.course import UNKNOWN, rows
from factcheck.text.excerpt import one_line, without_commands

# Layout, not tuning.
_COLUMNS = 80
_BAR = 20
# Of Unicode's private use and as long as asterisks: lines are broken before anybody knows how the words will be marked.
_MARKS = ("\ue000\ue000", "\ue001\ue001")
_MARKED = re.compile(f"{_MARKS[0]}([^\ue000\ue001]*){_MARKS[1]}")
_ASTERISKS, _BOLD = r"**\1**", "\x1b[1m\\1\x1b[22m"  # 22 ends what 1 began and leaves colours alone
_SHOWN = (Relation.CONFLICT, Relation.CONTESTED, Relation.UPDATE, Relation.UNDETERMINED)


class Format:
    """Each difference in a few lines, worst first within its story.

    Differing words stand in **asterisks**; with `bold` they are bold instead, for a screen that shows it.
    """

    suffix: ClassVar[str] = ".txt"
    appendable: ClassVar[bool] = True

    def __init__(self, *, bold: bool = False) -> None:
        self._shown = _BOLD if bold else _ASTERISKS

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:
        labels = digest.labels(findings)
        said = _checked(findings, findings.check, labels) if findings.check else _compared(findings, labels)
        lines = [*said, *_listed("Not read", (f"{skip.path}: {skip.reason}" for skip in findings.skipped))]
        told = findings.check.draft if findings.check else None  # its notes are among what is to be noted
        read = [article for article in findings.articles if article.id != told]
        lines += _listed("Noted while reading", (f"{labels[a.id]}: {'; '.join(a.notes)}" for a in read if a.notes))
        if show_set_aside:
            furniture = (
                f"{labels[article.id]}: {aside.quote} ({aside.reason})"
                for article in findings.articles
                for aside in article.set_aside
            )
            lines += _listed("Left out as page furniture", furniture)
        return without_commands(_MARKED.sub(self._shown, "\n".join(lines) + "\n"))


def _checked(findings: Findings, check: DraftCheck, labels: Mapping[str, str]) -> Iterable[str]:
    """A finding begins with where it stands in the draft, for whoever reads it line by line: path:line:column."""
    for discrepancy in digest.ranked(findings.discrepancies):
        ours, *others = digest.draft_first(discrepancy, check.draft)
        head = f"{digest.place(ours, findings)} {discrepancy.kind} {discrepancy.severity} {discrepancy.summary}"
        yield one_line(head)
        yield from _event(discrepancy, indent=4)
        yield from _wrapped(f"- {digest.said(ours, labels, marks=_MARKS)}", indent=4)
        for evidence in others:
            yield from _wrapped(
                f"- {digest.place(evidence, findings)} {digest.said(evidence, labels, marks=_MARKS)}", indent=4
            )
        yield from _course(discrepancy, labels, indent=4)
        yield from _wrapped(f"Check: {discrepancy.check}", indent=4)
        if last := digest.answered(discrepancy):
            yield from _wrapped(f"Reviewed: {last}", indent=4)
        yield from _wrapped(f"Id: {discrepancy.id}; {digest.standing(discrepancy, check)}", indent=4)
    yield from _wrapped(f"{digest.verdict(findings, check)}.")
    if covered := digest.covered(check):
        yield from _wrapped(f"{covered}.")
    yield from _listed("To be noted", check.notices)


def _compared(findings: Findings, labels: Mapping[str, str]) -> Iterable[str]:
    yield from _opening(findings)
    for story in findings.stories:
        yield from _story(story, findings, labels)
    apart = digest.kept_apart(findings.discrepancies)
    yield from _listed("Kept apart", (f"{d.summary} (id {d.id}): {digest.standing(d, None)}" for d in apart))
    yield from _counts("Looked like a conflict and was not", ((r.reason, r.count) for r in findings.compatible))


def _opening(findings: Findings) -> Iterable[str]:
    yield from _wrapped(f"Compared: {digest.scale(findings)}.")
    yield from _wrapped(f"Found: {digest.outcome(findings)}.")
    if findings.made_by.only:
        yield from _wrapped(f"Narrowed to {'; '.join(findings.made_by.only)}: other differences are not shown.")


def _story(story: ReportedStory, findings: Findings, labels: Mapping[str, str]) -> Iterable[str]:
    every = [d for d in findings.discrepancies if d.story == story.id]
    found = digest.counting(every)
    title = textwrap.shorten(one_line(story.title) or "Story", _COLUMNS, placeholder="…")
    yield from ("", title, "=" * len(title))
    if not found:
        yield "Its differences are all kept apart, at the end." if every else digest.nothing_found(story)
    for relation in _SHOWN:
        for discrepancy in digest.of_relation(found, relation):
            yield from _finding(discrepancy, labels)
    variants = digest.of_relation(found, Relation.VARIANT)
    yield from _listed("Spellings", (" / ".join(side.value for side in d.sides) for d in variants))
    ladders = (
        f"{ladder.quantity}: lowest {ladder.rungs[0].value}, highest {ladder.rungs[-1].value}"
        for ladder in findings.ladders
        if ladder.story == story.id
    )
    yield from _listed("Figures", sorted(ladders))


def _finding(discrepancy: Discrepancy, labels: Mapping[str, str]) -> Iterable[str]:
    yield ""
    head = f"[{discrepancy.severity} {discrepancy.confidence:.2f}] {discrepancy.relation}, {discrepancy.kind}: "
    yield from _wrapped(head + discrepancy.summary)
    yield from _event(discrepancy)
    for side in discrepancy.sides:
        for evidence in side.evidence:
            yield from _wrapped(f"- {digest.said(evidence, labels, marks=_MARKS)}", indent=2)
    yield from _course(discrepancy, labels)
    yield from _wrapped(f"Why: {discrepancy.why}", indent=2)
    yield from _wrapped(f"Check: {discrepancy.check}", indent=2)
    if last := digest.answered(discrepancy):
        yield from _wrapped(f"Reviewed: {last}", indent=2)
    yield from _wrapped(f"Id: {discrepancy.id}", indent=2)


def _event(discrepancy: Discrepancy, *, indent: int = 2) -> Iterable[str]:
    if event := digest.of_event(discrepancy):
        yield from _wrapped(f"Of: {event}", indent=indent)


def _course(discrepancy: Discrepancy, labels: Mapping[str, str], *, indent: int = 2) -> Iterable[str]:
    """The states of a quantity by day, a line each, as far as 80 columns let it: bars stand under each other."""
    for row in rows(discrepancy.series, labels):
        lead = f"{row.day:<{len(UNKNOWN)}} {row.bar(_BAR):<{_BAR}} "
        yield from textwrap.wrap(
            one_line(f"{row.value}: {', '.join(row.sources)}"),
            _COLUMNS,
            initial_indent=" " * indent + lead,
            subsequent_indent=" " * (indent + len(lead)),
        )


def _counts(heading: str, counts: Iterable[tuple[str, int]]) -> Iterable[str]:
    ordered = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    yield from _listed(heading, (f"{number} × {reason}" for reason, number in ordered))


def _listed(heading: str, items: Iterable[str]) -> Iterable[str]:
    entries = list(items)
    if entries:
        yield from ("", f"{heading}:")
        for entry in entries:
            yield from _wrapped(f"- {entry}", indent=2)


def _wrapped(text: str, *, indent: int = 0) -> Iterable[str]:
    lead = " " * indent
    follow = lead + ("  " if text.startswith("- ") else "")
    return textwrap.wrap(one_line(text), _COLUMNS, initial_indent=lead, subsequent_indent=follow)
