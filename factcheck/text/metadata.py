"""What a text itself shows of its title and its dates. What it does not show plainly stays unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factcheck.text.paragraphs import ENDED, paragraphs, trimmed
from factcheck.text.stamps import Stamp, stamp_line, stamps

# A headline fits on two lines; a longer first line is text that lost its final mark.
TITLE_WORDS = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands at the top of a text."""

    title: str | None
    published: date | None
    updated: date | None


def shown(text: str) -> Shown:
    """Return the title and the dates that `text` shows near its top.

    A date is taken from a stamp alone ("Published 12 January 2020", a full date before the first sentence),
    never from a sentence; two stamps that disagree, or one whose day and month could be exchanged, give none.
    """
    found = stamps(text)
    return Shown(
        title=_title(text, found),
        published=_agreed([stamp for stamp in found if not stamp.updated]),
        updated=_agreed([stamp for stamp in found if stamp.updated]),
    )


def _agreed(found: list[Stamp]) -> date | None:
    days = {stamp.day for stamp in found}
    return days.pop() if len(days) == 1 else None


def _title(text: str, found: tuple[Stamp, ...]) -> str | None:
    rows = paragraphs(text)
    ends = dict(stamp.span for stamp in found)
    for row in rows:
        words = trimmed(text, ends.get(row.start, row.start), row.end).of(text)
        if not words or stamp_line(text, row):
            continue
        plain = not ENDED.search(words) and len(words.split()) <= TITLE_WORDS and len(rows) > 1
        return " ".join(words.split()) if plain else None
    return None
