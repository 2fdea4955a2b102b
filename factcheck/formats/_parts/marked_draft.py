"""The text of a checked draft as HTML: its claims marked by what became of them, the words of findings numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from factcheck.domain.findings import ClaimState, Discrepancy, DraftCheck, DraftClaim, Evidence
from factcheck.domain.text import Part, Span
from factcheck.findings import digest
from factcheck.text.in_order import InOrder
from factcheck.text.markup import hypertext, hypertext_part

# What says the state of a claim without colour, beside its words.
SIGNS = {
    ClaimState.BORNE_OUT: "✓",
    ClaimState.CONTRADICTED: "≠",
    ClaimState.ABSENT: "∅",
    ClaimState.NOT_COMPARED: "?",
}


class Numbered(NamedTuple):
    """A finding with the number that the page calls it by."""

    number: int
    discrepancy: Discrepancy


class _Mark(NamedTuple):
    """Words of the draft: `opening` stands before them, `look` is their class, `closing` what they are left with.

    `rank` settles what words look like that several marks are on: the highest wins.
    """

    start: int
    end: int
    opening: str
    look: str
    closing: str
    rank: tuple[int, int]


def marked(check: DraftCheck, groups: Sequence[Sequence[Numbered]]) -> str:
    """Return the draft, cut wherever marked words begin or end; each mark leads on from where it ends.

    The first words of a finding can be linked to as `at-` and its anchor, those of a claim as `said-` and its number.
    Each number links to `finding-` and the anchor, each other sign to `claim-` and the number of the claim.
    """
    numbers = cards(groups)
    marks = [mark for one in numbers.values() for mark in _of_finding(one, check)]
    told = InOrder(marks, span_of=_span)
    marks += [_of_claim(place, one, told, numbers) for place, one in enumerate(check.coverage, start=1)]
    opened, closed = defaultdict(list), defaultdict(list)
    for mark in marks:
        opened[mark.start].append(mark)
        closed[mark.end].append(mark)
    pieces, over = [], list[_Mark]()
    for start, end in pairwise(sorted({0, len(check.text), *opened, *closed})):
        pieces += [mark.opening for mark in opened[start]]
        over = [mark for mark in (*over, *opened[start]) if end <= mark.end]
        words = hypertext_part(check.text[start:end])
        pieces.append(f'<mark class="{max(over, key=lambda m: m.rank).look}">{words}</mark>' if over else words)
        pieces += [mark.closing for mark in closed[end]]
    return f'<div class="text" dir="auto">{"".join(pieces)}</div>'


def cards(groups: Sequence[Sequence[Numbered]]) -> dict[str, Numbered]:
    """Return the numbered findings by their ids."""
    return {one.discrepancy.id: one for group in groups for one in group}


def of_draft(discrepancy: Discrepancy, check: DraftCheck | None) -> list[Evidence]:
    """Return the draft's evidence whose marked words lie in its text; of a report, none."""
    if check is None:
        return []
    said = [e for side in discrepancy.sides for e in side.evidence if e.article == check.draft and e.field is Part.TEXT]
    size = len(check.text)
    return [e for e in said if 0 <= e.start + e.span[0] < e.start + e.span[1] <= size]


def look(discrepancy: Discrepancy) -> str:
    """Return the class of words that a finding is on: its severity, or `suppressed` where it does not count."""
    return "suppressed" if discrepancy.suppressed else discrepancy.severity.value


def _of_finding(one: Numbered, check: DraftCheck) -> Iterator[_Mark]:
    d = one.discrepancy
    opening = f'<span class="at" id="at-{digest.anchor(d)}"></span>'
    rank = (2, -1 if d.suppressed else d.severity.rank)
    state = ClaimState.ABSENT if d.absent else ClaimState.CONTRADICTED
    sign = SIGNS[state] if check.coverage and d.relation in digest.WEIGHTY else ""
    closing = _reference(f"finding-{digest.anchor(d)}", f"finding {one.number}: {d.summary}", f"{sign}{one.number}")
    for place, evidence in enumerate(of_draft(d, check)):
        span = evidence.start + evidence.span[0], evidence.start + evidence.span[1]
        yield _Mark(*span, "" if place else opening, look(d), closing, rank)


def _of_claim(place: int, claim: DraftClaim, told: InOrder[_Mark], numbers: Mapping[str, Numbered]) -> _Mark:
    """The mark of a claim; where a finding's stands on words of it already, the numbers there are enough to lead on."""
    found = next((numbers[one] for one in claim.findings if one in numbers), None)
    there = found is not None and bool(told.overlapping(Span(claim.start, claim.end)))
    target = f"finding-{digest.anchor(found.discrepancy)}" if found else f"claim-{place}"
    title = f"{digest.STATES[claim.state]}: {claim.reason}"
    closing = "" if there else _reference(target, title, f"{SIGNS[claim.state]}{found.number if found else ''}")
    opening = f'<span class="at" id="said-{place}"></span>'
    return _Mark(claim.start, claim.end, opening, claim.state, closing, (1, claim.start - claim.end))


def _span(mark: _Mark) -> Span:
    return Span(mark.start, mark.end)


def _reference(target: str, title: str, sign: str) -> str:
    return f'<a class="ref" href="#{target}" title="{hypertext(title)}">{sign}</a>'
