"""How sure and how grave a finding on a draft is: as often as findings on its ground were right on drafts of before.

A ground is the sort of evidence that a finding of `checks/` rests on. The card (models/grounds.json) counts of each how
many findings on it were right, and how many were false alarms, on drafts that no rule had been made from;
training/fit_grounds.py writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from factcheck.domain.findings import Found, Severity
from factcheck.errors import ModelError
from factcheck.settings.config import SurenessSettings
from factcheck.settings.notations import object_of_json

TOO_UNSURE = "less sure than what is told, by how often others on its ground were right; --recall shows it"
_MEASURED = "On drafts that no rule was made from {} of {} such findings were right."
CARD = Path(__file__).parents[1] / "models" / "grounds.json"


@dataclass(frozen=True, slots=True)
class GroundCount:
    """Findings on one ground, on drafts that no rule had been made from: how many were right, and of how many."""

    right: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.right <= self.of:
            raise ValueError(f"{self.right} of {self.of} findings cannot have been right")

    def confidence(self, stated: float, settings: SurenessSettings) -> float:
        """Return how sure the next one is, 0 to 1, of which the check itself states so much."""
        return (self.right + settings.stated * stated) / (self.of + settings.stated)


def as_sure(found: Found, settings: SurenessSettings) -> Found:
    """Return a finding, as sure as others on its ground were right, and no graver than it is sure.

    What its check states counts for some findings more; it alone says, where few were counted. Raises ModelError for a
    card that cannot be read.
    """
    known = counted().get(ground_of(found))
    if known is None or known.of < settings.fewest:
        return found
    confidence = round(known.confidence(found.confidence, settings), 2)
    gravest = _gravest(confidence, settings)
    return replace(
        found,
        confidence=confidence,
        severity=min(found.severity, gravest, key=lambda severity: severity.rank),
        why=f"{found.why} {_MEASURED.format(known.right, known.of)}",
    )


def is_too_unsure(found: Found, settings: SurenessSettings) -> bool:
    """Return whether a finding that rests on a ground, and is as sure as that, is less sure than what is told."""
    return bool(found.ground) and found.confidence < settings.told


def ground_of(found: Found) -> str:
    """Return what a card calls the ground of a finding, "" where it has none."""
    return f"{found.kind}: {found.ground}" if found.ground else ""


@cache
def counted() -> Mapping[str, GroundCount]:
    """Read the card. Raises ModelError when it is missing or none."""
    try:
        grounds = object_of_json(CARD.read_text(encoding="utf-8"))["grounds"]
        return {ground: GroundCount(int(right), int(of)) for ground, (right, of) in grounds.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{CARD}: {error}; install factcheck anew") from error


def _gravest(confidence: float, settings: SurenessSettings) -> Severity:
    if confidence >= settings.grave:
        return Severity.HIGH
    return Severity.MEDIUM if confidence >= settings.weighty else Severity.LOW
