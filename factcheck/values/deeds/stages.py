"""Which stage of an affair a clause tells of: "at first rejected it", "the original plan", "had been opened in 1990".

A plan rejected at first may have been approved since: outcomes of two stages do not exclude each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.domain.text import Token
from factcheck.settings.lexicons import Phrases, StandingWords
from factcheck.values.deeds.vocabulary import Words, years
from factcheck.values.speech.phrases import occurrences


@dataclass(frozen=True, slots=True)
class Stage:
    """What a clause says of its place in a course of events; `times` are its days and words such as "last year"."""

    earlier: bool
    revised: bool
    pluperfect: bool
    times: Words

    def apart(self, other: Stage) -> bool:
        """Whether two clauses tell of different stages.

        Only one marks an earlier one or names a year; or they name other times, and only one looks back or tells of
        a revised thing.
        """
        marked = self.earlier != other.earlier or bool(years(self.times)) != bool(years(other.times))
        looks_back = self.pluperfect != other.pluperfect or self.revised != other.revised
        return marked or (looks_back and self.times != other.times)


def stage(clause: Sequence[Token], group: Sequence[Token], times: Words, lists: StandingWords) -> Stage:
    """Return the stage of a clause whose verb, with what stands right before it, is `group`."""
    named = {" ".join(t.lemma for t in clause[a:b]) for a, b in occurrences(clause, lists.past_times)}
    return Stage(
        earlier=_has(clause, lists.earlier) or any(t.lemma in lists.earlier_before_verb for t in group[:-1]),
        revised=_has(clause, lists.revised),
        pluperfect=any(t.tag == "VHD" for t in group[:-1]),
        times=times | named,
    )


def _has(clause: Sequence[Token], phrases: Phrases) -> bool:
    return next(occurrences(clause, phrases), None) is not None
