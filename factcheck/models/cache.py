"""What is not worked out twice: vectors of texts, verdicts on pairs, how sentences are built.

They are kept between runs, each sort in a table of its own: see kept.py.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.domain.parses import Parse
from factcheck.domain.text import Token
from factcheck.interfaces import Classifier, Encoder, Parser
from factcheck.models.kept import Table, key_of
from factcheck.settings.config import Config

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ACCOUNTS, ANSWERS = "accounts.sqlite", "answers.sqlite"


def cache_folder(config: Config) -> Path:
    """Return the folder that the settings name, else that of this user."""
    import platformdirs

    return Path(config.cache.folder or platformdirs.user_cache_dir("factcheck"))


class CachedEncoder:
    """An encoder that asks `inner` only for texts it has never seen.

    Vectors are kept as float16: 5e-4 of a unit vector's entries, and the same text gives the same vector
    whatever stood beside it when it was first encoded.
    """

    def __init__(self, inner: Encoder, path: Path | None) -> None:
        self.inner = inner
        self.table = Table(path, "vectors")

    @property
    def name(self) -> str:
        return self.inner.name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See interfaces.Encoder."""
        import numpy as np

        def made(missing: Sequence[str]) -> list[bytes]:
            return _rows(self.inner.encode(missing))

        name = self.name
        kept = self.table.recalled({text: key_of((name, text)) for text in texts}, made, order=lambda t: (len(t), t))
        rows = [np.frombuffer(kept[text], dtype=np.float16) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), -1 if texts else 0)

    def prepare(self, texts: Sequence[str]) -> None:
        """Encode now what is asked for later, if what stands beside a text does not change its vector by a bit."""
        if getattr(self.inner, "exact", False):
            self.encode(texts)


class CachedClassifier:
    """A classifier that asks `inner` only for pairs it has never seen. Probabilities are kept as float16."""

    def __init__(self, inner: Classifier, path: Path | None) -> None:
        self.inner = inner
        self.table = Table(path, "vectors")

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def classes(self) -> tuple[str, ...]:
        return self.inner.classes

    def classify(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """See interfaces.Classifier."""
        import numpy as np

        def made(missing: Sequence[tuple[str, str]]) -> list[bytes]:
            return _rows(self.inner.classify(missing))

        name = self.name
        keys = {pair: key_of((name, *pair)) for pair in pairs}
        kept = self.table.recalled(keys, made, order=lambda pair: (len(pair[0]) + len(pair[1]), pair))
        rows = [np.frombuffer(kept[pair], dtype=np.float16) for pair in pairs]
        return np.array(rows, dtype=np.float32).reshape(len(pairs), len(self.classes))


class CachedParser:
    """A parser that asks `inner` only for sentences it has never seen: the same words with the same spaces."""

    def __init__(self, inner: Parser, path: Path | None) -> None:
        self.inner = inner
        self.table = Table(path, "parses")

    @property
    def name(self) -> str:
        return self.inner.name

    def parse(self, sentences: Sequence[Sequence[Token]]) -> list[Parse]:
        """See interfaces.Parser."""
        name, known = self.name, {_spelt(tokens): tokens for tokens in sentences}

        def made(missing: Sequence[tuple[str, ...]]) -> list[bytes]:
            return [_written(parse) for parse in self.inner.parse([known[words] for words in missing])]

        keys = {words: key_of((name, *words)) for words in known}
        kept = self.table.recalled(keys, made, order=lambda words: (len(words), words))
        read = {words: _read(value) for words, value in kept.items()}
        damaged = [words for words, parse in read.items() if parse is None]
        again = dict(zip(damaged, made(damaged), strict=True)) if damaged else {}
        self.table.keep({keys[words]: value for words, value in again.items()})
        read |= {words: _read(value) for words, value in again.items()}
        return [parse for tokens in sentences if (parse := read[_spelt(tokens)]) is not None]


def _rows(matrix: NDArray[np.float32]) -> list[bytes]:
    """The rows of a matrix as they are kept: half as long."""
    import numpy as np

    return [row.tobytes() for row in matrix.astype(np.float16)]


def _spelt(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words of a sentence, each with the space behind it, if there is one: to a parser it tells."""
    ends = [after.start > token.end for token, after in pairwise(tokens)]
    return tuple(
        f"{token.text} " if space else token.text for token, space in zip(tokens, [*ends, False], strict=False)
    )


def _written(parse: Parse) -> bytes:
    """A parse as it is kept: packed, it takes a fifth of the room."""
    parts = [parse.heads, parse.labels, parse.tags, parse.lemmas, parse.entities]
    return zlib.compress(json.dumps(parts).encode(), level=1)


def _read(packed: bytes) -> Parse | None:
    """A parse as it was kept; None for a row of another form."""
    try:
        return Parse(*map(tuple, json.loads(zlib.decompress(packed))))
    except (TypeError, ValueError, zlib.error):
        return None
