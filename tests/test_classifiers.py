"""Models that read two texts: any saved CrossEncoder, and those exported from one, whose rows depend on no neighbour."""

import json
import random
import shutil
import warnings
from pathlib import Path

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.models.classifiers import SHIPPED, OnnxClassifier, make_classifier, shipped_card

pytest_plugins = ["tiny_models"]

NLI = ("contradiction", "entailment", "neutral")
PAIRS = [
    ("five people were killed.", "six people were killed."),
    ("the truce held.", "the truce was broken on monday, officials said."),
    ("it rained.", "it snowed."),
    ("the premier signed the accord in the old town hall.", "the premier flew home without signing."),
]
# Shorter and longer ones, the longest beyond what a model reads.
NEIGHBOURS = [("rain " * (n % 40 + 1), "snow, " * (n * 7 % 90 + 1)) for n in range(100)]


@pytest.fixture(scope="module")
def exported(tiny_cross_encoder, tmp_path_factory):
    """The rounded torch model, and the card of its export."""
    pytest.importorskip("onnx")
    model = loaded(tiny_cross_encoder(*NLI))
    card = tmp_path_factory.mktemp("exported") / "judge.json"
    export(model, card)
    return model, card


@pytest.fixture
def copied(exported, tmp_path):
    """The card of a copy that a test may spoil."""
    return Path(shutil.copytree(exported[1].parent, tmp_path / "copy")) / exported[1].name


def loaded(folder):
    from sentence_transformers import CrossEncoder

    return CrossEncoder(str(folder), device="cpu")


def softmax(model, pairs):
    from torch.nn import Softmax

    return model.predict(pairs, activation_fn=Softmax(dim=1))


def export(model, card):
    from torch.jit import TracerWarning

    from training import export as exporting

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TracerWarning)  # transformers branches on a shape that never varies
        warnings.filterwarnings("ignore", "Exporting aten::index", UserWarning)  # no index is negative
        warnings.filterwarnings("ignore", "You are using the legacy TorchScript", DeprecationWarning)
        exporting.export(model, card, classes=NLI)


# --- any CrossEncoder --------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [NLI, ("Neutral", "ENTAILMENT", "contradiction"), ("same", "different")])
def test_a_saved_cross_encoder_has_the_classes_of_its_own_config_in_their_order(tiny_cross_encoder, names):
    assert make_classifier(str(tiny_cross_encoder(*names)), "judge").classes == tuple(name.lower() for name in names)


def test_its_probabilities_are_those_of_the_library(tiny_cross_encoder):
    folder = tiny_cross_encoder(*NLI)
    rows = make_classifier(str(folder), "judge").classify(PAIRS)
    assert rows.dtype == np.float32
    assert rows.sum(axis=1) == pytest.approx(1, abs=1e-6)
    assert np.allclose(rows, softmax(loaded(folder), PAIRS), atol=1e-6)
    assert np.ptp(rows, axis=0).min() > 0.01  # or the tiny model would prove nothing


def test_it_is_named_by_its_weights_and_settings(tiny_cross_encoder, tmp_path):
    first = tiny_cross_encoder(*NLI)
    again, other = (Path(shutil.copytree(first, tmp_path / name / first.name)) for name in ("again", "other"))
    (other / "config.json").write_text((first / "config.json").read_text().replace('"neutral"', '"open"'))
    one, same, another = (make_classifier(str(folder), "judge").name for folder in (first, again, other))
    assert one.startswith(f"{first.name}@")
    assert one == same != another


@pytest.mark.parametrize("model", ["nobody/there-is-no-such-model", "{tmp}/no-model"])
def test_a_model_that_cannot_be_loaded_says_what_to_do(tmp_path, monkeypatch, model):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)  # which is read once, at the import
    (tmp_path / "no-model").mkdir()
    where = model.format(tmp=tmp_path)
    advice = r"(?s)cannot be loaded: .*give the folder of a CrossEncoder.*'shipped'"
    with pytest.raises(ModelError, match=advice) as caught:
        make_classifier(where, "judge").classify(PAIRS)
    assert where in str(caught.value)


def test_nothing_asked_is_nothing_answered(tiny_cross_encoder):
    assert make_classifier(str(tiny_cross_encoder(*NLI)), "judge").classify([]).shape == (0, 3)


# --- exported ones -----------------------------------------------------------------------------------------


def test_an_export_says_what_the_trained_model_says(exported):
    model, card = exported
    made = make_classifier(str(card), "judge")
    assert made.classes == NLI
    assert made.name.startswith("factcheck-judge@")
    pairs = PAIRS + NEIGHBOURS
    rows = made.classify(pairs)
    assert rows.sum(axis=1) == pytest.approx(1, abs=1e-6)
    assert np.abs(rows - softmax(model, pairs)).max() < 1e-3
    assert np.ptp(rows, axis=0).min() > 0.01


def test_its_large_matrices_are_kept_in_eight_bits(exported):
    import onnx

    network = onnx.load(exported[1].with_suffix(".onnx"), load_external_data=False)
    large = [t for t in network.graph.initializer if len(t.dims) == 2 and np.prod(t.dims) > 4096]
    assert len(large) == 5  # the words, and two for each layer
    assert {tensor.data_type for tensor in large} == {onnx.TensorProto.INT8}


@pytest.mark.parametrize("seed", range(3))
def test_a_pair_gets_the_same_bits_alone_in_any_order_and_beside_any_others(exported, seed):
    made = OnnxClassifier(exported[1])
    alone = np.concatenate([made.classify([pair]) for pair in PAIRS])
    beside = [*PAIRS, *NEIGHBOURS]
    order = random.Random(seed).sample(range(len(beside)), len(beside))
    rows = made.classify([beside[i] for i in order])
    assert np.array_equal(rows[[order.index(i) for i in range(len(PAIRS))]], alone)
    assert np.array_equal(made.classify(PAIRS[::-1])[::-1], alone)


def test_which_text_comes_first_is_told(exported):
    made = OnnxClassifier(exported[1])
    assert not np.allclose(made.classify(PAIRS), made.classify([(b, a) for a, b in PAIRS]), atol=1e-3)


def test_an_export_asked_nothing_answers_nothing(exported):
    assert OnnxClassifier(exported[1]).classify([]).shape == (0, 3)


def test_the_temperature_of_the_card_flattens_and_renames(copied):
    plain = OnnxClassifier(copied)
    rows, name = plain.classify(PAIRS), plain.name
    copied.write_text(json.dumps(json.loads(copied.read_text()) | {"temperature": 2.0}))
    warm = OnnxClassifier(copied)
    expected = np.sqrt(rows) / np.sqrt(rows).sum(axis=1, keepdims=True)
    assert np.allclose(warm.classify(PAIRS), expected, atol=1e-6)
    assert warm.name != name


@pytest.mark.parametrize("part", ["judge.onnx", "words.bin", "tokenizer.json"])
def test_an_altered_part_is_refused_and_named(copied, part):
    path = copied.parent / part
    path.write_bytes(path.read_bytes()[:-1] + b"\x07")
    with pytest.raises(ModelError, match=rf"{part}: not the known weights.*install factcheck anew"):
        OnnxClassifier(copied).classify(PAIRS)


@pytest.mark.parametrize("part", ["judge.onnx", "words.bin", "tokenizer.json"])
def test_a_missing_part_is_refused_and_named(copied, part):
    (copied.parent / part).unlink()
    with pytest.raises(ModelError, match=rf"{part}: this part of the model is missing; install factcheck anew"):
        OnnxClassifier(copied).classify(PAIRS)


@pytest.mark.parametrize("text", [None, "{", "[]", "{}", '"judge"', '{"name": "judge"}', "\xff"])
def test_an_unreadable_card_says_what_to_do(tmp_path, text):
    card = tmp_path / "mine.json"
    if text is not None:
        card.write_text(text, encoding="latin-1")
    with pytest.raises(ModelError, match=r"mine\.json.*; give .*'shipped'"):
        _ = make_classifier(str(card), "judge").name


def test_the_models_of_one_folder_share_their_words(exported, copied):
    """A second model over the same words leaves the first one whole."""
    first = OnnxClassifier(copied).classify(PAIRS)
    model, _ = exported
    head = model[0].model.classifier.weight
    kept = head.detach().clone()
    try:
        head.data *= 2
        export(model, copied.with_name("aligner.json"))
    finally:
        head.data = kept
    second = OnnxClassifier(copied.with_name("aligner.json")).classify(PAIRS)
    assert sorted(path.name for path in copied.parent.iterdir()) == sorted(
        ["judge.json", "judge.onnx", "aligner.json", "aligner.onnx", "words.bin", "tokenizer.json"]
    )
    assert np.array_equal(OnnxClassifier(copied).classify(PAIRS), first)
    assert not np.allclose(first, second, atol=1e-3)


def test_another_models_words_are_refused(tiny_cross_encoder, copied):
    other = loaded(tiny_cross_encoder(*NLI))
    other[0].model.bert.embeddings.word_embeddings.weight.data *= -1
    before = {path: path.read_bytes() for path in copied.parent.iterdir()}
    with pytest.raises(ValueError, match=r"words\.bin: holds the words of another model"):
        export(other, copied.with_name("aligner.json"))
    assert {path: path.read_bytes() for path in copied.parent.iterdir()} == before


# --- those that travel with the package --------------------------------------------------------------------


@pytest.mark.parametrize("role", ["judge", "aligner"])
def test_the_shipped_model_is_asked_for_by_its_role(role):
    made = make_classifier(SHIPPED, role)
    assert isinstance(made, OnnxClassifier)
    assert made.path == shipped_card(role)
    assert made.path.name == f"{role}.json"
