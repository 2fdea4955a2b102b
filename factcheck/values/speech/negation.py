"""Which words of a sentence stand under a negation: the "close" of "is not, as things are, allowed to close it".

It is read off the words from the negation on, over what is inserted, marks of quotation and "...", so that it also
holds where a parser loses the thread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcheck.domain.text import Token
from factcheck.settings.lexicons import Lexicons
from factcheck.values.speech.phrases import occurrences

_LONGEST = 14  # words and marks of an insertion: ", under any plan now before us,"
_INSERTS = {",": ",", "(": ")", "-": "-", "–": "–", "—": "—", "--": "--"}
_DASHES = frozenset({"-", "–", "—", "--"})
_DOTS = frozenset({"...", "…", ". . .", ".."})
_ENDS = frozenset({";", ":", ".", "?", "!", ")"})
_TURNS = frozenset({"but", "and", "because", "than", "so", "yet"})
_JOINING = frozenset({"CJS", "DTQ", "PNQ", "AVQ"})
_HEADS = ("VV", "AJ", "NN", "NP")
_SUBJECTS = ("PNP", "AT0", "DPS", "DT0", "NP0", "EX0", "PNI")
_NOTHING_OF = frozenset({"without"})  # it negates a noun no more than "not any" does


def negated_words(tokens: Sequence[Token], lexicons: Lexicons) -> Mapping[int, int]:
    """Return the words that stand under an odd number of negations, each with the word that negates it.

    Of a clause it is the verb, adjective or noun that the negation stands with, and what hangs on it by "to", "that" or
    a gerund.
    """
    over: dict[int, list[int]] = defaultdict(list)
    for negation, first in _negations(tokens, lexicons):
        for word in _reached(tokens, first, lexicons):
            over[word].append(negation)
    return {word: found[0] for word, found in over.items() if len(found) % 2}


def _negations(tokens: Sequence[Token], lexicons: Lexicons) -> Iterator[tuple[int, int]]:
    """Yield each word that negates, and where what it negates begins."""
    statuses = lexicons.statuses
    harmless = {k for first, end in occurrences(tokens, statuses.harmless) for k in range(first, end)}
    for k, token in enumerate(tokens):
        if token.text.lower().replace("’", "'") in statuses.negators - _NOTHING_OF and k not in harmless:
            yield k, k + 1
    for first, end in occurrences(tokens, tuple(p for p in statuses.negating if p.endswith((" VERB", " DOING")))):
        yield first, end - 1


def _reached(tokens: Sequence[Token], at: int, lexicons: Lexicons) -> Iterator[int]:
    head = _head(tokens, _past_insertion(tokens, at))
    while head is not None:
        yield head
        if tokens[head].tag.startswith("AJ") and tokens[head + 1 : head + 2] and _is_noun(tokens[head + 1]):
            head += 1
            yield head
        head = _below(tokens, head, lexicons)


def _past_insertion(tokens: Sequence[Token], at: int) -> int:
    """Return where the clause goes on behind what is inserted at `at`; `at` itself where nothing is."""
    at = _visible(tokens, at)
    if at < len(tokens) and (closing := _INSERTS.get(tokens[at].text)):
        end = next((k for k in range(at + 1, min(len(tokens), at + _LONGEST)) if tokens[k].text == closing), None)
        behind = len(tokens) if end is None else _visible(tokens, end + 1)
        anew = closing in _DASHES and behind < len(tokens) and tokens[behind].tag in ("PNP", "DPS")
        return len(tokens) if anew else behind  # "I do not - I - my position is that"
    return at


def _visible(tokens: Sequence[Token], at: int) -> int:
    """Step over marks of quotation and omission."""
    while at < len(tokens) and not _is_word(tokens[at]) and not _stops(tokens[at]):
        at += 1
    return at


def _is_word(token: Token) -> bool:
    return any(c.isalnum() for c in token.text)


def _stops(token: Token) -> bool:
    return token.text not in _DOTS and (token.text in _ENDS or token.text in _INSERTS)


def _head(tokens: Sequence[Token], at: int) -> int | None:
    """Return the first word of matter from `at` on, in its clause."""
    for k in range(at, len(tokens)):
        token = tokens[k]
        if _stops(token) or token.text.lower() in _TURNS or token.tag in _JOINING:
            return None
        if _is_word(token) and token.tag.startswith(_HEADS):
            return k
    return None


def _is_noun(token: Token) -> bool:
    return token.tag.startswith("NN")


def _below(tokens: Sequence[Token], head: int, lexicons: Lexicons) -> int | None:
    """Return the word of matter that hangs on another by "to", by "that", as a gerund or as a clause without a mark."""
    lemma = tokens[head].lemma
    if lemma in lexicons.statuses.standing:
        return None
    at = _visible(tokens, head + 1)
    while at < len(tokens) and tokens[at].tag in ("AV0", "AVP"):
        at = _visible(tokens, at + 1)
    if at >= len(tokens):
        return None
    tag = tokens[at].tag
    telling = lemma in lexicons.speech.saying or lemma in lexicons.standing.believing
    if tag == "CJT" or (telling and tag.startswith(_SUBJECTS)):
        return _verb(tokens, at)
    if tag == "PNP":
        at = _visible(tokens, at + 1)
        return _head(tokens, at) if at < len(tokens) and tokens[at].tag == "TO0" else None
    return _head(tokens, at) if tag in ("TO0", "VVG") else None


def _verb(tokens: Sequence[Token], at: int) -> int | None:
    """Return the word of matter of the first predicate from `at` on, in its clause."""
    for k in range(at, len(tokens)):
        if _stops(tokens[k]) or tokens[k].text.lower() in _TURNS:
            return None
        if tokens[k].tag.startswith("V"):
            return _head(tokens, k)
    return None
