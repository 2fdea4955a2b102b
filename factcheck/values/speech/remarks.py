"""What a draft gives as said in one breath: the words in one pair of marks, over "..." and over "he said"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.text.quotations import MARK
from factcheck.values.speech.utterances import Utterance, Word

_BRACKETS = re.compile(r"\[[^\]]*\]|\([^)]*\)")
_ELLIPSIS = re.compile(r"\.\s?\.\s?\.|…")
_ASIDE = re.compile(r"\s*[,—–-]+\s*(?P<said>[^\W\d].*?)[,—–-]+\s*", re.DOTALL)  # ", Rao said, "
_JOINING = frozenset({"and", "but", "or"})  # "..., and, she said, ..." begins another quotation


class Break(StrEnum):
    """What stands before a word of a remark, in the words of a report; "" for nothing."""

    NONE = ""
    EDGE = "where the quotation begins"
    ELLIPSIS = "at the ellipsis"
    BRACKETS = "at the brackets"
    SPEAKER = "where the speaker is named in between"
    SENTENCE = "between two sentences"


@dataclass(frozen=True, slots=True)
class Remark:
    """The words of a remark, and what stands before each of them."""

    words: tuple[Word, ...]
    breaks: tuple[Break, ...]

    def piece(self, at: int) -> range:
        """Return the words that stand together with the word at `at`, in one sentence and without a break."""
        start = next(k for k in range(at, -1, -1) if self.breaks[k])
        end = next((k for k in range(at + 1, len(self.words)) if self.breaks[k]), len(self.words))
        return range(start, end)


def remarks(utterance: Utterance, text: str) -> Iterator[Remark]:
    """Yield the remarks of an utterance; `text` is that of its article.

    A new paragraph begins another remark, and so do marks that open behind more than an aside of the same sentence.
    """
    words: list[Word] = []
    breaks: list[Break] = []
    for word in utterance.words:
        what = _break(words[-1], word, text) if words else None
        if words and what is None:
            yield Remark(tuple(words), tuple(breaks))
            words, breaks = [], []
        words.append(word)
        breaks.append(what or Break.EDGE if what is None else what)
    if words:
        yield Remark(tuple(words), tuple(breaks))


def _break(before: Word, word: Word, text: str) -> Break | None:
    """Return what stands between two words of an utterance; None where another remark begins."""
    if word.span.start <= before.span.end:
        return Break.NONE
    between = text[before.span.end : word.span.start]
    outside = _BRACKETS.sub("", between)
    if "\n" in outside and word.sentence != before.sentence:
        return None
    if any(c.isalpha() for c in outside):
        return Break.SPEAKER if word.sentence == before.sentence and _is_aside(outside) else None
    if _ELLIPSIS.search(outside):
        return Break.ELLIPSIS
    if MARK.search(outside):
        return None
    if outside != between:
        return Break.BRACKETS
    return Break.SENTENCE if word.sentence != before.sentence else Break.NONE


def _is_aside(between: str) -> bool:
    found = _ASIDE.fullmatch(_unmarked(between))
    return found is not None and found["said"].split()[0].lower() not in _JOINING


def _unmarked(text: str) -> str:
    return re.sub(r"(?<!\w)['‘’]|['‘’](?!\w)", "", MARK.sub("", text))


def telling(words: Sequence[Word]) -> int:
    """Return how many of some words carry matter."""
    return sum(word.matters for word in words)
