"""The sentences of the sources beside those of a draft: their words as names are compared, and their slots, filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck.checks._support.names.mentions import acronyms, name_words, short_forms
from factcheck.checks._support.names.slots import Filling, crediting, fillings, names_of, tokens_at
from factcheck.checks._support.words.bag_index import BagIndex, best_of
from factcheck.domain.account import Account
from factcheck.domain.text import Sentence, Span
from factcheck.settings.lexicons import Lexicons
from factcheck.text.matter import MATTER
from factcheck.text.nearness import Bag, Nearness, matter_of
from factcheck.values.names.lines import lines
from factcheck.values.names.spelling import core
from factcheck.values.places.gazetteer import Gazetteer

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """A sentence of a source.

    `words` are all of it as names are compared, and the short forms of its names; `named` are those in capitals, those
    that begin with one, and its outlet's.
    """

    account: Account
    sentence: Sentence
    words: Words
    named: Words
    matter: Bag
    fillings: tuple[Filling, ...]


class Passages:
    """All sentences of the sources of a draft."""

    def __init__(self, draft: Account, sources: Sequence[Account], lexicons: Lexicons, nearness: Nearness) -> None:
        self.draft, self.sources, self.nearness = draft, sources, nearness
        self._lexicons = lexicons
        self._verbs = crediting(lexicons)
        read = (line for one in (draft, *sources) for line in lines(one.sentences, one.names))
        self.gazetteer = Gazetteer.of(read, lexicons.places)

    def fillings(self, account: Account, sentence: Sentence) -> tuple[Filling, ...]:
        """Return the slots of a sentence, filled; see slots.fillings."""
        return tuple(fillings(account, sentence, self._lexicons, self.gazetteer))

    @cached_property
    def all(self) -> tuple[SourcePassage, ...]:
        """Every sentence of the sources."""
        return tuple(self._passage(account, sentence) for account in self.sources for sentence in account.sentences)

    @cached_property
    def drafted(self) -> Words:
        """Every word of the draft as names are compared."""
        return frozenset(word for sentence in self.draft.sentences for word in name_words(sentence.text))

    def is_new(self, text: str) -> bool:
        """Whether the draft lacks a word of a source's name."""
        return not set(core(name_words(text))) <= self.drafted

    def nearest(self, sentence: Sentence, span: Span) -> tuple[float, SourcePassage]:
        """Return the passage that is most like a sentence of the draft but for the words at `span`, and how like."""
        matter = matter_of(sentence.tokens) - self.own(sentence, span)

        def rank(one: SourcePassage) -> tuple[float, str, int]:
            return self.nearness.likeness(matter, one.matter), one.sentence.article, -one.sentence.index

        best = best_of(self.all, self._index.likenesses(matter), rank)
        return rank(best)[0], best

    @cached_property
    def _index(self) -> BagIndex:
        return BagIndex([one.matter for one in self.all], self.nearness)

    def own(self, sentence: Sentence, span: Span) -> Bag:
        """Return what tells nothing of a statement: the words at `span`, and the verbs by which one says so."""
        return self._verbs | matter_of(tokens_at(sentence, span), MATTER)

    def _passage(self, account: Account, sentence: Sentence) -> SourcePassage:
        short = (one for name in names_of(account, sentence) for one in short_forms(name.text))
        words = frozenset({*name_words(sentence.text), *acronyms(sentence.text), *short})
        matter = matter_of(sentence.tokens) - self._verbs
        capital = {word for t in sentence.tokens if t.text[0].isupper() for word in name_words(t.text)}
        named = frozenset({*capital, *filter(str.isupper, words), *name_words(account.article.source)})
        return SourcePassage(account, sentence, words, named, matter, self.fillings(account, sentence))
