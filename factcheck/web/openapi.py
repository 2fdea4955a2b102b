"""The service described for programs: OpenAPI 3.1, the report's part from the types that reports are made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from factcheck.findings.schema import report_schema
from factcheck.intake.records import ALIASES
from factcheck.version import __version__
from factcheck.web.checking import MEDIA
from factcheck.web.submission import SUFFIXES

_REPORT = "Report"
_FILLED = r"\S"  # a text that is more than blanks
_VERDICT_HEADER = {
    "X-Factcheck-Verdict": {
        "description": "Whether the draft may pass, as the exit code of `factcheck check` says it.",
        "schema": {"type": "string", "enum": ["pass", "fail", "nothing-comparable"]},
    }
}
_PROBLEMS = {
    "400": "There is no such format.",
    "401": "The token is missing or wrong.",
    "403": "The Host or the Origin header is none that is let in.",
    "408": "The request did not arrive in time.",
    "413": "The request is too large.",
    "415": "The Content-Type is none that is read.",
    "422": "There is no draft to be read in the request; `detail` says why.",
    "500": "The server is at fault, and its log says more; or the check was ended, or ran out of memory.",
    "503": "Too many checks are waiting, or the sources cannot be read now; come again, see Retry-After.",
    "504": "The check took too long and was ended.",
}


def description() -> Mapping[str, Any]:
    """Return the OpenAPI document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "factcheck",
            "version": __version__,
            "description": "Says where a draft disagrees with the sources that it was written from.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": {"/check": {"post": _check()}, "/health": {"get": _health()}, "/openapi.json": {"get": _this()}},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {**_report(), **_own()},
        },
    }


def _check() -> Mapping[str, Any]:
    text = {"type": "string", "pattern": _FILLED}
    draft = {kind: {"schema": text} for kind in SUFFIXES if kind != "application/json"}
    either = [_ref("Article"), _ref("Submission")]
    answers = {"oneOf": [_ref(_REPORT), _ref("NothingComparable")]}
    return {
        "operationId": "check",
        "summary": "Check a draft",
        "parameters": [
            _query("name", "What the draft is called in the report; else the filename of Content-Disposition."),
            _query("format", "Else what the Accept header asks for; else json.", enum=[*MEDIA]),
        ],
        "requestBody": {
            "required": True,
            "content": {**draft, "application/json": {"schema": {"anyOf": either}}},
        },
        "responses": {
            "200": {
                "description": "The draft was checked, whatever was found.",
                "headers": _VERDICT_HEADER,
                "content": {
                    "application/json": {"schema": answers},
                    "text/html": {"schema": {"type": "string"}},
                },
            },
            **{
                status: {"description": why, "content": {"application/problem+json": {"schema": _ref("Problem")}}}
                for status, why in _PROBLEMS.items()
            },
        },
    }


def _health() -> Mapping[str, Any]:
    fields = {"status": {"const": "ok"}, "version": {"type": "string"}}
    return {
        "operationId": "health",
        "summary": "Whether the server is up",
        "security": [],
        "responses": {"200": _answer("It is up.", {"type": "object", "properties": fields, "required": [*fields]})},
    }


def _this() -> Mapping[str, Any]:
    return {
        "operationId": "openapi",
        "summary": "This document",
        "security": [],
        "responses": {"200": _answer("OpenAPI 3.1.", {"type": "object"})},
    }


def _own() -> Mapping[str, Any]:
    text = {"type": "string"}
    filled = {**text, "pattern": _FILLED}
    read = ALIASES["text"]
    fields: dict[str, Any] = {name: True for names in ALIASES.values() for name in names}
    fields |= {name: {"type": ["string", "null"], "pattern": f"^$|{_FILLED}"} for name in read}
    article = {"type": "object", "properties": fields}
    held = [{"required": [name], "properties": {name: filled}} for name in read]
    source = "As a draft; one without a text is left out, and named in the report."
    detail = {"type": "object", "properties": {"detail": text}, "required": ["detail"]}
    problem = {"type": text, "title": text, "status": {"type": "integer"}, "detail": text}
    return {
        "Article": {
            "description": f"One text: the first of {', '.join(read)} that is filled. Dates are ISO 8601. Of the other "
            "fields what cannot be read is left out, and said in the report.",
            **article,
            "anyOf": held,
            "not": {"anyOf": [{"required": ["draft"]}, {"required": ["against"]}]},
        },
        "Submission": {
            "description": "A draft with sources of its own, which stand for those of the server.",
            "type": "object",
            "properties": {
                "draft": {**article, "anyOf": held},
                "against": {"type": "array", "items": {"description": source, "type": "object"}},
            },
            "required": ["draft"],
            "additionalProperties": False,
        },
        "NothingComparable": {
            "description": "No claim of the draft met one of a source: this is no pass.",
            **detail,
            "additionalProperties": False,
        },
        "Problem": {"description": "RFC 9457.", "type": "object", "properties": problem, "required": [*problem]},
    }


def _report() -> Mapping[str, Any]:
    """Return the report's schemas, each under its own name."""
    moved = report_schema().replace("#/$defs/", "#/components/schemas/")
    schema = json.loads(moved)
    parts: dict[str, Any] = schema.pop("$defs")
    return {**parts, _REPORT: {key: value for key, value in schema.items() if not key.startswith("$")}}


def _answer(what: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"description": what, "content": {"application/json": {"schema": schema}}}


def _query(name: str, what: str, **schema: Any) -> Mapping[str, Any]:
    return {"name": name, "in": "query", "description": what, "schema": {"type": "string", **schema}}


def _ref(name: str) -> Mapping[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
