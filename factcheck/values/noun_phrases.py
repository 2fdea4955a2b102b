"""Where a noun phrase begins and ends in tagged text: the full name of one who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.config import Lexicons
from factcheck.domain import Token
from factcheck.text.clauses import FINITE
from factcheck.values.capitals import is_calendar

NOUN_TAGS = frozenset(
    {"NP0", "NN0", "NN1", "NN2", "UNC", "POS", "CRD", "ORD", "AJ0", "AJC", "AJS", "AT0", "DPS", "DT0", "ZZ0"}
)
_HEADS = frozenset({"NP0", "NN0", "NN1", "NN2", "UNC", "ZZ0"})
_OPENING = frozenset({"AT0", "DPS"})
_INNER = frozenset({"of", "for", "in", "at", "from", "with", "and", "&"})


def phrase_start(tokens: Sequence[Token], end: int, lexicons: Lexicons) -> int:
    """Return where the noun phrase that ends before `end` begins."""
    at = end
    while at > 0:
        token = tokens[at - 1]
        if (
            token.text == "."
            and at > 1
            and token.start == tokens[at - 2].end
            and at < end
            and len(tokens[at - 2].text) <= 4
        ):
            at -= 1
        elif is_calendar(token.text) and token.text[:1].isupper():
            break
        elif token.text.lower() in _INNER:
            if at == end or at < 2 or tokens[at - 2].tag not in _HEADS or not _inner(tokens, at - 1):
                break
            at -= 1
        elif token.tag in NOUN_TAGS and not (at < end and _breaks(token, tokens[at], lexicons)):
            at -= 1
            if token.tag in _OPENING and not (
                at > 0 and tokens[at - 1].text.lower() in _INNER and _inner(tokens, at - 1)
            ):
                break
        else:
            break
    return at if any(t.tag in _HEADS or t.tag == "CRD" for t in tokens[at:end]) else end


def _inner(tokens: Sequence[Token], i: int) -> bool:
    """Whether a preposition belongs to the phrase, not to the sentence: "In Moscow the minister said"."""
    return i > 1 and tokens[i - 1].tag in _HEADS and not is_calendar(tokens[i - 1].text)


def _breaks(token: Token, following: Token, lexicons: Lexicons) -> bool:
    """Whether two phrases meet here: "after the meeting Lavrov said"."""
    if following.tag in _OPENING and token.tag != "DT0":
        return True
    plain = token.tag in ("NN1", "NN2") and token.text.islower()
    name = following.text[:1].isupper() and following.tag == "NP0"
    return plain and name and token.lemma not in lexicons.titles["roles"]


def phrase_end(tokens: Sequence[Token], start: int) -> int:
    """Return where the noun phrase that begins at `start` ends."""
    at = start
    while at < len(tokens):
        token = tokens[at]
        if token.text == "." and at > start and token.start == tokens[at - 1].end and len(tokens[at - 1].text) == 1:
            at += 1
        elif token.tag == "PNP" and at == start:
            return at + 1
        elif is_calendar(token.text) and at > start:
            break
        elif token.text.lower() in ("of", "for", "&", "and", "at", "from") and at > start:
            ahead = tokens[at + 1].tag if at + 1 < len(tokens) else ""
            if ahead not in NOUN_TAGS or (token.text == "and" and _clause_ahead(tokens, at)):
                break
            at += 1
        elif token.tag in NOUN_TAGS:
            at += 1
        else:
            break
    while at > start and tokens[at - 1].tag not in _HEADS | {"CRD"}:
        at -= 1
    return at


def _clause_ahead(tokens: Sequence[Token], at: int) -> bool:
    return any(t.tag in FINITE for t in tokens[at + 1 : at + 6])
