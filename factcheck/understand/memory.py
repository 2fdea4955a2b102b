"""What was understood of articles before, within a process and, with a store, between runs.

An account is taken again where nothing has changed that it is made of: the article, what of it is page furniture, the
word lists, the parser, this program, and what the run calls each name that the account asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from factcheck.domain.account import Account, Name
from factcheck.domain.story import Book
from factcheck.domain.text import Article, SetAside
from factcheck.settings.lexicons import Lexicons
from factcheck.understand import packing
from factcheck.version import __version__

# What an account is worked out by: wings of this package, and libraries (of the parser its name tells).
WINGS = ("domain", "frames", "parsers", "text", "understand", "values")
LIBRARIES = ("anyascii", "babel", "jellyfish", "rapidfuzz", "sentencex", "text2num")


class AccountStore(Protocol):
    """Keeps bytes by keys between runs; see models.kept.Table. What it has lost it does not return."""

    def known(self, keys: Sequence[bytes]) -> Mapping[bytes, Any]: ...

    def keep(self, values: Mapping[bytes, Any]) -> None: ...


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

    def called_so(self, book: Book) -> bool:
        """Whether the run calls every name as it was called when the account was made."""
        return all(book.key(text) == key for text, key in self.keys.items())


class Memory:
    """What was understood in the last run; with a `store` also what was in runs of other processes.

    No two threads may use it at once.
    """

    def __init__(self, store: AccountStore | None = None) -> None:
        self.read: Mapping[str, Understood] = {}
        self._store = store

    def recalled(self, articles: Sequence[Article], way: str) -> Mapping[str, Understood]:
        """Return what is known of articles, by their ids; whether it still holds is to be asked."""
        if self._store is None:
            return self.read
        wanted = {_key(article, way): article.id for article in articles if article.id not in self.read}
        found = self._store.known([*wanted])
        stored = {wanted[key]: one for key, value in found.items() if (one := _unpacked(value, way))}
        return {**stored, **self.read}

    def keep(self, known: Sequence[Understood], before: Mapping[str, Understood]) -> None:
        """Keep what a run has understood; `before` is what was recalled for it. What a bug has spoilt is not stored."""
        self.read = {one.article.id: one for one in known}
        if self._store is not None:
            new = (one for one in known if before.get(one.article.id) is not one and not one.account.notes)
            self._store.keep({_key(one.article, one.way): packing.packed((one.account, dict(one.keys))) for one in new})


def way_of(lexicons: Lexicons, parser: str, *, statements: bool) -> str:
    """Return by what accounts can be told to have been made alike, whatever the articles."""
    made_by = [_program(), lexicons.model_dump(), parser, statements]
    return hashlib.sha256(json.dumps(made_by, sort_keys=True, default=sorted).encode()).hexdigest()


@lru_cache(maxsize=1)
def _program() -> list[Any]:
    """The state of the program, as Python itself tells whether a module was changed: by each file's size and time."""
    root = Path(__file__).parents[1]
    files = sorted(path for wing in WINGS for path in (root / wing).rglob("*.py"))
    stats = [(path.relative_to(root).as_posix(), path.stat()) for path in files]
    states = [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]
    return [__version__, states, [version(library) for library in LIBRARIES]]


def _key(article: Article, way: str) -> bytes:
    return hashlib.sha256(f"{way}\0{article!r}".encode()).digest()


def _unpacked(value: Any, way: str) -> Understood | None:
    """What was packed; None for what is damaged, or of another form."""
    match packing.unpacked(value):
        case (Account() as account, dict() as keys):
            return Understood(account, keys, way)
        case _:
            return None
