"""What the sources attach to each person by name, what stands near each, and which words they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from factcheck.checks._support.people.epithets import BearerMention, EpithetReader
from factcheck.checks._support.people.office_words import OfficeWords
from factcheck.domain.account import Account
from factcheck.domain.story import Book
from factcheck.domain.text import Sentence, Token
from factcheck.settings.lexicons import Lexicons
from factcheck.values.speech.people import People

_NEAR = 1  # sentences on either side of a name in which he or she may be spoken of

Words = frozenset[str]


def attached(
    draft: Account, sources: Sequence[Account], book: Book, lexicons: Lexicons
) -> tuple[Sequence[BearerMention], Attachments]:
    """Return whom a draft names, with what it attaches to each, and what its sources attach to people."""
    people = People({one.article.id: one for one in (draft, *sources)}, book, lexicons.titles)
    reader = EpithetReader(people, book, lexicons)
    return [*reader.mentions(draft)], Attachments(sources, reader, OfficeWords(lexicons))


class Attachments:
    """The mentions of the people of some sources, and the words near them.

    What is attached to another by name is near nobody else: of "Chancellor Ada Rao and the envoy, Tom Weller" the
    word "envoy" is not near Ada Rao. Whoever has the same last name may be the same: "Tom Weller", "Thomas Weller".
    """

    def __init__(self, sources: Sequence[Account], reader: EpithetReader, words: OfficeWords) -> None:
        self._sources, self._reader, self._words = sources, reader, words

    @cached_property
    def of(self) -> Mapping[str, tuple[BearerMention, ...]]:
        """The mentions of each person, by the key of the name."""
        found: dict[str, list[BearerMention]] = defaultdict(list)
        for one in self._mentions:
            found[one.key].append(one)
        return {key: tuple(several) for key, several in found.items()}

    def named(self, key: str) -> Sequence[BearerMention]:
        """Return the mentions of a person, those by the last name alone as well where nobody else has it."""
        found = self._by_last.get(_last(key), ())
        people = {one for one in (key, *(other.key for other in found)) if one != _last(one)}
        return found if len(people) <= 1 else [one for one in found if one.key == key]

    @cached_property
    def _by_last(self) -> Mapping[str, Sequence[BearerMention]]:
        found: dict[str, list[BearerMention]] = defaultdict(list)
        for one in self._mentions:
            found[_last(one.key)].append(one)
        return found

    def near(self, key: str) -> Words:
        """Return the words near a person's name that are not attached to another's."""
        return self._near.get(_last(key), frozenset())

    @cached_property
    def _near(self) -> Mapping[str, Words]:
        found: dict[str, set[str]] = defaultdict(set)
        accounts = {account.article.id: account for account in self._sources}
        for one in self._mentions:
            sentences = accounts[one.sentence.article].sentences
            for sentence in sentences[max(0, one.sentence.index - _NEAR) : one.sentence.index + _NEAR + 1]:
                for token in sentence.tokens:
                    if self._is_free(sentence, token, one.key):
                        found[_last(one.key)] |= self.forms(token)
        return {key: frozenset(words) for key, words in found.items()}

    def others(self, key: str) -> Iterator[tuple[BearerMention, Words]]:
        """Yield whoever is another, with all words attached to the name there."""
        for one, words in self._words_of_mentions:
            if _last(one.key) != _last(key):
                yield one, words

    def says(self, before: str, noun: str) -> bool:
        """Whether the sources have a word, right behind `before`, if that is not empty."""
        return (before, noun) in self._said

    @cached_property
    def _said(self) -> frozenset[tuple[str, str]]:
        """Every word of the sources, behind nothing and behind the one before it, in every form."""
        rows = [sentence.tokens for account in self._sources for sentence in account.sentences]
        beside = (pair for row in rows for pair in pairwise([frozenset(("",)), *map(self.forms, row)]))
        inside = (pair for row in rows for token in row for pair in pairwise(self._words.halves(token)))
        return frozenset((said, word) for one, other in beside for word in other for said in (*one, "")).union(inside)

    def has(self, words: Words) -> bool:
        """Whether a sentence of the sources has all of these words."""
        sentences = (sentence for account in self._sources for sentence in account.sentences)
        return any(words <= frozenset().union(*map(self.forms, sentence.tokens)) for sentence in sentences)

    def forms(self, token: Token) -> Words:
        """Return a word in every form in which words about people are compared."""
        return frozenset({self._words.spelt(token), self._words.plain(token), *self._words.halves(token)})

    def _is_free(self, sentence: Sentence, token: Token, key: str) -> bool:
        """Whether a word is attached to nobody by name, or to that person, too."""
        there = self._by_sentence.get((sentence.article, sentence.index), ())
        holders = [_last(one.key) for one in there if one.has(token)]
        return not holders or _last(key) in holders

    @cached_property
    def _mentions(self) -> tuple[BearerMention, ...]:
        return tuple(one for account in self._sources for one in self._reader.mentions(account))

    @cached_property
    def _by_sentence(self) -> Mapping[tuple[str, int], list[BearerMention]]:
        found: dict[tuple[str, int], list[BearerMention]] = defaultdict(list)
        for one in self._mentions:
            found[one.sentence.article, one.sentence.index].append(one)
        return found

    @cached_property
    def _words_of_mentions(self) -> tuple[tuple[BearerMention, Words], ...]:
        return tuple(
            (one, frozenset().union(*(self.forms(t) for t in one.sentence.tokens if one.has(t))))
            for one in self._mentions
        )


def _last(key: str) -> str:
    return key.rsplit(" ", 1)[-1]
