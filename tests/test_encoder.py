"""The packaged model: verified, offline, refused with advice if missing or altered, and the same by either library."""

import json
import os
import shutil
import subprocess
import sys
from random import Random

import numpy as np
import pytest

from factcheck.encoders import onnx
from factcheck.encoders.onnx import Encoder
from factcheck.encoders.sentence_transformer import Encoder as SentenceTransformers
from factcheck.errors import ModelError
from factcheck.models import packaged
from factcheck.models.packaged import PACKAGED_MODEL, packaged_folder
from factcheck.settings.config import Config, EncoderSettings
from factcheck.tools import load_encoder

LONGEST = "The flood killed 14 people in Varnholm, the mayor said on Monday. " * 40  # is cut
TEXTS = [
    "",
    " \n",
    "No.",
    "The truce held.",
    "  The truce\n  held. ",
    "some people killed",
    "São Tomé’s premier said “no” — twice; 東京 agreed, as did №7.",
    "At some time the bridge over the Orsk was closed to lorries of more than 7.5 tonnes, said Ms O'Neill-Ødegaard.",
    "a" * 300,
    LONGEST,
    LONGEST + "What stands behind the cut changes nothing.",
]


@pytest.fixture(scope="module")
def made():
    return Encoder()


def test_the_packaged_weights_are_the_known_ones():
    assert (packaged_folder() / "model.safetensors").is_file()


def test_paraphrases_are_nearer_than_strangers(made):
    a, b, c = made.encode(["The truce held.", "The ceasefire was respected.", "Cats like fish."])
    assert a @ b > 0.5 > a @ c
    assert a @ a == pytest.approx(1, abs=1e-6)


def test_its_vectors_are_those_of_sentence_transformers(made):
    theirs = SentenceTransformers(PACKAGED_MODEL)
    ours, reference = made.encode(TEXTS), theirs.encode(TEXTS)
    assert ours.dtype == reference.dtype == np.float32
    assert (ours * reference).sum(axis=1).min() > 0.99999
    assert ours == pytest.approx(reference, abs=1e-6)
    assert made.name == theirs.name


def test_a_text_is_cut_where_sentence_transformers_cuts_it(made):
    *_, cut, longer = made.encode(TEXTS)
    assert cut == pytest.approx(longer, abs=1e-6)
    assert json.loads(onnx.CARD.read_text(encoding="utf-8"))["max_tokens"] == 256


@pytest.mark.parametrize("seed", range(3))
def test_what_stands_beside_a_text_does_not_change_its_vector(made, seed):
    alone = np.concatenate([made.encode([text]) for text in TEXTS])
    beside = TEXTS + [f"The {n} {'children ' * (n % 60)}were brought to safety." for n in range(100)]
    order = Random(seed).sample(range(len(beside)), len(beside))
    rows = made.encode([beside[n] for n in order])
    assert np.array_equal(rows[[order.index(n) for n in range(len(TEXTS))]], alone)
    few = sorted(Random(seed).sample(range(len(beside)), 30))
    assert np.array_equal(made.encode([beside[n] for n in few]), rows[[order.index(n) for n in few]])


def test_no_texts_are_no_vectors(made):
    assert made.encode([]).shape == (0, 384)


@pytest.mark.parametrize(
    ("settings", "module"),
    [
        ({}, "onnx"),
        ({"name": "onnx"}, "onnx"),
        ({"name": "sentence_transformer"}, "sentence_transformer"),
        ({"name": "sentence_transformer", "model": "some/hub-name"}, "sentence_transformer"),
        ({"model": "some/hub-name"}, "sentence_transformer"),
    ],
)
def test_a_model_is_run_by_the_encoder_that_is_made_for_it(settings, module):
    made = load_encoder(Config(encoder=EncoderSettings(**settings)))
    assert type(made).__module__ == f"factcheck.encoders.{module}"
    assert made.model == settings.get("model", PACKAGED_MODEL)


def test_another_model_than_the_packaged_one_is_refused_with_advice():
    with pytest.raises(ModelError, match=r"'some/hub-name'; .*sentence_transformer"):
        load_encoder(Config(encoder=EncoderSettings(name="onnx", model="some/hub-name")))


def test_a_first_run_loads_neither_torch_nor_sentence_transformers(tmp_path):
    """All caches are empty: every sentence is parsed, every vector is new."""
    texts = (
        "The dam of Orsk burst on Monday. The flood killed 14 people.",
        "The flood killed 31 people in Orsk on Monday.",
    )
    for n, text in enumerate(texts):
        (tmp_path / f"{n}.txt").write_text(f"{text}\n", encoding="utf-8")
    heavy = "{'torch', 'sentence_transformers', 'transformers'}"
    script = (
        "import sys, factcheck.cli as c\n"
        f"try: c.main(['report', *sys.argv[1:], '--format', 'json'])\n"
        f"except SystemExit as e: print(e.code, {heavy} & set(sys.modules), file=sys.stderr)"
    )
    own = {
        "FACTCHECK_CACHE__FOLDER": str(tmp_path / "cache"),
        "FACTCHECK_LEDGER__URL": f"sqlite:///{tmp_path / 'ledger.sqlite'}",
    }
    files = [str(tmp_path / f"{n}.txt") for n in range(len(texts))]
    run = subprocess.run(
        [sys.executable, "-c", script, *files], check=True, capture_output=True, text=True, env={**os.environ, **own}
    )
    assert run.stderr.splitlines()[-1] == "0 set()"
    assert json.loads(run.stdout)["discrepancies"]


def test_altered_weights_are_refused(tmp_path, monkeypatch):
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(b"other weights")

    class Spec:
        origin = str(tmp_path / "__init__.py")

    monkeypatch.setattr(packaged, "find_spec", lambda name: Spec)
    with pytest.raises(ModelError, match=r"not the known ones.*install them anew"):
        packaged_folder()


def test_missing_weights_are_refused(monkeypatch):
    monkeypatch.setattr(packaged, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="no model weights"):
        packaged_folder()


def test_an_altered_network_is_refused(tmp_path, monkeypatch):
    card = tmp_path / onnx.CARD.name
    for path in (onnx.CARD, onnx.CARD.with_suffix(".onnx")):
        shutil.copy(path, tmp_path)
    network = card.with_suffix(".onnx")
    network.write_bytes(network.read_bytes()[:-1] + b"\x07")
    monkeypatch.setattr(onnx, "CARD", card)
    with pytest.raises(ModelError, match=r"encoder\.onnx: not the known network.*install factcheck anew"):
        Encoder().encode(["text"])


def test_a_local_folder_is_named_by_its_weights(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"a")
    first = SentenceTransformers(str(tmp_path)).name
    (tmp_path / "model.safetensors").write_bytes(b"b")
    assert first != SentenceTransformers(str(tmp_path)).name
    assert first.startswith(f"{tmp_path.name}@")


def test_a_folder_that_is_no_model_says_what_to_do(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"a")
    with pytest.raises(ModelError, match=r"cannot be loaded.*local folder"):
        SentenceTransformers(str(tmp_path)).encode(["text"])
