"""What a reviewer is shown of a finding, in words: the same on a screen, line by line, and without colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factcheck.domain.findings import Discrepancy, Evidence, Findings, Side
from factcheck.domain.text import Span
from factcheck.findings import digest
from factcheck.text.excerpt import Excerpt, excerpt, one_line
from factcheck.text.surroundings import surroundings

if TYPE_CHECKING:
    from factcheck.review.answers import Kept
    from factcheck.review.session import Item

# Around the differing words, so that they are known where there is neither colour nor weight.
MARK, END_MARK = "«", "»"
_QUOTE = 500  # characters of a quote that are shown, around the differing words: half a screen of 80 columns


@dataclass(frozen=True, slots=True)
class CardQuote:
    """A quote, with what stands around it in an article whose text was kept; `place` is path:line:column."""

    who: str
    place: str
    before: str
    quote: Excerpt
    after: str

    @property
    def marked(self) -> str:
        """The quote with its differing words between marks."""
        words = f"{MARK}{self.quote.marked}{END_MARK}" if self.quote.marked else ""
        return f"{self.quote.before}{words}{self.quote.after}"


@dataclass(frozen=True, slots=True)
class CardSide:
    """One account: what it says, and by whom it is quoted."""

    value: str
    origins: str
    quotes: tuple[CardQuote, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as it is shown. `tags` say what sort it is, `facts` are named sentences (Why, Check, Earlier ...)."""

    tags: tuple[str, ...]
    sampled: bool
    story: str
    summary: str
    sides: tuple[CardSide, ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """Makes cards of the findings of one run; `texts` are its articles' texts by id, as far as they were kept."""

    findings: Findings
    texts: Mapping[str, str]
    _labels: Mapping[str, str] = field(init=False)
    _paths: dict[str, str] = field(init=False)
    _stories: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_labels", digest.labels(self.findings))
        object.__setattr__(self, "_paths", {a.id: a.path for a in self.findings.articles})
        object.__setattr__(self, "_stories", {s.id: one_line(s.title) for s in self.findings.stories})

    def card(self, item: Item, *, hidden: bool = False, note: str = "") -> Card:
        """Return the card of an item.

        `hidden` leaves out kind, confidence and the rule, which could sway an answer. `note` is kept with the answer.
        """
        found = item.discrepancy
        return Card(
            tags=(f"{found.severity} severity", found.relation.value, *(() if hidden else (sort(found),))),
            sampled=item.sampled,
            story=self._stories.get(found.story, ""),
            summary=one_line(found.summary),
            sides=tuple(self._side(side) for side in digest.sides_in_order(found, self.findings.check)),
            facts=tuple(_facts(item, note, hidden=hidden)),
        )

    def _side(self, side: Side) -> CardSide:
        origins = digest.counted(side.origins, "origin")
        return CardSide(one_line(side.value), origins, tuple(self._quoted(e) for e in side.evidence))

    def _quoted(self, evidence: Evidence) -> CardQuote:
        before, after = self._around(evidence)
        claimant = f", citing {evidence.claimant}" if evidence.claimant else ""
        as_of = f", as of {evidence.as_of}" if evidence.as_of else ""
        return CardQuote(
            who=one_line(f"{self._labels.get(evidence.article, evidence.article)}{claimant}{as_of}"),
            place=one_line(digest.placed(self._paths.get(evidence.article, evidence.article), evidence)),
            before=before,
            quote=excerpt(evidence.quote, evidence.span, limit=_QUOTE),
            after=after,
        )

    def _around(self, evidence: Evidence) -> tuple[str, str]:
        if len(evidence.quote) > _QUOTE:
            return "", ""
        check = self.findings.check
        own = check.text if check and evidence.article == check.draft else ""
        text = self.texts.get(evidence.article, own)
        return surroundings(text, Span(evidence.start, evidence.end)) if evidence.stands_in(text) else ("", "")


def _facts(item: Item, note: str, *, hidden: bool) -> Iterator[tuple[str, str]]:
    if not hidden:  # it names the rule, and how likely it took the two for one thing
        yield "Why", one_line(item.discrepancy.why)
    yield "Check", one_line(item.discrepancy.check)
    if item.verdict:
        yield "Answered", said(item.verdict)
    if item.earlier:
        yield "Earlier", f"{said(item.earlier)} – on “{one_line(item.earlier.summary)}”; values have changed since"
    if note:
        yield "Note", one_line(note)


def sort(found: Discrepancy) -> str:
    """Say what a blind reviewer is not told: 'figure, confidence 0.51'."""
    return f"{found.kind}, confidence {found.confidence:.2f}"


def said(kept: Kept) -> str:
    """Say what was answered: 'dismissed (update) by Ana on 2026-11-22: “both are of Monday”'."""
    answer = kept.answer.value if kept.answer else "withdrawn"
    reason = f" ({kept.reason})" if kept.reason else ""
    note = f": “{kept.note}”" if kept.note else ""
    return one_line(f"{answer}{reason} by {kept.reviewer} on {kept.at.date().isoformat()}{note}")
