"""Which articles are to go."""

from __future__ import annotations

import glob
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.archive.store import sql
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class ToGo:
    """What is asked of articles that are to go; all of it holds of each. An undated one is of the day it was added."""

    before: date | None
    source: str | None
    path: str | None
    missing: bool


def places(connection: Connection, asked: ToGo) -> list[str]:
    """Return the places of the articles that are to go. Raises UsageError where nothing is asked of them."""
    wanted: dict[str, Any] = {}
    conditions = []
    if asked.before:
        conditions.append("coalesce(published, added) < :before")
        wanted["before"] = asked.before.isoformat()
    if asked.source is not None:
        conditions.append("source = :source")
        wanted["source"] = asked.source
    if not (conditions or asked.path or asked.missing):
        raise UsageError("prune: says of no article that it is to go; give --before, --source, --path or --missing")
    where = " AND ".join(conditions) or "1 = 1"
    rows = sql(connection, f"SELECT place, path FROM archive_articles WHERE {where} ORDER BY number", wanted)  # noqa: S608 - of constants
    return [place for place, path in rows if _inside(path, asked.path) and _gone(path, missing=asked.missing)]


def _inside(path: str, asked: str | None) -> bool:
    """Whether a file is the one that is asked for, in that folder, or fits that glob or lies in what fits it."""
    if asked is None or path == asked or Path(asked) in Path(path).parents:
        return True
    return glob.has_magic(asked) and fnmatchcase(path, asked.replace("**/", "*"))


def _gone(path: str, *, missing: bool) -> bool:
    """Whether a file is not there any more; of what came by standard input nobody can tell."""
    return not missing or (Path(path).is_absolute() and not Path(path).exists())
