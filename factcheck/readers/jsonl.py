"""JSON Lines: one article a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from factcheck.domain.text import Article, Skipped
from factcheck.errors import UnreadableArticle
from factcheck.intake.decoding import decode
from factcheck.intake.places import in_literal, line_starts, literals
from factcheck.intake.records import article
from factcheck.settings.notations import from_json


class Reader:
    """One article a line, an object as in JSON. `text` is untouched, so that offsets made elsewhere hold here.

    A line that is no such object is told and left out.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")
    content_types: ClassVar[tuple[str, ...]] = (
        "application/jsonl",
        "application/x-ndjson",
        "application/ndjson",
        "application/x-jsonlines",
    )
    several: ClassVar[bool] = True
    extra: ClassVar[str] = ""

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        decoded = decode(data, str(path))
        # Not splitlines(): a string may hold U+2028 and its like as they are.
        starts, at = line_starts(decoded.text), 0
        for number, line in enumerate(decoded.text.split("\n"), start=1):
            if line.strip():
                read = self._row(line, number, path, today, decoded.notes)
                if isinstance(read, Article):
                    strings = literals(line)
                    text, title = (
                        in_literal(decoded.text, literal and literal.moved(at), starts, record=number)
                        for literal in (strings.get(read.text), strings.get(read.title or ""))
                    )
                    read = replace(read, places=text, title_places=title)
                yield read
            at += len(line) + 1

    def _row(self, line: str, number: int, path: Path, today: date, notes: tuple[str, ...]) -> Article | Skipped:
        try:
            fields = from_json(line)
        except ValueError as error:
            return Skipped(str(path), f"line {number} is no JSON ({error}); mend the line or delete it")
        if not isinstance(fields, dict):
            return Skipped(str(path), f"line {number} is no object; each line must be one {{…}} with a text field")
        try:
            return article(fields, path=str(path), stem=path.stem, today=today, notes=notes)
        except UnreadableArticle as error:
            return Skipped(str(path), f"line {number}: {error.reason}")
