"""JSON and TOML that others wrote: read into plain values, or refused with a ValueError, whatever is wrong with it.

And a day as whoever calls gives it, which is refused with words of its own.

Both parsers end at more than what their documentation says: Python's recursion, its largest whole number.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from factcheck.errors import UsageError
from factcheck.settings.limits import DEEPEST, LARGEST_BITS

# A key of so many dotted parts takes tomllib time by its square before anybody can say that it is too deep.
_DEEP_KEY = re.compile(rf"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){{{DEEPEST}}}")


def from_json(text: str | bytes) -> Any:
    """Return what a JSON text holds. Raises ValueError, saying what is wrong with it."""
    return _bounded(json.loads, text)


def object_of_json(text: str | bytes) -> dict[str, Any]:
    """Return the one object that a JSON text is. Raises ValueError for anything else."""
    found = from_json(text)
    if not isinstance(found, dict):
        raise ValueError(f"it is {type(found).__name__}, no object")  # noqa: TRY004 - it is what was written that is wrong
    return found


def from_toml(text: str) -> dict[str, Any]:
    """Return the tables of a TOML text. Raises ValueError, saying what is wrong with it."""
    if _DEEP_KEY.search(text):
        raise ValueError(_too_deep())
    tables: dict[str, Any] = _bounded(tomllib.loads, text)
    return tables


def day_of(given: date | str, name: str) -> date:
    """Return the day that is given; a text is YYYY-MM-DD. Raises UsageError for what is no date, called `name`."""
    if isinstance(given, date):
        return given.date() if isinstance(given, datetime) else given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{name} {given}: is no date; write it as YYYY-MM-DD") from error


def _bounded(parsed: Callable[[Any], Any], text: str | bytes) -> Any:
    try:
        found = parsed(text)
    except RecursionError:
        raise ValueError(_too_deep()) from None
    if fault := _fault(found):
        raise ValueError(fault)
    return found


def _fault(found: Any) -> str | None:
    """What of the values cannot be worked with; a level at a time, so that no depth is too great to be seen."""
    level = [found]
    for _ in range(DEEPEST + 1):
        if any(isinstance(value, int) and value.bit_length() > LARGEST_BITS for value in level):
            return "it has a whole number of more than 300 digits"
        tables = [
            value.values() if isinstance(value, dict) else value for value in level if isinstance(value, (dict, list))
        ]
        level = [value for table in tables for value in table]
        if not level:
            return None
    return _too_deep()


def _too_deep() -> str:
    return f"it is nested more than {DEEPEST} deep"
