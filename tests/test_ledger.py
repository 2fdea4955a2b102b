"""The ledger on both of its stores: nothing that was kept is lost or changed, whatever happens to the program."""

from __future__ import annotations

import shutil
import socket
import sqlite3
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from findings_samples import CHECKED, EMPTY, FULL
from ledgers import line, output, program
from servers import Server
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from factcheck.errors import ConfigError, LedgerError, UsageError
from factcheck.review import migrations, patience
from factcheck.review.answers import Kept
from factcheck.review.ledger import Ledger, default_url, opened_in_place
from factcheck.review.stores import owned_by_another, shown

Open = Callable[[str], Ledger]


# --- runs


def test_a_run_comes_back_as_it_was(ledger: Ledger):
    texts = {"one": "A text\r\nwith\u2028all “sorts” of ends,", "two": "a \x00 and half a pair \ud83d", "three": ""}
    number = ledger.record(FULL, texts)
    run, findings = ledger.run(number)
    assert (run.id, run.findings) == (number, len(FULL.discrepancies))
    assert findings == FULL
    assert ledger.texts(number) == texts


def test_without_a_number_the_last_run_is_meant(ledger: Ledger):
    numbers = [ledger.record(findings) for findings in (FULL, EMPTY, CHECKED)]
    assert ledger.run()[1] == CHECKED
    assert ledger.run(numbers[1])[1] == EMPTY
    assert [run.id for run in ledger.runs()] == numbers == sorted(numbers)
    assert ledger.runs()[2].title == "desk/my draft:1.txt"
    assert ledger.texts(numbers[0]) == {}


def test_a_run_that_is_not_there_is_asked_for_in_vain(ledger: Ledger):
    with pytest.raises(UsageError, match="there is no run in this ledger; run factcheck report"):
        ledger.run()
    ledger.record(EMPTY)
    with pytest.raises(UsageError, match="there is no run 99"):
        ledger.run(99)


def test_what_two_runs_have_in_common_is_kept_once(tmp_path: Path, open_ledger: Open):
    path = tmp_path / "ledger.sqlite"
    ledger = open_ledger(f"sqlite:///{path}")
    for _ in range(3):
        ledger.record(FULL, {"one": "the same text"})
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM contents").fetchone() == (2,)


# --- verdicts and places


def test_lines_come_back_in_the_order_they_were_given(ledger: Ledger):
    given = [line(f"u{n}", reviewer=who, note="half; \x00 “whole”\u2028") for n, who in enumerate(("zoë", "ann", "bo"))]
    ledger.add(given[:1])
    ledger.add(given[1:])
    assert list(ledger.verdicts()) == given


def test_a_line_that_is_there_is_not_added_again(ledger: Ledger):
    ledger.add([line("u1", note="first")])
    ledger.add([line("u1", note="second"), line("u2")])
    ledger.add([])
    assert [(kept.uid, kept.note) for kept in ledger.verdicts()] == [("u1", "first"), ("u2", "")]


def test_lines_of_another_process_show(url: str, open_ledger: Open):
    ours, theirs = open_ledger(url), open_ledger(url)
    ours.add([line("u1")])
    assert [kept.uid for kept in theirs.verdicts()] == ["u1"]
    theirs.add([line("u2")])
    assert ours.verdicts() is not ours.verdicts()[:1]
    assert [kept.uid for kept in ours.verdicts()] == ["u1", "u2"]
    assert ours.verdicts() is ours.verdicts()


def test_a_place_is_of_a_run_and_a_reviewer(ledger: Ledger):
    first, second = ledger.record(FULL), ledger.record(FULL)
    ledger.keep_place(first, "ann", "f1")
    ledger.keep_place(first, "ann", "f2")
    ledger.keep_place(second, "ann", "f3")
    assert [ledger.place(*at) for at in ((first, "ann"), (second, "ann"), (first, "bo"))] == ["f2", "f3", None]


def test_a_place_in_a_run_that_is_not_there_is_refused(ledger: Ledger):
    with pytest.raises(LedgerError):
        ledger.keep_place(7, "ann", "f1")


def raw(url: str, *statements: str) -> None:
    """Run SQL behind the ledger's back."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


@pytest.mark.parametrize("table", ["contents", "runs", "texts", "verdicts"])
@pytest.mark.parametrize("deed", ["DELETE FROM {}", "UPDATE {} SET {}"])
def test_nothing_that_was_kept_can_be_changed(ledger: Ledger, url: str, table: str, deed: str):
    ledger.add([line("u1")])
    ledger.record(FULL, {"one": "text"})
    columns = {"contents": "sha256 = ''", "runs": "title = ''", "texts": "article = ''", "verdicts": "line = ''"}
    with pytest.raises(DBAPIError, match="added to, never changed"):
        raw(url, deed.format(table, columns[table]))
    assert [kept.uid for kept in ledger.verdicts()] == ["u1"]
    assert ledger.run()[1] == FULL


# --- versions

VERSION_1 = {
    "sqlite": (
        "CREATE TABLE upgrades (version INTEGER PRIMARY KEY)",
        "CREATE TABLE contents (sha256 TEXT PRIMARY KEY, packed BLOB NOT NULL)",
        """CREATE TABLE runs (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, title TEXT NOT NULL,
           findings INTEGER NOT NULL, report TEXT NOT NULL REFERENCES contents (sha256))""",
        """CREATE TABLE texts (run BIGINT NOT NULL REFERENCES runs (number), article TEXT NOT NULL,
           content TEXT NOT NULL REFERENCES contents (sha256), PRIMARY KEY (run, article))""",
        """CREATE TABLE verdicts (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,
           line TEXT NOT NULL)""",
        """CREATE TABLE places (run BIGINT NOT NULL REFERENCES runs (number), reviewer TEXT NOT NULL,
           finding TEXT NOT NULL, PRIMARY KEY (run, reviewer))""",
        "INSERT INTO upgrades VALUES (1)",
    ),
}
VERSION_1["postgresql"] = tuple(
    statement.replace("BLOB", "BYTEA").replace(
        "INTEGER PRIMARY KEY AUTOINCREMENT", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
    )
    for statement in VERSION_1["sqlite"]
)
OLD_LINE = (
    '{"uid":"old","finding":"0123456789ab","kind":"figure","summary":"s","statements":[["a"],["b"]],'
    '"answer":"dismissed","reason":"different things","note":"two ferries","reviewer":"ann",'
    '"at":"2026-01-02T03:04:05Z","withdraws":null,"sampled":true,"story":"ferry","features":{"confidence":0.5}}'
)


def old_ledger(url: str) -> None:
    store = url.partition(":")[0].partition("+")[0]
    if store == "sqlite":
        Path(url.removeprefix("sqlite:///")).parent.mkdir()
    raw(url, *VERSION_1[store], f"INSERT INTO verdicts (uid, line) VALUES ('old', '{OLD_LINE}')")


def test_a_ledger_of_the_first_version_is_brought_to_this_one(url: str, open_ledger: Open):
    old_ledger(url)
    ledger = open_ledger(url)
    assert [kept.note for kept in ledger.verdicts()] == ["two ferries"]
    ledger.add([line("new")])
    with pytest.raises(DBAPIError, match="never changed"):
        raw(url, "DELETE FROM verdicts")
    assert [kept.uid for kept in open_ledger(url).verdicts()] == ["old", "new"]


def test_a_ledger_of_a_newer_version_is_left_alone(url: str, open_ledger: Open):
    open_ledger(url).add([line("u1")])
    raw(url, f"INSERT INTO upgrades VALUES ({migrations.NEWEST + 1})")
    with pytest.raises(LedgerError, match=f"of version {migrations.NEWEST + 1}, made by a newer factcheck.*update"):
        open_ledger(url)


# --- several at once

WRITER = """
import sys
from ledgers import line
from factcheck.review.ledger import Ledger
url, name, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
ledger = Ledger(url)
for n in range(number):
    ledger.add([line(f"{name}-{n}", finding=f"f{n}", reviewer=name)])
    print(f"{name}-{n}", flush=True)
"""


def test_two_processes_that_write_at_once_lose_nothing(url: str, open_ledger: Open):
    """They open a ledger that is not there yet, and see each other's lines only as whole ones."""
    with program(WRITER, url, "ann", "60") as ann, program(WRITER, url, "bo", "60") as bo:
        for writer in (ann, bo):
            _, err = writer.communicate(timeout=120)
            assert writer.returncode == 0, err
    kept = [one.uid for one in open_ledger(url).verdicts()]
    assert sorted(kept) == sorted(f"{name}-{n}" for name in ("ann", "bo") for n in range(60))
    for name in ("ann", "bo"):
        assert [uid for uid in kept if uid.startswith(name)] == [f"{name}-{n}" for n in range(60)]


def test_a_reader_misses_no_line_of_writers_that_go_on(url: str, open_ledger: Open):
    ledger = open_ledger(url)
    seen: list[Kept] = []
    with program(WRITER, url, "ann", "40") as ann, program(WRITER, url, "bo", "40") as bo:
        while ann.poll() is None or bo.poll() is None:
            lines = list(ledger.verdicts())
            assert lines[: len(seen)] == seen
            seen = lines
    assert len(ledger.verdicts()) == 80


def test_a_program_that_is_killed_loses_at_most_the_last_answer(url: str, open_ledger: Open):
    with program(WRITER, url, "ann", "100000") as writer:
        assert writer.stdout
        told = [writer.stdout.readline().strip() for _ in range(25)]
        writer.kill()
        told += writer.stdout.read().split("\n")[:-1]
    ledger = open_ledger(url)
    kept = [one.uid for one in ledger.verdicts()]
    assert kept[: len(told)] == told
    assert len(kept) <= len(told) + 1
    ledger.add([line("after")])
    assert ledger.verdicts()[-1].uid == "after"


# --- failures

FILLER = """
import os, resource, sqlite3, sys
from pathlib import Path
from ledgers import line
from factcheck.errors import LedgerError
from factcheck.review.ledger import Ledger
place, how = Path(sys.argv[1]), sys.argv[2]
path = place / "ledger.sqlite"
ledger = Ledger(f"sqlite:///{path}")
kept = []
def answer(number):
    ledger.add([line(f"u{number}", note="x" * 2000)])
    kept.append(f"u{number}")
answer(0)
if how == "limit":
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, most))
else:
    ballast = place / "ballast"
    ballast.write_bytes(bytes(500_000))
try:
    for number in range(1, 1000):
        answer(number)
except LedgerError as error:
    print(error)
if how == "limit":
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
else:
    ballast.unlink()
answer("after")
assert [one.uid for one in Ledger(f"sqlite:///{path}").verdicts()] == kept
assert len(kept) > 3
print(sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone()[0])
"""


def test_what_was_answered_before_the_disk_is_full_is_kept(tmp_path: Path):
    out = output(FILLER, str(tmp_path), "limit")
    assert "free space on its disk" in out
    assert out.splitlines()[-1] == "ok"


def test_what_was_answered_before_a_file_system_is_full_is_kept(tmp_path: Path):
    """A real, small file system, where one may be mounted; it goes away with its process."""
    small = f"mount -t tmpfs -o size=1m factcheck-test {tmp_path}"
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-m", "sh", "-c", small], check=False).returncode:
        pytest.skip("no file system may be mounted here")
    inside = (
        "import os, subprocess, sys; "
        f"subprocess.run({small.split()!r}, check=True); "
        "os.execv(sys.executable, [sys.executable, '-c', sys.argv[2], sys.argv[1], 'mount'])"
    )
    wrapped = "import os, sys; os.execvp('unshare', ['unshare', '-m', sys.executable, '-c', *sys.argv[1:]])"
    out = output(wrapped, inside, str(tmp_path), FILLER)
    assert "disk is full; free space on its disk and go on" in out
    assert out.splitlines()[-1] == "ok"


READER = """
import os, sys
from ledgers import line
from factcheck.errors import LedgerError
from factcheck.review.ledger import Ledger
Ledger(sys.argv[2]).verdicts()  # whatever is imported late is there before this user may read less
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
ledger = Ledger(sys.argv[1])
print([one.uid for one in ledger.verdicts()])
try:
    ledger.add([line("u2")])
except LedgerError as error:
    print(error)
"""


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_ledger_that_may_not_be_written_is_read(tmp_path: Path, open_ledger: Open, *, folder_too: bool):
    """As another user where the tests run as root, whom no permission stops."""
    folder = Path(tempfile.mkdtemp(prefix="ledger-"))
    try:
        path = folder / "ledger.sqlite"
        ledger = open_ledger(f"sqlite:///{path}")
        ledger.add([line("u1")])
        ledger.close()
        path.chmod(0o444)
        folder.chmod(0o555 if folder_too else 0o777)
        out = output(READER, f"sqlite:///{path}", f"sqlite:///{tmp_path / 'other.sqlite'}")
        assert out.startswith("['u1']")
        assert "readonly database; change the file's permissions" in out
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_server_that_goes_away_costs_no_answer(server: Server, open_ledger: Open):
    url = server.url()
    ledger = open_ledger(url)
    ledger.add([line("u1")])
    assert len(ledger.verdicts()) == 1
    server.stop()
    try:
        with pytest.raises(LedgerError, match="see that the server runs"):
            ledger.add([line("u2")])
        with pytest.raises(LedgerError, match="What was kept before is unharmed"):
            ledger.verdicts()
        with pytest.raises(LedgerError, match="see that the server runs"):
            open_ledger(url)
    finally:
        server.start()
    ledger.add([line("u2")])
    assert [one.uid for one in ledger.verdicts()] == ["u1", "u2"]


def test_a_file_that_is_no_ledger_is_left_as_it_is(tmp_path: Path, open_ledger: Open):
    path = tmp_path / "ledger.sqlite"
    path.write_text("Notes of the desk, not a ledger.\n" * 100, encoding="utf-8")
    with pytest.raises(LedgerError, match="not a database; restore it from a copy, or name another ledger"):
        open_ledger(f"sqlite:///{path}")
    assert path.read_text(encoding="utf-8").startswith("Notes of the desk")


def test_a_ledger_that_cannot_be_made_says_why(tmp_path: Path, open_ledger: Open):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(LedgerError, match=r"folder cannot be made.*name another"):
        open_ledger(f"sqlite:///{tmp_path / 'file' / 'ledger.sqlite'}")
    (tmp_path / "ledger.sqlite").mkdir()
    with pytest.raises(LedgerError, match="unable to open database file; check its folder"):
        open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")


@pytest.mark.parametrize(
    "url",
    ["mysql://me:secret@h/db", "ledger.sqlite", "postgresql://me:secret@h/db", "postgresql+psycopg://me:secret@h:x/db"],
)
def test_another_store_is_refused_without_telling_the_password(open_ledger: Open, url: str):
    with pytest.raises(ConfigError, match=r"ledger\.url = .*write (sqlite:///PATH|postgresql)") as told:
        open_ledger(url)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    "url, name",
    [
        ("sqlite:////desk/a b?.sqlite", "/desk/a b?.sqlite"),
        (
            "postgresql+psycopg://me:se@cret@db.example:5432/desk?password=x",
            "postgresql+psycopg://me@db.example:5432/desk",
        ),
        ("postgresql+psycopg:///desk?host=/run", "postgresql+psycopg:///desk"),
    ],
)
def test_a_ledger_is_called_by_what_is_no_secret(url: str, name: str):
    assert shown(url) == name


# --- where it is


@pytest.mark.parametrize("mark", [".factcheck", ".git", "factcheck.toml"])
def test_a_project_has_one_ledger(tmp_path: Path, mark: str):
    (tmp_path / "project" / "drafts" / "today").mkdir(parents=True)
    (tmp_path / "project" / mark).touch()
    assert default_url(tmp_path / "project" / "drafts" / "today") == (
        f"sqlite:///{tmp_path.resolve()}/project/.factcheck/ledger.sqlite"
    )


@pytest.mark.parametrize("foreign", ["project", "project/.factcheck", "project/.factcheck/ledger.sqlite"])
def test_a_ledger_that_another_user_put_there_is_refused(
    tmp_path: Path, foreign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, file = tmp_path / "project" / "drafts", tmp_path / "project" / ".factcheck" / "ledger.sqlite"
    for folder in (drafts, file.parent):
        folder.mkdir(parents=True)
    file.touch()
    monkeypatch.setattr("factcheck.review.stores.owned_by_another", lambda path: path == tmp_path.resolve() / foreign)
    with pytest.raises(ConfigError, match=r"belongs to another user.*FACTCHECK_LEDGER__URL"):
        default_url(drafts)


def test_a_folder_of_another_user_is_used_where_one_works_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.setattr("factcheck.review.stores.owned_by_another", lambda path: path == tmp_path.resolve())
    assert default_url(tmp_path)


def test_whose_a_file_is_is_asked_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not owned_by_another(tmp_path)
    monkeypatch.setattr("os.geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert owned_by_another(tmp_path)
    assert not owned_by_another(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("project", "used"), [(".", False), ("home", False), ("home/ana", True), ("home/ana/desk", True)]
)
def test_a_ledger_above_the_home_folder_is_refused(
    tmp_path: Path, project: str, monkeypatch: pytest.MonkeyPatch, *, used: bool
) -> None:
    here = tmp_path / "home" / "ana" / "desk" / "drafts"
    here.mkdir(parents=True)
    (tmp_path / project / ".factcheck").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home" / "ana"))
    if used:
        assert default_url(here) == f"sqlite:///{(tmp_path / project).resolve()}/.factcheck/ledger.sqlite"
    else:
        with pytest.raises(ConfigError, match=r"above the home folder.*FACTCHECK_LEDGER__URL"):
            default_url(here)


def test_a_projects_ledger_stays_out_of_version_control(tmp_path: Path, open_ledger: Open):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    open_ledger(default_url(tmp_path)).add([line("u1")])
    status = subprocess.run(["git", "-C", tmp_path, "status", "--short"], check=True, capture_output=True, text=True)
    assert status.stdout == ""
    assert stat.S_ISREG((tmp_path / ".factcheck" / "ledger.sqlite").stat().st_mode)


# --- a file that is another program's, or another file


def database(path: Path, *statements: str) -> bytes:
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)
    return path.read_bytes()


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE notes (text TEXT)",),
        ("CREATE TABLE runs (number INTEGER PRIMARY KEY, at TEXT)", "INSERT INTO runs VALUES (1, 'x')"),
        ("CREATE TABLE upgrades (version INTEGER PRIMARY KEY)",),
        ("PRAGMA application_id = 252006673",),
    ],
)
def test_a_database_of_another_program_is_not_written_into(
    tmp_path: Path, open_ledger: Open, statements: tuple[str, ...]
):
    path = tmp_path / "ledger.sqlite"
    before = database(path, *statements)
    with pytest.raises(LedgerError, match=r"ledger\.sqlite: is a database of another program.*name another file"):
        open_ledger(f"sqlite:///{path}")
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.sqlite"]


def test_a_ledger_says_what_it_is_and_an_empty_file_becomes_one(tmp_path: Path, open_ledger: Open):
    path = tmp_path / "ledger.sqlite"
    path.touch()
    open_ledger(f"sqlite:///{path}").add([line("u1")])
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (0x66616374,)


def replaced(path: Path) -> None:
    database(path.with_name("other"), "CREATE TABLE notes (text TEXT)")
    path.with_name("other").replace(path)


@pytest.mark.parametrize(
    ("take", "told"), [(Path.unlink, "it was removed"), (replaced, "another file stands in its place")]
)
def test_nothing_is_confirmed_into_a_file_that_is_gone(
    tmp_path: Path, open_ledger: Open, take: Callable[[Path], None], told: str
):
    path = tmp_path / "ledger.sqlite"
    ledger = open_ledger(f"sqlite:///{path}")
    ledger.add([line("u1")])
    path.with_name("kept").hardlink_to(path)
    take(path)
    left = {file.name for file in tmp_path.iterdir()}
    with pytest.raises(LedgerError, match=f"{told}.*put the file back"):
        ledger.add([line("u2")])
    with pytest.raises(LedgerError, match=told):
        ledger.verdicts()
    assert {file.name for file in tmp_path.iterdir()} == left

    path.with_name("kept").replace(path)
    ledger.add([line("u2")])
    assert [one.uid for one in ledger.verdicts()] == ["u1", "u2"]


def test_a_file_that_goes_while_an_answer_is_written_is_seen(tmp_path: Path, open_ledger: Open):
    """Between the look before and the commit."""
    path = tmp_path / "ledger.sqlite"
    ledger = open_ledger(f"sqlite:///{path}")
    with pytest.raises(LedgerError, match="it was removed"), ledger._writing():
        path.unlink()


def test_a_program_that_goes_on_opens_the_ledger_that_is_there(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    first = opened_in_place(url)
    assert opened_in_place(url) is first
    for file in tmp_path.iterdir():
        file.unlink()
    second = opened_in_place(url)
    second.add([line("u1")])
    assert (second.lost, first.lost) == (False, True)
    for ledger in (first, second):
        ledger.close()


# --- a server that does not answer


def test_a_server_that_takes_a_connection_and_says_nothing_is_given_up(open_ledger: Open):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        begun = time.monotonic()
        with pytest.raises(LedgerError, match="see that the server runs"):
            open_ledger(f"postgresql+psycopg://desk@127.0.0.1:{port}/ledger")
        assert time.monotonic() - begun < 10


def test_a_server_that_stops_answering_is_given_up_and_goes_on_later(
    server: Server, open_ledger: Open, monkeypatch: pytest.MonkeyPatch
):
    """In the middle of a connection that answered before; what was refused can be given again."""
    monkeypatch.setattr(patience, "TO_ANSWER", 0.5)
    monkeypatch.setattr(patience, "TO_CONNECT", 1)
    ledger = open_ledger(server.url())
    ledger.add([line("u1")])
    server.freeze()
    try:
        begun = time.monotonic()
        with pytest.raises(LedgerError, match="see that the server runs"):
            ledger.add([line("u2")])
        assert time.monotonic() - begun < 20
    finally:
        server.freeze(thaw=True)
    ledger.add([line("u2")])
    assert [one.uid for one in ledger.verdicts()] == ["u1", "u2"]
