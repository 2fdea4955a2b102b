"""The Hanover Tagger with the analysis of each word done once; its tags and lemmas stay what they are.

The tagger is a hidden Markov model over morphemes (Wartena 2019, "A Probabilistic Morphology Model for
German Lemmatization"); its English model travels inside the package HanTa, so nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from functools import lru_cache
from importlib.metadata import version
from typing import Any, Protocol

_MODEL = "morphmodel_en.pgz"
_WORDS_KEPT = 65536  # analyses of single words, of which an archive of a thousand articles has some 15,000


Tagged = Sequence[tuple[str, str]]  # of each word its lemma and its tag


class Store(Protocol):
    """Remembers how sentences were tagged. `identity` tells taggers apart that may tag otherwise."""

    def get(self, identity: str, words: Sequence[str]) -> Tagged | None: ...

    def put(self, identity: str, words: Sequence[str], tagged: Tagged) -> None: ...


# To load the tagger takes as long as to tag some hundred sentences: what a store knows needs neither.
store: ContextVar[Store | None] = ContextVar("store", default=None)


def tag(words: Sequence[str]) -> Tagged:
    """Tag the words of one sentence: of each its lemma, as the tagger writes it, and its tag of the BNC C5 tagset."""
    known = store.get()
    tagged = known.get(_identity(), words) if known else None
    if tagged is None:
        tagged = [(str(lemma), str(tag)) for _, lemma, tag in english_tagger().tag_sent(list(words), taglevel=1)]
        if known:
            known.put(_identity(), words, tagged)
    return tagged


@lru_cache(maxsize=1)
def _identity() -> str:
    return f"HanTa {version('HanTa')} {_MODEL}"


@lru_cache(maxsize=1)
def english_tagger() -> Any:
    """Return the package's tagger for English. What a word says by itself is worked out once a word."""
    from HanTa import HanoverTagger as hanta  # noqa: N813 - late: 0.15 s; a module in spite of its name

    tagger: Any = hanta.HanoverTagger(_MODEL)
    for pure in ("_analyze", "_tag_word"):
        setattr(tagger, pure, lru_cache(maxsize=_WORDS_KEPT)(getattr(tagger, pure)))
    return tagger
