"""What a run has to do with the ledger: earlier answers are honoured and what they taught, the run is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from factcheck.domain.findings import Findings
from factcheck.domain.text import Article
from factcheck.errors import ConfigError, LedgerError
from factcheck.interfaces import UNREVIEWED, Reviewing
from factcheck.review import calibration, stores
from factcheck.review.answers import Kept
from factcheck.review.ledger import default_url, opened_in_place
from factcheck.review.ruling import Reviewed
from factcheck.review.verdicts import Index
from factcheck.settings.config import Config

_ARCHIVE = "archive.sqlite"


@dataclass(frozen=True, slots=True)
class Keeping:
    """The ledger of a run. One that cannot be used costs what it is for, never the run; `say` is told of it.

    `honours`: what was dismissed no longer counts, nor what the adopted calibrator gives less than `cutoff`.
    `records`: the run is kept for review.
    """

    url: str
    say: Callable[[str], None]
    honours: bool = True
    records: bool = False
    calibrator: Path | None = None
    cutoff: float = 0.0

    def reviewed(self) -> Reviewing:
        """Return what reviewers answered before, and what the answers taught, as far as it is honoured.

        Raises ConfigError when the file of the calibrator is none.
        """
        if not self.honours:
            return UNREVIEWED
        formula = calibration.in_use(self.calibrator) if self.calibrator else None
        return Reviewed(Index(self._answers()), formula, self.cutoff)

    def _answers(self) -> Iterable[Kept]:
        try:
            return opened_in_place(self.url).verdicts() if stores.exists(self.url) else ()
        except LedgerError as error:
            self.say(f"Earlier verdicts are not known: {error}")
            return ()

    def recorded(self, findings: Findings, articles: Iterable[Article]) -> None:
        """Keep a run with its articles' texts, if this ledger records."""
        if not self.records:
            return
        try:
            opened_in_place(self.url).record(findings, {article.id: article.text for article in articles})
        except LedgerError as error:
            self.say(f"This run is not recorded: {error}")


def ledger_url(config: Config, folder: Path) -> str:
    """Return the URL of the ledger that holds for a folder: the one that is set, else its project's own.

    Raises ConfigError where the project's belongs to another user or stands above the home folder.
    """
    return config.ledger.url or default_url(folder)


def archive_url(config: Config, folder: Path) -> str:
    """Return the URL of the archive that holds for a folder: the one that is set, else the file beside the ledger's.

    With a ledger on a server it is of the folder's project. Raises ConfigError as ledger_url.
    """
    if config.archive.url:
        return config.archive.url
    ledger = ledger_url(config, folder)
    place = ledger if ledger.startswith(stores.SQLITE) else default_url(folder)
    file = Path(place.removeprefix(stores.SQLITE)).with_name(_ARCHIVE)
    if stores.owned_by_another(file):
        raise ConfigError(
            f"{file}: belongs to another user and is not used; make it yours, or name the archive that is meant as "
            f"archive.url or FACTCHECK_ARCHIVE__URL, {stores.SQLITE}PATH"
        )
    return f"{stores.SQLITE}{file}"


def keeping_of(
    config: Config, folder: Path, say: Callable[[str], None], *, honours: bool = True, records: bool = False
) -> Keeping:
    """Return what holds for a folder: its ledger, and the calibrator beside that."""
    url = ledger_url(config, folder)
    return Keeping(url, say, honours, records, calibration.beside(url, folder), config.calibration.cutoff)
