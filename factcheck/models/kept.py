"""What is kept between runs: tables of SQLite files that know a value by the hash of what it is the value of.

A damaged or unwritable file costs time, never a result: the run goes on without it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_LOOKUP = 500  # keys per query, under SQLite's limit on variables


def key_of(parts: Iterable[str]) -> bytes:
    """Return the key of what is told apart by these texts, in order."""
    return hashlib.sha256("\0".join(parts).encode()).digest()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one file; without a path nothing is kept."""

    path: Path | None
    name: str

    def recalled(
        self, keys: Mapping[T, bytes], made: Callable[[Sequence[T]], Sequence[Any]], *, order: Callable[[T], Any]
    ) -> dict[T, Any]:
        """Return the value of each item, as kept, or `made` now of all that are missing, in `order`, and kept."""
        known = self.known([*keys.values()])
        missing = sorted((item for item, key in keys.items() if key not in known), key=order)
        if missing:
            fresh = {keys[item]: value for item, value in zip(missing, made(missing), strict=True)}
            self.keep(fresh)
            known |= fresh
        return {item: known[key] for item, key in keys.items()}

    def known(self, keys: Sequence[bytes]) -> dict[bytes, Any]:
        """Return what is kept of these keys."""
        db = self.opened()
        if db is None:
            return {}
        with closing(db):
            return self.read(db, keys)

    def opened(self) -> sqlite3.Connection | None:
        """Return a connection to `read` by, for whoever asks key by key; None where nothing is kept yet."""
        try:
            return sqlite3.connect(self.path) if self.path and self.path.exists() else None
        except (OSError, sqlite3.Error):
            return None

    def read(self, db: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, Any]:
        """Return what is kept of these keys, by a connection that is open."""
        found: dict[bytes, Any] = {}
        try:
            for at in range(0, len(keys), _LOOKUP):
                some = keys[at : at + _LOOKUP]
                marks = ",".join("?" * len(some))
                found.update(db.execute(f"SELECT * FROM {self.name} WHERE key IN ({marks})", some))  # noqa: S608 - no input
        except (sqlite3.Error, ValueError):  # ValueError: a table of other columns
            return {}
        return found

    def keep(self, values: Mapping[bytes, Any]) -> None:
        """Keep values by their keys."""
        if self.path is None or not values:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path)) as db, db:
                db.execute("PRAGMA journal_mode=WAL")
                db.execute(
                    f"CREATE TABLE IF NOT EXISTS {self.name} (key BLOB PRIMARY KEY, value NOT NULL) WITHOUT ROWID"
                )
                db.executemany(f"INSERT OR REPLACE INTO {self.name} VALUES (?, ?)", values.items())  # noqa: S608 - no input
        except (OSError, sqlite3.Error):
            return
