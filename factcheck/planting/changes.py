"""Words put in the place of others: what is changed where, in the case and with the article that the place asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.domain.text import Span

_ARTICLE = re.compile(r"\b([Aa]n?)\s+$")
# By their sound, not by their letter, these take the other article.
_SOUNDS_AS_VOWEL = re.compile(r"hour|honest|honou?r|heir|8|11\b|18\b")
_SOUNDS_AS_CONSONANT = re.compile(r"uni[tvfqo]|use|usu|euro|one\b|once")


@dataclass(frozen=True, slots=True)
class Change:
    """Words that come to stand where others stood; empty, where these only go."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Alteration:
    """One error that could be planted: its changes, and the words that it is about, by their numbers."""

    changes: tuple[Change, ...]
    about: tuple[int, ...]


def applied(text: str, changes: Sequence[Change]) -> str:
    """Return the text with the changes made; none may overlap another."""
    for change in sorted(changes, key=lambda one: one.span, reverse=True):
        text = text[: change.span.start] + change.words + text[change.span.end :]
    return text


def with_article(text: str, change: Change) -> Change:
    """Return the change that also turns the "a" before it into "an", or back, where its words ask for it."""
    before = _ARTICLE.search(text, max(0, change.span.start - 4), change.span.start)
    if before is None or not change.words:
        return change
    article = before[1][0] + ("n" if _sounds_as_vowel(change.words) else "")
    between = text[before.end(1) : change.span.start]
    changed = Change(Span(before.start(1), change.span.end), f"{article}{between}{change.words}")
    return change if article == before[1] else changed


def _sounds_as_vowel(words: str) -> bool:
    low = words.lower()
    return bool(_SOUNDS_AS_VOWEL.match(low)) or (low[0] in "aeiou" and not _SOUNDS_AS_CONSONANT.match(low))


def cased(words: str, like: str) -> str:
    """Return words in the case of others: "Prime Minister" for "Foreign Minister", "After" for "Before"."""
    if like.istitle() and " " in like:
        return re.sub(r"\b(?!of\b)[a-z]", lambda first: first.group().upper(), words)
    return words[:1].upper() + words[1:] if like[:1].isupper() else words
