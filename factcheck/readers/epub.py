"""Books and magazines (EPUB)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote
from zipfile import ZipFile

from factcheck.domain.text import Article, Skipped
from factcheck.errors import UnreadableArticle
from factcheck.intake.decoding import decode
from factcheck.intake.extras import broken
from factcheck.intake.pages import nowhere, words_of
from factcheck.intake.records import article
from factcheck.intake.unpacking import archive, part
from factcheck.settings.limits import LARGEST_BOOK
from factcheck.text.excerpt import one_line

FEWEST_WORDS = 10  # a cover, a table of contents; the shortest news item has a sentence
_CONTAINER = "META-INF/container.xml"
_RIGHTS = "META-INF/encryption.xml"
_HEADING = re.compile(r"<h([1-3])\b[^<>]*+>((?:[^<]|<(?!/?h[1-3]\b)){1,2000})</h\1\s*>", re.IGNORECASE)
_FIELDS = {"source": "title", "author": "creator", "published": "date"}  # of an article, of the book
_DC = "{http://purl.org/dc/elements/1.1/}"


class Reader:
    """One article a chapter, in the order of the book: its first heading is the title, the book's title the source.

    Author and date are the book's. Chapters without text are counted and left out. A book whose chapters are locked is
    refused. Of a book that is too large unpacked its beginning is read, and that is told.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".epub",)
    content_types: ClassVar[tuple[str, ...]] = ("application/epub+zip",)
    binary: ClassVar[bool] = True
    several: ClassVar[bool] = True
    extra: ClassVar[str] = ""

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        opened = archive(data, str(path), "EPUB")
        with broken(str(path), "EPUB"):
            book, chapters = _book(opened, str(path))
            locked = not _locked(opened, str(path)).isdisjoint(chapters)
        if locked:
            raise UnreadableArticle(str(path), "its chapters are locked; ask for a copy without a lock")
        bare = spent = 0
        for number, name in enumerate(chapters, start=1):
            try:
                content = part(opened, name, str(path))
                spent += len(content)
                if spent > LARGEST_BOOK:
                    yield Skipped(str(path), _beyond(number, len(chapters)))
                    break
                page = decode(content, str(path)).text
                text, title = words_of(page, str(path)), _heading(page, str(path))
                if len(text.split()) < FEWEST_WORDS:
                    bare += 1
                    continue
                fields = {**book, "id": f"{path.stem}-{number}", "text": text, "title": title}
                yield replace(article(fields, path=str(path), stem=path.stem, today=today), places=nowhere())
            except UnreadableArticle as error:
                yield Skipped(str(path), f"chapter {number}: {error.reason}")
        if bare:
            yield Skipped(
                str(path), f"{bare} of its {len(chapters)} chapters hold no article: a cover, a list of contents"
            )
        if not chapters:
            raise UnreadableArticle(str(path), "there are no chapters in it; save the article as .txt")


def _book(opened: ZipFile, path: str) -> tuple[Mapping[str, str], list[str]]:
    """Return what the book says of itself, and the names of its chapters in order."""
    container = _xml(part(opened, _CONTAINER, path))
    package = next(str(node.get("full-path")) for node in container.iter("{*}rootfile"))
    root = _xml(part(opened, package, path))
    said = {name: next((node.text for node in root.iter(_DC + name) if node.text), "") for name in _FIELDS.values()}
    files = {node.get("id"): str(node.get("href")) for node in root.iter("{*}item")}
    order = [files[ref] for ref in (node.get("idref") for node in root.iter("{*}itemref")) if ref in files]
    place = posixpath.dirname(package)
    names = [_named(posixpath.join(place, href)) for href in order]
    return {field: said[name] for field, name in _FIELDS.items()}, [*dict.fromkeys(names)]


def _named(address: str) -> str:
    """The name that a part has in the archive, of its address."""
    return posixpath.normpath(unquote(address.partition("#")[0]))


def _locked(opened: ZipFile, path: str) -> frozenset[str]:
    """Return the parts that are locked, by whatever scheme: fonts often are, and do no harm."""
    if _RIGHTS not in opened.namelist():
        return frozenset()
    named = _xml(part(opened, _RIGHTS, path)).iter("{*}CipherReference")
    return frozenset(_named(str(node.get("URI")).removeprefix("/")) for node in named)


def _beyond(number: int, chapters: int) -> str:
    read = f"of its {chapters:,} chapters the first {number - 1:,} were read"
    return f"{read}: it has more than {LARGEST_BOOK:,} bytes; split it"


def _xml(data: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _heading(page: str, path: str) -> str | None:
    found = _HEADING.search(page)
    return one_line(words_of(f"<p>{found[2]}</p>", path)) or None if found else None
