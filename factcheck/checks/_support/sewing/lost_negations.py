"""Quotations that a source has under a "not" and the draft under none, or the other way round over a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.checks._support.sewing.polarity import Polarity
from factcheck.checks._support.sewing.sewn import Sewn, SewnSort, sight, stretch
from factcheck.domain.account import Account
from factcheck.domain.findings import Severity
from factcheck.domain.text import Span
from factcheck.values.speech.patchwork import SpokenRow
from factcheck.values.speech.remarks import Break, Remark
from factcheck.values.speech.utterances import Word

_AROUND = 2  # words on either side by which a word of a quotation is known again in the sources
_ADDED = 1  # word that a draft may put before what it quotes on
_MATTER = ("VV", "AJ", "NN")
_NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "cannot"})
_CARRIED = (
    "A negation is carried on {where}: these words stand under “{word}” in the draft, and in the source under none."
)
_DENIED = "A negation is lost {where}: these words stand under “{word}” in the source, and in the draft under none."


@dataclass(frozen=True, slots=True)
class _Denied:
    """A word of a remark, where a source has it, and the word that negates it there."""

    remark: Remark
    at: int
    row: SpokenRow
    place: int
    negation: Span

    @property
    def piece(self) -> range:
        return self.remark.piece(self.at)

    @property
    def before(self) -> Sequence[Word]:
        """What the source's sentence has before the word."""
        words = self.row.words[: self.place]
        return [word for word in words if word.sentence == self.row.words[self.place].sentence]

    def alike(self, step: int) -> int:
        """Return over how many words draft and source go on alike from the word, within the draft's piece."""
        count = 0
        while (
            self.at + (count + 1) * step in self.piece
            and 0 <= self.place + (count + 1) * step < len(self.row.words)
            and self.row.words[self.place + (count + 1) * step].key
            == self.remark.words[self.at + (count + 1) * step].key
        ):
            count += 1
        return count

    @property
    def from_the_break(self) -> bool:
        """Whether the source has all words from the break to this one behind its negation.

        Where it has others, the draft altered what it quotes in a row.
        """
        back = self.alike(-1)
        first = self.row.words[self.place - back]
        return self.at - back - self.piece.start <= _ADDED and self.negation.end <= first.span.start


class LostNegations:
    """A draft's quotations, held against the negations of their sources' words."""

    def __init__(self, rows: Sequence[SpokenRow], polarity: Polarity) -> None:
        self._rows, self._polarity = rows, polarity

    def of(self, remark: Remark, draft: Account) -> Iterator[Sewn]:
        """Yield the first word of a remark that every source negates and the draft does not."""
        for at, word in enumerate(remark.words):
            if word.tag.startswith(_MATTER) and (known := self._always_denied(remark, at)):
                if not (self._polarity.kept(draft, word) or self._quoted_too(known)):
                    yield _sewn(known, draft)
                return
            if word.tag.startswith(_MATTER) and (carried := self._carried(remark, at, draft)):
                yield carried
                return

    def _carried(self, remark: Remark, at: int, draft: Account) -> Sewn | None:
        """Return a word behind a gap that the draft negates by a "not" before the gap, and no source at all."""
        piece, word = remark.piece(at), remark.words[at]
        gap = remark.breaks[piece.start]
        negation = self._polarity.negation(draft, word) if piece.start and gap is not Break.SENTENCE else None
        if negation is None or negation.start >= remark.words[piece.start].span.start:
            return None
        window = range(max(piece.start, at - _AROUND), min(piece.stop, at + _AROUND + 1))
        spoken = [remark.words[k] for k in window]
        places = [(row, start + at - window.start) for row in self._rows for start in row.standing(spoken)]
        if len(window) < 2 or not places or any(self._may_be_negated(row, place) for row, place in places):
            return None
        row, place = places[0]
        return Sewn(
            sort=SewnSort.CARRIED,
            remark=stretch(remark.words),
            ours=sight(draft, word.span, word.sentence),
            theirs=sight(row.account, row.words[place].span, row.words[place].sentence),
            said=stretch(remark.words[: piece.stop]).of(draft.article.text),
            source=row.account.sentences[row.words[place].sentence].text,
            why=_CARRIED.format(where=gap.value, word=negation.of(draft.article.text)),
            severity=Severity.HIGH,
        )

    def _may_be_negated(self, row: SpokenRow, place: int) -> bool:
        """Whether a source negates a word, or has a "not" before it that no "and" or "but" ends."""
        word = row.words[place]
        before = [t for t in row.account.sentences[word.sentence].tokens if t.end <= word.span.start]
        last = max((k for k, t in enumerate(before) if t.text.lower() in _NEGATORS), default=None)
        going_on = last is not None and all(t.tag != "CJC" for t in before[last:])
        return going_on or self._polarity.negation(row.account, word) is not None

    def _always_denied(self, remark: Remark, at: int) -> _Denied | None:
        """Return where a source negates the word at `at`; None where some source does not."""
        piece = remark.piece(at)
        window = range(max(piece.start, at - _AROUND), min(piece.stop, at + _AROUND + 1))
        found: list[_Denied] = []
        for row in self._rows if len(window) > 1 else ():
            for start in row.standing([remark.words[k] for k in window]):
                place = start + at - window.start
                negation = self._polarity.negation(row.account, row.words[place])
                known = negation and _Denied(remark, at, row, place, negation)
                if not known or not known.from_the_break:
                    return None
                found.append(known)
        return found[0] if found else None

    def _quoted_too(self, known: _Denied) -> bool:
        """Whether the draft quotes as many negations before a word as the source's sentence has there."""
        ours = self._polarity.count(known.remark.words[: known.at])
        return ours >= self._polarity.count(known.before) > 0


def _sewn(known: _Denied, draft: Account) -> Sewn:
    remark, row, piece = known.remark, known.row, known.piece
    what = remark.breaks[piece.start]
    where = Break.EDGE if what is Break.SENTENCE else what
    text, word, told = row.account.article.text, remark.words[known.at], row.words[known.place]
    last = row.words[known.place + known.alike(1)]
    return Sewn(
        sort=SewnSort.DENIED,
        remark=stretch(remark.words),
        ours=sight(draft, word.span, word.sentence),
        theirs=sight(row.account, Span(known.negation.start, told.span.end), told.sentence),
        said=stretch(remark.words[piece.start : piece.stop]).of(draft.article.text),
        source=Span(known.negation.start, last.span.end).of(text),
        why=_DENIED.format(where=where.value, word=known.negation.of(text)),
        severity=Severity.HIGH,
    )
