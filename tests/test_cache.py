"""The cache saves work and never changes a result."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeClassifier, FakeEncoder, FakeParser
from reading import tokens

from factcheck.models.cache import CachedClassifier, CachedEncoder, CachedParser, cache_folder
from factcheck.settings.config import CacheSettings, load_config


def test_a_text_is_encoded_once(tmp_path):
    inner = FakeEncoder()
    encoder = CachedEncoder(inner, tmp_path / "deep" / "vectors.sqlite")
    first = encoder.encode(["one story", "another", "one story"])
    assert sorted(inner.asked) == ["another", "one story"]
    again = CachedEncoder(inner, tmp_path / "deep" / "vectors.sqlite").encode(["another", "one story"])
    assert len(inner.asked) == 2
    assert np.array_equal(first[[1, 0]], again)


def test_another_model_has_other_vectors(tmp_path):
    inner = FakeEncoder()
    CachedEncoder(inner, tmp_path / "v.sqlite").encode(["text"])
    inner.name = "fake@2"
    CachedEncoder(inner, tmp_path / "v.sqlite").encode(["text"])
    assert inner.asked == ["text", "text"]


def test_many_texts_are_looked_up_in_parts(tmp_path):
    texts = [f"text {n}" for n in range(1201)]
    inner = FakeEncoder()
    CachedEncoder(inner, tmp_path / "v.sqlite").encode(texts)
    assert CachedEncoder(inner, tmp_path / "v.sqlite").encode(texts).shape == (1201, 256)
    assert len(inner.asked) == 1201


def test_a_damaged_cache_costs_time_only(tmp_path):
    path = tmp_path / "v.sqlite"
    path.write_bytes(b"this is no database, but long enough to look like one" * 50)
    assert CachedEncoder(FakeEncoder(), path).encode(["text"]).shape == (1, 256)


def test_an_unwritable_cache_costs_time_only(tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert CachedEncoder(FakeEncoder(), tmp_path / "file" / "v.sqlite").encode(["text"]).shape == (1, 256)


def test_without_a_path_nothing_is_kept():
    inner = FakeEncoder()
    encoder = CachedEncoder(inner, None)
    encoder.encode(["text"])
    encoder.encode(["text"])
    assert inner.asked == ["text", "text"]


@pytest.mark.parametrize("texts", [[], ["one"]])
def test_shape_is_rows_by_dimensions(tmp_path, texts):
    assert len(CachedEncoder(FakeEncoder(), tmp_path / "v.sqlite").encode(texts)) == len(texts)


def test_the_cache_is_the_users_where_no_folder_is_set():
    config = load_config()
    assert cache_folder(config).name
    assert cache_folder(config.model_copy(update={"cache": CacheSettings(folder="here")})) == Path("here")


# --- verdicts on pairs -------------------------------------------------------------------------------------

THERE, BACK, ALIKE = ("one", "another"), ("another", "one"), ("one", "one")


def classifier(**options):
    """Sure in one direction, and of nothing else."""
    return FakeClassifier(("yes", "no"), {THERE: [0.75, 0.25]}, other=[0.5, 0.5], **options)


def test_a_pair_is_asked_once_and_its_row_kept(tmp_path):
    inner = classifier()
    path = tmp_path / "deep" / "vectors.sqlite"
    first = CachedClassifier(inner, path).classify([THERE, ALIKE, THERE])
    assert sorted(inner.asked) == sorted([THERE, ALIKE])
    again = CachedClassifier(inner, path).classify([ALIKE, ("new", "pair"), THERE])
    assert inner.asked[2:] == [("new", "pair")]
    assert np.array_equal(first[[1, 0]], again[[0, 2]])
    assert first.dtype == np.float32
    assert first[0] == pytest.approx([0.75, 0.25], abs=1e-3)


def test_the_other_way_round_is_another_question(tmp_path):
    inner = classifier()
    cached = CachedClassifier(inner, tmp_path / "v.sqlite")
    assert cached.classify([THERE])[0].tolist() == [0.75, 0.25]
    assert cached.classify([BACK])[0].tolist() == [0.5, 0.5]
    assert inner.asked == [THERE, BACK]


def test_another_classifier_has_other_rows(tmp_path):
    first, second = classifier(), classifier(name="fake-classifier@2")
    for inner in (first, second, first):
        CachedClassifier(inner, tmp_path / "v.sqlite").classify([THERE])
    assert first.asked == second.asked == [THERE]


def test_a_text_and_a_pair_never_meet_in_one_cache(tmp_path):
    inner = classifier(name=FakeEncoder.name)
    CachedEncoder(FakeEncoder(), tmp_path / "v.sqlite").encode(["one", "another"])
    assert CachedClassifier(inner, tmp_path / "v.sqlite").classify([THERE]).shape == (1, 2)


def test_what_a_classifier_is_called_and_tells_apart_stays():
    inner = classifier()
    cached = CachedClassifier(inner, None)
    assert (cached.name, cached.classes) == (inner.name, inner.classes)
    assert cached.classify([]).shape == (0, 2)


@pytest.mark.parametrize(("damage", "asked"), [("no database", 1), ("another table", 2), ("no folder", 2)])
def test_a_damaged_cache_of_pairs_costs_time_only(tmp_path, damage, asked):
    path = tmp_path / "v.sqlite"
    if damage == "no database":
        path.write_bytes(b"this is no database, but long enough to look like one" * 50)
    elif damage == "another table":
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("CREATE TABLE sealed_vectors (something_else TEXT)")
    else:
        path.write_text("in the way")
        path /= "v.sqlite"
    inner = classifier()
    for _ in range(2):
        assert CachedClassifier(inner, path).classify([THERE])[0].tolist() == [0.75, 0.25]
    assert inner.asked == [THERE] * asked


def told(*texts):
    return [tokens(text) for text in texts]


def test_a_sentence_is_parsed_once_and_the_same_from_the_cache(tmp_path):
    path, inner = tmp_path / "deep" / "parses.sqlite", FakeParser()
    first = CachedParser(inner, path).parse(told("The dam burst.", "It rained.", "The dam burst."))
    assert inner.asked == ["It rained .", "The dam burst ."]
    again = CachedParser(inner, path).parse(told("It rained.", "The dam burst.", ""))
    assert inner.asked[2:] == [""]
    assert first == [again[1], again[0], again[1]]
    assert again[2] == inner.parse(told(""))[0]


def test_words_that_are_spaced_otherwise_and_other_parsers_have_other_parses(tmp_path):
    path, inner = tmp_path / "parses.sqlite", FakeParser()
    CachedParser(inner, path).parse(told("The dam burst.", "The dam burst ."))
    inner.name = "fake-parser@2"
    CachedParser(inner, path).parse(told("The dam burst."))
    assert len(inner.asked) == 3


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\0broken"])
def test_a_damaged_cache_of_parses_costs_time_alone(tmp_path, damage):
    path = tmp_path / "parses.sqlite"
    path.write_bytes(damage)
    for _ in range(2):
        assert len(CachedParser(FakeParser(), path).parse(told("The dam burst."))[0]) == 4


def test_a_table_of_other_columns_costs_time_alone(tmp_path):
    path, inner = tmp_path / "parses.sqlite", FakeParser()
    CachedParser(inner, path).parse(told("The dam burst."))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP TABLE sealed_parses")
        db.execute("CREATE TABLE sealed_parses (key BLOB)")
    assert len(CachedParser(inner, path).parse(told("The dam burst."))[0]) == 4


def test_a_row_of_another_form_is_parsed_anew(tmp_path):
    inner, path = FakeParser(), tmp_path / "p.sqlite"
    first = CachedParser(inner, path).parse(told("The dam burst."))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE sealed_parses SET value = ?", ("[[1]]",))
    assert CachedParser(inner, path).parse(told("The dam burst.")) == first
    assert CachedParser(inner, path).parse(told("The dam burst.")) == first
    assert inner.asked == ["The dam burst .", "The dam burst ."]
