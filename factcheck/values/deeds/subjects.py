"""Who the subject of a clause is: "opponent" in "Rao's opponent", "brother" in "the brother of the mayor"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.domain.text import Token
from factcheck.values.deeds.verb_groups import FINITE_BUT_DO, RELATIVE

_OPENS = ("AT0", "DPS", "DT0")  # a determiner begins a noun phrase of its own: "in Tarn | the mayor"
_NOUNS = ("NN", "NP")
_GENITIVE = ("'s", "’s", "’")  # the tagger knows the straight one only
_INSIDE = (*_OPENS, *_NOUNS, "AJ", "CRD", "ORD", "POS", "AV0", "CJC")


def head_nouns(subject: Sequence[Token], partitive: Iterable[str]) -> tuple[Token, ...]:
    """Return the nouns that name the subject, those in apposition and of a list included.

    Owners ("Rao's"), what hangs on a preposition ("of the mayor", "in Tarn") and what clauses inside tell are none;
    behind a noun that only says how much (`partitive`: "a group of workers") the "of" is read through.
    """
    heads: list[Token] = []
    counts, named, inside = True, False, False
    for n, token in enumerate(subject):
        tag, before = token.tag, subject[n - 1] if n else None
        if token.text == ",":
            counts, named, inside = True, False, False
        elif tag.startswith("PR") or tag in RELATIVE or tag in ("CJS", "CJT", "TO0", "VVN", "VVG"):
            much = before is not None and (before.lemma in partitive or not before.tag.startswith(_NOUNS))
            counts, named = token.lemma == "of" and counts and much, False
            inside = inside or tag in RELATIVE or tag in ("CJS", "CJT")
        elif tag in FINITE_BUT_DO:
            if heads and not inside:
                break  # "Rao met the mayor and admitted it": the subject of both
            counts = False
        elif tag == "POS" or token.text in _GENITIVE:
            while heads and heads[-1].start >= _phrase_start(subject, n):
                heads.pop()
        elif tag in _OPENS and named:
            counts, named = True, False
        elif tag.startswith(_NOUNS):
            named = True
            if counts and token.lemma not in partitive:
                heads.append(token)
    return tuple(heads)


def _phrase_start(subject: Sequence[Token], n: int) -> int:
    """Where the noun phrase that ends before token `n` begins, as an offset into the text."""
    first = n
    while first and subject[first - 1].tag.startswith(_INSIDE) and not subject[first].tag.startswith(_OPENS):
        first -= 1
    return subject[first].start
