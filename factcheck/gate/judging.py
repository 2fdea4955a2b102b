"""Which findings of a draft waivers and the baseline let pass, and which of the others fail the check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import PurePath

from factcheck.domain.findings import Discrepancy, Findings, Pardon, Suppression
from factcheck.findings.digest import WEIGHTY, counted
from factcheck.gate.baselines import Accepted
from factcheck.gate.drafts import stands_in
from factcheck.settings.config import Config, GateSettings, Waiver


def judged(
    findings: Findings, config: Config, *, baseline: Mapping[str, Accepted] | None = None, today: date
) -> Findings:
    """Return the findings with what lets them pass, and say which of them fail the check.

    `baseline` maps the ids that were there before to what is known of them. A waiver counts through the day it expires.
    """
    assert findings.check is not None, "there is a draft to judge"
    baseline = baseline or {}
    waivers = {waiver.finding: waiver for waiver in config.waivers}
    found = tuple(_pardoned(d, waivers.get(d.id), baseline, today) for d in findings.discrepancies)
    draft = findings.check.draft
    failing = tuple(d.id for d in found if not d.suppressed and stands_in(d, draft) and _fails(d, config.gate))
    waived, known = _of_waivers(config.waivers, found, today), _of_baseline(baseline, found, findings.check.path)
    notices = (*findings.check.notices, *waived, *known)
    check = findings.check.model_copy(update={"failing": failing, "notices": notices})
    return findings.model_copy(update={"discrepancies": found, "check": check})


def _pardoned(
    discrepancy: Discrepancy, waiver: Waiver | None, baseline: Mapping[str, Accepted], today: date
) -> Discrepancy:
    if waiver and waiver.expires >= today:
        why = Suppression(
            by=Pardon.WAIVER, reason=waiver.reason, owner=waiver.owner, expires=waiver.expires.isoformat()
        )
    elif discrepancy.id in baseline:
        why = Suppression(by=Pardon.BASELINE, reason="it was there when the baseline was written")
    else:
        return discrepancy
    return discrepancy.model_copy(update={"suppressed": why})


def _fails(discrepancy: Discrepancy, settings: GateSettings) -> bool:
    least = settings.kinds.get(discrepancy.kind, settings.fail_on)
    return discrepancy.relation in WEIGHTY and least != "never" and discrepancy.severity.rank >= least.rank


def _of_waivers(waivers: Sequence[Waiver], found: Sequence[Discrepancy], today: date) -> Iterator[str]:
    ids = [d.id for d in found]
    for waiver in waivers:
        who = f"waiver of {waiver.finding} ({waiver.owner})"
        if waiver.finding not in ids:
            close = get_close_matches(waiver.finding, ids, n=1, cutoff=0.8)
            hint = f"was {close[0]} meant?" if close else "delete it if it is of no other draft"
            yield f"{who}: no finding of this draft has that id; {hint}"
        elif waiver.expires < today:
            yield f"{who}: expired on {waiver.expires}, so that the finding counts again; settle it or renew the waiver"


def _of_baseline(baseline: Mapping[str, Accepted], found: Sequence[Discrepancy], draft: str) -> Iterator[str]:
    """Say what of a baseline is gone; it may hold the findings of other drafts as well."""
    own = {finding for finding, known in baseline.items() if known.draft == PurePath(draft).name}
    if gone := own - {d.id for d in found}:
        yield f"baseline: {counted(len(gone), 'finding')} of it no longer found; write it anew with --write-baseline"
