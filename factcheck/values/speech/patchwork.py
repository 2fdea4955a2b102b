"""How a draft's quotation is put together out of one source: its parts, and where each of them stands there.

The words are aligned once, in runs of equal words that may stand in any order (Wise 1993, "String similarity via greedy
string tiling"); of all ways to lay the runs, that one counts which keeps most words with the fewest leaps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import pairwise

from factcheck.domain.account import Account
from factcheck.values.speech.remarks import Remark, remarks, telling
from factcheck.values.speech.utterances import Word, utterances, whole

_STEP, _LEAP, _TURN = 0.2, 1.0, 1.5  # what it costs in words to go on in the sentence, farther on, and before
_LONG, _LONG_MATTER = 4, 2  # words, of matter among them, from which on a run is no chance
_SHORT = 3  # words of a run that is all between two places where the draft breaks off
# Runs that are laid, the longest: how they lie is tried by the square. Of 950 remarks none had more than 20.
_MOST_RUNS = 100
_ADDED = 1  # word that a draft may put before a piece to make it fit: "and traders would have to leave"


@dataclass(frozen=True, slots=True)
class MatchedRun:
    """Equal words: where they begin in the remark and in the source, and how many they are."""

    ours: int
    theirs: int
    size: int

    @property
    def ours_end(self) -> int:
        return self.ours + self.size

    @property
    def theirs_end(self) -> int:
        return self.theirs + self.size

    def cut(self, start: int) -> MatchedRun:
        """Return what of the run is not before `start` in the remark."""
        off = max(0, start - self.ours)
        return MatchedRun(self.ours + off, self.theirs + off, self.size - off)


class SpokenRow:
    """All that one source says, quoted or not, in a row."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.words: tuple[Word, ...] = tuple(word for u in whole(account) for word in u.words)

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """Where each word stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            found[word.key].append(at)
        return found

    @cached_property
    def _spoken(self) -> Mapping[int, int]:
        """Of which remark each word is that somebody says, by where it begins in the text.

        Of an article without any quotation, as a statement is, all of it is one remark.
        """
        text, said = self.account.article.text, utterances(self.account)
        if not said:
            return dict.fromkeys((word.span.start for word in self.words), 0)
        told = (remark for u in said for remark in (remarks(u, text) if u.marked else (u,)))
        return {word.span.start: n for n, remark in enumerate(told) for word in remark.words}

    def remark(self, at: int) -> int | None:
        """Return the number of the remark that a word is of; None for a word that nobody is quoted with."""
        return self._spoken.get(self.words[at].span.start) if 0 <= at < len(self.words) else None

    def standing(self, words: Sequence[Word]) -> Iterator[int]:
        """Yield where some words stand in a row."""
        keys = [word.key for word in words]
        for at in self.places.get(keys[0], ()):
            if [word.key for word in self.words[at : at + len(keys)]] == keys:
                yield at

    def parted(self, at: int) -> bool:
        """Whether a sentence, or a remark, begins with the word at `at`."""
        if not 0 < at < len(self.words):
            return True
        return self.words[at].sentence != self.words[at - 1].sentence or self.remark(at) != self.remark(at - 1)

    def between(self, one: MatchedRun, other: MatchedRun) -> range:
        """Return the words between two runs, whichever comes first."""
        first, last = sorted((one, other), key=lambda run: run.theirs)
        return range(first.theirs_end, last.theirs)


@dataclass(frozen=True, slots=True)
class Patchwork:
    """A remark as one source has it: the runs in the remark's order, and the share of its matter that they have."""

    remark: Remark
    row: SpokenRow
    runs: tuple[MatchedRun, ...]
    covered: float

    @property
    def leaps(self) -> Iterator[tuple[MatchedRun, MatchedRun]]:
        """Yield two runs that follow each other in the remark and not in one sentence of the source.

        Both are of what somebody says there, and none of other words that the draft quotes between them, too.
        """
        for one, other in pairwise(self.runs):
            spoken = None not in (self.row.remark(one.theirs), self.row.remark(other.theirs))
            if spoken and other.ours - one.ours_end <= _ADDED and not _follows(one, other, self.row):
                yield one, other


def patchwork(remark: Remark, row: SpokenRow) -> Patchwork:
    """Align a remark with a source."""
    runs = tuple(_best(_runs(remark, row), remark, row))
    held = [word for run in runs for word in remark.words[run.ours : run.ours_end]]
    matter = telling(remark.words)
    return Patchwork(remark, row, runs, telling(held) / matter if matter else 0.0)


def _runs(remark: Remark, row: SpokenRow) -> list[MatchedRun]:
    """Return the longest runs of equal words at every place, but single words and those of grammar alone."""
    words, theirs, found = remark.words, row.words, []
    for a, word in enumerate(words):
        for b in row.places.get(word.key, ()):
            if a and b and words[a - 1].key == theirs[b - 1].key:
                continue
            size = 1
            while a + size < len(words) and b + size < len(theirs) and words[a + size].key == theirs[b + size].key:
                size += 1
            if size > 1 and telling(words[a : a + size]):
                found.append(MatchedRun(a, b, size))
    return found


def _best(runs: Sequence[MatchedRun], remark: Remark, row: SpokenRow) -> list[MatchedRun]:
    """Return the runs that keep most words with the fewest leaps, in the order of the remark."""
    longest = nsmallest(_MOST_RUNS, runs, key=lambda run: (-run.size, run.ours, run.theirs))
    ordered = sorted(longest, key=lambda run: (run.ours_end, run.ours, run.theirs))
    best: list[tuple[float, list[MatchedRun]]] = []
    for run in ordered:
        kept = (float(run.size), [run])
        for score, chain in best:
            last, rest = chain[-1], run.cut(chain[-1].ours_end)
            if rest.size > 0 and (value := score + rest.size - _cost(last, rest, remark, row)) > kept[0]:
                kept = (value, [*chain, rest])
        best.append(kept)
    return max(best, key=lambda known: known[0], default=(0.0, []))[1]


def _cost(last: MatchedRun, run: MatchedRun, remark: Remark, row: SpokenRow) -> float:
    if _follows(last, run, row):
        return _STEP
    again = run.theirs < last.theirs_end and last.theirs < run.theirs_end
    if again or not (_no_chance(last, remark, at_end=True) and _no_chance(run, remark, at_end=False)):
        return float(last.size + run.size)
    return _TURN if run.theirs < last.theirs_end else _LEAP


def _follows(last: MatchedRun, run: MatchedRun, row: SpokenRow) -> bool:
    """Whether the source has one run behind the other in the same sentence."""
    if run.theirs < last.theirs_end:
        return False
    return row.words[run.theirs].sentence == row.words[last.theirs_end - 1].sentence


def _no_chance(run: MatchedRun, remark: Remark, *, at_end: bool) -> bool:
    """Whether a run is too long to stand anywhere by chance, or goes as far as the break at that end."""
    words = remark.words[run.ours : run.ours_end]
    if run.size >= _LONG and telling(words) >= _LONG_MATTER:
        return True
    piece = remark.piece(run.ours_end - 1 if at_end else run.ours)
    rest = piece.stop - run.ours_end if at_end else run.ours - piece.start
    return telling(words) > 0 and rest <= _ADDED and (run.size >= _LONG or run.size == len(piece) >= _SHORT)
