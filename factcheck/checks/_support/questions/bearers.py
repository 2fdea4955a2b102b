"""What a draft attaches to a person's name, held against what its sources attach to the same person's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.names.mentions import name_words, short_forms
from factcheck.checks._support.names.slots import tokens_at
from factcheck.checks._support.people.epithets import BearerMention
from factcheck.checks._support.people.homes import Trait
from factcheck.checks._support.verdict import Doubt, Sight, Where, Why
from factcheck.domain.account import Name
from factcheck.domain.findings import Severity
from factcheck.domain.text import Span
from factcheck.text.matter import MATTER
from factcheck.text.nearness import Bag, matter_of

_CODE = 2  # letters of a postal code: "in" and "or" are words
_PLACES = frozenset({"place", "demonym"})  # sorts of names that nobody works for

_HOME = Why("The sources have the person from another state, and this one nowhere near the name.", Where.ELSEWHERE)
_PARTY = Why("The sources have the person in the other party.", Where.ELSEWHERE)
_OWNER = Why("The sources have the person of another outlet or body, and this one nowhere near.", Where.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class RivalBearer:
    """What a source attaches to the person instead, and why that is in doubt which the draft attaches."""

    mention: BearerMention
    span: Span
    why: Why


class Bearers:
    """Holds whence the people of a draft are, of which party and for whom they work, against the sources."""

    def __init__(self, held: HeldDraft) -> None:
        self._people, self._sources, self._lexicons = held.people, held.attachments, held.lexicons
        self._nearness, self._thresholds = held.nearness, held.thresholds

    def weigh(self) -> Iterator[Doubt]:
        """Yield what no source attaches to a person to whom the sources attach another of the same sort, once each."""
        told: set[tuple[str, str]] = set()
        for one in self._people:
            quoted = any(quoted.overlaps(one.name.span) for quoted in one.sentence.quoted)
            if quoted or one.key not in self._sources.of:
                continue
            for doubt in (*self._homes(one), *self._owners(one)):
                if (doubt.slot, doubt.label) not in told:
                    told.add((doubt.slot, doubt.label))
                    yield doubt

    def _homes(self, ours: BearerMention) -> Iterator[Doubt]:
        """Yield the states and the parties of which the sources have another alone."""
        known = self._sources.of[ours.key]
        told = [(one, state) for one in known for state in one.states]
        told.sort(key=lambda rival: rival[1] not in rival[0].homes)
        near = self._sources.near(ours.key)
        for home in ours.homes:
            if not any(set(way.split()) <= near for way in self._ways(home.one)):
                yield from self._instead(ours, home, told, _HOME)
        for party in ours.parties:
            yield from self._instead(ours, party, [(one, other) for one in known for other in one.parties], _PARTY)

    def _instead(
        self, ours: BearerMention, trait: Trait, told: Sequence[tuple[BearerMention, Trait]], why: Why
    ) -> Iterator[Doubt]:
        if told and not any(other.one == trait.one for _, other in told):
            mention, other = told[0]
            yield self._doubt("home", ours, trait.span, RivalBearer(mention, other.span, why))

    def _ways(self, state: str) -> Iterator[str]:
        """Yield the ways in which a state is written outside of brackets."""
        yield state
        yield from (short for short, full in self._lexicons.places.states if full == state and len(short) > _CODE)

    def _owners(self, ours: BearerMention) -> Iterator[Doubt]:
        """Yield the name before a person's with "'s", where the sources have another there alone."""
        owner = ours.owner
        words = set(name_words(owner.text)) if owner else set()
        if owner is None or owner.sort in _PLACES or words & self._sources.near(ours.key):
            return
        known = [(one, one.owner) for one in self._sources.of[ours.key] if one.owner and one.owner.sort not in _PLACES]
        if known and not any(_may_be_one(owner, other) for _, other in known):
            yield self._doubt("owner", ours, owner.span, RivalBearer(known[0][0], known[0][1].span, _OWNER))

    def _doubt(self, sort: str, ours: BearerMention, span: Span, rival: RivalBearer) -> Doubt:
        said, nearest = Sight(ours.sentence, span), Sight(rival.mention.sentence, rival.span)
        likeness = self._nearness.likeness(*(_matter_but_for(sight) for sight in (said, nearest)))
        grave = likeness >= self._thresholds.same_statement
        return Doubt(
            sort=sort,
            slot=ours.key,
            label=said.words,
            said=said,
            nearest=nearest,
            nearest_label=nearest.words,
            severity=Severity.HIGH if grave else Severity.MEDIUM,
            confidence=self._thresholds.changed_confidence,
            why=rival.why,
        )


def _matter_but_for(sight: Sight) -> Bag:
    """What a sentence says, but for the words there."""
    return matter_of(sight.sentence.tokens) - matter_of(tokens_at(sight.sentence, sight.span), MATTER)


def _may_be_one(one: Name, other: Name) -> bool:
    """Whether two names may be of one body: by a word, or one the other's acronym."""
    spelt, known = ({*name_words(name.text), *short_forms(name.text)} for name in (one, other))
    return not spelt.isdisjoint(known)
