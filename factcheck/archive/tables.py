"""The tables of an archive, as the steps that made them. A step that was published is never changed: one is added.

They stand by names of their own, so that on a server an archive and a ledger may share a database. Each step is SQL for
both stores; what they call differently stands in braces.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from factcheck.errors import ArchiveError
from factcheck.review.stores import StoreSort

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

ARCHIVE = StoreSort(
    "archive",
    "archive.url",
    0x66616172,
    frozenset({"archive_upgrades", "archive_about", "archive_stories", "archive_articles"}),
    ArchiveError,
)

_WORDS: Mapping[str, Mapping[str, str]] = {
    "sqlite": {"number": "INTEGER PRIMARY KEY AUTOINCREMENT", "bytes": "BLOB", "lean": "WITHOUT ROWID"},
    "postgresql": {"number": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "bytes": "BYTEA", "lean": ""},
}

_TABLES = (
    "CREATE TABLE archive_about (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    # A story that was joined to another one has `gone_to` it. `due`: its articles are other ones than its report's.
    """CREATE TABLE archive_stories (number {number}, gone_to BIGINT, due INTEGER NOT NULL, made TEXT NOT NULL,
       changed TEXT NOT NULL, title TEXT NOT NULL, report {bytes})""",
    # `place` is what tells an article from another, whatever its text. Outside of a transaction each has a story.
    """CREATE TABLE archive_articles (number {number}, place TEXT NOT NULL UNIQUE, id TEXT NOT NULL UNIQUE,
       sha256 TEXT NOT NULL, source TEXT NOT NULL, title TEXT, published TEXT, path TEXT NOT NULL, url TEXT,
       added TEXT NOT NULL, story BIGINT REFERENCES archive_stories (number), encoder TEXT NOT NULL,
       packed {bytes} NOT NULL, signs {bytes} NOT NULL, vector {bytes} NOT NULL)""",
    "CREATE INDEX archive_articles_of_story ON archive_articles (story)",
    # In which articles a name is, and in how many articles a word of each sort of sign is: bag "" has their number.
    "CREATE TABLE archive_names (word TEXT NOT NULL, article BIGINT NOT NULL, PRIMARY KEY (word, article)) {lean}",
    """CREATE TABLE archive_spread (bag TEXT NOT NULL, word TEXT NOT NULL, articles BIGINT NOT NULL,
       PRIMARY KEY (bag, word)) {lean}""",
    "CREATE TABLE archive_findings (story BIGINT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (story, id)) {lean}",
    # On which day a finding was seen first: it is known again where it comes back, or moves to another story.
    "CREATE TABLE archive_seen (id TEXT PRIMARY KEY, since TEXT NOT NULL)",
    "CREATE INDEX archive_seen_since ON archive_seen (since)",
    "CREATE TABLE archive_posts (target TEXT NOT NULL, finding TEXT NOT NULL, PRIMARY KEY (target, finding)) {lean}",
)
# 1: the target will not have it.
_REFUSALS = ("ALTER TABLE archive_posts ADD COLUMN refused INTEGER NOT NULL DEFAULT 0",)
_STEPS = (_TABLES, _REFUSALS)  # from version n to n + 1

NEWEST = len(_STEPS)


def upgrade(connection: Connection, place: str) -> None:
    """Bring an archive to the newest version, inside of the connection's transaction.

    Raises ArchiveError for one that a newer version made; `place` is what the message calls it.
    """
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS archive_upgrades (version INTEGER PRIMARY KEY)")
    found = version(connection)
    if found > NEWEST:
        raise ArchiveError(
            f"{place}: is an archive of version {found}, made by a newer factcheck; this one knows version {NEWEST}: "
            "update factcheck, or name another archive as archive.url"
        )
    for number, step in enumerate(_STEPS[found:], found + 1):
        for statement in step:
            connection.exec_driver_sql(statement.format(**_WORDS[connection.dialect.name]))
        connection.exec_driver_sql(f"INSERT INTO archive_upgrades VALUES ({number})")  # noqa: S608 - a number of ours
    if not found:
        mark = secrets.token_hex(16)  # by it an index file is known to be of this archive
        connection.exec_driver_sql(f"INSERT INTO archive_about VALUES ('identity', '{mark}')")  # noqa: S608 - hex digits


def version(connection: Connection) -> int:
    """Return the version of an archive whose first step was begun; 0 is none yet."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(version), 0) FROM archive_upgrades").scalar_one())
