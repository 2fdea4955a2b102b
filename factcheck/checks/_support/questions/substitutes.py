"""A word of a draft in whose place a source has another: "convicted" for "charged", "Ohio" for "Iowa".

Of each sentence the likeliest is told, where it is likely enough; see evidence/substitutions.py for what speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from factcheck.align.weights import SHIPPED, load_weights
from factcheck.checks._support.evidence.substitutions import CARD, EVIDENCE, Substitution, Substitutions
from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.verdict import Doubt, Sight, Where, Why
from factcheck.domain.findings import Severity
from factcheck.domain.text import Span


class Substitutes:
    """Finds them."""

    def __init__(self, held: HeldDraft) -> None:
        self._draft = held.draft
        self._found = Substitutions(held.sources, held.book, held.lexicons, held.nearness)
        self._weights = load_weights(SHIPPED, CARD, tuple(EVIDENCE))
        self._least = held.thresholds.substituted

    def weigh(self) -> Iterator[Doubt]:
        """Yield the likeliest substitution of each sentence, if it is likely enough."""
        for _, found in groupby(self._found.of(self._draft), key=lambda one: one.said.span):
            likely, _, _, best = max((self._likely(one), -one.ours.start, -n, one) for n, one in enumerate(found))
            if likely >= self._least:
                yield self._doubt(best, likely)

    def _likely(self, one: Substitution) -> float:
        return self._weights.likely(one.row)

    def _doubt(self, found: Substitution, likely: float) -> Doubt:
        said, told = (
            Sight(sentence, Span(token.start, token.end))
            for sentence, token in ((found.said, found.ours), (found.told, found.theirs))
        )
        grounds = " and ".join(self._weights.decisive(found.row, tuple(EVIDENCE.values())))
        return Doubt(
            sort="word",
            slot=found.ours.lemma,
            label=said.words,
            said=said,
            nearest=told,
            nearest_label=told.words,
            severity=Severity.MEDIUM,
            confidence=likely,
            why=Why(f"Where a source tells this, it has another word. Decisive: {grounds}.", Where.ELSEWHERE),
            weighed=True,
        )
