"""The offices in a phrase that says who somebody is: "the company's chief content officer", "secretary of state"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.checks._support.people.office_words import OfficeWords
from factcheck.domain.text import Span, Token
from factcheck.values.figures.counted import PERIODS
from factcheck.values.speech.people import is_somebody

OWNING = frozenset({"'s", "’s", "'", "’"})
OF = frozenset({"of", "for", "at"})  # behind them stands of what the office is
_NOUNS = ("NN", "NP", "AJ", "UNC", "VVG", "DT0", "ORD")  # how the tags of words begin that say which office
_BREAKS = ("AT", "DPS", "POS")  # how the tags of words begin before which no part of it stands

Phrase = Sequence[Token]


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """What somebody is by a noun, `head`: `which` stands before it, `of` behind it, `whose` before "'s".

    `body` is what of all these has a capital, but for a title's own words: "Gazette", of "a Gazette reporter". `span`
    ends with the head, `full` with what is behind it.
    """

    head: str
    which: tuple[str, ...]
    of: tuple[str, ...]
    whose: tuple[str, ...]
    body: tuple[str, ...]
    span: Span
    full: Span

    @property
    def words(self) -> frozenset[str]:
        """All of its words."""
        return frozenset({self.head, *self.which, *self.of, *self.whose})


class OfficePhrases:
    """Reads the offices in phrases."""

    def __init__(self, words: OfficeWords) -> None:
        self._words = words

    def read(self, phrase: Phrase, opening: int) -> Iterator[OfficePhrase]:
        """Yield every office before the first "of" and the like, what is behind with each.

        `opening` is where the sentence begins: a capital there names nothing.
        """
        end = next((i for i, t in enumerate(phrase) if i and t.text.lower() in OF), len(phrase))
        behind = [t for t in phrase[end + 1 :] if is_noun(t)]
        start, owning = 0, list[Token]()
        for i, token in enumerate(phrase[:end]):
            if token.text in OWNING:
                owning = [t for t in phrase[start:i] if is_noun(t)]
            if token.text in ("and", ",", *OWNING) or token.tag.startswith(_BREAKS) or token.lemma in PERIODS:
                start = i + 1
            elif self._is_head(phrase[:end], i):
                named = [] if token.text[:1].isupper() else phrase[start:i]
                named = [t for t in (*behind, *owning, *named) if t.text[:1].isupper() and t.start > opening]
                yield self._office(phrase[start:i], token, behind, owning, named)
                start = i + 1

    def _office(self, before: Phrase, head: Token, behind: Phrase, owning: Phrase, named: Phrase) -> OfficePhrase:
        which = [t for t in before if is_noun(t)]
        one = self._words.as_one(head, which[-1]) if which else None  # "press secretary" is "spokesman"
        *halves, noun = self._words.halves(head) or (self._words.plain(head),)
        span = Span((before[0] if before else head).start, head.end)
        return OfficePhrase(
            head=one or noun,
            which=(*self._spelt(which[:-1] if one else which), *halves),
            of=self._spelt(behind),
            whose=self._spelt(owning),
            body=self._spelt(named),
            span=span,
            full=Span(span.start, behind[-1].end if behind else span.end),
        )

    def _spelt(self, tokens: Phrase) -> tuple[str, ...]:
        return tuple(map(self._words.spelt, tokens))

    def _is_head(self, words: Phrase, at: int) -> bool:
        """Whether an office's noun stands there and does not go on: of "chief content officer" the last."""
        token, behind = words[at], words[at + 1 : at + 2]
        if behind and (is_noun(behind[0]) or behind[0].text in OWNING):
            return False
        word = self._words.plain(token)
        office = word in self._words.known or bool(self._words.halves(token))
        somebody = is_somebody(token) and word not in self._words.titles.organisations
        known = somebody or (office and token.tag != "NN2" and is_noun(token))
        return known and word not in self._words.titles.address


def is_noun(token: Token) -> bool:
    """Whether a word may say which office or whose: the parser takes "acting" for a verb, "former" for a pronoun."""
    return token.tag.startswith(_NOUNS)
