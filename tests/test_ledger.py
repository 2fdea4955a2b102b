"""The cache saves work and never changes a result."""

import numpy as np
import pytest
from fakes import FakeEncoder

from factcheck.ledger import CachedEncoder, default_cache


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


def test_the_default_cache_is_the_users():
    assert default_cache().name
