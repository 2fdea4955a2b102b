"""The report as JSON: the contract that every other face is made from (docs/report.schema.json)."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from factcheck.domain.findings import Findings
from factcheck.text.excerpt import in_json

_DIGITS = 6  # beyond this, floats differ between machines without meaning anything


class Format:
    """One JSON object, UTF-8, one space of indent, fields in the order of the schema.

    Directional marks and what else acts where it is shown stand as escapes.
    """

    suffix: ClassVar[str] = ".json"
    appendable: ClassVar[bool] = False

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:  # noqa: ARG002
        """Return the object; the furniture set aside is always in it."""
        plain = _steady(findings.model_dump(mode="json", by_alias=True))
        plain["totals"] = {
            key: dict(sorted(value.items())) if isinstance(value, dict) else value
            for key, value in plain["totals"].items()
        }
        return in_json(json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def _steady(value: Any) -> Any:
    """Round every float, however deep."""
    match value:
        case float():
            return round(value, _DIGITS)
        case dict():
            return {key: _steady(inner) for key, inner in value.items()}
        case list():
            return [_steady(inner) for inner in value]
        case _:
            return value
