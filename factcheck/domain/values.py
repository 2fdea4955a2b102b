"""What a sentence states: figures, times, outcomes, propositions, and how two of one sort stand to each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Agreement(StrEnum):
    """How two values of one slot stand to each other."""

    SAME = "same"
    CONTAINED = "contained"
    BOUND_VIOLATED = "bound violated"
    FAR_BELOW = "far below"
    DISJOINT = "disjoint"
    NOT_COMPARABLE = "not comparable"


AGREEING = frozenset({Agreement.SAME, Agreement.CONTAINED})

CLASHING = frozenset({Agreement.DISJOINT, Agreement.BOUND_VIOLATED})  # both cannot hold

# What an editor wants to see: a bound that holds but is left far behind, too.
TELLING = CLASHING | {Agreement.FAR_BELOW}


class Status(StrEnum):
    """What a sentence does with its statement."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    HOPED = "hoped for"
    ALLEGED = "alleged"
    DENIED = "denied"
    CONDITIONAL = "conditional"
    QUESTION = "question"


class Course(StrEnum):
    """Where a value stands in the course of the story, by the words around it."""

    SETTLED = "settled"
    RUNNING = "running"
    REVISED = "revised"
    EARLIER = "earlier"


class Hedge(StrEnum):
    """How a figure or a moment is bounded by the words around it."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Figure:
    """An interval over what is counted or measured.

    `lower` and `upper` are in `unit` (see values/figures/units.py: "count", "percent", "ordinal", "metre",
    "second", "USD", ...); `upper` may be infinite. `noun` is the lemma of the counted noun ("" if none),
    `modifiers` the lemmas that narrow it, `role` what befell the counted ("killed", ...) or None.
    """

    lower: float
    upper: float
    unit: str
    hedge: Hedge
    words: str
    noun: str = ""
    modifiers: frozenset[str] = frozenset()
    role: str | None = None

    def __post_init__(self) -> None:
        if not self.lower <= self.upper or math.isinf(self.lower):
            raise ValueError(f"no interval: {self.lower} to {self.upper}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as far as the words fix it: days, a time of day, or both.

    `first` and `last` are calendar days, both included, or None when the year or the publication date
    is unknown; then `weekday` (Monday is 0), `month` and `day` hold what was said. `clock` is minutes
    after midnight, lower and upper, both included; `zone` the stated time zone's offset in minutes.
    """

    words: str
    hedge: Hedge = Hedge.EXACT
    granularity: str = "day"
    first: date | None = None
    last: date | None = None
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    clock: tuple[int, int] | None = None
    zone: int | None = None


class Boundary(StrEnum):
    """Which point of an event a moment gives."""

    AT = "at"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Timing:
    """When an event happened, began or ended. `event` is the lemma of its verb or noun."""

    moment: Moment
    event: str
    boundary: Boundary = Boundary.AT


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an event of a known type turned out: `side` is one of the lexicon's opposites for `event`."""

    event: str
    side: str
    words: str


@dataclass(frozen=True, slots=True)
class Proposition:
    """Who does what to whom: the lemma of the verb and the names before and after it, active voice."""

    verb: str
    doer: str
    object: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a clause says as a whole, with the figures and times in it masked: `text` is what a model reads."""

    text: str


Value = Figure | Timing | Outcome | Proposition | Statement
