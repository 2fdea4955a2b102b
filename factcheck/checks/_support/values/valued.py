"""The numbers of a sentence, each with the words that are nearer to it than to the others, and what it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.checks._support.values.holding import first_name, holder
from factcheck.checks._support.values.inventory import Known, said_number
from factcheck.checks._support.values.pools import by_sentence
from factcheck.checks._support.verdict import Sight
from factcheck.domain.text import Sentence, Span, Token
from factcheck.domain.values import Figure
from factcheck.text.nearness import Bag, matter_of
from factcheck.values.figures.ages import AGE

_HOLDING = ("NN", "NP", "AJ")  # tags of the words that tell whose a value is
_JOINS = ({"and", "or", "nor", "while", "but", "whereas", ";"}, {",", "—", "–"}, {"to", "against", "versus"})


@dataclass(frozen=True, slots=True)
class Valued:
    """A number, its place, the words from the join before it to the join behind it, their matter, and the holder."""

    figure: Figure
    number: float
    place: Sight
    words: str
    matter: Bag
    holder: Bag

    @property
    def unit(self) -> str:
        return self.figure.unit


def parts_of_sources(
    known: Sequence[Known], before: Mapping[tuple[str, int], Sentence]
) -> Mapping[float, Sequence[Valued]]:
    found: dict[float, list[Valued]] = defaultdict(list)
    for (article, _, index), several in by_sentence([one for one in known if one.shown]).items():
        last = before.get((article, index - 1))
        for part in parts_in(several[0].sentence, [(one.span, one.figure) for one in several], last):
            found[part.number].append(part)
    return found


def parts_in(sentence: Sentence, figures: Iterable[tuple[Span, Figure]], last: Sentence | None) -> list[Valued]:
    """The numbers of a sentence, each with the words that are nearer to it than to the others; `last` is before it."""
    numbers = [(span, figure, said_number(figure.words)) for span, figure in sorted(figures, key=lambda f: f[0])]
    told = [(span, figure, number) for span, figure, number in numbers if number is not None]
    joins = [_join(sentence.tokens, one[0], other[0]) for one, other in pairwise(told)]
    starts, ends = [sentence.span.start, *joins][: len(told)], [*joins, sentence.span.end][: len(told)]
    parts = []
    for (span, figure, number), start, end in zip(told, starts, ends, strict=True):
        own = [t for t in sentence.tokens if start <= t.start < end and not span.overlaps(Span(t.start, t.end))]
        words = sentence.text[start - sentence.span.start : end - sentence.span.start].strip(" ,;")
        held = holder([t for t in sentence.tokens if start <= t.start < end], span)
        if figure.unit == AGE and not held and last is not None:
            held = first_name(last.tokens)  # "Ada Bloom went first. The 58-year-old ..."
        parts.append(Valued(figure, number, Sight(sentence, span), words, _holders(own), held))
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
