"""What was understood of articles before, within a process and, with a store, between runs.

An account is taken again where nothing has changed that it is made of: the article, what of it is page furniture, the
word lists, the parser, this program, and what the run calls each name that the account asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol, TypeVar

from factcheck.domain.account import Account, Name
from factcheck.domain.story import Book
from factcheck.domain.text import Article, SetAside
from factcheck.settings.lexicons import Lexicons
from factcheck.understand import packing
from factcheck.version import __version__

K = TypeVar("K")
T = TypeVar("T")

# What an account is worked out by: wings of this package, and libraries (of the parser its name tells).
WINGS = ("domain", "frames", "parsers", "text", "understand", "values")
LIBRARIES = ("anyascii", "babel", "jellyfish", "rapidfuzz", "sentencex", "text2num")
_STATE = {".json", ".npz", ".py"}  # files that decide what is made; weights of models are known by name


class Store(Protocol):
    """Keeps bytes by keys between runs; see models.kept.Table. What it has lost it does not return."""

    def known(self, keys: Sequence[bytes]) -> Mapping[bytes, Any]: ...

    def keep(self, values: Mapping[bytes, Any]) -> None: ...


class _Nothing:
    def known(self, keys: Sequence[bytes]) -> Mapping[bytes, Any]:  # noqa: ARG002
        return {}

    def keep(self, values: Mapping[bytes, Any]) -> None:
        """Keep nothing."""


NOTHING: Store = _Nothing()


@dataclass(frozen=True, slots=True)
class Understood:
    """An article's account, by which names of the run it was made, and in which `way`, see way_of."""

    account: Account
    keys: Mapping[str, str]
    way: str

    @property
    def article(self) -> Article:
        return self.account.article

    @property
    def names(self) -> tuple[Name, ...]:
        return self.account.names

    def holds(self, article: Article, aside: Sequence[SetAside], way: str) -> bool:
        """Whether this is what would be read again."""
        return (self.article, self.account.set_aside, self.way) == (article, aside, way)

    @property
    def digest(self) -> str:
        """What tells this account from any other: all that it was made of."""
        made_of = (self.way, repr(self.article), repr(self.account.set_aside), *sorted(map(repr, self.keys.items())))
        return hashlib.sha256("\0".join(made_of).encode()).hexdigest()

    def called_so(self, book: Book) -> bool:
        """Whether the run calls every name as it was called when the account was made."""
        return all(book.key(text) == key for text, key in self.keys.items())


class Memory:
    """What was understood in the last run; with a `store` also what was in runs of other processes.

    What came of whole stories is kept in another store: see recalling.py. No two threads may use a memory at once.
    """

    def __init__(self, store: Store | None = None, stories: Store = NOTHING) -> None:
        self.read: Mapping[str, Understood] = {}
        self.stories = stories
        self._store = store

    def recalled(self, articles: Sequence[Article], way: str) -> Mapping[str, Understood]:
        """Return what is known of articles, by their ids; whether it still holds is to be asked."""
        if self._store is None:
            return self.read
        wanted = {_key(article, way): article.id for article in articles if article.id not in self.read}
        found = self._store.known([*wanted])
        stored = {wanted[key]: one for key, value in found.items() if (one := _unpacked(value, way))}
        return {**stored, **self.read}

    def digest(self, account: Account) -> str | None:
        """Return what tells an account of the last run from any other; None for another account, or a spoilt one."""
        known = self.read.get(account.article.id)
        return known.digest if known and known.account is account and not account.notes else None

    def keep(self, known: Sequence[Understood], before: Mapping[str, Understood]) -> None:
        """Keep what a run has understood; `before` is what was recalled for it. What a bug has spoilt is not stored."""
        self.read = {one.article.id: one for one in known}
        if self._store is not None:
            new = (one for one in known if before.get(one.article.id) is not one and not one.account.notes)
            self._store.keep({_key(one.article, one.way): packing.packed((one.account, dict(one.keys))) for one in new})


def completed(known: Iterable[K | None], made: Iterable[T]) -> Iterator[K | T]:
    """Yield what is known, and in the place of each that is not the next of what is made."""
    rest = iter(made)
    for one in known:
        yield next(rest) if one is None else one


def way_of(lexicons: Lexicons, parser: str, *, statements: bool) -> str:
    """Return by what accounts can be told to have been made alike, whatever the articles."""
    made_by = [state_of(WINGS, LIBRARIES), lexicons.model_dump(), parser, statements]
    return hashlib.sha256(json.dumps(made_by, sort_keys=True, default=sorted).encode()).hexdigest()


@lru_cache(maxsize=2)
def state_of(wings: tuple[str, ...], libraries: tuple[str, ...]) -> list[Any]:
    """Return the state of a part of this program and of libraries; "" among the `wings` is the whole program.

    A file's is told as Python itself tells whether a module was changed, by its size and time, and so are the models'.
    """
    root = Path(__file__).parents[1]
    files = sorted(path for wing in wings for path in (root / wing).rglob("*") if path.suffix in _STATE)
    stats = [(path.relative_to(root).as_posix(), path.stat()) for path in files]
    states = [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]
    return [__version__, states, [version(library) for library in libraries]]


def _key(article: Article, way: str) -> bytes:
    return hashlib.sha256(f"{way}\0{article!r}".encode()).digest()


def _unpacked(value: Any, way: str) -> Understood | None:
    """What was packed; None for what is damaged, or of another form."""
    match packing.unpacked(value):
        case (Account() as account, dict() as keys):
            return Understood(account, keys, way)
        case _:
            return None
