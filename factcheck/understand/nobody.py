"""Counts of nought: "no one was hurt", "none of the crew died", "no deaths were reported"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import Figure, Hedge, Status
from factcheck.settings.lexicons import Lexicons
from factcheck.understand.grouped import CountedGroup
from factcheck.values.figures.roles import role_of

_NOBODY = frozenset({"none", "nobody"})
_FATES = frozenset({"killed", "injured", "arrested", "missing", "infected"})  # "no one was held back" tells none


def may_be_nobody(sentence: Sentence, lexicons: Lexicons) -> Iterator[tuple[Span, int]]:
    """Where a sentence may say that nobody underwent something, and the token that says whom; none by "no doubt"."""
    tokens = sentence.tokens
    if not any(role_of(token, lexicons.roles) in _FATES for token in tokens):
        return
    for k, token in enumerate(tokens):
        word, after = token.text.lower(), tokens[k + 1] if k + 1 < len(tokens) else None
        if word in _NOBODY:
            yield Span(token.start, token.end), k
        elif word == "no" and after and (after.text.lower() == "one" or after.lemma in lexicons.hedges.fates):
            yield Span(token.start, after.end), k + 1


def nobody(group: CountedGroup, span: Span, at: int) -> Figure | None:
    """Read "no one was hurt", "none of the crew died", "no deaths" as a count of nought."""
    tokens, words = group.sentence.tokens, group.words(span)
    if tokens[at].lemma in group.lexicons.hedges.fates:
        role = group.role(at)
        ruled = role in _FATES
        return Figure(0, 0, "count", Hedge.EXACT, words, tokens[at].lemma, frozenset(), role) if ruled else None
    fate = group.frames.befell(Span(tokens[at].start, tokens[at].end))
    frame = None if fate is None else group.frames.of(fate)
    role = group.role(fate)
    if frame is None or frame.status is not Status.ASSERTED or role not in _FATES or _lessened(group, fate):
        return None
    noun, modifiers = group.noun(group.frames.counted(Span(tokens[at].start, tokens[at].end)))
    other = {"other"} if [t.text.lower() for t in tokens[at + 1 : at + 2]] == ["else"] else set()
    return Figure(0, 0, "count", Hedge.EXACT, words, noun, modifiers | other, role)


def _lessened(group: CountedGroup, fate: int | None) -> bool:
    """As in "no one was seriously hurt": some may have been hurt."""
    before = group.sentence.tokens[fate - 1] if fate else None
    return before is not None and before.tag == "AV0"
