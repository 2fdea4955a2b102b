"""JSON: one article, a list of them, or an object that holds the list under "articles"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from factcheck.domain.text import Article, Skipped
from factcheck.errors import UnreadableArticle
from factcheck.intake.decoding import decode
from factcheck.intake.places import in_literal, line_starts, literals
from factcheck.intake.records import article, held
from factcheck.settings.notations import from_json


class Reader:
    """One article, a list of them, or an object that holds the list under `articles`.

    The field text (or body, content, article, maintext) is the article's text, untouched; title, source, published,
    updated, author, url and id are read under their usual names. An article without a text is told and left out; what
    is no JSON is refused.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".json",)
    content_types: ClassVar[tuple[str, ...]] = ("application/json",)
    several: ClassVar[bool] = True
    extra: ClassVar[str] = ""

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        decoded = decode(data, str(path))
        try:
            content = from_json(decoded.text)
        except ValueError as error:
            reason = f"this is no JSON ({error}); mend it, or name it .jsonl if it has one object a line"
            raise UnreadableArticle(str(path), reason) from error
        rows = _rows(content)
        if not rows:
            raise UnreadableArticle(
                str(path), "this is neither an article nor a list of articles; mend it or leave it out"
            )
        strings, lines = literals(decoded.text), line_starts(decoded.text)
        found = [self._row(fields, n, path, today, decoded.notes) for n, fields in enumerate(rows, start=1)]
        titles = Counter(read.title for read in found if isinstance(read, Article))
        for read in found:
            if isinstance(read, Skipped):
                yield read
                continue
            title = strings.get(read.title or "") if titles[read.title] == 1 else None  # else it may be another's
            yield replace(
                read,
                places=in_literal(decoded.text, strings.get(read.text), lines),
                title_places=in_literal(decoded.text, title, lines),
            )

    def _row(self, fields: Any, number: int, path: Path, today: date, notes: tuple[str, ...]) -> Article | Skipped:
        if not isinstance(fields, dict):
            return Skipped(str(path), f"article {number} is no object; each must be one {{…}} with a text field")
        try:
            return article(fields, path=str(path), stem=path.stem, today=today, notes=notes)
        except UnreadableArticle as error:
            return Skipped(str(path), f"article {number}: {error.reason}")


def _rows(content: Any) -> list[Any]:
    if isinstance(content, list):
        return content
    if not isinstance(content, dict):
        return []
    inner = held(content, "articles")
    return inner if isinstance(inner, list) else [content]
