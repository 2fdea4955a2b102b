"""Where settings come from: shipped defaults, the user's own file, files by folder, environment, flags; the later wins.

Files are looked for from a folder upward, as far as the one that holds `.git` or the home folder: `factcheck.toml`, or
`[tool.factcheck]` of a `pyproject.toml`. All that are found count, the nearest most, so that a desk's folder can
say otherwise than its house. What they may not say, trust.py knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from factcheck.domain.findings import ChangedSetting
from factcheck.domain.text import is_address
from factcheck.errors import ConfigError, UsageError
from factcheck.settings.config import Config, overlaid, shipped, shipped_kind
from factcheck.settings.limits import DEEPEST
from factcheck.settings.notations import from_toml
from factcheck.settings.tables import read_toml, validated
from factcheck.settings.trust import FILE, FILE_URL, own_file, refuse_others, refuse_what_is_the_users
from factcheck.shelves import kind_of

NAME = FILE

_PROJECT = "pyproject.toml"
_PREFIX = "FACTCHECK_"
# The program's own variables.
_NO_SETTINGS = frozenset({"FACTCHECK_DEBUG", "FACTCHECK_JUDGE_KEY", "FACTCHECK_TOKEN", "FACTCHECK_WEBHOOK_SECRET"})
# Where things are, not what is found; a URL may hold a password.
_UNTOLD = ("cache.", "fetch.", "ledger.", "archive.", "review.")
_SHOWN = 60  # characters of a key that is refused
_PATHS = ("against", "baseline", "facts")  # of [gate]: they stand from the folder of the file that names them


@dataclass(frozen=True, slots=True)
class Resolved:
    """The settings of a run, what of them is not as shipped, and the files that were read."""

    config: Config
    changed: tuple[ChangedSetting, ...] = ()
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class _Layer:
    """Settings of one origin; `project` is the folder that they came with, None where the user gave them."""

    origin: str
    tables: Mapping[str, Any]
    project: Path | None = None

    def check(self) -> None:
        """Raise ConfigError where a folder's file says what only the user may say."""
        if self.project is None:
            return
        refuse_what_is_the_users(Config, self.tables, file=self.origin, project=self.project)
        for name, table in self.tables.get("kinds", {}).items():
            refuse_what_is_the_users(
                kind_of(name).Settings, table, file=self.origin, project=self.project, at=f"kinds.{name}"
            )


def settle(
    folder: Path,
    *,
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    flags: Iterable[str] = (),
) -> Resolved:
    """Return the settings that hold in `folder`; `file` stands for all that would be found there.

    `environment` gives FACTCHECK_GATE__FAIL_ON=medium, `flags` gate.fail_on=medium. Raises ConfigError naming the
    file, variable or flag, the key and the nearest key; also for a file that others may have written, and for what a
    folder's file may not say.
    """
    own = [path for path in (own_file(),) if path and path.is_file()]
    for path in own:
        refuse_others(path)
    found = [] if file else list(_found(folder))
    files = [*own, *([file] if file else found)]
    layers = [
        *(_Layer(str(path), _of_file(path), _project_of(path) if path in found else None) for path in files),
        *_of_environment(environment or {}),
        *_of_flags(flags),
    ]
    return _laid(layers, files)


def given(settings: Path | Mapping[str, Any] | None, *, flags: Iterable[str] = ()) -> Resolved:
    """Return the settings as shipped with a file, or tables, over them, and nothing that lies about.

    No folder's file is read, nor the user's own, nor the environment. Raises ConfigError as `settle` does.
    """
    named = [_Layer(str(settings), _of_file(settings))] if isinstance(settings, Path) else []
    tables = [_Layer("settings", settings)] if isinstance(settings, Mapping) else []
    return _laid([*named, *tables, *_of_flags(flags)], [settings] if isinstance(settings, Path) else [])


def _laid(layers: Iterable[_Layer], files: Iterable[Path]) -> Resolved:
    """The settings as shipped with every layer over them, in order."""
    values = shipped()
    origins: dict[str, str] = {}
    for layer in layers:
        values = overlaid(values, layer.tables, layer.origin)
        layer.check()
        origins |= dict.fromkeys((key for key, _ in _flat(layer.tables)), layer.origin)
    before = dict(_flat({**shipped(), "kinds": {name: shipped_kind(name) for name in values["kinds"]}}))
    changed = (
        ChangedSetting(key=key, value=json.dumps(value, ensure_ascii=False, default=str), origin=origins[key])
        for key, value in _flat(values)
        if key in origins and before.get(key) != value and not key.startswith(_UNTOLD)
    )
    return Resolved(validated(Config, values, NAME), tuple(sorted(changed, key=lambda c: c.key)), tuple(files))


def candidates(folder: Path) -> list[Path]:
    """Return every file that the settings of a folder may stand in, whether there or not, the outermost first."""
    own = [path for path in (own_file(),) if path]
    return [*own, *(place / name for place in _chain(folder) for name in (_PROJECT, NAME))]


def _chain(folder: Path) -> list[Path]:
    """The folder and those that it stands in, as far as a repository's or the home folder, the outermost first."""
    here, home = folder.resolve(), _home()
    chain = [here, *here.parents]
    root = next((n for n, place in enumerate(chain) if place == home or _is_repository(place)), len(chain) - 1)
    return chain[root::-1]


def _home() -> Path | None:
    """The home folder; None for a user who has none, as in many containers."""
    try:
        return Path.home().resolve()
    except RuntimeError:
        return None


def _is_repository(place: Path) -> bool:
    return (place / ".git").exists()


def _project_of(file: Path) -> Path:
    """The repository that a file is of, else its folder."""
    return next((place for place in file.parents if _is_repository(place)), file.parent)


def _found(folder: Path) -> Iterator[Path]:
    """Yield the settings files that hold in a folder, the outermost first. Raises ConfigError for one of others."""
    for place in _chain(folder):
        own, project = place / NAME, place / _PROJECT
        if own.is_file():
            refuse_others(own)
            yield own
        elif project.is_file() and _section(project) is not None:
            refuse_others(project)
            yield project


def _section(project: Path) -> dict[str, Any] | None:
    section = read_toml(project).get("tool", {}).get("factcheck")
    if section is None or isinstance(section, dict):
        return section
    raise ConfigError(f"{project}: tool.factcheck = {section!r} is no table; write [tool.factcheck]")


def _of_file(path: Path) -> Mapping[str, Any]:
    tables = (_section(path) or {}) if path.name == _PROJECT else read_toml(path)
    gate = tables.get("gate")
    if isinstance(gate, dict):
        tables = {**tables, "gate": gate | {key: _placed(gate[key], path.parent) for key in _PATHS if gate.get(key)}}
    for name in ("ledger", "archive"):
        table = tables.get(name)
        if isinstance(table, dict) and str(table.get("url")).startswith(FILE_URL):
            place = _placed(str(table["url"]).removeprefix(FILE_URL), path.parent)
            tables = {**tables, name: table | {"url": f"{FILE_URL}{place}"}}
    return tables


def _placed(value: Any, folder: Path) -> Any:
    match value:
        case str():
            return value if is_address(value) else str(folder / value)
        case list():
            return [_placed(one, folder) for one in value]
        case _:
            return value  # of a wrong type: validation will say so


def _of_environment(environment: Mapping[str, str]) -> Iterator[_Layer]:
    for name in sorted(environment):
        if name.startswith(_PREFIX) and name not in _NO_SETTINGS:
            keys = name.removeprefix(_PREFIX).lower().split("__")
            yield _Layer(name, _nested(keys, _value(environment[name]), name))


def _of_flags(flags: Iterable[str]) -> Iterator[_Layer]:
    for flag in flags:
        key, equals, value = flag.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"--set {flag}: is no setting; write it as gate.fail_on=medium")
        origin = f"--set {flag}"
        yield _Layer(origin, _nested(key.strip().split("."), _value(value.strip()), origin))


def _nested(keys: list[str], value: Any, origin: str) -> dict[str, Any]:
    if len(keys) > DEEPEST:
        raise ConfigError(
            f"{origin[:_SHOWN]}…: is nested more than {DEEPEST} deep, as no setting is; see factcheck settings"
        )
    last, *outer = reversed(keys)
    return reduce(lambda inner, key: {key: inner}, outer, {last: value})


def _value(text: str) -> Any:
    """Read a value as TOML writes it, else as text: 0.8, true, "high" and high."""
    try:
        return from_toml(f"value = {text}")["value"]
    except ValueError:
        return text


def _flat(tables: Mapping[str, Any], at: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tables.items():
        if isinstance(value, Mapping) and value:
            yield from _flat(value, f"{at}{key}.")
        else:
            yield at + key, value
