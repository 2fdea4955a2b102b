"""CSV with a header: a column of texts, and columns of what is known about them."""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from factcheck.domain.text import Article, Places, Skipped, Span
from factcheck.errors import UnreadableArticle
from factcheck.intake.decoding import decode
from factcheck.intake.places import in_cell, line_starts
from factcheck.intake.records import ALIASES, article, names_field
from factcheck.settings.limits import LARGEST_FILE, MOST_COLUMNS


class Reader:
    """One article a row; the separator (comma, semicolon, tab or bar) is read off the header.

    The header names the columns: one of texts (text, body, content, article or maintext), and of what is known of them
    (title, source, published, updated, author, url, id, under their usual names). A table without a column of texts is
    refused; a row without a text is told and left out.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv")
    content_types: ClassVar[tuple[str, ...]] = ("text/csv",)
    several: ClassVar[bool] = True
    extra: ClassVar[str] = ""

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        decoded = decode(data, str(path))
        csv.field_size_limit(LARGEST_FILE)  # a cell holds a whole article
        header = decoded.text.lstrip().split("\n", 1)[0]
        separator = max(",;\t|", key=header.count)
        # newline="" keeps the line ends inside a cell as they are.
        rows = csv.DictReader(io.StringIO(decoded.text.lstrip(), newline=""), delimiter=separator)
        columns = [(name or "").strip() for name in rows.fieldnames or ()]
        if not any(names_field(column, "text") for column in columns):
            wanted = ", ".join(ALIASES["text"][:3])
            raise UnreadableArticle(str(path), f"the header has no column of texts; name one of them {wanted}")
        if len(columns) > MOST_COLUMNS:
            raise UnreadableArticle(str(path), f"the header has more than {MOST_COLUMNS} columns; leave some out")
        rows.fieldnames = columns
        try:
            lines = line_starts(decoded.text)
            ends = (*lines, len(decoded.text))
            above = bisect_right(lines, len(decoded.text) - len(decoded.text.lstrip())) - 1
            done = above + rows.line_num
            for number, row in enumerate(rows, start=1):
                read = self._row(row, number, path, today, decoded.notes)
                if isinstance(read, Article):
                    stands = Span(lines[done], ends[above + rows.line_num])
                    text = in_cell(read.text, decoded.text, stands, lines, record=done + 1)
                    read = replace(read, places=text, title_places=Places((), lines, done + 1))
                done = above + rows.line_num
                yield read
        except csv.Error as error:
            yield Skipped(str(path), f"line {rows.line_num} is no CSV ({error}); mend it; what follows was not read")

    def _row(
        self, row: dict[str, str], number: int, path: Path, today: date, notes: tuple[str, ...]
    ) -> Article | Skipped:
        try:
            return article(row, path=str(path), stem=path.stem, today=today, notes=notes)
        except UnreadableArticle as error:
            return Skipped(str(path), f"row {number}: {error.reason}")
