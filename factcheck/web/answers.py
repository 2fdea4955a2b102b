"""What each reviewer last answered to a finding, and how that is said."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from factcheck.domain.findings import Discrepancy
from factcheck.review import verdicts
from factcheck.review.answers import Kept
from factcheck.review.ledger import Ledger
from factcheck.text.excerpt import one_line


class Answers:
    """The answers of a ledger that stand, by reviewer, as of the last `refresh`; for several threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._read = 0
        self._of: dict[str, verdicts.Index] = {}
        self._said: dict[str, Sequence[Sequence[str]]] = {}

    def refresh(self) -> None:
        """Take in what was answered since."""
        with self._lock:
            lines = self._ledger.verdicts()
            for one in lines[self._read :]:
                self._of.setdefault(one.reviewer, verdicts.Index()).add(one)
            self._read = len(lines)

    def to(self, discrepancy: Discrepancy, *, only: str | None = None) -> Sequence[Kept]:
        """Return each reviewer's last answer that holds of a finding, by their names; or `only` one reviewer's."""
        with self._lock:
            said = self._said.setdefault(discrepancy.id, verdicts.statements(discrepancy.found))
            last = (self._of[who].on(discrepancy.found, said) for who in sorted(self._of) if only in {None, who})
            return [one for one, held in last if one is not None and held]


def said_by(kept: Kept) -> str:
    """Say who answered what: 'Ana: dismissed (update): both are of Monday'."""
    answer = kept.answer.value if kept.answer else "taken back"
    reason = f" ({kept.reason})" if kept.reason else ""
    note = f": {kept.note}" if kept.note else ""
    return one_line(f"{kept.reviewer}: {answer}{reason}{note}")
