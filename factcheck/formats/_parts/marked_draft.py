"""The text of a checked draft as HTML, with the words of each finding marked and numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from factcheck.domain.findings import Discrepancy, DraftCheck, Evidence, Severity
from factcheck.domain.text import Part
from factcheck.findings import digest
from factcheck.text.markup import hypertext, hypertext_part


class Numbered(NamedTuple):
    """A finding with the number that the page calls it by."""

    number: int
    discrepancy: Discrepancy


def marked(check: DraftCheck, groups: Sequence[Sequence[Numbered]]) -> str:
    """Return the draft, cut wherever the words of a finding begin or end; each is numbered where it ends.

    The first words of a finding can be linked to as `at-` and its anchor; each number links to `finding-` and it.
    """
    marks = [mark for group in groups for one in group for mark in _marks(one, check)]
    cuts = sorted({0, len(check.text), *(m.start for m in marks), *(m.end for m in marks)})
    pieces = []
    for start, end in pairwise(cuts):
        pieces += [
            f'<span class="at" id="at-{digest.anchor(m.of.discrepancy)}"></span>'
            for m in marks
            if m.named and m.start == start
        ]
        over = [m.of.discrepancy for m in marks if m.start <= start and end <= m.end]
        words = hypertext_part(check.text[start:end])
        pieces.append(f'<mark class="{look(over)}">{words}</mark>' if over else words)
        pieces += [_reference(m.of) for m in marks if m.end == end]
    return f'<div class="text" dir="auto">{"".join(pieces)}</div>'


def of_draft(discrepancy: Discrepancy, check: DraftCheck | None) -> list[Evidence]:
    """Return the draft's evidence whose marked words lie in its text; of a report, none."""
    if check is None:
        return []
    said = [e for side in discrepancy.sides for e in side.evidence if e.article == check.draft and e.field is Part.TEXT]
    size = len(check.text)
    return [e for e in said if 0 <= e.start + e.span[0] < e.start + e.span[1] <= size]


def look(over: Sequence[Discrepancy]) -> str:
    """Return the class of words that these findings are on: the gravest severity that counts, or `suppressed`."""
    counting = [d.severity.rank for d in over if not d.suppressed]
    return list(Severity)[max(counting)].value if counting else "suppressed"


class _Mark(NamedTuple):
    """Where a finding's words stand in the draft; a finding's first is `named`, to be linked to."""

    start: int
    end: int
    of: Numbered
    named: bool


def _marks(one: Numbered, check: DraftCheck) -> Iterator[_Mark]:
    named = True
    for evidence in of_draft(one.discrepancy, check):
        yield _Mark(evidence.start + evidence.span[0], evidence.start + evidence.span[1], one, named)
        named = False


def _reference(one: Numbered) -> str:
    label = f"finding {one.number}: {one.discrepancy.summary}"
    return (
        f'<a class="ref" href="#finding-{digest.anchor(one.discrepancy)}" title="{hypertext(label)}">{one.number}</a>'
    )
