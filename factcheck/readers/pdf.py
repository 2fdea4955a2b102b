"""PDF, by pypdf: the text that a page holds, not what is drawn or photographed on it."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

from factcheck.domain.text import Article, Skipped
from factcheck.errors import UnreadableArticle
from factcheck.intake.extras import broken, library
from factcheck.intake.pages import nowhere
from factcheck.intake.printed import running_text, without_running_heads
from factcheck.intake.records import article, described
from factcheck.settings.limits import LARGEST_DRAWING, LARGEST_PAGE, LONGEST_ARTICLE, MOST_DRAWN, MOST_PAGES

FEWEST_WORDS = 10  # a PDF with fewer is made of pictures: the shortest news item has a sentence


class Reader:
    """One article a file: lines are put together into paragraphs, words that were divided at a line's end are whole
    again, and what repeats at the top or bottom of its pages is left out. Columns are read in the order in which the
    file holds them.

    Title, author and date come from the document's properties where the text does not show them; a note says so.
    Refused are a PDF without text (a scan: recognise its text first), one that is locked with a password, one of too
    many pages. Of one that draws too much the beginning is read, and a note says so.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)
    content_types: ClassVar[tuple[str, ...]] = ("application/pdf",)
    binary: ClassVar[bool] = True
    extra: ClassVar[str] = "pdf"

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        if not data:
            raise UnreadableArticle(str(path), "the file is empty; put the article into it or leave it out")
        pypdf = library("pypdf", extra=self.extra, path=str(path))
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a file's faults, the notes say
        with _bounded(pypdf), broken(str(path), "PDF"):
            opened = _opened(pypdf, data, str(path))
            pages, notes = _pages(opened, pypdf)
            properties = dict(_properties(opened))
        if not pages:
            raise UnreadableArticle(
                str(path), f"it draws more than the {MOST_DRAWN:,} bytes that are read; save its text"
            )
        kept, heads = without_running_heads(pages)
        text = running_text(kept)
        if len(text.split()) < FEWEST_WORDS:
            reason = f"no text was found on {len(pages)} pages (a scan?); recognise the text (OCR) and save that"
            raise UnreadableArticle(str(path), reason)
        if heads:
            notes.append(f"{heads} lines that repeat on its pages were left out")
        fields, told = described(text, properties)
        read = article(fields, path=str(path), stem=path.stem, today=today, notes=(*notes, *told))
        yield replace(read, places=nowhere())


def _bounded(pypdf: Any) -> Any:
    """The library's own bounds, by ours: on what is unpacked, what is drawn within what is drawn, the tree of pages."""
    return pypdf.apply_configuration(
        zlib_maximum_output_length=LARGEST_PAGE,
        zlib_maximum_recovery_input_length=LARGEST_DRAWING,
        lzw_maximum_output_length=LARGEST_PAGE,
        run_length_maximum_output_length=LARGEST_PAGE,
        array_based_stream_maximum_output_length=LARGEST_DRAWING,
        page_tree_maximum_page_entries=100 * MOST_PAGES,
    )


def _opened(pypdf: Any, data: bytes, path: str) -> Any:
    opened = pypdf.PdfReader(io.BytesIO(data))
    # Without a user's password it opens to anyone; what an owner's forbids is printing and the like.
    try:
        locked = opened.is_encrypted and not opened.decrypt("")
    except pypdf.errors.DependencyError:
        locked = True
    if locked:
        raise UnreadableArticle(path, "this PDF is locked with a password; save a copy without one")
    stated = opened.root_object["/Pages"].get_object().get("/Count", 0)
    if stated > MOST_PAGES or len(opened.pages) > MOST_PAGES:
        reason = f"it has more than the {MOST_PAGES:,} pages that are read; save those of the article"
        raise UnreadableArticle(path, reason)
    return opened


def _pages(opened: Any, pypdf: Any) -> tuple[list[list[str]], list[str]]:
    """Return the lines of each page, and notes on what was not read."""
    pages: list[list[str]] = []
    notes: list[str] = []
    bare: list[str] = []
    meter, letters = _Meter(pypdf), 0
    for number, page in enumerate(opened.pages, start=1):
        text = meter.text(page)
        if meter.spent > MOST_DRAWN or letters > LONGEST_ARTICLE:
            notes.append(f"of its {len(opened.pages)} pages the first {number - 1} were read; split it")
            break
        letters += len(text)
        pages.append(text[: 2 * LONGEST_ARTICLE].split("\n"))
        bare += [] if text.strip() else [str(number)]
    if bare:
        notes.append(f"no text was found on page {', '.join(bare[:10])}: a picture, or more than is read of a page")
    return pages, notes


class _Meter:
    """Takes the text of pages, and adds up how much is drawn for it: what is drawn elsewhere and only referred to,
    too.
    """

    def __init__(self, pypdf: Any) -> None:
        self.spent = 0
        self._beyond = pypdf.errors.LimitReachedError

    def text(self, page: Any) -> str:
        """Return the text of a page, "" of one that draws more than is read."""
        if not self._affordable(page.get_contents):
            return ""
        whole = page.extract_xform_text

        def metered(form: Any, *given: Any, **named: Any) -> str:
            return str(whole(form, *given, **named)) if self._affordable(lambda: form) else ""

        page.extract_xform_text = metered
        return str(page.extract_text())

    def _affordable(self, found: Callable[[], Any]) -> bool:
        try:
            drawing = found()
            size = len(drawing.get_data()) if drawing is not None else 0
        except self._beyond:  # of the library, by the bounds that it was given
            size = LARGEST_DRAWING + 1
        self.spent += min(size, LARGEST_DRAWING)
        return size <= LARGEST_DRAWING and self.spent <= MOST_DRAWN


def _properties(opened: Any) -> Iterator[tuple[str, str | datetime | None]]:
    known = opened.metadata
    if known is None:
        return
    yield "title", known.title
    yield "author", known.author
    try:
        yield "published", known.creation_date
    except ValueError:  # any words may stand there
        return
