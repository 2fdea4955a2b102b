"""What is new goes out once: as lines, as a feed, and to a server that can tell who calls."""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from xml.etree import ElementTree as ET

import pytest
from archives import add, article, opened, stories
from ledgers import line

from factcheck.archive import Archive
from factcheck.archive.following import Following
from factcheck.archive.posting import Lines, Posted, post_new, write_feed
from factcheck.archive.webhook import SECRET, Webhook
from factcheck.domain.findings import Answer
from factcheck.errors import ConfigError, UsageError
from factcheck.review.ledger import Ledger
from factcheck.review.recording import Keeping
from factcheck.text.excerpt import in_xml

QUAKE = [article("quake", 0, 12), article("quake", 1, 19)]
WORD = "a secret of the desk's"
ATOM = "{http://www.w3.org/2005/Atom}"


class Desk(ThreadingHTTPServer):
    """A server that answers with `statuses`, one after the other, then with 204; it remembers what it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.statuses: list[int] = []
        self.got: list[tuple[dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/findings?desk=1"


class _Handler(BaseHTTPRequestHandler):
    server: Desk

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    keeping = Keeping(f"sqlite:///{tmp_path}/ledger.sqlite", print)
    with opened(f"sqlite:///{tmp_path}/a.sqlite", tmp_path / "cache", keeping=keeping) as made:
        yield made


def test_each_finding_is_one_line_once(archive: Archive, tmp_path: Path):
    file, said = tmp_path / "new.jsonl", []
    target = Lines(file, said.append)
    ids = add(archive, *QUAKE).findings
    assert post_new(archive, [target], said.append).taken == len(ids) > 0
    assert post_new(archive, [target], said.append).taken == 0
    rows = [json.loads(row) for row in file.read_text(encoding="utf-8").splitlines()]
    assert {row["finding"]["id"] for row in rows} == set(ids)
    assert {one["id"] for one in rows[0]["articles"]} == {"quake-0", "quake-1"}
    assert said == []


def test_what_was_dismissed_is_no_news(archive: Archive, tmp_path: Path):
    ids = add(archive, *QUAKE).findings
    verdicts = [line(f"u{n}", finding=one, answer=Answer.DISMISSED, statements=()) for n, one in enumerate(ids)]
    Ledger(f"sqlite:///{tmp_path}/ledger.sqlite").add(verdicts)
    held = [one for one in archive.report(1).discrepancies if one.suppressed is None]
    assert post_new(archive, [Lines(tmp_path / "new.jsonl", print)], print).taken == len(held)


def test_a_file_that_cannot_be_written_gets_it_later(archive: Archive, tmp_path: Path):
    file, said = tmp_path / "there" / "new.jsonl", []
    ids = add(archive, *QUAKE).findings
    assert post_new(archive, [Lines(file, print)], said.append).taken == 0
    assert "cannot be written" in said[0]
    file.parent.mkdir()
    assert post_new(archive, [Lines(file, print)], said.append).taken == len(ids)


def test_a_feed_is_whole_and_without_signs_that_xml_does_not_know(archive: Archive, tmp_path: Path):
    add(archive, *(replace(one, source=f"The {one.id}\ufffe\uffff\x0b\x1b") for one in QUAKE))
    write_feed(archive, tmp_path / "feed.xml")
    feed = ET.parse(tmp_path / "feed.xml").getroot()
    assert {entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")} == {"2026-03-01T00:00:00Z"}
    content = feed.find(f"{ATOM}entry").findtext(f"{ATOM}content") or ""
    assert "12" in content
    assert f"The quake-0{4 * chr(0xFFFD)}: " in content


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_a_sign_that_xml_does_not_know_is_replaced(sign: str):
    assert in_xml(f"a{sign}b") == "a\ufffdb"
    assert in_xml("a\tb\nc\u20ac\U0001f600") == "a\tb\nc\u20ac\U0001f600"


def test_a_call_is_signed(archive: Archive, desk: Desk):
    ids = add(archive, *QUAKE).findings
    assert post_new(archive, [Webhook.of(desk.url, (), {SECRET: WORD})], print).taken == len(ids)
    for headers, body in desk.got:
        at, _, given = headers["X-Factcheck-Signature"].removeprefix("t=").partition(",v1=")
        assert given == hmac.new(WORD.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
        assert headers["X-Factcheck-Delivery"] == json.loads(body)["finding"]["id"]


def test_a_server_that_fails_is_called_again_and_one_that_refuses_is_not(archive: Archive, desk: Desk):
    ids = add(archive, *QUAKE).findings
    waits: list[float] = []
    said: list[str] = []
    hook = replace(Webhook.of(desk.url, (), {SECRET: WORD}), pause=waits.append)
    desk.statuses = [503, 429]
    assert post_new(archive, [hook], said.append).taken == len(ids)
    assert (waits, len(desk.got)) == ([1.0, 4.0], len(ids) + 2)
    add(archive, article("tremor", 0, 5), article("tremor", 1, 9))
    desk.statuses = [302]
    assert post_new(archive, [hook], said.append) == Posted(0, all=False)
    assert "HTTP status 302" in said[0]
    desk.statuses = [500] * 4
    assert post_new(archive, [hook], said.append) == Posted(0, all=False)
    assert "HTTP status 500" in said[1]
    assert post_new(archive, [hook], said.append) == Posted(1, all=True)


def test_a_finding_that_is_refused_holds_no_other_up(archive: Archive, desk: Desk):
    add(archive, *QUAKE)
    ids = {*add(archive, article("tremor", 0, 5), article("tremor", 1, 9)).findings}
    hook, said = Webhook.of(desk.url, (), {SECRET: WORD}), []
    desk.statuses = [422]
    assert post_new(archive, [hook], said.append) == Posted(1, all=False)
    delivered = [headers["X-Factcheck-Delivery"] for headers, _ in desk.got]
    assert len(delivered) == 2
    assert ids < {*delivered}
    assert len(said) == 1
    assert f"Not posted, and offered again only by archive watch --refused: {delivered[0]}: {desk.url}: " in said[0]


def test_a_finding_that_is_refused_is_told_once_and_offered_again_when_asked_for(archive: Archive, desk: Desk):
    (finding,) = add(archive, *QUAKE).findings
    hook, said = Webhook.of(desk.url, (), {SECRET: WORD}), []
    desk.statuses = [400, 409]
    assert post_new(archive, [hook], said.append) == Posted(0, all=False)
    for _ in range(3):
        assert post_new(archive, [hook], said.append) == Posted(0, all=True)
    assert (len(said), len(desk.got), archive.status().refused) == (1, 1, 1)
    assert post_new(archive, [hook], said.append, refused=True) == Posted(0, all=False)
    assert (len(said), archive.status().refused) == (2, 1)
    assert post_new(archive, [hook], said.append, refused=True) == Posted(1, all=True)
    assert post_new(archive, [hook], said.append, refused=True) == Posted(0, all=True)
    assert archive.status().refused == 0
    assert {headers["X-Factcheck-Delivery"] for headers, _ in desk.got} == {finding}


@pytest.mark.parametrize("status", [301, 401, 403, 404, 405, 410, 411, 415, 421, 451])
def test_a_status_that_speaks_of_the_call_refuses_no_finding(archive: Archive, desk: Desk, status: int):
    ids = [*add(archive, *QUAKE).findings, *add(archive, article("tremor", 0, 5), article("tremor", 1, 9)).findings]
    hook, said = Webhook.of(desk.url, (), {SECRET: WORD}), []
    desk.statuses = [status]
    assert post_new(archive, [hook], said.append) == Posted(0, all=False)
    assert (len(desk.got), archive.status().refused) == (1, 0)
    assert f"tried again with the next change: {desk.url}: it answers with HTTP status {status}" in said[0]
    assert post_new(archive, [hook], said.append) == Posted(len(ids), all=True)


def test_an_archive_of_the_version_before_is_brought_up_to_date(archive: Archive, desk: Desk, tmp_path: Path):
    ids = add(archive, *QUAKE).findings
    assert post_new(archive, [Lines(tmp_path / "new.jsonl", print)], print).taken == len(ids)
    archive.close()
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as db, db:
        db.execute("ALTER TABLE archive_posts DROP COLUMN refused")
        db.execute("DELETE FROM archive_upgrades WHERE version = 2")
    with opened(f"sqlite:///{tmp_path}/a.sqlite", tmp_path / "cache") as again:
        assert post_new(again, [Lines(tmp_path / "new.jsonl", print)], print) == Posted(0, all=True)
        assert again.status().refused == 0


@pytest.mark.parametrize(
    "url", ["http://192.0.2.7/x", "https://cms.example/x", "http://169.254.169.254/", "http://[::2]/"]
)
def test_another_machine_is_called_only_if_the_user_says_so(url: str):
    with pytest.raises(ConfigError, match=r"is not this machine.*archive\.hosts"):
        Webhook.of(url, (), {SECRET: WORD})


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1/x", "127.0.0.1", "http://a@127.0.0.1/", "http://127.0.0.1:0/", "http://["]
)
def test_what_is_no_address_is_refused(url: str):
    with pytest.raises(UsageError, match="is no address of a server"):
        Webhook.of(url, (), {SECRET: WORD})


def test_without_a_secret_nobody_is_called():
    with pytest.raises(UsageError, match=f"16 characters and more in {SECRET}"):
        Webhook.of("http://127.0.0.1/", (), {SECRET: "short"})


def test_a_folder_is_followed(archive: Archive, tmp_path: Path):
    wires = tmp_path / "wires"
    wires.mkdir()
    for one in QUAKE:
        (wires / f"{one.id}.txt").write_text(one.text, encoding="utf-8")
    following = Following(archive, [str(wires)])
    assert following.look().new == 2
    told = following.look()
    assert (told.new, told.known) == (0, 0)
    (wires / "quake-1.txt").write_text(article("quake", 1, 12).text, encoding="utf-8")
    assert following.look().corrected == 1
    (wires / "quake-0.txt").unlink()
    following.look()
    assert stories(archive) == {frozenset({"quake-1"})}
    (wires / "quake-1.txt").unlink()
    (wires / "cup-0.txt").write_text(article("cup", 0).text, encoding="utf-8")
    assert Following(archive, [str(wires)]).look().new == 1
    assert stories(archive) == {frozenset({"cup-0"})}


def _wires(folder: Path) -> Path:
    folder.mkdir()
    for one in QUAKE:
        (folder / f"{one.id}.txt").write_text(one.text, encoding="utf-8")
    return folder


def test_a_folder_that_is_not_there_is_not_followed(archive: Archive, tmp_path: Path):
    with pytest.raises(UsageError, match="there is nothing there to follow"):
        Following(archive, [str(tmp_path / "wries")])
    with pytest.raises(UsageError, match="there is nothing there to follow"):
        Following(archive, [str(tmp_path / "wries" / "*.txt")])


@pytest.mark.parametrize("ending", ["", "*.txt"])
@pytest.mark.parametrize("emptied", [False, True])
def test_a_folder_that_goes_away_takes_no_article_with_it(archive: Archive, tmp_path: Path, ending: str, emptied: bool):
    wires, other = _wires(tmp_path / "wires"), tmp_path / "other"
    other.mkdir()
    (other / "cup-0.txt").write_text(article("cup", 0).text, encoding="utf-8")
    following = Following(archive, [str(wires / ending), str(other)])
    assert following.look().new == 3
    wires.rename(tmp_path / "away")
    if emptied:
        wires.mkdir()
    (other / "cup-1.txt").write_text(article("cup", 1).text, encoding="utf-8")
    told = following.look()
    assert (told.new, told.gone) == (1, 0)
    assert [(one.path, "are kept" in one.reason) for one in told.skipped] == [(str(wires / ending), True)]
    if emptied:
        wires.rmdir()
    (tmp_path / "away" / "quake-1.txt").unlink()
    (tmp_path / "away").rename(wires)
    told = following.look()
    assert (told.new, told.gone, told.skipped) == (0, 1, ())
    assert stories(archive) == {frozenset({"quake-0"}), frozenset({"cup-0", "cup-1"})}


@pytest.mark.parametrize("pattern", ["*.txt", "**/*.txt", "quake-?.*"])
def test_files_that_fit_a_glob_are_followed(archive: Archive, tmp_path: Path, pattern: str):
    wires = _wires(tmp_path / "wires")
    other = tmp_path / "cup-0.txt"
    other.write_text(article("cup", 0).text, encoding="utf-8")
    archive.add([str(other)])
    other.unlink()
    following = Following(archive, [str(wires / pattern)])
    assert following.look().new == 2
    (wires / "quake-0.txt").unlink()
    assert following.look().gone == 1
    assert stories(archive) == {frozenset({"quake-1"}), frozenset({"cup-0"})}
