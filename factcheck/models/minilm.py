"""The packaged model by torch alone: the libraries around it take three times as long to import as it does to load.

A BERT of six layers (Devlin et al. 2019), the mean of its last layer over the words, brought to unit length: what
sentence-transformers makes of the same weights, but for a ten-millionth.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LAYERS, HEADS, WIDTH = 6, 12, 384
TOKENS = 256  # of a text that the model was trained on; what is longer is cut
_EPSILON = 1e-12


class MiniLM:
    """The model in a folder, and its `encode`."""

    def __init__(self, folder: Path) -> None:
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        self._weights: dict[str, Any] = load_file(folder / "model.safetensors")
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(TOKENS)
        self._tokenizer.enable_padding()

    def encode(self, texts: Sequence[str], *, batch: int) -> NDArray[np.float32]:
        """Return a unit vector for each text. The longest go first, so that what is encoded together is of a length."""
        import numpy as np
        import torch

        order = sorted(range(len(texts)), key=lambda n: -len(texts[n]))
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        with torch.inference_mode():
            for at in range(0, len(order), batch):
                some = order[at : at + batch]
                vectors[some] = self._encoded([texts[n] for n in some]).numpy()
        return vectors

    def _encoded(self, texts: Sequence[str]) -> Any:
        import torch
        from torch.nn.functional import embedding, normalize

        read = self._tokenizer.encode_batch([text.strip() for text in texts])
        tokens, mask = torch.tensor([one.ids for one in read]), torch.tensor([one.attention_mask for one in read])
        weights, name = self._weights, "embeddings.{}_embeddings.weight".format
        state = embedding(tokens, weights[name("word")]) + weights[name("token_type")][0]
        state = self._normed(state + weights[name("position")][: tokens.shape[1]], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            state = self._layer(state, mask[:, None, None, :].bool(), f"encoder.layer.{layer}")
        share = mask[:, :, None].float()
        return normalize((state * share).sum(1) / share.sum(1).clamp(min=1e-9), dim=1)

    def _layer(self, state: Any, mask: Any, name: str) -> Any:
        from torch.nn.functional import gelu, scaled_dot_product_attention

        texts, tokens, width = state.shape
        asked = (self._linear(state, f"{name}.attention.self.{part}") for part in ("query", "key", "value"))
        query, key, value = (part.view(texts, tokens, HEADS, width // HEADS).transpose(1, 2) for part in asked)
        seen = scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(texts, tokens, width)
        seen = self._linear(seen, f"{name}.attention.output.dense")
        state = self._normed(seen + state, f"{name}.attention.output.LayerNorm")
        wide = gelu(self._linear(state, f"{name}.intermediate.dense"))
        return self._normed(self._linear(wide, f"{name}.output.dense") + state, f"{name}.output.LayerNorm")

    def _linear(self, state: Any, name: str) -> Any:
        from torch.nn.functional import linear

        return linear(state, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _normed(self, state: Any, name: str) -> Any:
        from torch.nn.functional import layer_norm

        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return layer_norm(state, (state.shape[-1],), weight, bias, _EPSILON)
