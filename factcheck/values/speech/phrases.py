"""Phrases of the lexicons, found in tagged text by word, lemma and the two signs VERB and DOING."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from factcheck.domain.text import Token
from factcheck.settings.lexicons import Phrases

_INFINITIVES = frozenset({"VVI", "VBI", "VHI", "VDI", "VVB", "VBB", "VHB", "VDB"})
_GERUNDS = frozenset({"VVG", "VBG", "VHG", "VDG"})
_NEAR = 3  # words between a verb and its auxiliary
_SKIPPED = frozenset({"AV0", "XX0"})  # adverbs and "not" may stand inside: "is not expected to", "will soon meet"


def occurrences(tokens: Sequence[Token], phrases: Phrases) -> Iterator[tuple[int, int]]:
    """Yield (first, end) token indexes of each phrase found; one adverb may stand between two words of it."""
    by_head = _by_head(phrases)
    for i, token in enumerate(tokens):
        word = token.text.lower()
        begun = by_head.get(word, ())
        if token.lemma != word:
            begun += by_head.get(token.lemma, ())
        for phrase in begun:
            end = _matched(tokens, i + 1, phrase[1:])
            if end:
                yield i, end


def ending_at(tokens: Sequence[Token], end: int, phrases: Phrases) -> bool:
    """Whether one of the phrases ends right before token `end`."""
    return any(last == end for _, last in occurrences(tokens[:end], phrases))


def _matched(tokens: Sequence[Token], at: int, rest: Sequence[str]) -> int:
    """Return the index after the match of `rest` from `at`, 0 when it does not match."""
    for word in rest:
        while at < len(tokens) and tokens[at].tag in _SKIPPED and not _fits(tokens[at], word):
            at += 1
        if at >= len(tokens) or not _fits(tokens[at], word):
            return 0
        at += 1
    return at


def _fits(token: Token, word: str) -> bool:
    if word == "VERB":
        return token.tag in _INFINITIVES
    if word == "DOING":
        return token.tag in _GERUNDS
    return word in (token.text.lower(), token.lemma)


@lru_cache(maxsize=64)
def _by_head(phrases: Phrases) -> dict[str, tuple[tuple[str, ...], ...]]:
    heads: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        heads[words[0]] = (*heads.get(words[0], ()), words)
    return heads


def auxiliary_of(tokens: Sequence[Token], i: int) -> Token | None:
    """Return the word right before the verb at `i`, adverbs and "not" aside."""
    before = [t for t in tokens[max(0, i - _NEAR) : i] if t.tag not in _SKIPPED]
    return before[-1] if before else None


def is_passive(tokens: Sequence[Token], i: int) -> bool:
    """Whether a form of "be" stands before the participle at `i`."""
    auxiliary = auxiliary_of(tokens, i)
    return auxiliary is not None and auxiliary.tag.startswith("VB")
