"""Who speaks in a story's articles, and which person that is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from factcheck.domain.account import Account, Claimant
from factcheck.domain.story import Book
from factcheck.domain.text import Sentence, Span
from factcheck.values.speech.claimants import claimant_of
from factcheck.values.speech.noun_phrases import PRONOUNS

_JOINED = re.compile(r"\s(?:and|&)\s")
_FULL = 2  # words of a full name; one word alone is often no person
_SPELLINGS = 2  # letters in which two spellings of one surname may differ


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person who speaks, by full name; `key` is equal for all ways in which the story writes the name.

    `span` are the words of the sentence that name the speaker there, a pronoun perhaps.
    """

    name: str
    key: str
    span: Span

    def other_than(self, other: Speaker) -> bool:
        """Whether the two are surely two people: neither name holds the other, and the surnames are not alike."""
        return two_people(self.key, other.key)


def two_people(one: str, other: str) -> bool:
    """Whether two keys of names are surely two people: neither holds the other, and the surnames are not alike."""
    ours, theirs = one.split(), other.split()
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return False
    return OSA.distance(ours[-1], theirs[-1]) > _SPELLINGS and not ours[-1].startswith(theirs[-1][:-1])


class Speakers:
    """The claimants of a story, found when asked for."""

    def __init__(self, accounts: Iterable[Account], book: Book) -> None:
        self._accounts = {account.article.id: account for account in accounts}
        self._book = book
        self._before = cache(self._last_speakers)

    def of(self, sentence: Sentence, span: Span) -> Claimant | None:
        """Return to whom `sentence` itself attributes its words at `span`, None if it does not.

        "He said" is whoever spoke in the sentence before; without one, the pronoun stands as written.
        """
        found = claimant_of(sentence, span)
        if found is None or found.name.lower() not in PRONOUNS:
            return found
        previous = self._before(sentence.article).get(sentence.index)
        return claimant_of(sentence, span, previous=previous)

    def person(self, sentence: Sentence, span: Span) -> Speaker | None:
        """Return the person whom `of` names, None for a role, a pronoun, an organisation, or several people."""
        claimant, here = self.of(sentence, span), claimant_of(sentence, span)
        if claimant is None or here is None or self._joint(claimant, sentence.article):
            return None
        named = self._accounts[sentence.article].names_at(claimant.span)
        people = [name for name in named if name.sort == "person"]
        people = [name for name in people if name.title] or people
        if len(people) != 1 or len(self._book.key(people[0].text).split()) < _FULL:
            return None
        return Speaker(people[0].text, self._book.key(people[0].text), here.span)

    def _joint(self, claimant: Claimant, article: str) -> bool:
        """Whether several people speak with one voice: "Rao and Weller said"."""
        text = self._accounts[article].article.text
        beside = f"{text[: claimant.span.start].rstrip()[-4:]} {text[claimant.span.end :].lstrip()[:4]}"
        return _JOINED.search(f" {claimant.name} ") is not None or _JOINED.search(beside) is not None

    def _last_speakers(self, article: str) -> dict[int, Claimant]:
        """Return, by the index of each sentence, who spoke in the sentence before it."""
        found: dict[int, Claimant] = {}
        last: Claimant | None = None
        for sentence in self._accounts[article].sentences:
            last = claimant_of(sentence, sentence.span, previous=last)
            if last is not None:
                found[sentence.index + 1] = last
        return found
