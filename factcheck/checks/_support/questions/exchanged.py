"""Two values of a sentence of the draft, or of two neighbouring ones, that its sources give the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, product

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.values.reach import same_number
from factcheck.checks._support.values.valued import Valued, parts_in, parts_of_sources
from factcheck.checks._support.verdict import Doubt, Sight, Where, Why, confidence_of
from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence, Span
from factcheck.text.excerpt import shortened
from factcheck.text.nearness import Bag
from factcheck.values.figures.ages import AGE
from factcheck.values.figures.finding import find_figures
from factcheck.values.figures.shares import only_the_whole

_ONE_UNIT = {"times": "count"}  # "liked 40,000 times" and "40,000 people liked it" count alike
_COUNTS = frozenset({"count", "times", "ordinal", ""})
_SMALL = 3  # counts up to here are met by chance
_APART = 2  # words of each holder that both texts have, where a source tells the two values in two sentences
_SHOWN = 9  # words of a side that a summary shows

_SWAPPED = Why(
    "A source has both values, each of what the draft says the other of; none has them as here.", Where.CROSSED
)
_NEWER = Why("A newer source has the two values the other way round than the draft and an older one.", Where.CROSSED)
_OUTLETS = Why("Each of the two values stands in the source that the draft names for the other.", Where.CROSSED)

_Pair = tuple[Valued, Valued]


class Exchanged:
    """What the sources make of two values that the draft gives side by side."""

    def __init__(self, held: HeldDraft) -> None:
        self._draft, self._days = held.draft, held.days
        self._lexicons, self._thresholds = held.lexicons, held.thresholds
        self._outlets = {a.article.id: a.article.source for a in held.sources if a.article.source}
        sentences = {(s.article, s.index): s for account in held.sources for s in account.sentences}
        self._parts = parts_of_sources(held.numbers, sentences)

    def weigh(self) -> Iterator[Doubt]:
        """Yield the exchanges, in the order of the draft's text, one a sentence."""
        before: list[Valued] = []
        last: Sentence | None = None
        for sentence in self._draft.sentences:
            found = find_figures(sentence, self._lexicons, nounless=True)
            told = parts_in(sentence, found, last)
            parts = [p for p in told if not only_the_whole(sentence, p.place.span)]
            doubts = (self._weighed(pair) for pair in combinations(parts, 2) if _comparable(*pair))
            held = (self._held(pair) for pair in (*combinations(parts, 2), *product(before, parts)))
            if doubt := next(filter(None, (*doubts, *held)), None):
                yield doubt
            before, last = parts, sentence

    def _weighed(self, pair: _Pair) -> Doubt | None:
        if given := self._of_outlets(pair):
            return self._doubt(pair, given, _OUTLETS, Severity.HIGH)
        one, other = _distinct(*pair)
        if not (one and other):
            return None
        crossed = [(a, b) for a, b in self._told(pair, one, other) if _holds_crossed(one, other, a, b)]
        if not crossed:
            return None
        straight = {*self._outright(pair[0], one, other), *self._outright(pair[1], other, one)}
        if not straight:
            return self._doubt(pair, crossed[0][1], _SWAPPED, Severity.HIGH)
        newer = [b for _, b in crossed if self._is_newer(b.place.sentence.article, straight)]
        return self._doubt(pair, newer[0], _NEWER, Severity.MEDIUM) if newer else None

    def _held(self, pair: _Pair) -> Doubt | None:
        """Two values of one sort of two holders, each of which one source, or of ages any, gives the other."""
        one, other = pair
        mine, theirs = one.holder - other.holder, other.holder - one.holder
        if not (mine and theirs and _of_one_sort(one, other) and not same_number(one.number, other.number)):
            return None
        if any(_tells(part) for part in pair) and not (self._so(one, mine) or self._so(other, theirs)):
            for a in self._of(one):
                for b in self._of(other):
                    together = one.unit == AGE or a.place.sentence.article == b.place.sentence.article
                    if together and _is_of(a, theirs, mine) and _is_of(b, mine, theirs):
                        return self._doubt(pair, b, _SWAPPED, Severity.HIGH)
        return None

    def _so(self, part: Valued, own: Bag) -> bool:
        """Whether a source has a number of what the draft says it of, be it that other words stand nearer to it.

        An age is that of the one beside it.
        """
        return any(
            own & (known.holder if known.unit == AGE and known.holder else known.holder | _whole(known.matter))
            for known in self._of(part)
        )

    def _of(self, part: Valued) -> Iterator[Valued]:
        """The sources' equal numbers of the same sort."""
        return (known for known in self._parts.get(part.number, ()) if _of_one_sort(part, known))

    def _told(self, pair: _Pair, one: Bag, other: Bag) -> Iterator[_Pair]:
        """The places where one source has both numbers, each beside words of what the draft says the other of."""
        first, second = (self._parts.get(part.number, ()) for part in pair)
        theirs = [b for b in second if not one.isdisjoint(b.matter)]
        for a in first if theirs else ():
            if not other.isdisjoint(a.matter):
                here = (b for b in theirs if a.place.sentence.article == b.place.sentence.article)
                yield from ((a, b) for b in here if _of_one_unit(a, b))

    def _outright(self, part: Valued, own: Bag, others: Bag) -> Iterator[str]:
        """The sources that have a number of what the draft says it of."""
        for known in self._parts.get(part.number, ()):
            if known.matter & own and not known.matter & others:
                yield known.place.sentence.article

    def _is_newer(self, article: str, others: Iterable[str]) -> bool:
        day = self._days.get(article, date.min)
        return all(other in self._days and day > self._days[other] for other in others)

    def _of_outlets(self, pair: _Pair) -> Valued | None:
        """As in "23, says the Post; the Times gives 22", where the Post has 22 and the Times 23."""
        named = [[a for a, outlet in self._outlets.items() if outlet in part.words] for part in pair]
        (mine, theirs), (one, other) = named, pair
        if not (mine and theirs) or set(mine) & set(theirs):
            return None
        here = [{known.place.sentence.article for known in self._parts.get(p.number, ())} for p in pair]
        if here[0] & set(mine) or here[1] & set(theirs) or not (here[0] & set(theirs) and here[1] & set(mine)):
            return None
        return next((k for k in self._parts[other.number] if k.place.sentence.article in mine), one)

    def _doubt(self, pair: _Pair, known: Valued, why: Why, severity: Severity) -> Doubt:
        one, other = pair
        sentence = other.place.sentence
        start = one.place.span.start if one.place.sentence is sentence else other.place.span.start
        return Doubt(
            sort="exchange",
            slot=one.unit,
            label=shortened((one if one.place.sentence is sentence else other).words, words=_SHOWN),
            said=Sight(sentence, Span(start, other.place.span.end)),
            nearest=known.place,
            nearest_label=shortened(known.words, words=_SHOWN),
            severity=severity,
            confidence=confidence_of(why, self._thresholds),
            why=why,
        )


def _holds_crossed(one: Bag, other: Bag, a: Valued, b: Valued) -> bool:
    """Whether a source's two parts have the draft's holders the other way round, and neither as the draft does."""
    first, second = _distinct(a, b)
    least = 1 if a.place.sentence is b.place.sentence else _APART
    crossed = min(len(one & second), len(other & first)) >= least
    return crossed and not (one & first or other & second)


def _whole(matter: Bag) -> Bag:
    """The words of some matter without the halves of others: a budget that is "non-defense" is not of defense."""
    return matter - {half for word in matter if "-" in word for half in word.split("-")}


def _is_of(known: Valued, theirs: Bag, mine: Bag) -> bool:
    return bool(known.holder & theirs) and not known.holder & mine


def _of_one_sort(one: Valued, other: Valued) -> bool:
    """Whether two numbers are of one unit, and of one thing where they count."""
    a, b = one.figure, other.figure
    if a.unit != b.unit:
        return False
    return a.unit != "count" or a.noun == b.noun or "" in (a.noun, b.noun) or (a.role is not None and a.role == b.role)


def _tells(part: Valued) -> bool:
    """Whether a number is no small count, which is met by chance."""
    return part.figure.unit not in _COUNTS or part.number > _SMALL


def _distinct(one: Valued, other: Valued) -> tuple[Bag, Bag]:
    return one.matter - other.matter, other.matter - one.matter


def _comparable(one: Valued, other: Valued) -> bool:
    return not same_number(one.number, other.number) and _of_one_unit(one, other)


def _of_one_unit(one: Valued, other: Valued) -> bool:
    units = [_ONE_UNIT.get(part.unit, part.unit) for part in (one, other)]
    return units[0] == units[1] or "" in units
