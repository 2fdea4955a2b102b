"""Shares told in words: what a number is only the whole of, and which part of it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.domain.text import Sentence, Span

_SHARES = {"half": 1 / 2}
_SHARES |= {f"{n} {word}": 1 / m for n in ("a", "one") for word, m in (("third", 3), ("quarter", 4), ("fifth", 5))}
_SHARES |= {f"{n}{join}{word}": k / m for n, k, word, m in (
    ("two", 2, "thirds", 3), ("three", 3, "quarters", 4), ("two", 2, "fifths", 5), ("three", 3, "fifths", 5),
) for join in " -"}  # fmt: skip
_WORDS = "|".join(sorted(_SHARES, key=len, reverse=True))
_ANY = rf"(?:{_WORDS}|most|some|many|few|several|parts?|none|\d+(?:\.\d+)?\s*(?:%|per\s?cent))"
_TAKEN_OF = re.compile(rf"\b{_ANY}\s+of\s+(?:the|these|those|its|their|his|her|all)\s+$", re.IGNORECASE)
_OF_WHICH = re.compile(
    rf"\bof\s+(?:which|whom|those|these|them)\b,?\s*(?:\w+\s+)?({_WORDS})\b"
    rf"|\b({_WORDS})\s+of\s+(?:which|whom|those|these|them)\b",
    re.IGNORECASE,
)


def only_the_whole(sentence: Sentence, span: Span) -> bool:
    """Whether a share is taken of the number at `span`, of which something is said: "half of the 300 cases"."""
    return bool(_TAKEN_OF.search(sentence.text[: span.start - sentence.span.start]))


def shares_of_it(text: str) -> Iterator[float]:
    """Yield the shares that a text, from a number on, takes of it: "300 firms, of which a quarter closed"."""
    for found in _OF_WHICH.finditer(text):
        yield _SHARES[(found.group(1) or found.group(2)).lower()]
