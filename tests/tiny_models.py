"""Cross-encoders small enough to be made by a test: two layers of 32, random weights, a vocabulary of their own.

A test module that needs them says `pytest_plugins = ["tiny_models"]`.
"""

import string
from itertools import product

import pytest

_MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *".,;:!?'\"()-%"]
_LETTERS = string.ascii_lowercase + string.digits
VOCABULARY = [
    *_MARKS,
    *_LETTERS,
    *(f"##{letter}" for letter in _LETTERS),
    *("".join(pair) for pair in product(string.ascii_lowercase, repeat=2)),
]


@pytest.fixture(scope="session")
def tiny_base(tmp_path_factory):
    """The folder of a BERT without a head, as a model to train from."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("models") / "base"
    torch.manual_seed(20261122)
    # Wide spread weights, so that different pairs get clearly different probabilities.
    config = BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=160,
        max_position_embeddings=128,
        initializer_range=0.4,
    )
    BertModel(config).save_pretrained(folder)
    words = {word: n for n, word in enumerate(VOCABULARY)}
    BertTokenizerFast(vocab=words, model_max_length=128).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_cross_encoder(tiny_base, tmp_path_factory):
    """A function: the folder of a saved CrossEncoder whose classes are the given ones, in this order."""
    import torch
    from sentence_transformers import CrossEncoder

    def saved(*classes):
        torch.manual_seed(len(classes))
        names = dict(enumerate(classes))
        model = CrossEncoder(
            str(tiny_base),
            device="cpu",
            num_labels=len(classes),
            max_length=128,
            activation_fn=torch.nn.Identity(),
            config_kwargs={"id2label": names, "label2id": {name: n for n, name in names.items()}},
        )
        folder = tmp_path_factory.mktemp("tiny") / "model"
        model.save_pretrained(str(folder))
        return folder

    return saved
