"""One source's account of a story: who and what is named in it, and every claim that can be held against another's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

from factcheck.domain.text import Article, Sentence, SetAside, Span
from factcheck.domain.values import Course, Moment, Status, Value


@dataclass(frozen=True, slots=True)
class Name:
    """A person, organisation or place as written once."""

    span: Span
    text: str
    sort: str
    title: str = ""
    acronym: str = ""


@dataclass(frozen=True, slots=True)
class Cleared:
    """An article and what of it is page furniture."""

    article: Article
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """An article whose names are found, but not yet joined with those of the others of its run.

    `headline` is its headline by itself, where it has one, `title` its whole title; `notes` say what of it could not be
    read.
    """

    article: Article
    set_aside: tuple[SetAside, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    notes: tuple[str, ...] = ()
    headline: Read | None = None
    title: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Claimant:
    """To whom a statement is attributed; `name` is as written, `key` equal for ways to write one name."""

    name: str
    span: Span
    key: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one value, with all that it takes to say whether another is of the same thing.

    `span` is the value's words and `clause` the stretch that speaks of it. Two texts are embedded: `slot`,
    what the value is a value of ("assault rifles seized"), and `masked`, the clause with a placeholder for
    the value. `context` holds the content lemmas of the sentence, `particulars` its other values, `names`
    the keys of its names, `owner` the key of the one that the value belongs to and `person` that of the nearest
    person in the clause ("" if none is near); `holder` that of who has a count of things, as the sentence says.
    `when` and `since` bind the statement to a time, `as_of` is the day to which it counts or on which it was told. What
    the article itself gives as the `EARLIER` value of something is no account of its own of how things stand.
    A `summed` figure is a part of a total of the same sentence.
    """

    id: str
    sentence: Sentence
    span: Span
    clause: Span
    value: Value
    slot: str
    masked: str
    predicate: str = ""
    context: frozenset[str] = frozenset()
    particulars: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    owner: str = ""
    person: str = ""
    holder: str = ""
    when: Moment | None = None
    since: Moment | None = None
    claimant: Claimant | None = None
    quoted: bool = False
    status: Status = Status.ASSERTED
    negated: bool = False
    as_of: date | None = None
    course: Course = Course.SETTLED
    summed: bool = False

    @property
    def article(self) -> str:
        return self.sentence.article


@dataclass(frozen=True, slots=True)
class Marked:
    """Words marked in a sentence, of which no claim was made; `claimant`, `quoted` and `as_of` are as of a claim."""

    sentence: Sentence
    span: Span
    claimant: Claimant | None = None
    quoted: bool = False
    as_of: date | None = None

    @property
    def article(self) -> str:
        return self.sentence.article


Quotable = Claim | Marked  # what can stand as evidence on a side


@dataclass(frozen=True, slots=True)
class Account:
    """One source's account of the story: the article, understood.

    `names` are in the order of the text, none within another; `claims` are of single values, `headline` those of its
    headline, `statements` of whole clauses; `notes` say what of it could not be understood. `title` is its whole title.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    set_aside: tuple[SetAside, ...]
    names: tuple[Name, ...]
    claims: tuple[Claim, ...]
    headline: tuple[Claim, ...] = ()
    statements: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()
    title: Sentence | None = None

    def names_at(self, span: Span) -> tuple[Name, ...]:
        """Return the names that overlap a span, in order, without going through all of them."""
        last = bisect_left(self.names, span.end, key=lambda name: name.span.start)
        return self.names[bisect_right(self.names, span.start, hi=last, key=lambda name: name.span.end) : last]
