"""The word lists of `config/lexicons/`: a class a file, its sections as attributes; each goes to whoever uses it.

In the files a section may include another: see inclusions.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator

from factcheck.errors import ConfigError
from factcheck.settings.config import Settings, folder
from factcheck.settings.inclusions import included
from factcheck.settings.tables import nearest, read_toml, validated


def _paired(lines: Iterable[str]) -> list[tuple[str, ...]]:
    return [tuple(line.split(" = ")) for line in lines]


def _turned(sections: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: section for section, words in sections.items() for word in words}


Words = frozenset[str]
Phrases = tuple[str, ...]  # several words each, or words whose order counts
Pairs = Annotated[tuple[tuple[str, str], ...], BeforeValidator(_paired)]  # written "left = right"
SectionOf = Annotated[Mapping[str, str], BeforeValidator(_turned)]  # word -> the section it stands in

# Lists whose sections are no words of this program's: any may be added. They are plain mappings, no key of a cache.
Bodies = Mapping[str, Words]  # sort of body -> nouns; one noun may be of several
Contraries = Mapping[str, Mapping[str, Phrases]]  # type -> side, "yes" or "no" -> verbs and adjectives
Opposites = Mapping[str, Mapping[str, Words]]  # type of event -> side, or "event" -> lemmas
Families = Mapping[str, Phrases]  # sort -> words of one place in a sentence, of which one may be put for another
Roles = SectionOf  # lemma -> what befell the counted: "dead" -> "killed"


class ByIdentity(Settings):
    """Equal to itself alone: what is made of one can be kept by `functools.cache`, and no word is hashed for it."""

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class WordList(ByIdentity):
    """One file of words, all lower case."""


class Actors(WordList):
    """Who somebody is and who did a thing."""

    works_for: Words  # nouns behind a people's adjective that tell for whom somebody works
    ties: Words  # words by which one person may be of two countries
    inside: Pairs  # countries of which nobody's nationality excludes the other
    once: Words  # deeds that are done once to one person or thing
    deadly: Words  # deeds that one undergoes once
    suspected: Words  # behind these a deed is only suspected


class Agencies(WordList):
    """News agencies, as they are credited."""

    names: Phrases


class Deeds(WordList):
    """Words that name one deed."""

    light: Words  # verbs that leave it to their noun what is done
    quantity: Words  # nouns that only say how much of the next one: "a series of"
    things: Words  # of all words for deeds and fates: as nouns they tell none
    classes: SectionOf  # verb or noun -> the deed that it names


class Furniture(WordList):
    """What stands around news text without being news."""

    whole: Words  # lines that are nothing but this
    starts: Phrases
    captions: Phrases  # labels before a caption or credit
    contains: Phrases  # they speak to the reader of the page
    helpers: Phrases  # who helped to write it
    labels: Words  # before a colon and a link
    requests: Pairs  # how a request to the reader begins, and a word later in it
    asks: Phrases  # requests, whatever comes later
    ends: Phrases  # of links
    between: Phrases  # marks between two sentences
    boxes: Pairs  # what opens and what closes one
    shouted: Phrases  # labels in capitals
    credited: Phrases  # beside a photographer's name
    pictured: Phrases  # what only a caption says
    tags: Words  # in brackets, at the end of a link


class Hedges(WordList):
    """Words around a number: what bounds it, and what makes it no figure at all."""

    about: Phrases
    nearly: Phrases
    just_over: Phrases
    at_least: Phrases
    at_most: Phrases
    exactly: Phrases
    after_about: Phrases  # these three stand behind the number
    after_at_least: Phrases
    after_at_most: Phrases
    designators: Words  # a number after one names a thing
    streets: Words
    unordered: Words  # what an ordinal before it does not order: "first time"
    uncounted: Words  # what "one" before it does not count: "one day"
    subject_verbs: Words  # verbs whose subject takes the role
    fates: Words  # nouns for what befell persons
    roles_of_things: Words
    reporting_verbs: Words  # between "were" and the role
    toll_words: Words  # what brings a toll to a number
    of_persons: Words  # verbs of what only persons do or undergo
    hung: Words  # what a number counts nothing of by a hyphen: "two-way"


class Lists(WordList):
    """Words about enumerations of names."""

    credits: Words  # verbs and nouns of casts and line-ups
    also_called: Pairs  # a country's short name, and its own


class Nouns(WordList):
    """What is counted: persons, by what the noun says of them, and things."""

    general: Words  # may be any person
    male: Words
    female: Words
    child: Words
    civilian: Words
    fighter: Words
    other: Words
    peoples: Words  # of no one country
    nationalities: SectionOf  # word for a people -> its country, where no rule makes it
    things: SectionOf  # what else a thing is called -> the one name for it

    @cached_property
    def sorts(self) -> Mapping[str, Words]:
        """The nouns for persons by the names of their sections."""
        persons = ("general", "male", "female", "child", "civilian", "fighter", "other", "peoples")
        return {name: getattr(self, name) for name in persons}

    @cached_property
    def persons(self) -> Words:
        """All nouns for persons."""
        return frozenset().union(*self.sorts.values())


class PlaceWords(WordList):
    """Words about places: where people live, what holds what, which way and how far, where somebody died."""

    compass: Pairs  # point, and degrees clockwise from north
    dwell: Words
    dweller: Words
    move: Words  # verbs that tell of two homes of one person
    former: Words  # beside these a home is of another time
    part: Words  # between a place and what it lies in
    holds: Words  # prepositions between a place and one that holds it
    side: Words  # which part of a place
    street: Words
    region: Words  # wider than a town
    great_city: Words
    scene: Phrases  # where somebody died: there, ...
    at_home: Phrases
    way: Phrases  # ... or on the way to hospital
    hospital: Words
    institution: Words  # what stands in one place
    stands_for: Pairs  # capitals and seats of power, and the country of each
    states: Pairs  # in full and in short, and each in full


class PlantingWords(WordList):
    """What `factcheck mutate` puts in the place of what a draft says."""

    turned_verbs: Pairs  # a word and its opposite, which take the same words around them
    turned_adjectives: Pairs
    turned_nouns: Pairs
    mutual: Words  # verbs of which it is all one who does it to whom
    past_times: Words  # words that tie a sentence to what is past ...
    ahead_times: Words  # ... and to what is to come
    undeniable: Words  # beside one no "not" is put
    needs_not: Words  # behind one the "not" before it cannot be dropped
    of_many: Phrases  # how many of some, before "of" ...
    before_many: Phrases  # ... and right before a plural
    irregular: Pairs  # a verb, its past and its participle
    doubled: Words  # verbs of several syllables that double their last letter
    plurals: Pairs  # that no rule makes
    units: Families
    offices: Families


class Play(WordList):
    """Words of sport."""

    statistics: Words  # what lines of players and teams count


class Speech(WordList):
    """Who says what."""

    verbs: Words  # their subject speaks, whatever follows
    doing: Words  # of those: they do something else where no statement is theirs
    announcing: Words  # their subject speaks where a statement follows
    addressing: Words  # of all these: their plain object is whoever hears it
    publishing: Words  # their time is when something was written
    naming: Words  # their subject speaks the words quoted behind them
    reckoning: Words  # their subject is where a figure comes from
    reckonings: Words  # what such a figure is called
    sources: Words  # what is cited beside bodies and persons
    no_tellers: Words  # of bodies' names, what by itself names none

    @cached_property
    def saying(self) -> Words:
        """All verbs whose subject speaks, whatever else it takes for that."""
        return self.verbs | self.announcing


class StandingWords(WordList):
    """What stands over a verb and says whether its deed was done."""

    done: Words
    undone: Words
    undone_nouns: Words
    ahead: Words
    ahead_nouns: Words
    wishing: Words  # of those: only wished for
    said_of: Words  # only said of somebody
    denied: Words
    found: Words  # found to have done it
    of_the_object: Words  # with the preposition before a deed that the verb's object did: "accuse of"
    alleging: Words  # these four stand over a whole clause
    believing: Words
    hoping: Words
    denying: Words
    rejecting: Words  # they make a denial of the noun behind: "rejected claims that"
    hearsay: Words
    perhaps: Words
    partly: Words  # "not" before one denies a part
    part_anywhere: Phrases  # the same, wherever it stands
    margins: Words  # behind "by", they name nobody
    earlier: Phrases  # of an earlier stage
    earlier_before_verb: Words
    revised: Phrases  # of a later state
    past_times: Phrases
    of_before: Words  # beside the noun of a deed: another one than the news
    whole: Words  # at the head of an object of which a denial denies a part
    barely: Words
    deliberating: Words  # these decide nothing by themselves
    deciding: Words
    decisions: Words
    requesting: Words  # what is wanted of somebody else
    spoken: Words  # deeds that are done by saying


class Statuses(WordList):
    """What a clause does with its statement."""

    planned: Phrases
    settled: Phrases  # said like a plan, and none
    hoped: Phrases
    alleged: Phrases
    denied: Phrases
    conditional: Phrases
    question: Phrases
    refusals: Words  # denied, they are no statements: "denied bail"
    takings: Words  # claimed, they are taken: "claimed 20 lives"
    negators: Words
    negating: Phrases  # they negate what follows
    harmless: Phrases  # negative words that negate nothing
    standing: Words  # negated, they leave what follows: "did not know that"


class Titles(WordList):
    """What stands before a name or makes one."""

    army: Words
    navy: Words
    air_force: Words
    police: Words
    secretaries: Words  # of a ministry
    abbreviations: Pairs  # and what each stands for
    civil: Words
    roles: Words  # in small letters before a name
    organisations: Words  # a name that has one is an organisation's
    of_fields: Words  # bodies whose names go on over "and"
    headed: Words  # of neither, but a name goes on over "of"
    places: Words  # a name that has one is a place's
    given: Words  # common given names
    short_for: Pairs  # "bill", and the given name "william"
    of_peoples: Words  # used like a people's adjective
    also_called: Pairs  # what else an office is called, and the one name for it
    address: Words  # of all these: forms of address
    beside_others: Words  # of offices and roles: whoever has one may have any other
    charged: Words  # offices by the words that tell them apart
    seats: Words  # of which nobody has two
    uncharged: Words  # words beside an office that do not tell it apart

    @cached_property
    def services(self) -> tuple[Words, ...]:
        """The ranks of each service."""
        return self.army, self.navy, self.air_force, self.police

    @cached_property
    def ladders(self) -> tuple[Words, ...]:
        """Ranks and offices of which one has one at a time, of each body those that stand above one another."""
        return *self.services, self.secretaries


class Updates(WordList):
    """How news speaks of a value that changed, or that it takes back."""

    running: Phrases  # a count that goes on
    revised: Phrases
    change: Words  # verbs before "from 31 to 43"
    counting: Words  # verbs by which a count comes to a number
    counts: Words  # what such a verb is said of
    before_earlier: Phrases  # right before the earlier number
    told_earlier: Phrases  # somewhere before it
    after_earlier: Phrases  # right after it
    turns: Phrases  # after one the sentence is of the present again
    earlier_versions: Phrases  # a page on its own earlier text
    called_wrong: Phrases
    set_right: Phrases  # after one the right value stands
    not_this: Phrases  # right before the value that is denied


class Walls(WordList):
    """What a page says that shows a notice instead of its article."""

    consent: Phrases  # it asks for consent to cookies
    subscription: Phrases  # it asks for a subscription


class Lexicons(ByIdentity):
    """All lists, for what uses many of them."""

    actors: Actors
    agencies: Agencies
    bodies: Bodies
    contraries: Contraries
    deeds: Deeds
    families: Families
    furniture: Furniture
    hedges: Hedges
    lists: Lists
    nouns: Nouns
    opposites: Opposites
    places: PlaceWords
    planting: PlantingWords
    play: Play
    roles: Roles
    speech: Speech
    standing: StandingWords
    statuses: Statuses
    titles: Titles
    updates: Updates
    walls: Walls


@lru_cache(maxsize=1)
def load_lexicons() -> Lexicons:
    """Return the shipped lists."""
    return read_lexicons(folder() / "lexicons")


def read_lexicons(place: Path) -> Lexicons:
    """Read a folder of lists. Raises ConfigError with the file and the section that is unknown, missing or wrong."""
    tables = included({path.stem: read_toml(path) for path in sorted(place.glob("*.toml"))})
    _check_names(tables, Lexicons, place, "word list")
    for name, field in Lexicons.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, WordList):
            _check_names(tables[name], field.annotation, place / f"{name}.toml", "section")
    return validated(Lexicons, tables, place)


def _check_names(found: Mapping[str, Any], model: type[BaseModel], where: Path, what: str) -> None:
    known = list(model.model_fields)
    for name in found:
        if name not in known:
            raise ConfigError(f"{where}: unknown {what} {name!r}; {nearest(name, known)}")
    for name in known:
        if name not in found:
            raise ConfigError(f"{where}: the {what} {name!r} is missing; an empty one may stand there")
