"""Markdown: the words without the marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from factcheck.domain.text import Article, Skipped, Span
from factcheck.intake.decoding import decode, repaired
from factcheck.intake.frontmatter import complaints, front_matter
from factcheck.intake.places import Mark, just_so, without_marks
from factcheck.intake.records import article
from factcheck.settings.limits import MOST_MARKED
from factcheck.text.paragraphs import beginning


def _group(number: int) -> Callable[[re.Match[str]], Iterable[Span]]:
    return lambda match: [Span(*match.span(number))]


def _nothing(_: re.Match[str]) -> Iterable[Span]:
    return ()


def _heading(match: re.Match[str]) -> Iterable[Span]:
    """A heading's words, without the row of signs that may close it."""
    words = match[1].rstrip()
    opened = words.rstrip("#")
    bare = opened.rstrip() if opened != opened.rstrip() or not opened else words  # "About C#" closes nothing
    return [Span(match.start(1), match.start(1) + len(bare))]


# In order (lines stay lines): comments, pictures, links, headings, block quotes, rules, emphasis, lists. What is opened
# ends where the next is opened, and nothing is tried twice: time grows with the text.
_ADDRESS = r"\((?:[^()\n]|\([^()\n]*+\))*+\)"
_MARKS: tuple[Mark, ...] = (
    (re.compile(r"<!--(?:(?!-->|<!--).)*+-->", re.DOTALL), lambda comment: ["\n" * comment.group().count("\n")]),
    (re.compile(rf"!\[[^\[\]\n]*+\]{_ADDRESS}"), _nothing),
    (re.compile(rf"\[([^\[\]\n]++)\]{_ADDRESS}"), _group(1)),
    (re.compile(r"^#{1,6}[ \t]++(.*)$", re.MULTILINE), _heading),
    (re.compile(r"^>[ \t]?", re.MULTILINE), _nothing),
    (re.compile(r"^(?:[-*_][ \t]*+){3,}+$", re.MULTILINE), _nothing),
    (re.compile(r"(\*\*|__|\*|(?<!\w)_)(?=\S)([^*_\n]++)(?<=\S)\1(?!\w)"), _group(2)),
    (re.compile(r"^([ \t]*+)[*+][ \t]++", re.MULTILINE), lambda item: [Span(*item.span(1)), "- "]),
)


class Reader:
    """One article a file, its words without the marks; front matter is read as in plain text.

    Offsets point into the text without marks. Comments and pictures are left out.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")
    content_types: ClassVar[tuple[str, ...]] = ("text/markdown",)
    extra: ClassVar[str] = ""

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        decoded = repaired(decode(data, str(path)))
        whole = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
        fields, text = front_matter(whole)
        front = Span(0, len(whole) - len(text))
        notes = (*decoded.notes, *complaints(whole))
        marked = front.end + len(beginning(text, MOST_MARKED))
        words, places = without_marks(whole[:marked], front.end, _MARKS)
        text = words + whole[marked:]  # which is beyond what is read of an article
        read = article({**fields, "text": text}, path=str(path), stem=path.stem, today=today, notes=notes)
        title = just_so(read.title or "", whole, front)
        yield replace(read, places=places, title_places=title)
