"""Which words say what office or calling somebody has, and what else each of them is called."""

from __future__ import annotations

from functools import cached_property

from factcheck.domain.text import Token
from factcheck.settings.lexicons import Lexicons, Words
from factcheck.values.names.spelling import words_of
from factcheck.values.names.titles import in_full


class OfficeWords:
    """The words of the lexicons by which offices are known and compared."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.titles, self._callings = lexicons.titles, lexicons.nouns.other
        self._also = dict(lexicons.titles.also_called)

    @cached_property
    def known(self) -> Words:
        """The last words of what offices and callings are called."""
        titles = self.titles.civil | self.titles.roles | self._callings
        return frozenset(title.split()[-1] for title in titles)

    def halves(self, token: Token) -> tuple[str, ...]:
        """Return the words of an office that is written as one: "secretary-general"; none of another."""
        *before, last = self.plain(token).replace("-", " ").split() or [""]
        noun = self._also.get(last, last)
        return (*before, noun) if before and noun in self.known else ()

    def as_one(self, head: Token, before: Token) -> str | None:
        """Return the one name of an office that is two words: "press secretary"."""
        return self._also.get(f"{before.lemma} {head.lemma}")

    def spelt(self, token: Token) -> str:
        """Return a word as what stands beside an office is compared: a short form in full, others in the singular."""
        lemma = token.lemma.lower().rstrip(".")
        full = in_full(lemma, self.titles)
        said = token.text if token.tag == "VVG" else token.lemma
        return full if full != lemma else " ".join(words_of(said)).removesuffix("s")

    def plain(self, token: Token) -> str:
        """Return a word as offices are compared: in full, in the singular, by its one name."""
        word = in_full(token.lemma.lower().rstrip("."), self.titles)
        return self._also.get(word, word)
