"""Texts as they were read: articles, their sentences and words, and the page furniture left out.

Every `start` and `end` in this package is an offset in characters into `Article.text`, end exclusive,
so that `article.text[start:end]` is always the quoted words. A title that stands in no text has offsets of its own, and
whatever is of it says so by its `field`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum, auto
from typing import NamedTuple
from urllib.parse import urlsplit


class Part(StrEnum):
    """What of an article offsets count in."""

    TEXT = "text"
    TITLE = "title"


SentencePlace = tuple[str, Part, int]  # its article, what of the article it is of, its number there


class Span(NamedTuple):
    """Characters `start` up to, not including, `end` of an article's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def moved(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


class Verbatim(NamedTuple):
    """Characters `start` to `end` of a text that stand in its file just so, from the file's character `at` on."""

    start: int
    end: int
    at: int


@dataclass(frozen=True, slots=True)
class Places:
    """Where a text stands in the file that it was read from.

    `runs` ascend; `lines` are the characters of the file with which its lines begin. What is in no run is somewhere in
    the record that begins on line `record`, or nobody knows where.
    """

    runs: tuple[Verbatim, ...]
    lines: tuple[int, ...] = field(repr=False)
    record: int | None = None

    @classmethod
    def verbatim(cls, text: str) -> Places:
        """Return the places of a text that is its own file."""
        return cls((Verbatim(0, len(text), 0),), (0, *(n for n, c in enumerate(text, start=1) if c == "\n")))

    def of(self, span: Span) -> tuple[int | None, int | None]:
        """Return line and column, from 1, of words.

        There is no column where the words do not stand in the file just so, and no line where nobody knows it.
        """
        nearest = bisect_right(self.runs, span.start, key=lambda run: run.end)
        run = self.runs[nearest] if nearest < len(self.runs) else None
        if run is None or run.start > max(span.start, span.end - 1):
            return self.record, None
        at = run.at + max(span.start - run.start, 0)
        line = bisect_right(self.lines, at)
        just_so = run.start <= span.start and span.end <= run.end
        return line, at - self.lines[line - 1] + 1 if just_so else None

    def first_line(self, text: str) -> int | None:
        """Return the line on which the text begins, if all of it is whole lines of the file; else None."""
        run = self.runs[0] if self.runs else Verbatim(0, 0, 0)
        whole = (run.start, run.end) == (0, len(text)) and run.at in self.lines
        return bisect_right(self.lines, run.at) if whole else None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read. `text` is what every offset points into; unknown metadata is None.

    Without `places` the text is its own file; `title_places` are None where nobody knows where the title stands.
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
    places: Places | None = None
    title_places: Places | None = None

    @property
    def stands(self) -> Places:
        """Where the text stands in the article's file."""
        return self.places or Places.verbatim(self.text)

    @property
    def address(self) -> str:
        """The page that it was read from, however its address is written; "" where that is unknown or a whole site."""
        try:
            parts = urlsplit(self.url or "")
        except ValueError:  # what a file gives as an address may be anything
            return ""
        path = parts.path.rstrip("/")
        return f"{parts.netloc.lower()}{path}{'?' if parts.query else ''}{parts.query}" if path else ""

    @property
    def stamp(self) -> datetime | None:
        """When this edition of it came out, as a time that can be held against another's; a bare one counts as UTC."""
        moment = self.updated or self.published
        return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was loaded from an address: the bytes, and the ending that they would have as a file.

    `final` is the address that it led to in the end. `unless` are fields of a request for that one, by which its server
    tells that nothing has changed.
    """

    address: str
    final: str
    suffix: str
    data: bytes = field(repr=False)
    unless: tuple[tuple[str, str], ...] = ()


def is_address(path: str) -> bool:
    """Whether what was given as a path is the address of a web page."""
    return path.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not read, and why, in words that say what to do."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its lemma (lower case) and its tag of the BNC C5 tagset: see frames/words.py.

    Before its sentence is parsed nobody knows what it is: then its lemma is the word itself, and its tag "".
    """

    start: int
    end: int
    text: str
    lemma: str
    tag: str


TITLE = -1  # the index of a whole title, which is no sentence of the text


class AttributionSort(StrEnum):
    """How somebody is named for what a sentence tells."""

    SAID = auto()  # "police said that ...", "according to police"
    OPEN = auto()  # "police would not say that ...": it is not said that they did
    NAMED = auto()  # 'Rao called it "a shame"': to be asked for what is quoted
    RECKONED = auto()  # "Rao put the cost at ...", "Rao's own estimate is ...": to be asked for figures


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whom a sentence names for what it tells: the words that name them, the word that says so, and what is told.

    `verb` is the offset of that word, `told` the stretches of what is told, in their order.
    """

    sort: AttributionSort
    speaker: Span
    verb: int
    told: tuple[Span, ...]

    @property
    def by_saying(self) -> bool:
        """Whether it is told, or may be, by saying so: "said that", "would not say that"."""
        return self.sort in (AttributionSort.SAID, AttributionSort.OPEN)

    @property
    def size(self) -> int:
        """How many characters are told."""
        return sum(span.end - span.start for span in self.told)

    def tells(self, offset: int) -> bool:
        """Whether what stands at an offset is told."""
        return any(span.start <= offset < span.end for span in self.told)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, or a title; `quoted` are the stretches of it that stand in quotation marks.

    `places` say where the article's text, or its title, stands in its file. What its words are, and `attributions`, is
    read off its parse: see frames/sentences.py.
    """

    article: str
    index: int
    span: Span
    text: str
    tokens: tuple[Token, ...]
    quoted: tuple[Span, ...] = ()
    places: Places = Places((), (0,))
    field: Part = Part.TEXT
    attributions: tuple[Attribution, ...] = ()

    @property
    def place(self) -> SentencePlace:
        """What tells it from every other sentence of a run."""
        return self.article, self.field, self.index


@dataclass(frozen=True, slots=True)
class SetAside:
    """Page furniture: kept out of the comparison, never deleted."""

    span: Span
    reason: str
