"""Web pages: the article without the page around it, by trafilatura; its dates by htmldate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from factcheck.domain.text import Article, Skipped
from factcheck.errors import UnreadableArticle
from factcheck.intake.decoding import decode, repaired
from factcheck.intake.places import on_page
from factcheck.intake.records import article
from factcheck.settings.limits import LARGEST_PAGE, MOST_ATTRIBUTES

# The web began in 1990; a page that claims an earlier date names another thing's.
FIRST_WEB_DAY = date(1990, 1, 1)
# Where a page must name its character set (HTML standard, "prescan a byte stream").
PRESCAN_BYTES = 1024
# A page with fewer words is its own menu: the shortest news item has a sentence.
FEWEST_WORDS = 10
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_CROWDED = re.compile(
    r"<[a-z][^\s>]*+(?:\s++[^\s=>]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+)" + f"{{{MOST_ATTRIBUTES + 1}}}",
    re.IGNORECASE,
)
# What trafilatura looks for in the beginning; without it, it gives up a page that is one <article>, as desks paste it.
_SAYS_SO = re.compile(r"(?i)html")
_BEGINNING = 50
_FORMAT = "%Y-%m-%dT%H:%M:%S%z"


class Reader:
    """One article a page; offsets point into the extracted text."""

    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm")
    content_types: ClassVar[tuple[str, ...]] = ("text/html", "application/xhtml+xml")

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        if len(data) > LARGEST_PAGE:
            reason = (
                f"{len(data):,} bytes is more than the {LARGEST_PAGE:,} that are read of a page; save its text as .txt"
            )
            raise UnreadableArticle(str(path), reason)
        match = _DECLARED.search(data[:PRESCAN_BYTES])
        decoded = repaired(decode(data, str(path), declared=match.group(1).decode("ascii") if match else None))
        if _CROWDED.search(decoded.text):
            reason = f"a tag of this page has more than {MOST_ATTRIBUTES} attributes; save the page's text as .txt"
            raise UnreadableArticle(str(path), reason)
        document = _extract(decoded.text)
        if document is None or len((document.text or "").split()) < FEWEST_WORDS:
            reason = "no article was found on this page; save its text as .txt, or the page as the browser shows it"
            raise UnreadableArticle(str(path), reason)
        fields = {
            "text": document.text,
            "title": document.title,
            "author": document.author,
            "source": document.sitename or document.hostname,
            "url": document.url,
            "published": _date(decoded.text, today=today, first=True),
        }
        latest = _date(decoded.text, today=today, first=False)
        if latest != fields["published"]:
            fields["updated"] = latest
        read = article(fields, path=str(path), stem=path.stem, today=today, notes=decoded.notes, earliest=FIRST_WEB_DAY)
        yield replace(read, places=on_page(read.text, decoded.text))


def _extract(page: str) -> Any:
    import trafilatura  # 0.6 s: only where a web page is read

    if page.lstrip().startswith("<") and not _SAYS_SO.search(page[:_BEGINNING]):
        page = f"<!DOCTYPE html>{page}"
    return trafilatura.bare_extraction(page, include_comments=False, include_tables=False, with_metadata=True)


def _date(page: str, *, today: date, first: bool) -> str | None:
    """Return the first or the latest date that the page states in its markup; nothing is inferred from its prose."""
    from htmldate import find_date

    found = find_date(
        page,
        extensive_search=False,
        original_date=first,
        outputformat=_FORMAT,
        min_date=FIRST_WEB_DAY.isoformat(),
        max_date=today.isoformat() + "T23:59:59",
    )
    return str(found) if found else None
