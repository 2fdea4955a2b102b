"""An archive's store: opened, brought to the newest version, read and written in transactions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from factcheck.archive import tables
from factcheck.archive.tables import ARCHIVE
from factcheck.errors import FactcheckError
from factcheck.review import stores

if TYPE_CHECKING:
    from sqlalchemy import Connection, CursorResult

_WRITERS = 0x66616172  # of PostgreSQL's advisory locks: who writes to an archive


class ArchiveStore:
    """The tables of one archive. Every method raises ArchiveError when they fail."""

    def __init__(self, url: str) -> None:
        """Open the archive at a URL, and make it where there is none. Raises ConfigError for a URL of another sort."""
        self.url = url
        self.where = stores.shown(url)
        self._reader = stores.engine(url, ARCHIVE)
        self._writer = self._reader.execution_options(writes=True)
        self._held = stores.Held(sort=ARCHIVE)
        try:
            self._upgrade()
            with self.reading() as connection:
                self.identity = str(
                    sql(connection, "SELECT value FROM archive_about WHERE name = 'identity'").scalar_one()
                )
        except FactcheckError:
            self.close()
            raise
        self._held = stores.Held.of(url, ARCHIVE)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the archive, whatever is written meanwhile."""
        self._held.check()
        with stores.told(self.where, ARCHIVE), self._reader.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that nobody else writes beside; all of it is kept, or nothing."""
        self._held.check()
        with stores.told(self.where, ARCHIVE), self._writer.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
            yield connection
            self._held.check()

    def close(self) -> None:
        """Let go of the store; whatever is asked next opens it again."""
        self._reader.dispose()

    def _upgrade(self) -> None:
        from sqlalchemy import inspect

        with self.reading() as connection:
            begun = inspect(connection).has_table("archive_upgrades")
            current = begun and tables.version(connection) == tables.NEWEST
        if not current:
            with self.writing() as connection:
                if not begun:
                    stores.mark(connection, ARCHIVE)
                tables.upgrade(connection, self.where)


def sql(connection: Connection, statement: str, values: Any = None) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement with named values, or with a sequence of such, one after the other."""
    from sqlalchemy import text

    return connection.execute(text(statement), values)


def among(
    connection: Connection, statement: str, values: Iterable[Any], others: Mapping[str, Any] | None = None
) -> Sequence[Any]:
    """Return the rows of a statement in which {among} stands for "is one of these values"."""
    wanted = list(values)
    if not wanted:
        return []
    if connection.dialect.name == "sqlite":
        return sql(
            connection,
            statement.format(among="IN (SELECT value FROM json_each(:wanted))"),
            {"wanted": json.dumps(wanted), **(others or {})},
        ).all()
    return sql(connection, statement.format(among="= ANY(:wanted)"), {"wanted": wanted, **(others or {})}).all()
