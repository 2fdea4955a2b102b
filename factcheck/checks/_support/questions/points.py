"""Per cent against percentage points: a change that a draft tells in the one and its sources in the other.

From 6 per cent to 4.5 it is 1.5 points, and 25 per cent.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.values.inventory import said_number
from factcheck.checks._support.values.reach import is_bare, same_number, within
from factcheck.checks._support.verdict import Doubt, Sight, Where, Why
from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import Figure
from factcheck.settings.lexicons import Lexicons
from factcheck.text.nearness import Bag, around, matter_of
from factcheck.values.figures.finding import find_figures

# A number right behind one of these is that by which something changes.
_CHANGES = frozenset(
    """up down decline decrease gain slip shrink dip ease edge widen narrow growth slump plunge tumble rebound advance
    lose add reduce""".split()  # noqa: SIM905
)
_BETWEEN = frozenset({"AV0", "AJ0"})  # "rose sharply 2 per cent"
_ABOUT = frozenset({"about", "around", "some", "nearly", "almost", "roughly", "over", "just", "an", "a", "only"})
_COMPARED = frozenset({"higher", "lower", "more", "less", "up", "down"})  # right behind the number

_RELATIVE = Why("The source tells the change in percentage points: per cent is a share of what it was.", Where.UNIT)
_ABSOLUTE = Why("The source tells the change in per cent of what it was, not in percentage points.", Where.UNIT)
_BY_LEVELS = "From {a:g} per cent to {b:g} it is {points:g} percentage points, and {share:.0f} per cent."


@dataclass(frozen=True, slots=True)
class _ChangeTold:
    """By how much something changes, in `points` or in per cent."""

    number: float
    points: bool
    figure: Figure
    place: Sight
    nouns: Bag


@dataclass(frozen=True, slots=True)
class _Levels:
    """From which share to which something went."""

    start: float
    end: float
    place: Sight
    nouns: Bag

    @property
    def points(self) -> float:
        return round(abs(self.end - self.start), 6)

    @property
    def share(self) -> float:
        return 100 * self.points / self.start if self.start > 0 else math.inf


class Points:
    """What the sources' changes of shares make of a draft's."""

    def __init__(self, held: HeldDraft) -> None:
        self._draft = held.draft
        self._lexicons, self._nearness, self._thresholds = held.lexicons, held.nearness, held.thresholds
        told = [sentence for account in held.sources for sentence in account.sentences]
        self._changes = [change for sentence in told for change in _changes(sentence, held.lexicons)]
        self._levels = [levels for sentence in told for levels in _levels(sentence, held.lexicons)]

    def weigh(self) -> Iterator[Doubt]:
        """Yield the changes told in the other of the two, in the order of the draft's text."""
        for sentence in self._draft.sentences:
            for change in _changes(sentence, self._lexicons):
                if doubt := self._weighed(change):
                    yield doubt

    def _weighed(self, said: _ChangeTold) -> Doubt | None:
        same = [known for known in self._changes if same_number(known.number, said.number)]
        if any(known.points == said.points for known in same):
            return None
        between = [one for one in self._levels if self._is_of(said, one.place, one.nouns)]
        if any(_bears_out(one, said) for one in between):
            return None
        mixed = [one for one in between if _mixes_up(one, said)]
        if mixed:
            one = mixed[0]
            words = _BY_LEVELS.format(a=one.start, b=one.end, points=one.points, share=one.share)
            return self._doubt(said, one.place, Why(words, Where.UNIT))
        others = [known for known in same if self._is_of(said, known.place, known.nouns)]
        if not others or (said.points and any(_has_level(one) for one in others)):
            return None
        return self._doubt(said, others[0].place, _ABSOLUTE if said.points else _RELATIVE)

    def _is_of(self, said: _ChangeTold, place: Sight, nouns: Bag) -> bool:
        """Whether a source's sentence tells of what the draft says it of."""
        like = self._nearness.likeness(around(said.place.sentence, said.place.span), around(place.sentence, place.span))
        return bool(said.nouns & nouns) and like >= self._thresholds.borne_out

    def _doubt(self, said: _ChangeTold, known: Sight, why: Why) -> Doubt:
        return Doubt(
            sort="unit",
            slot="points" if said.points else "percent",
            label=said.place.words,
            said=said.place,
            nearest=known,
            nearest_label=known.words,
            severity=Severity.HIGH,
            confidence=self._thresholds.value_confidence,
            why=why,
        )


def _bears_out(levels: _Levels, said: _ChangeTold) -> bool:
    return same_number(levels.points, said.number) if said.points else within(said.figure, levels.share)


def _mixes_up(levels: _Levels, said: _ChangeTold) -> bool:
    return within(said.figure, levels.share) if said.points else same_number(levels.points, said.number)


def _has_level(change: _ChangeTold) -> bool:
    """Whether a share stands beside the change in per cent: "rose 3 per cent to 45" may itself mean points."""
    tokens = change.place.sentence.tokens
    return any(t.text in {"to", "from", "at"} for t in tokens if t.start >= change.place.span.end)


def _changes(sentence: Sentence, lexicons: Lexicons) -> Iterator[_ChangeTold]:
    nouns = matter_of(sentence.tokens, ("NN", "NP"))
    verbs = lexicons.updates.change | _CHANGES
    for span, figure in find_figures(sentence, lexicons, nounless=True):
        number, points = said_number(figure.words), _in_points(figure)
        if number is not None and (points or figure.unit == "percent") and _is_change(sentence, span, verbs):
            yield _ChangeTold(number, points, figure, Sight(sentence, span), nouns)


def _in_points(figure: Figure) -> bool:
    return figure.unit == "percentage point" or (figure.unit == "count" and figure.noun == "point")


def _is_change(sentence: Sentence, span: Span, verbs: frozenset[str]) -> bool:
    """As in "fell by 2 per cent", "rose 2 per cent", "a rise of 2 per cent", "2 per cent higher"."""
    before = [t for t in sentence.tokens if t.end <= span.start]
    while before and (before[-1].tag in _BETWEEN or before[-1].lemma in _ABOUT) and before[-1].lemma not in verbs:
        before.pop()
    after = next((t.lemma for t in sentence.tokens if t.start >= span.end), "")
    last = before[-1].lemma if before else ""
    of_change = last == "of" and len(before) > 1 and before[-2].lemma in verbs
    return last == "by" or last in verbs or of_change or after in _COMPARED


def _levels(sentence: Sentence, lexicons: Lexicons) -> Iterator[_Levels]:
    """The two shares of "from 6 per cent to 4.5", in whatever order, where a sentence has one of each."""
    found = find_figures(sentence, lexicons, nounless=True)
    shares = [(span, f) for span, f in found if f.unit == "percent" or is_bare(f)]
    if not any(figure.unit == "percent" for _, figure in shares):
        return
    ends = {
        word: [(span, said_number(f.words)) for span, f in shares if _before(sentence, span) == word]
        for word in ("from", "to")
    }
    if len(ends["from"]) == len(ends["to"]) == 1:
        (one, start), (other, end) = ends["from"][0], ends["to"][0]
        if start is not None and end is not None and start != end:
            whole = Span(min(one.start, other.start), max(one.end, other.end))
            yield _Levels(start, end, Sight(sentence, whole), matter_of(sentence.tokens, ("NN", "NP")))


def _before(sentence: Sentence, span: Span) -> str:
    return next((t.lemma for t in reversed(sentence.tokens) if t.end <= span.start), "")
