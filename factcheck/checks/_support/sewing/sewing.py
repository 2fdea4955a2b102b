"""The quotations of a draft, held against the order, the places and the negations of their sources' words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.checks._support.sewing.leaps import Leaps
from factcheck.checks._support.sewing.lost_negations import LostNegations
from factcheck.checks._support.sewing.polarity import Polarity
from factcheck.checks._support.sewing.sewn import Sewn, SewnThresholds
from factcheck.domain.account import Account
from factcheck.interfaces import Parser
from factcheck.settings.lexicons import Lexicons
from factcheck.values.speech.patchwork import SpokenRow
from factcheck.values.speech.remarks import remarks
from factcheck.values.speech.utterances import utterances


class Sewing:
    """What of a draft's quotations was sewn together out of its sources, whose order never matters."""

    def __init__(
        self, sources: Sequence[Account], lexicons: Lexicons, parser: Parser, thresholds: SewnThresholds
    ) -> None:
        rows = [SpokenRow(account) for account in sorted(sources, key=lambda account: account.article.id)]
        self._leaps = Leaps(rows, thresholds)
        self._negations = LostNegations(rows, Polarity(lexicons, parser))

    def of(self, draft: Account) -> Iterator[Sewn]:
        """Yield what was sewn together, in the order of the draft; of a remark one leap and one negation at most."""
        for utterance in utterances(draft):
            for remark in remarks(utterance, draft.article.text) if utterance.marked else ():
                yield from self._leaps.of(remark, draft)
                yield from self._negations.of(remark, draft)
