"""The index of an archive's vectors is a cache: what is nearest is the same without it, and a bad file costs time alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from archives import article, opened, place

from factcheck.archive import Archive, vectors
from factcheck.archive.vectors import Vectors
from factcheck.settings.config import ArchiveSettings

ARTICLES = [
    article(event, version, number, name=f"{event}-{version}-{number}")
    for event, versions in (("quake", 3), ("tremor", 2), ("cup", 2))
    for version in range(versions)
    for number in (11, 12)
]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with opened(f"sqlite:///{tmp_path}/a.sqlite", tmp_path) as made:
        place(made, ARTICLES)
        yield made


@pytest.fixture(autouse=True)
def _always_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_FEW", 1)


def index(archive: Archive, file: Path, *, one_by_one: int = 0) -> Vectors:
    made = Vectors(file, archive.identity, archive._tools.encoder.name, ArchiveSettings(one_by_one=one_by_one))
    with archive._store.reading() as connection:
        made.refresh(connection)
        made.save(connection)
    return made


def asked(archive: Archive) -> list[np.ndarray]:
    return list(archive._tools.encoder.encode([one.text for one in ARTICLES]).astype(np.float32))


def test_the_graph_finds_what_one_by_one_finds(archive: Archive, tmp_path: Path):
    graph, plain = index(archive, tmp_path / "i"), index(archive, tmp_path / "none", one_by_one=1000)
    assert (graph.backend, plain.backend) == ("faiss, HNSW", "one by one")
    for vector in asked(archive):
        assert set(graph.near(vector, 3)) == set(plain.near(vector, 3))


def test_without_faiss_all_are_searched(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(vectors, "find_spec", lambda _: None)
    assert index(archive, tmp_path / "i").backend == "one by one"


def test_the_file_is_read_and_what_came_since_is_added(archive: Archive, tmp_path: Path):
    index(archive, tmp_path / "i")
    new = article("cup", 0, 99, name="late")
    place(archive, [new])
    made = index(archive, tmp_path / "i")
    assert made._graph.ntotal == len(ARTICLES) + 1
    assert made.near(archive._tools.encoder.encode([new.text])[0], 1) == [len(ARTICLES) + 1]


def read(archive: Archive, file: Path) -> bool:
    """Whether an index takes what the file holds."""
    made = Vectors(file, archive.identity, archive._tools.encoder.name, ArchiveSettings(one_by_one=0))
    with archive._store.reading() as connection:
        made._load(connection)
    return made._graph is not None


@pytest.mark.parametrize("at", [0, 70, 150, 400, -1])
def test_a_damaged_file_is_made_anew(archive: Archive, tmp_path: Path, at: int):
    file = tmp_path / "i"
    index(archive, file)
    assert read(archive, file)
    whole = file.read_bytes()
    data = bytearray(whole)
    data[at] ^= 1
    file.write_bytes(data)
    assert not read(archive, file)
    made = index(archive, file)
    assert made._graph.ntotal == len(ARTICLES)
    file.write_bytes(whole[: len(whole) // 2])
    assert not read(archive, file)


def test_the_file_of_another_archive_or_of_another_past_is_not_used(archive: Archive, tmp_path: Path):
    file = tmp_path / "i"
    index(archive, file)
    with opened(f"sqlite:///{tmp_path}/b.sqlite", tmp_path) as other:
        place(other, ARTICLES)
        assert not read(other, file)
    archive.prune(path=ARTICLES[-1].path)
    assert not read(archive, file)


def test_where_many_are_gone_the_graph_is_made_anew(archive: Archive, tmp_path: Path):
    made = index(archive, tmp_path / "i")
    for one in ARTICLES[:6]:
        archive.prune(path=one.path)
    with archive._store.reading() as connection:
        made.refresh(connection)
    assert made._graph.ntotal == len(ARTICLES) - 6
