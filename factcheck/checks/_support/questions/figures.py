"""The figures of a draft, held against all numbers of its sources."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.values.grounds import Grounds
from factcheck.checks._support.values.inventory import Known, said_number
from factcheck.checks._support.values.pools import by_sentence
from factcheck.checks._support.values.reach import YEAR, is_bare, readings, same_number, within
from factcheck.checks._support.values.slips import another_length, level_for_change, may_have_moved_on, swapped
from factcheck.checks._support.verdict import SHOWN, Borne, Doubt, Sight, Where, Why, confidence_of
from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import Figure, Hedge
from factcheck.text.excerpt import shortened
from factcheck.text.nearness import Bag, around
from factcheck.values.figures.agreement import best_value, describe_figure
from factcheck.values.figures.finding import find_figures
from factcheck.values.figures.roles import role_of
from factcheck.values.figures.shares import only_the_whole
from factcheck.values.times.moments import find_moments

_TRIVIAL = 3  # "two men": too common to be looked up
_TRIVIAL_UNITS = frozenset({"count", "times", "ordinal"})
_BOUNDS = frozenset({Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.VAGUE})
_FATES = frozenset({"killed", "injured", "missing", "arrested", "displaced", "rescued", "held"})
_DAY = 86_400  # seconds
_MONTH = 31  # days
_KINSHIP = 0.3  # what an equal noun, or the same digits in another order, count for beside likeness
_NOTHING_LIKE = 0.1  # rank below which a figure is no more than another number

_NO_SUCH_NUMBER = (
    "No number of the sources is this one, rounds or converts to it, or makes it by a sum, a difference or a share."
)
_UNKNOWN = Why(_NO_SUCH_NUMBER)
_SWAPPED = Why(f"{_NO_SUCH_NUMBER} A source has its digits in another order.")
_BUT_FOR = Why(f"{_NO_SUCH_NUMBER} The nearest statement is nearly the same but for the figure.")
_ELSEWHERE = Why(
    "The sources have this number of something else alone; what is said of it they say with another one.",
    Where.ELSEWHERE,
)
_OTHER_FATE = "The sources have this number, but of other people: {others}, not {role}."


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure of the draft, its place, the words of matter around it, and the other figures of its sentence."""

    figure: Figure
    place: Sight
    around: Bag
    others: tuple[Figure, ...]


class Figures:
    """What the sources' numbers make of a draft's."""

    def __init__(self, held: HeldDraft) -> None:
        self._draft, self._days, self._is_wider = held.draft, held.days, held.is_wider
        self._lexicons, self._nearness, self._calendar = held.lexicons, held.nearness, held.calendar
        self._thresholds, self._known = held.thresholds, held.numbers
        self._sentences = [sentence for account in held.sources for sentence in account.sentences]
        self._told = by_sentence(self._known)
        self._grounds = Grounds(self._known)
        self._shown = {known: around(known.sentence, known.span) for known in self._known if known.shown}

    def weigh(self) -> Iterator[Borne | Doubt]:
        """Yield what comes of each figure of the draft that is worth looking up, in the order of its text."""
        drafted = list(self._said())
        for said in drafted:
            given = [
                known
                for known in self._grounds.given(said.figure)
                if not level_for_change(said.figure, said.place, known)
            ]
            verdict = (
                (self._of_others(said, given) or self._moved_on(said, given, drafted) or self._borne(said, given))
                if given
                else self._unknown(said)
            )
            if verdict:
                yield verdict

    def _said(self) -> Iterator[_Said]:
        published = self._draft.article.published or self._draft.article.updated
        for sentence in self._draft.sentences:
            taken = [span for span, _ in find_moments(sentence, published)]
            found = find_figures(sentence, self._lexicons, nounless=True)
            for span, figure in found:
                if _tells(sentence, span, figure) and not any(span.overlaps(other) for other in taken):
                    others = tuple(other for _, other in found if other is not figure)
                    yield _Said(figure, Sight(sentence, span), around(sentence, span), others)

    def _unknown(self, said: _Said) -> Doubt | None:
        words = frozenset(token.lemma for token in said.place.sentence.tokens)
        follows = self._grounds.follows(said.figure, words, self._beside(said)) or self._lasts(said.figure)
        if self._other_money(said.figure) or (follows and not self._slipped(said)):
            return None
        best = max(self._rivals(said), key=lambda k: (self._rank(said, k), k.article, -k.span.start), default=None)
        if best is None or self._rank(said, best) < _NOTHING_LIKE:
            return self._doubt(said, self._nearest(said.place.sentence), _UNKNOWN)
        if self._likeness(said, best) >= self._thresholds.same_statement:
            return self._doubt(said, best, _BUT_FOR, Severity.HIGH)
        if swapped(said.figure, best):
            return self._doubt(said, best, _SWAPPED, Severity.HIGH)
        return self._doubt(said, best, _UNKNOWN)

    def _beside(self, said: _Said) -> list[float]:
        """The numbers of the draft's sentence that a source has."""
        return [best_value(other) for other in said.others if self._grounds.given(other)]

    def _slipped(self, said: _Said) -> bool:
        """Whether a source says it with the same digits in another order, or with another length of the same unit.

        Then it comes of other numbers, or of two dates, by chance.
        """
        if said.figure.hedge in _BOUNDS and said.figure.unit == "second":
            return False
        return any(
            self._likeness(said, known) >= self._thresholds.borne_out
            and (swapped(said.figure, known) or another_length(said.figure, known.figure))
            for known in self._rivals(said)
        )

    def _moved_on(self, said: _Said, given: Sequence[Known], drafted: Sequence[_Said]) -> Doubt | None:
        """A figure that only older sources have, where a newer one has another, of which the draft says nothing."""
        days = [self._days.get(known.article) for known in given]
        latest = max((day for day in days if day), default=None)
        if latest is None or None in days:
            return None
        newer = [
            known
            for known in self._rivals(said)
            if self._days.get(known.article, latest) > latest
            and known.figure.unit == said.figure.unit
            and may_have_moved_on(said.figure, known.figure)
            and self._likeness(said, known) >= self._thresholds.same_thing
            and not any(known in self._grounds.given(other.figure) for other in drafted)
        ]
        if not newer:
            return None
        best = max(newer, key=lambda k: (self._likeness(said, k), k.article, -k.span.start))
        told = f"{latest:%d %B}".lstrip("0"), f"{self._days[best.article]:%d %B}".lstrip("0")
        words = f"No source after {told[0]} has this figure; one of {told[1]} says it with another."
        return self._doubt(said, best, Why(words, Where.FORMERLY), Severity.LOW)

    def _of_others(self, said: _Said, given: Sequence[Known]) -> Doubt | None:
        """A figure that the sources have, but not of this: what is said of it they say with another."""
        if self._role(said.figure) and (fates := {self._fate(known) for known in given}) != {""}:
            return self._of_another_fate(said, fates)
        if only_the_whole(said.place.sentence, said.place.span):
            return None  # "half of the 300 cases": what is said is said of the half
        rivals = [known for known in self._telling_rivals(said, given) if not self._is_part(known, said)]
        best = max(rivals, key=lambda k: (self._likeness(said, k), k.article, -k.span.start), default=None)
        if best is None:
            return None
        likeness = self._likeness(said, best)
        backed = max((self._likeness(said, known) for known in given if known.shown), default=0.0)
        if likeness < self._thresholds.same_thing or likeness - backed < self._thresholds.margin:
            return None
        near = likeness >= self._thresholds.same_statement
        return self._doubt(said, best, _ELSEWHERE, Severity.HIGH if near else Severity.MEDIUM)

    def _is_part(self, known: Known, said: _Said) -> bool:
        """Whether a source's sentence lists another number, and with it the draft's is the sum: a whole, no rival."""
        whole, part = said_number(said.figure.words), known.printed
        if whole is None or part is None:
            return False
        beside = (k.printed for k in self._told[known.sentence.place] if k.span != known.span)
        return any(number is not None and same_number(whole, part + number) for number in beside)

    def _of_another_fate(self, said: _Said, fates: set[str]) -> Doubt | None:
        """As many are injured, it is said that they were killed; and of the killed the sources give another number."""
        role = self._role(said.figure)
        if role in fates or "" in fates:
            return None
        told = {known for other in said.others for known in self._grounds.given(other)}
        rivals = [k for k in self._rivals(said) if k.figure.role == role and k not in told]
        best = max(rivals, key=lambda k: (self._likeness(said, k), k.article, -k.span.start), default=None)
        why = Why(_OTHER_FATE.format(others=" or ".join(sorted(fates)), role=role), Where.ELSEWHERE)
        return self._doubt(said, best, why, Severity.HIGH) if best else None

    @staticmethod
    def _role(figure: Figure) -> str:
        return figure.role if figure.role in _FATES else ""

    def _fate(self, known: Known) -> str:
        """What befell those whom a figure counts, "" if the words do not tell: "21 of the 34 injured had gone home"."""
        following = next((t for t in known.sentence.tokens if t.start >= known.span.end), None)
        return known.figure.role or (following and role_of(following, self._lexicons.roles)) or ""

    def _telling_rivals(self, said: _Said, given: Sequence[Known]) -> list[Known]:
        """The sources' other figures of the same sort, but for those told beside this one, there or in the draft."""
        if said.figure.hedge in _BOUNDS:
            return []
        beside = {
            (known.article, known.sentence.index + step)
            for known in given
            for step in ((-1, 0, 1) if _same_sort(said.figure, known.figure) else (0,))
        }
        told = {known for other in said.others for known in self._grounds.given(other)}
        return [
            known
            for known in self._rivals(said)
            if (known.article, known.sentence.index) not in beside
            and known not in told
            and known.figure.hedge not in _BOUNDS
            and _same_sort(said.figure, known.figure)
        ]

    def _rivals(self, said: _Said) -> list[Known]:
        units = {reading.unit for reading in readings(said.figure)}
        return [known for known in self._shown if known.figure.unit in units]

    def _borne(self, said: _Said, given: Sequence[Known]) -> Borne | None:
        """Return the source that gives the figure of the same thing; a number that only occurs proves little."""
        like = [
            known
            for known in given
            if known.shown
            and _same_sort(said.figure, known.figure)
            and self._likeness(said, known) >= self._thresholds.borne_out
            and not self._is_wider(Sight(known.sentence, known.span), said.place)
        ]
        if not like:
            return None
        best = max(like, key=lambda k: (self._likeness(said, k), k.article, -k.span.start))
        return Borne(said.place, Sight(best.sentence, best.span), "a figure that a source has, too")

    def _lasts(self, figure: Figure) -> bool:
        """Whether a length of time or an age, in days or longer, comes of two dates or two years."""
        for said in readings(figure):
            days = best_value(said) / _DAY
            if said.unit == "second" and days < 1 and any(within(said, length) for length in self._calendar.hours()):
                return True
            if said.unit == "second" and "hour" not in figure.words and days > 1:
                grace = max(1.0, 0.05 * days) if figure.hedge is Hedge.ABOUT or days > _MONTH else 0
                years = (within(said, years * YEAR) for years in self._calendar.years_between())
                if self._calendar.lasts(days - grace, days + grace) or any(years):
                    return True
        return False

    def _other_money(self, figure: Figure) -> bool:
        """Whether an amount is in a money of which no source speaks, so that it was changed from another."""
        units = {known.figure.unit for known in self._known}
        return figure.unit.isupper() and figure.unit not in units and any(unit.isupper() for unit in units)

    def _doubt(self, said: _Said, nearest: Known | Sentence, why: Why, severity: Severity = Severity.MEDIUM) -> Doubt:
        if isinstance(nearest, Known):
            place, other = Sight(nearest.sentence, nearest.span), describe_figure(nearest.figure)
        else:
            place, other = Sight(nearest, nearest.span), shortened(nearest.text, words=SHOWN)
        return Doubt(
            sort="figure",
            slot=" ".join(filter(None, [said.figure.unit, said.figure.noun, said.figure.role])),
            label=describe_figure(said.figure),
            said=said.place,
            nearest=place,
            nearest_label=other,
            severity=severity,
            confidence=confidence_of(why, self._thresholds),
            why=why,
        )

    def _nearest(self, sentence: Sentence) -> Sentence:
        return max(self._sentences, key=lambda s: (self._nearness.of_sentences(sentence, s), s.article, -s.index))

    def _rank(self, said: _Said, known: Known) -> float:
        """How near a source's figure is: by the words about it, its noun, its digits, and a little by its value."""
        ours, theirs = best_value(said.figure), best_value(known.figure)
        apart = abs(math.log(ours / theirs)) if ours > 0 and theirs > 0 else math.inf
        near = 0.01 / (1 + apart)
        kinship = (bool(said.figure.noun) and said.figure.noun == known.figure.noun) + swapped(said.figure, known)
        return (
            self._likeness(said, known)
            + self._nearness.of_sentences(said.place.sentence, known.sentence)
            + _KINSHIP * kinship
            + near
        )

    def _likeness(self, said: _Said, known: Known) -> float:
        return self._nearness.likeness(said.around, self._shown[known])


def _tells(sentence: Sentence, span: Span, figure: Figure) -> bool:
    """Whether a figure is one that a reader would hold the writer to."""
    value = said_number(figure.words)
    if figure.hedge is Hedge.VAGUE or value is None:
        return False
    before = sentence.text[: span.start - sentence.span.start].rstrip()[-1:]
    if is_bare(figure) and (before in _TORN or value % 1):
        return False  # "(.535)", "'87": nothing is counted
    return value > _TRIVIAL if figure.unit in _TRIVIAL_UNITS else value != 1


def _same_sort(one: Figure, other: Figure) -> bool:
    """Whether two figures count or measure one sort of thing, as far as their nouns and roles say."""
    if one.unit != other.unit or (one.role and other.role and one.role != other.role):
        return False
    if one.unit != "count" or one.noun == other.noun:
        return one.role == other.role or bool(one.noun) or one.unit != "count"
    return one.role is not None and one.role == other.role


_TORN = frozenset(".'’‘")
