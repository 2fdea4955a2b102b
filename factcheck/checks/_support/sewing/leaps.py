"""Quotations whose parts a source has in another order, or far apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.checks._support.sewing.sewn import Sewn, SewnSort, SewnThresholds, sight, stretch
from factcheck.domain.account import Account
from factcheck.domain.findings import Severity
from factcheck.text.excerpt import ELLIPSIS
from factcheck.values.speech.patchwork import MatchedRun, Patchwork, SpokenRow, patchwork
from factcheck.values.speech.remarks import Break, Remark

_SHOWING = (Break.ELLIPSIS, Break.SPEAKER, Break.BRACKETS)  # that something was left out
_CLOSING = " \"”'’»)"
_TURNED = "The order is turned round: the source has both parts of the quotation, the second before the first."
_APART = (
    "Sewn together: the source has both parts of the quotation far apart; {count}{asked} between them there{marked}."
)


@dataclass(frozen=True, slots=True)
class _Leap:
    """Two parts that follow each other in the draft and not in the source, and what is wrong with that."""

    one: MatchedRun
    other: MatchedRun
    sort: SewnSort
    severity: Severity
    why: str


class Leaps:
    """A draft's quotations, held against the order and the places of their sources' words."""

    def __init__(self, rows: Sequence[SpokenRow], thresholds: SewnThresholds) -> None:
        self._rows, self._thresholds = rows, thresholds

    def of(self, remark: Remark, draft: Account) -> Iterator[Sewn]:
        """Yield the first leap of a remark of which no source has the parts otherwise."""
        works = [patchwork(remark, row) for row in self._rows]
        works = [work for work in works if work.covered >= self._thresholds.sewn_covered]
        leaps = [next(self._leaps(work), None) for work in works]
        if leaps and all(leaps):
            nearest = max(range(len(works)), key=lambda n: (works[n].covered, -n))
            if leap := leaps[nearest]:
                yield _sewn(works[nearest], leap, draft)

    def _leaps(self, work: Patchwork) -> Iterator[_Leap]:
        row = work.row
        for one, other in work.leaps:
            if other.theirs < one.theirs and row.remark(one.theirs) == row.remark(other.theirs):
                yield _Leap(one, other, SewnSort.TURNED, Severity.MEDIUM, _TURNED)
            elif leap := self._apart(work, one, other):
                yield leap

    def _apart(self, work: Patchwork, one: MatchedRun, other: MatchedRun) -> _Leap | None:
        """Return two parts that stand too far apart for what joins them.

        A few sentences may stand between whole ones, if the draft marks it or nothing of them was said aloud; where it
        is marked, the first may be cut short.
        """
        row, here = work.row, work.remark.breaks[one.ours_end : other.ours + 1]
        between = row.between(one, other)
        edges = {row.words[k].sentence for k in (one.theirs_end - 1, other.theirs)}
        count = len({row.words[k].sentence for k in between} - edges)
        sentences = row.account.sentences[min(edges) + 1 : max(edges)]
        asked = any(sentence.text.rstrip(_CLOSING).endswith("?") for sentence in sentences)
        marked = any(what in _SHOWING for what in here)
        anew = row.parted(other.theirs) and not asked
        wholly = row.parted(one.theirs_end) and anew
        silent = all(row.remark(k) is None for k in between)
        given = self._thresholds
        allowed = given.sentences_apart if marked else (given.unmarked_apart if silent else 1)
        if count < (allowed if wholly or (marked and anew) else 1):
            return None
        why = _APART.format(
            count=f"{count} sentence{'s stand' if count > 1 else ' stands'}",
            asked=", a question among them," if asked else "",
            marked="" if marked else ", and nothing shows that they were left out",
        )
        return _Leap(one, other, SewnSort.APART, Severity.LOW if wholly else Severity.MEDIUM, why)


def _sewn(work: Patchwork, leap: _Leap, draft: Account) -> Sewn:
    ours, theirs, text = work.remark.words, work.row.words, work.row.account.article.text
    first, second = (ours[run.ours : run.ours_end] for run in (leap.one, leap.other))
    placed = theirs[leap.other.theirs : leap.other.theirs_end]
    there = sorted((leap.one, leap.other), key=lambda run: run.theirs)
    parts = [stretch(theirs[run.theirs : run.theirs_end]).of(text) for run in there]
    return Sewn(
        sort=leap.sort,
        remark=stretch(ours),
        ours=sight(draft, stretch(second), second[0].sentence),
        theirs=sight(work.row.account, stretch(placed), placed[0].sentence),
        said=stretch((*first, *second)).of(draft.article.text),
        source=f" {ELLIPSIS} ".join(parts),
        why=leap.why,
        severity=leap.severity,
    )
