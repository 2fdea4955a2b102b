"""Which claims of several articles fill one slot: are values of the same thing.

Agglomerative clustering with average linkage over the probability that two claims fill one slot, so the order
of input never matters. Two claims that cannot (align/comparability.py), or one of which is given by the other's article
beside the other, stand infinitely far apart: one such pair keeps two groups apart for good.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

from factcheck.align.comparability import (
    ALSO_GIVEN,
    ANOTHER_DEED,
    COUNTED_TWICE,
    OTHER_SORT,
    PART,
    agreement,
    counted_twice,
    hindrance,
    narrower,
    one_deed,
    self_contradiction,
)
from factcheck.align.likeness import FEATURES, features, grounds, weighed
from factcheck.align.neighbours import Pair, held, linked, of_several
from factcheck.align.similarity import Bags, agglomerate
from factcheck.domain.account import Claim
from factcheck.domain.story import Cluster, Compatible
from factcheck.domain.values import (
    AGREEING,
    CLASHING,
    Agreement,
    Figure,
    Outcome,
    Proposition,
    Statement,
    Timing,
    Value,
)
from factcheck.interfaces import Aligner
from factcheck.settings.config import AlignmentSettings
from factcheck.settings.lexicons import Hedges, Nouns, Play
from factcheck.values.marks import marked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from factcheck.align.similarity import Matrix

_NEVER = 1e6  # the distance of two claims that cannot fill one slot: no average with it stays under a threshold
# An article gives another's value too if its own is the same; a rounder figure will do, a month for a day will not.
_GIVEN: Mapping[type, AbstractSet[Agreement]] = {Figure: AGREEING, Timing: {Agreement.SAME}}


@dataclass(frozen=True, slots=True)
class Aligned:
    """The clusters of a story, and the pairs that looked like a conflict but cannot be of one thing, with reasons."""

    clusters: tuple[Cluster, ...] = ()
    set_apart: tuple[Compatible, ...] = ()


@dataclass(frozen=True, slots=True)
class _ClaimPair:
    """Two claims by number, how likely they fill one slot and why, and what keeps them apart all the same."""

    left: int
    right: int
    likely: float
    parts: Matrix
    agreement: Agreement
    hindrance: str | None


def align(
    claims: Sequence[Claim],
    slots: NDArray[np.float32],
    masked: NDArray[np.float32],
    deeds: NDArray[np.float32],
    *,
    aligner: Aligner,
    settings: AlignmentSettings,
    hedges: Hedges,
    nouns: Nouns,
    play: Play,
) -> Aligned:
    """Cluster the claims of one story. Row i of `slots`, `masked` and `deeds` is the vector of claim i's texts.

    A claim is in at most one cluster. Clusters of one article alone are left out: there is nothing to compare.
    """
    if not claims:
        return Aligned()
    order = sorted(range(len(claims)), key=lambda i: claims[i].id)  # ties must not fall by the order of input
    claims, slots, masked, deeds = [claims[i] for i in order], slots[order], masked[order], deeds[order]
    weighing = _Weighing(
        claims,
        slots,
        masked,
        deeds,
        rare=Bags([sorted(claim.context | claim.names) for claim in claims]),
        aligner=aligner,
        settings=settings,
        hinders=partial(hindrance, hedges=hedges, nouns=nouns, play=play),
        vague=counted_twice(claims, settings.counted_twice),
    )
    clusters: list[Cluster] = []
    apart: list[Compatible] = []
    for block in _blocks(claims):
        pairs, groups = _of_one_thing(weighing, block)
        pairs = list(_without_also_given(list(_with_wholes(pairs, claims, settings)), claims, settings))
        clusters += _clusters(claims, groups, pairs, settings)
        apart += _set_apart(claims, pairs, settings.same_slot)
    return Aligned(tuple(sorted(clusters, key=lambda cluster: cluster.claims[0].id)), tuple(apart))


def shared(claims: Sequence[Claim]) -> list[int]:
    """Return the numbers of the claims that can fill one slot with one of another article: it has one of their sort.

    The texts of all others are compared with none.
    """
    return sorted(number for block in _blocks(claims) for number in block)


def _of_one_thing(weighing: _Weighing, block: Sequence[int]) -> tuple[list[_ClaimPair], list[list[int]]]:
    """Return the pairs of a block that matter, and the groups of claims that can come to be of one thing.

    Two groups merge by the mean of all pairs between them, one of which must be as likely as the threshold. So what
    hangs together by likely pairs is all that can merge, and only inside of it the unlikely pairs matter, too.
    """
    settings, bonus = weighing.settings, weighing.settings.agreement_bonus
    least = _least(weighing.claims[block[0]], settings) - bonus
    pairs = weighing.pairs([(j, i) for i, j in held(weighing.claims, block)], likely=min(settings.worth_asking, least))
    links = [(p.left, p.right, p.likely) for p in pairs if p.hindrance in (None, PART) and p.likely >= least]
    groups = linked(links)
    known = {(pair.left, pair.right) for pair in pairs}
    missing = [(i, j) for group in groups for j, i in combinations(group, 2) if (i, j) not in known]
    return [*pairs, *weighing.pairs(missing)], groups


@dataclass(frozen=True, slots=True)
class _Weighing:
    """The claims of a story and their vectors, and what it takes to say how likely two of them fill one slot."""

    claims: Sequence[Claim]
    slots: NDArray[np.float32]
    masked: NDArray[np.float32]
    deeds: NDArray[np.float32]
    rare: Bags
    aligner: Aligner
    settings: AlignmentSettings
    hinders: Callable[[Claim, Claim], str | None]
    vague: AbstractSet[str]

    def pairs(self, of: Sequence[Pair], *, likely: float = 0.0) -> list[_ClaimPair]:
        """Weigh pairs; those of another sort are left out, and those that by the rules are less `likely`."""
        if not of:
            return []
        rows = features(self.claims, of, slots=self.slots, masked=self.masked, context=self.rare.cosines(of))
        chances, _ = weighed(self.claims, of, rows, settings=self.settings, by="rules")
        kept = [n for n, chance in enumerate(chances.tolist()) if chance >= likely]
        hindered = {n: self._hindrance(*of[n]) for n in kept}
        kept = [n for n in kept if hindered[n] != OTHER_SORT]
        numbers, hindrances = [of[n] for n in kept], [hindered[n] for n in kept]
        sure, parts = _weighed(
            self.claims, numbers, rows[kept], hindrances, aligner=self.aligner, settings=self.settings
        )
        return [
            _ClaimPair(i, j, float(sure[n]), parts[n], agreement(self.claims[i], self.claims[j]), hindrances[n])
            for n, (i, j) in enumerate(numbers)
        ]

    def _hindrance(self, i: int, j: int) -> str | None:
        one, other = self.claims[i], self.claims[j]
        if why := self.hinders(one, other):
            return why
        done = one_deed(one, other, float(self.deeds[i] @ self.deeds[j]), self.settings)
        return (None if done else ANOTHER_DEED) or _vague(one, self.vague)


def _weighed(
    claims: Sequence[Claim],
    numbers: Sequence[tuple[int, int]],
    rows: Matrix,
    hindrances: Sequence[str | None],
    *,
    aligner: Aligner,
    settings: AlignmentSettings,
) -> tuple[Matrix, Matrix]:
    """How likely each pair fills one slot, and why: by the rules, and where these leave it open, with the aligner."""
    import numpy as np

    likely, parts = weighed(claims, numbers, rows, settings=settings, by="rules")
    asked = [n for n, why in enumerate(hindrances) if why is None and likely[n] >= settings.worth_asking]
    odds = aligner.odds([(marked(claims[i]), marked(claims[j])) for i, j in (numbers[n] for n in asked)])
    told = np.array([n for n, odd in zip(asked, odds, strict=True) if not np.isnan(odd)], dtype=int)
    rows[told, FEATURES.index("aligner")] = odds[~np.isnan(odds)]
    again = [numbers[n] for n in told]
    likely[told], parts[told] = weighed(claims, again, rows[told], settings=settings, by="aligner")
    return likely, parts


def _blocks(claims: Sequence[Claim]) -> list[list[int]]:
    """Split claims into groups that alone can share a slot, so that cost does not grow with all pairs.

    What one article alone tells is left out: there is nothing to compare.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        blocks[_block(claim.value)].append(i)
    return [block for _, block in sorted(blocks.items()) if of_several(claims[i] for i in block)]


def _block(value: Value) -> str:
    match value:
        case Figure():
            return f"figure {value.unit}"
        case Timing():
            return "timing"
        case Outcome():
            return f"outcome {value.event}"
        case Proposition():
            return f"proposition {value!r}"  # those that differ in anything are of two things
        case Statement():
            return "statement"


def _vague(claim: Claim, nouns: AbstractSet[str]) -> str | None:
    value = claim.value
    plain = isinstance(value, Figure) and value.unit == "count" and value.role is None and value.noun in nouns
    return COUNTED_TWICE if plain else None


def _with_wholes(
    pairs: Sequence[_ClaimPair], claims: Sequence[Claim], settings: AlignmentSettings
) -> Iterator[_ClaimPair]:
    """Compare what looks like a part with the whole where another article calls it by the name of the whole.

    "Two speedboats" are a part of "three boats", unless others say of the same two that they were "two boats".
    """
    same: dict[int, set[int]] = defaultdict(set)
    clash: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        if pair.hindrance is None and claims[pair.left].article != claims[pair.right].article:
            equal = pair.agreement is Agreement.SAME and pair.likely >= settings.worth_asking
            other = pair.agreement in CLASHING and pair.likely >= settings.same_slot
            for known in [same] * equal + [clash] * other:
                known[pair.left].add(pair.right)
                known[pair.right].add(pair.left)
    for pair in pairs:
        part, whole = pair.left, pair.right
        if narrower(claims[whole], claims[part]):
            part, whole = whole, part
        lifted = pair.hindrance == PART and same[part] & clash[whole]
        yield replace(pair, hindrance=None) if lifted else pair


def _without_also_given(
    pairs: Sequence[_ClaimPair], claims: Sequence[Claim], settings: AlignmentSettings
) -> Iterator[_ClaimPair]:
    """Set apart what clashes with a value that its own article gives too.

    An article that gives the other's value in the same slot, beside a value of its own that clashes, speaks of
    two things: "six rifles" from this boat, "fourteen" from all five. Two clashing values of one article do, too.
    But where the two that clash are plainly likelier of one slot than the two that agree, the value given is that of
    something else: $82 million for one player, and $80 million for another whom nobody else pays that.
    """
    given: dict[tuple[int, str], float] = {}
    for pair in pairs:
        if pair.likely >= settings.same_slot and pair.agreement in _GIVEN.get(type(claims[pair.left].value), ()):
            for side in ((pair.left, claims[pair.right].article), (pair.right, claims[pair.left].article)):
                given[side] = max(given.get(side, 0.0), pair.likely)
    for pair in pairs:
        a, b = claims[pair.left], claims[pair.right]
        also = max(given.get((pair.left, b.article), 0.0), given.get((pair.right, a.article), 0.0))
        both = also > 0 and also + settings.also_given >= pair.likely
        known = self_contradiction(a, b, pair.agreement) or (both and pair.agreement in CLASHING and not pair.hindrance)
        yield replace(pair, hindrance=ALSO_GIVEN) if known else pair


def _clusters(
    claims: Sequence[Claim], groups: Sequence[Sequence[int]], pairs: Sequence[_ClaimPair], settings: AlignmentSettings
) -> Iterator[Cluster]:
    import numpy as np

    known = {(pair.right, pair.left): pair for pair in pairs}
    for numbers in groups:
        apart = _distances(numbers, known, settings)
        for group in agglomerate(apart, _least(claims[numbers[0]], settings)):
            members = tuple(claims[numbers[n]] for n in group)
            if len({claim.article for claim in members}) > 1:
                inside = [1 - float(apart[a, b]) for a, b in combinations(group, 2)]
                why = np.mean([known[numbers[a], numbers[b]].parts for a, b in combinations(group, 2)], axis=0)
                yield Cluster(members, round(sum(inside) / len(inside), 4), grounds(why))


def _distances(numbers: Sequence[int], known: Mapping[Pair, _ClaimPair], settings: AlignmentSettings) -> Matrix:
    """How far apart the claims of these numbers, which ascend, are: 0 to 1, or _NEVER."""
    import numpy as np

    apart: Matrix = np.full((len(numbers), len(numbers)), _NEVER)
    np.fill_diagonal(apart, 0)
    for (a, i), (b, j) in combinations(enumerate(numbers), 2):
        pair = known.get((i, j))
        if pair is not None and pair.hindrance is None:
            bonus = settings.agreement_bonus if pair.agreement is Agreement.SAME else 0
            apart[a, b] = apart[b, a] = 1 - min(1.0, pair.likely + bonus)
    return apart


def _least(claim: Claim, settings: AlignmentSettings) -> float:
    """How likely two claims of one thing must be at least."""
    return settings.same_outcome if isinstance(claim.value, Outcome) else settings.same_slot


def _set_apart(claims: Sequence[Claim], pairs: Sequence[_ClaimPair], same_slot: float) -> Iterator[Compatible]:
    """Yield what looked like a conflict between two articles and is none."""
    for pair in pairs:
        a, b = claims[pair.left], claims[pair.right]
        if pair.hindrance and a.article != b.article and pair.agreement in CLASHING and pair.likely >= same_slot:
            yield Compatible(pair.hindrance, a, b)
