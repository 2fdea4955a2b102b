"""The report as JSON Lines: what made it on the first line, then a line a finding, for what reads line by line."""

from __future__ import annotations

from typing import ClassVar

from factcheck.domain.findings import Findings
from factcheck.findings import digest
from factcheck.formats._parts.steady import line, steady, whole

_REPORT, _FINDING = "report", "finding"
_APART = "discrepancies"  # what of a report has lines of its own


class Format:
    """One object a line. `line` says what it is: a `report`, or a `finding` of the report above it.

    Their fields are those of the JSON report: a report's line has all but its `discrepancies`, and the outcome
    `in_words`. A line holds whatever its finding needs, so that it can be read by itself.
    """

    suffix: ClassVar[str] = ".jsonl"
    appendable: ClassVar[bool] = True

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:  # noqa: ARG002
        """Return the lines, the findings in the order of the JSON report; the furniture set aside is in the first."""
        head = {key: value for key, value in whole(findings).items() if key != _APART}
        lines = [line({"line": _REPORT, "in_words": digest.headline(findings), **head})]
        lines += [line({"line": _FINDING, **steady(discrepancy)}) for discrepancy in findings.discrepancies]
        return "".join(f"{one}\n" for one in lines)
