"""Figures that only the grammar of the sentence tells: the number stands apart from what it counts.

"The number of people killed rose to 18", "all three were expected to recover", "no one was hurt". The numbers are
those of `values/figures`, how they hang on their words is read in `frames/`. A number without noun and fate is a figure
where so many do or undergo something, or are there: "four remain in custody", "there were more than 40".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from factcheck.domain.frames import Quantity
from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import Figure
from factcheck.frames.befalling import OF_PEOPLE
from factcheck.frames.reading import Frames
from factcheck.settings.lexicons import Lexicons
from factcheck.understand.grouped import CountedGroup
from factcheck.understand.nobody import may_be_nobody, nobody
from factcheck.values.figures.counted import NOUNS, PERIODS, is_person
from factcheck.values.figures.finding import loose_numbers
from factcheck.values.figures.roles import role_of
from factcheck.values.figures.units import UNIT_OF_QUANTITY, currency_of

Found = tuple[Span, Figure]

_NO_NUMBER = frozenset({"the", "this", "that", "which", "no", "any", "each", "every", "another", "not"})  # before "one"
_JUST = frozenset({"just", "only", "exactly"})


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures that the grammar adds to a sentence; the `earlier` ones are of a time before those beside them."""

    figures: tuple[Found, ...] = ()
    earlier: tuple[Found, ...] = ()


def find_counts(
    sentence: Sentence, known: Sequence[Found], taken: Sequence[Span], frames: Callable[[], Frames], lexicons: Lexicons
) -> Counts:
    """Return the figures beside the `known` ones and what is `taken`; `frames` is asked only if there may be any."""
    spans = [*taken, *(span for span, _ in known)]
    telling = any(figure.unit == "count" for _, figure in known) or _has_fate(sentence, lexicons)
    loose = [number for number in loose_numbers(sentence, lexicons) if not _meets(number[0], spans)]
    numbers = [number for number in loose if not _idle_one(sentence, *number, telling=telling)]
    nobodies = list(may_be_nobody(sentence, lexicons))
    if not (numbers or nobodies):
        return Counts()
    group = CountedGroup(sentence, frames(), lexicons)
    reading = _NumberReading(group, known)
    read = [told for number in numbers if (told := reading.told(*number))]
    none = [(span, figure) for span, what in nobodies if (figure := nobody(group, span, what))]
    alone = [told for told in read if not told.single or _beside_others(told, [*known, *(r.found for r in read)])]
    figures = sorted([*(r.found for r in alone if not r.earlier), *none], key=lambda one: one[0].start)
    return Counts(tuple(figures), tuple(r.found for r in alone if r.earlier))


def _has_fate(sentence: Sentence, lexicons: Lexicons) -> bool:
    return any(role_of(token, lexicons.roles) for token in sentence.tokens)


def _idle_one(sentence: Sentence, span: Span, figure: Figure, *, telling: bool) -> bool:
    """As in "the one", "no one", "one of the reasons": most are turned away here, before a parse is asked for."""
    before = next((t.text.lower() for t in reversed(sentence.tokens) if t.end <= span.start), "")
    return figure.words.lower() == "one" and (before in _NO_NUMBER or not (telling or before in _JUST))


def _is_decimal(number: Figure) -> bool:
    """As in "about 6.1", which counts nothing; not "1.5 million"."""
    return "." in number.words.rpartition(" ")[2]


def _meets(span: Span, taken: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in taken)


@dataclass(frozen=True, slots=True)
class _CountTold:
    """A figure; whether it is an earlier one, and whether it is a "one" that counts only beside other counts."""

    found: Found
    earlier: bool = False
    single: bool = False


def _beside_others(told: _CountTold, figures: Sequence[Found]) -> bool:
    """Whether another count of the sentence has the same sort of noun or fate: "one died and three were hurt"."""
    span, figure = told.found
    others = [f for s, f in figures if s != span and f.unit == "count" and f.upper != 1]
    return any(f.role if figure.role else f.noun for f in others)


@dataclass(frozen=True, slots=True)
class _NumberReading:
    """What is read of a number in one sentence, beside the figures that are `known` in it."""

    group: CountedGroup
    known: Sequence[Found]

    def told(self, span: Span, number: Figure) -> _CountTold | None:
        """Fill a number that stands by itself with what it counts and what befell it; None where neither is told."""
        one = number.upper == 1
        if self._names(span):
            return None
        if not one and (told := self._quantity(span, number)):
            return told
        if _is_decimal(number):
            return None
        counted = self._counted(span, one=one)
        role = self.group.role(self.group.frames.befell(span)) or self.group.role(counted)
        noun, modifiers = self.group.noun(counted)
        if role is None and counted is None and (part := self.group.frames.part_of(span)) is not None:
            noun, modifiers = self._part(part)
        if role is None and not one and (group := self.group.by_verb(span)) and not (noun and group == "person"):
            noun = group
        if role and not self.group.may_befall(role, noun):
            role = None
        if not (noun or role) and not one and self._of_them(span):
            noun = self._before_it(span, number)
        if not (noun or role) and (one or not (self._of_them(span) or self.group.subject(span))):
            return None
        if one and not self._counts_one(span, role, noun, counted):
            return None
        single = one and noun != "person" and not self._bounded(span, number)
        return _CountTold(self._figure(self._with(span, counted), number, noun, modifiers, role), single=single)

    def _of_them(self, span: Span) -> bool:
        """As in "six of them": which they are stands before it."""
        after = [t.text.lower() for t in self.group.sentence.tokens if t.start >= span.end][:2]
        return after[:1] == ["of"] and after[1:] in (["them"], ["whom"], ["these"], ["those"], ["which"])

    def _before_it(self, span: Span, number: Figure) -> str:
        """The noun of the nearest count before a number, of which it may be a part."""
        counts = [f for s, f in self.known if s.end <= span.start and f.unit == "count" and f.upper >= number.upper]
        return counts[-1].noun if counts else ""

    def _part(self, part: int) -> tuple[str, frozenset[str]]:
        """As in "21 of the injured went home": persons, but it is not told that no more were injured than these."""
        fate = self.group.role(part)
        return ("person", frozenset({self.group.sentence.tokens[part].lemma})) if fate else ("", frozenset())

    def _names(self, span: Span) -> bool:
        """Whether a number belongs to the noun right before it: "verse 12 says", "round three"."""
        before = self.group.before(span)
        fate = before is None or role_of(before, self.group.lexicons.roles) is not None
        return not fate and before is not None and before.tag in NOUNS and before.text[-1].isalnum()

    def _quantity(self, span: Span, number: Figure) -> _CountTold | None:
        """As in "the number of people killed rose to 18": the noun and the fate are those of the quantity."""
        quantity = self.group.frames.quantity(span)
        if quantity is None:
            return None
        role = self.group.role(quantity.told) or self.group.role(quantity.thing)
        noun, modifiers = self.group.noun(quantity.thing) if self.group.many(quantity.thing) else ("", frozenset())
        if role and noun in self.group.lexicons.roles and not is_person(noun, self.group.lexicons.nouns):
            noun, modifiers = "", frozenset()  # "death toll", "the number of dead"
        named = self.group.sentence.tokens[quantity.noun].lemma
        if unit := UNIT_OF_QUANTITY.get(named):
            return _CountTold((span, replace(number, unit=unit)), earlier=quantity.earlier)
        if _is_decimal(number):
            return None
        if quantity.thing is None and named in OF_PEOPLE:
            noun = "person"
        if quantity.thing is None and named == "toll":
            role = "killed"
        if not (noun or role or self._put_at(span, quantity)) or (role and not self.group.may_befall(role, noun)):
            return None
        return _CountTold(self._figure(span, number, noun, modifiers, role), earlier=quantity.earlier)

    def _put_at(self, span: Span, quantity: Quantity) -> bool:
        """As in "the number is put at 70": of what it is the number is told before; not "the number of the house"."""
        before = self.group.before(span)
        return quantity.thing is None and before is not None and before.text == "at"

    def _counted(self, span: Span, *, one: bool) -> int | None:
        """What a number counts; not the "total" of its own "a total of 12", no single thing by several, and no time."""
        counted = self.group.frames.counted(span)
        if counted is None:
            return None
        token = self.group.sentence.tokens[counted]
        inside = span.start <= token.start < span.end
        one_thing = not one and token.tag in ("NN1", "NP0") and not role_of(token, self.group.lexicons.roles)
        return None if inside or one_thing or currency_of(token.lemma) or token.lemma in PERIODS else counted

    def _counts_one(self, span: Span, role: str | None, noun: str, counted: int | None) -> bool:
        """Whether "one" is a number: not "one of the reasons", "one another", "the one who died"."""
        tokens, token = self.group.sentence.tokens, self.group.before(span)
        before = token.text.lower() if token else ""
        if before in _NO_NUMBER or (noun and noun in self.group.lexicons.hedges.uncounted):
            return False
        singular = counted is not None and tokens[counted].tag in ("NN1", "AJ0")
        return role is not None or noun == "person" or (singular and tokens[counted or 0].start <= span.end + 1)

    def _bounded(self, span: Span, number: Figure) -> bool:
        """Whether words before it say that a one is meant: "just one", "only one"."""
        before = self.group.before(span)
        return number.words.lower() != "one" or (before is not None and before.text.lower() in _JUST)

    def _with(self, span: Span, counted: int | None) -> Span:
        """The stretch of a number and of what it counts, where that follows at once."""
        token = self.group.sentence.tokens[counted] if counted is not None else None
        return Span(span.start, token.end) if token and 0 <= token.start - span.end <= 1 else span

    def _figure(self, span: Span, number: Figure, noun: str, modifiers: frozenset[str], role: str | None) -> Found:
        return span, replace(number, words=self.group.words(span), noun=noun, modifiers=modifiers, role=role)
