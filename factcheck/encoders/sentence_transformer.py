"""Any sentence-transformers model; all-MiniLM-L6-v2 out of its PyPI package, verified and offline, too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar

from factcheck.errors import ModelError
from factcheck.models.hub import known_to_the_hub
from factcheck.models.loading import loading
from factcheck.models.packaged import PACKAGED_MODEL, PACKAGED_NAME, packaged_folder, sha256_of, weights_in
from factcheck.text.excerpt import one_line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 64


class Encoder:
    """Encodes with `model`: the packaged name, a local folder, or a hub name (downloaded once, if online)."""

    made_for: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, model: str) -> None:
        self.model = model
        self._one_at_a_time = Lock()  # a tokenizer of the library refuses a second thread ("Already borrowed")

    @cached_property
    def name(self) -> str:
        """The model and the identity of its weights. Raises ModelError when a local folder holds none."""
        if self.model == PACKAGED_MODEL:
            return PACKAGED_NAME
        folder = Path(self.model)
        return f"{folder.name}@{sha256_of(weights_in(folder))[:12]}" if folder.is_dir() else self.model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See interfaces.Encoder."""
        with self._one_at_a_time:
            vectors: NDArray[np.float32] = self._loaded.encode(
                list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        return vectors

    @cached_property
    def _loaded(self) -> Any:
        with loading(f"the encoder {self.model}"):
            return self._load()

    def _load(self) -> Any:
        where = str(packaged_folder()) if self.model == PACKAGED_MODEL else self.model
        try:
            known_to_the_hub(where)
            from sentence_transformers import SentenceTransformer  # 5 s: only when a text is not in the cache
            from transformers.utils.logging import disable_progress_bar

            disable_progress_bar()  # type: ignore[no-untyped-call]  # talk on stderr is the command line's alone
            return SentenceTransformer(where, device="cpu")
        except Exception as error:  # the library raises OSError, ValueError, RuntimeError and hub errors alike
            raise ModelError(
                f"the model {self.model!r} cannot be loaded: {one_line(str(error))}; give a local folder, or be online "
                f"once for a hub name, or use the default (encoder.model = {PACKAGED_MODEL!r})"
            ) from error
