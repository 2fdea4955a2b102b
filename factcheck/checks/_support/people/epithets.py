"""What the words attached to a person's name say who that is: offices, a home, a party, whom he or she works for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.checks._support.people.homes import Homes, Trait
from factcheck.checks._support.people.office_phrases import OF, OWNING, OfficePhrase, OfficePhrases
from factcheck.checks._support.people.office_words import OfficeWords
from factcheck.domain.account import Account, Name
from factcheck.domain.story import Book
from factcheck.domain.text import Sentence, Span, Token
from factcheck.settings.lexicons import Lexicons
from factcheck.values.speech.noun_phrases import phrase_start
from factcheck.values.speech.people import People, described_by

Phrase = Sequence[Token]


@dataclass(frozen=True, slots=True)
class BearerMention:
    """A person named in a sentence, and what is attached to the name there.

    `homes` are told as such, `states` are all that its words name, homes too. `owner` is the name that stands before it
    with "'s".
    """

    sentence: Sentence
    name: Name
    key: str
    offices: tuple[OfficePhrase, ...]
    homes: tuple[Trait, ...]
    states: tuple[Trait, ...]
    parties: tuple[Trait, ...]
    owner: Name | None
    attached: tuple[Span, ...]

    def has(self, token: Token) -> bool:
        """Whether a word of its sentence is attached to the name."""
        return any(span.start <= token.start < span.end for span in self.attached)


class EpithetReader:
    """Reads the mentions of an article."""

    def __init__(self, people: People, book: Book, lexicons: Lexicons) -> None:
        self._people, self._book, self._titles = people, book, lexicons.titles
        self._offices, self._homes = OfficePhrases(OfficeWords(lexicons)), Homes(lexicons)

    def mentions(self, account: Account) -> Iterator[BearerMention]:
        """Yield every person who is named, in the order of the text."""
        for sentence in account.sentences:
            people = self._people.among(sentence)
            for name in people:
                yield self._mention(account, sentence, name, [one for one in people if one is not name])

    def _mention(self, account: Account, sentence: Sentence, name: Name, others: Sequence[Name]) -> BearerMention:
        described = (self._back(phrase, sentence) for phrase in described_by(sentence, name, self._titles))
        phrases = [phrase for phrase in (_own(one, name, others) for one in described) if phrase]
        bracket, homes, parties = self._homes.bracket(account.article.text, name)
        owner = _owner(account, sentence, name)
        homes += [home for phrase in phrases for home in self._homes.told(phrase, name)]
        inside = list(self._homes.inside(name))
        told = [phrase for phrase in phrases if phrase[0].text.lower() != "who"]  # who spoke in Ohio is from anywhere
        attached = [Span(phrase[0].start, phrase[-1].end) for phrase in phrases]
        attached += [home.span for home in inside]
        attached += [Span(owner.span.start, name.span.start)] if owner else []
        return BearerMention(
            sentence=sentence,
            name=name,
            key=self._book.key(name.text.partition(" of ")[0]),
            offices=tuple(office for phrase in phrases for office in self._offices.read(phrase, sentence.span.start)),
            homes=(*homes, *inside),
            states=(*homes, *inside, *(state for phrase in told for state in self._homes.named(phrase))),
            parties=(*parties, *(party for phrase in phrases for party in self._homes.party(phrase))),
            owner=owner,
            attached=(*attached, *([bracket] if bracket else [])),
        )

    def _back(self, phrase: Phrase, sentence: Sentence) -> Phrase:
        """Return a phrase with what stands before its "acting", which was taken for a verb."""
        before = [token for token in sentence.tokens if token.start < phrase[0].start]
        if not before or before[-1].text.lower() != "acting":
            return phrase
        return (*before[phrase_start(before, len(before) - 1, self._titles) :], *phrase)


def _own(phrase: Phrase, name: Name, others: Sequence[Name]) -> Phrase:
    """Return the words of a phrase that are of this name: of "Ada Rao and harbour chief Tom Weller" the last."""
    if phrase[0].start > name.span.start:
        begun = (i for i, t in enumerate(phrase) if i and any(n.span.start == t.start for n in others))
        joins = [i for i, t in enumerate(phrase[: next(begun, 0)]) if t.text == "and"]
        return phrase[: joins[-1]] if joins else phrase
    cut = 0
    for i, (token, behind) in enumerate(pairwise(phrase), 1):
        another = any(n.span.end == token.end for n in others) and behind.text not in OWNING
        joined = token.text == "and" and (cut or behind.tag == "AT0")
        if another or joined or (token.tag == "PRP" and token.text.lower() not in OF):
            cut = i
    return phrase[cut:]


def _owner(account: Account, sentence: Sentence, name: Name) -> Name | None:
    """Return whose somebody is, by "'s" right before the name or its title: "the Gazette's Ada Rao"."""
    before = [token for token in sentence.tokens if token.end <= name.span.start]
    for words in (before, before[: len(before) - len(name.title.split())]):
        if words and words[-1].text in OWNING:
            return next((one for one in account.names if one.span.end == words[-1].start), None)
    return None
