"""The vectors of an archive's articles, and which are nearest to one: a cache of what the archive holds.

Few are searched one by one. Beyond that a graph of them (faiss, HNSW) is asked, which is kept in a file from run to
run; where faiss is not installed all are searched. The file is read only where its checksum is right, keyed by the
archive's own mark, and it knows the archive's latest article of its time; else it is made anew from the archive.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.archive.nearest import number_of_articles
from factcheck.archive.signs import vector_of
from factcheck.archive.store import sql
from factcheck.settings.config import ArchiveSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sqlalchemy import Connection

_BATCH = 5000  # vectors read at a time
_LINKS = 24  # of a vector in the graph, and how many are looked at to make and to follow them: the library's own advice
_MAKING, _SEARCHING = 80, 96
_STALE = 0.25  # share of the graph's articles that are gone, from which on it is made anew
_UNSAVED = 0.1  # share of new articles, and _FEW of them, from which on the file is written anew
_FEW = 1000


class Vectors:
    """What is nearest among the vectors of one archive that one encoder made. No two threads may use it at once."""

    def __init__(self, file: Path, identity: str, encoder: str, settings: ArchiveSettings) -> None:
        self._file = file
        self._key = f"{identity} {encoder}"
        self._encoder = encoder
        self._settings = settings
        self._graph: Any = None
        self._begin()

    def _begin(self) -> None:
        self._seen = 0  # the number of the latest article in it
        self._rows: list[NDArray[np.float32]] = []  # while there is no graph: vectors in blocks
        self._numbers: list[int] = []
        self._graph = None
        self._saved = 0

    @property
    def backend(self) -> str:
        """How it searches, in a word or two."""
        return "faiss, HNSW" if self._graph is not None else "one by one"

    def refresh(self, connection: Connection) -> None:
        """Take in what came to the archive since; the connection sees nothing that may yet be undone."""
        total = number_of_articles(connection)
        large = total > self._settings.one_by_one and find_spec("faiss") is not None
        if large and self._graph is None and not self._seen:
            self._load(connection)
        if self._graph is not None and self._graph.ntotal * (1 - _STALE) > total:
            self._begin()
        for numbers, rows in self._newer(connection):
            self._add(numbers, rows)
        if large and self._graph is None:
            self._grow()

    def near(self, vector: NDArray[np.float32], count: int) -> list[int]:
        """Return the numbers of the articles nearest to a vector, the nearest first; some may be gone meanwhile."""
        import numpy as np

        if self._graph is not None:
            _, found = self._graph.search(vector.reshape(1, -1), count)
            return [int(n) for n in found[0] if n >= 0]
        if not self._numbers:
            return []
        self._rows = [np.concatenate(self._rows)] if len(self._rows) > 1 else self._rows
        likeness = self._rows[0] @ vector
        best = np.argsort(-likeness, kind="stable")[:count]
        return [self._numbers[i] for i in best]

    def save(self, connection: Connection) -> None:
        """Write the file where enough is new. One that cannot be written costs the next run time, nothing else."""
        if self._graph is None or self._graph.ntotal - self._saved < max(_FEW, _UNSAVED * self._graph.ntotal):
            return
        import faiss

        body = faiss.serialize_index(self._graph).tobytes()
        head = {"count": self._graph.ntotal, "last": self._seen, "mark": _mark(connection, self._seen)}
        text = json.dumps(head, sort_keys=True)
        part = self._file.with_name(f".{self._file.name}.{os.getpid()}.part")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(f"{self._sum(text, body)}\n{text}\n".encode() + body)
            part.replace(self._file)
            self._saved = self._graph.ntotal
        part.unlink(missing_ok=True)

    def _load(self, connection: Connection) -> None:
        """Take what the file holds, if it is whole and of this archive as it is now."""
        import faiss
        import numpy as np

        try:
            told, head, body = self._file.read_bytes().split(b"\n", 2)
            text = head.decode()
            if told.decode() != self._sum(text, body):
                return
            known = json.loads(text)
            if known["mark"] != _mark(connection, known["last"]):
                return
            graph = faiss.deserialize_index(np.frombuffer(body, dtype=np.uint8))
        except (OSError, ValueError, KeyError, TypeError, RuntimeError):
            return
        self._graph, self._seen, self._saved = graph, known["last"], graph.ntotal

    def _sum(self, text: str, body: bytes) -> str:
        key = hashlib.sha256(self._key.encode()).digest()
        made = hashlib.blake2b(text.encode(), key=key, digest_size=32)
        made.update(body)
        return made.hexdigest()

    def _newer(self, connection: Connection) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        import numpy as np

        asked = """SELECT number, vector FROM archive_articles WHERE number > :seen AND encoder = :encoder
                   ORDER BY number LIMIT :batch"""
        while True:
            found = sql(connection, asked, {"seen": self._seen, "encoder": self._encoder, "batch": _BATCH}).all()
            if found:
                rows = [vector_of(bytes(vector)) for _, vector in found]
                width = max(map(len, rows))
                whole = [(n, row) for (n, _), row in zip(found, rows, strict=True) if len(row) == width]
                self._seen = found[-1][0]
                yield [n for n, _ in whole], np.stack([row for _, row in whole])
            if len(found) < _BATCH:
                return

    def _add(self, numbers: list[int], rows: NDArray[np.float32]) -> None:
        import numpy as np

        if self._graph is None:
            self._numbers += numbers
            self._rows.append(rows)
        else:
            self._graph.add_with_ids(rows, np.array(numbers, dtype=np.int64))

    def _grow(self) -> None:
        """Make a graph of what was searched one by one."""
        import faiss
        import numpy as np

        if not self._numbers:
            return
        rows = np.concatenate(self._rows)
        inner = faiss.IndexHNSWFlat(rows.shape[1], _LINKS, faiss.METRIC_INNER_PRODUCT)
        inner.hnsw.efConstruction, inner.hnsw.efSearch = _MAKING, _SEARCHING
        self._graph = faiss.IndexIDMap(inner)
        self._graph.add_with_ids(rows, np.array(self._numbers, dtype=np.int64))
        self._rows, self._numbers = [], []


def _mark(connection: Connection, number: int) -> str:
    """What an archive that went its own way from an older copy does not have in this place; "" where it is gone."""
    asked = "SELECT place, sha256, added FROM archive_articles WHERE number = :number"
    row = sql(connection, asked, {"number": number}).one_or_none()
    return hashlib.sha256("\0".join(row).encode()).hexdigest() if row else ""
