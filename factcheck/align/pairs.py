"""Which figures and times of articles are in dispute: candidates by likeness, a decision on pairs, what joins them.

Clusters propose and forbid nothing, but that of times only what they propose is taken up: articles tell of many deeds,
and two times of two deeds are no conflict. A dispute is the likeliest pair and its supporters: claims of the same value
as one of the two, or of one that excludes both, that the decision holds against the other side.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations, takewhile
from typing import TYPE_CHECKING

from factcheck.align.comparability import agreement, clash, never_of_one
from factcheck.align.decision import Decision, as_likely
from factcheck.align.evidence import Block, evidence
from factcheck.align.neighbours import Pair, held, of_several
from factcheck.align.similarity import Bags
from factcheck.domain.account import Account, Claim
from factcheck.domain.story import Cluster, Dispute
from factcheck.domain.text import Part, Sentence, Span
from factcheck.domain.values import AGREEING, Agreement, Figure, Status, Timing
from factcheck.settings.config import AlignmentSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Hinders = Callable[[Claim, Claim], str | None]

_NEAREST = 8  # claims of another article that are asked about: 97 of 100 labelled conflicts are among them
# Of wording and of rare words in common, below both of which two claims have nothing in common: at (.2, .1) it left out
# five of some 260 clear conflicts of figures in four packs.
_APART = (0.1, 0.05)
_SUPPORTING = 0.5  # share of the first pair's likelihood that a supporter needs,
_OPENING = 0.75  # and a claim that opens a side of its own
_UNSURE = {Status.PLANNED, Status.HOPED, Status.CONDITIONAL, Status.QUESTION}


def blocks(
    accounts: Sequence[Account],
    claims: Sequence[Claim],
    vectors: Sequence[NDArray[np.float32]],
    clusters: Sequence[Cluster],
    events: Mapping[tuple[str, str], float],
) -> Iterator[Block]:
    """Split the figures of a story by unit, and by who has them where sentences say so: nobody has another's votes.

    The times are a block of their own.

    `vectors` are of the claims' slots, clauses masked, and deeds.
    """
    order = sorted(range(len(claims)), key=lambda i: claims[i].id)
    rare = Bags([sorted(claim.context | claim.names) for claim in claims])
    places = {
        (sentence.article, sentence.span): n / len(account.sentences)
        for account in accounts
        for n, sentence in enumerate(account.sentences)
    }
    units: dict[str, list[int]] = defaultdict(list)
    for i in order:
        value = claims[i].value
        if isinstance(value, Figure):
            units[f"{value.unit} {claims[i].holder}"].append(i)
        elif isinstance(value, Timing):
            units["time"].append(i)
    slots, masked, deeds = vectors
    known = {claim.id: cluster for cluster in clusters for claim in cluster.claims}
    for _, block in sorted(units.items()):
        those = [claims[i] for i in block]
        if not of_several(those):
            continue  # there is nothing to compare
        pairs = held(those, range(len(those)))
        yield Block(
            those,
            slots=slots[block],
            masked=masked[block],
            deeds=deeds[block],
            held=pairs,
            context=rare.cosines([(block[i], block[j]) for i, j in pairs]),
            positions=[_position(claims[i].sentence, places) for i in block],
            events=events,
            articles=len(accounts),
            clusters=known,
        )


def _position(sentence: Sentence, places: Mapping[tuple[str, Span], float]) -> float:
    """How far down in its article a sentence stands, 0 to 1; a headline stands above it."""
    return 0.0 if sentence.field is Part.TITLE else places.get((sentence.article, sentence.span), 0.0)


def candidates(block: Block) -> list[Pair]:
    """Return the pairs of two articles that clash and are near enough to each other to be asked about."""
    wording, words = _APART
    common = (block.wording >= wording) | (block.context >= words)
    near = {(min(i, j), max(i, j)) for (i, _), there in block.nearest.items() for j in there[:_NEAREST]}
    return [(i, j) for i, j in sorted(near) if common[block.place[i, j]] and _asked(block.claims[i], block.claims[j])]


def disputes(block: Block, decision: Decision, hinders: Hinders, settings: AlignmentSettings) -> Iterator[Dispute]:
    """Yield what is in dispute in a block, the likeliest first."""
    import numpy as np

    pairs = candidates(block)
    if not pairs:
        return
    rows = evidence(block, pairs, hinders, settings)
    proposed = np.array([_lean(block, pair, hinders, settings) for pair in pairs])
    odds = decision.trees.odds(rows) + proposed
    first_sight = as_likely(odds)
    best = _mutual(block, dict(zip(pairs, first_sight.tolist(), strict=True)))
    behind = np.array([pair not in best for pair in pairs]) * math.log(settings.proposed)
    likely = dict(zip(pairs, as_likely(odds - behind).tolist(), strict=True))
    numbers = {pair: n for n, pair in enumerate(pairs)}
    if isinstance(block.claims[0].value, Timing):
        likely = {pair: chance for pair, chance in likely.items() if block.together(*pair)}
    for first, sides in joined(block, likely, settings.in_dispute):
        yield Dispute(
            tuple(tuple(block.claims[i] for i in side) for side in sides),
            decision.confidence(likely[first]),
            decision.decisive(rows[numbers[first]]),
        )


def joined(block: Block, likely: Mapping[Pair, float], least: float) -> Iterator[tuple[Pair, list[list[int]]]]:
    """Yield each dispute: the pair that leads it, and its sides, by number; no pair stands in two."""
    ranked = sorted(likely, key=lambda pair: (-likely[pair], pair))
    of_claim: dict[int, list[int]] = defaultdict(list)
    for rank, pair in enumerate(ranked):
        for i in pair:
            of_claim[i].append(rank)
    used: set[Pair] = set()
    for n, first in enumerate(ranked):
        if likely[first] < least:
            return
        if first in used:
            continue
        sides = _sides(block, first, ranked, likely, of_claim)
        _take_echoes(block, sides, takewhile(lambda pair: likely[pair] >= least, ranked[n:]))
        used |= {(min(i, j), max(i, j)) for one, two in combinations(sides, 2) for i in one for j in two}
        yield first, sides


def _sides(
    block: Block, first: Pair, ranked: Sequence[Pair], likely: Mapping[Pair, float], of_claim: Mapping[int, list[int]]
) -> list[list[int]]:
    """Take up supporters, the likeliest pairs first; only those are looked at of which one stands on a side already."""
    sides = [[first[0]], [first[1]]]
    waiting, last = [rank for i in first for rank in of_claim[i]], -1
    heapify(waiting)
    while waiting:
        rank = heappop(waiting)
        pair = ranked[rank]
        share = likely[pair] / likely[first]
        if share < _SUPPORTING:
            break
        for i, other in (pair, pair[::-1]) if rank > last else ():
            if _take(block, sides, i, other, opens=share >= _OPENING):
                for more in of_claim[i]:
                    heappush(waiting, more)
        last = max(last, rank)
    return sides


def _take(block: Block, sides: list[list[int]], i: int, other: int, *, opens: bool) -> bool:
    """Put a claim that is held against a member of a side where it belongs.

    That is the one side that it agrees with; where it clashes with all, a side of its own, if it may open one.
    Returns whether it found a place.
    """
    if any(i in side for side in sides) or not any(other in side for side in sides):
        return False
    claim, leads = block.claims[i], [block.claims[side[0]] for side in sides]
    fits = [n for n, lead in enumerate(leads) if clash(claim, lead) is None and agreement(claim, lead) in AGREEING]
    if len(fits) == 1 and other not in sides[fits[0]]:
        sides[fits[0]].append(i)
        return True
    if opens and all(clash(claim, lead) for lead in leads):
        sides.append([i])
        return True
    return False


def _take_echoes(block: Block, sides: list[list[int]], pairs: Iterable[Pair]) -> None:
    """Put pairs that would be disputes of their own, of the same figures of one thing, on the sides they repeat."""
    for pair in pairs:
        repeated = [_side_repeated(block, sides, i) for i in pair]
        if None not in repeated and repeated[0] != repeated[1]:
            for i, side in zip(pair, repeated, strict=True):
                if side is not None and i not in sides[side]:
                    sides[side].append(i)


def _side_repeated(block: Block, sides: Sequence[Sequence[int]], i: int) -> int | None:
    """The side on which a claim stands, or whose figure it gives of the same thing."""
    return next(
        (n for n, side in enumerate(sides) if i in side or _repeats(block.claims[i], block.claims[side[0]])), None
    )


def _repeats(claim: Claim, lead: Claim) -> bool:
    one, other = claim.value, lead.value
    if not (isinstance(one, Figure) and isinstance(other, Figure)):
        return False
    of_one_thing = one.role == other.role and bool(one.role or (one.noun and one.noun == other.noun))
    return of_one_thing and agreement(claim, lead) is Agreement.SAME


def _lean(block: Block, pair: Pair, hinders: Hinders, settings: AlignmentSettings) -> float:
    """What speaks for a pair beside the evidence, as log-odds."""
    if _of_one_holder(block, *pair) and hinders(*(block.claims[i] for i in pair)) is None:
        return math.log(settings.one_holder)
    proposed = math.log(settings.proposed) if block.together(*pair) else 0.0
    return proposed + (math.log(settings.undated) if _undated(block, *pair) else 0.0)


def _of_one_holder(block: Block, i: int, j: int) -> bool:
    """Whether two sentences say outright that one name has each of the two counts of one noun."""
    one, other = block.claims[i], block.claims[j]
    nouns = {claim.value.noun for claim in (one, other) if isinstance(claim.value, Figure)}
    return bool(one.holder) and one.holder == other.holder and len(nouns) == 1


def _undated(block: Block, *pair: int) -> bool:
    """Whether both are times of which no day is known: they clash by their words alone, not by two pages' stamps."""
    values = [block.claims[i].value for i in pair]
    return all(isinstance(value, Timing) and value.moment.first is None for value in values)


def _asked(a: Claim, b: Claim) -> bool:
    sure = not (_unsure(a) or _unsure(b)) or _of_one_plan(a, b)
    return sure and not never_of_one(a, b) and clash(a, b) is not None


def _of_one_plan(a: Claim, b: Claim) -> bool:
    """Whether both tell of one deed that is still to be done: what a plan comes to is stated as surely as a fact."""
    planned = a.status is b.status is Status.PLANNED
    return planned and bool(a.predicate) and a.predicate == b.predicate


def _unsure(claim: Claim) -> bool:
    """Whether the value need not come true; an order counts what came before: "he will be the fifth coach", and a plan
    has a day of its own.
    """
    value = claim.value
    fixed = isinstance(value, Timing) or (isinstance(value, Figure) and value.unit == "ordinal")
    return claim.status in _UNSURE and not (fixed and claim.status is Status.PLANNED)


def _mutual(block: Block, likely: Mapping[Pair, float]) -> set[Pair]:
    """Return the pairs of which neither has a likelier partner in the other's article."""
    best: dict[tuple[int, str], float] = defaultdict(float)
    for (i, j), chance in likely.items():
        for one, other in ((i, j), (j, i)):
            key = (one, block.claims[other].article)
            best[key] = max(best[key], chance)
    return {
        (i, j)
        for (i, j), chance in likely.items()
        if chance >= max(best[i, block.claims[j].article], best[j, block.claims[i].article])
    }
