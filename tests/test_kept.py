"""A cache with a damaged row costs that row: whatever is in it, the result is the same and the row is made anew."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEncoder, FakeParser
from reading import tokens, understand

from factcheck.domain.text import Article
from factcheck.models.cache import CachedEncoder, CachedParser
from factcheck.models.kept import Table, key_of
from factcheck.settings.lexicons import load_lexicons
from factcheck.understand.memory import Memory

TEXTS = ("The dam burst on Monday.", "It rained for two days.", "Nobody was hurt, the mayor said.")
SEEDS = range(8)
DAMAGE: dict[str, Callable[[random.Random, bytes], Any]] = {
    "a bit": lambda r, value: _flipped(value, r.randrange(len(value)), 1 << r.randrange(8)),
    "a byte of the seal": lambda r, value: _flipped(value, r.randrange(8), 0xFF),
    "cut short": lambda r, value: value[: r.randrange(len(value))],
    "longer": lambda r, value: value + r.randbytes(r.randrange(1, 9)),
    "noise": lambda r, value: r.randbytes(len(value)),
    "empty": lambda _, __: b"",
    "text": lambda _, __: "[[1]]",
    "a number": lambda r, _: r.randrange(99),
    "zeros": lambda _, value: bytes(len(value)),
}


def _flipped(value: bytes, at: int, bits: int) -> bytes:
    return value[:at] + bytes([value[at] ^ bits]) + value[at + 1 :]


def vectors(path: Path) -> Any:
    return CachedEncoder(FakeEncoder(), path).encode(TEXTS).tolist()


def parses(path: Path) -> Any:
    return CachedParser(FakeParser(), path).parse([tokens(text) for text in TEXTS])


def accounts(path: Path) -> Any:
    articles = [
        Article(f"a{n}", f"{text}\n", "Wire", "", f"{n}.txt", published=datetime(2021, 5, 4, tzinfo=UTC))
        for n, text in enumerate(TEXTS)
    ]
    return understand(articles, load_lexicons(), memory=Memory(Table(path, "accounts")))


def rows(path: Path, table: str) -> dict[bytes, bytes]:
    with closing(sqlite3.connect(path)) as db:
        return dict(db.execute(f"SELECT key, value FROM sealed_{table} ORDER BY key"))


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("of", [vectors, parses, accounts])
def test_a_damaged_row_is_made_anew_and_changes_nothing(tmp_path: Path, of: Callable[[Path], Any], damage: str):
    path, table = tmp_path / "cache.sqlite", of.__name__
    first = of(path)
    whole = rows(path, table)
    for seed in SEEDS:
        chance = random.Random(f"{table} {damage} {seed}")
        key = chance.choice([*whole])
        with closing(sqlite3.connect(path)) as db, db:
            db.execute(f"UPDATE sealed_{table} SET value = ? WHERE key = ?", (DAMAGE[damage](chance, whole[key]), key))
        assert of(path) == first
        assert rows(path, table) == whole


@pytest.mark.parametrize("of", [vectors, parses, accounts])
def test_two_rows_that_changed_places_are_made_anew(tmp_path: Path, of: Callable[[Path], Any]):
    path, table = tmp_path / "cache.sqlite", of.__name__
    first = of(path)
    whole = rows(path, table)
    one, other = [*whole][:2]
    with closing(sqlite3.connect(path)) as db, db:
        for key, value in ((one, whole[other]), (other, whole[one])):
            db.execute(f"UPDATE sealed_{table} SET value = ? WHERE key = ?", (value, key))
    assert of(path) == first
    assert rows(path, table) == whole


def test_a_damaged_row_costs_no_other(tmp_path: Path):
    path, inner = tmp_path / "v.sqlite", FakeEncoder()
    CachedEncoder(inner, path).encode(TEXTS)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE sealed_vectors SET value = x'00' WHERE key = ?", (key_of((inner.name, TEXTS[1])),))
    del inner.asked[:]
    CachedEncoder(inner, path).encode(TEXTS)
    assert inner.asked == [TEXTS[1]]


@pytest.mark.parametrize("at", [0, 100, 4096 + 8, 2 * 4096 + 50])
def test_a_file_that_sqlite_calls_damaged_is_begun_anew(tmp_path: Path, at: int):
    """Its head, its list of tables, and pages of the table."""
    path = tmp_path / "v.sqlite"
    texts = [f"text {n}" for n in range(200)]
    first = CachedEncoder(FakeEncoder(), path).encode(texts).tolist()
    data = bytearray(path.read_bytes())
    data[at : at + 60] = b"\xff" * 60
    path.write_bytes(data)
    for _ in range(2):
        assert CachedEncoder(FakeEncoder(), path).encode(texts).tolist() == first
    inner = FakeEncoder()
    CachedEncoder(inner, path).encode(texts)
    assert inner.asked == []


def test_what_a_version_without_seals_keeps_is_left_to_it(tmp_path: Path):
    """Two versions may use one folder: neither reads, nor harms, what the other has kept."""
    path = tmp_path / "v.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE vectors (key BLOB PRIMARY KEY, value NOT NULL) WITHOUT ROWID")
        db.execute("INSERT INTO vectors VALUES (?, x'0000')", (key_of((FakeEncoder().name, TEXTS[0])),))
    first = vectors(path)
    assert vectors(path) == first
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT value FROM vectors").fetchall() == [(b"\0\0",)]
