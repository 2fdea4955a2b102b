"""The JSON Schema of the report, generated from the types it is made of."""

from __future__ import annotations

import json

from factcheck.domain.findings import SCHEMA, Findings

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def report_schema() -> str:
    """Return the schema as JSON, ending with a newline; `docs/report.schema.json` is this text."""
    generated = Findings.model_json_schema(by_alias=True, mode="serialization")
    schema = {"$schema": _DIALECT, "$id": SCHEMA, **generated, "title": "Report of factcheck"}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
