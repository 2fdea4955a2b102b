"""Plain text, with front matter if there is any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from factcheck.domain.text import Article, Skipped, Span
from factcheck.intake.decoding import decode, repaired
from factcheck.intake.frontmatter import complaints, front_matter
from factcheck.intake.places import at_the_end, just_so
from factcheck.intake.records import article


class Reader:
    """One article a file; its text is what follows the front matter, with line ends as newlines.

    Front matter is `title: ...` and the like between two rows of dashes at the top. Without it title and date are taken
    from the top of the text, where they stand there plainly. A file that is empty or no text is refused.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".txt",)
    content_types: ClassVar[tuple[str, ...]] = ("text/plain",)
    extra: ClassVar[str] = ""

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        decoded = repaired(decode(data, str(path)))
        whole = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
        fields, text = front_matter(whole)
        notes = (*decoded.notes, *complaints(whole))
        read = article({**fields, "text": text}, path=str(path), stem=path.stem, today=today, notes=notes)
        title = just_so(read.title or "", whole, Span(0, len(whole) - len(text)))
        yield replace(read, places=at_the_end(text, whole), title_places=title)
