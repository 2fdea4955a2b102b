"""Which full names of a story are one: equal but for words that weighed evidence takes for spellings of one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from jellyfish import metaphone

from factcheck.align.naming_evidence import EVIDENCE, Gathering
from factcheck.align.namings import LAST, Mention, Naming, Place, Words, mentions, namings, without_middle
from factcheck.align.weights import Logistic
from factcheck.domain.account import Account, Claim
from factcheck.domain.values import Figure
from factcheck.settings.lexicons import Titles
from factcheck.values.figures.ages import AGE
from factcheck.values.names.spelling import gendered


@dataclass(frozen=True, slots=True)
class WeighedNaming:
    """A pair of words, and how likely they are of one name."""

    naming: Naming
    likely: float
    row: Sequence[float]
    weights: Logistic

    @property
    def grounds(self) -> str:
        """What spoke most for that, in words."""
        return " and ".join(self.weights.decisive(self.row, tuple(EVIDENCE.values())))


def weighed(
    told: Sequence[Mention],
    accounts: Sequence[Account],
    titles: Titles,
    weights: Logistic,
    *,
    among: Sequence[Mention] | None = None,
) -> list[WeighedNaming]:
    """Weigh the pairs of the names `told` in a story, or of those `among` them."""
    gathered = Gathering(told, accounts, titles)
    rows = ((naming, gathered.row(naming)) for naming in namings(told if among is None else among))
    return [WeighedNaming(naming, weights.likely(row), row, weights) for naming, row in rows]


class OneName:
    """Full names with what was taken for one of the words in them."""

    def __init__(self, taken: Iterable[Naming], titles: Titles) -> None:
        self._tied: set[tuple[Place, tuple[str, str]]] = {(naming.place, naming.words) for naming in taken}
        self._ties: dict[tuple[Place, str], set[tuple[str, str]]] = defaultdict(set)
        for place, words in self._tied:
            for word in words:
                self._ties[place, word].add(words)
        self._given = titles.given

    def pairs(self, names: Iterable[Words]) -> Iterator[tuple[Words, Words]]:
        """Yield the pairs of full names that are one, in order."""
        blocks: dict[tuple[str, ...], list[Words]] = defaultdict(list)
        for name in sorted({name for name in names if len(name) > 1}):
            for block in self._blocks(name):
                blocks[block].append(name)
        near = {pair for block in blocks.values() for pair in combinations(block, 2)}
        yield from sorted(pair for pair in near if self.holds(*pair))

    def _blocks(self, name: Words) -> Iterator[tuple[str, ...]]:
        """Yield what a name has in common with each other that is one with it (see `holds`)."""
        first, *_, last = without_middle(name)
        yield first, last
        yield from ((*pair, last) for pair in self._ties.get((_first_of(last), first), ()))
        yield from (("", *pair, metaphone(first)) for pair in self._ties.get((LAST, last), ()))

    def holds(self, one: Words, other: Words) -> bool:
        """Whether two full names are of one person: first and last words each equal, or taken for one.

        Where the last words were taken for one, first words that sound alike will do, if they are not two given names.
        """
        (first, *_, last), (given, *_, family) = without_middle(one), without_middle(other)
        same_last = last == family or self._is_tied(LAST, last, family)
        if first == given or not same_last:
            return same_last
        if last != family:
            known = first in self._given and given in self._given
            return metaphone(first) == metaphone(given) and not known and not gendered(first, given)
        return self._is_tied(_first_of(last), first, given)

    def _is_tied(self, place: Place, one: str, other: str) -> bool:
        words = (one, other) if one < other else (other, one)
        return (place, words) in self._tied


def _first_of(last: str) -> Place:
    return ("", last), 0


def with_one_owner(
    claims: Sequence[Claim], accounts: Sequence[Account], titles: Titles, weights: Logistic, least: float
) -> list[Claim]:
    """Return the claims, the ages of one person whose name is spelt in two ways as ages of one owner.

    `least` is the probability from which on two spellings are of one name.
    """
    owned = [claim for claim in claims if _is_age(claim) and " " in claim.owner]
    if len({claim.owner for claim in owned}) < 2 or len({claim.article for claim in owned}) < 2:
        return list(claims)
    told, last = mentions(accounts), {claim.owner.split()[-1] for claim in owned}
    among = [mention for mention in told if len(mention.words) > 1 and mention.words[-1] in last]
    found = weighed(told, accounts, titles, weights, among=among)
    names = OneName((one.naming for one in found if one.likely >= least), titles)
    bearer: dict[str, str] = {}
    for one, other in names.pairs(tuple(claim.owner.split()) for claim in owned):
        bearer.setdefault(" ".join(other), bearer.get(" ".join(one), " ".join(one)))
    return [replace(claim, owner=bearer.get(claim.owner, claim.owner)) if _is_age(claim) else claim for claim in claims]


def _is_age(claim: Claim) -> bool:
    return isinstance(claim.value, Figure) and claim.value.unit == AGE
