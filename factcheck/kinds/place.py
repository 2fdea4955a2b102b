"""Place: another home or birthplace, another seat of an institution, another bearing, another place of one death."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from pydantic import Field

from factcheck.domain.account import Account, Claim, Marked
from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Story
from factcheck.domain.values import Figure
from factcheck.findings.sides import discrepancy, excluding, listed, told
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Nouns, PlaceWords, Titles
from factcheck.values.names.lines import Line, lines
from factcheck.values.names.sorts import is_people
from factcheck.values.places.bearings import Bearing, as_far, find_bearings, turn
from factcheck.values.places.births import find_births
from factcheck.values.places.deaths import Death, DeathPlace, find_deaths, one_victim, several_died
from factcheck.values.places.gazetteer import Gazetteer
from factcheck.values.places.residence import find_residences
from factcheck.values.places.seats import find_seats


class PlaceSettings(Settings):
    """On the labelled pack 4 findings, all right: two homes, one bearing, one death; none on 575 unlabelled articles of
    50 events.
    """

    home_confidence: float = Field(0.8, ge=0, le=1)
    """0..1; one full name, two towns that no article of the story ties together"""
    seat_confidence: float = Field(0.6, ge=0, le=1)
    """0..1; one institution, two towns that no article ties together: a few have two houses"""
    bearing_confidence: float = Field(0.7, ge=0, le=1)
    """0..1; one anchor, one distance, a quarter turn or more apart"""
    death_confidence: float = Field(0.75, ge=0, le=1)
    """0..1; the victim is named in both articles"""
    single_death_confidence: float = Field(0.5, ge=0, le=1)
    """0..1; each article tells of one death alone, somewhere without a name"""
    distance_tolerance: float = Field(0.15, ge=0)
    """share, 0..1, by which two distances may differ and be of one thing: rounding and nautical miles"""
    opposite_degrees: float = Field(90, ge=0, le=180)
    """degrees between two directions from which on they exclude each other: "south" is said for "southeast" too"""
    shared_context: int = Field(2, ge=0)
    """content words that the sentences of two bearings must share"""


@dataclass(frozen=True)
class _Told:
    """An account and its sentences with their names."""

    account: Account
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Located:
    """A person or institution as written, and where it is, from the narrowest place outwards."""

    written: str
    places: tuple[str, ...]
    marked: Marked


@dataclass(frozen=True, slots=True)
class _PlaceName:
    """The sentences of a finding on where somebody or something is."""

    slot: str
    summary: str
    why: str
    check: str


_HOME = _PlaceName(
    "home",
    "The home of {thing}: {values}",
    "One person, two places of which no article has one in the other, beside it, or left behind.",
    "Look up where the person lives now: the police statement, the charge sheet, the register.",
)
_BIRTH = _PlaceName(
    "birthplace",
    "Where {thing} was born: {values}",
    "One person, two places of birth of which no article has one in the other or beside it.",
    "Look up the place of birth in a register or with the family.",
)
_SEAT = _PlaceName(
    "seat",
    "Where {thing} stands: {values}",
    "One institution, two places of which no article has one in the other or beside it.",
    "Look up the institution's address.",
)


class Kind:
    """Another place of one thing: a person's home, an institution's town, the way to an event, where somebody died.

    Two homes or seats exclude each other when they are told equally precisely and no article has one in the
    other or beside it; two bearings when they lead from one place, about as far, at least a quarter turn apart;
    "died at the scene" excludes a death on the way to hospital or there. Editors care because the wrong town brings the
    wrong people into a story, and because a place is the quickest thing to look up.

    Example: "Jon Hale, 36, of Milltown" in one article, "Jon Hale, 36, of Oldgate" in another.

    No discrepancy: a place and what holds it (Milltown, Ohio); a quarter and its large city; a former home, or a
    birthplace against a home; two homes in one article; neighbouring points of the compass; somebody who was hurt at
    the scene and pronounced dead in hospital; another victim.
    """

    Settings = PlaceSettings

    def __init__(self, settings: PlaceSettings, *, nouns: Nouns, places: PlaceWords, titles: Titles) -> None:
        self.settings = settings
        self.nouns, self.places, self.titles = nouns, places, titles

    def compare(self, story: Story) -> Iterator[Found]:
        """See interfaces.Kind."""
        accounts = sorted(story.accounts, key=lambda a: a.article.id)
        read = [_Told(account, tuple(lines(account.sentences, account.names))) for account in accounts]
        yield from chain(self._located(read, story), self._bearings(read, story), self._deaths(read, story))

    # --- homes and seats ----------------------------------------------------------------------------

    def _located(self, read: list[_Told], story: Story) -> Iterator[Found]:
        gazetteer = Gazetteer.of((line for one in read for line in one.lines), self.places)
        homes: dict[str, list[_Located]] = defaultdict(list)
        births: dict[str, list[_Located]] = defaultdict(list)
        seats: dict[str, list[_Located]] = defaultdict(list)
        for one in read:
            for line in one.lines:
                for find, places in ((find_residences, homes), (find_births, births)):
                    for home in find(line, self.places):
                        key = story.book.key(home.person)
                        person = " " in key and not is_people(home.person, self.nouns, self.titles)
                        if person and (home.sure or gazetteer.knows(home.places[0])):
                            marked = told(one.account, home.sentence, home.span)
                            places[key].append(_Located(home.person, home.places, marked))
                for seat in find_seats(line, self.places):
                    marked = told(one.account, seat.sentence, seat.span)
                    seats[story.book.key(seat.institution)].append(_Located(seat.institution, seat.places, marked))
        for wording, found in ((_HOME, homes), (_BIRTH, births), (_SEAT, seats)):
            for key in sorted(found):
                yield from self._apart(wording, key, found[key], gazetteer, story)

    def _apart(
        self, wording: _PlaceName, key: str, located: list[_Located], gazetteer: Gazetteer, story: Story
    ) -> Iterator[Found]:
        """Yield the places of one person or institution that exclude each other."""
        chains: dict[str, tuple[str, ...]] = {}
        values: dict[str, list[Marked]] = defaultdict(list)
        for one in located:
            narrowest = one.places[0]
            label = next((v for v in chains if v.lower() == narrowest.lower()), narrowest)
            chains[label] = max(chains.get(label, ()), one.places, key=lambda c: (len(c), c))
            values[label].append(one.marked)
        kept = excluding(values, lambda a, b: gazetteer.exclude(chains[a], chains[b]))
        if len(kept) > 1:
            written = Counter(one.written for one in located)
            thing = min(written, key=lambda name: (" " not in name, -written[name], name))
            yield discrepancy(
                story,
                "place",
                f"{wording.slot} of {key}",
                values=kept,
                relation=Relation.CONFLICT,
                severity=Severity.MEDIUM,
                confidence=self.settings.seat_confidence if wording is _SEAT else self.settings.home_confidence,
                summary=wording.summary.format(thing=thing, values=listed(kept, story)),
                why=wording.why,
                check=wording.check,
            )

    # --- bearings ---------------------------------------------------------------------------------

    def _bearings(self, read: list[_Told], story: Story) -> Iterator[Found]:
        by_anchor: dict[str, list[Bearing]] = defaultdict(list)
        for one in read:
            claims: dict[int, list[Claim]] = defaultdict(list)
            for claim in one.account.claims:
                if isinstance(claim.value, Figure):
                    claims[claim.sentence.index].append(claim)
            for line in one.lines:
                for bearing in find_bearings(line, claims[line.sentence.index], self.places):
                    by_anchor[bearing.anchor].append(bearing)
        for anchor in sorted(by_anchor):
            yield from self._from(anchor, by_anchor[anchor], story)

    def _from(self, anchor: str, bearings: list[Bearing], story: Story) -> Iterator[Found]:
        opposed = [bearing for bearing in bearings if any(self._opposed(bearing, other) for other in bearings)]
        values: dict[str, list[Claim]] = defaultdict(list)
        pointing = {bearing.point: bearing for bearing in opposed}
        for bearing in opposed:
            values[bearing.point].append(replace(bearing.claim, span=bearing.span))
        opposite = self.settings.opposite_degrees
        kept = excluding(values, lambda a, b: turn(pointing[a], pointing[b]) >= opposite)
        if len(kept) > 1:
            yield discrepancy(
                story,
                "place",
                f"bearing from {anchor}",
                values=kept,
                relation=Relation.CONFLICT,
                severity=Severity.MEDIUM,
                confidence=self.settings.bearing_confidence,
                summary=f"Which way from {anchor.title()}: {listed(kept, story)}",
                why="Of one thing, by the words around them; as far from one place, a quarter turn apart or more.",
                check="Look up the position: the coordinates, the chart, the agency that measured it.",
            )

    def _opposed(self, one: Bearing, other: Bearing) -> bool:
        shared = (one.claim.context & other.claim.context) - {one.anchor, *one.anchor.split()}
        return (
            turn(one, other) >= self.settings.opposite_degrees
            and as_far(one, other, tolerance=self.settings.distance_tolerance)
            and len(shared) >= self.settings.shared_context
        )

    # --- deaths -----------------------------------------------------------------------------------

    def _deaths(self, read: list[_Told], story: Story) -> Iterator[Found]:
        settings = self.settings
        deaths: dict[str, list[tuple[Death, Marked]]] = defaultdict(list)
        single: list[tuple[Death, Marked, str]] = []
        for one in read:
            here = [death for line in one.lines for death in find_deaths(line, self.places)]
            said = [told(one.account, death.sentence, death.span) for death in here]
            keys = [story.book.key(death.victim) if death.victim else "" for death in here]
            for death, marked, key in zip(here, said, keys, strict=True):
                if key:
                    deaths[key].append((death, marked))
            if len(set(keys)) == 1 and not several_died(one.account):
                single += zip(here, said, keys, strict=True)
        made = [d for key in sorted(deaths) for d in self._death_of(key, deaths[key], settings.death_confidence, story)]
        named = {key for _, _, key in single if key}
        if not made and len(named) < 2 and one_victim([death for death, _, _ in single], self.nouns):
            pairs = [(death, marked) for death, marked, _ in single]
            made += self._death_of("", pairs, settings.single_death_confidence, story)
        yield from made

    def _death_of(
        self, key: str, deaths: list[tuple[Death, Marked]], confidence: float, story: Story
    ) -> Iterator[Found]:
        values: dict[str, list[Marked]] = defaultdict(list)
        for death, marked in deaths:
            values[death.where.value].append(marked)
        kept = excluding(values, lambda a, b: DeathPlace.HOSPITAL.value in (a, b))
        if len(kept) > 1:
            name = next((death.victim for death, _ in deaths if death.victim), "the one victim")
            yield discrepancy(
                story,
                "place",
                f"death of {key}",
                values=kept,
                relation=Relation.CONFLICT,
                severity=Severity.MEDIUM,
                confidence=confidence,
                summary=f"Where {name} died: {listed(kept, story)}",
                why="Each article tells of one death, and one place of it excludes the other.",
                check="Ask the police or the hospital where the death occurred, not where it was pronounced.",
            )
