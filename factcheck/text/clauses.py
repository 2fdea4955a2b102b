"""Where one statement of a sentence ends and the next begins.

No parser: a clause ends where a mark or a joining word stands before a stretch with a finite verb of its own,
so that a list of nouns is never cut and every clause has a verb (or is the whole sentence).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.domain.text import Sentence, Span, Token

FULL = frozenset({"VVD", "VVZ", "VVB"})  # finite forms of full verbs
DO = frozenset({"VDD", "VDZ", "VDB"})
FINITE = FULL | {"VBD", "VBZ", "VBB", "VHD", "VHZ", "VHB", *DO, "VM0"}
_PARTICIPLE = {"VVN", "VVG"}
_JOINERS = {"CJC", "CJS", "CJT", "DTQ", "PNQ", "AVQ"}
_REACH = 8  # words: a subject longer than that is rare in news
_HARD = {";", ":", "--", "–", "—"}


def clauses(sentence: Sentence) -> tuple[Span, ...]:
    """Cut a sentence into clauses: spans in order that cover all its tokens."""
    tokens = sentence.tokens
    if not tokens:
        return (sentence.span,)
    starts = [0, *(i for i in range(1, len(tokens)) if _begins(tokens, i))]
    cuts = [*_with_verbs(tokens, starts), len(tokens)]
    return tuple(Span(tokens[a].start, tokens[b - 1].end) for a, b in pairwise(cuts))


def clause_at(spans: Sequence[Span], at: int) -> Span:
    """Return the clause that holds offset `at` (the last one, if none does)."""
    return next((span for span in spans if span.start <= at < span.end), spans[-1])


def _begins(tokens: Sequence[Token], i: int) -> bool:
    """Whether a new clause may begin at token `i`."""
    here, before = tokens[i], tokens[i - 1]
    if before.text in _HARD:
        return True
    if here.tag == "CJC":
        return _verb_soon(tokens, i + 1)
    if here.tag in _JOINERS and here.lemma not in ("than", "as"):
        return here.tag != "CJS" or before.lemma != "more"
    if before.text != ",":
        return False
    if here.tag in FINITE | _PARTICIPLE:
        return i > 1
    return here.tag in {"PNP", "AT0", "DPS"} and _verb_soon(tokens, i)


def _verb_soon(tokens: Sequence[Token], i: int) -> bool:
    """Whether a finite verb comes within a few words and before the next mark ("in 1995, she became" has one)."""
    opening = i < len(tokens) and tokens[i].tag == "PRP"
    for token in tokens[i : i + _REACH]:
        if token.tag in FINITE:
            return True
        if token.text in {",", ";", ".", ":"} and not (opening and token.text == ","):
            return False
    return False


def _with_verbs(tokens: Sequence[Token], starts: Sequence[int]) -> list[int]:
    """Drop the cuts that would leave a clause without any verb."""
    kept = [starts[0]]
    for start in starts[1:]:
        if any(_is_verb(token) for token in tokens[kept[-1] : start]):
            kept.append(start)
    if len(kept) > 1 and not any(_is_verb(token) for token in tokens[kept[-1] :]):
        kept.pop()
    return kept


def _is_verb(token: Token) -> bool:
    return token.tag.startswith("V") and token.lemma != "accord"  # "according to" is a preposition
