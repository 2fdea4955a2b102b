"""Errors chosen and planted: at most one a sentence, each sort once before any comes again, the same for one seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from factcheck.domain.text import Article, Sentence, Span
from factcheck.planting.alterations import SORTS
from factcheck.planting.backing import Backing
from factcheck.planting.changes import Alteration, Change, applied, with_article
from factcheck.planting.passages import DraftPassage, Stock


@dataclass(frozen=True, slots=True)
class Planted:
    """One error: `words` stand where `was` stood; both as long as it takes for `words` to stand in the draft once.

    `source` and `says` are a source that tells it as the draft did and its sentence; "" where none does.
    """

    kind: str
    words: str
    was: str
    source: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Planting:
    """A draft's file with errors, those errors in the order of the text, and the sorts that it gave no room for."""

    text: str
    errors: tuple[Planted, ...]
    impossible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """An alteration of a sort, its changes as they are made, and a source's sentence that tells what is altered."""

    sort: str
    passage: DraftPassage
    changes: tuple[Change, ...]
    source: Sentence | None


@dataclass(frozen=True)
class Field:
    """Where errors are planted: a draft with the text of its file, its sentences, and what the sources offer."""

    draft: Article
    file: str
    passages: Sequence[DraftPassage]
    stock: Stock
    backing: Backing

    def planted(self, sorts: Sequence[str], *, errors: int, seed: int) -> Planting:
        """Plant as many errors as are asked for, or as there is room for. Whatever the order of `sorts`."""
        rng = Random(seed)  # noqa: S311 - errors are no secrets
        chosen: list[_Chosen] = []
        waiting, impossible = sorted(set(sorts)), list[str]()
        rng.shuffle(waiting)
        while waiting and len(chosen) < errors:
            sort = waiting.pop(0)
            if found := self._choose(sort, chosen, rng):
                chosen.append(found)
                waiting.append(sort)
            elif not any(one.sort == sort for one in chosen):
                impossible.append(sort)
        return self._written(chosen, sorted(impossible))

    def _choose(self, sort: str, chosen: Sequence[_Chosen], rng: Random) -> _Chosen | None:
        """Choose a sentence, then one of its errors of this sort; first where a source tells what is altered."""
        taken = {one.passage.sentence.index for one in chosen}
        spare: _Chosen | None = None
        passages = [passage for passage in self.passages if passage.sentence.index not in taken]
        rng.shuffle(passages)
        for passage in passages:
            found = list(SORTS[sort](passage, self.stock))
            rng.shuffle(found)
            for alteration in found:
                one = self._sound(sort, passage, alteration)
                if one and (one.source or not self.backing.told):
                    return one
                spare = spare or one
        return spare

    def _sound(self, sort: str, passage: DraftPassage, alteration: Alteration) -> _Chosen | None:
        """The alteration as it would be made; None where it cannot be, or might be true."""
        text = self.draft.text
        changes = tuple(with_article(text, change) for change in alteration.changes)
        span, altered = passage.sentence.span, applied(text, changes)
        end = span.end + len(altered) - len(text)
        new = altered[span.start : end]
        same = new == span.of(text) or new in text
        if same or altered.count(new) != 1 or any(self._at(c.span) is None for c in changes):
            return None
        if self.backing.may_bear_out(passage, alteration):
            return None
        return _Chosen(sort, passage, changes, self.backing.source(passage, alteration))

    def _at(self, span: Span) -> Span | None:
        """Where words of the draft's text stand in its file; None where they do not stand there just so."""
        for run in self.draft.stands.runs:
            if run.start <= span.start and span.end <= run.end:
                place = span.moved(run.at - run.start)
                return place if place.of(self.file) == span.of(self.draft.text) else None
        return None

    def _written(self, chosen: Sequence[_Chosen], impossible: Sequence[str]) -> Planting:
        ordered = sorted(chosen, key=lambda one: one.passage.sentence.span)
        changes = [change for one in ordered for change in one.changes]
        text = applied(self.draft.text, changes)
        in_file = [Change(at, c.words) for c in changes if (at := self._at(c.span))]
        file = applied(self.file, in_file)
        return Planting(file, tuple(self._listed(one, changes, text) for one in ordered), tuple(impossible))

    def _listed(self, one: _Chosen, changes: Sequence[Change], text: str) -> Planted:
        """The error with as few words as stand once in the altered draft, and nowhere in the one before."""
        moved = sum(len(c.words) - (c.span.end - c.span.start) for c in changes if c.span < one.changes[0].span)
        longer = sum(len(c.words) - (c.span.end - c.span.start) for c in one.changes)
        for span in _widening(one.passage, one.changes):
            words = text[span.start + moved : span.end + moved + longer]
            if words.strip() and text.count(words) == 1 and words not in self.draft.text:
                break
        source = "" if one.source is None else self.backing.called[one.source.article]
        says = "" if one.source is None else " ".join(one.source.text.split())
        return Planted(one.sort, words, span.of(self.draft.text), source, says)


def _widening(passage: DraftPassage, changes: Sequence[Change]) -> Iterator[Span]:
    """Yield the stretch of all changes in whole words, then ever more of the words around it, up to the sentence."""
    tokens = passage.sentence.tokens
    low, high = min(c.span.start for c in changes), max(c.span.end for c in changes)
    inside = [i for i, t in enumerate(tokens) if t.start < high and low < t.end] or [
        i for i, t in enumerate(tokens) if t.end == low or t.start == high
    ]
    first, last = inside[0], inside[-1]
    while True:
        yield Span(min(low, tokens[first].start), max(high, tokens[last].end))
        if first == 0 and last == len(tokens) - 1:
            break
        last = min(last + 1, len(tokens) - 1)
        yield Span(min(low, tokens[first].start), max(high, tokens[last].end))
        first = max(first - 1, 0)
    yield passage.sentence.span
