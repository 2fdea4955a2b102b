"""Addresses: what is loaded, whom nobody asks, and what is told of the rest."""

from __future__ import annotations

import gzip
import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import page_servers
import pytest
from made_files import ATOM, CLOSED, HURT, book, mail, pdf, word
from page_servers import PageServer, dripping_head, endless, page, redirect, silent, status

import factcheck
from factcheck.domain.text import Fetched
from factcheck.errors import NothingComparable, UnreadableArticle, UsageError
from factcheck.fetching import fetcher, hosts
from factcheck.fetching.fetcher import Fetcher
from factcheck.fetching.hosts import public
from factcheck.fetching.line import Head
from factcheck.fetching.media import Media, in_utf8
from factcheck.fetching.pages import Pages
from factcheck.fetching.robots import Rules
from factcheck.intake.reading import Reading, files_of, read, read_draft
from factcheck.settings.config import FetchSettings
from factcheck.settings.layers import settle
from factcheck.settings.limits import MOST_REDIRECTS
from factcheck.watch.sources import Sources

TODAY = date(2026, 1, 31)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "The ferry sank off the cape on Monday with 34 people on board."
HTML = f"<html><head><title>Ferry sinks</title></head><body><article><p>{TEXT} {TEXT}</p></article></body></html>"


@pytest.fixture
def site() -> Iterator[PageServer]:
    with page_servers.serving() as server:
        yield server


def loading(folder: Path, *, days: float = 1, allow: tuple[str, ...] = ("127.0.0.1",), **settings: float) -> Fetcher:
    given = FetchSettings(allow=allow, days=days, **{"pause": 0, "seconds": 10, **settings})
    return Fetcher(given, Pages(folder, days))


def got(folder: Path, *paths: str, **settings: float) -> Reading:
    return read(paths, today=TODAY, fetch=loading(folder, **settings))


def why_not(folder: Path, path: str, **settings: float) -> str:
    found = got(folder, path, **settings)
    assert not found.articles
    (skip,) = found.skipped
    assert skip.path == path
    return skip.reason


# --- what is loaded -----------------------------------------------------------------------------


def test_a_page_is_an_article_of_its_address(site: PageServer, tmp_path: Path):
    site.answers["/2020/ferry-sinks.html?x=1"] = page(HTML.encode(), "text/html")
    address = site.url("/2020/ferry-sinks.html?x=1")
    (article,) = got(tmp_path, address).articles
    assert (article.id, article.path, article.url) == ("ferry-sinks", address, address)
    assert article.title == "Ferry sinks"
    assert article.source == "127.0.0.1"
    assert article.notes == ()
    assert TEXT in article.text


@pytest.mark.parametrize(
    ("path", "kind", "body", "texts"),
    [
        ("/a", "text/plain", TEXT, [TEXT]),
        ("/a", "text/html; charset=utf-8", HTML, [f"{TEXT} {TEXT}"]),
        ("/a", "application/json", f'{{"text": "{TEXT}"}}', [TEXT]),
        ("/a", "application/x-ndjson", f'{{"text": "{TEXT}"}}\n{{"text": "No. {TEXT}"}}', [TEXT, f"No. {TEXT}"]),
        ("/a", "text/csv", f'text\n"{TEXT}"\n', [TEXT]),
        ("/a", "text/markdown", f"**{TEXT}**", [TEXT]),
        ("/a.md", "text/plain", f"**{TEXT}**", [TEXT]),
        ("/a.jsonl", "application/octet-stream", f'{{"text": "{TEXT}"}}', [TEXT]),
        ("/a.txt", "", TEXT, [TEXT]),
        ("/a.html", "application/json", f'{{"text": "{TEXT}"}}', [TEXT]),
        ("/a", "application/pdf", pdf(TEXT), [TEXT]),
        ("/a.pdf", "text/plain; charset=iso-8859-1", pdf(TEXT), [TEXT]),
        ("/a.docx", "application/octet-stream; charset=iso-8859-1", word(TEXT), [TEXT]),
        ("/a", WORD, word(TEXT), [TEXT]),
        ("/a", f"{WORD}; charset=iso-8859-1", word(TEXT), [TEXT]),
        ("/a", "application/atom+xml", ATOM, [f"{CLOSED}\n{HURT}"]),
        ("/a", "text/xml; charset=utf-8", ATOM, [f"{CLOSED}\n{HURT}"]),
        ("/a", "application/epub+zip", book(f"<p>{TEXT}</p>"), [TEXT]),
        ("/a", "message/rfc822; charset=utf-16", mail(TEXT), [TEXT]),
    ],
)
def test_what_it_is_its_type_says_or_else_its_ending(site, tmp_path, path, kind, body, texts):
    site.answers[path] = page(body.encode() if isinstance(body, str) else body, kind)
    found = got(tmp_path, site.url(path))
    assert sorted(article.text.strip() for article in found.articles) == sorted(texts)
    assert [skip for skip in found.skipped if "hold no article" not in skip.reason] == []  # the cover of a book


def test_the_articles_of_a_list_keep_their_own_addresses(site: PageServer, tmp_path: Path):
    rows = f'[{{"id": "a", "text": "{TEXT}", "url": "https://a.example/1"}}, {{"id": "b", "text": "No. {TEXT}"}}]'
    site.answers["/list"] = page(rows.encode(), "application/json")
    one, two = got(tmp_path, site.url("/list")).articles
    assert (one.url, two.url) == ("https://a.example/1", None)
    assert one.path == two.path == site.url("/list")


UNLINKED = f"<rss version='2.0'><channel><item><description>{TEXT}</description></item></channel></rss>"


@pytest.mark.parametrize(
    ("kind", "body", "of_the_page"),
    [
        ("application/json", f'[{{"text": "{TEXT}"}}]', False),
        ("application/x-ndjson", f'{{"text": "{TEXT}"}}', False),
        ("text/csv", f'text\n"{TEXT}"\n', False),
        ("application/rss+xml", UNLINKED, False),
        ("text/plain", TEXT, True),
        ("text/html", HTML, True),
        ("text/markdown", TEXT, True),
        ("application/pdf", pdf(TEXT), True),
    ],
)
def test_the_address_is_that_of_a_page_and_of_no_article_of_a_list(site, tmp_path, kind, body, of_the_page):
    site.answers["/a"] = page(body.encode() if isinstance(body, str) else body, kind)
    (article,) = got(tmp_path, site.url("/a")).articles
    assert article.url == (site.url("/a") if of_the_page else None)


def test_a_packed_page_is_unpacked(site: PageServer, tmp_path: Path):
    site.answers["/a"] = page(gzip.compress(TEXT.encode()), Content_Encoding="gzip")
    (article,) = got(tmp_path, site.url("/a")).articles
    assert article.text == TEXT


def test_the_character_set_that_the_server_names_counts(site: PageServer, tmp_path: Path):
    site.answers["/a"] = page("Паром затонул у мыса.".encode("koi8-r"), "text/plain; charset=KOI8-R")
    (article,) = got(tmp_path, site.url("/a")).articles
    assert article.text == "Паром затонул у мыса."


@pytest.mark.parametrize("kind", ["application/rss+xml", "text/xml", "application/xml"])
@pytest.mark.parametrize(
    ("sent", "said", "declared"),
    [
        ("utf-8", "utf-8", "windows-1251"),
        ("utf-8", "utf-8", "utf-8"),
        ("koi8-r", "koi8-r", "windows-1251"),
        ("koi8-r", "koi8-r", "utf-8"),
        ("windows-1251", "", "windows-1251"),
        ("utf-8", "", "utf-8"),
    ],
)
def test_a_feed_is_in_the_character_set_of_its_server_else_in_its_own(site, tmp_path, kind, sent, said, declared):
    text = "The ferry Паром sank at the cape."
    feed = f"<rss version='2.0'><channel><item><description>{text}</description></item></channel></rss>"
    body = f"<?xml version='1.0' encoding='{declared}'?>{feed}".encode(sent)
    site.answers["/a"] = page(body, f"{kind}; charset={said}" if said else kind)
    (article,) = got(tmp_path, site.url("/a")).articles
    assert article.text == text


@pytest.mark.parametrize("charset", ["idna", "punycode", "hex", "unicode_escape", "nothing", "utf-8", ""])
def test_a_character_set_that_is_none_of_the_webs_changes_nothing(charset):
    head = Head(200, {"content-type": f"text/plain; charset={charset}"})
    assert in_utf8(head, TEXT.encode()) == TEXT.encode()


def test_where_it_leads_is_noted(site: PageServer, tmp_path: Path):
    site.answers |= {"/a": redirect("/b?c=ü", 301), "/b?c=%C3%BC": page(TEXT.encode())}
    (article,) = got(tmp_path, site.url("/a")).articles
    assert article.path == article.url == site.url("/a")
    assert article.notes == (f"it was loaded from {site.url('/b?c=%C3%BC')}, where its address leads",)


def test_where_it_leads_may_be_written_in_utf_8(site: PageServer, tmp_path: Path):
    site.answers |= {"/a": redirect("/ü".encode().decode("latin-1")), "/%C3%BC": page(TEXT.encode())}
    assert got(tmp_path, site.url("/a")).articles


def test_an_address_may_be_a_draft(site: PageServer, tmp_path: Path):
    site.answers["/draft"] = page(TEXT.encode())
    shown: list[str] = []
    draft = read_draft(
        site.url("/draft"), today=TODAY, fetch=loading(tmp_path), progress=lambda them: shown.extend(them) or them
    )
    assert draft.text == TEXT
    assert shown == [site.url("/draft")]


def test_what_is_asked_says_who_asks_and_nothing_else(site: PageServer, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.answers |= {"/a": redirect("/b"), "/b": page(TEXT.encode(), Set_Cookie="id=7"), "/c": page(TEXT.encode())}
    got(tmp_path, site.url("/a#part"), site.url("/c"))
    assert site.asked == ["/robots.txt", "/a", "/b", "/c"]
    for _, fields in site.requests:
        assert set(fields) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert fields["user-agent"] == f"factcheck/{factcheck.__version__}"
        assert fields["accept"].startswith("text/html, ")


# --- what is asked of a host, and how often -----------------------------------------------------


def test_a_second_run_asks_nobody(site: PageServer, tmp_path: Path):
    site.answers["/a"] = page(TEXT.encode())
    first = got(tmp_path, site.url("/a"))
    before = list(site.asked)
    assert got(tmp_path, site.url("/a")) == first
    assert site.asked == before == ["/robots.txt", "/a"]


def test_what_is_not_loaded_is_asked_for_again(site: PageServer, tmp_path: Path):
    assert "404" in why_not(tmp_path, site.url("/a"))
    site.answers["/a"] = page(TEXT.encode())
    assert got(tmp_path, site.url("/a")).articles


def test_without_days_nothing_is_kept(site: PageServer, tmp_path: Path):
    site.answers["/a"] = page(TEXT.encode())
    for _ in range(2):
        got(tmp_path, site.url("/a"), days=0)
    assert site.pages == ["/a", "/a"]
    assert not [*tmp_path.iterdir()]


def test_pages_are_known_for_some_days_and_then_removed(tmp_path: Path):
    moment = datetime(2026, 1, 10, 12, tzinfo=UTC)
    at = lambda days: Pages(tmp_path, 2, lambda: moment + timedelta(days=days))  # noqa: E731
    one = Fetched("http://a.example/", "http://a.example/b", ".html", b"one\ntwo\n")
    at(0).keep(one)
    assert at(0).known(one.address) == at(1.9).known(one.address) == one
    assert at(0).known("http://a.example/b") is None
    assert at(2).known(one.address) is None
    assert at(-1).known(one.address) is None, "a clock that was put back"
    newer = Fetched(one.address, one.address, ".txt", b"three")
    at(1).keep(newer)
    assert at(1).known(one.address) == newer
    at(4).keep(Fetched("http://b.example/", "http://b.example/", ".txt", b""))
    assert [file.name for file in tmp_path.glob("*.sqlite")] == ["pages-2026-01-14.sqlite"]


def test_a_damaged_row_is_asked_for_again(site: PageServer, tmp_path: Path):
    import sqlite3

    site.answers["/a"] = page(TEXT.encode())
    first = got(tmp_path, site.url("/a"))
    (file,) = tmp_path.glob("pages-*.sqlite")
    db = sqlite3.connect(file)
    with db:
        db.execute("UPDATE sealed_pages SET value = value || x'00'")
    db.close()
    assert got(tmp_path, site.url("/a")) == first
    assert site.pages == ["/a", "/a"]


def test_pages_of_one_host_are_asked_for_one_after_another_with_a_pause(site: PageServer, tmp_path: Path):
    site.answers |= {path: page(f"{path} {TEXT}".encode()) for path in ("/a", "/b", "/c")}
    waited: list[float] = []
    settings = FetchSettings(allow=("127.0.0.1",), pause=2)
    fetch = Fetcher(settings, Pages(tmp_path, 1), sleep=waited.append)
    found = read([site.url(path) for path in ("/c", "/a", "/b", "/a")], today=TODAY, fetch=fetch)
    assert len(found.articles) == 3
    assert site.asked == ["/robots.txt", "/a", "/b", "/c"]
    assert len(waited) == 2
    assert all(1.5 < pause <= 2 for pause in waited)


def test_a_site_may_ask_for_a_longer_pause(site: PageServer, tmp_path: Path):
    site.answers |= {"/a": page(TEXT.encode()), "/b": page(b"No. " + TEXT.encode())}
    site.answers["/robots.txt"] = page(b"User-agent: *\nCrawl-delay: 7\n")
    waited: list[float] = []
    fetch = Fetcher(FetchSettings(allow=("127.0.0.1",)), Pages(tmp_path, 1), sleep=waited.append)
    read([site.url("/a"), site.url("/b")], today=TODAY, fetch=fetch)
    (pause,) = waited
    assert 6 < pause <= 7


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /private/", "/private/a", False),
        ("User-agent: factcheck\nDisallow: /a", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /private/", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: factcheck\nAllow: /", "/a", True),
        ("<html><p>Not found", "/a", True),
        ("", "/a", True),
        ("User-agent: *\nAllow: /\n" + "Disallow: /x\n" * 60_000, "/a", True),
    ],
)
def test_what_a_site_does_not_let_programs_read_is_not_read(site, tmp_path, rules, path, allowed):
    site.answers |= {"/robots.txt": page(rules.encode()), path: page(TEXT.encode())}
    found = got(tmp_path, site.url(path))
    assert bool(found.articles) == allowed
    assert site.pages == [path] * allowed
    if not allowed:
        assert "robots.txt" in found.skipped[0].reason


@pytest.mark.parametrize("number", [401, 403, 404, 410])
def test_a_site_without_rules_lets_all_be_read(site, tmp_path, number):
    site.answers |= {"/robots.txt": status(number), "/a": page(TEXT.encode())}
    assert got(tmp_path, site.url("/a")).articles


def test_a_site_whose_rules_cannot_be_read_lets_nothing_be_read(site: PageServer, tmp_path: Path):
    site.answers |= {"/robots.txt": status(503), "/a": page(TEXT.encode()), "/b": page(TEXT.encode())}
    found = got(tmp_path, site.url("/a"), site.url("/b"))
    assert all("its robots.txt cannot be read (status 503)" in skip.reason for skip in found.skipped)
    assert site.asked == ["/robots.txt"], "it is asked once a run"


def test_the_rules_of_where_a_page_leads_count_too(site: PageServer, tmp_path: Path):
    site.answers |= {
        "/robots.txt": page(b"User-agent: *\nDisallow: /b"),
        "/a": redirect("/b"),
        "/b": page(TEXT.encode()),
    }
    assert "robots.txt" in why_not(tmp_path, site.url("/a"))
    assert site.pages == ["/a"]


def test_a_pause_that_is_no_number_is_none():
    assert Rules.of(b"User-agent: *\nCrawl-delay: soon").pause == 0
    assert Rules.of(b"User-agent: *\nCrawl-delay: 999999").pause == 10


# --- whom nobody asks ---------------------------------------------------------------------------

PRIVATE = [
    "127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "0.0.0.0",
    "100.64.0.1", "192.0.0.1", "192.0.0.170", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::1", "::", "::7f00:1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:0:0", "64:ff9b::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::",
    "2002:808:808::1", "2001::1", "2001:0:7f00:1::", "2001:db8::1", "3fff::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1",
    "fd12:3456::1", "ff02::1", "100::1", "5f00::1", "host.example", "", "127.1", "0x7f000001",
]  # fmt: skip
PUBLIC = [
    "8.8.8.8", "93.184.216.34", "172.15.0.1", "172.32.0.1", "192.167.1.1", "100.63.0.1", "100.128.0.1", "223.255.255.1",
    "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450::1", "2400:cb00::1", "::ffff:8.8.8.8", "64:ff9b::808:808",
]  # fmt: skip


@pytest.mark.parametrize("place", PRIVATE)
def test_what_is_no_public_address_is_not_asked(place):
    assert not public(place)


@pytest.mark.parametrize("place", PUBLIC)
def test_what_is_a_public_address_may_be_asked(place):
    assert public(place)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "017700000001",
        "0177.0.0.1", "0177.1", "0", "0.0.0.0", "localhost", "LOCALHOST", "localhost.", "LocalHost..", "[::1]", "[::]",
        "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:1]", "[::127.0.0.1]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fe80::1%25lo]", "127。0。0。1", "１２７.0.0.1",
        "①②⑦.0.0.1", "127.0.0.1%00.example", "%31%32%37.0.0.1", "127.0.0.1\\@a.example", "169.254.169.254", "10.0.0.1",
        "192.168.0.1", "",
    ],
)  # fmt: skip
def test_no_spelling_of_a_private_address_is_asked(site: PageServer, tmp_path: Path, host: str):
    """Whatever the address, it leads to nobody, or to whom it may not: the server sees no line at all."""
    for port in ("", f":{site.server_address[1]}"):
        found = got(tmp_path, f"http://{host}{port}/a", allow=())
        assert not found.articles
        assert "was not loaded" in found.skipped[0].reason
    target = f"http://{host}/a"
    with pytest.raises(UnreadableArticle, match="was not loaded"):
        loading(tmp_path, allow=("desk.example",))(target)
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://desk:word@127.0.0.1/", "password"),
        ("http://127.0.0.1.evil.example@127.0.0.1/", "password"),
        ("http://a.example:22/", "ports 80 and 443, not 22"),
        ("https://a.example:8443/", "ports 80 and 443, not 8443"),
        ("http://a.example:0/", "ports 80 and 443, not 0"),
        ("http:///a", "name of a host"),
        ("http://[::1/", "no address"),
        ("http://a.example:x/", "no address"),
        ("http://a.exa\tmple/", "no address"),
        (f"http://a.example/{'a' * 2000}", "longer than 2,000"),
    ],
)
def test_an_address_that_is_odd_is_not_asked(tmp_path, monkeypatch, address, told):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("it was looked up"))
    (skip,) = got(tmp_path, address).skipped
    assert told in skip.reason
    assert "word" not in skip.path


def test_a_host_of_which_one_address_is_private_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (a, 80)) for a in ("8.8.8.8", "10.0.0.5")]
    )
    monkeypatch.setattr(fetcher, "ask", lambda *_, **__: pytest.fail("it was asked"))
    assert "news.example leads to 10.0.0.5" in why_not(tmp_path, "http://news.example/a")


def test_the_line_goes_to_the_address_that_was_looked_at(site: PageServer, tmp_path: Path, monkeypatch):
    """A name that leads elsewhere when it is looked up again (DNS rebinding) is not looked up again."""
    real, names = socket.getaddrinfo, []

    def rebinding(host, *rest, **options):
        if host != "news.example":
            return real(host, *rest, **options)
        names.append(host)
        return [(2, 1, 6, "", ("127.0.0.1" if len(names) <= 2 else "10.9.9.9", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(hosts, "public", lambda place: place == "127.0.0.1")
    monkeypatch.setattr(hosts, "PORTS", {"http": site.server_address[1], "https": 443})
    site.answers["/a"] = page(TEXT.encode())
    (article,) = got(tmp_path, "http://news.example/a", allow=()).articles
    assert names == ["news.example"] * 2, "once for robots.txt, once for the page"
    assert article.text == TEXT
    assert {fields["host"] for _, fields in site.requests} == {"news.example"}


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.2{port}/b", "http://localhost{port}/b", "http://2130706433{port}/b", "http://10.0.0.1/b", "//[::1]{port}/b",
        "http://169.254.169.254/latest", "file:///etc/passwd", "ftp://127.0.0.1/b", "gopher://127.0.0.1/", "javascript:1",
        "http://desk:word@127.0.0.1{port}/b", "http://[::1", "http://a.example:22/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["/a", "/robots.txt"])
def test_nobody_is_led_to_where_nobody_may_be_asked(site: PageServer, tmp_path: Path, to: str, where: str):
    site.answers |= {"/b": page(TEXT.encode()), "/latest": page(TEXT.encode())}
    site.answers[where] = redirect(to.format(port=f":{site.server_address[1]}"))
    assert "was not loaded" in why_not(tmp_path, site.url("/a"))
    assert not {"/b", "/latest"} & {*site.asked}


def test_a_host_that_the_user_names_may_be_asked_and_no_machine_that_is_none(site: PageServer, tmp_path: Path):
    site.answers["/a"] = page(TEXT.encode())
    assert got(tmp_path / "1", site.url("/a", "localhost"), allow=("LocalHost.",)).articles
    for host in ("169.254.169.254", "224.0.0.1", "0.0.0.0"):
        assert "no public address" in why_not(tmp_path / "2", f"http://{host}/", allow=(host,))


def test_a_host_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "there is no host called nobody.invalid" in why_not(tmp_path, "http://nobody.invalid/")


def test_a_name_that_nobody_answers_for_costs_no_more_than_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from threading import Event

    over = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(20) and [])
    assert "did not come within 0.2 s" in why_not(tmp_path, "http://news.example/", seconds=0.2)
    over.set()


# --- what comes of bad answers ------------------------------------------------------------------

BOMB = gzip.compress(bytes(40 * 1024 * 1024))

BAD = [
    (status(404), "status 404; there is no such page"),
    (status(410), "status 410"),
    (status(403), "status 403; open it in the browser"),
    (status(429), "asked too often"),
    (status(500), "status 500; try again later"),
    (status(204), "status 204"),
    (status(302), "status 302"),
    (page(b"\x89PNG", "image/png"), "it is image/png, which is not read"),
    (page(b"x", "video/mp4"), "video/mp4"),
    (page(b"x", "application/octet-stream"), "not read"),
    (page(b"x", ""), "does not say what it is"),
    (page(b"x", "nonsense"), "it is nonsense, which is not read"),
    (page(b" "), "there is nothing on it"),
    (page(b"", "text/html"), "there is nothing on it"),
    (page(b"x", Content_Length="999999999999"), "20,971,520 bytes"),
    (page(b"x", Content_Length="50"), "broke off"),
    (page(b"x" * 10, Content_Encoding="br"), "packed as 'br'"),
    (page(b"x" * 10, Content_Encoding="gzip, gzip"), "packed as"),
    (page(b"x" * 10, Content_Encoding="gzip"), "packing is damaged"),
    (page(gzip.compress(TEXT.encode()) * 2, Content_Encoding="gzip"), "packing is damaged"),
    (page(gzip.compress(TEXT.encode() * 99)[:-12], Content_Encoding="gzip"), "broke off"),
    (page(BOMB, Content_Encoding="gzip"), "20,971,520 bytes"),
    (endless(b"x" * 65536), "20,971,520 bytes"),
    (endless(b"x", pause=0.05), "did not come within"),
    (dripping_head, "did not come within"),
    (silent, "did not come within"),
    (redirect("/a"), "leads on more than 5 times"),
    (redirect(""), "leads on more than 5 times"),
    (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n"), "broke off"),
    (lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 99_999), "broke off"),
    (lambda _: None, "broke off"),
]


@pytest.mark.parametrize(("answer", "told"), BAD, ids=[told for _, told in BAD])
def test_what_cannot_be_loaded_is_told_and_costs_nothing_else(site: PageServer, tmp_path: Path, answer, told):
    site.answers |= {"/a": answer, "/z": page(TEXT.encode())}
    found = got(tmp_path, site.url("/a"), site.url("/z"), seconds=1.5)
    (skip,) = found.skipped
    assert skip.path == site.url("/a")
    assert told in skip.reason
    assert [article.text for article in found.articles] == [TEXT]


@pytest.mark.parametrize(
    "answer", [silent, dripping_head, status(500), endless(b"x", pause=0.05), redirect("/robots.txt")]
)
def test_a_robots_txt_that_cannot_be_loaded_lets_nothing_be_read(site: PageServer, tmp_path: Path, answer):
    site.answers |= {"/robots.txt": answer, "/a": page(TEXT.encode())}
    assert "was not loaded" in why_not(tmp_path, site.url("/a"), seconds=1)
    assert site.pages == []


def test_a_loop_is_followed_a_bounded_number_of_times(site: PageServer, tmp_path: Path):
    site.answers |= {"/a": redirect("/b"), "/b": redirect("/a")}
    why_not(tmp_path, site.url("/a"))
    assert len(site.pages) == MOST_REDIRECTS + 1


def test_as_many_steps_as_are_allowed_are_gone(site: PageServer, tmp_path: Path):
    site.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(MOST_REDIRECTS)}
    site.answers[f"/{MOST_REDIRECTS}"] = page(TEXT.encode())
    assert got(tmp_path, site.url("/0")).articles


def test_nobody_there_is_told(tmp_path: Path):
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port = line.getsockname()[1]
    assert "takes no connection" in why_not(tmp_path, f"http://127.0.0.1:{port}/")


def test_a_reader_that_finds_nothing_says_so_of_the_address(site: PageServer, tmp_path: Path):
    site.answers["/a"] = page(b"<html><body>Menu</body></html>", "text/html")
    assert "no article was found on this page" in why_not(tmp_path, site.url("/a"))


def test_a_bug_in_loading_costs_that_address(site: PageServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetcher, "ask", lambda *_, **__: 1 // 0)
    assert "report it as a bug (ZeroDivisionError" in why_not(tmp_path, site.url("/a"))


# --- TLS ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost that no browser trusts, and its key."""
    if not (program := shutil.which("openssl")):
        pytest.skip("there is no openssl")
    place = tmp_path_factory.mktemp("tls")
    made = place / "cert.pem", place / "key.pem"
    subprocess.run(
        [
            program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-out", made[0], "-keyout", made[1],
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return made


def test_a_certificate_that_nobody_vouches_for_is_told(certificate, tmp_path):
    with page_servers.serving(certificate) as site:
        site.answers["/a"] = page(TEXT.encode())
        told = why_not(tmp_path, site.url("/a", "localhost"), allow=("localhost",))
        assert "its certificate is not to be trusted (self" in told
        assert site.asked == []


def test_a_certificate_counts_for_the_name_that_was_asked_for(certificate, tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with page_servers.serving(certificate) as site:
        site.answers["/a"] = page(TEXT.encode())
        assert got(tmp_path, site.url("/a", "localhost"), allow=("localhost",)).articles
        assert "not to be trusted" in why_not(tmp_path, site.url("/a"))


def test_a_server_without_tls_is_told(site: PageServer, tmp_path: Path):
    told = why_not(tmp_path, site.url("/a").replace("http:", "https:"))
    assert "no secure connection" in told


# --- without --fetch, and the command line ------------------------------------------------------


@pytest.mark.parametrize("address", ["http://a.example/x", "https://a.example", "HTTPS://A.example/x.pdf"])
def test_an_address_is_loaded_only_where_that_is_asked_for(address):
    with pytest.raises(
        UsageError, match=r"is an address; give --fetch to load it .*or save the page and give the file"
    ):
        read([address], today=TODAY)
    with pytest.raises(UsageError, match="is an address"):
        read_draft(address, today=TODAY)
    assert files_of([address]) == []


def test_no_server_loads_an_address():
    with pytest.raises(UsageError, match="is an address"):
        Sources().current(["https://a.example/x"], today=TODAY)


def test_what_is_watched_is_read_again_with_its_addresses(site: PageServer, tmp_path: Path):
    """A desk that checks again asks nobody for what is kept, nor where no file has changed."""
    site.answers["/a"] = page(TEXT.encode())
    draft = tmp_path / "wire.txt"
    draft.write_text(f"No. {TEXT}", encoding="utf-8")
    sources, fetch = Sources(), loading(tmp_path / "cache")
    names = [site.url("/a"), str(draft)]
    first = sources.current(names, today=TODAY, fetch=fetch)
    assert len(first.articles) == 2
    assert sources.current(names, today=TODAY, fetch=fetch) is first
    draft.write_text(f"Yes. {TEXT}", encoding="utf-8")
    assert len(sources.current(names, today=TODAY, fetch=fetch).articles) == 2
    assert site.pages == ["/a"]


def test_a_password_is_not_shown():
    with pytest.raises(UsageError, match=r"^http://\.\.\.@a\.example/") as refused:
        read(["http://desk:word@a.example/"], today=TODAY)
    assert "word" not in str(refused.value)
    with pytest.raises(
        NothingComparable, match=r"^http://\.\.\.@a\.example/: was not loaded: it holds a user's name"
    ) as refused:
        read_draft("http://desk:word@a.example/", today=TODAY, fetch=loading(Path("nowhere")))
    assert "desk:word" not in str(refused.value)


def test_an_address_in_a_settings_file_stays_one(tmp_path: Path):
    (tmp_path / "factcheck.toml").write_text('[gate]\nagainst = ["https://a.example/x", "wires"]', encoding="utf-8")
    assert settle(tmp_path).config.gate.against == ("https://a.example/x", str(tmp_path / "wires"))


def test_every_content_type_is_of_one_reader():
    media = Media.of_readers()
    assert media.of_type["text/html"] == ".html"
    assert media.of_type["application/xhtml+xml"] == ".html"
    assert set(media.of_type.values()) <= media.suffixes
    assert media.accepted.startswith("text/html, ")


ONE = "The ferry Aurora sank off Cape Wrath on 13 January 2020. Rescuers said 34 people were killed in the accident."
TWO = "The ferry Aurora sank off Cape Wrath on 13 January 2020. Rescuers said 43 people were killed in the accident."


def test_report_and_check_load_addresses(site: PageServer, program, tmp_path, monkeypatch):
    site.answers |= {"/one": page(ONE.encode()), "/two": page(TWO.encode())}
    monkeypatch.setenv("FACTCHECK_FETCH__ALLOW", '["127.0.0.1"]')
    monkeypatch.setenv("FACTCHECK_FETCH__PAUSE", "0")
    draft = tmp_path / "draft.txt"
    draft.write_text(ONE, encoding="utf-8")

    refused = program("report", site.url("/one"), site.url("/two"))
    assert refused.code == 2
    assert "give --fetch" in refused.err
    assert site.asked == []

    report = program("report", site.url("/one"), site.url("/two"), site.url("/gone"), "--fetch", "--format", "markdown")
    assert report.code == 0
    assert "43" in report.out
    assert site.url("/two") in report.out.replace("\\", "")
    assert "status 404" in report.out

    check = program("check", draft, "--against", site.url("/two"), "--fetch", "--format", "sarif")
    assert check.code == 1
    assert f'"uri": "{site.url("/two")}"' in check.out
    assert site.pages == ["/gone", "/one", "/two"]

    planted = program("mutate", site.url("/one"), "--against", site.url("/two"), "--fetch")
    assert planted.code == 2
    assert "give the file" in planted.err


def test_without_its_library_the_user_is_told_what_to_install(program, monkeypatch):
    import sys

    for name in [name for name in sys.modules if name.startswith("factcheck.fetching")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "httpx", None)
    ended = program("report", "https://a.example/x", "--fetch")
    assert ended.code == 2
    assert "pip install 'factcheck[fetch]'" in ended.err
