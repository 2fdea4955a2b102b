"""Inputs made of others: cut, repeated, joined, nested, with bits flipped and hostile tokens put in. For fuzz.py.

Everything works on text. Bytes are text of their own (latin-1), so that what is done to one can be done to the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

# What parsers of words, figures, days, marks and files stumble over.
TOKENS = (
    "\x00", "\x1b[31m", "\ufeff", "\u200b", "\u00a0", "\u2028", "\u202e", "\ufffd", "\ufffe", "🙂", "a\u0301\u0302",
    "ﬁ", "İ", "ß", "½", "٣", "²", "Ⅷ", "“", "”", "‘", "’", '"', "'", "``", "''", "«", "(", ")", "[", "]", "{", "}",
    "—", " - ", "--", "...", "…", "?!", ",", ";", ":", ".", "-", "/", "%", "$", "€", "#", "*", "_", "<", ">", "&",
    "|", "\\", "\n", "\r", "\r\n", "\n\n", "\t", " ", "9" * 400, "0", "-1", "1e400", "NaN", "Infinity", "1/0", "0.0",
    "1,000,000,0", "$0", "€9bn", "-0%", "2 million million", "31/31/31", "12:61", "00:00", "24:00", "0001-01-01",
    "9999-12-31", "30 February", "Feb. 29, 1900", "yesterday", "May", "Sunday", "10 p.m. GMT", "last year",
    "midnight", "a century ago", "in 0", "mid-", "late", "between", "from", "to", "not", "no", "nobody", "said",
    "he said", "told", "according to", "that", "who", "whose", "of", "and", "the", "a", "more than", "at least",
    "dozens of", "half", "a third of", "people", "killed", "injured", "Mr.", "Dr.", "U.S.", "St.", "al-", "O'", "McX",
    "the President", "I", "&#0;", "&#x110000;", "&amp;lt;", "]]>", "<!--", "-->", "</script>", "<p", "<![CDATA[",
    "<meta charset=", "\\u0000", "\\ud800", "![](", "](", "```", "---\n", "title: ", "published: ", '"text": ',
    '"title": null', "[[[[", "{}", ',""', '""', "\ttext", "text,",
)  # fmt: skip
PAIRS = ("()", "[]", "{}", "“”", "‘’", '""', "''", "<>", "**", "__", "—,", ",,")
_WORD = re.compile(r"[^\W_][\w.]*")
MOST = 6  # what is done to one input, at most
LONGEST = 12  # times that something is repeated


def repeated(text: str, chance: Random, _: Sequence[str]) -> str:
    start, end = _stretch(text, chance)
    return text[:end] + text[start:end] * chance.randrange(1, LONGEST) + text[end:]


def deleted(text: str, chance: Random, _: Sequence[str]) -> str:
    start, end = _stretch(text, chance)
    return text[:start] + text[end:]


def flipped(text: str, chance: Random, _: Sequence[str]) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chr(ord(text[at]) ^ 1 << chance.randrange(7)) + text[at + 1 :]


def put_in(text: str, chance: Random, tokens: Sequence[str]) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(tokens) + text[at:]


def put_for(text: str, chance: Random, tokens: Sequence[str]) -> str:
    """A token stands for a word."""
    words = [*_WORD.finditer(text)]
    start, end = chance.choice(words).span() if words else (0, len(text))
    return text[:start] + chance.choice(tokens) + text[end:]


def truncated(text: str, chance: Random, _: Sequence[str]) -> str:
    at = chance.randrange(len(text))
    return text[:at] if chance.random() < 0.7 else text[at:]


def nested(text: str, chance: Random, _: Sequence[str]) -> str:
    (start, end), deep, pair = _stretch(text, chance), chance.randrange(1, LONGEST), chance.choice(PAIRS)
    return text[:start] + pair[0] * deep + text[start:end] + pair[1] * deep + text[end:]


def moved(text: str, chance: Random, _: Sequence[str]) -> str:
    start, end = _stretch(text, chance)
    rest = text[:start] + text[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + text[start:end] + rest[at:]


DEEDS: tuple[Callable[[str, Random, Sequence[str]], str], ...] = (
    repeated, deleted, flipped, put_in, put_in, put_for, truncated, nested, moved,
)  # fmt: skip


def mutated(seeds: Sequence[str], chance: Random, *, tokens: Sequence[str] = TOKENS, longest: int = 10_000) -> str:
    """One of the seeds, or the joint of two, after one to six deeds; cut off where it is longer than `longest`."""
    text = chance.choice(seeds)
    if chance.random() < 0.3:
        text = spliced(text, chance.choice(seeds), chance)
    for _ in range(min(MOST, 1 + int(chance.expovariate(0.6)))):
        text = chance.choice(DEEDS)(text, chance, tokens)[:longest] or chance.choice(seeds)
    return text


def spliced(one: str, other: str, chance: Random) -> str:
    return one[: chance.randrange(len(one) + 1)] + other[chance.randrange(len(other) + 1) :] or one


def as_bytes(text: str) -> str:
    """The bytes of a text as a text of their own."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


def smallest(text: str, breaks: Callable[[str], bool], tries: int = 400) -> str:
    """Leave out of a text whatever it breaks without, stretches first, then characters."""
    size = len(text) // 2
    while size and tries > 0:
        at = 0
        while at < len(text) and tries > 0:
            tries -= 1
            less = text[:at] + text[at + size :]
            if less and breaks(less):
                text = less
            else:
                at += size
        size //= 2
    return text


def translated(chance: Random, count: int = 6) -> dict[int, int]:
    """A table that puts some character for another, one for one, so that no place in a text changes."""
    odd = [token for token in TOKENS if len(token) == 1]
    return {
        ord(chance.choice("aeiou nrst.,0123456789")): ord(chance.choice(odd)) for _ in range(chance.randrange(count))
    }


def places_of_words(value: object, keys: frozenset[str]) -> Iterator[tuple[dict | list, str | int]]:
    """Where in a table of JSON words stand that nothing else refers by: not those of `keys`."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        if isinstance(inner, str) and key not in keys:
            yield value, key
        elif isinstance(inner, dict | list) and key not in keys:
            yield from places_of_words(inner, keys)


def _stretch(text: str, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(text))
    return start, min(len(text), start + 1 + int(chance.expovariate(1 / 12)))
