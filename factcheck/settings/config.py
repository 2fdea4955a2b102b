"""Settings: read once at the edge, frozen, handed on as arguments.

`config/default.toml` holds every default with its unit and its reason; a user's file overrides single keys.
In a checkout the folder `config/` stands beside the package, in an installed wheel inside it.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from factcheck.domain.findings import Severity
from factcheck.errors import ConfigError

S = TypeVar("S", bound=BaseModel)

DEFAULT = Path("default.toml")


class Settings(BaseModel):
    """Base of every settings class: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EncoderSettings(Settings):
    name: str
    model: str


class AlignerSettings(Settings):
    """Who says whether two statements are of one thing; see aligners/."""

    name: str
    model: str


class JudgeSettings(Settings):
    """Who says whether two statements exclude each other; see judges/."""

    name: str
    model: str


class CacheSettings(Settings):
    """Where vectors are kept; an empty folder means the user's cache folder."""

    folder: str


class EventSettings(Settings):
    """When two articles are on one event; see align/stories.py."""

    same_event: float = Field(ge=0, le=1)
    same_draft: float = Field(ge=0, le=1)
    bias: float
    between_sides: float = Field(ge=0, le=1)
    weights: dict[str, float]


class OriginSettings(Settings):
    """When two articles are one origin; see align/origins.py."""

    same_origin: float
    shingle_words: int


class AlignmentSettings(Settings):
    """When two claims fill one slot; see align/clusters.py."""

    same_slot: float = Field(ge=0, le=1)
    same_deed: float
    same_outcome: float = Field(ge=0, le=1)
    counted_twice: float
    also_given: float
    agreement_bonus: float
    disparity: float
    worth_asking: float = Field(ge=0, le=1)
    weights: dict[str, dict[str, dict[str, float]]]


class StatementSettings(Settings):
    """When two clauses are of one thing; see align/statements.py."""

    compared: bool
    alike: float = Field(ge=0, le=1)
    same_thing: float = Field(ge=0, le=1)


class CalibrationSettings(Settings):
    """How a calibrator is fitted on verdicts, and what it hides; see review/learning.py, review/calibration.py."""

    cutoff: float = Field(ge=0, le=1)
    fewest: int = Field(ge=2)
    looseness: float = Field(gt=0)


class GateSettings(Settings):
    """Which findings stop a draft; see gate/. `kinds` says otherwise for single kinds; an empty path means none."""

    fail_on: Severity
    warn_only: bool
    kinds: dict[str, Severity | Literal["never"]]
    against: tuple[str, ...]
    baseline: str
    facts: str


class ServeSettings(Settings):
    """What factcheck serve lets in; see web/."""

    largest: int = Field(ge=1)
    seconds: float = Field(gt=0)
    at_once: int = Field(ge=1)
    waiting: int = Field(ge=1)
    hosts: tuple[str, ...]
    origins: tuple[str, ...]


class LedgerSettings(Settings):
    """Where runs and verdicts are kept; an empty URL means a file of the project. See review/ledger.py."""

    url: str


class ReviewSettings(Settings):
    """How findings are put to a reviewer; an empty name means git's, else the user's. See review/session.py."""

    sample: float = Field(ge=0, le=1)
    reviewer: str


class Waiver(Settings):
    """A finding that somebody answers for, up to and including the day it `expires`. All four are needed."""

    finding: str = Field(pattern=r"^[0-9a-f]{12}$")
    reason: str = Field(pattern=r"\S")
    owner: str = Field(pattern=r"\S")
    expires: date


class Config(Settings):
    """Everything that can be set. `kinds` holds a table per kind, validated by the kind's own class."""

    waivers: tuple[Waiver, ...]
    gate: GateSettings
    serve: ServeSettings
    encoder: EncoderSettings
    aligner: AlignerSettings
    judge: JudgeSettings
    cache: CacheSettings
    ledger: LedgerSettings
    review: ReviewSettings
    event: EventSettings
    origin: OriginSettings
    alignment: AlignmentSettings
    statements: StatementSettings
    calibration: CalibrationSettings
    kinds: dict[str, dict[str, Any]]


def folder() -> Path:
    """Return the folder of the shipped defaults: inside an installed wheel, else beside the package."""
    here = Path(__file__).parents[1]
    installed = here / "_config"
    return installed if installed.is_dir() else here.parent / "config"


def load_config(path: Path | None = None) -> Config:
    """Read the defaults and, over them, one file. Raises ConfigError naming file, key and nearest key."""
    values = defaults()
    if path is not None:
        values = merged(values, read_toml(path), path)
    return validated(Config, values, path or DEFAULT)


def defaults() -> dict[str, Any]:
    """Return the shipped settings as tables."""
    return read_toml(folder() / DEFAULT)


def kind_settings(model: type[S], config: Config, name: str) -> S:
    """Validate `[kinds.<name>]` against the kind's own settings class. Raises ConfigError."""
    return validated(model, config.kinds.get(name, {}), Path(f"[kinds.{name}]"))


def nearest(word: str, known: list[str]) -> str:
    """Say which known word `word` may have been meant for: '; did you mean ...?' or what there is."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(sorted(known))}"


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
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
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


def validated(model: type[S], values: dict[str, Any], where: Path) -> S:
    """Make settings of tables. Raises ConfigError naming the key and its value."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        if first["type"] == "missing":
            raise ConfigError(f"{where}: {key} is missing; see config/default.toml") from error
        raise ConfigError(f"{where}: {key} = {first['input']!r}: {first['msg']}; see config/default.toml") from error
