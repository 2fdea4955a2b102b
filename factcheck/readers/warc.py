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
from factcheck.intake.unpacking import beginning, unpacked
from factcheck.settings.limits import LARGEST_ARCHIVE, LARGEST_PAGE, MOST_RECORDS

_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = 200


class Reader:
    """One article a page that was answered with status 200, read as a web page is; its address is the record's.

    A page that states no date has that of the record at the latest, which a note says. Answers of another status, and
    what is no web page, are counted and left out; so are requests and the like, which hold no article. Of an archive
    that is cut off, damaged or too large unpacked, what stands before is read, and the rest is told. Compressed ones
    end in `.warc.gz`.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".warc",)
    content_types: ClassVar[tuple[str, ...]] = ("application/warc",)
    binary: ClassVar[bool] = True
    several: ClassVar[bool] = True
    extra: ClassVar[str] = "warc"

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        fastwarc = library("fastwarc.warc", extra=self.extra, path=str(path))
        left_out: Counter[str] = Counter()
        opened = answers = spent = 0
        plain, ends = beginning(data, str(path))
        try:
            for record in fastwarc.ArchiveIterator(
                io.BytesIO(plain),
                record_types=fastwarc.WarcRecordType.response,
                auto_decode="transfer",
                stream_detect=False,  # it is unpacked, no further than a bound
            ):
                answers += 1
                why = _foreign(record) or _beyond(opened, spent)
                if why:
                    left_out[why] += 1
                    continue
                if _cut_off(record, plain):
                    ends = ends or "its last answer is cut off and was not read; fetch the archive again"
                    break
                opened += 1
                read, size = self._page(record, path, today)
                spent += size
                yield read
        except (OSError, ValueError, RuntimeError) as error:
            ends = ends or f"it is damaged after {answers} answers ({error}); what follows was not read"
        if ends:
            yield Skipped(str(path), ends)
        yield from (Skipped(str(path), f"{count:,} answers {why}") for why, count in sorted(left_out.items()))
        if not answers:
            raise UnreadableArticle(str(path), "there is no answer of a server in it; give an archive of pages")

    def _page(self, record: Any, path: Path, today: date) -> tuple[Article | Skipped, int]:
        """Return the article of an answer, and how many bytes it was, unpacked."""
        url = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
        size = LARGEST_PAGE  # of what is refused
        try:
            page = _content(record, str(path))
            size = len(page)
            stem = name_in(url) or path.stem
            read = page_article(page, path=str(path), stem=stem, today=today, charset=record.http_charset, url=url)
        except UnreadableArticle as error:
            return Skipped(str(path), f"{url}: {error.reason}"), size
        except OSError as error:  # of what is sent in pieces, one is none
            return Skipped(str(path), f"{url}: it is damaged ({error}); fetch it again"), size
        return _dated(replace(read, places=nowhere()), record.record_date, today), size


def _content(record: Any, path: str) -> bytes:
    """Return the page of an answer, unpacked no further than is read of a page."""
    coding = (record.http_headers.get("Content-Encoding") or "").strip().lower()
    if coding not in ("gzip", "x-gzip", "", "identity"):
        raise UnreadableArticle(
            path, f"it is packed as {coding[:20]}, which is not read; archive it without or with gzip"
        )
    content = bytes(record.reader.read(LARGEST_PAGE + 1))
    return unpacked(content, path, most=LARGEST_PAGE) if coding in ("gzip", "x-gzip") else content


def _beyond(opened: int, spent: int) -> str:
    """Say what bound has been reached; "" where none has."""
    if opened >= MOST_RECORDS:
        return f"after the first {MOST_RECORDS:,} pages, which are read; split the archive"
    if spent >= LARGEST_ARCHIVE:
        return f"after pages of {LARGEST_ARCHIVE:,} bytes, unpacked, which are read; split the archive"
    return ""


def _cut_off(record: Any, archive: bytes) -> bool:
    begins = archive.find(b"\r\n\r\n", record.stream_pos) + 4
    return begins + int(record.headers.get("Content-Length") or 0) > len(archive)


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
