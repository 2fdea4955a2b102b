"""Findings as tables of JSON that are the same on every machine."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from factcheck.domain.findings import Findings
from factcheck.text.excerpt import in_json

_DIGITS = 6  # beyond this, floats differ between machines without meaning anything


def steady(model: BaseModel) -> dict[str, Any]:
    """Return a model by the names of its schema, every float rounded, however deep."""
    return {key: _rounded(value) for key, value in model.model_dump(mode="json", by_alias=True).items()}


def whole(findings: Findings) -> dict[str, Any]:
    """Return a report as `steady` does, its counts in the order of what they count."""
    plain = steady(findings)
    plain["totals"] = {
        key: dict(sorted(value.items())) if isinstance(value, dict) else value for key, value in plain["totals"].items()
    }
    return plain


def line(table: dict[str, Any]) -> str:
    """Return a table as JSON on one line, what acts where it is shown as escapes."""
    return in_json(json.dumps(table, ensure_ascii=False, allow_nan=False))


def _rounded(value: Any) -> Any:
    match value:
        case float():
            return round(value, _DIGITS)
        case dict():
            return {key: _rounded(inner) for key, inner in value.items()}
        case list():
            return [_rounded(inner) for inner in value]
        case _:
            return value
