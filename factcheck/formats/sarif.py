"""The findings as SARIF 2.1.0 (OASIS standard), for code hosts, editors and dashboards that show such results."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, ClassVar
from urllib.parse import quote

from factcheck.domain.findings import (
    Discrepancy,
    DraftCheck,
    Evidence,
    Findings,
    Pardon,
    Relation,
    Severity,
    Suppression,
)
from factcheck.domain.text import Part, is_address
from factcheck.findings import digest, manual
from factcheck.shelves import kinds
from factcheck.text.excerpt import in_json, one_line

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
_FINGERPRINT = "factcheckFinding/v1"


class Format:
    """One run. A result stands at the draft's words; what the others say are its related locations."""

    suffix: ClassVar[str] = ".sarif"
    appendable: ClassVar[bool] = False

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:  # noqa: ARG002 - no place for it
        log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(findings)]}
        return in_json(json.dumps(log, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def _run(findings: Findings) -> dict[str, Any]:
    names = sorted({*kinds(), *(d.kind for d in findings.discrepancies)})
    driver = {
        "name": "factcheck",
        "semanticVersion": findings.made_by.version,
        "rules": [_rule(kind) for kind in names],
    }
    rules = {kind: index for index, kind in enumerate(names)}
    return {
        "tool": {"driver": driver},
        "invocations": [_invocation(findings)],
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, findings, rules) for group in digest.gathered(findings) for d in group],
        "properties": {"outcome": digest.headline(findings)} | _counts(findings.check),
    }


def _rule(kind: str) -> dict[str, Any]:
    if kind not in kinds():
        return {"id": kind}
    page = manual.text(kind)
    paragraphs = [" ".join(paragraph.split()) for paragraph in page.split("\n\n")]
    return {
        "id": kind,
        "shortDescription": _message(paragraphs[0]),
        "fullDescription": _message(" ".join(paragraphs[:2])),
        "help": {**_message("\n\n".join(paragraphs)), "markdown": _braced(page)},
    }


def _invocation(findings: Findings) -> dict[str, Any]:
    """What was not read, and what is to be said of waivers and baseline: a silence that is no pass is told."""
    unread = [
        {"level": "warning", "message": _message(skip.reason), "locations": [{"physicalLocation": _file(skip.path)}]}
        for skip in findings.skipped
    ]
    notices = findings.check.notices if findings.check else ()
    told = [{"level": "note", "message": _message(notice)} for notice in notices]
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": unread,
        "toolConfigurationNotifications": told,
    }


def _counts(check: DraftCheck | None) -> dict[str, Any]:
    return {"claims": check.claims, "met": check.met, "failing": list(check.failing)} if check else {}


def _result(discrepancy: Discrepancy, findings: Findings, rules: Mapping[str, int]) -> dict[str, Any]:
    first, *others = digest.in_order(discrepancy, findings)
    labels = digest.labels(findings)
    lines = [f"{one_line(discrepancy.summary)}.", *digest.told(discrepancy, findings)]
    result: dict[str, Any] = {
        "ruleId": discrepancy.kind,
        "ruleIndex": rules[discrepancy.kind],
        "level": _level(discrepancy),
        "message": _message("\n".join(lines)),
        "locations": [{"physicalLocation": _place(first, findings)}],
        "relatedLocations": [
            {"id": number, "physicalLocation": _place(one, findings), "message": _message(digest.said(one, labels))}
            for number, one in enumerate(others, start=1)
        ],
        "partialFingerprints": {_FINGERPRINT: discrepancy.id},
        "properties": {"relation": discrepancy.relation.value, "confidence": round(discrepancy.confidence, 6)},
    }
    if discrepancy.suppressed:
        result["suppressions"] = [_suppression(discrepancy.suppressed)]
    if state := _baseline_state(discrepancy, findings):
        result["baselineState"] = state
    return result


def _level(discrepancy: Discrepancy) -> str:
    decided = discrepancy.relation not in {Relation.UNDETERMINED, Relation.VARIANT}
    return _LEVELS[discrepancy.severity] if decided else "note"


def _suppression(pardon: Suppression) -> dict[str, Any]:
    known = {"by": pardon.by.value, "owner": pardon.owner, "expires": pardon.expires}
    return {
        "kind": "external",
        "status": "accepted",
        "justification": one_line(pardon.reason),
        "properties": {key: value for key, value in known.items() if value is not None},
    }


def _baseline_state(discrepancy: Discrepancy, findings: Findings) -> str | None:
    """Say whether the finding was there before; nothing where no baseline was used, or a waiver hides the answer."""
    pardons = {d.suppressed.by for d in findings.discrepancies if d.suppressed}
    compared = Pardon.BASELINE in pardons or any(c.key == "gate.baseline" for c in findings.made_by.changed)
    if discrepancy.suppressed:
        return "unchanged" if discrepancy.suppressed.by is Pardon.BASELINE else None
    return "new" if compared else None


def _place(evidence: Evidence, findings: Findings) -> dict[str, Any]:
    file = _file(digest.path_of(evidence.article, findings))
    return {**file, "region": _region(evidence, findings.check)} if evidence.line else file


def _region(evidence: Evidence, check: DraftCheck | None) -> dict[str, Any]:
    """The differing words, as far as it is known where they stand. Columns from 1, the end exclusive."""
    start, end = evidence.span
    words = evidence.quote[start:end]
    lines = words.count("\n")
    region: dict[str, Any] = {"startLine": evidence.line}
    if evidence.line is None or evidence.column is None:
        return region | {"snippet": {"text": words}}
    region["startColumn"] = evidence.column
    region["endLine"] = evidence.line + lines
    region["endColumn"] = len(words) - words.rfind("\n") if lines else evidence.column + len(words)
    # Offsets count from the beginning of the file, which is known to be that of the text in this case alone.
    if check and check.first_line == 1 and (evidence.article, evidence.field) == (check.draft, Part.TEXT):
        region |= {"charOffset": evidence.start + start, "charLength": len(words)}
    return region | {"snippet": {"text": words}}


def _file(path: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(path)}}


def _uri(path: str) -> str:
    """Return a path as a URI reference; relative stays relative, so that a code host finds the file."""
    if is_address(path):
        return quote(path, safe="/:?#[]@!$&'()*+,;=%~")
    plain = PurePath(path).as_posix()
    address = quote(plain, errors="surrogateescape")
    return f"file://{address}" if plain.startswith("/") else address


def _message(text: str) -> dict[str, str]:
    """Return a message that shows `text`: a link or a placeholder in it would be obeyed (SARIF 3.11.5 and 3.11.6)."""
    return {"text": "\n".join(map(one_line, _braced(text).replace("](", "] (").split("\n")))}


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
