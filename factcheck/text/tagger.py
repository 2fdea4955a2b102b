"""The Hanover Tagger with the analysis of each word done once; its tags and lemmas stay what they are.

The tagger is a hidden Markov model over morphemes (Wartena 2019, "A Probabilistic Morphology Model for
German Lemmatization"); its English model travels inside the package HanTa, so nothing is downloaded.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from HanTa import HanoverTagger as hanta  # noqa: N813 - a module in spite of its name

_MODEL = "morphmodel_en.pgz"
_WORDS_KEPT = 65536  # analyses of single words, of which an archive of a thousand articles has some 15,000


def english_tagger() -> Any:
    """Return the package's tagger for English. What a word says by itself is worked out once a word."""
    tagger: Any = hanta.HanoverTagger(_MODEL)
    for pure in ("_analyze", "_tag_word"):
        setattr(tagger, pure, lru_cache(maxsize=_WORDS_KEPT)(getattr(tagger, pure)))
    return tagger
