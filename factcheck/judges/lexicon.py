"""Judges by the lexicon of opposites: it knows few events, and knows them well."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.story import Judgement
from factcheck.domain.text import Skipped, Token
from factcheck.domain.values import Outcome
from factcheck.frames.words import read_words
from factcheck.interfaces import Parser
from factcheck.settings.lexicons import Opposites
from factcheck.text.tokens import tokens
from factcheck.values.deeds.outcomes import find_outcomes, opposed

_SURE = 0.9  # a lexicon says yes or no; the rest is for what it cannot see


class Judge:
    """Two statements exclude each other when they give opposite sides of one type of event."""

    name = "lexicon"
    stands_alone = True
    left_out: Sequence[Skipped] = ()

    def __init__(self, *, opposites: Opposites, parser: Parser) -> None:
        self._opposites = opposites
        self._parser = parser

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        """See interfaces.Judge."""
        texts = [*dict.fromkeys(text for pair in pairs for text in pair)]
        read = dict(zip(texts, read_words([tokens(text) for text in texts], self._parser), strict=True))
        return [self._one(self._outcomes(read[left]), self._outcomes(read[right])) for left, right in pairs]

    def _outcomes(self, words: Sequence[Token]) -> list[Outcome]:
        return [outcome for _, outcome in find_outcomes(words, self._opposites)]

    def _one(self, left: Sequence[Outcome], right: Sequence[Outcome]) -> Judgement:
        rest = (1 - _SURE) / 2
        together = [(a, b) for a in left for b in right if a.event == b.event]
        if not together:
            return Judgement(rest, rest, _SURE)
        if all(opposed(a, b) for a, b in together):
            return Judgement(_SURE, rest, rest)
        return Judgement(rest, _SURE, rest)
