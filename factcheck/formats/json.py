"""The report as JSON: the contract that every other face is made from (docs/report.schema.json)."""

from __future__ import annotations

import json
from typing import ClassVar

from factcheck.domain.findings import Findings
from factcheck.formats._parts.steady import whole
from factcheck.text.excerpt import in_json


class Format:
    """One JSON object, UTF-8, one space of indent, fields in the order of the schema.

    Directional marks and what else acts where it is shown stand as escapes.
    """

    suffix: ClassVar[str] = ".json"
    appendable: ClassVar[bool] = False

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:  # noqa: ARG002
        """Return the object; the furniture set aside is always in it."""
        return in_json(json.dumps(whole(findings), ensure_ascii=False, indent=1, allow_nan=False)) + "\n"
