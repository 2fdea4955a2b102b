"""Which quotations of two articles are one quotation, and where their words differ.

Utterances that share a run of words are aligned; what is left of the alignment after cutting it where the two have
too little in common is one quotation. Its sentences are the places that a report points to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Protocol

from factcheck.domain.account import Account
from factcheck.domain.text import Span
from factcheck.text.matter import MATTER_AND_NUMBERS
from factcheck.values.speech.utterances import Place, Utterance, Word, utterances
from factcheck.values.speech.wording import same_words

_ANCHOR = 3  # words in a row that two utterances must share to be aligned at all
_GAP = 8  # words on either side over which an alignment goes on
_COST = 0.5  # what a word of only one quotation costs an alignment; one of both gains 1
_LEAD = 3  # words at either end of a quotation that may differ as a whole: "This morning I was", "Yesterday I was"


class Thresholds(Protocol):
    """What makes one quotation of two."""

    @property
    def shared_words(self) -> int: ...
    @property
    def shared_content(self) -> int: ...
    @property
    def similarity(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of one quotation that stand differently in the other; one side may have none.

    The spans cover these words, where there are none, the words on both sides of the gap.
    """

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    left_span: Span
    right_span: Span

    @property
    def apart(self) -> list[Word]:
        """The words that only one side has."""
        ours, theirs = ({word.key for word in words} for words in (self.left, self.right))
        return [word for word in (*self.left, *self.right) if word.key in ours ^ theirs]


@dataclass(frozen=True, slots=True)
class WordingPair:
    """One quotation in two sentences, mostly of two articles, with the words in which they differ.

    The spans reach from the first to the last word in common. `shared` counts the words that they have in common there,
    `covered` is their share in the shorter of the two.
    """

    left: Place
    right: Place
    left_span: Span
    right_span: Span
    shared: int
    covered: float
    differences: tuple[Difference, ...]

    @property
    def similarity(self) -> float:
        """Share of equal words, 0 to 1, in the stretch that both have."""
        other = sum(len(d.left) + len(d.right) for d in self.differences)
        return 2 * self.shared / (2 * self.shared + other)


def aligned(accounts: Iterable[Account], thresholds: Thresholds) -> tuple[WordingPair, ...]:
    """Return every quotation that is given twice, sentence by sentence; the order of accounts never matters."""
    spoken = [u for account in sorted(accounts, key=lambda a: a.article.id) for u in utterances(account)]
    pairs: list[WordingPair] = []
    for left, right in _sharing(spoken):
        for blocks in islands(left.words, right.words, thresholds):
            pairs += _pairs(left, right, blocks)
    return tuple(pairs)


def _sharing(spoken: Sequence[Utterance]) -> list[tuple[Utterance, Utterance]]:
    """Return the pairs of utterances that share a run of words, those of one article too."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, utterance in enumerate(spoken):
        keys = [word.key for word in utterance.words]
        content = [word.tag.startswith(MATTER_AND_NUMBERS) for word in utterance.words]
        for anchor in {tuple(keys[i : i + _ANCHOR]) for i in range(len(keys)) if any(content[i : i + _ANCHOR])}:
            holders[anchor].append(n)
    found = {pair for held in holders.values() for pair in combinations(held, 2)}
    return [(spoken[a], spoken[b]) for a, b in sorted(found) if _comparable(spoken[a], spoken[b])]


def _comparable(left: Utterance, right: Utterance) -> bool:
    return left.marked or right.marked


Block = tuple[int, int, int]  # where it begins left and right, and how many words it has


def islands(left: Sequence[Word], right: Sequence[Word], thresholds: Thresholds) -> Iterator[list[Block]]:
    """Yield the chains of equal runs that are near each other and long enough to be one quotation."""
    chain: list[Block] = []
    for block in equal_runs(tuple(w.key for w in left), tuple(w.key for w in right)):
        if chain and (not block[2] or _gap(chain[-1], block) > _GAP):
            best = _anchored(_best(chain, left, right), left, right)
            if best and _one_quotation(left, best, thresholds):
                yield best
            chain = []
        if block[2]:
            chain.append(block)


@lru_cache(maxsize=4096)  # copies of one wire report are held against each other in pairs, and by several kinds
def equal_runs(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[Block, ...]:
    """Return the runs of equal words, in order; the last one is empty and stands at both ends."""
    matches = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return tuple((match.a, match.b, match.size) for match in matches)


def _gap(block: Block, following: Block) -> int:
    return max(following[0] - block[0] - block[2], following[1] - block[1] - block[2])


def _best(chain: Sequence[Block], left: Sequence[Word], right: Sequence[Word]) -> list[Block]:
    """Return the part of a chain that scores best as a local alignment (Smith and Waterman 1981).

    A word that both have scores 1, one that only one has costs a half; where both quotations begin, another 1.
    """
    best, best_score, start, score = (0, 0), 0.0, 0, 0.0
    for i, block in enumerate(chain):
        score -= _COST * _gap(chain[i - 1], block) if i else 0
        if score < 0:
            start, score = i, 0.0
        score += block[2] + (left[block[0]].broken and right[block[1]].broken)
        if score >= best_score:
            best, best_score = (start, i + 1), score
    return list(chain[slice(*best)])


def _anchored(chain: Sequence[Block], left: Sequence[Word], right: Sequence[Word]) -> list[Block]:
    """Return a chain without ends that chance may have put there: an "and" or "the" far from the other equal words."""
    kept = list(chain)
    while kept and not (_telling(left, kept[0]) or (begins(left, kept[0][0]) and begins(right, kept[0][1]))):
        kept = kept[1:]
    while kept and not (
        _telling(left, kept[-1])
        or (_ends(left, kept[-1][0] + kept[-1][2] - 1) and _ends(right, kept[-1][1] + kept[-1][2] - 1))
    ):
        kept = kept[:-1]
    return kept


def _telling(words: Sequence[Word], block: Block) -> bool:
    start, _, size = block
    return size > 1 and any(word.tag.startswith(MATTER_AND_NUMBERS) for word in words[start : start + size])


def begins(words: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` begins a sentence, or something stands between it and the word before."""
    return words[at].broken or words[at - 1].sentence != words[at].sentence


def _ends(words: Sequence[Word], at: int) -> bool:
    return at + 1 == len(words) or words[at + 1].broken or words[at + 1].sentence != words[at].sentence


def _one_quotation(left: Sequence[Word], chain: Sequence[Block], thresholds: Thresholds) -> bool:
    shared = [word for a, _, size in chain for word in left[a : a + size]]
    content = sum(word.tag.startswith(MATTER_AND_NUMBERS) for word in shared)
    first, last = chain[0], chain[-1]
    length = last[0] + last[2] - first[0] + last[1] + last[2] - first[1]
    return (
        len(shared) >= thresholds.shared_words
        and content >= thresholds.shared_content
        and 2 * len(shared) >= thresholds.similarity * length
    )


def _pairs(left: Utterance, right: Utterance, chain: Sequence[Block]) -> Iterator[WordingPair]:
    """Yield the sentences that a chain joins, each pair with its own differences."""
    shared: dict[tuple[int, int], list[tuple[Word, Word]]] = defaultdict(list)
    for a, b, size in chain:
        for one, other in zip(left.words[a : a + size], right.words[b : b + size], strict=True):
            shared[one.sentence, other.sentence].append((one, other))
    differences: dict[tuple[int, int], list[Difference]] = defaultdict(list)
    for difference, at in _differences(left.words, right.words, chain):
        differences[at].append(difference)
    for (here, there), words in sorted(shared.items()):
        yield WordingPair(
            left=(left.article, here),
            right=(right.article, there),
            left_span=Span(words[0][0].span.start, words[-1][0].span.end),
            right_span=Span(words[0][1].span.start, words[-1][1].span.end),
            shared=len(words),
            covered=len(words) / min(_length(left, here), _length(right, there)),
            differences=tuple(differences[here, there]),
        )


def _length(utterance: Utterance, sentence: int) -> int:
    return sum(word.sentence == sentence for word in utterance.words)


def _differences(
    left: Sequence[Word], right: Sequence[Word], chain: Sequence[Block]
) -> Iterator[tuple[Difference, tuple[int, int]]]:
    a, b, _ = chain[0]
    ours, theirs = _lead(left, a), _lead(right, b)
    regions = [(ours, a, theirs, b)] if ours < a and theirs < b else []
    for (a, b, size), (c, d, _) in pairwise(chain):
        if not any(word.broken for word in (*left[a + size : c + 1], *right[b + size : d + 1])):
            regions.append((a + size, c, b + size, d))
    a, b, size = chain[-1]
    ends = _tail(left, a + size), _tail(right, b + size)
    if a + size < ends[0] and b + size < ends[1]:
        regions.append((a + size, ends[0], b + size, ends[1]))
    for ours, c, theirs, d in regions:
        one, other = left[ours:c], right[theirs:d]
        if not same_words([w.key for w in one], [w.key for w in other]):
            spans = _span(left, ours, c), _span(right, theirs, d)
            yield Difference(tuple(one), tuple(other), *spans), (left[ours].sentence, right[theirs].sentence)


def _span(words: Sequence[Word], start: int, end: int) -> Span:
    """Return the span of the words from `start` to `end` in the sentence of the last; of none, of the word behind."""
    return span_in(words, start, end, sentence=words[max(start, end - 1)].sentence)


def _lead(words: Sequence[Word], at: int) -> int:
    """Return where the sentence of the word at `at` begins in its quotation, if not far before; otherwise `at`."""
    for start in range(at, max(-1, at - _LEAD - 1), -1):
        if words[start].sentence != words[at].sentence:
            break
        if begins(words, start):
            return start
    return at


def _tail(words: Sequence[Word], at: int) -> int:
    """Return where the sentence of the word before `at` ends in its quotation, if not far behind; otherwise `at`."""
    for end in range(at, min(len(words), at + _LEAD) + 1):
        if words[end - 1].sentence != words[at - 1].sentence:
            break
        if _ends(words, end - 1):
            return end
    return at


def span_in(words: Sequence[Word], start: int, end: int, *, sentence: int) -> Span:
    """Return the span of the words from `start` to `end` that are of a sentence; of none, that of their neighbours.

    Offsets are of the article, like those of its words. One of the words, or of the neighbours, must be of `sentence`.
    """
    inside = words[start:end] or words[max(0, start - 1) : end + 1]
    kept = [word.span for word in inside if word.sentence == sentence]
    return Span(kept[0].start, kept[-1].end)
