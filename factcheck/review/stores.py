"""Where a ledger is kept: how SQLite and PostgreSQL are opened, and what is said when they fail."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import ConfigError, LedgerError
from factcheck.review import patience

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

SQLITE = "sqlite:///"
FOLDER = ".factcheck"
_SERVER = "postgresql+psycopg://"
_PATIENCE = 30  # seconds that one process waits for another to finish writing; a write takes milliseconds
_SAFE = "What was kept before is unharmed."
_MARK = 0x66616374  # of SQLite's application_id: this file is a ledger
_LEDGERS = {"upgrades", "contents", "runs", "verdicts"}  # tables that every ledger has
_REMEDIES = (  # of SQLite, by what its message says
    ("full", "free space on its disk and go on"),
    ("disk i/o", "free space on its disk, or mend it, and go on"),
    ("readonly", "change the file's permissions and its folder's, or name another ledger as ledger.url"),
    ("read-only", "change the file's permissions and its folder's, or name another ledger as ledger.url"),
    ("unable to open", "check its folder and the permissions, or name another ledger as ledger.url"),
    ("locked", "another program holds it: end that, or wait, and go on"),
    ("malformed", "restore it from a copy, or move it away to begin a new one"),
    ("not a database", "restore it from a copy, or name another ledger as ledger.url"),
)


def engine(url: str) -> Engine:
    """Return an engine for a ledger's URL; nothing is opened yet but a SQLite file's folder, which is made.

    Its connections begin a transaction that writes when they have the execution option `writes`.
    Raises ConfigError for a URL of another store, LedgerError when the folder cannot be made.
    """
    if url.startswith(SQLITE):
        return _sqlite(Path(url.removeprefix(SQLITE)))
    if url.startswith(_SERVER):
        from sqlalchemy import create_engine
        from sqlalchemy.exc import ArgumentError

        try:
            made = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": patience.TO_CONNECT})
        except (ArgumentError, ValueError) as error:
            raise ConfigError(f"ledger.url = {shown(url)!r}: {error}; write {_SERVER}USER@HOST/NAME") from error
        patience.bound(made)
        return made
    raise ConfigError(f"ledger.url = {shown(url)!r}: no such store; write {SQLITE}PATH or {_SERVER}USER@HOST/NAME")


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
    """The file that a ledger was opened in, by what it can be told from another one in its place; None of a server."""

    path: Path | None = None
    number: tuple[int, int] | None = None

    @classmethod
    def of(cls, url: str) -> Held:
        path = Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None
        return cls(path, _number(path))

    @property
    def lost(self) -> bool:
        """Whether what is written now would go into a file that nobody finds any more."""
        return _number(self.path) != self.number

    def check(self) -> None:
        """Raise LedgerError where the file was removed, or another one put in its place."""
        if self.lost:
            what = "another file stands in its place" if _number(self.path) else "it was removed"
            raise LedgerError(
                f"{self.path}: the ledger is not the one that was opened: {what}. Nothing was kept now; put the file "
                "back where it was and go on, or end this and start it again with what is there"
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
def told(where: str) -> Iterator[None]:
    """Let every failure of the store called `where` be a LedgerError that says what to do."""
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    try:
        yield
    except DBAPIError as error:
        raise LedgerError(_failure(where, error.orig or error)) from error
    except SQLAlchemyError as error:
        raise LedgerError(_failure(where, error)) from error


def _failure(where: str, error: BaseException) -> str:
    said = " ".join(str(error).split())
    if isinstance(error, sqlite3.Error):
        remedy = next((do for sign, do in _REMEDIES if sign in said.lower()), "check the file and its disk")
    else:
        remedy = "see that the server runs and lets you in, and go on"
    return f"{where}: the ledger cannot be used: {said}; {remedy}. {_SAFE}"


def _sqlite(path: Path) -> Engine:
    from sqlalchemy import create_engine, event

    _make_folder(path)
    made = create_engine(_address(path), connect_args={"timeout": _PATIENCE})
    event.listen(made, "connect", _connected)
    event.listen(made, "begin", _begun)
    return made


def _address(path: Path) -> URL:
    """A file that may not be written, in a folder that may not be, can still be read: then nobody else writes, too."""
    from sqlalchemy.engine import URL

    frozen = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    if frozen and not path.with_name(f"{path.name}-wal").exists():
        return URL.create("sqlite", database=path.resolve().as_uri(), query={"immutable": "1", "uri": "true"})
    return URL.create("sqlite", database=str(path))


def _make_folder(path: Path) -> None:
    """Make the folder; the project's own is kept out of version control, since texts of articles are in it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.parent.name == FOLDER and not (ignore := path.parent / ".gitignore").exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        if not path.exists():
            raise LedgerError(
                f"{path}: the ledger's folder cannot be made: {error.strerror}; make it, or name another as ledger.url"
            ) from error


def _connected(connection: Any, _: object) -> None:
    """Prepare a connection. FULL: an answer that was given is on the disk, whatever happens next."""
    connection.isolation_level = None  # sqlite3 would begin transactions by itself, and later than they should
    _refuse_another_programs(connection)
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        _log_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _refuse_another_programs(connection: Any) -> None:
    """Raise LedgerError before anything is written where a file has tables, and not a ledger's."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if mark not in {0, _MARK} or (tables and not tables >= _LEDGERS):
        place = connection.execute("PRAGMA database_list").fetchone()[2]
        raise LedgerError(
            f"{place}: is a database of another program, no ledger, and is left as it is; name another file as "
            "ledger.url"
        )


def mark_as_ledger(connection: Connection) -> None:
    """Let a new SQLite file say what it is, inside of the connection's transaction."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {_MARK}")


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
