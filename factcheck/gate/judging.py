"""Which findings of a draft waivers and the baseline let pass, and which of the others fail the check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import PurePath

from factcheck.domain.findings import Discrepancy, DraftCheck, DraftClaim, Pardon, Ruled, Suppression
from factcheck.domain.text import Article
from factcheck.findings.digest import WEIGHTY, counted
from factcheck.gate.baselines import Accepted
from factcheck.gate.drafts import stands_on
from factcheck.settings.config import GateSettings, Waiver


@dataclass(frozen=True, slots=True)
class Gate:
    """What a draft has to pass.

    `baseline` maps the ids that were there before to what is known of them. A waiver counts through the day it expires.
    """

    settings: GateSettings
    waivers: Sequence[Waiver]
    baseline: Mapping[str, Accepted]
    today: date

    def judged(self, ruled: Iterable[Ruled]) -> tuple[Discrepancy, ...]:
        """Return the findings as they go into the report, with what lets them pass."""
        waivers = {waiver.finding: waiver for waiver in self.waivers}
        return tuple(Discrepancy.of(one, self._pardon(one.found.id, waivers)) for one in ruled)

    def checked(
        self,
        draft: Article,
        discrepancies: Sequence[Discrepancy],
        *,
        claims: int,
        met: int,
        coverage: tuple[DraftClaim, ...] = (),
    ) -> DraftCheck:
        """Say what a draft came to: which of the findings fail it, and what is to be said of it."""
        own = (d for d in discrepancies if not d.suppressed and stands_on(d.sides, draft.id))
        waived = _of_waivers(self.waivers, discrepancies, self.today)
        known = _of_baseline(self.baseline, discrepancies, draft.path)
        return DraftCheck(
            draft=draft.id,
            path=draft.path,
            text=draft.text,
            first_line=draft.stands.first_line(draft.text),
            claims=claims,
            met=met,
            failing=tuple(d.id for d in own if _fails(d, self.settings)),
            notices=(*draft.notes, *waived, *known),
            coverage=coverage,
        )

    def _pardon(self, finding: str, waivers: Mapping[str, Waiver]) -> Suppression | None:
        waiver = waivers.get(finding)
        if waiver and waiver.expires >= self.today:
            until = waiver.expires.isoformat()
            return Suppression(by=Pardon.WAIVER, reason=waiver.reason, owner=waiver.owner, expires=until)
        if finding in self.baseline:
            return Suppression(by=Pardon.BASELINE, reason="it was there when the baseline was written")
        return None


def _fails(discrepancy: Discrepancy, settings: GateSettings) -> bool:
    least = settings.kinds.get(discrepancy.kind, settings.fail_on)
    return discrepancy.relation in WEIGHTY and least != "never" and discrepancy.severity.rank >= least.rank


def _of_waivers(waivers: Sequence[Waiver], discrepancies: Sequence[Discrepancy], today: date) -> Iterator[str]:
    ids = [d.id for d in discrepancies]
    for waiver in waivers:
        who = f"waiver of {waiver.finding} ({waiver.owner})"
        if waiver.finding not in ids:
            close = get_close_matches(waiver.finding, ids, n=1, cutoff=0.8)
            hint = f"was {close[0]} meant?" if close else "delete it if it is of no other draft"
            yield f"{who}: no finding of this draft has that id; {hint}"
        elif waiver.expires < today:
            yield f"{who}: expired on {waiver.expires}, so that the finding counts again; settle it or renew the waiver"


def _of_baseline(baseline: Mapping[str, Accepted], discrepancies: Sequence[Discrepancy], draft: str) -> Iterator[str]:
    """Say what of a baseline is gone; it may hold the findings of other drafts as well."""
    own = {finding for finding, known in baseline.items() if known.draft == PurePath(draft).name}
    if gone := own - {d.id for d in discrepancies}:
        yield f"baseline: {counted(len(gone), 'finding')} of it no longer found; write it anew with --write-baseline"
