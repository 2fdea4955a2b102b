"""The packaged sentence-transformers model, all-MiniLM-L6-v2, run by onnxruntime: its vectors, without torch.

The network, models/encoder.onnx, is exported from sentence-transformers and holds no weights: they are read from the
package, as is the tokenizer. models/encoder.json is its card, training/export_encoder.py makes both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from factcheck.errors import ModelError
from factcheck.models.loading import loading
from factcheck.models.packaged import PACKAGED_MODEL, PACKAGED_NAME, packaged_folder, sha256_of, weights_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CARD = Path(__file__).parents[1] / "models" / "encoder.json"
_BATCH = 32  # texts of one length: padding would move their vectors, by 1e-7
_ALONE = 2  # rows of a text that has no other of its length: of one row the network adds up in another order


class Encoder:
    """Encodes with the packaged model. Raises ModelError where it is asked for another."""

    made_for: ClassVar[frozenset[str]] = frozenset({PACKAGED_MODEL})
    exact: ClassVar[bool] = True  # a vector is the same to the bit whatever stands beside its text

    def __init__(self, model: str = PACKAGED_MODEL) -> None:
        if model not in self.made_for:
            raise ModelError(
                f"the encoder onnx runs {PACKAGED_MODEL!r} alone, not {model!r}; leave encoder.name out, or use "
                'encoder.name = "sentence_transformer"'
            )
        self.model = model

    @property
    def name(self) -> str:
        """The model and the identity of its weights."""
        return PACKAGED_NAME

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See interfaces.Encoder. A vector is the same to the bit whatever stands beside its text."""
        import numpy as np

        tokenizer, session, width = self._loaded
        read = tokenizer.encode_batch([*texts])
        vectors = np.zeros((len(texts), width), dtype=np.float32)
        for batch in _batches([len(one.ids) for one in read]):
            rows = batch if len(batch) > 1 else batch * _ALONE
            tokens = np.array([read[n].ids for n in rows], dtype=np.int64)
            given = {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
            vectors[batch] = session.run(None, given)[0][: len(batch)]
        return vectors

    @cached_property
    def _loaded(self) -> tuple[Any, Any, int]:
        with loading(f"the encoder {self.model}"):
            return self._load()

    def _load(self) -> tuple[Any, Any, int]:
        """The tokenizer, the network with its weights, and the length of a vector."""
        import onnxruntime
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        card = json.loads(CARD.read_text(encoding="utf-8"))
        network, folder = CARD.with_name(card["network"]), packaged_folder()
        if (found := sha256_of(network)) != card["sha256"]:
            known = card["sha256"][:12]
            raise ModelError(
                f"{network}: not the known network (sha256 {found[:12]}…, not {known}…); install factcheck anew"
            )
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting takes no processor
        weights = load_file(weights_in(folder))
        values = [onnxruntime.OrtValue.ortvalue_from_numpy(weights[name]) for name in card["weights"]]
        options.add_external_initializers(card["weights"], values)
        session = onnxruntime.InferenceSession(network.read_bytes(), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(card["max_tokens"])
        tokenizer.no_padding()
        return tokenizer, session, card["width"]


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Batches of numbers of texts, each of one length, the shortest first."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    for _, alike in groupby(order, key=lengths.__getitem__):
        while batch := [*islice(alike, _BATCH)]:
            yield batch
