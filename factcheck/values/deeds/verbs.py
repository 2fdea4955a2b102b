"""What a verb counts as: its particle ("turned the offer down"), class, sides and adjective ("is open")."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.text import Token
from factcheck.values.deeds.vocabulary import Vocabulary


def deeds_of(tokens: Sequence[Token], i: int, verb: str, vocabulary: Vocabulary) -> dict[str, bool]:
    """Return the verb at `i` and what it counts as, with its sides; "be" with its own complement."""
    token = tokens[i]
    deeds = {verb: True}
    if verb == token.lemma:
        deeds |= {vocabulary.classes.get(verb, verb): True}
    deeds |= vocabulary.sides.get(verb, {})
    if token.lemma in ("be", "remain", "stay", "plead", "find") and (state := _state(tokens, i, vocabulary)):
        deeds |= {state: True, **vocabulary.sides.get(state, {})}
    return deeds


def particle_of(tokens: Sequence[Token], i: int, end: int, vocabulary: Vocabulary) -> int:
    """Return the index of the "down" of "turned down" or "turned the offer down", "against" of a vote; 0 for none."""
    if tokens[i].lemma == "vote":
        ahead = range(i + 1, end)
        return next((k for k in ahead if tokens[k].lemma in ("for", "against", "down") and tokens[k].tag != "CRD"), 0)
    for k in range(i + 1, min(i + 5, len(tokens))):
        if tokens[k].tag == "AVP" or (k == i + 1 and f"{tokens[i].lemma} {tokens[k].lemma}" in vocabulary.phrasal):
            return k
        if not tokens[k].tag.startswith(("AT", "DPS", "AJ", "NN", "NP", "PNP", "AV")):
            break
    return 0


def _state(tokens: Sequence[Token], i: int, vocabulary: Vocabulary) -> str:
    """The adjective of "was found guilty", "is open"."""
    for token in tokens[i + 1 : i + 4]:
        if token.lemma in vocabulary.sides and token.tag.startswith(("AJ", "VVN", "NN")):
            return token.lemma
        if not token.tag.startswith(("AV", "XX", "AT")):
            break
    return ""
