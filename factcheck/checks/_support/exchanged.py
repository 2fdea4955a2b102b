"""Two values of a sentence of the draft that its sources give the other way round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from factcheck.checks._support.inventory import Known, inventory, said_number
from factcheck.checks._support.reach import same_number
from factcheck.checks._support.verdict import Doubt, Sight, SupportThresholds, Where, Why
from factcheck.domain.account import Account
from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence, Span, Token
from factcheck.domain.values import Figure
from factcheck.settings.lexicons import Lexicons
from factcheck.text.excerpt import shortened
from factcheck.text.nearness import Bag, matter_of
from factcheck.values.figures.finding import find_figures
from factcheck.values.figures.shares import only_the_whole

_HOLDING = ("NN", "NP", "AJ")  # tags of the words that tell whose a value is
_JOINS = ({"and", "or", "nor", "while", "but", "whereas", ";"}, {",", "—", "–"}, {"to", "against", "versus"})
_ONE_UNIT = {"times": "count"}  # "liked 40,000 times" and "40,000 people liked it" count alike
_APART = 2  # words of each holder that both texts have, where a source tells the two values in two sentences
_SHOWN = 9  # words of a side that a summary shows

_SWAPPED = Why(
    "A source has both values, each of what the draft says the other of; none has them as here.", Where.CROSSED
)
_NEWER = Why("A newer source has the two values the other way round than the draft and an older one.", Where.CROSSED)
_OUTLETS = Why("Each of the two values stands in the source that the draft names for the other.", Where.CROSSED)


@dataclass(frozen=True, slots=True)
class _Valued:
    """A number, its place, the words from the join before it to the join behind it, and their matter."""

    unit: str
    number: float
    place: Sight
    words: str
    matter: Bag


_Pair = tuple[_Valued, _Valued]


class Exchanged:
    """What the sources make of two values that the draft gives side by side."""

    def __init__(self, sources: Sequence[Account], lexicons: Lexicons, thresholds: SupportThresholds) -> None:
        self._lexicons, self._thresholds = lexicons, thresholds
        stamps = ((a.article.id, a.article.published or a.article.updated) for a in sources)
        self._days = {name: stamp.date() for name, stamp in stamps if stamp}
        self._outlets = {a.article.id: a.article.source for a in sources if a.article.source}
        self._parts = _parts_of_sources(inventory(sources, lexicons))

    def weigh(self, draft: Account) -> Iterator[Doubt]:
        """Yield the exchanges, in the order of the draft's text, one a sentence."""
        for sentence in draft.sentences:
            found = find_figures(sentence, self._lexicons, nounless=True)
            parts = [p for p in _parts(sentence, found) if not only_the_whole(sentence, p.place.span)]
            doubts = (self._weighed(pair) for pair in combinations(parts, 2) if _comparable(*pair))
            if doubt := next(filter(None, doubts), None):
                yield doubt

    def _weighed(self, pair: _Pair) -> Doubt | None:
        if given := self._of_outlets(pair):
            return self._doubt(pair, given, _OUTLETS, Severity.HIGH)
        one, other = _distinct(*pair)
        if not (one and other):
            return None
        crossed = [(a, b) for a, b in self._told(pair) if _holds_crossed(one, other, a, b)]
        if not crossed:
            return None
        straight = {*self._outright(pair[0], one, other), *self._outright(pair[1], other, one)}
        if not straight:
            return self._doubt(pair, crossed[0][1], _SWAPPED, Severity.HIGH)
        newer = [b for _, b in crossed if self._is_newer(b.place.sentence.article, straight)]
        return self._doubt(pair, newer[0], _NEWER, Severity.MEDIUM) if newer else None

    def _told(self, pair: _Pair) -> Iterator[_Pair]:
        """The places where one source has both numbers."""
        for a in self._parts.get(pair[0].number, ()):
            for b in self._parts.get(pair[1].number, ()):
                if a.place.sentence.article == b.place.sentence.article and _comparable(a, b):
                    yield a, b

    def _outright(self, part: _Valued, own: Bag, others: Bag) -> Iterator[str]:
        """The sources that have a number of what the draft says it of."""
        for known in self._parts.get(part.number, ()):
            if known.matter & own and not known.matter & others:
                yield known.place.sentence.article

    def _is_newer(self, article: str, others: Iterable[str]) -> bool:
        day = self._days.get(article, date.min)
        return all(other in self._days and day > self._days[other] for other in others)

    def _of_outlets(self, pair: _Pair) -> _Valued | None:
        """As in "23, says the Post; the Times gives 22", where the Post has 22 and the Times 23."""
        named = [[a for a, outlet in self._outlets.items() if outlet in part.words] for part in pair]
        (mine, theirs), (one, other) = named, pair
        if not (mine and theirs) or set(mine) & set(theirs):
            return None
        here = [{known.place.sentence.article for known in self._parts.get(p.number, ())} for p in pair]
        if here[0] & set(mine) or here[1] & set(theirs) or not (here[0] & set(theirs) and here[1] & set(mine)):
            return None
        return next((k for k in self._parts[other.number] if k.place.sentence.article in mine), one)

    def _doubt(self, pair: _Pair, known: _Valued, why: Why, severity: Severity) -> Doubt:
        one, other = pair
        sentence = one.place.sentence
        return Doubt(
            sort="exchange",
            slot=one.unit,
            label=shortened(one.words, words=_SHOWN),
            said=Sight(sentence, Span(one.place.span.start, other.place.span.end)),
            nearest=known.place,
            nearest_label=shortened(known.words, words=_SHOWN),
            severity=severity,
            confidence=self._thresholds.changed_confidence,
            why=why,
        )


def _holds_crossed(one: Bag, other: Bag, a: _Valued, b: _Valued) -> bool:
    """Whether a source's two parts have the draft's holders the other way round, and neither as the draft does."""
    first, second = _distinct(a, b)
    least = 1 if a.place.sentence is b.place.sentence else _APART
    crossed = min(len(one & second), len(other & first)) >= least
    return crossed and not (one & first or other & second)


def _distinct(one: _Valued, other: _Valued) -> tuple[Bag, Bag]:
    return one.matter - other.matter, other.matter - one.matter


def _comparable(one: _Valued, other: _Valued) -> bool:
    units = [_ONE_UNIT.get(part.unit, part.unit) for part in (one, other)]
    return not same_number(one.number, other.number) and (units[0] == units[1] or "" in units)


def _parts_of_sources(known: Sequence[Known]) -> Mapping[float, Sequence[_Valued]]:
    by_sentence: dict[tuple[str, int], list[Known]] = defaultdict(list)
    for one in known:
        if one.shown:
            by_sentence[one.article, one.sentence.index].append(one)
    found: dict[float, list[_Valued]] = defaultdict(list)
    for several in by_sentence.values():
        for part in _parts(several[0].sentence, [(one.span, one.figure) for one in several]):
            found[part.number].append(part)
    return found


def _parts(sentence: Sentence, figures: Iterable[tuple[Span, Figure]]) -> list[_Valued]:
    """The numbers of a sentence, each with the words that are nearer to it than to the others."""
    numbers = [(span, figure, said_number(figure.words)) for span, figure in sorted(figures, key=lambda f: f[0])]
    told = [(span, figure, number) for span, figure, number in numbers if number is not None]
    joins = [_join(sentence.tokens, one[0], other[0]) for one, other in pairwise(told)]
    starts, ends = [sentence.span.start, *joins][: len(told)], [*joins, sentence.span.end][: len(told)]
    parts = []
    for (span, figure, number), start, end in zip(told, starts, ends, strict=True):
        own = [t for t in sentence.tokens if start <= t.start < end and not span.overlaps(Span(t.start, t.end))]
        words = sentence.text[start - sentence.span.start : end - sentence.span.start].strip(" ,;")
        parts.append(_Valued(figure.unit, number, Sight(sentence, span), words, _holders(own)))
    return parts


def _holders(tokens: Sequence[Token]) -> Bag:
    """The words that tell whose a value is; of "right-wing" each half, too."""
    found = matter_of(tokens, _HOLDING)
    return found | {half for word in found if "-" in word for half in word.split("-")}


def _join(tokens: Sequence[Token], one: Span, other: Span) -> int:
    """Where what belongs to one number ends and what belongs to the next begins."""
    between = [t for t in tokens if one.end <= t.start < other.start]
    for joins in _JOINS:
        if at := next((t for t in between if t.lemma in joins or t.text in joins), None):
            return at.start
    return one.end
