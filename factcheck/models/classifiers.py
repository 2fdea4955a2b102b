"""Models that read two texts together and give each class a probability: the shipped ones, and any CrossEncoder.

A shipped model is a card, `models/ROLE.json`, with its classes, its temperature and the sha256 of the files beside it
that it is made of: the network (weights rounded to eight bits a channel, computed in 32-bit floats), the table of
words, which the models share, and the tokenizer.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from factcheck.errors import ModelError
from factcheck.interfaces import Classifier
from factcheck.models.hub import known_to_the_hub
from factcheck.models.loading import loading
from factcheck.settings.notations import object_of_json

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = "shipped"  # what stands in the settings for the model that travels with the package
_STEP = 16  # tokens: texts are padded to whole steps, so that no text's padding depends on its neighbours
_BATCH = 32
_CARD = {"name", "classes", "max_tokens", "temperature", "network", "tokenizer", "sha256"}
_IDENTITY = {".safetensors", ".bin", ".json", ".txt"}  # weights, settings and vocabulary of a saved model


@lru_cache(maxsize=8)  # a model is loaded once a process, however many stories ask it
def make_classifier(model: str, role: str) -> Classifier:
    """Return the classifier that the settings name for a role ("judge", "aligner"); weights are loaded when needed.

    `model` is "shipped", the card of another model made by training/export.py (a path that ends in .json), the folder
    of a saved CrossEncoder, or a hub name.
    """
    if model == SHIPPED:
        return OnnxClassifier(shipped_card(role))
    return OnnxClassifier(Path(model)) if model.endswith(".json") else CrossEncoderClassifier(model)


def shipped_card(role: str) -> Path:
    """Return the card of the shipped model for a role."""
    return Path(__file__).parent / f"{role}.json"


class OnnxClassifier:
    """A shipped model, run by onnxruntime on the CPU: the same pair gives the same bits beside any other pairs."""

    def __init__(self, card: Path) -> None:
        self.path = card

    @cached_property
    def card(self) -> Mapping[str, Any]:
        """The model's card. Raises ModelError when it cannot be read."""
        try:
            card: Mapping[str, Any] = object_of_json(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(
                f"{self.path}: {error}; give the card of a model, or {SHIPPED!r}; if this is the shipped one, install "
                "factcheck anew"
            ) from error
        if not card.keys() >= _CARD:
            raise ModelError(f"{self.path}: this is no card of a model; give the card of a model, or {SHIPPED!r}")
        return card

    @property
    def name(self) -> str:
        """The model and the identity of its weights and temperature."""
        identity = hashlib.sha256(json.dumps(self.card, sort_keys=True).encode()).hexdigest()
        return f"{self.card['name']}@{identity[:12]}"

    @property
    def classes(self) -> tuple[str, ...]:
        return tuple(self.card["classes"])

    def classify(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """See interfaces.Classifier."""
        return _softmax(self._logits(pairs) / float(self.card["temperature"]))

    def _logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        import numpy as np

        tokenizer, session = self._loaded
        encodings = tokenizer.encode_batch([*pairs])
        rows = np.zeros((len(pairs), len(self.classes)), dtype=np.float32)
        for batch in _batches([len(e.ids) for e in encodings]):
            width = _padded(max(len(encodings[i].ids) for i in batch))
            inputs = {
                "input_ids": _table([encodings[i].ids for i in batch], width),
                "attention_mask": _table([encodings[i].attention_mask for i in batch], width),
                "token_type_ids": _table([encodings[i].type_ids for i in batch], width),
            }
            rows[batch] = session.run(None, inputs)[0]
        return rows

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        with loading(f"the model {self.card['name']}"):
            return self._load()

    def _load(self) -> tuple[Any, Any]:
        import onnxruntime
        from tokenizers import Tokenizer

        self._verify()
        options = onnxruntime.SessionOptions()
        # Without this the runtime would multiply in eight bits, whose rounding depends on the batch.
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(self._part("network")), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(self._part("tokenizer")))
        tokenizer.enable_truncation(int(self.card["max_tokens"]))
        tokenizer.no_padding()
        return tokenizer, session

    def _part(self, part: str) -> Path:
        return self.path.parent / str(self.card[part])

    def _verify(self) -> None:
        for file, expected in self.card["sha256"].items():
            path = self.path.parent / file
            if not path.is_file():
                raise ModelError(f"{path}: this part of the model is missing; install factcheck anew")
            found = _digest(path).hexdigest()
            if found != expected:
                raise ModelError(
                    f"{path}: not the known weights (sha256 {found[:12]}…, not {expected[:12]}…); "
                    "install factcheck anew"
                )


class CrossEncoderClassifier:
    """Any CrossEncoder of sentence-transformers with named classes: a folder, or a hub name (online once)."""

    def __init__(self, model: str) -> None:
        self.model = model
        self._one_at_a_time = Lock()  # a tokenizer of the library refuses a second thread ("Already borrowed")

    @cached_property
    def name(self) -> str:
        """The model and, of a local folder, the identity of its files."""
        folder = Path(self.model)
        if not folder.is_dir():
            return self.model
        parts = sorted(path for path in folder.iterdir() if path.suffix in _IDENTITY)
        identity = hashlib.sha256(b"".join(_digest(path).digest() for path in parts)).hexdigest()
        return f"{folder.name}@{identity[:12]}"

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """The names of the classes as the model's own config orders them, in lower case."""
        names = self._loaded.config.id2label
        return tuple(str(names[i]).lower() for i in range(len(names)))

    def classify(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """See interfaces.Classifier."""
        import numpy as np
        from torch import nn

        if not pairs:
            return np.zeros((0, len(self.classes)), dtype=np.float32)
        with self._one_at_a_time:
            logits = self._loaded.predict(
                [*pairs], batch_size=_BATCH, activation_fn=nn.Identity(), show_progress_bar=False, convert_to_numpy=True
            )
        return _softmax(np.asarray(logits, dtype=np.float32))

    @cached_property
    def _loaded(self) -> Any:
        with loading(f"the model {self.model}"):
            return self._load()

    def _load(self) -> Any:
        try:
            known_to_the_hub(self.model)
            from sentence_transformers import CrossEncoder  # 5 s: only when a pair is not in the cache
            from transformers.utils.logging import disable_progress_bar

            disable_progress_bar()  # type: ignore[no-untyped-call]  # talk on stderr is the command line's alone
            return CrossEncoder(self.model, device="cpu")
        except Exception as error:  # the library raises OSError, ValueError, RuntimeError and hub errors alike
            raise ModelError(
                f"the model {self.model!r} cannot be loaded: {error}; give the folder of a CrossEncoder, or be online "
                f"once for a hub name, or use the default (model = {SHIPPED!r})"
            ) from error


def _digest(path: Path) -> hashlib._Hash:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256")


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    if not logits.size:
        return logits
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _padded(length: int) -> int:
    return -(-length // _STEP) * _STEP


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Batches of numbers of texts that are padded to one length."""
    by_width: dict[int, list[int]] = defaultdict(list)
    for i, length in enumerate(lengths):
        by_width[_padded(length)].append(i)
    for _, numbers in sorted(by_width.items()):
        for at in range(0, len(numbers), _BATCH):
            yield numbers[at : at + _BATCH]


def _table(rows: Sequence[Sequence[int]], width: int) -> NDArray[np.int64]:
    import numpy as np

    table = np.zeros((len(rows), width), dtype=np.int64)
    for i, row in enumerate(rows):
        table[i, : len(row)] = row
    return table
