"""Figures that only the grammar of the sentence tells: the number stands apart from what it counts.

"The number of people killed rose to 18", "all three were expected to recover", "no one was hurt". The numbers are
those of `values/figures`, how they hang on their words is read in `frames/`. Without noun and fate there is no figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck.domain.text import Sentence, Span, Token
from factcheck.domain.values import Figure, Hedge, Status
from factcheck.frames.reading import Frames
from factcheck.settings.lexicons import Lexicons
from factcheck.values.figures.counted import ANOTHER, NOUNS, PERIODS, is_person, lemma
from factcheck.values.figures.finding import loose_numbers
from factcheck.values.figures.roles import role_of
from factcheck.values.figures.units import currency_of

Found = tuple[Span, Figure]

_NOBODY = frozenset({"none", "nobody"})
_FATES_OF_NONE = frozenset(
    {"killed", "injured", "arrested", "missing", "infected"}
)  # "no one was held back" tells none
_ELSE = frozenset({"else"})
_NO_NUMBER = frozenset({"the", "this", "that", "which", "no", "any", "each", "every", "another", "not"})  # before "one"
_JUST = frozenset({"just", "only", "exactly"})
_AMONG = frozenset({"among"})  # a part of those that a fate befell: "one of the dead"


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
    nobodies = list(_nobodies(sentence, lexicons))
    if not (numbers or nobodies):
        return Counts()
    reading = _Reading(sentence, frames(), lexicons, tuple(known))
    read = [told for number in numbers if (told := reading.told(*number))]
    none = [(span, figure) for span, what in nobodies if (figure := reading.none(span, what))]
    alone = [told for told in read if not told.single or _beside_others(told, [*known, *(r.found for r in read)])]
    figures = sorted([*(r.found for r in alone if not r.earlier), *none], key=lambda one: one[0].start)
    return Counts(tuple(figures), tuple(r.found for r in alone if r.earlier))


def _has_fate(sentence: Sentence, lexicons: Lexicons) -> bool:
    return any(role_of(token, lexicons.roles) for token in sentence.tokens)


def _idle_one(sentence: Sentence, span: Span, figure: Figure, *, telling: bool) -> bool:
    """As in "the one", "no one", "one of the reasons": most are turned away here, before a parse is asked for."""
    before = next((t.text.lower() for t in reversed(sentence.tokens) if t.end <= span.start), "")
    return figure.words.lower() == "one" and (before in _NO_NUMBER or not (telling or before in _JUST))


def _meets(span: Span, taken: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in taken)


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure; whether it is an earlier one, and whether it is a "one" that counts only beside other counts."""

    found: Found
    earlier: bool = False
    single: bool = False


def _beside_others(told: _Told, figures: Sequence[Found]) -> bool:
    """Whether another count of the sentence has the same sort of noun or fate: "one died and three were hurt"."""
    span, figure = told.found
    others = [f for s, f in figures if s != span and f.unit == "count" and f.upper != 1]
    return any(f.role if figure.role else f.noun for f in others)


def _nobodies(sentence: Sentence, lexicons: Lexicons) -> Iterator[tuple[Span, int]]:
    """Where a sentence may say that nobody underwent something, and the token that says whom; none by "no doubt"."""
    tokens = sentence.tokens
    if not any(role_of(token, lexicons.roles) in _FATES_OF_NONE for token in tokens):
        return
    for k, token in enumerate(tokens):
        word, after = token.text.lower(), tokens[k + 1] if k + 1 < len(tokens) else None
        if word in _NOBODY:
            yield Span(token.start, token.end), k
        elif word == "no" and after and (after.text.lower() == "one" or after.lemma in lexicons.hedges.fates):
            yield Span(token.start, after.end), k + 1


@dataclass(frozen=True, slots=True)
class _Reading:
    """One sentence with its frames, and what is read of a number in it."""

    sentence: Sentence
    frames: Frames
    lexicons: Lexicons
    known: tuple[Found, ...]

    def told(self, span: Span, number: Figure) -> _Told | None:
        """Fill a number that stands by itself with what it counts and what befell it; None where neither is told."""
        one = number.upper == 1
        if self._names(span):
            return None
        if not one and (told := self._quantity(span, number)):
            return told
        counted = self._counted(span, one=one)
        role = self._role(self.frames.befell(span)) or self._role(counted)
        noun, modifiers = self._noun(counted)
        if role is None and counted is None and (part := self.frames.part_of(span)) is not None:
            role, modifiers = self._role(part), _AMONG
        if role is None and not one and (group := self._group(span)) and not (noun and group == "person"):
            noun = group
        if role and not self._may_befall(role, noun):
            role = None
        if not (noun or role) or (one and not self._counts_one(span, role, noun, counted)):
            return None
        single = one and modifiers != _AMONG and not self._bounded(span, number)
        return _Told(self._figure(self._with(span, counted), number, noun, modifiers, role), single=single)

    def none(self, span: Span, at: int) -> Figure | None:
        """Read "no one was hurt", "none of the crew died", "no deaths" as a count of nought."""
        tokens, words = self.sentence.tokens, self._words(span)
        if tokens[at].lemma in self.lexicons.hedges.fates:
            role = self._role(at)
            ruled = role in _FATES_OF_NONE
            return Figure(0, 0, "count", Hedge.EXACT, words, tokens[at].lemma, frozenset(), role) if ruled else None
        fate = self.frames.befell(Span(tokens[at].start, tokens[at].end))
        frame = None if fate is None else self.frames.of(fate)
        role = self._role(fate)
        if frame is None or frame.status is not Status.ASSERTED or role not in _FATES_OF_NONE or self._lessened(fate):
            return None
        noun, modifiers = self._noun(self.frames.counted(Span(tokens[at].start, tokens[at].end)))
        other = {"other"} if {t.text.lower() for t in tokens[at + 1 : at + 2]} & _ELSE else set()
        return Figure(0, 0, "count", Hedge.EXACT, words, noun, modifiers | other, role)

    def _names(self, span: Span) -> bool:
        """Whether a number belongs to the noun right before it: "verse 12 says", "round three"."""
        before = self._before(span)
        fate = before is None or role_of(before, self.lexicons.roles) is not None
        return not fate and before is not None and before.tag in NOUNS and before.text[-1].isalnum()

    def _before(self, span: Span) -> Token | None:
        return next((t for t in reversed(self.sentence.tokens) if t.end <= span.start), None)

    def _quantity(self, span: Span, number: Figure) -> _Told | None:
        """As in "the number of people killed rose to 18": the noun and the fate are those of the quantity."""
        quantity = self.frames.quantity(span)
        if quantity is None:
            return None
        role = self._role(quantity.told) or self._role(quantity.thing)
        noun, modifiers = self._noun(quantity.thing) if self._many(quantity.thing) else ("", frozenset())
        if role and noun in self.lexicons.roles and not is_person(noun, self.lexicons.nouns):
            noun, modifiers = "", frozenset()  # "death toll", "the number of dead"
        if quantity.thing is None and self.sentence.tokens[quantity.noun].lemma == "toll":
            role = "killed"
        if not (noun or role) or (role and not self._may_befall(role, noun)):
            return None
        return _Told(self._figure(span, number, noun, modifiers, role), earlier=quantity.earlier)

    def _many(self, thing: int | None) -> bool:
        """Whether a word is a plural: the number of a house counts none."""
        return thing is not None and self.sentence.tokens[thing].tag in ("NN2", "NN0")

    def _role(self, token: int | None) -> str | None:
        return None if token is None else role_of(self.sentence.tokens[token], self.lexicons.roles)

    def _counted(self, span: Span, *, one: bool) -> int | None:
        """What a number counts; not the "total" of its own "a total of 12", no single thing by several, and no time."""
        counted = self.frames.counted(span)
        if counted is None:
            return None
        token = self.sentence.tokens[counted]
        inside = span.start <= token.start < span.end
        one_thing = not one and token.tag in ("NN1", "NP0") and not role_of(token, self.lexicons.roles)
        return None if inside or one_thing or currency_of(token.lemma) or token.lemma in PERIODS else counted

    def _noun(self, counted: int | None) -> tuple[str, frozenset[str]]:
        """The lemma of a counted noun, none for a pronoun, and the adjectives right before it."""
        if counted is None:
            return "", frozenset()
        tokens = self.sentence.tokens
        token = tokens[counted]
        if token.lemma in ANOTHER or token.text.lower() == "others":
            return "", frozenset({"other"})
        if (token.tag not in NOUNS and token.tag != "AJ0") or role_of(token, self.lexicons.roles):
            return "", frozenset()  # "one wounded" counts no "wounded", but persons
        before = tokens[counted - 1] if counted else None
        narrowing = frozenset({before.lemma}) if before and before.tag == "AJ0" else frozenset()
        return self.lexicons.nouns.things.get(lemma(token), lemma(token)), narrowing

    def _group(self, span: Span) -> str:
        """What the verb says of its subject that it is: "132 of whom were children", "all three were charged"."""
        deed = self.frames.deed(span)
        if deed is None:
            return ""
        if self.sentence.tokens[deed].lemma in self.lexicons.hedges.of_persons:
            return "person"
        frame = self.frames.of(deed)
        being = frame is not None and frame.lemma == "be" and self._many(frame.object)
        return self._noun(frame.object)[0] if frame and being else ""

    def _may_befall(self, role: str, noun: str) -> bool:
        of_things = role in self.lexicons.hedges.roles_of_things
        fate = noun in self.lexicons.hedges.fates or noun == "life"
        return of_things != (not noun or fate or is_person(noun, self.lexicons.nouns))

    def _counts_one(self, span: Span, role: str | None, noun: str, counted: int | None) -> bool:
        """Whether "one" is a number: not "one of the reasons", "one another", "the one who died"."""
        tokens, token = self.sentence.tokens, self._before(span)
        before = token.text.lower() if token else ""
        if before in _NO_NUMBER or (noun and noun in self.lexicons.hedges.uncounted):
            return False
        singular = counted is not None and tokens[counted].tag in ("NN1", "AJ0")
        return role is not None or (singular and tokens[counted or 0].start <= span.end + 1)

    def _bounded(self, span: Span, number: Figure) -> bool:
        """Whether words before it say that a one is meant: "just one", "only one"."""
        before = self._before(span)
        return number.words.lower() != "one" or (before is not None and before.text.lower() in _JUST)

    def _lessened(self, fate: int | None) -> bool:
        """As in "no one was seriously hurt": some may have been hurt."""
        before = self.sentence.tokens[fate - 1] if fate else None
        return before is not None and before.tag == "AV0"

    def _with(self, span: Span, counted: int | None) -> Span:
        """The stretch of a number and of what it counts, where that follows at once."""
        token = self.sentence.tokens[counted] if counted is not None else None
        return Span(span.start, token.end) if token and 0 <= token.start - span.end <= 1 else span

    def _figure(self, span: Span, number: Figure, noun: str, modifiers: frozenset[str], role: str | None) -> Found:
        return span, replace(number, words=self._words(span), noun=noun, modifiers=modifiers, role=role)

    def _words(self, span: Span) -> str:
        return " ".join(span.moved(-self.sentence.span.start).of(self.sentence.text).split())
