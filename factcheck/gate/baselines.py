"""A baseline: the findings that were there before, as a file.

A finding is known by its id, made of what it is about and the values on its sides: moving a paragraph changes
nothing, a changed figure on either side is a new finding.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, NamedTuple

from factcheck.domain.findings import Findings, Pardon
from factcheck.errors import ConfigError
from factcheck.settings.notations import from_json

BASELINE = "factcheck.baseline/1"


class Accepted(NamedTuple):
    """A finding of a baseline: the name of its draft's file, and what it said."""

    draft: str
    summary: str


def read_baseline(text: str, path: str) -> dict[str, Accepted]:
    """Return what a baseline knows, by the findings' ids. Raises ConfigError when it is none, or of another version."""
    try:
        data: Any = from_json(text)
    except ValueError as error:
        raise ConfigError(f"{path}: is no baseline: {error}; write it with factcheck check --write-baseline") from error
    version = data.get("schema") if isinstance(data, dict) else None
    if version != BASELINE:
        raise ConfigError(
            f"{path}: is a baseline of version {version!r}, and this factcheck reads {BASELINE!r}; "
            "write it anew with --write-baseline"
        )
    try:
        return {str(e["id"]): Accepted(str(e["draft"]), str(e["summary"])) for e in data["findings"]}
    except (KeyError, TypeError) as error:
        raise ConfigError(f"{path}: is no whole baseline; write it anew with --write-baseline") from error


def write_baseline(checks: Iterable[Findings]) -> str:
    """Return a baseline of the findings that nobody waived, as JSON, one line of text a finding's field."""
    found = ((findings.check, d) for findings in checks for d in findings.discrepancies)
    known = {d.id: (check, d) for check, d in found if not (d.suppressed and d.suppressed.by is Pardon.WAIVER)}
    entries = [
        {"id": d.id, "draft": PurePath(check.path).name if check else "", "kind": d.kind, "summary": d.summary}
        for _, (check, d) in sorted(known.items(), key=lambda entry: entry[0])
    ]
    return json.dumps({"schema": BASELINE, "findings": entries}, ensure_ascii=False, indent=1) + "\n"
