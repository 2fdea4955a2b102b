"""The findings as JUnit XML, which CI servers and CMS dashboards show as tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from junitparser import Attr, Failure, IntAttr, JUnitXml, Skipped, TestCase, TestSuite

from factcheck.domain.findings import Discrepancy, Findings
from factcheck.findings import digest
from factcheck.text.excerpt import in_xml, one_line


class Format:
    """One test case a finding: failed where it fails the check, skipped where suppressed, else passed with its text.

    Without findings there is one passed case, for the draft or for the comparison: no tests would be no result.
    """

    suffix: ClassVar[str] = ".xml"
    appendable: ClassVar[bool] = False

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:  # noqa: ARG002 - no place for it
        suite = TestSuite("factcheck")
        for name, remark in _remarks(findings):  # before the cases, where the common schema of this format has them
            suite.add_property(name, _text(remark))
        for group in digest.gathered(findings):
            suite.add_testcases([_finding(discrepancy, findings) for discrepancy in group])
        if not findings.discrepancies:
            suite.add_testcase(_clean(findings))
        whole = JUnitXml("factcheck")
        whole.add_testsuite(suite)
        for counted in (suite, whole):
            counted.update_statistics()  # type: ignore[no-untyped-call]
        written: bytes = whole.tostring()  # type: ignore[no-untyped-call]
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{written.decode("utf-8")}\n'


class _Case(TestCase):
    """A test case with the place that CI servers link to, as pytest and others write it."""

    file = Attr("file")
    line = IntAttr("line")


def _finding(discrepancy: Discrepancy, findings: Findings) -> TestCase:
    case = _Case(_text(f"{discrepancy.summary} [{discrepancy.id}]"), classname=_text(f"factcheck.{discrepancy.kind}"))
    first = digest.in_order(discrepancy, findings)[0]
    case.file = _text(digest.path_of(first.article, findings))
    if first.line:
        case.line = first.line
    what = _text(f"{discrepancy.severity} {discrepancy.kind}: {discrepancy.summary}")
    told = "\n".join(map(_text, (discrepancy.summary, *digest.told(discrepancy, findings))))
    if discrepancy.suppressed:
        case.result = [Skipped(_text(digest.standing(discrepancy, findings.check)), discrepancy.suppressed.by.value)]
    elif findings.check and discrepancy.id in findings.check.failing:
        failure = Failure(what, discrepancy.kind)
        failure.text = told
        case.result = [failure]
        return case
    case.system_out = told
    return case


def _clean(findings: Findings) -> TestCase:
    return _Case(_text(findings.check.path if findings.check else "comparison"), classname="factcheck")


def _remarks(findings: Findings) -> Iterator[tuple[str, str]]:
    yield "outcome", digest.headline(findings)
    for skip in findings.skipped:
        yield "not read", f"{skip.path}: {skip.reason}"
    for notice in findings.check.notices if findings.check else ():
        yield "waivers and baseline", notice


def _text(text: str) -> str:
    return in_xml(one_line(text))
