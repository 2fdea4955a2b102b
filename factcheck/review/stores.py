"""Where a ledger, or an archive, is kept: how SQLite and PostgreSQL are opened, and what is said when they fail."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import ConfigError, FactcheckError, LedgerError
from factcheck.review import patience

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

SQLITE = "sqlite:///"
FOLDER = ".factcheck"
_SERVER = "postgresql+psycopg://"
_PATIENCE = 30  # seconds that one process waits for another to finish writing; a write takes milliseconds
_SAFE = "What was kept before is unharmed."
_REMEDIES = (  # of SQLite, by what its message says
    ("full", "free space on its disk and go on"),
    ("disk i/o", "free space on its disk, or mend it, and go on"),
    ("readonly", "change the file's permissions and its folder's, or name another {name} as {setting}"),
    ("read-only", "change the file's permissions and its folder's, or name another {name} as {setting}"),
    ("unable to open", "check its folder and the permissions, or name another {name} as {setting}"),
    ("locked", "another program holds it: end that, or wait, and go on"),
    ("malformed", "restore it from a copy, or move it away to begin a new one"),
    ("not a database", "restore it from a copy, or name another {name} as {setting}"),
)


@dataclass(frozen=True, slots=True)
class StoreSort:
    """What is kept: how messages call it, which setting says where, by what its SQLite file is known.

    `mark` is SQLite's application_id, `tables` are those that every such file has, `error` is what its failures are.
    """

    name: str
    setting: str
    mark: int
    tables: frozenset[str]
    error: type[FactcheckError]


LEDGER = StoreSort(
    "ledger", "ledger.url", 0x66616374, frozenset({"upgrades", "contents", "runs", "verdicts"}), LedgerError
)


def engine(url: str, of: StoreSort = LEDGER) -> Engine:
    """Return an engine for a URL; nothing is opened yet but a SQLite file's folder, which is made.

    Its connections begin a transaction that writes when they have the execution option `writes`.
    Raises ConfigError for a URL of another store, the sort's error when the folder cannot be made.
    """
    if url.startswith(SQLITE):
        return _sqlite(Path(url.removeprefix(SQLITE)), of)
    if url.startswith(_SERVER):
        from sqlalchemy import create_engine
        from sqlalchemy.exc import ArgumentError

        try:
            made = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": patience.TO_CONNECT})
        except (ArgumentError, ValueError) as error:
            raise ConfigError(f"{of.setting} = {shown(url)!r}: {error}; write {_SERVER}USER@HOST/NAME") from error
        patience.bound(made)
        return made
    raise ConfigError(f"{of.setting} = {shown(url)!r}: no such store; write {SQLITE}PATH or {_SERVER}USER@HOST/NAME")


def shown(url: str) -> str:
    """Return what a ledger is called in messages: its file, or its URL without the password."""
    if url.startswith(SQLITE):
        return url.removeprefix(SQLITE)
    scheme, _, rest = url.partition("://")
    before, at, after = rest.rpartition("@")
    return f"{scheme}://{before.partition(':')[0]}{at}{after.partition('?')[0]}"


def exists(url: str) -> bool:
    """Whether there is something to open at a URL; of a server, that is for it to say."""
    return not url.startswith(SQLITE) or Path(url.removeprefix(SQLITE)).exists()


@dataclass(frozen=True, slots=True)
class Held:
    """The file that something was opened in, by what it can be told from another one in its place; None of a server."""

    path: Path | None = None
    number: tuple[int, int] | None = None
    sort: StoreSort = LEDGER

    @classmethod
    def of(cls, url: str, sort: StoreSort = LEDGER) -> Held:
        path = Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None
        return cls(path, _number(path), sort)

    @property
    def lost(self) -> bool:
        """Whether what is written now would go into a file that nobody finds any more."""
        return _number(self.path) != self.number

    def check(self) -> None:
        """Raise the sort's error where the file was removed, or another one put in its place."""
        if self.lost:
            what = "another file stands in its place" if _number(self.path) else "it was removed"
            raise self.sort.error(
                f"{self.path}: the {self.sort.name} is not the one that was opened: {what}. Nothing was kept now; put "
                "the file back where it was and go on, or end this and start it again with what is there"
            )


def _number(path: Path | None) -> tuple[int, int] | None:
    try:
        found = path.stat() if path else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def owned_by_another(path: Path) -> bool:
    """Whether a file or folder is there and is another user's."""
    return path.exists() and path.stat().st_uid != os.geteuid()


@contextmanager
def told(where: str, of: StoreSort = LEDGER) -> Iterator[None]:
    """Let every failure of the store called `where` be the sort's error, which says what to do."""
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    try:
        yield
    except DBAPIError as error:
        raise of.error(_failure(where, error.orig or error, of)) from error
    except SQLAlchemyError as error:
        raise of.error(_failure(where, error, of)) from error


def _failure(where: str, error: BaseException, of: StoreSort) -> str:
    said = " ".join(str(error).split())
    if isinstance(error, sqlite3.Error):
        remedy = next((do for sign, do in _REMEDIES if sign in said.lower()), "check the file and its disk")
    else:
        remedy = "see that the server runs and lets you in, and go on"
    cure = remedy.format(name=of.name, setting=of.setting)
    return f"{where}: the {of.name} cannot be used: {said}; {cure}. {_SAFE}"


def _sqlite(path: Path, of: StoreSort) -> Engine:
    from sqlalchemy import create_engine, event

    _make_folder(path, of)
    made = create_engine(_address(path), connect_args={"timeout": _PATIENCE})
    event.listen(made, "connect", partial(_connected, of))
    event.listen(made, "begin", _begun)
    return made


def _address(path: Path) -> URL:
    """A file that may not be written, in a folder that may not be, can still be read: then nobody else writes, too."""
    from sqlalchemy.engine import URL

    frozen = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    if frozen and not path.with_name(f"{path.name}-wal").exists():
        return URL.create("sqlite", database=path.resolve().as_uri(), query={"immutable": "1", "uri": "true"})
    return URL.create("sqlite", database=str(path))


def _make_folder(path: Path, of: StoreSort) -> None:
    """Make the folder; the project's own is kept out of version control, since texts of articles are in it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.parent.name == FOLDER and not (ignore := path.parent / ".gitignore").exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        if not path.exists():
            raise of.error(
                f"{path}: the {of.name}'s folder cannot be made: {error.strerror}; make it, or name another as "
                f"{of.setting}"
            ) from error


def _connected(of: StoreSort, connection: Any, _: object) -> None:
    """Prepare a connection. FULL: an answer that was given is on the disk, whatever happens next."""
    connection.isolation_level = None  # sqlite3 would begin transactions by itself, and later than they should
    _refuse_another_programs(connection, of)
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        _log_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _refuse_another_programs(connection: Any, of: StoreSort) -> None:
    """Raise the sort's error before anything is written where a file has tables, and not those of the sort."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if mark not in {0, of.mark} or (tables and not tables >= of.tables):
        place = connection.execute("PRAGMA database_list").fetchone()[2]
        raise of.error(
            f"{place}: is a database of another program, no {of.name}, and is left as it is; name another file as "
            f"{of.setting}"
        )


def mark(connection: Connection, of: StoreSort = LEDGER) -> None:
    """Let a new SQLite file say what it is, inside of the connection's transaction."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {of.mark}")


def _log_ahead(connection: Any) -> None:
    """Let others read while one writes. Of two that make a file at once, SQLite turns one away without waiting."""
    last = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > last:
                raise
            time.sleep(0.01)
        else:
            return


def _begun(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
