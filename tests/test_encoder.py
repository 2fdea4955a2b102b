"""The packaged model: verified, offline, and refused with advice when it is missing or altered."""

import pytest

from factcheck.encoders import sentence_transformer
from factcheck.encoders.sentence_transformer import PACKAGED_MODEL, Encoder, packaged_folder
from factcheck.errors import ModelError


def test_the_packaged_weights_are_the_known_ones():
    assert (packaged_folder() / "model.safetensors").is_file()


def test_paraphrases_are_nearer_than_strangers():
    a, b, c = Encoder(PACKAGED_MODEL).encode(["The truce held.", "The ceasefire was respected.", "Cats like fish."])
    assert a @ b > 0.5 > a @ c
    assert a @ a == pytest.approx(1, abs=1e-3)


def test_altered_weights_are_refused(tmp_path, monkeypatch):
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(b"other weights")

    class Spec:
        origin = str(tmp_path / "__init__.py")

    monkeypatch.setattr(sentence_transformer, "find_spec", lambda name: Spec)
    with pytest.raises(ModelError, match=r"not the known ones.*install them anew"):
        packaged_folder()


def test_missing_weights_are_refused(monkeypatch):
    monkeypatch.setattr(sentence_transformer, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="no model weights"):
        packaged_folder()


def test_a_local_folder_is_named_by_its_weights(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"a")
    first = Encoder(str(tmp_path)).name
    (tmp_path / "model.safetensors").write_bytes(b"b")
    assert first != Encoder(str(tmp_path)).name
    assert first.startswith(f"{tmp_path.name}@")


def test_a_folder_that_is_no_model_says_what_to_do(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"a")
    with pytest.raises(ModelError, match=r"cannot be loaded.*local folder"):
        Encoder(str(tmp_path)).encode(["text"])
