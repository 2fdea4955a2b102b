"""How two figures of one thing come to differ: digits in another order, another length, a change for a level."""

from __future__ import annotations

from factcheck.checks._support.values.inventory import Known
from factcheck.checks._support.values.reach import within
from factcheck.checks._support.verdict import Sight
from factcheck.domain.values import Figure
from factcheck.values.figures.agreement import best_value

_TALLIED = 20  # counts below are of many things
_GROWN = 2.0  # times the earlier figure up to which a later one is of the same thing


def swapped(figure: Figure, known: Known) -> bool:
    """Whether two numbers are of the same digits, in another order: 258 and 285."""
    ours, theirs = ("".join(c for c in words if c.isdigit()) for words in (figure.words, known.figure.words))
    return len(ours) > 1 and ours != theirs and sorted(ours) == sorted(theirs) and figure.unit == known.figure.unit


def another_length(figure: Figure, other: Figure) -> bool:
    """Whether both are lengths in one unit ("120 days", "180 days"), of which neither is the other rounded."""
    ours, theirs = figure.words.split()[-1:], other.words.split()[-1:]
    return figure.unit == other.unit == "second" and ours == theirs and not within(figure, best_value(other))


def may_have_moved_on(figure: Figure, other: Figure) -> bool:
    """Whether a count may have moved on from one figure to the other: of one size, and neither the other rounded."""
    low, high = sorted((best_value(figure), best_value(other)))
    if within(figure, best_value(other)) or within(other, best_value(figure)) or figure.role != other.role:
        return False
    return low >= _TALLIED and high <= _GROWN * low


def level_for_change(figure: Figure, place: Sight, known: Known) -> bool:
    """Whether a source gives as the level ("cut to 20 percent") what the draft gives as the change ("by 20 points")."""
    changed = figure.noun == "point" or figure.unit == "percentage point"
    return (
        changed
        and known.figure.unit == "percent"
        and _word_before(place) == "by"
        and (_word_before(Sight(known.sentence, known.span)) == "to")
    )


def _word_before(place: Sight) -> str:
    return place.sentence.text[: place.span.start - place.sentence.span.start].rstrip().rpartition(" ")[2].lower()
