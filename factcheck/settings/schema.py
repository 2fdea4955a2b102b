"""The JSON Schema of a settings file, made of the classes that hold the settings: what an editor completes by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from factcheck.settings.config import Config, Settings
from factcheck.settings.listing import reasons
from factcheck.shelves import kind_of, kinds

SCHEMA = "factcheck.settings/1"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def settings_schema() -> str:
    """Return the schema as JSON, ending with a newline; `docs/settings.schema.json` is this text."""
    of_kinds = {name: kind_of(name).Settings for name in kinds()}
    models: list[type[Settings]] = [Config, *of_kinds.values()]
    named, made = models_json_schema([(model, "validation") for model in models])
    tables: dict[str, Any] = made["$defs"]
    references = {model: named[model, "validation"] for model in models}
    for model in _all(models):
        _explain(tables[model.__name__], reasons(model))
    whole = tables.pop(Config.__name__)
    whole["properties"]["kinds"] |= {
        "properties": {name: references[model] for name, model in of_kinds.items()},
        "additionalProperties": False,
    }
    tables["GateSettings"]["properties"]["kinds"]["propertyNames"] = {"enum": [*kinds()]}
    schema = {"$schema": _DIALECT, "$id": SCHEMA, **whole, "title": "Settings of factcheck", "$defs": tables}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _all(models: Iterable[type[BaseModel]]) -> Iterator[type[Settings]]:
    """The classes, and those that their fields hold."""
    for model in models:
        if issubclass(model, Settings):
            yield model
            for field in model.model_fields.values():
                inner = [field.annotation, *getattr(field.annotation, "__args__", ())]
                yield from _all(one for one in inner if isinstance(one, type) and issubclass(one, BaseModel))


def _explain(table: dict[str, Any], said: dict[str, str]) -> None:
    """Put beside each setting its unit and the reason for its value."""
    for name, words in said.items():
        table["properties"][name]["description"] = " ".join(words.split())
