"""What is kept between runs: vectors of texts and verdicts on pairs, by their model, and how sentences were tagged.

A damaged or unwritable cache costs time, never a result: the run goes on without it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from factcheck.interfaces import Classifier, Encoder
from factcheck.settings.config import Config
from factcheck.text.tagger import Tagged, store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")

_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
TAGS = "tags.sqlite"
_LOOKUP = 500  # keys per query, under SQLite's limit on variables


def cache_folder(config: Config) -> Path:
    """Return the folder that the settings name, else that of this user."""
    import platformdirs

    return Path(config.cache.folder or platformdirs.user_cache_dir("factcheck"))


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

        def made(missing: Sequence[str]) -> NDArray[np.float16]:
            return self.inner.encode(missing).astype(np.float16)

        name = self.name
        rows = _recalled(self.path, {text: f"{name}\0{text}" for text in texts}, made, order=_by_length)
        return np.array([rows[text] for text in texts], dtype=np.float32).reshape(len(texts), -1 if texts else 0)


class CachedClassifier:
    """A classifier that asks `inner` only for pairs it has never seen. Probabilities are kept as float16."""

    def __init__(self, inner: Classifier, path: Path | None) -> None:
        self.inner = inner
        self.path = path

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def classes(self) -> tuple[str, ...]:
        return self.inner.classes

    def classify(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """See interfaces.Classifier."""
        import numpy as np

        def made(missing: Sequence[tuple[str, str]]) -> NDArray[np.float16]:
            return self.inner.classify(missing).astype(np.float16)

        name = self.name
        keys = {pair: f"{name}\0{pair[0]}\0{pair[1]}" for pair in pairs}
        rows = _recalled(self.path, keys, made, order=lambda pair: (len(pair[0]) + len(pair[1]), pair))
        return np.array([rows[pair] for pair in pairs], dtype=np.float32).reshape(len(pairs), len(self.classes))


class StoredTags:
    """How sentences were tagged, in one SQLite file; what is new is written when the run ends. See tagger.Store."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._new: dict[bytes, str] = {}
        self._db = self._opened()

    def get(self, identity: str, words: Sequence[str]) -> Tagged | None:
        """See tagger.Store."""
        key = self._key(identity, words)
        text = self._new.get(key) or self._row(key)
        return None if text is None else [(lemma, tag) for lemma, tag in json.loads(text)]

    def put(self, identity: str, words: Sequence[str], tagged: Tagged) -> None:
        """See tagger.Store."""
        self._new[self._key(identity, words)] = json.dumps(tagged)

    def close(self) -> None:
        """Write what is new. A damaged or unwritable file costs time, never a result."""
        if self._db:
            self._db.close()
        if self._new:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with closing(sqlite3.connect(self._path)) as db, db:
                    db.execute("PRAGMA journal_mode=WAL")
                    db.execute("CREATE TABLE IF NOT EXISTS tags (key BLOB PRIMARY KEY, tags TEXT) WITHOUT ROWID")
                    db.executemany("INSERT OR REPLACE INTO tags VALUES (?, ?)", self._new.items())
            except (OSError, sqlite3.Error):
                return

    def _opened(self) -> sqlite3.Connection | None:
        try:
            return sqlite3.connect(self._path) if self._path.exists() else None
        except (OSError, sqlite3.Error):
            return None

    def _row(self, key: bytes) -> str | None:
        try:
            row = self._db.execute("SELECT tags FROM tags WHERE key = ?", (key,)).fetchone() if self._db else None
        except sqlite3.Error:
            return None
        return str(row[0]) if row else None

    @staticmethod
    def _key(identity: str, words: Sequence[str]) -> bytes:
        return hashlib.sha256("\0".join([identity, *words]).encode()).digest()


@contextmanager
def tags_kept(path: Path) -> Iterator[None]:
    """Tag what was tagged before from the file at `path`, and keep there what is new."""
    tags = StoredTags(path)
    token = store.set(tags)
    try:
        yield
    finally:
        store.reset(token)
        tags.close()


def _recalled(
    path: Path | None,
    keys: Mapping[T, str],
    made: Callable[[Sequence[T]], NDArray[np.float16]],
    *,
    order: Callable[[T], tuple[int, T]],
) -> dict[T, NDArray[np.float16]]:
    """Return a row for each item, from the file at `path` or `made` anew and kept there."""
    import numpy as np

    hashed = {item: hashlib.sha256(key.encode()).digest() for item, key in keys.items()}
    known = _load(path, list(hashed.values()))
    missing = sorted((item for item, key in hashed.items() if key not in known), key=order)
    if missing:
        fresh = {hashed[item]: row.tobytes() for item, row in zip(missing, made(missing), strict=True)}
        _save(path, fresh)
        known |= fresh
    return {item: np.frombuffer(known[key], dtype=np.float16) for item, key in hashed.items()}


def _by_length(text: str) -> tuple[int, str]:
    return len(text), text


def _load(path: Path | None, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    if path is None or not path.exists():
        return {}
    found: dict[bytes, bytes] = {}
    try:
        with closing(sqlite3.connect(path)) as db:
            for at in range(0, len(keys), _LOOKUP):
                some = keys[at : at + _LOOKUP]
                marks = ",".join("?" * len(some))
                found.update(db.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some))  # noqa: S608 - only marks
    except sqlite3.Error:
        return {}
    return found


def _save(path: Path | None, rows: Mapping[bytes, bytes]) -> None:
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute(_SCHEMA)
            db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows.items())
    except (OSError, sqlite3.Error):
        return  # an unwritable or damaged cache costs time, never a result
