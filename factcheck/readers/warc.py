"""Web archives (WARC), by FastWARC."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from factcheck.domain.text import Article, Skipped
from factcheck.errors import UnreadableArticle
from factcheck.intake.extras import library
from factcheck.intake.pages import nowhere, page_article
from factcheck.intake.records import name_in, when
from factcheck.intake.unpacking import unpacked
from factcheck.settings.limits import LARGEST_PAGE, MOST_RECORDS

_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = 200


class Reader:
    """One article a page that was answered with status 200, read as a web page is; its address is the record's.

    A page that states no date has that of the record at the latest, which a note says. Answers of another status, and
    what is no web page, are counted and left out; so are requests and the like, which hold no article. Of an archive
    that is cut off or damaged, what stands before is read, and the rest is told. Compressed ones end in `.warc.gz`.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".warc",)
    content_types: ClassVar[tuple[str, ...]] = ("application/warc",)
    binary: ClassVar[bool] = True
    extra: ClassVar[str] = "warc"

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        fastwarc = library("fastwarc.warc", extra=self.extra, path=str(path))
        left_out: Counter[str] = Counter()
        opened = answers = 0
        try:
            for record in fastwarc.ArchiveIterator(
                io.BytesIO(data), record_types=fastwarc.WarcRecordType.response, auto_decode="transfer"
            ):
                answers += 1
                why = _foreign(record)
                if why or opened == MOST_RECORDS:
                    left_out[why or f"after the first {MOST_RECORDS:,} pages, which are read; split the archive"] += 1
                    continue
                opened += 1
                yield self._page(record, path, today)
        except (OSError, ValueError, RuntimeError) as error:
            yield Skipped(str(path), f"it is damaged after {answers} answers ({error}); what follows was not read")
        yield from (Skipped(str(path), f"{count:,} answers {why}") for why, count in sorted(left_out.items()))
        if not answers:
            raise UnreadableArticle(str(path), "there is no answer of a server in it; give an archive of pages")

    def _page(self, record: Any, path: Path, today: date) -> Article | Skipped:
        url = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
        try:
            page = _content(record, str(path))
            stem = name_in(url) or path.stem
            read = page_article(page, path=str(path), stem=stem, today=today, charset=record.http_charset, url=url)
        except UnreadableArticle as error:
            return Skipped(str(path), f"{url}: {error.reason}")
        except OSError as error:  # of what is sent in pieces, one is none
            return Skipped(str(path), f"{url}: it is damaged ({error}); fetch it again")
        return _dated(replace(read, places=nowhere()), record.record_date, today)


def _content(record: Any, path: str) -> bytes:
    """Return the page of an answer, unpacked no further than is read of a page."""
    content = bytes(record.reader.read(LARGEST_PAGE + 1))
    coding = (record.http_headers.get("Content-Encoding") or "").strip().lower()
    if coding in ("gzip", "x-gzip"):
        return unpacked(content, path, most=LARGEST_PAGE)
    if coding not in ("", "identity"):
        raise UnreadableArticle(
            path, f"it is packed as {coding[:20]}, which is not read; archive it without or with gzip"
        )
    return content


def _foreign(record: Any) -> str:
    """Say why the answer of a server is no page to read; "" of one that is."""
    status = record.http_headers.status_code if record.http_headers else None
    if status != _FOUND:
        return f"of status {status} hold no article" if status else "hold no head of HTTP, and were left out"
    kind = (record.http_content_type or "").lower()
    return "" if kind in _PAGES else f"of type {kind[:60] or 'unknown'} are no web pages"


def _dated(article: Article, fetched: Any, today: date) -> Article:
    if article.published or article.updated or not fetched:
        return article
    found = when(fetched, "published", today=today)
    note = "its date is that on which it was fetched; the page states none"
    return replace(article, published=found.moment, notes=(*article.notes, note)) if found.moment else article
