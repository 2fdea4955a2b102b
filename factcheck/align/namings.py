"""Which words in the names of a story can be two ways to write one: pairs of them, worth a thought.

A pair is two words in one place of a name: the last words of two names, or two earlier words of names that are equal
otherwise. Nothing here forbids a pair: what speaks against it is evidence, too (align/naming_evidence.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jellyfish import metaphone
from rapidfuzz.distance import OSA

from factcheck.domain.account import Account, Name
from factcheck.domain.text import Sentence
from factcheck.values.names.spelling import core, gendered, words_of

Words = tuple[str, ...]
Place = tuple[Words, int]  # the other words of a name, "" for the one, and where it stands; LAST for last words
LAST: Place = ((), -1)
NEAR = 0.6  # share of the longer word's letters that are alike, from which on two words can be one
_FEWEST = 3  # letters of a word that can be misspelt
_BESIDE = 40  # words of one place or one beginning: no story that was labelled has as many


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One name in its sentence; `words` as they are compared."""

    name: Name
    sentence: Sentence
    words: Words

    @property
    def article(self) -> str:
        return self.sentence.article


@dataclass(frozen=True, slots=True)
class Naming:
    """Two words in one place of a name, in the order of the alphabet, and the mentions that have each."""

    place: Place
    words: tuple[str, str]
    mentions: tuple[Sequence[Mention], Sequence[Mention]]

    @property
    def near(self) -> bool:
        """Whether the two words are spelt alike."""
        return OSA.normalized_similarity(*self.words) >= NEAR


def mentions(accounts: Iterable[Account]) -> list[Mention]:
    """Return the names of all accounts with their sentences, in the order of article ids and text."""
    return [mention for account in sorted(accounts, key=lambda a: a.article.id) for mention in _mentions(account)]


def _mentions(account: Account) -> Iterator[Mention]:
    sentences = iter(account.sentences)
    sentence = next(sentences, None)
    for name in sorted(account.names, key=lambda n: n.span):
        while sentence is not None and sentence.span.end <= name.span.start:
            sentence = next(sentences, None)
        inside = sentence is not None and sentence.span.start <= name.span.start and name.span.end <= sentence.span.end
        if sentence is not None and inside and not _of_several(name, sentence):
            yield Mention(name, sentence, core(words_of(name.text)))


def _of_several(name: Name, sentence: Sentence) -> bool:
    """Whether a full name stands for more than one: "the Ada Blooms of this world"."""
    before = sentence.text[: name.span.start - sentence.span.start].split()[-1:]
    may_be_person = name.sort in {"person", "other"} and " " in name.text and not name.title
    return may_be_person and name.text.endswith("s") and before in (["the"], ["The"])


def namings(told: Iterable[Mention]) -> list[Naming]:
    """Return the pairs of words that can be two ways to write one, the same for any order of the mentions' articles."""
    by_place: dict[Place, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in told:
        for place, word in _places(mention):
            by_place[place][word].append(mention)
    return [naming for place in sorted(by_place) for naming in _pairs(place, by_place[place])]


def _pairs(place: Place, by_word: Mapping[str, Sequence[Mention]]) -> Iterator[Naming]:
    """Yield the pairs of one place that are not just of one article, or of articles that all have both words.

    Words that one name has side by side are two of its words: "Rosa Maria Bloom". First names that differ in the ending
    that tells a woman from a man are two: Erik, Erika.
    """
    articles = {word: {m.article for m in found} for word, found in by_word.items()}
    words = sorted(word for word in by_word if len(word) >= _FEWEST)
    for one, other in _spelt_alike(words) if place == LAST else _beside(words):
        together = any({one, other} <= set(m.words) for word in (one, other) for m in by_word[word])
        siblings = place != LAST and gendered(one, other)
        if articles[one] != articles[other] and not together and not siblings:
            yield Naming(place, (one, other), (by_word[one], by_word[other]))


def _places(mention: Mention) -> Iterator[tuple[Place, str]]:
    words = mention.words
    yield LAST, words[-1]
    person = mention.name.sort in {"person", "other"}
    for form in sorted({words, without_middle(words)}) if person else [words]:
        for at, word in enumerate(form[:-1]):
            yield ((*form[:at], "", *form[at + 1 :]), at), word


def without_middle(words: Words) -> Words:
    """Return a person's name without initials and middle names."""
    full = [word for word in words if len(word) > 1]
    return (full[0], full[-1]) if len(full) > 1 else words


def _spelt_alike(words: Iterable[str]) -> list[tuple[str, str]]:
    blocks: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for block in _blocks(word) if word.isalpha() else ():
            blocks[block].append(word)
    pairs = {pair for block in blocks.values() for pair in _beside(sorted(set(block)))}
    return sorted(pair for pair in pairs if OSA.normalized_similarity(*pair, score_cutoff=NEAR))


def _beside(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of sorted words; of very many, each with those that the alphabet puts next to it."""
    for at, one in enumerate(words):
        yield from ((one, other) for other in words[at + 1 : at + 1 + _BESIDE])


def _blocks(word: str) -> set[str]:
    """What two spellings of one name have in common: sound, beginning, end, consonants, or all letters but one."""
    consonants = "".join(sorted(set(word) - set("aeiouy")))
    one_off = {word[:at] + word[at + 1 :] for at in range(len(word))} if len(word) > _FEWEST else set()
    return {word, f"m{metaphone(word)}", f"b{word[:3]}", f"e{word[-4:]}", f"c{consonants}", *one_off}
