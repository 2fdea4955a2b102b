"""A verdict as it is kept: one line of JSON, written once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from factcheck.domain.findings import Answer, Dismissal

if TYPE_CHECKING:
    from pydantic import ConfigDict, TypeAdapter


@dataclass(frozen=True, slots=True)
class Kept:
    """What one reviewer answered to one finding, with enough of it to know it again.

    `statements` are, per side of the finding, the keys of what is said there (verdicts.statement_key). A line without
    an `answer` takes back the one whose uid it `withdraws`. `sampled` is said of a finding that was drawn by chance,
    not because it looked doubtful; `features` are what was known of it when it was answered.
    """

    uid: str
    finding: str
    kind: str
    summary: str
    statements: tuple[tuple[str, ...], ...]
    answer: Answer | None
    reason: Dismissal | None
    note: str
    reviewer: str
    at: datetime
    withdraws: str | None
    sampled: bool
    story: str
    features: Mapping[str, float | str]

    # JSON has no such number: it would be written as null, and the line could never be read again.
    __pydantic_config__: ClassVar[ConfigDict] = {"allow_inf_nan": False}


def written(kept: Kept) -> str:
    """Return a verdict as one line of JSON, without the line's end."""
    return _adapter().dump_json(kept).decode()


def read(line: str) -> Kept:
    """Read a line of JSON. Raises ValueError, saying what is wrong with it, when it is no verdict."""
    from pydantic import ValidationError

    try:
        return _adapter().validate_json(line)
    except ValidationError as error:
        from factcheck.settings.tables import mistake

        raise ValueError(mistake(error)) from error


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Kept]:
    from pydantic import TypeAdapter

    return TypeAdapter(Kept)
