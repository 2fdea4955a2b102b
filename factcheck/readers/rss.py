"""Feeds: RSS and Atom, by feedparser."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from factcheck.domain.text import Article, Skipped
from factcheck.errors import UnreadableArticle
from factcheck.intake.extras import broken, library
from factcheck.intake.pages import nowhere, words_of
from factcheck.intake.records import LONGEST_NAME, article, name_in
from factcheck.settings.limits import LARGEST_FEED, MOST_ENTRIES
from factcheck.text.excerpt import one_line


class Reader:
    """One article an entry of an RSS or Atom feed: its title, address, dates and author, and its content, else its
    summary.

    The feed's title is the source, unless an entry names another. An entry without text is told and left out. Of a feed
    that breaks off, what can be read is, and the rest is told. XML that is no feed is refused.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".rss", ".atom", ".xml")
    content_types: ClassVar[tuple[str, ...]] = (
        "application/rss+xml",
        "application/atom+xml",
        "application/xml",
        "text/xml",
    )
    several: ClassVar[bool] = True
    extra: ClassVar[str] = "feeds"

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        if len(data) > LARGEST_FEED:
            reason = f"{len(data):,} bytes is more than the {LARGEST_FEED:,} that are read of a feed; split it"
            raise UnreadableArticle(str(path), reason)
        feedparser = library("feedparser", extra=self.extra, path=str(path))
        with broken(str(path), "feed"):
            # A stream, because words could be taken for an address to fetch; sanitising is for those who show the
            # markup.
            feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
        if not feed.get("version") or (not feed.entries and feed.bozo):
            raise UnreadableArticle(str(path), f"this is no feed{_why(feed)}; give RSS or Atom, or leave it out")
        if feed.bozo and not _harmless(feedparser, feed):
            reason = (
                f"the feed is broken{_why(feed)}; {len(feed.entries)} of its entries were read, and others may be lost"
            )
            yield Skipped(str(path), reason)
        if not feed.entries:
            raise UnreadableArticle(str(path), "this feed has no entries; fetch it again, or leave it out")
        for number, entry in enumerate(feed.entries[:MOST_ENTRIES], start=1):
            yield self._entry(entry, number, feed.feed, path, today)
        if len(feed.entries) > MOST_ENTRIES:
            yield Skipped(
                str(path), f"{len(feed.entries) - MOST_ENTRIES:,} entries after {MOST_ENTRIES:,}; split the feed"
            )

    def _entry(
        self, entry: Mapping[str, Any], number: int, feed: Mapping[str, Any], path: Path, today: date
    ) -> Article | Skipped:
        title = one_line(str(entry.get("title", "")))
        called = f"entry {number}{f' “{title}”' if title else ''}"
        try:
            fields = {
                "id": name_in(entry.get("link")) or one_line(str(entry.get("id") or title))[:LONGEST_NAME] or None,
                "text": _text(entry, str(path)),
                "title": words_of(title, str(path)),
                "source": (entry.get("source") or {}).get("title") or feed.get("title"),
                "author": entry.get("author"),
                "url": entry.get("link"),
                "published": entry.get("published"),
                "updated": _stated(entry, "updated"),
            }
            read = article(fields, path=str(path), stem=path.stem, today=today)
        except UnreadableArticle as error:
            return Skipped(str(path), f"{called}: {error.reason}")
        return replace(read, places=nowhere())


def _text(entry: Mapping[str, Any], path: str) -> str:
    """The longest of what an entry gives as its content, else its summary."""
    contents = [str(content.get("value", "")) for content in entry.get("content", ())]
    text = words_of(max(contents, key=len, default=""), path) or words_of(str(entry.get("summary", "")), path)
    if not text.strip():
        raise UnreadableArticle(path, "it has no text; save its page and give that")
    return text


def _stated(entry: Mapping[str, Any], name: str) -> Any:
    """What an entry itself has under a name: asked by `get`, the library may give another field for it."""
    return dict(entry.items()).get(name)


def _why(feed: Mapping[str, Any]) -> str:
    error = feed.get("bozo_exception")
    return f" ({one_line(str(error))[:200]})" if error else ""


def _harmless(feedparser: Any, feed: Mapping[str, Any]) -> bool:
    """Whether nothing is lost: the encoding or the type of the file was another than it says."""
    known = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    return isinstance(feed.get("bozo_exception"), known)
