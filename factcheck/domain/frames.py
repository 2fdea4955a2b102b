"""What a sentence says was done: a frame for each of its predicates, and how a value hangs on one.

Tokens are given by their numbers in `Sentence.tokens`; a group of words by its head ("people" of "the 12 people").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factcheck.domain.text import Span
from factcheck.domain.values import Status


class PredicateSort(StrEnum):
    """What sort of word tells what was done."""

    VERB = "verb"
    ADJECTIVE = "adjective"
    NOUN = "noun"


class Hanging(StrEnum):
    """What a value, or what it counts, is to the word that governs it."""

    COUNTED = "counted"  # it counts the word itself: "nine deaths"
    SUBJECT = "subject"
    PASSIVE_SUBJECT = "passive subject"
    OBJECT = "object"
    OBLIQUE = "oblique"
    WITHIN = "within"  # it is part of one of these, and not itself one: "families of nine victims protested"


@dataclass(frozen=True, slots=True)
class Oblique:
    """What hangs on a predicate by a preposition; "" where there is none ("on Monday", but "said Monday")."""

    preposition: str
    token: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate and what is said of it.

    `subject` is that of the grammar, also where it stands with another verb ("he fled and hid") or outside the clause
    ("the man who fled"); of a passive it is who underwent the deed, and the doer is the oblique "by". What a noun tells
    the deed of is its object ("the death of nine people"). `negated` counts what stands above, too: "did not say that",
    "denied that", "failed to". `speaker` is who says so, None where nobody is named.
    """

    predicate: int
    lemma: str
    sort: PredicateSort
    subject: int | None
    object: int | None
    obliques: tuple[Oblique, ...]
    passive: bool
    negated: bool
    status: Status
    speaker: int | None


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells whom what: "Rao told the Courier that the dam had burst", "the dam burst, according to Rao".

    `verb` is the word that says so. `speaker` and `hearer` are the heads of the phrases that name them, those phrases
    `speaking` and `hearing`; `told` are the words of what is told, whatever else is told in them.
    """

    verb: int
    speaker: int | None
    hearer: int | None
    speaking: tuple[int, ...]
    hearing: tuple[int, ...]
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A noun such as "number" or "toll", what it is the number of, and the word that tells what befell these.

    `earlier` is whether the value given is one that it had before: "rose from 31", "compared to 31 a year before".
    """

    noun: int
    thing: int | None
    told: int | None
    earlier: bool


@dataclass(frozen=True, slots=True)
class Hold:
    """The word that governs a value, and how the value hangs on it; `preposition` is that of an oblique, else ""."""

    governor: int
    hanging: Hanging
    preposition: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """The deed that a value belongs to, and the words that tell of it.

    `told` is the verb or noun of the deed, `what` that with what makes it one thing, `who` the subject or those whom a
    number counts, `ago` the words of "two years ago". `where` and `when` are stretches. `earlier` is whether the
    sentence says that another deed than the one at hand is meant.
    """

    told: int
    what: tuple[int, ...]
    who: tuple[int, ...]
    where: tuple[Span, ...]
    when: tuple[Span, ...]
    ago: tuple[int, ...]
    earlier: bool
