"""The course of a quantity as a small chart: a row a state, the earliest day first, with a bar as long as its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck.domain.findings import Rung

UNKNOWN = "day unknown"
_BLOCK, _LEAST = "█", 1  # of a value that is not nothing, at least so much is seen


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A state of a quantity: its day, its value as worded, who gives it, and its `share`, 0 to 1, of the largest."""

    day: str
    value: str
    sources: tuple[str, ...]
    share: float

    def bar(self, columns: int) -> str:
        """Return the value as a bar of blocks, `columns` long for the largest of the series."""
        return _BLOCK * (max(_LEAST, round(self.share * columns)) if self.share > 0 else 0)


def rows(series: Sequence[Rung], labels: Mapping[str, str]) -> list[CourseRow]:
    """Return the states of a series, those of one day and one value in one row; `labels` are of `digest.labels`."""
    states: dict[tuple[str, float, float | None], list[Rung]] = {}
    for rung in series:
        states.setdefault((rung.evidence.as_of or UNKNOWN, rung.lower, rung.upper), []).append(rung)
    largest = max((_length(rung) for rung in series), default=0.0)
    return [
        CourseRow(
            day,
            same[0].value,
            tuple(dict.fromkeys(labels.get(rung.evidence.article, rung.evidence.article) for rung in same)),
            _length(same[0]) / largest if largest > 0 else 0.0,
        )
        for (day, _, _), same in states.items()
    ]


def _length(rung: Rung) -> float:
    """What of an interval is sure: its lower bound; of "up to 40" the upper one."""
    return max(0.0, rung.lower or rung.upper or 0.0)
