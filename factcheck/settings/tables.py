"""A TOML file becomes tables, tables lie over tables and become settings; a mistake names file, key and cure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from factcheck.errors import ConfigError
from factcheck.settings.notations import from_toml

S = TypeVar("S", bound=BaseModel)


def nearest(word: str, known: list[str]) -> str:
    """Say which known word `word` may have been meant for: '; did you mean ...?' or what there is."""
    close = closest(word, known, likeness=0.5)
    return f"did you mean {close!r}?" if close else f"there are: {', '.join(sorted(known))}"


def closest(word: str, known: Iterable[str], *, likeness: float) -> str | None:
    """Return the known word most like `word`, None where none is as like it as `likeness`, 0 to 1 as difflib has it."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=likeness)
    return close[0] if close else None


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file. Raises ConfigError, with the line where it is malformed."""
    try:
        return parsed_toml(path.read_text(encoding="utf-8"), path)
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: there is no such settings file; check the path") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}; mend it or leave it out") from error


def parsed_toml(text: str, path: Path) -> dict[str, Any]:
    """Parse the text of a TOML file. Raises ConfigError with the line where it is malformed."""
    try:
        return from_toml(text)
    except ValueError as error:
        where = str(error).replace("at end of document", f"at line {len(text.splitlines())}, its end")
        raise ConfigError(f"{path}: cannot be read as TOML: {where}; mend it or leave it out") from error


def merged(base: Mapping[str, Any], over: Mapping[str, Any], origin: Path | str, at: str = "") -> dict[str, Any]:
    """Return `base` with what `over` says: tables merge, lists of tables join, everything else is replaced.

    So a nearer file narrows a list by giving it anew. Raises ConfigError for a key that `base` does not have; a table
    that is empty there takes any.
    """
    result = dict(base)
    for key, value in over.items():
        if base and key not in base:
            raise ConfigError(f"{origin}: unknown key {at + key!r}; {nearest(key, list(base))}")
        match base.get(key), value:
            case dict() as known, dict():
                result[key] = merged(known, value, origin, f"{at}{key}.")
            case list() as known, list() if any(isinstance(entry, dict) for entry in (*known, *value)):
                result[key] = [*known, *value]
            case _:
                result[key] = value
    return result


def validated(model: type[S], values: Any, where: Path | str, at: str = "", *, see: str = "factcheck settings") -> S:
    """Make settings of the table that stands at `at` of `where`. Raises ConfigError naming the key and its value.

    `see` is where it is told what can stand there.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise ConfigError(f"{where}: {mistake(error, at)}; see {see}") from error


def mistake(error: ValidationError, at: str = "") -> str:
    """Say in our words what a model refuses first, as in "gate.facts = 3: Input should be a valid string"."""
    first = error.errors()[0]
    key = ".".join([*([at] if at else []), *(str(part) for part in first["loc"])])
    if first["type"] == "missing":
        return f"{key} is missing"
    return f"{key} = {first['input']!r}: {first['msg']}" if key else first["msg"]
