"""What comes of holding a value of a draft against its sources: it is borne out, or there is doubt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence, Span

SHOWN = 12  # words of a sentence that name a side which has no value of its own


class SupportThresholds(Protocol):
    """What makes one statement of two, and how sure each finding is; see [kinds.unsupported]."""

    @property
    def borne_out(self) -> float: ...
    @property
    def same_thing(self) -> float: ...
    @property
    def margin(self) -> float: ...
    @property
    def same_statement(self) -> float: ...
    @property
    def covered(self) -> float: ...
    @property
    def quotation_confidence(self) -> float: ...
    @property
    def value_confidence(self) -> float: ...
    @property
    def name_confidence(self) -> float: ...
    @property
    def changed_confidence(self) -> float: ...
    @property
    def substituted(self) -> float: ...
    @property
    def other_office(self) -> float: ...
    @property
    def other_extent(self) -> float: ...
    @property
    def similar(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Sight:
    """Words of a sentence, `span` in offsets of their article."""

    sentence: Sentence
    span: Span

    @property
    def words(self) -> str:
        start = self.sentence.span.start
        return self.sentence.text[self.span.start - start : self.span.end - start]


@dataclass(frozen=True, slots=True)
class Borne:
    """A value of the draft that a source gives of the same thing."""

    said: Sight
    known: Sight
    reason: str


class Where(Enum):
    """Where the sources have a value that none of them gives of what the draft says it of."""

    NOWHERE = auto()
    ELSEWHERE = auto()  # of something else
    CROSSED = auto()  # of what the draft says another value of
    WIDER = auto()  # of fewer
    NARROWER = auto()  # of more
    FORMERLY = auto()  # in older ones alone
    WORKED_OUT = auto()  # another value, that comes of two that they have
    UNIT = auto()  # in points for per cent, or the other way round


@dataclass(frozen=True, slots=True)
class Why:
    """Why there is doubt, in `words` for the reader."""

    words: str
    where: Where = Where.NOWHERE


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value of the draft that no source gives, with what of the sources is nearest to it.

    `slot` says of what it is a value, whatever the sources say. `nearest_label` is the other side's name, `confidence`
    how sure it is that no source bears it out, 0 to 1; a probability where evidence was `weighed`.
    """

    sort: str
    slot: str
    label: str
    said: Sight
    nearest: Sight
    nearest_label: str
    severity: Severity
    confidence: float
    why: Why
    weighed: bool = False

    @property
    def ground(self) -> str:
        """The sort of evidence that it rests on; "" where that was weighed."""
        return "" if self.weighed else f"{self.why.where.name.lower()} {self.sort}"


def confidence_of(why: Why, thresholds: SupportThresholds) -> float:
    """Return how sure a doubt of a figure or a time is, 0 to 1."""
    return thresholds.changed_confidence if why.where is Where.ELSEWHERE else thresholds.value_confidence
