"""The times of a draft, held against all that its sources say of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.values.calendar import Dated, years_named
from factcheck.checks._support.verdict import Borne, Doubt, Sight, Where, Why, confidence_of
from factcheck.checks._support.words.bag_index import BagIndex, best_of
from factcheck.domain.findings import Severity
from factcheck.domain.text import Span
from factcheck.domain.values import Timing
from factcheck.text.matter import MATTER
from factcheck.text.nearness import Nearness, matter_of
from factcheck.values.times.labels import describe_moment
from factcheck.values.times.moments import find_moments
from factcheck.values.times.readings import readings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEARLY_ALL = 0.8  # share of a sentence's words of matter from which on another tells the same
_OF_ONE_GRAIN = 0.3  # what it counts for beside likeness that both are days, months or years

_NO_SUCH_TIME = "No source has this time, came out then, or says anything from which it could be counted."
_UNKNOWN = Why(_NO_SUCH_TIME)
_BUT_FOR = Why(f"{_NO_SUCH_TIME} The nearest statement is nearly the same but for the time.")
_NO_SUCH_DAY = Why("The date does not fall on this weekday in any year near, and no source says that it does.")
_OTHER_DAY = Why("The sources give this hour to another day.", Where.ELSEWHERE)
_OTHER_YEAR = Why(
    "The sources have this year of something else alone; the statement of it gives another.", Where.ELSEWHERE
)
_ELSEWHERE = Why(
    "The sources have this day of something else alone; what is said of it they give another day.", Where.ELSEWHERE
)


class Times:
    """What the sources' times make of a draft's."""

    def __init__(self, held: HeldDraft) -> None:
        self._draft, self._day, self._calendar = held.draft, held.day, held.calendar
        self._nearness, self._thresholds = held.nearness, held.thresholds

    def weigh(self) -> Iterator[Borne | Doubt]:
        """Yield what comes of each time at which the draft says that something happened, in the order of its text.

        What somebody is quoted with is told from the day on which it was said. Other times are only looked for.
        """
        told: dict[Span, list[tuple[Dated, str]]] = defaultdict(list)
        for claim in self._draft.claims:
            if isinstance(claim.value, Timing) and not claim.quoted:
                moment = claim.value.moment
                stretches = readings(claim.sentence, claim.span, moment, self._day)
                said = Dated.read(moment, claim.sentence, claim.span, stretches)
                told[claim.sentence.span].append((said, claim.value.event))
        for of_sentence in told.values():
            for said, event in of_sentence:
                beside = [other for other, _ in of_sentence if other is not said]
                if verdict := self._weighed(said, event, beside):
                    yield verdict
        for said in self._beside_claims():
            if not self._calendar.given(said) and (doubt := self._in_no_source(said, "")):
                yield doubt

    def _beside_claims(self) -> Iterator[Dated]:
        """Yield the times of a draft that nothing is claimed of: of a deed to come, of no deed, a year in a list."""
        taken = [claim.span for claim in self._draft.claims]
        stamp = self._draft.article.published or self._draft.article.updated
        for sentence in self._draft.sentences:
            for span, moment in (*find_moments(sentence, stamp), *years_named(sentence)):
                if not any(span.overlaps(other) for other in (*taken, *sentence.quoted)):
                    taken.append(span)
                    yield Dated.read(moment, sentence, span, readings(sentence, span, moment, self._day))

    def _weighed(self, said: Dated, event: str, beside: Sequence[Dated]) -> Borne | Doubt | None:
        if clashing := self._calendar.clashing(said):
            return self._doubt(said, event, clashing, _OTHER_DAY, Severity.HIGH)
        if given := self._calendar.given(said):
            return self._elsewhere(said, event, given, beside) or self._borne(said, given)
        return self._in_no_source(said, event)

    def _in_no_source(self, said: Dated, event: str) -> Doubt | None:
        if self._calendar.follows(said) or not self._calendar.known:
            return None
        if not said.stretches and said.moment.weekday is not None and said.moment.day is not None:
            return self._doubt(said, event, self._calendar.known, _NO_SUCH_DAY, Severity.MEDIUM)
        best = self._nearest(said, self._calendar.known)
        near = self._likeness(said, best) >= self._thresholds.same_statement
        why, severity = (_BUT_FOR, Severity.HIGH) if near else (_UNKNOWN, Severity.MEDIUM)
        return self._doubt(said, event, (best,), why, severity)

    def _elsewhere(self, said: Dated, event: str, given: Sequence[Dated], beside: Sequence[Dated]) -> Doubt | None:
        """A day that the sources have, but not of this: what is said of it they give another.

        That is none which the draft's sentence has beside it: "called off on Thursday the talks of 12 June".
        """
        if said.moment.granularity == "year":
            return self._of_another_year(said, event, given)
        if not said.is_day:
            return None
        known = {one for other in beside if other.is_day for one in self._calendar.given(other)}
        rivals = [one for one in self._calendar.on_other_days(said) if one not in known]
        likeness = self._likest(said, rivals)
        backed = self._likest(said, given)
        if likeness < self._thresholds.same_thing or likeness - backed < self._thresholds.margin:
            return None
        near = likeness >= self._thresholds.same_statement
        return self._doubt(said, event, rivals, _ELSEWHERE, Severity.HIGH if near else Severity.MEDIUM)

    def _of_another_year(self, said: Dated, event: str, given: Sequence[Dated]) -> Doubt | None:
        """A year that the sources have, but not in this sentence: what says nearly the same there has another."""
        rivals = self._calendar.on_other_years(said)
        best = max(rivals, key=lambda known: self._covered(said, known), default=None)
        if best is None or self._covered(said, best) < _NEARLY_ALL:
            return None
        if max(self._covered(said, known) for known in given) > self._covered(said, best) - self._thresholds.margin:
            return None
        return self._doubt(said, event, (best,), _OTHER_YEAR, Severity.MEDIUM)

    def _covered(self, said: Dated, known: Dated) -> float:
        """The share by weight of the draft's sentence, without its numbers, that a source's has."""
        ours, theirs = (matter_of(one.sentence.tokens, MATTER) for one in (said, known))
        return self._nearness.weight(ours & theirs) / self._nearness.weight(ours) if ours else 0.0

    def _borne(self, said: Dated, given: Sequence[Dated]) -> Borne | None:
        best = self._nearest(said, given)
        whole = self._nearness.of_sentences(said.sentence, best.sentence)
        if max(self._likeness(said, best), whole) < self._thresholds.borne_out:
            return None
        return Borne(_place(said), _place(best), "a time that a source has, too")

    def _doubt(self, said: Dated, event: str, known: Sequence[Dated], why: Why, severity: Severity) -> Doubt:
        best = self._nearest(said, known)
        return Doubt(
            sort="date",
            slot=event,
            label=describe_moment(said.moment),
            said=_place(said),
            nearest=_place(best),
            nearest_label=describe_moment(best.moment),
            severity=severity,
            confidence=confidence_of(why, self._thresholds),
            why=why,
        )

    def _nearest(self, said: Dated, among: Sequence[Dated]) -> Dated:
        """Return the time, of those of the sources, that is most likely what the draft's is of."""
        return best_of(among, self._told.nearness_of(said)[self._told.places(among)], lambda one: self._rank(said, one))

    def _likest(self, said: Dated, among: Sequence[Dated]) -> float:
        """Return how like the words beside a time are to those beside the likest of some of the sources."""
        if not among:
            return 0.0
        scores = self._told.likenesses_of(said)[self._told.places(among)]
        return self._likeness(said, best_of(among, scores, lambda one: self._likeness(said, one)))

    @cached_property
    def _told(self) -> _ToldTimes:
        return _ToldTimes(self._calendar.known, self._nearness)

    def _rank(self, said: Dated, known: Dated) -> tuple[float, str, int]:
        alike = (said.moment.granularity == known.moment.granularity) + _same_date(said, known)
        near = self._likeness(said, known) + self._nearness.of_sentences(said.sentence, known.sentence)
        return near + _OF_ONE_GRAIN * alike, known.sentence.article, -known.span.start

    def _likeness(self, said: Dated, known: Dated) -> float:
        return self._nearness.likeness(said.beside, known.beside)


class _ToldTimes:
    """The times of the sources, looked through all at once; what is found is right but for the last digits."""

    def __init__(self, known: Sequence[Dated], nearness: Nearness) -> None:
        import numpy as np

        self._places = {one: n for n, one in enumerate(known)}
        self._beside = BagIndex([one.beside for one in known], nearness)
        self._whole = BagIndex([nearness.bag(one.sentence) for one in known], nearness)
        self._grains = np.array([one.moment.granularity for one in known])
        self._dates: dict[tuple[int | None, int | None], list[int]] = defaultdict(list)
        for n, one in enumerate(known):
            for day in _dates(one):
                self._dates[day].append(n)
        self._nearness = nearness

    def places(self, among: Sequence[Dated]) -> Sequence[int]:
        return [self._places[one] for one in among]

    def likenesses_of(self, said: Dated) -> NDArray[np.float64]:
        """Return how like the words beside each time are to those beside the draft's, shape (number of times,)."""
        return self._beside.likenesses(said.beside)

    def nearness_of(self, said: Dated) -> NDArray[np.float64]:
        """Return how near each time is to the draft's, as Times ranks them, shape (number of times,)."""
        found = self.likenesses_of(said) + self._whole.likenesses(self._nearness.bag(said.sentence))
        found += _OF_ONE_GRAIN * (self._grains == said.moment.granularity)
        if said.moment.day is not None:
            found[self._dates.get((said.moment.month, said.moment.day), [])] += _OF_ONE_GRAIN
        return found


def _same_date(said: Dated, known: Dated) -> bool:
    """Whether a source names the day and month that the draft names, perhaps with another weekday."""
    return said.moment.day is not None and (said.moment.month, said.moment.day) in _dates(known)


def _dates(known: Dated) -> set[tuple[int | None, int | None]]:
    """The months and days that a source's time may be on."""
    return {(first.month, first.day) for first, _ in known.stretches} | {(known.moment.month, known.moment.day)}


def _place(dated: Dated) -> Sight:
    return Sight(dated.sentence, dated.span)
