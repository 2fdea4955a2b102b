"""An office that a draft gives to somebody to whom the sources give another: see evidence/offices.py."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.align.weights import SHIPPED, load_weights
from factcheck.checks._support.evidence.offices import CARD, EVIDENCE, GivenOffice, OfficeEvidence
from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.verdict import Doubt, Sight, Where, Why
from factcheck.domain.findings import Severity


class Offices:
    """Weighs them."""

    def __init__(self, held: HeldDraft) -> None:
        self._people, self._sources = held.people, held.attachments
        self._evidence = OfficeEvidence(held.attachments, held.lexicons)
        self._weights = load_weights(SHIPPED, CARD, tuple(EVIDENCE))
        self._least = held.thresholds.other_office

    def weigh(self) -> Iterator[Doubt]:
        """Yield the offices that are likely enough not to be the person's."""
        for given in self._evidence.of(self._people):
            likely = self._weights.likely(given.row)
            if likely >= self._least:
                yield self._doubt(given, likely)

    def _doubt(self, given: GivenOffice, likely: float) -> Doubt:
        said = Sight(given.mention.sentence, given.office.full)
        nearest = Sight(given.known_at.sentence, given.known.full)
        grounds = " and ".join(self._weights.decisive(given.row, tuple(EVIDENCE.values())))
        elsewhere = self._sources.has(given.missing)
        return Doubt(
            sort="office",
            slot=given.mention.key,
            label=said.words,
            said=said,
            nearest=nearest,
            nearest_label=nearest.words,
            severity=Severity.MEDIUM,
            confidence=likely,
            why=Why(
                f"The sources say otherwise who that is. Decisive: {grounds}.",
                Where.ELSEWHERE if elsewhere else Where.NOWHERE,
            ),
            weighed=True,
        )
