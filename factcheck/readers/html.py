"""Web pages: the article without the page around it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar

from factcheck.domain.text import Article, Skipped
from factcheck.intake.pages import page_article


class Reader:
    """One article a page; the page around it, its comments and its tables are left away.

    Dates, source, author and address are taken from its metadata; nothing is inferred from its prose. Offsets point
    into the extracted text. A page is refused that is nothing but a notice asking for consent or a subscription, or on
    which no article is found.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm")
    content_types: ClassVar[tuple[str, ...]] = ("text/html", "application/xhtml+xml")
    extra: ClassVar[str] = ""

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        yield page_article(data, path=str(path), stem=path.stem, today=today)
