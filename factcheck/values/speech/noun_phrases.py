"""Where a noun phrase begins and ends in tagged text."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Token
from factcheck.settings.lexicons import Titles
from factcheck.text.clauses import FINITE
from factcheck.values.names.capitals import is_calendar

_TAGS = frozenset("NP0 NN0 NN1 NN2 UNC POS CRD ORD AJ0 AJC AJS AT0 DPS DT0 ZZ0".split())  # noqa: SIM905
_HEADS = frozenset({"NP0", "NN0", "NN1", "NN2", "UNC", "ZZ0"})
_OPENING = frozenset({"AT0", "DPS"})
_PREPOSITIONS = frozenset({"PRP", "PRF"})
_JOINERS = frozenset({"and", "&"})
_WITHIN = frozenset({"of", "for", "at", "from", "and", "&"})  # what goes on behind a speaker: "said Ada of the Union"
_ADJECTIVES = frozenset({"other", "former", "several", "senior"})  # the parser takes some for adverbs
_INITIAL = 4  # letters of what a full stop shortens inside a name: "A.", "Lt.", "Insp."

MARKS = frozenset({'"', "“", "”", "''", "``", "«", "»"})
PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we"})


def phrase_start(tokens: Sequence[Token], end: int, titles: Titles) -> int:
    """Return where the noun phrase that ends before `end` begins; `end` itself if there is none."""
    if end == 0 or not (_head(tokens, end - 1) or tokens[end - 1].tag == "CRD"):
        return end
    at = end
    while at > 0 and _goes_back(tokens, at, end, titles):
        at -= 1
        if tokens[at].tag in _OPENING and not _inner(tokens, at - 1):
            break
    return at


def phrase_end(tokens: Sequence[Token], start: int) -> int:
    """Return where the noun phrase that begins at `start` ends; `start` itself if there is none."""
    if start < len(tokens) and tokens[start].tag == "PNP":
        return start + 1
    at = start
    while at < len(tokens) and _goes_on(tokens, start, at):
        at += 1
    while at > start and not _head(tokens, at - 1) and tokens[at - 1].tag != "CRD":
        at -= 1
    return at


def _goes_back(tokens: Sequence[Token], at: int, end: int, titles: Titles) -> bool:
    """Whether the phrase whose first token so far is `at` also holds the one before."""
    token = tokens[at - 1]
    if token.text == ".":
        return at < end and _stop(tokens, at - 1)
    if is_calendar(token.text) and token.text[:1].isupper():
        return False
    if token.text.lower() in _JOINERS or token.tag in _PREPOSITIONS:
        return at < end and _inner(tokens, at - 1)
    return _nominal(tokens, at - 1) and not (at < end and _breaks(token, tokens[at], titles))


def _goes_on(tokens: Sequence[Token], start: int, at: int) -> bool:
    token = tokens[at]
    if token.text == ".":
        return at > start and _stop(tokens, at) and len(tokens[at - 1].text) == 1
    if at > start and is_calendar(token.text):
        return False
    if token.text.lower() in _WITHIN:
        follows = at > start and at + 1 < len(tokens) and _nominal(tokens, at + 1)
        return follows and not (token.text == "and" and any(t.tag in FINITE for t in tokens[at + 1 : at + 6]))
    return _nominal(tokens, at)


def _nominal(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    return token.text not in MARKS and (token.tag in _TAGS or _head(tokens, i) or token.text in _ADJECTIVES)


def _head(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token can be the last of a noun phrase; a capital inside a sentence makes a name of an "adverb"."""
    return tokens[i].tag in _HEADS or (i > 0 and tokens[i].tag == "AV0" and tokens[i].text[:1].isupper())


def _stop(tokens: Sequence[Token], i: int) -> bool:
    return i > 0 and tokens[i].start == tokens[i - 1].end and len(tokens[i - 1].text) <= _INITIAL


def _inner(tokens: Sequence[Token], i: int) -> bool:
    """Whether a joining word belongs to the phrase, not to the sentence: "In Moscow the minister said"."""
    if i < 1 or not (tokens[i].text.lower() in _JOINERS or tokens[i].tag in _PREPOSITIONS):
        return False
    return _head(tokens, i - 1) and not is_calendar(tokens[i - 1].text)


def _breaks(token: Token, following: Token, titles: Titles) -> bool:
    """Whether two phrases meet here: "after the meeting Lavrov said", "14 May 2013 Police said"."""
    capital = following.text[:1].isupper()
    if following.tag in _OPENING and token.tag != "DT0":
        return True
    if token.text.isdigit() and len(token.text) == 4 and capital:
        return True
    plain = token.tag in ("NN1", "NN2") and token.text.islower()
    return plain and capital and following.tag == "NP0" and token.lemma not in titles.roles
