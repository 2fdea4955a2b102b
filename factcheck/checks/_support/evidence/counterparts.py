"""The words that sources have where a draft has another: between like words, where they tell much of the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck.checks._support.evidence.one_word import OneWord, of_initials, parts
from factcheck.checks._support.words.nearest import NearSentence
from factcheck.domain.text import Sentence
from factcheck.text.nearness import Nearness
from factcheck.values.names.capitals import is_calendar

CLASSES = ("NN", "VV", "AJ", "AV", "PR", "CJ", "DT", "OR", "NP", "VM")  # how the tags of what may be put begin

# What follows was set, and what stands for more beside another chosen, on 104 drafts with planted errors, by folds of
# stories (docs/check.md): which pairs there are to weigh, not how they are weighed.
_PARTICULAR = ("NP", "CR", "OR")
_BINDING = frozenset({"until", "till", "not"})  # the word behind is bound to them
_WINDOW = 4  # words on either side that tell what stands in one place
_AROUND = 0.2  # likeness of these, from which on two words stand in one place


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """A sentence, as far as its words are held against another's."""

    sentence: Sentence
    lemmas: tuple[str, ...]
    matter: tuple[str, ...]  # the lemmas of words of matter, "" of others
    denied: frozenset[int]
    # By the number of a word in a name: its sort, its key and its short forms.
    names: Mapping[int, tuple[str, str, frozenset[str]]]

    def around(self, n: int) -> frozenset[str]:
        """The words of matter around one."""
        return frozenset((*self.matter[max(0, n - _WINDOW) : n], *self.matter[n + 1 : n + 1 + _WINDOW])) - {""}

    def beside(self, n: int) -> frozenset[str]:
        """All words around one."""
        return frozenset((*self.lemmas[max(0, n - _WINDOW) : n], *self.lemmas[n + 1 : n + 1 + _WINDOW]))

    @property
    def particulars(self) -> frozenset[str]:
        """Its names and numbers."""
        return frozenset(t.lemma for t in self.sentence.tokens if t.tag.startswith(_PARTICULAR))

    def sort(self, n: int) -> str:
        return self.names[n][0] if n in self.names else ""


@dataclass(frozen=True, slots=True)
class WordPlace:
    """How much the words around two words of two sentences have in common."""

    around: float
    shared: int
    beside: int
    before: bool
    behind: bool

    @property
    def one(self) -> bool:
        """Whether it is one place."""
        return self.around >= _AROUND or (self.before and self.behind)

    @property
    def strength(self) -> float:
        return 2 * self.around + self.before + self.behind


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A word of a source in the place of the draft's."""

    words: SentenceWords
    n: int
    place: WordPlace
    near: NearSentence
    rank: int


class Counterparts:
    """Finds them."""

    def __init__(self, one: OneWord, nearness: Nearness) -> None:
        self._one, self._nearness = one, nearness

    def of(
        self, ours: SentenceWords, n: int, near: Sequence[tuple[SentenceWords, NearSentence]]
    ) -> tuple[list[Counterpart], list[WordPlace]]:
        """Return the words that sources have in the place of one of the draft's, and the places of its own there."""
        token = ours.sentence.tokens[n]
        met: list[Counterpart] = []
        in_place: list[WordPlace] = []
        for rank, (words, how) in enumerate(near):
            tokens = words.sentence.tokens
            same = [k for k, other in enumerate(tokens) if self._one.is_one(token, other)]
            in_place += [self._place(ours, n, words, k) for k in same]
            if same or self._named_there(ours, n, words):
                continue
            for k, other in enumerate(tokens):
                if self._may_stand_for(ours, n, words, k):
                    place = self._place(ours, n, words, k)
                    if place.one and not self._one.stands_in(other, ours.sentence.tokens):
                        met.append(Counterpart(words, k, place, how, rank))
        return met, in_place

    def _may_stand_for(self, ours: SentenceWords, n: int, theirs: SentenceWords, k: int) -> bool:
        """Whether another word is of a class in which it may be put for the draft's, and the draft does not have it."""
        token, other = ours.sentence.tokens[n], theirs.sentence.tokens[k]
        named = token.tag.startswith("NP"), other.tag.startswith("NP")
        of_time = is_calendar(token.lemma.rstrip(".")), is_calendar(other.lemma.rstrip("."))  # no day stands for a name
        alike = other.tag[:1] == token.tag[:1] and named[0] == named[1] and of_time[0] == of_time[1]
        return alike and is_free(theirs, k) and not self._named_there(theirs, k, ours)

    def _named_there(self, one: SentenceWords, n: int, other: SentenceWords) -> bool:
        """Whether another sentence names what a word of one is part of the name of, in any form."""
        token = one.sentence.tokens[n]
        if n in one.names:
            _, key, short = one.names[n]
            if any(key == known for _, known, _ in other.names.values()):
                return True
            if any(t.text.replace(".", "") in short for t in other.sentence.tokens):
                return True
        return token.tag.startswith("NP") and of_initials(token, other.sentence.tokens)

    def _place(self, ours: SentenceWords, n: int, theirs: SentenceWords, k: int) -> WordPlace:
        before = n > 0 and k > 0 and ours.lemmas[n - 1] == theirs.lemmas[k - 1]
        behind = ours.lemmas[n + 1 : n + 2] == theirs.lemmas[k + 1 : k + 2] != ()
        mine, other = ours.around(n), theirs.around(k)
        beside = len(ours.beside(n) & theirs.beside(k))
        return WordPlace(self._nearness.likeness(mine, other), len(mine & other), beside, before, behind)


def is_free(words: SentenceWords, n: int) -> bool:
    """Whether a word may be put for another: "until after" says what "not before" does, "not all" what "most" may."""
    token = words.sentence.tokens[n]
    bound = n > 0 and words.lemmas[n - 1] in _BINDING
    return not bound and token.tag.startswith(CLASSES) and token.text[0].isalpha() and bool(parts(token))
