"""Which state somebody is from and of which party, by the words attached to a name: "(D-N.Y.)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.checks._support.people.office_phrases import is_noun
from factcheck.domain.account import Name
from factcheck.domain.text import Span, Token
from factcheck.settings.lexicons import Lexicons
from factcheck.values.names.spelling import words_of

_REACH = 30  # characters behind a name in which a bracket with party and state ends
_BRACKET = re.compile(r"\s*[(,]\s*([DR])\.?\s?[-–—,/]\s?([A-Z][a-z]*\.?(?:\s?[A-Z][a-z]*\.?)?)")
PARTIES = {"D": "democrat", "R": "republican", "democratic": "democrat", "gop": "republican"}
PARTIES |= {party: party for party in ("democrat", "republican")}

Phrase = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Trait:
    """A state or a party, by its one name, and the words that name it."""

    one: str
    span: Span


class Homes:
    """Reads states and parties."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._states = dict(lexicons.places.states)

    def bracket(self, text: str, name: Name) -> tuple[Span | None, list[Trait], list[Trait]]:
        """Return where party and state stand right behind a name, as in "(D-N.Y.)", and the state and the party."""
        found = _BRACKET.match(text, name.span.end, name.span.end + _REACH)
        if not found:
            return None, [], []
        state = self._states.get(" ".join(words_of(found[2])))
        homes = [Trait(state, Span(*found.span(2)))] if state else []
        return Span(*found.span()), homes, [Trait(PARTIES[found[1]], Span(*found.span(1)))]

    def inside(self, name: Name) -> Iterator[Trait]:
        """Yield the state in a name that was read with it: "Ada Rao of Ohio"."""
        _, of, place = name.text.partition(" of ")
        if of and self._is_full(place.lower()):
            yield Trait(place.lower(), Span(name.span.end - len(place), name.span.end))

    def named(self, phrase: Phrase) -> Iterator[Trait]:
        """Yield every state that a phrase names in full."""
        for at, end in self._named(phrase):
            yield Trait(_text(phrase[at:end]), Span(phrase[at].start, phrase[end - 1].end))

    def told(self, phrase: Phrase, name: Name) -> Iterator[Trait]:
        """Yield the states that say whence somebody is: right behind a name's "of", and before "Democrat"."""
        behind = phrase[0].start - name.span.end > len(" of") if phrase else False
        for (at, end), trait in zip(self._named(phrase), self.named(phrase), strict=True):
            beside = phrase[end] if end < len(phrase) and is_noun(phrase[end]) else None
            if beside.text.lower() in PARTIES if beside else behind and at == 0:
                yield trait

    def party(self, phrase: Phrase) -> Iterator[Trait]:
        """Yield the party of "Republican Senator" and "an Ohio Democrat", not that of "chief of the Democrats"."""
        end = next((i for i, t in enumerate(phrase) if t.tag in ("PRP", "PRF") or t.text == ","), len(phrase))
        told = [token for token in phrase[:end] if not token.tag.startswith("AT")]
        for token in dict.fromkeys((*told[:1], *told[-1:])):
            if token.text.lower() in PARTIES:
                yield Trait(PARTIES[token.text.lower()], Span(token.start, token.end))

    def _named(self, phrase: Phrase) -> Iterator[tuple[int, int]]:
        at = 0
        while at < len(phrase):
            end = next((at + n for n in (2, 1) if self._is_full(_text(phrase[at : at + n]))), at)
            if end > at and phrase[at].text[:1].isupper():
                yield at, min(end, len(phrase))
            at = max(end, at + 1)

    def _is_full(self, text: str) -> bool:
        return self._states.get(text) == text


def _text(tokens: Phrase) -> str:
    return " ".join(token.text for token in tokens).lower()
