"""Markdown: the words without the marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from factcheck.domain.text import Article, Skipped, Span
from factcheck.intake.decoding import decode, repaired
from factcheck.intake.frontmatter import complaints, front_matter
from factcheck.intake.places import just_so, line_by_line
from factcheck.intake.records import article

# In order (lines stay lines): comments, pictures, links, headings, block quotes, rules, emphasis.
_MARKS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"<!--.*?-->", re.DOTALL), lambda comment: "\n" * comment.group().count("\n")),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE), r"\1"),
    (re.compile(r"^>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__|\*|(?<!\w)_)(?=\S)([^*_\n]+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"^([ \t]*)[*+][ \t]+", re.MULTILINE), r"\1- "),
)


class Reader:
    """One article a file; offsets point into the text without marks."""

    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        decoded = repaired(decode(data, str(path)))
        whole = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
        fields, text = front_matter(whole)
        front = Span(0, len(whole) - len(text))
        notes = (*decoded.notes, *complaints(whole))
        for mark, words in _MARKS:
            text = mark.sub(words, text)
        read = article({**fields, "text": text}, path=str(path), stem=path.stem, today=today, notes=notes)
        title = just_so(read.title or "", whole, front)
        yield replace(read, places=line_by_line(text, whole), title_places=title)
