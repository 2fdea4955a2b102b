"""The seams: what a reader, a parser, an encoder, a judge, a kind and a format must be.

See shelves.py for how they are found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from factcheck.domain.findings import Findings, Found, Ruled
from factcheck.domain.parses import Parse
from factcheck.domain.story import Compatible, Judgement, Story
from factcheck.domain.text import Article, Fetched, Skipped, Token

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pydantic import BaseModel

T = TypeVar("T")
Item = TypeVar("Item")
Made = TypeVar("Made")


class Reader(Protocol):
    """Turns one file into articles. The class docstring is its part of docs/readers.md: how it reads, what it refuses.

    `extra` is the extra of this package that brings what it needs; "" where it needs nothing. It may declare, as the
    class variable `content_types`, by what media types web servers call its files; the first of its suffixes stands for
    them. Where `binary` is true, its files are no text in one character set, and are given to it as they came. Where
    `several` is true, they hold articles one after another, though there may be one alone, as in a feed or a list.
    """

    suffixes: ClassVar[tuple[str, ...]]
    extra: ClassVar[str]

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        """Yield the articles of `data`, the bytes of `path`, and what of it had to be skipped.

        Raises UnreadableArticle when nothing of the file can be read.
        """


class Parser(Protocol):
    """Says of a sentence which word hangs on which."""

    @property
    def name(self) -> str:
        """The model and its weights' identity: the same name promises the same parses."""

    def parse(self, sentences: Sequence[Sequence[Token]]) -> list[Parse]:
        """Return one parse per sentence, in order, of exactly its tokens. A parse depends on its sentence alone.

        Raises ModelError when the weights are missing or altered.
        """


class Encoder(Protocol):
    """Turns texts into vectors of one length.

    A member of the shelf also declares, as the class variable `made_for`, the models that it is made for, by name; none
    where it runs any. The settings need not name it then.
    """

    @property
    def name(self) -> str:
        """The model and its weights' identity: the same name promises the same vectors."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit-length row per text, shape (len(texts), dimensions).

        Raises ModelError when the weights are missing or altered.
        """


class Classifier(Protocol):
    """Reads two texts together and gives every one of its classes a probability."""

    @property
    def name(self) -> str:
        """The model and its weights' identity: the same name promises the same probabilities."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of the classes, in the order of the columns."""

    def classify(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Return one row of probabilities per pair, shape (len(pairs), len(classes)); a row sums to 1.

        A row depends on its pair alone. Raises ModelError when the weights are missing or altered.
        """


class Aligner(Protocol):
    """Says how likely two statements, the compared value masked, are of one thing. It may need a `classifier`."""

    @property
    def name(self) -> str: ...

    def odds(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """Return the log-odds of "the same thing", one per pair, shape (len(pairs),).

        It is nan for a pair on which the aligner has no opinion.
        """


class Judge(Protocol):
    """Says whether two statements of one thing exclude each other.

    It may need a `classifier`, any word list, the `parser`, and the settings of a model `server` with a table of its
    `answers`. `stands_alone` says whether a finding may be of high severity with nobody but this judge to bear it
    out.
    """

    stands_alone: ClassVar[bool]

    @property
    def name(self) -> str: ...

    @property
    def left_out(self) -> Sequence[Skipped]:
        """What it could not judge until now and gave as undecided, and what to do about it."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        """Return one verdict per pair, in order."""


class Kind(Protocol):
    """One sort of discrepancy. The class docstring is its manual page (`factcheck explain KIND`).

    A member may declare, as a class variable that is True, what it is (see shelves.TRAITS). What it needs it declares
    by the keyword parameters of its constructor (see shelves.needs): a word list by its name in settings/lexicons.py,
    `lexicons` for all of them, `judge`, `parser`, `encoder`.
    """

    Settings: ClassVar[type[BaseModel]]

    def __init__(self, settings: Any, **needs: Any) -> None: ...

    def compare(self, story: Story) -> Iterable[Found | Compatible]:
        """Yield what differs in one story, and what was weighed and found to agree."""


class Check(Kind, Protocol):
    """A kind that looks at a draft alone, `story.checked`: it has nothing to say where none is checked."""


class Format(Protocol):
    """Writes findings out. `suffix` is the file ending that stands for it.

    `appendable` says whether the reports of several drafts may follow each other, being made of lines.
    """

    suffix: ClassVar[str]
    appendable: ClassVar[bool]

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:
        """Return the whole report, ending with a newline; the same findings give the same bytes.

        `show_set_aside` asks for the page furniture that was left out, where the format omits it by default.
        """


class Fetch(Protocol):
    """Loads what stands at an address, where the user asked for that."""

    def __call__(self, address: str) -> Fetched:
        """Return it, with a suffix that a reader has. Raises UnreadableArticle, whose reason says what to do."""


class Reviewing(Protocol):
    """Brings to bear on a run what reviewers answered before."""

    @property
    def calibrator(self) -> str | None:
        """The identity of the calibrator in use, None without one."""

    def ruled(self, found: Found) -> Ruled:
        """Return a finding with the reviewers' word on it."""


class _Unreviewed:
    calibrator: str | None = None

    def ruled(self, found: Found) -> Ruled:
        return Ruled(found)


UNREVIEWED: Reviewing = _Unreviewed()  # nobody has answered anything: the default


class Crew(Protocol):
    """Does a step of a run for each of many articles or stories: here, or by handing them out to other processes."""

    def each(self, step: Callable[..., Sequence[Made]], items: Sequence[Item], *common: Any) -> Iterable[Made]:
        """Yield what `step(some, *common)` makes of each item, in their order, whoever does it and whenever it is done.

        `step` is a method of what stands in a run's tools alone, so that whoever has equal tools does it alike. It is
        given some of the items at a time, for it may ask a model about several at once; what it makes of each depends
        on that item, on what is `common` to all items, and on nothing else.
        """


_AT_A_TIME = 8  # items that this process does at once: what they came to is shown when all of them are done


class _Alone:
    def each(self, step: Callable[..., Sequence[Made]], items: Sequence[Item], *common: Any) -> Iterable[Made]:
        for at in range(0, len(items), _AT_A_TIME):
            yield from step(items[at : at + _AT_A_TIME], *common)


ALONE: Crew = _Alone()  # this process, one after the other: the default


class Progress(Protocol):
    """Shows how far a stage has come while its items are gone through."""

    def __call__(self, stage: str, items: Sequence[T]) -> Iterable[T]:
        """Yield `items` in order. `stage` says what is done to them, in a few words."""


def silent(stage: str, items: Sequence[T]) -> Iterable[T]:  # noqa: ARG001
    """Show nothing: the default Progress."""
    return items
