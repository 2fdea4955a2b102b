"""An office that a draft gives to somebody to whom the sources give another; office_evidence.py has what is weighed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.align.weights import SHIPPED, load_weights
from factcheck.checks._support.attachments import Attachments
from factcheck.checks._support.epithets import BearerMention
from factcheck.checks._support.office_evidence import CARD, EVIDENCE, GivenOffice, OfficeEvidence
from factcheck.checks._support.verdict import Doubt, Sight, SupportThresholds, Where, Why
from factcheck.domain.findings import Severity
from factcheck.settings.lexicons import Lexicons


class Offices:
    """Weighs them."""

    def __init__(self, sources: Attachments, lexicons: Lexicons, thresholds: SupportThresholds) -> None:
        self._sources, self._evidence = sources, OfficeEvidence(sources, lexicons)
        self._weights = load_weights(SHIPPED, CARD, tuple(EVIDENCE))
        self._least = thresholds.other_office

    def weigh(self, mentions: Iterable[BearerMention]) -> Iterator[Doubt]:
        """Yield the offices that are likely enough not to be the person's."""
        for given in self._evidence.of(mentions):
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
