"""Every setting with its default, its unit and its reason, as a TOML file: what `config/default.toml` holds."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from itertools import pairwise, zip_longest
from typing import Any, get_args, get_origin

from factcheck.settings.config import Config, Settings
from factcheck.shelves import kind_of, kinds

_WIDTH = 120
_COMMENTS_FROM = 36  # the column in which what is said of a key begins


def document() -> str:
    """Return the file, each kind's table after those that hold for all."""
    of_kinds = (block for name in kinds() for block in _tables(kind_of(name).Settings, f"kinds.{name}"))
    return "\n\n".join([*_tables(Config), *of_kinds]) + "\n"


def reasons(model: type[Settings]) -> dict[str, str]:
    """Return what stands beneath each field of a settings class."""
    (definition,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(definition, ast.ClassDef)
    found = {}
    for field, beneath in pairwise(definition.body):
        match field, beneath:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                found[name] = inspect.cleandoc(text)
    return found


def _tables(model: type[Settings], at: str = "") -> Iterator[str]:
    """Yield a class as blocks of lines: its own table, then those inside it."""
    said = reasons(model)
    own: list[str] = []
    inner: list[str] = []
    for name, field in model.model_fields.items():
        key = f"{at}.{name}".lstrip(".")
        match field.default:
            case Settings() as table:
                inner += _tables(type(table), key)
            case dict() as table if get_origin(get_args(field.annotation)[1]) is dict:
                inner += [_above(said[name]), *_rows(table, key)]
            case dict() as table:
                inner += _rows(table, key, said[name])
            case value:
                own.append(_beside(f"{name} = {_toml(value)}", said[name]))
    above = _above(inspect.cleandoc(model.__doc__ or ""))
    yield from ["\n".join(filter(None, [above, f"[{at}]", *own]))] if at else [above, *own]
    yield from inner


def _rows(table: Mapping[str, Any], at: str, reason: str = "") -> Iterator[str]:
    """Yield a table of values, or those that it holds, as a block each."""
    if table and all(isinstance(value, Mapping) for value in table.values()):
        for name, inner in table.items():
            yield from _rows(inner, f"{at}.{name}")
    elif table or reason:
        yield "\n".join([_beside(f"[{at}]", reason), *(f"{name} = {_toml(value)}" for name, value in table.items())])


def _above(text: str) -> str:
    """What is said of a table, as lines of comment."""
    paragraphs = (textwrap.wrap(part, _WIDTH - 2, break_on_hyphens=False) for part in text.split("\n\n"))
    return "\n".join(f"# {line}" for paragraph in paragraphs for line in paragraph)


def _beside(setting: str, reason: str) -> str:
    """A line with what is said of it, which goes on in lines below, or stands there where the line is long itself."""
    lines = textwrap.wrap(reason, _WIDTH - _COMMENTS_FROM - 2, break_on_hyphens=False)
    above, beside = ([setting], []) if len(setting) >= _COMMENTS_FROM else ([], [setting])
    said = (f"{start:<{_COMMENTS_FROM - 1}} # {line}" for start, line in zip_longest(beside, lines, fillvalue=""))
    return "\n".join([*above, *said]) if lines else setting


def _toml(value: Any) -> str:
    match value:
        case bool() | str():
            return json.dumps(value, ensure_ascii=False)
        case int():
            return f"{value:_}"
        case tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case _:
            return repr(value)
