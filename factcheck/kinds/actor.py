"""Actor: another nationality of one person or one counted group, another doer of one deed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from pydantic import Field

from factcheck.domain.account import Account, Marked
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Story
from factcheck.findings.sides import discrepancy, excluding, listed, told
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Actors, Nouns, Titles
from factcheck.text.matter import matter_beside
from factcheck.values.deeds.doers import find_doings
from factcheck.values.names.lines import Line, lines
from factcheck.values.places.nationality import Group, find_groups, find_nationalities, may_be_one, tied_countries

_Values = Mapping[str, list[Marked]]
_Read = Sequence[tuple[Account, Line]]

_NAMED = "One full name, two nationalities, and no article says how both can hold."
_UNNAMED = "One age and one noun for a person of whom the sentences tell the same, two nationalities."


class ActorSettings(Settings):
    """On the labelled pack 1 finding, right: the group; none on the unlabelled articles."""

    person_confidence: float = Field(0.75, ge=0, le=1)
    """0..1; one full name, two nationalities"""
    unnamed_confidence: float = Field(0.55, ge=0, le=1)
    """0..1; only age, noun and context vouch for one person"""
    group_confidence: float = Field(0.7, ge=0, le=1)
    """0..1; one number of people, other countries"""
    doer_confidence: float = Field(0.6, ge=0, le=1)
    """0..1; a verb that is done once to its object, two people"""
    fewest: int = Field(4, ge=2)
    """people in a group: smaller numbers are shared by several groups of one story"""
    shared_context: int = Field(2, ge=0)
    """content words that the sentences of two values must share"""


class Kind:
    """Who it was: another nationality of one person or one counted group, another doer of a deed that is done once.

    Editors care because a nationality that is wrong offends two countries, and a wrong doer brings a writ.

    Example: "arrested 23 Somali pirates" in one article, "arrested 12 Somalis and 11 Yemenis" in another;
    "Australian climber Jo Hale" and "New Zealand climber Jo Hale".

    No discrepancy: a country and what it is part of (English, British); somebody born in one country and living in
    another, or of two nationalities; for whom somebody works or plays; a ship's flag; groups of other numbers;
    two doers whom one sentence names together; a deed that is only suspected.
    """

    Settings = ActorSettings

    def __init__(self, settings: ActorSettings, *, actors: Actors, nouns: Nouns, titles: Titles) -> None:
        self.settings = settings
        self.actors, self.nouns, self.titles = actors, nouns, titles

    def compare(self, story: Story) -> Iterator[Found]:
        """See interfaces.Kind."""
        accounts = sorted(story.accounts, key=lambda a: a.article.id)
        read = [(account, line) for account in accounts for line in lines(account.sentences, account.names)]
        yield from self._people(read, story)
        yield from self._groups(read, story)
        yield from self._doers(read, story)

    def _people(self, read: _Read, story: Story) -> Iterator[Found]:
        """Yield the people of two nationalities: those with a name, and where there are none those with an age."""
        named: dict[str, dict[str, list[Marked]]] = defaultdict(lambda: defaultdict(list))
        aged: dict[tuple[int, str], dict[str, list[Marked]]] = defaultdict(lambda: defaultdict(list))
        for account, line in read:
            for one in find_nationalities(line, self.actors, self.nouns, self.titles):
                marked = told(account, one.sentence, one.span)
                key = story.book.key(one.person) if one.person else ""
                if " " in key:
                    named[key][one.country].append(marked)
                if one.age is not None and one.noun:
                    aged[one.age, one.noun][one.country].append(marked)
        tied = {tied_countries(line, self.actors, self.nouns) for _, line in read}
        made = [d for key in sorted(named) for d in self._person(key, named[key], tied, _NAMED, story)]
        yield from made
        for age, noun in sorted(aged) if not made else ():
            values = _alike(aged[age, noun], self.settings.shared_context)
            yield from self._person(f"the {noun}, {age}", values, tied, _UNNAMED, story)

    def _person(self, who: str, values: _Values, tied: set[frozenset[str]], why: str, story: Story) -> Iterator[Found]:
        def exclude(left: str, right: str) -> bool:
            return not may_be_one(left, right, self.actors) and not any({left, right} <= some for some in tied)

        kept = excluding(values, exclude)
        named = why is _NAMED
        if len(kept) > 1:
            labelled = {_shown(country): claims for country, claims in kept.items()}
            yield discrepancy(
                story,
                "actor",
                f"country of {who}",
                values=labelled,
                relation=Relation.CONFLICT,
                severity=Severity.MEDIUM,
                confidence=self.settings.person_confidence if named else self.settings.unnamed_confidence,
                summary=f"The nationality of {who.title() if named else who}: {listed(labelled, story)}",
                why=why,
                check="Look up which passport the person holds: the embassy, the police, the family.",
            )

    def _groups(self, read: _Read, story: Story) -> Iterator[Found]:
        counted: dict[int, list[tuple[Group, Marked]]] = defaultdict(list)
        for account, line in read:
            for group in find_groups(line, self.nouns):
                if group.count >= self.settings.fewest:
                    counted[group.count].append((group, told(account, group.sentence, group.span)))
        for count in sorted(counted):
            yield from self._group(count, counted[count], story)

    def _group(self, count: int, groups: list[tuple[Group, Marked]], story: Story) -> Iterator[Found]:
        of = {_named(group): group.countries for group, _ in groups}
        values: dict[str, list[Marked]] = defaultdict(list)
        for group, marked in groups:
            values[_named(group)].append(marked)

        def exclude(left: str, right: str) -> bool:
            one, other = of[left], of[right]
            apart = [(a, b) for a, b in product(one ^ other, one | other) if a != b]
            shared = any(
                len(_context(a) & _context(b)) >= self.settings.shared_context
                for a, b in product(values[left], values[right])
                if a.article != b.article
            )
            return shared and not any(may_be_one(a, b, self.actors) for a, b in apart)

        kept = excluding(values, exclude, reconciled=False)
        if len(kept) > 1:
            yield discrepancy(
                story,
                "actor",
                f"countries of {count}",
                values=kept,
                relation=Relation.CONFLICT,
                severity=Severity.MEDIUM,
                confidence=self.settings.group_confidence,
                summary=f"Of which countries the {count} were: {listed(kept, story)}",
                why="The same number of people, in sentences that tell the same of them, from other countries.",
                check="Look up the list of names or the first statement on them: who counted by country?",
            )

    def _doers(self, read: _Read, story: Story) -> Iterator[Found]:
        """Yield the deeds that two articles hand to two people whom no sentence of the story names together."""
        deeds: dict[tuple[str, str], dict[str, list[Marked]]] = defaultdict(lambda: defaultdict(list))
        together: set[frozenset[str]] = set()
        for account, line in read:
            keys = {story.book.key(name.text) for name in line.names}
            together |= {frozenset(pair) for pair in combinations(sorted(keys), 2)}
            for doing in find_doings(line, self.actors):
                doer, target = story.book.key(doing.doer), story.book.key(doing.object)
                if " " in doer and doer != target:
                    deeds[doing.verb, target][doer].append(told(account, doing.sentence, doing.span))
        for verb, target in sorted(deeds):
            values = deeds[verb, target]
            kept = excluding(values, lambda a, b: frozenset((a, b)) not in together)
            if len(kept) > 1:
                shown = {doer.title(): claims for doer, claims in kept.items()}
                yield discrepancy(
                    story,
                    "actor",
                    f"{verb} {target}",
                    values=shown,
                    relation=Relation.CONFLICT,
                    severity=Severity.HIGH,
                    confidence=self.settings.doer_confidence,
                    summary=f"Who did it ({verb} {target.title()}): {listed(shown, story)}",
                    why="A deed that is done once, two doers, and no sentence of the story names both.",
                    check="Look up who did it: the charge sheet, the credits, the official record.",
                )


def _named(group: Group) -> str:
    return " and ".join(sorted(map(_shown, group.countries)))


def _shown(country: str) -> str:
    return " ".join(word if word in ("and", "of", "the") else word.capitalize() for word in country.split())


def _alike(values: _Values, shared: int) -> _Values:
    """Keep what is said in sentences that share words with one of another value."""
    contexts = {(s.article, s.span): _context(s) for said in values.values() for s in said}
    return {
        value: kept
        for value, said in values.items()
        if (
            kept := [
                marked
                for marked in said
                if any(
                    len(contexts[marked.article, marked.span] & contexts[other.article, other.span]) >= shared
                    for another, others in values.items()
                    if another != value
                    for other in others
                )
            ]
        )
    }


def _context(marked: Marked) -> frozenset[str]:
    return matter_beside(marked.sentence, marked.span)
