"""What reviewers' answers make of a finding: the last answer to it, and what all of them taught of how likely it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.domain.findings import Answer, Found, Pardon, Ruled, Suppression, Verdict
from factcheck.review.answers import Kept
from factcheck.review.calibration import Calibrator, features
from factcheck.review.verdicts import Index


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The answers of a ledger, and the formula learnt from such that is in use, if one is: see interfaces.Reviewing."""

    answers: Index
    formula: Calibrator | None = None
    cutoff: float = 0.0

    @property
    def calibrator(self) -> str | None:
        """The identity of the formula."""
        return self.formula.identity if self.formula else None

    def ruled(self, found: Found) -> Ruled:
        """Return a finding with the last answer to it, and with its confidence by the formula.

        What was dismissed, and still is the same, no longer counts, nor what the formula gives less than `cutoff`,
        unless a reviewer confirms it.
        """
        last, holds = self.answers.on(found)
        confirmed_by = self.answers.confirmed_by(found)
        verdict = _verdict(last, confirmed_by, holds=holds) if last else None
        dismissed = _dismissed(last) if last and holds and not confirmed_by else None
        if self.formula is None:
            return Ruled(found, verdict, suppressed=dismissed)
        likely = self.formula.probability(features(found))
        shown = likely >= self.cutoff or bool(confirmed_by)
        hidden = None if shown else _unlikely(self.formula, likely, self.cutoff)
        return Ruled(found, verdict, likely, dismissed or hidden)


def _verdict(last: Kept, confirmed_by: Sequence[str], *, holds: bool) -> Verdict:
    """Return the last answer as it is reported, with who else confirms what it does not."""
    assert last.answer is not None  # an index holds no line that only takes another back
    others = [name for name in confirmed_by if name != last.reviewer]
    against = f"confirmed by {', '.join(others)}" if others and last.answer is not Answer.CONFIRMED else ""
    return Verdict(
        answer=last.answer,
        reason=last.reason,
        note="; ".join(part for part in (last.note, against) if part),
        reviewer=last.reviewer,
        at=last.at.isoformat(),
        holds=holds,
    )


def _dismissed(last: Kept) -> Suppression | None:
    if last.answer is not Answer.DISMISSED:
        return None
    said = last.reason.value if last.reason else "dismissed"
    reason = f"{said}: {last.note}" if last.note else said
    return Suppression(by=Pardon.VERDICT, reason=reason, owner=last.reviewer)


def _unlikely(formula: Calibrator, likely: float, cutoff: float) -> Suppression:
    reason = (
        f"by {formula.confirmed + formula.dismissed} verdicts on others a finding like it is confirmed with "
        f"a probability of {likely:.2f}, less than calibration.cutoff {cutoff:g} (calibrator {formula.identity})"
    )
    return Suppression(by=Pardon.CALIBRATION, reason=reason)
