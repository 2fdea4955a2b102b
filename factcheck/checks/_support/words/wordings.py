"""How much of a draft's quotation stands anywhere in the sources, in quotation marks or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from factcheck.checks._support.words.titled import titled
from factcheck.domain.account import Account
from factcheck.domain.text import Sentence, Span
from factcheck.text.matter import MATTER_AND_NUMBERS
from factcheck.values.speech.utterances import Word, keys_in, utterances, whole

_RUN = 3  # words in a row that two texts have in common; of two, both must be of matter


@dataclass(frozen=True, slots=True)
class Quoted:
    """What one sentence of a draft gives in quotation marks; the sentence by its index."""

    sentence: int
    words: tuple[Word, ...]

    @property
    def span(self) -> Span:
        return Span(self.words[0].span.start, self.words[-1].span.end)

    @property
    def length(self) -> int:
        """How many words it has, as they are written: "don't" is one."""
        return 1 + sum(one.span.end < other.span.start for one, other in pairwise(self.words))

    @property
    def is_title(self) -> bool:
        """Whether the words are the name of a work: all of matter begin with a capital."""
        telling = [word for word in self.words if _tells(word)]
        return len(telling) > 1 and all(word.capital for word in telling)


class Wordings:
    """The words of the sources, by the runs that they stand in."""

    def __init__(self, sources: Iterable[Account]) -> None:
        accounts = [*sources]
        texts = [utterance.words for account in accounts for utterance in whole(account)]
        self._runs = frozenset(keys for words in texts for keys, _ in _runs(words))
        self._phrases = frozenset(
            keys for account in accounts for sentence in titled(account) for keys in _phrases(sentence)
        )

    def has(self, phrase: Quoted) -> bool:
        """Whether a source has the words of a phrase of up to three in a row, of a broken one those of each piece."""
        pieces: list[list[str]] = []
        for n, word in enumerate(phrase.words):
            if n == 0 or word.broken:
                pieces.append([])
            pieces[-1].append(word.key)
        return all(tuple(piece) in self._phrases for piece in pieces)

    def coverage(self, quoted: Quoted) -> float:
        """Return the share of a quotation's words of matter that some source has among like neighbours, 0 to 1."""
        found = {at for keys, places in _runs(quoted.words) if keys in self._runs for at in places}
        telling = [at for at, word in enumerate(quoted.words) if _tells(word)] or range(len(quoted.words))
        return sum(at in found for at in telling) / len(telling)


def quotations(draft: Account) -> Iterator[Quoted]:
    """Yield what a draft quotes, sentence by sentence."""
    for utterance in utterances(draft):
        if utterance.marked:
            for sentence, words in groupby(utterance.words, key=lambda word: word.sentence):
                yield Quoted(sentence, tuple(words))


def _runs(words: Sequence[Word]) -> Iterator[tuple[tuple[str, ...], range]]:
    """Yield each run of words that tells something, with the places of its words."""
    for at in range(len(words)):
        for size, least in ((_RUN - 1, _RUN - 1), (_RUN, 1)):
            run = words[at : at + size]
            if len(run) == size and sum(map(_tells, run)) >= least:
                yield tuple(word.key for word in run), range(at, at + size)


def _phrases(sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """Yield every run of as many keys as a phrase may have, which has two of "don't"."""
    keys = tuple(keys_in(sentence.text))
    yield from (keys[at : at + size] for size in range(1, 2 * _RUN + 1) for at in range(len(keys) - size + 1))


def _tells(word: Word) -> bool:
    return word.tag.startswith(MATTER_AND_NUMBERS)
