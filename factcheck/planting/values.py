"""Numbers, units and times put for others, and two values exchanged."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from itertools import chain, combinations, pairwise

from factcheck.domain.text import Span
from factcheck.domain.values import Figure, Hedge
from factcheck.planting.changes import Alteration, Change, cased
from factcheck.planting.passages import DraftPassage, Stock

_NUMBER = re.compile(r"(?<![\w.,:/-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d:/])")
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_STEPS = (-3, -2, -1, 1, 2, 3)  # by which a small number, a day or a year is another
_FACTORS = (0.5, 0.7, 0.8, 1.3, 1.5, 2)  # by which a large one is
_SMALL = 20
_FAR = 0.25  # the share by which what is only about a number must differ from it
_WEEKDAYS, _MONTHS = tuple(calendar.day_name), tuple(m for m in calendar.month_name if m)
_RANGES = frozenset({"between", "from"})
_SCALES = ("hundred", "thousand", "million", "billion", "m", "bn")
_DAYS = 28  # every month has so many


def figure(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """A number in the place of another one."""
    for span, figure_ in passage.figures:
        at = _number(passage, span, figure_)
        if at is None:
            continue
        for put in _others(passage.of(at), figure_):
            if put.replace(",", "") not in stock.numbers:
                yield Alteration((Change(at, put),), passage.inside(at))


def _number(passage: DraftPassage, span: Span, figure_: Figure) -> Span | None:
    """Where the one number of a figure stands; None where there are several, or it says a place in an order."""
    if figure_.unit == "ordinal" or not passage.free(span):
        return None
    found = [Span(span.start + m.start(), span.start + m.end()) for m in _NUMBER.finditer(passage.of(span))]
    found += [passage.span(i) for i in passage.inside(span) if passage.low(i) in _WORDS]
    return found[0] if len(found) == 1 else None


def _others(written: str, figure_: Figure) -> Iterator[str]:
    """Other numbers, written alike, that nobody would call the same one."""
    if (word := written.lower()) in _WORDS:
        near = (_WORDS.index(word) + step for step in _STEPS)
        yield from (cased(_WORDS[n], written) for n in near if 0 <= n < len(_WORDS))
        return
    value = float(written.replace(",", ""))
    places = len(written.partition(".")[2])
    for other in _candidates(written, value, places):
        share = other > 100 >= value and figure_.unit == "percent"
        far = figure_.hedge is Hedge.EXACT or abs(other - value) >= _FAR * value
        if other > 1 and other != value and far and not share:
            yield f"{other:,.{places}f}" if "," in written else f"{other:.{places}f}"


def _candidates(written: str, value: float, places: int) -> Iterator[float]:
    digits = written.replace(",", "")
    if len(digits) > 1 and digits[:2].isdecimal() and digits[1] != "0":
        yield float(digits[1] + digits[0] + digits[2:])
    if value <= _SMALL:
        yield from (value + step for step in _STEPS)
    else:
        yield from (round(value * factor, places) for factor in _FACTORS)


def unit(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """A number of something else: "three weeks" for "three days", "billion" for "million"."""
    families = stock.lexicons.planting.units.values()
    for span, _ in passage.figures:
        for i in passage.inside(span):
            lemma, tag, at = passage.grammar.lemmas[i], passage.grammar.tags[i], passage.span(i)
            beside = passage.low(i + 1) if lemma in "$€£" else passage.low(i - 1)
            counted = beside[:1].isdecimal() or beside in (*_WORDS, "million", "billion", "one")
            written = stock.forms.of(lemma, tag) == passage.low(i)
            if not (counted and written and passage.free(at)):
                continue
            for pair in chain.from_iterable(map(pairwise, families)):
                for other in pair[1:] if lemma == pair[0] else pair[:1] if lemma == pair[1] else ():
                    yield Alteration((Change(at, stock.forms.of(other, tag)),), (i,))


def date(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """Another weekday, month, day or year."""
    for span, _ in passage.moments:
        for i in passage.inside(span) if passage.free(span) else ():
            at = passage.span(i)
            for put in _other_times(passage, i):
                if put not in stock.numbers or not put.isdecimal():
                    yield Alteration((Change(at, put),), (i,))


def _other_times(passage: DraftPassage, i: int) -> Iterator[str]:
    word = passage.of(passage.span(i))
    beside = (passage.low(i - 1).title(), passage.low(i + 1).title())
    for names in (_WEEKDAYS, _MONTHS):
        if word in names:
            yield from (name for name in names if name != word and name not in passage.sentence.text)
    if word.isdecimal() and len(word) <= 2 and any(name in _MONTHS for name in beside):
        yield from (str(int(word) + step) for step in _STEPS if 1 <= int(word) + step <= _DAYS)
    elif re.fullmatch(r"(?:19|20)\d\d", word):
        yield from (str(int(word) + step) for step in _STEPS)


def exchanged_figures(passage: DraftPassage) -> Iterator[Alteration]:
    """Two figures of one unit, each in the other's place."""
    places = [(at, f) for span, f in passage.figures if (at := _number(passage, span, f))]
    for (one, first), (other, second) in combinations(places, 2):
        words = passage.of(one), passage.of(other)
        alike = first.unit == second.unit and _dress(passage, one) == _dress(passage, other)
        if alike and words[0].lower() != words[1].lower() and not _range(passage, one):
            changes = Change(one, cased(words[1].lower(), words[0])), Change(other, cased(words[0].lower(), words[1]))
            yield Alteration(changes, (*passage.inside(one), *passage.inside(other)))


def _range(passage: DraftPassage, at: Span) -> bool:
    """Whether a number begins a range, of which the lower end stands first."""
    first = passage.inside(at)[0]
    return not _RANGES.isdisjoint({passage.low(first - 1), passage.low(first - 2)})


def _dress(passage: DraftPassage, at: Span) -> tuple[bool, bool, str]:
    """How a number is written: in digits, by thousands, and of what scale."""
    written, last = passage.of(at), passage.inside(at)[-1]
    glued = passage.sentence.tokens[last].text.lower().partition(written.lower())[2]
    scale = passage.low(last + 1)
    return written[0].isdecimal(), "," in written, glued or (scale if scale in _SCALES else "")
