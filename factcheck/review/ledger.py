"""The ledger: every run and every answer, kept for ever, in a SQLite file or on a PostgreSQL server.

It is added to and never changed: an answer that is taken back stays, with a line after it that says so. What was said
to be kept is on the disk; two processes that write at once wait for each other.
"""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.domain.findings import Findings
from factcheck.errors import ConfigError, LedgerError, UsageError
from factcheck.review import answers as lines
from factcheck.review import stores
from factcheck.review.answers import Kept
from factcheck.text.excerpt import one_line

if TYPE_CHECKING:
    from sqlalchemy import Connection, CursorResult

__all__ = ["Kept", "Ledger", "RunOf", "default_url", "opened", "opened_in_place"]

_FILE = "ledger.sqlite"
_MARKS = (stores.FOLDER, "factcheck.toml", ".git")  # what a project is known by
_NAME_IT = f"name the ledger that is meant as ledger.url or FACTCHECK_LEDGER__URL, {stores.SQLITE}PATH"
_WRITERS = 0x66616374  # of PostgreSQL's advisory locks: who writes to a ledger; any number that nobody else takes

_ADD_CONTENT = "INSERT INTO contents (sha256, packed) VALUES (:sha256, :packed) ON CONFLICT (sha256) DO NOTHING"
_ADD_RUN = """INSERT INTO runs (at, title, findings, report) VALUES (:at, :title, :findings, :report)
              RETURNING number"""
_ADD_TEXT = "INSERT INTO texts (run, article, content) VALUES (:run, :article, :content)"
_ADD_VERDICT = "INSERT INTO verdicts (uid, line) VALUES (:uid, :line) ON CONFLICT (uid) DO NOTHING"
_KEEP_PLACE = """INSERT INTO places (run, reviewer, finding) VALUES (:run, :reviewer, :finding)
                 ON CONFLICT (run, reviewer) DO UPDATE SET finding = excluded.finding"""
_LISTED = "number, at, title, findings"
_RUNS = f"SELECT {_LISTED} FROM runs ORDER BY number"  # noqa: S608 - of constants, as below
_RUN = f"SELECT {_LISTED}, packed FROM runs JOIN contents ON report = sha256 WHERE number = :number"  # noqa: S608
_LAST_RUN = f"SELECT {_LISTED}, packed FROM runs JOIN contents ON report = sha256 ORDER BY number DESC LIMIT 1"  # noqa: S608
_TEXTS = "SELECT article, packed FROM texts JOIN contents ON content = sha256 WHERE run = :run"
_VERDICTS = "SELECT number, line FROM verdicts WHERE number > :seen ORDER BY number"
_PLACE = "SELECT finding FROM places WHERE run = :run AND reviewer = :reviewer"


@dataclass(frozen=True, slots=True)
class RunOf:
    """A run as it is listed: its number, when it was kept, what it was of, how many findings it had."""

    id: int
    at: datetime
    title: str
    findings: int


class Ledger:
    """One ledger; any number of threads may use it. Every method raises LedgerError when the store fails."""

    def __init__(self, url: str) -> None:
        """Open the ledger at sqlite:///PATH or postgresql+psycopg://USER:WORD@HOST/NAME; make it where there is none.

        A ledger of an older version is brought to this one; a newer one raises LedgerError.
        """
        self.where = stores.shown(url)
        self._reader = stores.engine(url)
        self._writer = self._reader.execution_options(writes=True)
        self._lock = threading.Lock()
        self._kept: tuple[Kept, ...] = ()
        self._seen = 0
        self._held = stores.Held()
        try:
            self._upgrade()
        except LedgerError:
            self.close()
            raise
        self._held = stores.Held.of(url)

    @property
    def lost(self) -> bool:
        """Whether the file that was opened is gone: nothing can be kept in it any more."""
        return self._held.lost

    def record(self, findings: Findings, texts: Mapping[str, str] | None = None) -> int:
        """Keep a run with the texts of its articles, by their ids, and return its number."""
        run: dict[str, Any] = {
            "at": datetime.now(UTC).isoformat(),
            "title": title(findings),
            "findings": len(findings.discrepancies),
        }
        with self._writing() as connection:
            run["report"] = _stored(connection, findings.model_dump_json(by_alias=True))
            number = int(_sql(connection, _ADD_RUN, run).scalar_one())
            for article, text in (texts or {}).items():
                content = _stored(connection, text)
                _sql(connection, _ADD_TEXT, {"run": number, "article": article, "content": content})
        return number

    def run(self, number: int | None = None) -> tuple[RunOf, Findings]:
        """Return a run and its findings, the last one without a number. Raises UsageError when there is none."""
        with self._reading() as connection:
            asked = _sql(connection, _LAST_RUN) if number is None else _sql(connection, _RUN, {"number": number})
            row = asked.one_or_none()
        if row is None:
            which = "run" if number is None else f"run {number}"
            raise UsageError(f"{self.where}: there is no {which} in this ledger; run factcheck report or check first")
        return _run_of(row), Findings.model_validate_json(_unpacked(row[-1]))

    def texts(self, number: int) -> Mapping[str, str]:
        """Return the texts of a run's articles by their ids; empty for a run that was kept without."""
        with self._reading() as connection:
            rows = _sql(connection, _TEXTS, {"run": number}).all()
        return {row[0]: _unpacked(row[1]) for row in rows}

    def runs(self) -> Sequence[RunOf]:
        """Return every run, the first one first."""
        with self._reading() as connection:
            return [_run_of(row) for row in _sql(connection, _RUNS)]

    def add(self, verdicts: Sequence[Kept]) -> None:
        """Keep verdicts, all of them or none; one whose uid is there already is skipped."""
        if verdicts:
            with self._writing() as connection:
                _sql(connection, _ADD_VERDICT, [{"uid": v.uid, "line": lines.written(v)} for v in verdicts])

    def verdicts(self) -> Sequence[Kept]:
        """Return every line in the order they were given; the same object as long as none is added."""
        with self._lock:
            with self._reading() as connection:
                rows = _sql(connection, _VERDICTS, {"seen": self._seen}).all()
            if rows:
                self._kept += tuple(self._line(row[0], row[1]) for row in rows)
                self._seen = rows[-1][0]
            return self._kept

    def place(self, run: int, reviewer: str) -> str | None:
        """Return the finding that a reviewer was at in a run."""
        with self._reading() as connection:
            found = _sql(connection, _PLACE, {"run": run, "reviewer": reviewer}).scalar_one_or_none()
        return None if found is None else str(found)

    def keep_place(self, run: int, reviewer: str, finding: str) -> None:
        """Keep the finding that a reviewer is at."""
        with self._writing() as connection:
            _sql(connection, _KEEP_PLACE, {"run": run, "reviewer": reviewer, "finding": finding})

    def close(self) -> None:
        """Let go of the store; whatever is asked next opens it again."""
        self._reader.dispose()

    def _upgrade(self) -> None:
        from sqlalchemy import inspect

        from factcheck.review import migrations

        with self._reading() as connection:
            begun = inspect(connection).has_table("upgrades")
            current = begun and migrations.version(connection) == migrations.NEWEST
        if not current:
            with self._writing() as connection:
                if not begun:
                    stores.mark(connection)
                migrations.upgrade(connection, self.where)

    def _line(self, number: int, line: str) -> Kept:
        try:
            return lines.read(line)
        except ValueError as error:
            raise LedgerError(f"{self.where}: line {number} is no verdict: {error}; restore it from a copy") from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._held.check()
        with stores.told(self.where), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that nobody else writes beside, so that numbers are given in the order of the commits.

        What it wrote is confirmed only where it can be found again: the file is looked at before and after.
        """
        self._held.check()
        with stores.told(self.where), self._writer.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
            yield connection
            self._held.check()
        self._held.check()


@lru_cache(maxsize=4)
def opened(url: str) -> Ledger:
    """Return this process's ledger at a URL. See Ledger."""
    return Ledger(url)


def opened_in_place(url: str) -> Ledger:
    """Return this process's ledger at a URL, opened anew where its file was taken away: for what goes on for days."""
    if opened(url).lost:
        opened.cache_clear()
    return opened(url)


def default_url(folder: Path) -> str:
    """Return the URL of the ledger of the project that a folder is in: the nearest upward that looks like one.

    Raises ConfigError where that is not the user's own: what others put there would decide what is shown, and would
    get the texts of the articles.
    """
    here = folder.resolve()
    project = next((place for place in (here, *here.parents) if any((place / mark).exists() for mark in _MARKS)), here)
    file = project / stores.FOLDER / _FILE
    if project != here and project in Path.home().resolve().parents:
        raise ConfigError(f"{file}: a ledger above the home folder is not used; {_NAME_IT}")
    for place in (*((project,) if project != here else ()), file.parent, file):
        if stores.owned_by_another(place):
            raise ConfigError(f"{file}: {place} belongs to another user and is not used; make it yours, or {_NAME_IT}")
    return f"{stores.SQLITE}{file}"


def title(findings: Findings) -> str:
    """Say what a run was of: its draft, else its stories."""
    if findings.check:
        return findings.check.path
    names = [story.title for story in sorted(findings.stories, key=lambda s: -len(s.articles))]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{one_line(names[0])}{more}" if names else "no story"


def _run_of(row: Sequence[Any]) -> RunOf:
    number, at, title, findings = row[:4]
    return RunOf(number, datetime.fromisoformat(at), title, findings)


def _sql(connection: Connection, statement: str, values: Any = None) -> CursorResult[*tuple[Any, ...]]:
    from sqlalchemy import text

    return connection.execute(text(statement), values)


def _stored(connection: Connection, text: str) -> str:
    """Keep a text, if it is not kept yet, and return its key."""
    data = text.encode("utf-8", "surrogatepass")
    key = hashlib.sha256(data).hexdigest()
    _sql(connection, _ADD_CONTENT, {"sha256": key, "packed": zlib.compress(data)})
    return key


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")
