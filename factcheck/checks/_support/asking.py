"""Every question that the check `unsupported` asks of a draft, and what comes of asking all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.questions.all_of_a_sort import AllOfASort
from factcheck.checks._support.questions.bearers import Bearers
from factcheck.checks._support.questions.credits import Credits
from factcheck.checks._support.questions.exchanged import Exchanged
from factcheck.checks._support.questions.extents import Extents
from factcheck.checks._support.questions.figures import Figures
from factcheck.checks._support.questions.lengths import Lengths
from factcheck.checks._support.questions.margins import Margins
from factcheck.checks._support.questions.names import Names
from factcheck.checks._support.questions.offices import Offices
from factcheck.checks._support.questions.outlets import Outlets
from factcheck.checks._support.questions.placings import Placings
from factcheck.checks._support.questions.points import Points
from factcheck.checks._support.questions.quotations import Quotations
from factcheck.checks._support.questions.substitutes import Substitutes
from factcheck.checks._support.questions.times import Times
from factcheck.checks._support.questions.turned import Turned
from factcheck.checks._support.verdict import Borne, Doubt
from factcheck.domain.text import Span


class Question(Protocol):
    """One thing that is asked of every part of a draft that it concerns."""

    def __init__(self, held: HeldDraft) -> None: ...

    def weigh(self) -> Iterable[Borne | Doubt]:
        """Yield what comes of it, in the order of the draft's text."""


# Of the same words the first doubt is told.
QUESTIONS: tuple[type[Question], ...] = (
    Quotations,
    Points,
    Margins,
    Names,
    Credits,
    Lengths,
    Figures,
    Times,
    Exchanged,
    Turned,
    Outlets,
    AllOfASort,
    Extents,
    Offices,
    Bearers,
    Placings,
)
# These have nothing to say of words on which there is any verdict.
LAST_RESORTS: tuple[type[Question], ...] = (Substitutes,)


def verdicts(held: HeldDraft) -> Iterator[Borne | Doubt]:
    """Yield what comes of asking every question; whatever stands in doubted words is doubted with them."""
    doubted: list[Span] = []
    settled: list[Span] = []
    for question in (*QUESTIONS, *LAST_RESORTS):
        taken = settled if question in LAST_RESORTS else doubted
        for verdict in question(held).weigh():
            span = verdict.said.span
            if not any(span.overlaps(other) for other in taken):
                yield verdict
                settled.append(span)
                if isinstance(verdict, Doubt):
                    doubted.append(span)
