"""What the archive knows of an article before anything is compared: what tells it from others, its signs, its vector.

Both are of its own text alone: no other article of the archive changes them.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.align.stories import Signs, signs_by
from factcheck.domain.text import Article
from factcheck.intake.reading import SUFFIX_DIGITS
from factcheck.interfaces import Encoder
from factcheck.settings.lexicons import Lexicons
from factcheck.text.boilerplate import set_aside
from factcheck.text.sentences import worded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OPENING = 5  # sentences of which the vector is, after the title; the encoder reads no more of a text than these
_STDIN = "-"


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article that is ready to be placed in a story."""

    article: Article
    place: str
    signs: Signs
    vector: bytes
    encoder: str


def prepared(articles: Sequence[Article], lexicons: Lexicons, encoder: Encoder) -> list[Prepared]:
    """Return what it takes to find each article's story."""
    import numpy as np

    found = [worded(article.text, set_aside(article.text, lexicons.furniture)) for article in articles]
    texts = [_opening(article, several) for article, several in zip(articles, found, strict=True)]
    vectors = np.asarray(encoder.encode(texts), dtype="<f4")
    return [
        Prepared(article, place_of(article), signs_by([words for _, words in several]), vector.tobytes(), encoder.name)
        for article, several, vector in zip(articles, found, vectors, strict=True)
    ]


def at_home(article: Article) -> Article:
    """Return an article whose path leads to its file from wherever the program is run."""
    place = os.path.realpath(article.path)
    return replace(article, path=place) if os.path.exists(place) else article  # noqa: PTH110 - of words, no Path


def place_of(article: Article) -> str:
    """Return what tells an article from others, whatever its text: the same place with another text is a correction.

    That is its address; else its publisher's name and the id that it gave, where the id is not made of the file's name;
    else its file and its id there.
    """
    if article.address:
        return f"url {article.address}"
    stem, own = Path(article.path).name.partition(".")[0], article.id.removesuffix(f"~{article.sha256[:SUFFIX_DIGITS]}")
    if article.path == _STDIN or (stem and not own.startswith(stem) and article.source != article.id):
        return f"id {article.source}\n{own}"
    return f"file {article.path}\n{own}"


def packed_signs(signs: Signs) -> bytes:
    return zlib.compress(json.dumps([signs.names, signs.figures, signs.opening]).encode(), 1)


def unpacked_signs(data: bytes) -> Signs | None:
    """Return signs as they were packed; None for what is damaged."""
    try:
        names, figures, opening = json.loads(zlib.decompress(data))
        return Signs(tuple(names), tuple(figures), tuple(opening))
    except (ValueError, TypeError, zlib.error):
        return None


def vector_of(data: bytes) -> NDArray[np.float32]:
    import numpy as np

    return np.frombuffer(data, dtype="<f4")


def _opening(article: Article, found: Sequence[tuple[str, Sequence[str]]]) -> str:
    return " ".join(filter(None, (article.title, *(text for text, _ in found[:_OPENING]))))
