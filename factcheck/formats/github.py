"""The findings as annotations of GitHub: workflow commands, which a job prints and the diff of a pull request shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from factcheck.domain.findings import Discrepancy, Findings, Severity
from factcheck.findings import digest
from factcheck.text.excerpt import one_line


class Format:
    """One command a finding, those that fail the check first, since only the first ten of a sort are shown.

    What fails is an error; what is suppressed or of low severity a notice; the rest a warning.
    """

    suffix: ClassVar[str] = ".github-annotations"
    appendable: ClassVar[bool] = True

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:  # noqa: ARG002 - no place for it
        return "".join(f"{command}\n" for command in _commands(findings))


def _commands(findings: Findings) -> Iterator[str]:
    failing, passing, suppressed = digest.gathered(findings)
    for discrepancy in failing:
        yield _finding("error", discrepancy, findings)
    for discrepancy in passing:
        sort = "notice" if discrepancy.severity is Severity.LOW else "warning"
        yield _finding(sort, discrepancy, findings)
    for discrepancy in suppressed:
        yield _finding("notice", discrepancy, findings)
    for skip in findings.skipped:
        yield _command("warning", f"{skip.path}: {skip.reason}", title="factcheck: not read")
    for notice in findings.check.notices if findings.check else ():
        yield _command("notice", notice, title="factcheck: waivers and baseline")
    yield _command("notice", digest.headline(findings), title="factcheck")


def _finding(sort: str, discrepancy: Discrepancy, findings: Findings) -> str:
    first = digest.in_order(discrepancy, findings)[0]
    start, end = first.span
    place = {"file": digest.path_of(first.article, findings)}
    if first.line:
        place["line"] = str(first.line)
    if first.line and first.column:
        place["col"] = str(first.column)
    if first.column and "\n" not in first.quote[start:end]:  # an end column is of the same line
        place |= {"endLine": str(first.line), "endColumn": str(first.column + end - start)}
    title = f"factcheck: {discrepancy.kind}, {discrepancy.severity}"
    lines = [discrepancy.summary, *digest.told(discrepancy, findings)]
    return _command(sort, *lines, **place, title=title)


def _command(sort: str, *lines: str, **properties: str) -> str:
    named = ",".join(f"{name}={_property(one_line(value))}" for name, value in properties.items())
    return f"::{sort} {named}::{_data(chr(10).join(map(one_line, lines)))}"


def _data(text: str) -> str:
    """Escape as the protocol asks, the percent sign first."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
