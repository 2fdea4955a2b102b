"""A quantity as its sources told it: a list of states, each with its day, its bound and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from factcheck.domain.account import Claim
from factcheck.domain.values import Course, Figure


@dataclass(frozen=True, slots=True)
class State:
    """What one article puts a quantity at. `value` is that of the claim, with the bound that its words give.

    `day` is the one to which it counts, or on which it was told; None where nobody knows, and of a draft that has the
    value from a source: it is that source's then. `origin` is the article that stands for the one it is from.
    """

    claim: Claim
    value: Figure
    day: date | None
    origin: str
    closed: bool = False

    @property
    def article(self) -> str:
        return self.claim.article

    @property
    def running(self) -> bool:
        """Whether its words say that the count goes on."""
        return self.claim.course in (Course.RUNNING, Course.REVISED) and self.value.unit == "count"


@dataclass(frozen=True, slots=True)
class Series:
    """The states of one quantity that exclude each other, by side, the lowest first; `told` are all that are known.

    Those that are `told` are in the order of their days, the ones of unknown days last.
    """

    sides: tuple[tuple[State, ...], ...]
    told: tuple[State, ...]


class Succession(StrEnum):
    """By what one state is known to be a later one of the same quantity."""

    TOLD = "told"
    EDITION = "edition"
    COUNTED = "counted"
    REVISED = "revised"
