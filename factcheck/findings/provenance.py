"""Which rule and which thresholds made a finding of the last run, and where each of them was set."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from factcheck.domain.findings import ChangedSetting, Discrepancy, Findings
from factcheck.errors import UsageError
from factcheck.findings import digest
from factcheck.settings.config import shipped, shipped_kind
from factcheck.shelves import kinds

FINDING = re.compile(r"[0-9a-f]{12}")
_COLUMNS = 80


def explanation(findings: Findings, finding: str, *, where: str) -> str:
    """Say what made a finding, ending with a newline.

    Raises UsageError when the run has none of that id; `where` says what was looked through, and what else can be.
    """
    for discrepancy in findings.discrepancies:
        if discrepancy.id == finding:
            return "\n".join(_lines(discrepancy, findings)) + "\n"
    known = ", ".join(d.id for d in findings.discrepancies) or "none"
    raise UsageError(f"there is no finding {finding} in {where}. Its findings: {known}")


def load(text: str, path: Path) -> Findings:
    """Read a JSON report. Raises UsageError when it is none."""
    try:
        return Findings.model_validate_json(text)
    except ValueError as error:
        raise UsageError(f"{path}: is no report of this factcheck; write one with --format json") from error


def _lines(discrepancy: Discrepancy, findings: Findings) -> Iterator[str]:
    yield (
        f"{discrepancy.id}: {discrepancy.kind}, {discrepancy.relation}; severity {discrepancy.severity}, "
        f"confidence {discrepancy.confidence:.2f}"
    )
    yield from textwrap.wrap(discrepancy.summary, _COLUMNS)
    yield ""
    yield from textwrap.wrap(f"Rule: {discrepancy.why}", _COLUMNS)
    for side in discrepancy.sides:
        for evidence in side.evidence:
            yield f"  {side.value}: {digest.place(evidence, findings)}"
    if stands := digest.standing(discrepancy, findings.check):
        yield f"It {stands}."
    yield ""
    yield "Settings that had a part in it:"
    changed = {setting.key: setting for setting in findings.made_by.changed}
    for key, default in _settings(discrepancy, findings):
        yield f"  {key} = {_with_origin(key, default, changed)}"
    yield f"What the kind finds and when it is silent: factcheck explain {discrepancy.kind}"


def _settings(discrepancy: Discrepancy, findings: Findings) -> Iterator[tuple[str, object]]:
    """Yield the settings of the kind, those of alignment that hold for every kind, and those of the gate."""
    tables = shipped()
    for key, value in (shipped_kind(discrepancy.kind) if discrepancy.kind in kinds() else {}).items():
        yield f"kinds.{discrepancy.kind}.{key}", value
    for key, value in tables["alignment"].items():
        if not isinstance(value, Mapping):
            yield f"alignment.{key}", value
    if findings.check:
        yield "gate.fail_on", tables["gate"]["fail_on"]
        yield f"gate.kinds.{discrepancy.kind}", None


def _with_origin(key: str, default: object, changed: Mapping[str, ChangedSetting]) -> str:
    if key in changed:
        return f"{changed[key].value}  ({changed[key].origin})"
    return "not set" if default is None else f"{json.dumps(default)}  (as shipped)"
