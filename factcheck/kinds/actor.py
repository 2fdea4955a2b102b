"""Actor: another nationality of one person or one counted group, another doer of one deed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from pydantic import Field
from rapidfuzz.fuzz import ratio

from factcheck.domain.account import Account, Marked
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Story
from factcheck.domain.values import AGREEING, Figure, Moment, Timing
from factcheck.findings.sides import discrepancy, excluding, listed, told
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Actors, Nouns, Titles
from factcheck.text.matter import matter_beside
from factcheck.values.deeds.doers import find_doings
from factcheck.values.deeds.victims import Victim, find_victims
from factcheck.values.names.capitals import is_calendar
from factcheck.values.names.lines import Line, lines
from factcheck.values.names.spelling import words_of
from factcheck.values.places.nationality import Group, find_groups, find_nationalities, may_be_one, tied_countries
from factcheck.values.times.relations import compare_moments

_TWO = 2
_ALIKE = 70  # of 100, likeness of two words from which on they may be spellings of one name

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
    victim_confidence: float = Field(0.6, ge=0, le=1)
    """0..1; one day, one place, one dead in each of two articles, two people"""
    fewest: int = Field(4, ge=2)
    """people in a group: smaller numbers are shared by several groups of one story"""
    shared_context: int = Field(2, ge=0)
    """content words that the sentences of two values must share"""


class Kind:
    """Who it was: another nationality of one person or group, another doer or victim of a deed that is done once.

    Editors care because a nationality that is wrong offends two countries, and a wrong doer brings a writ.

    Example: "arrested 23 Somali pirates" in one article, "arrested 12 Somalis and 11 Yemenis" in another;
    "Australian climber Jo Hale" and "New Zealand climber Jo Hale";
    "the man shot dead by a guard on Monday was Ivo Marsh" and "Paul Hale, who was shot dead by a guard on Monday".

    No discrepancy: a country and what it is part of (English, British); somebody born in one country and living in
    another, or of two nationalities; for whom somebody works or plays; a ship's flag; groups of other numbers;
    two doers whom one sentence names together; a deed that is only suspected; more than one dead; two victims of whom
    an article has both names, or whose names share or all but share a word; deaths of two days or places.
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
        yield from self._victims(read, story)

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

    def _victims(self, read: _Read, story: Story) -> Iterator[Found]:
        """Yield the two people of whom two articles each have one as the only one killed, on one day in one place."""
        killed: dict[str, list[tuple[Account, Victim]]] = defaultdict(list)
        several: set[str] = set()
        for account, line in read:
            for victim in find_victims(line, self.actors, self.nouns):
                killed[story.book.key(victim.name)].append((account, victim))
            if any(
                isinstance(c.value, Figure) and c.value.role == "killed" and c.value.upper > 1 for c in account.claims
            ):
                several.add(account.article.id)
        if len(killed) != _TWO:
            return
        (left, ours), (right, theirs) = sorted(killed.items())
        told_by = {account.article.id for account, _ in (*ours, *theirs)}
        if told_by & several or not _strangers(left, right) or _both_named(story, left, right):
            return
        if not any(self._one_death(a, b, story) for a, b in product(ours, theirs)):
            return
        shown = {
            found[0][1].name: tuple(told(account, one.sentence, one.span) for account, one in found)
            for found in (ours, theirs)
        }
        yield discrepancy(
            story,
            "actor",
            f"killed {left} {right}",
            values=shown,
            relation=Relation.CONFLICT,
            severity=Severity.HIGH,
            confidence=self.settings.victim_confidence,
            summary=f"Who was killed: {listed(shown, story)}",
            why="One is told to have been killed, on one day in one place, and no article has both names.",
            check="Look up who died: the coroner, the police, the family.",
        )

    def _one_death(self, left: tuple[Account, Victim], right: tuple[Account, Victim], story: Story) -> bool:
        """Whether two articles tell of one death: when it was agrees, they name one place, they tell it alike."""
        (ours, one), (theirs, other) = left, right
        times = product(_times(ours, one), _times(theirs, other))
        people = {story.book.key(victim.name) for victim in (one, other)}
        places = [{story.book.key(n.text) for n in a.names if n.sort != "person"} - people for a in (ours, theirs)]
        shared = _beside_the_deed(one) & _beside_the_deed(other)
        return (
            any(compare_moments(a, b) in AGREEING for a, b in times)
            and bool(places[0] & places[1])
            and len(shared) >= self.settings.shared_context
        )


def _times(account: Account, victim: Victim) -> list[Moment]:
    """The days on which a sentence says that the deed was done."""
    claims = (c for c in account.claims if c.sentence == victim.sentence and isinstance(c.value, Timing))
    moments = [c.value.moment for c in claims if isinstance(c.value, Timing) and c.value.event == victim.verb]
    return [m for m in moments if m.weekday is not None or m.day or (m.first and m.first == m.last)]


def _beside_the_deed(victim: Victim) -> frozenset[str]:
    """The words of matter of a sentence that say more than that somebody was killed, and on which day."""
    own = {victim.verb, "dead", "death"}
    return frozenset(w for w in matter_beside(victim.sentence, victim.span) - own if not is_calendar(w))


def _strangers(left: str, right: str) -> bool:
    """Whether two names share no word, nor two that are spelt much alike."""
    return all(ratio(a, b) < _ALIKE for a, b in product(left.split(), right.split()))


def _both_named(story: Story, left: str, right: str) -> bool:
    """Whether any article has a word of each of two names."""
    texts = [frozenset(words_of(f"{a.article.title or ''} {a.article.text}")) for a in story.accounts]
    return any(set(words_of(left)) & text and set(words_of(right)) & text for text in texts)


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
