"""What is kept between runs: tables of SQLite files that know a value by the hash of what it is the value of.

A damaged or unwritable file costs time, never a result: the run goes on without it. Each row has a seal, so that a
damaged one costs itself alone and is made anew; a file that SQLite itself calls damaged is begun anew.
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
_SEAL = 8  # bytes at the head of a value, by which damage shows
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def key_of(parts: Iterable[str]) -> bytes:
    """Return the key of what is told apart by these texts, in order."""
    return hashlib.sha256("\0".join(parts).encode()).digest()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one file; without a path nothing is kept.

    It has a name of its own in the file (`sealed_`), since versions of this program that know no seal may use it, too.
    """

    path: Path | None
    name: str

    def recalled(
        self, keys: Mapping[T, bytes], made: Callable[[Sequence[T]], Sequence[bytes]], *, order: Callable[[T], Any]
    ) -> dict[T, bytes]:
        """Return the value of each item, as kept, or `made` now of all that are missing, in `order`, and kept."""
        known = self.known([*keys.values()])
        missing = sorted((item for item, key in keys.items() if key not in known), key=order)
        if missing:
            fresh = {keys[item]: value for item, value in zip(missing, made(missing), strict=True)}
            self.keep(fresh)
            known |= fresh
        return {item: known[key] for item, key in keys.items()}

    def known(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return what is kept of these keys, undamaged."""
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

    def read(self, db: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return what is kept of these keys, undamaged, by a connection that is open."""
        found: dict[bytes, Any] = {}
        try:
            for at in range(0, len(keys), _LOOKUP):
                some = keys[at : at + _LOOKUP]
                marks = ",".join("?" * len(some))
                found.update(db.execute(f"SELECT * FROM sealed_{self.name} WHERE key IN ({marks})", some))  # noqa: S608 - no input
        except (sqlite3.Error, ValueError):  # ValueError: a table of other columns
            return {}
        return {key: value for key, kept in found.items() if (value := unsealed(key, kept)) is not None}

    def keep(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values by their keys."""
        if self.path is None or not values:
            return
        rows = [(key, sealed(key, value)) for key, value in values.items()]
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._write(self.path, rows)
            except sqlite3.DatabaseError as error:
                if getattr(error, "sqlite_errorcode", None) not in _BROKEN:
                    return
                for part in ("", "-wal", "-shm"):
                    self.path.with_name(f"{self.path.name}{part}").unlink(missing_ok=True)
                self._write(self.path, rows)
        except (OSError, sqlite3.Error):
            return

    def _write(self, path: Path, rows: Sequence[tuple[bytes, bytes]]) -> None:
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute(
                "PRAGMA synchronous=OFF"
            )  # nobody waits for the disk: what a power cut damages is asked for again
            db.execute(
                f"CREATE TABLE IF NOT EXISTS sealed_{self.name} (key BLOB PRIMARY KEY, value NOT NULL) WITHOUT ROWID"
            )
            db.executemany(f"INSERT OR REPLACE INTO sealed_{self.name} VALUES (?, ?)", rows)  # noqa: S608 - no input


def sealed(key: bytes, value: bytes) -> bytes:
    """Return a value with a seal before it, by which damage shows, and that it is kept under another key."""
    return _seal(key, value) + value


def unsealed(key: Any, kept: Any) -> bytes | None:
    """Return what was sealed under this key; None for what is damaged, or was not."""
    if not (isinstance(key, bytes) and isinstance(kept, bytes)):
        return None
    value = kept[_SEAL:]
    return value if _seal(key, value) == kept[:_SEAL] else None


def _seal(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, key=key[: hashlib.blake2b.MAX_KEY_SIZE], digest_size=_SEAL).digest()
