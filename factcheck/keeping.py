"""What a run has to do with the ledger: earlier answers are honoured, the run itself is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from factcheck import stores, verdicts
from factcheck.config import Config
from factcheck.domain import Article, Findings
from factcheck.errors import LedgerError
from factcheck.ledger import default_url, opened


@dataclass(frozen=True, slots=True)
class Keeping:
    """The ledger of a run. One that cannot be used costs what it is for, never the run; `say` is told of it.

    `honours`: what was dismissed no longer counts. `records`: the run is kept for review.
    """

    url: str
    say: Callable[[str], None]
    honours: bool = True
    records: bool = False

    def ruled(self, findings: Findings) -> Findings:
        """Return the findings with what reviewers answered to them."""
        if not self.honours or not stores.exists(self.url):
            return findings
        try:
            return verdicts.ruled(findings, opened(self.url).verdicts())
        except LedgerError as error:
            self.say(f"Earlier verdicts are not known: {error}")
            return findings

    def recorded(self, findings: Findings, articles: Iterable[Article]) -> None:
        """Keep a run with its articles' texts, if this ledger records."""
        if not self.records:
            return
        try:
            opened(self.url).record(findings, {article.id: article.text for article in articles})
        except LedgerError as error:
            self.say(f"This run is not recorded: {error}")


def ledger_url(config: Config, folder: Path) -> str:
    """Return the URL of the ledger that holds for a folder: the one that is set, else its project's own."""
    return config.ledger.url or default_url(folder)
