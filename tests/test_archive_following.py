"""Feeds and pages that an archive follows: asked again and again, and whatever becomes of them takes nothing away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import page_servers
import pytest
from archives import article, opened, stories
from page_servers import PageServer, page, redirect, status

from factcheck.archive import Archive
from factcheck.archive.following import Following
from factcheck.domain.text import Article
from factcheck.errors import ArchiveError, UsageError
from factcheck.fetching import pages
from factcheck.settings.config import FetchSettings
from factcheck.watch import loop

QUAKE = [article("quake", 0, 12), article("quake", 1, 19)]
CUP = article("cup", 0)


class Time:
    """The time of day and of the clock, in minutes since the test began."""

    def __init__(self) -> None:
        self.minutes = 0.0

    def __call__(self) -> float:
        return self.minutes * 60

    def now(self) -> datetime:
        return datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(minutes=self.minutes)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    made = Time()
    monkeypatch.setattr(pages, "_now", made.now)
    monkeypatch.setattr(pages.Pages.__init__, "__defaults__", (made.now, timedelta.max))
    return made


@pytest.fixture
def site() -> Iterator[PageServer]:
    with page_servers.serving() as server:
        yield server


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    fetch = FetchSettings(allow=("127.0.0.1",), pause=0, seconds=10)
    with opened(f"sqlite:///{tmp_path}/a.sqlite", tmp_path / "cache", fetch=fetch, every=10) as made:
        yield made


def feed(*entries: Article, linked: bool = True, **fields: str) -> Callable:
    items = "".join(
        f"<item><title>{one.id}</title><guid isPermaLink='false'>{one.id}</guid><description>{one.text}</description>"
        + (f"<link>https://wire.example/{one.id}</link></item>" if linked else "</item>")
        for one in entries
    )
    body = f"<rss version='2.0'><channel><title>The Wire</title>{items}</channel></rss>"
    return page(body.encode(), "application/rss+xml", **fields)


def test_a_feed_that_changes_breaks_and_goes_away(archive: Archive, site: PageServer, time: Time):
    site.answers["/feed"] = feed(QUAKE[0])
    following = Following(archive, [site.url("/feed")], clock=time)
    assert following.look().new == 1
    assert (following.look().known, site.pages) == (0, ["/feed"]), "it is asked again after ten minutes, not before"
    site.answers["/feed"] = feed(QUAKE[1], CUP)
    time.minutes = 10
    told = following.look()
    assert (told.new, told.corrected, told.gone) == (2, 0, 0)
    both = {frozenset({"quake-0", "quake-1"}), frozenset({"cup-0"})}
    assert stories(archive) == both, "what the feed does not name any more is not taken out"
    for minutes, answer, why in [
        (20, page(b"<rss><channel>", "application/rss+xml"), "this is no feed"),
        (30, status(404), "status 404"),
        (40, status(503), "status 503"),
    ]:
        time.minutes, site.answers["/feed"] = minutes, answer
        (skip,) = following.look().skipped
        assert skip.path == site.url("/feed")
        assert why in skip.reason
        assert stories(archive) == both
    time.minutes, site.answers["/feed"] = 50, feed(article("quake", 0, 19))
    told = following.look()
    assert (told.new, told.corrected, told.skipped) == (0, 1, ())
    site.shutdown()
    site.server_close()
    time.minutes = 60
    assert "takes no connection" in following.look().skipped[0].reason
    assert stories(archive) == both


def test_entries_without_an_address_are_told_apart(archive: Archive, site: PageServer, time: Time):
    site.answers["/feed"] = feed(*QUAKE, linked=False)
    following = Following(archive, [site.url("/feed")], clock=time)
    assert following.look().new == 2
    time.minutes, site.answers["/feed"] = 10, feed(CUP, QUAKE[0], linked=False)
    told = following.look()
    assert (told.new, told.corrected, told.known) == (1, 0, 1)


def test_an_entry_without_an_address_that_stands_alone_replaces_no_other(
    archive: Archive, site: PageServer, time: Time
):
    following = Following(archive, [site.url("/feed")], clock=time)
    for minutes, entry in ((0, QUAKE[0]), (10, CUP)):
        time.minutes, site.answers["/feed"] = minutes, feed(entry, linked=False)
        told = following.look()
        assert (told.new, told.corrected) == (1, 0)
    time.minutes, site.answers["/feed"] = 20, feed(CUP, QUAKE[0], linked=False)
    told = following.look()
    assert (told.new, told.corrected, told.known) == (0, 0, 2)


def test_what_has_not_changed_is_not_sent_again(archive: Archive, site: PageServer, time: Time):
    site.answers["/feed"] = feed(*QUAKE, ETag='"1"', Last_Modified="Sun, 01 Mar 2026 08:00:00 GMT")
    following = Following(archive, [site.url("/feed")], clock=time)
    assert following.look().new == 2
    for minutes in (10, 20):
        time.minutes, site.answers["/feed"] = minutes, status(304)
        told = following.look()
        assert (told.new, told.known, told.skipped) == (0, 2, ())
    asked = [fields for path, fields in site.requests if path == "/feed"]
    assert [one.get("if-none-match") for one in asked] == [None, '"1"', '"1"']
    assert "if-modified-since" not in asked[0]
    assert asked[1]["if-modified-since"] == "Sun, 01 Mar 2026 08:00:00 GMT"
    time.minutes, site.answers["/feed"] = 30, feed(CUP)
    assert following.look().new == 1


def test_a_server_that_says_unchanged_unasked_is_told(archive: Archive, site: PageServer, time: Time):
    site.answers["/feed"] = status(304)
    assert "status 304" in Following(archive, [site.url("/feed")], clock=time).look().skipped[0].reason


def test_unchanged_counts_of_the_address_that_was_asked_for_its_state(archive: Archive, site: PageServer, time: Time):
    site.answers |= {"/feed": redirect("/first"), "/first": feed(*QUAKE, ETag='"1"')}
    following = Following(archive, [site.url("/feed")], clock=time)
    assert following.look().new == 2
    time.minutes, site.answers["/first"] = 10, status(304)
    told = following.look()
    assert (told.known, told.skipped) == (2, ())
    time.minutes, site.answers["/feed"], site.answers["/other"] = 20, redirect("/other"), status(304)
    (skip,) = following.look().skipped
    assert "status 304" in skip.reason
    assert "if-none-match" not in site.requests[-1][1]


def test_a_page_that_is_written_anew_is_a_correction(archive: Archive, site: PageServer, time: Time):
    following = Following(archive, [site.url("/a.txt")], clock=time)
    site.answers["/a.txt"] = page(QUAKE[0].text.encode())
    assert following.look().new == 1
    time.minutes, site.answers["/a.txt"] = 10, page(QUAKE[1].text.encode())
    assert following.look().corrected == 1


def test_folders_and_addresses_are_followed_together(archive: Archive, site: PageServer, time: Time, tmp_path: Path):
    wires = tmp_path / "wires"
    wires.mkdir()
    file = wires / "quake-0.txt"
    file.write_text(QUAKE[0].text, encoding="utf-8")
    site.answers["/feed"] = feed(CUP)
    following = Following(archive, [str(wires), site.url("/feed")], clock=time)
    assert following.look().new == 2
    file.unlink()
    (wires / "quake-1.txt").write_text(QUAKE[1].text, encoding="utf-8")
    told = following.look()
    assert (told.new, told.gone) == (1, 1)
    assert site.pages == ["/feed"]


def test_it_is_looked_at_again_when_the_time_has_come(archive: Archive, site: PageServer, time: Time):
    site.answers["/feed"] = feed(CUP)
    following = Following(archive, [site.url("/feed")], clock=time)
    looks: list[float] = []

    def look() -> int:
        looks.append(time.minutes)
        following.look()
        return 0

    def pause(_: float) -> None:
        time.minutes += 4
        if time.minutes > 24:
            raise KeyboardInterrupt

    loop.watch(look, lambda: [following], pause=pause)
    assert looks == [0, 12, 24]
    assert site.pages == ["/feed"] * 3


def test_a_look_that_fails_ends_no_round(archive: Archive, site: PageServer, time: Time, tmp_path: Path, monkeypatch):
    site.answers["/feed"] = feed(CUP)
    following = Following(archive, [str(tmp_path), site.url("/feed")], clock=time)
    before = following.stamps()
    with monkeypatch.context() as patched:
        patched.setattr(archive, "prune", broken)
        with pytest.raises(ArchiveError):
            following.look()
    assert following.stamps() == before, "it is looked at again when the next round is due"
    time.minutes = 10
    assert following.stamps() != before
    assert (following.look().new, site.pages) == (1, ["/feed"])


def broken(**_: object) -> None:
    raise ArchiveError("the archive is locked; try again later")


def test_a_site_that_asks_programs_to_leave_it_alone_is_left_alone(archive: Archive, site: PageServer, time: Time):
    site.answers |= {"/robots.txt": page(b"User-agent: *\nDisallow: /"), "/feed": feed(CUP)}
    assert "robots.txt" in Following(archive, [site.url("/feed")], clock=time).look().skipped[0].reason
    assert site.pages == []


def test_without_being_asked_to_nothing_is_loaded(site: PageServer, tmp_path: Path):
    with (
        opened(f"sqlite:///{tmp_path}/a.sqlite", tmp_path / "cache") as archive,
        pytest.raises(UsageError, match="give --fetch to load it"),
    ):
        Following(archive, [site.url("/feed")]).look()
    assert site.asked == []
