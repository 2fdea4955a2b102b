"""Of how many something is said: what a draft says of none, one alone, some, most or all, and its sources of others.

Of each sentence the likeliest is told, where it is likely enough; see evidence/extents.py for what speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from factcheck.align.weights import SHIPPED, load_weights
from factcheck.checks._support.evidence.extents import CARD, EVIDENCE, ExtentEvidence, OtherExtent
from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.verdict import Doubt, Sight, Where, Why
from factcheck.domain.findings import Severity


class Extents:
    """What the sources' quantifiers make of a draft's."""

    def __init__(self, held: HeldDraft) -> None:
        self._draft, self._evidence = held.draft, ExtentEvidence(held.sources, held.nearness, held.encoder)
        self._weights = load_weights(SHIPPED, CARD, tuple(EVIDENCE))
        self._least = held.thresholds.other_extent

    def weigh(self) -> Iterator[Doubt]:
        """Yield what is said of more, or of fewer, in the order of the draft's text."""
        for _, found in groupby(self._evidence.of(self._draft), key=lambda one: one.said.sentence.place):
            likely, _, best = max((self._weights.likely(one.row), -one.said.span.start, one) for one in found)
            if likely >= self._least:
                yield self._doubt(best, likely)

    def _doubt(self, found: OtherExtent, likely: float) -> Doubt:
        fewer = found.said.many < found.known.many
        how, where = ("more", Where.NARROWER) if fewer else ("fewer", Where.WIDER)
        grounds = " and ".join(self._weights.decisive(found.row, tuple(EVIDENCE.values())))
        return Doubt(
            sort="share",
            slot="",
            label=found.said.shown,
            said=Sight(found.said.sentence, found.said.span),
            nearest=Sight(found.known.sentence, found.known.span),
            nearest_label=found.known.shown,
            severity=Severity.MEDIUM,
            confidence=likely,
            why=Why(f"Where a source tells this, it says it of {how}. Decisive: {grounds}.", where),
            weighed=True,
        )
