"""Two quoted sentences aligned word by word: what they share in order, and where their words differ.

Whether they render one utterance at all is decided elsewhere (align/one_utterance.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.domain.text import Span
from factcheck.values.speech.collation import Block, Difference, equal_runs, span_in
from factcheck.values.speech.utterances import Passage, Word
from factcheck.values.speech.wording import same_words

# What copying loses or adds without altering what was said.
_TRIVIAL = frozenset({"a", "an", "the", "that", "and"})

_NEAR = 2  # words on either side over which a small word at an end still goes with the rest


@dataclass(frozen=True, slots=True)
class Rendering:
    """Two quoted sentences of two articles, the runs of words that they share in order, and where they differ."""

    left: Passage
    right: Passage
    runs: tuple[Block, ...]
    differences: tuple[Difference, ...]

    @property
    def altered(self) -> tuple[Difference, ...]:
        """The differences that alter what was said."""
        return tuple(d for d in self.differences if altering(d.left, d.right))

    @property
    def shared(self) -> int:
        """How many words the two have in common, in order."""
        return sum(size for _, _, size in self.runs)


def altering(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether words that stand differently alter what was said."""
    return any(word.key not in _TRIVIAL for word in (*left, *right))


def rendering(left: Passage, right: Passage) -> Rendering | None:
    """Align two passages; None where they have no word of matter in common."""
    ours, theirs = left.words, right.words
    runs = equal_runs(tuple(w.key for w in ours), tuple(w.key for w in theirs))
    chain = _anchored([run for run in runs if run[2]], ours, theirs)
    return Rendering(left, right, tuple(chain), tuple(_differences(ours, theirs, chain))) if chain else None


def _anchored(chain: Sequence[Block], left: Sequence[Word], right: Sequence[Word]) -> list[Block]:
    """Return a chain without small words far from the others at its ends, which chance may have put there."""
    sizes = len(left), len(right)
    kept = list(chain)
    while kept and not (_telling(left, kept[0]) or kept[0][:2] == (0, 0) or _near(kept[:2], left, right)):
        kept = kept[1:]
    while kept and not (
        _telling(left, kept[-1]) or _behind(kept[-1], sizes) == (0, 0) or _near(kept[-2:], left, right)
    ):
        kept = kept[:-1]
    return kept if any(_telling(left, run) for run in kept) else []


def _near(two: Sequence[Block], left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether two runs are near each other, with no interruption between them."""
    if len(two) < 2:
        return False
    (a, b, size), (c, d, _) = two
    between = (*left[a + size : c + 1], *right[b + size : d + 1])
    return max(c - a, d - b) - size <= _NEAR and not any(word.broken for word in between)


def _behind(run: Block, sizes: tuple[int, int]) -> tuple[int, int]:
    """How many words stand behind a run on either side."""
    return sizes[0] - run[0] - run[2], sizes[1] - run[1] - run[2]


def _telling(words: Sequence[Word], run: Block) -> bool:
    return any(word.matters for word in words[run[0] : run[0] + run[2]])


def _differences(left: Sequence[Word], right: Sequence[Word], chain: Sequence[Block]) -> Iterator[Difference]:
    """Yield what differs between the runs, and at either end as far as both go on without an interruption."""
    for a, c, b, d in _gaps(left, right, chain):
        ours, theirs = left[a:c], right[b:d]
        if not same_words([w.key for w in ours], [w.key for w in theirs]):
            yield Difference(tuple(ours), tuple(theirs), _span(left, a, c), _span(right, b, d))


def _gaps(left: Sequence[Word], right: Sequence[Word], chain: Sequence[Block]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where the words between the runs begin and end on either side, and those at the ends."""
    a, b, _ = chain[0]
    ours, theirs = _begins(left, a), _begins(right, b)
    if ours < a and theirs < b:  # else the beginning was trimmed
        yield ours, a, theirs, b
    for (a, b, size), (c, d, _) in pairwise(chain):
        if not any(word.broken for word in (*left[a + size : c + 1], *right[b + size : d + 1])):
            yield a + size, c, b + size, d
    a, b = chain[-1][0] + chain[-1][2], chain[-1][1] + chain[-1][2]
    ours, theirs = _ends(left, a), _ends(right, b)
    if a < ours and b < theirs:
        yield a, ours, b, theirs


def _span(words: Sequence[Word], start: int, end: int) -> Span:
    return span_in(words, start, end, sentence=words[0].sentence)


def _begins(words: Sequence[Word], at: int) -> int:
    """Return where the piece of the word at `at` begins."""
    while at > 0 and not words[at].broken:
        at -= 1
    return at


def _ends(words: Sequence[Word], at: int) -> int:
    """Return where the piece of the word before `at` ends."""
    while at < len(words) and not words[at].broken:
        at += 1
    return at
