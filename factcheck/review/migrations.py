"""The tables of a ledger, as the steps that made them. A step that was published is never changed: a new one is added.

Each step is SQL for both stores; what they call differently stands in braces. Times, lines and reports are text, so
that what comes out is what went in, character for character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

_WORDS: Mapping[str, Mapping[str, str]] = {
    "sqlite": {"number": "INTEGER PRIMARY KEY AUTOINCREMENT", "bytes": "BLOB"},
    "postgresql": {"number": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "bytes": "BYTEA"},
}

_TABLES = (
    # Texts and reports, packed, by their sha256: what two runs have in common is kept once.
    "CREATE TABLE contents (sha256 TEXT PRIMARY KEY, packed {bytes} NOT NULL)",
    """CREATE TABLE runs (number {number}, at TEXT NOT NULL, title TEXT NOT NULL, findings INTEGER NOT NULL,
       report TEXT NOT NULL REFERENCES contents (sha256))""",
    """CREATE TABLE texts (run BIGINT NOT NULL REFERENCES runs (number), article TEXT NOT NULL,
       content TEXT NOT NULL REFERENCES contents (sha256), PRIMARY KEY (run, article))""",
    "CREATE TABLE verdicts (number {number}, uid TEXT NOT NULL UNIQUE, line TEXT NOT NULL)",
    """CREATE TABLE places (run BIGINT NOT NULL REFERENCES runs (number), reviewer TEXT NOT NULL,
       finding TEXT NOT NULL, PRIMARY KEY (run, reviewer))""",
)
_LASTING = ("contents", "runs", "texts", "verdicts")
_GUARDS: Mapping[str, tuple[str, ...]] = {
    "sqlite": tuple(
        f"""CREATE TRIGGER {table}_stay_on_{deed} BEFORE {deed} ON {table}
            BEGIN SELECT RAISE(ABORT, 'a ledger is added to, never changed'); END"""
        for table in _LASTING
        for deed in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        """CREATE FUNCTION ledger_stays() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'a ledger is added to, never changed'; END $$""",
        *(
            f"""CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION ledger_stays()"""
            for table in _LASTING
        ),
    ),
}
_STEPS = ({"sqlite": _TABLES, "postgresql": _TABLES}, _GUARDS)  # from version n to n + 1

NEWEST = len(_STEPS)


def upgrade(connection: Connection, place: str) -> None:
    """Bring a ledger to the newest version, inside of the connection's transaction.

    Raises LedgerError for one that a newer version made; `place` is what the message calls it.
    """
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS upgrades (version INTEGER PRIMARY KEY)")
    found = version(connection)
    if found > NEWEST:
        raise LedgerError(
            f"{place}: is a ledger of version {found}, made by a newer factcheck; this one knows version {NEWEST}: "
            "update factcheck, or name another ledger as ledger.url"
        )
    for number, step in enumerate(_STEPS[found:], found + 1):
        for statement in step[connection.dialect.name]:
            words = _WORDS[connection.dialect.name]
            connection.exec_driver_sql(statement.format(**words) if step is not _GUARDS else statement)
        connection.exec_driver_sql(f"INSERT INTO upgrades VALUES ({number})")  # noqa: S608 - a number of ours


def version(connection: Connection) -> int:
    """Return the version of a ledger whose first step was begun; 0 is none yet."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(version), 0) FROM upgrades").scalar_one())
