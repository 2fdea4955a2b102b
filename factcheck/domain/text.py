"""Texts as they were read: articles, their sentences and words, and the page furniture left out.

Every `start` and `end` in this package is an offset in characters into `Article.text`, end exclusive,
so that `article.text[start:end]` is always the quoted words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` up to, not including, `end` of an article's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read. `text` is what every offset points into; unknown metadata is None.

    `first_line` is the line of its file, from 1, on which the text begins.
    """

    id: str
    text: str
    source: str
    sha256: str
    path: str
    title: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    author: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()
    first_line: int = 1


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not read, and why, in words that say what to do."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its lemma (lower case) and its tag of the BNC C5 tagset."""

    start: int
    end: int
    text: str
    lemma: str
    tag: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article; `quoted` are the stretches of it that stand in quotation marks.

    `line` and `column`, from 1, are where it begins in the article's file.
    """

    article: str
    index: int
    span: Span
    text: str
    tokens: tuple[Token, ...]
    quoted: tuple[Span, ...] = ()
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class SetAside:
    """Page furniture: kept out of the comparison, never deleted."""

    span: Span
    reason: str
