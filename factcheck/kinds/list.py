"""Lists: two sources name other members of one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pydantic import Field
from rapidfuzz.fuzz import ratio

from factcheck.domain.account import Account
from factcheck.domain.findings import Found, Relation, Severity, Side
from factcheck.domain.story import Book, Story
from factcheck.domain.values import Agreement, Moment, Status
from factcheck.findings.sides import evidence_at, fingerprint, joined, listed, side_with
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Deeds, Lists, Statuses, Titles
from factcheck.values.lists.belonging import NAMED
from factcheck.values.lists.listings import Listing, find_listings
from factcheck.values.names.spelling import countries, homes
from factcheck.values.speech.status import status_of
from factcheck.values.times.moments import find_moments
from factcheck.values.times.relations import compare_moments

_TOLD = frozenset({Status.ASSERTED, Status.ALLEGED})


class ListSettings(Settings):
    """Seldom found: in 772 articles of 66 events 293 lists have a plain place; two findings, both right."""

    crossing_confidence: float = Field(0.7, ge=0, le=1)
    """0..1; each list has a member that the other lacks, or the shorter one is counted"""
    shorter_confidence: float = Field(0.5, ge=0, le=1)
    """0..1; one list leaves out a name: often only because it was not wanted"""
    shared_matter: int = Field(1, ge=0)
    """words of the clauses beside the deed that two lists without another name in common must share: with 0, 3 of 4
    findings there were wrong
    """
    spelling: float = Field(75, ge=0, le=100)
    """likeness of two names, 0..100, from which on they may be spellings of one: silence is cheaper than a member that
    is none
    """


@dataclass(frozen=True, slots=True)
class _Given:
    """A list of one article, its members and the names around it by key."""

    article: str
    listing: Listing
    members: frozenset[str]
    others: frozenset[str]
    moments: tuple[Moment, ...]


class Kind:
    """A list whose members the sources name differently.

    Who backs a side, who was killed, which villages were hit worst: two articles enumerate the names in one place of
    one statement, and each has a name that the other lacks. Editors care because a name that does not belong is a
    correction, and a name left out a complaint. Where one list is just shorter, that is shown as undetermined.

    Example: "the council is backed by Norland, Estmark and Vell" against "the council is backed by Norland, Estmark
    and Tarn".

    No discrepancy: a list that says that it gives only some ("including", "such as", "and others"); spellings, short
    forms and peoples for countries; a list in which a member is part of another; other deeds, other owners; casts,
    credits and line-ups, of which each outlet names some.
    """

    Settings = ListSettings

    def __init__(
        self, settings: ListSettings, *, deeds: Deeds, lists: Lists, statuses: Statuses, titles: Titles
    ) -> None:
        self.settings = settings
        self.deeds = deeds
        self.credits = lists.credits
        self.also_called = dict(lists.also_called)
        self.statuses = statuses
        self.given = titles.given

    def compare(self, story: Story) -> Iterator[Found]:
        """See interfaces.Kind."""
        given = self._given(story)
        for group in self._groups(given):
            yield from self._weigh(group, story)

    def _given(self, story: Story) -> list[_Given]:
        found: list[_Given] = []
        for account in sorted(story.accounts, key=lambda a: a.article.id):
            for sentence in account.sentences:
                for listing in find_listings(sentence, account.names_at(sentence.span), self.deeds):
                    members = frozenset(self._key(story.book, name.text) for name in listing.members)
                    if len(members) > 1 and self._plain(members) and self._told(listing):
                        others = frozenset(self._key(story.book, name.text) for name in listing.others)
                        found.append(_Given(account.article.id, listing, members, others, _moments(account, listing)))
        return found

    def _key(self, book: Book, text: str) -> str:
        """The key of a name; a people counts as its country."""
        key = book.key(text)
        home = homes().get(key, key)
        return self.also_called.get(home, home)

    def _told(self, listing: Listing) -> bool:
        """Whether the list stands in a plain statement: what is denied, planned or asked names no members."""
        status, negated = status_of(listing.sentence, listing.clause, self.statuses)
        return status in _TOLD and not negated

    def _plain(self, members: frozenset[str]) -> bool:
        """Whether the members stand beside each other: none is part of another, none a bare given name that may be
        anybody's.
        """
        bare = members & self.given - countries()
        return not bare and not any(_within(a, b) for a in members for b in members)

    def _groups(self, given: Sequence[_Given]) -> Iterator[list[_Given]]:
        """Yield the lists of one slot, at least two: those connected by pairs that are of one thing."""
        pairs = (pair for pair in combinations(range(len(given)), 2) if self._one_slot(*(given[n] for n in pair)))
        for group in joined(pairs):
            yield [given[n] for n in sorted(group)]

    def _one_slot(self, a: _Given, b: _Given) -> bool:
        """Whether two lists fill one place of one statement, and share enough of their members to be of one thing."""
        one, two = a.listing.standing, b.listing.standing
        common = len(a.members & b.members)
        if common < 2 and 2 * common < min(len(a.members), len(b.members)):
            return False
        if one.noun and two.noun and one.noun != two.noun:
            return False
        if {one.governor, two.governor, one.noun, two.noun} & self.credits:
            return False
        if any(compare_moments(m, n) is Agreement.DISJOINT for m in a.moments for n in b.moments):
            return False
        if NAMED in (one.role, two.role):
            return bool(one.noun) and one.noun == two.noun and one.utmost == two.utmost
        if (one.role, one.governor) != (two.role, two.governor):
            return False
        matter = (a.listing.matter & b.listing.matter) - {one.governor}
        return bool(a.others & b.others) or len(matter) >= self.settings.shared_matter

    def _weigh(self, group: Sequence[_Given], story: Story) -> Iterator[Found]:
        fullest = [one for one in group if not any(_fuller(other, one) for other in group)]
        sides: dict[frozenset[str], list[_Given]] = defaultdict(list)
        for one in fullest:
            sides[one.members].append(one)
        pairs = [
            (a, b)
            for a, b in combinations(sorted(sides, key=sorted), 2)
            if {one.article for one in sides[a]} != {one.article for one in sides[b]}
            and (self._lacking(a, b) or self._lacking(b, a))
        ]
        if not pairs:
            return
        crossing = any(self._excluding(sides[a], sides[b]) for a, b in pairs)
        confidence = self.settings.crossing_confidence if crossing else self.settings.shorter_confidence
        shown = {members: sides[members] for pair in pairs for members in pair}
        yield _discrepancy(shown, story, crossing=crossing, confidence=confidence)

    def _excluding(self, left: Sequence[_Given], right: Sequence[_Given]) -> bool:
        """Whether two lists cannot both be whole: each has a member the other lacks, or the shorter one is counted."""
        a, b = left[0].members, right[0].members
        shorter, longer = sorted((left, right), key=lambda side: len(side[0].members))
        lacks_some = len(shorter[0].members) < len(longer[0].members)
        counted = lacks_some and any(one.listing.standing.count for one in shorter)
        return counted or bool(self._lacking(a, b) and self._lacking(b, a))

    def _lacking(self, a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
        """The members of `a` that `b` lacks, spelt in any way or as part of a longer name."""
        return frozenset(
            x
            for x in a
            if not any(x == y or _within(x, y) or _within(y, x) or ratio(x, y) >= self.settings.spelling for y in b)
        )


def _moments(account: Account, listing: Listing) -> tuple[Moment, ...]:
    published = account.article.published or account.article.updated
    return tuple(m for span, m in find_moments(listing.sentence, published) if listing.clause.overlaps(span))


def _within(a: str, b: str) -> bool:
    return set(a.split()) < set(b.split())


def _fuller(other: _Given, one: _Given) -> bool:
    """Whether the same article gives a fuller list of the same thing."""
    return other.article == one.article and one.members < other.members


def _discrepancy(
    sides: dict[frozenset[str], list[_Given]], story: Story, *, crossing: bool, confidence: float
) -> Found:
    made = sorted((_side(found, story) for found in sides.values()), key=lambda side: (-side.origins, side.value))
    standing = next(iter(sides.values()))[0].listing.standing
    slot = f"{standing.role} {standing.governor}"
    return Found(
        id=fingerprint("list", slot, (" ".join(sorted(members)) for members in sides)),
        story=story.id,
        kind="list",
        relation=Relation.CONFLICT if crossing else Relation.UNDETERMINED,
        severity=Severity.MEDIUM if crossing else Severity.LOW,
        confidence=confidence,
        summary=f"One list, other members: {listed({side.value: side.evidence for side in made}, story)}",
        why=_CROSSING if crossing else _SHORTER,
        check="Look up who belongs to the list, and whether the sources mean to give all of it.",
        sides=tuple(made),
    )


_CROSSING = "The lists stand in the same place of the same statement, and each has a name that the other lacks."
_SHORTER = (
    "The lists stand in the same place of the same statement; one leaves out a name without a word that there are more."
)


def _side(found: Sequence[_Given], story: Story) -> Side:
    names = [name.text for name in found[0].listing.members]
    evidence = (evidence_at(one.listing.sentence, one.listing.span) for one in found)
    return side_with(evidence, f"{', '.join(names[:-1])} and {names[-1]}", story)
