"""Word documents (DOCX), by python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from factcheck.domain.text import Article, Skipped
from factcheck.errors import UnreadableArticle
from factcheck.intake.extras import broken, library
from factcheck.intake.pages import nowhere
from factcheck.intake.records import article, described
from factcheck.intake.unpacking import archive, sizes
from factcheck.settings.limits import LARGEST_PART

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
# What was deleted, what stands where it was moved from, what old programs show in place of a drawing, and where
# pictures lie.
_LEFT_OUT = frozenset(
    {
        *(_W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "footnoteReference", "pict")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_STANDS_FOR = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_MARKUP = (".xml", ".rels")


class Reader:
    """One article a file: its paragraphs; a table as a line a row; footnotes after the text.

    Of tracked changes what was inserted is read and what was deleted is not: a note says that there were some.
    Comments, page headers and footers are not read. Title, author and date come from the document's properties where
    the text does not show them; a note says so. A document that is locked, too large unpacked, or without text is
    refused.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".docx",)
    content_types: ClassVar[tuple[str, ...]] = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    binary: ClassVar[bool] = True
    extra: ClassVar[str] = "docx"

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise UnreadableArticle(str(path), "it is locked, or an old .doc; save it as .docx without a password")
        library("docx", extra=self.extra, path=str(path))
        from docx import Document

        parts = sizes(archive(data, str(path), "DOCX"))
        large = next((name for name, size in parts.items() if name.endswith(_MARKUP) and size > LARGEST_PART), None)
        if large:
            reason = f"its part {large} has more than the {LARGEST_PART:,} bytes that are read; split it"
            raise UnreadableArticle(str(path), reason)
        with broken(str(path), "DOCX"):
            document = Document(io.BytesIO(data))
            body = document.element.body
            lines = [*_blocks(body), *_footnotes(document.part)]
            changed = next(body.iter(_W + "ins", _W + "del", _W + "moveTo", _W + "moveFrom"), None) is not None
            properties = document.core_properties
            known = {
                "title": properties.title,
                "author": properties.author,
                "published": properties.modified or properties.created,
            }
        text = "\n".join(lines)
        if not text.strip():
            raise UnreadableArticle(str(path), "there is no text in it (a picture?); save the article as .txt")
        fields, told = described(text, known)
        notes = (*(["tracked changes were read as accepted"] if changed else []), *told)
        yield replace(article(fields, path=str(path), stem=path.stem, today=today, notes=notes), places=nowhere())


def _blocks(within: Any) -> Iterator[str]:
    """Yield the paragraphs and the rows of tables, in order, of a body and of what encloses parts of it."""
    for element in within:
        if element.tag == _W + "p":
            yield _words(element)
        elif element.tag == _W + "tbl":
            for row in element.iterchildren(_W + "tr"):
                cells = (" ".join(_words(cell).split()) for cell in row.iterchildren(_W + "tc"))
                yield " | ".join(cells)
        elif element.tag not in _LEFT_OUT:
            yield from _blocks(element)


def _words(element: Any) -> str:
    """The words of a paragraph or a cell, without what was deleted from it."""
    words: list[str] = []
    stack = [element]
    while stack:
        at = stack.pop()
        if at.tag in _LEFT_OUT:
            continue
        if at.tag == _W + "t":
            words.append(at.text or "")
        words.append(_STANDS_FOR.get(at.tag, ""))
        if at.tag == _W + "p" and at is not element:
            words.append("\n")
        stack += reversed(at)
    return "".join(words).strip()


def _footnotes(part: Any) -> Iterator[str]:
    from docx.opc.oxml import parse_xml

    notes = [relation.target_part for relation in part.rels.values() if relation.reltype == _FOOTNOTES]
    for note in (child for one in notes for child in parse_xml(one.blob)):
        if note.get(_W + "type") not in _NO_NOTES:
            yield from _blocks(note)
