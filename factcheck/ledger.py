"""What is kept between runs: vectors, by text and model, in one SQLite file.

A damaged or unwritable cache costs time, never a result: the run goes on without it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.interfaces import Encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
_LOOKUP = 500  # keys per query, under SQLite's limit on variables


def default_cache() -> Path:
    """Return the folder for the vectors of this user."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("factcheck"))


class CachedEncoder:
    """An encoder that asks `inner` only for texts it has never seen.

    Vectors are kept as float16: 5e-4 of a unit vector's entries, and the same text gives the same vector
    whatever stood beside it when it was first encoded.
    """

    def __init__(self, inner: Encoder, path: Path | None) -> None:
        self.inner = inner
        self.path = path

    @property
    def name(self) -> str:
        return self.inner.name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See interfaces.Encoder."""
        import numpy as np

        keys = [hashlib.sha256(f"{self.name}\0{text}".encode()).digest() for text in texts]
        known = self._load(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            order = sorted(missing, key=lambda key: (len(missing[key]), missing[key]))
            made = self.inner.encode([missing[key] for key in order]).astype(np.float16)
            fresh = {key: row.tobytes() for key, row in zip(order, made, strict=True)}
            self._save(fresh)
            known |= fresh
        if not keys:
            return np.zeros((0, 0), dtype=np.float32)
        rows = [np.frombuffer(known[key], dtype=np.float16) for key in keys]
        return np.array(rows, dtype=np.float32)

    def _load(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        if self.path is None or not self.path.exists():
            return {}
        found: dict[bytes, bytes] = {}
        try:
            with closing(sqlite3.connect(self.path)) as db:
                for at in range(0, len(keys), _LOOKUP):
                    some = keys[at : at + _LOOKUP]
                    marks = ",".join("?" * len(some))
                    found.update(db.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some))  # noqa: S608 - only marks
        except sqlite3.Error:
            return {}
        return found

    def _save(self, vectors: dict[bytes, bytes]) -> None:
        if self.path is None:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path)) as db, db:
                db.execute("PRAGMA journal_mode=WAL")
                db.execute(_SCHEMA)
                db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", vectors.items())
        except (OSError, sqlite3.Error):
            return  # an unwritable or damaged cache costs time, never a result
