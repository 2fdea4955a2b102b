"""Which claims are held against which: all of a few, of many the likeliest.

So that no step grows with all pairs: beyond `ALL` claims of one sort each is held against those that share its rare
words, found by an inverted index, and those whose slot is worded most like its own, found in the order of the alphabet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from factcheck.domain.account import Claim

Pair = tuple[int, int]

ALL = 200  # claims of one sort; no labelled story of a dozen articles has as many
BY_WORDS = 32  # claims that share the rarest words of a claim, in a larger story; at most twice as many are taken
BY_SLOT = 16  # claims before and after it, in the order of their slots
MOST = 100  # claims that can be of one thing, each weighed with each; what links them most loosely is cut first


def of_several(claims: Iterable[Claim]) -> bool:
    """Whether claims are of more than one article."""
    return len({claim.article for claim in claims}) > 1


def held(claims: Sequence[Claim], numbers: Sequence[int]) -> list[Pair]:
    """Return which of the claims of these numbers, which ascend, are held against which: pairs, the lower one first."""
    if len(numbers) <= ALL:
        return list(combinations(numbers, 2))
    return sorted({*_by_words(claims, numbers), *_by_slot(claims, numbers)})


def linked(links: Iterable[tuple[int, int, float]], most: int = MOST) -> list[list[int]]:
    """Group numbers that are linked; where more than `most` hang together, the loosest links are cut."""
    group: dict[int, list[int]] = {}
    for one, other, _ in sorted(links, key=lambda link: (-link[2], link[:2])):
        ours, theirs = group.setdefault(one, [one]), group.setdefault(other, [other])
        if ours is not theirs and len(ours) + len(theirs) <= most:
            small, large = sorted((ours, theirs), key=len)
            large += small
            group.update(dict.fromkeys(small, large))
    return sorted(sorted(members) for members in {id(members): members for members in group.values()}.values())


def _by_words(claims: Sequence[Claim], numbers: Sequence[int]) -> Iterator[Pair]:
    """Yield each claim with the first that share its rarest words; a word that many have says nothing."""
    holders: dict[str, list[int]] = defaultdict(list)
    words = {i: sorted(claims[i].context | claims[i].names) for i in numbers}
    for i in numbers:
        for word in words[i]:
            holders[word].append(i)
    for i in numbers:
        met: dict[int, None] = {}
        for word in sorted(words[i], key=lambda word: (len(holders[word]), word)):
            if len(holders[word]) > BY_WORDS or len(met) > BY_WORDS:
                break
            met.update(dict.fromkeys(holders[word]))
        yield from ((min(i, j), max(i, j)) for j in met if i != j)


def _by_slot(claims: Sequence[Claim], numbers: Sequence[int]) -> Iterator[Pair]:
    order = sorted(numbers, key=lambda i: (claims[i].slot, claims[i].masked, i))
    for at, i in enumerate(order):
        yield from ((min(i, j), max(i, j)) for j in order[at + 1 : at + 1 + BY_SLOT])
