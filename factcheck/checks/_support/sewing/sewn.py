"""A quotation sewn together of what a source has: in another order, from far apart, or without its "not"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from factcheck.checks._support.verdict import Sight
from factcheck.domain.account import Account
from factcheck.domain.findings import Severity
from factcheck.domain.text import Span
from factcheck.values.speech.utterances import Word


class SewnSort(StrEnum):
    """What was done to what somebody said."""

    TURNED = "order"
    APART = "distance"
    DENIED = "negation"
    CARRIED = "negation carried over"


class SewnThresholds(Protocol):
    """What makes two parts of one source a quotation sewn together."""

    @property
    def sewn_covered(self) -> float: ...
    @property
    def sentences_apart(self) -> int: ...
    @property
    def unmarked_apart(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Sewn:
    """A quotation of the draft and where the source has it otherwise; `said` and `source` are the words of both.

    `remark` is all that the draft quotes in one breath; `ours` and `theirs` are marked in one sentence each; `why` says
    what was done.
    """

    sort: SewnSort
    remark: Span
    ours: Sight
    theirs: Sight
    said: str
    source: str
    why: str
    severity: Severity


def stretch(words: Sequence[Word]) -> Span:
    """Return where some words of an article stand, from the first to the last."""
    return Span(words[0].span.start, words[-1].span.end)


def sight(account: Account, span: Span, index: int) -> Sight:
    """Return what of a stretch stands in a sentence."""
    sentence = account.sentences[index]
    return Sight(sentence, Span(max(span.start, sentence.span.start), min(span.end, sentence.span.end)))
